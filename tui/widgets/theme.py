"""The house's themes for Textual, and the inks to paint with in any theme."""

from collections.abc import Mapping
from functools import lru_cache

from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme
from textual.widget import Widget

from tui.palette import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    TERMINAL_DARK,
    TERMINAL_LIGHT,
    Palette,
    adopted,
    suited,
)
from tui.widgets.paint import Inks

HOUSE = {
    "eventide-dark": DARK,
    "eventide-light": LIGHT,
    "eventide-contrast": CONTRAST_DARK,
    "eventide-contrast-light": CONTRAST_LIGHT,
}


def _theme(name: str, palette: Palette) -> Theme:
    return Theme(
        name=name,
        primary=palette.accent,
        secondary=palette.muted,
        accent=palette.accent,
        foreground=palette.text,
        background=palette.ground,
        surface=palette.raised,
        panel=palette.raised,
        dark=palette in (DARK, CONTRAST_DARK),
    )


THEMES = {name: _theme(name, palette) for name, palette in HOUSE.items()}


def inks_of(widget: Widget, colours: tuple[str, ...] = ()) -> Inks:
    """Return the inks for a widget's ground; colours are the file's own ones of lanes."""
    theme = widget.app.current_theme
    return _inks(theme.name, theme.accent or theme.primary, theme.dark, widget.rich_style, colours)


@lru_cache(maxsize=64)
def _inks(
    name: str,
    accent: str,
    dark: bool,  # noqa: FBT001
    style: Style,
    colours: tuple[str, ...],
) -> Inks:
    ground = style.bgcolor.triplet if style.bgcolor is not None else None
    text = style.color.triplet if style.color is not None else None
    if ground is None or text is None:
        return Inks(TERMINAL_DARK if dark else TERMINAL_LIGHT, style, colours)
    return Inks(_palette(name, accent, ground.hex, text.hex), style, colours)


def _palette(name: str, accent: str, ground: str, text: str) -> Palette:
    if name in HOUSE:
        return suited(HOUSE[name], ground)
    return adopted(ground, text, Color.parse(accent).hex6)


def names() -> list[str]:
    """Return the names of all themes, the house's first."""
    return [*THEMES, *BUILTIN_THEMES]


def colourless(name: str) -> str:
    """Return the theme to show in place of one that cannot be read once colours are taken away.

    Those that leave colours to the terminal become black on black.
    """
    theme = BUILTIN_THEMES.get(name)
    if theme is None or not theme.ansi:
        return name
    return "eventide-contrast" if theme.dark else "eventide-contrast-light"


def css_inks(theme: Theme, variables: Mapping[str, str]) -> dict[str, str]:
    """Return inks for text on the panels of a theme, as variables of style sheets."""
    if theme.ansi:
        inks = dict.fromkeys(("ink-text", "ink-muted", "ink-accent"), "ansi_default")
        cursor = variables["block-cursor-background"], variables["block-cursor-foreground"]
    else:
        panel, text = (Color.parse(variables[name]).hex6 for name in ("panel", "foreground"))
        palette = _palette(theme.name, theme.accent or theme.primary, panel, text)
        inks = {f"ink-{tone}": colour for tone, colour in palette.tones.items()}
        cursor = palette.accent, panel
    return {**inks, "ink-cursor": cursor[0], "ink-cursor-text": cursor[1]}
