"""The house's two themes for Textual, made from its palettes."""

from textual.theme import Theme

from tui.palette import DARK, LIGHT, Palette


def _theme(name: str, palette: Palette, *, dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=palette.accent,
        secondary=palette.muted,
        accent=palette.accent,
        foreground=palette.text,
        background=palette.ground,
        surface=palette.raised,
        panel=palette.raised,
        dark=dark,
    )


THEMES = {
    "eventide-dark": _theme("eventide-dark", DARK, dark=True),
    "eventide-light": _theme("eventide-light", LIGHT, dark=False),
}
