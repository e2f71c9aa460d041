"""Everything on the screen can be read in every theme there is."""

from collections.abc import Iterator

import pytest
from rich.cells import cell_len
from rich.color import Color, ColorSystem
from rich.style import Style
from textual.app import App
from textual.screen import ModalScreen
from textual.theme import BUILTIN_THEMES

from tui.app import EventideApp
from tui.dates.calendar import instant
from tui.palette import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Palette, contrast
from tui.stores.memory import MemoryStore
from tui.stores.yaml_file import to_timeline
from tui.widgets.theme import HOUSE, THEMES, colourless, inks_of, names

EVERYTHING = """\
title: A voyage
about: How it went.
lanes:
  - Ships: {colour: navy}
  - Law: {colour: "#ff0"}
eras:
  - {date: 1912-04/1912-05, title: Spring}
events:
  - id: sailing
    date: 1912-04-10/1912-04-15
    title: The Titanic's only voyage
    lane: Ships
    actors: [White Star Line]
    text: |
      # One
      ## Two
      #### Four
      ###### Six
      Some *emphasis*, **strong**, `code`, ~~struck~~ and [a link](https://example.org).

      > A quote

      1. one
      2. two

      - three

      ```python
      def four(): return "text", 4  # said
      ```

      | a | b |
      |---|---|
      | 1 | 2 |

      ---
    sources:
      - {publisher: White Star Line, title: Sailing list, url: https://example.org/list}
    links:
      - {to: ice, kind: leads-to}
  - {id: ice, date: 1912-04-14, title: The ice, lane: Ships, status: disputed}
  - {id: inquiry, date: "1912-05?", title: An inquiry in the Senate, lane: Law}
  - {id: report, date: 1912-06-01, title: A report}
  - {id: second, date: 1912-06-01, title: Another}
  - {id: drill, title: A lifeboat drill, lane: Ships}
  - {id: drill, title: A second one, lane: Ships}
"""

#: What only guides the eye: rules, lines of the grid, borders and bars.
GUIDES = set("─┴┼┊▏▎▍▌▋▊▉█▁▂▃▄▅▆▇▔▕╭╮╰╯│ ")

PAGES: dict[str, tuple[str, ...]] = {
    "the panes": ("m",),
    "the detail pane, and what is dimmed": ("o", "tab", "j"),
    "help": ("question_mark",),
    "problems": ("exclamation_mark",),
    "the prompt": ("g", "i", "c", "e"),
    "a choice": ("L",),
    "the palette": ("ctrl+p",),
}


def app_of(theme: str = "eventide-dark") -> EventideApp:
    timeline = to_timeline(EVERYTHING.encode(), "voyage.yaml")
    return EventideApp(
        timeline, MemoryStore(timeline), "voyage.yaml", instant(1912, 6, 1), theme=theme
    )


def texts(app: App[None]) -> Iterator[tuple[str, Style]]:
    """Return the text on the screen with its style, but for what lies dimmed under a page."""
    for y, strip in enumerate(app.screen._compositor.render_strips(app.size)):
        x = 0
        for text, style, _ in strip:
            if style is not None and set(text) - GUIDES:
                widget, _ = app.screen.get_widget_at(x, y)
                if not isinstance(widget, ModalScreen):
                    yield text.strip(), style
            x += cell_len(text)


@pytest.mark.parametrize("page", PAGES)
async def test_every_text_on_every_page_can_be_read_in_every_theme(page: str) -> None:
    app = app_of()
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press(*PAGES[page])
        await pilot.pause(0.1)
        said = 0
        for name in names():
            app.theme = name
            await pilot.pause()
            for text, style in texts(app):
                said += 1
                if BUILTIN_THEMES.get(name, THEMES["eventide-dark"]).ansi:
                    assert is_plain(text, style), (name, text, style)
                else:
                    assert contrast_of(style) >= 4.5, (name, text, style)
        assert said > 5 * len(names())


def contrast_of(style: Style) -> float:
    assert style.color is not None
    assert style.bgcolor is not None
    assert style.color.triplet is not None
    assert style.bgcolor.triplet is not None
    return contrast(style.color.triplet.hex, style.bgcolor.triplet.hex)


def is_plain(text: str, style: Style) -> bool:
    """Return whether words have the terminal's foreground, on its background or reversed.

    Where Textual gives the background a colour too, it has chosen both.
    """
    has_ground = style.bgcolor is not None and not style.bgcolor.is_default
    is_mark = not any(char.isalnum() for char in text)
    return style.color is None or style.color.is_default or has_ground or is_mark


@pytest.mark.parametrize("name", HOUSE)
async def test_a_theme_to_begin_with_is_there_in_the_first_frame(name: str) -> None:
    app = app_of(name)
    async with app.run_test():
        assert app.theme == name
        assert app.has_class("-dark-mode") == THEMES[name].dark
        assert inks_of(app.timeline_view).palette == HOUSE[name]


async def test_lanes_have_the_files_colours_until_they_are_made_by_something_else() -> None:
    app = app_of()
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.pause()
        hues = {text: style.color.name for text, style in texts(app) if style.color is not None}
        assert hues["■ Law"] == "#ffff00"
        await pilot.press("L")
        await pilot.pause()
        await pilot.press(*"status", "enter")
        await pilot.pause()
        hues = {text: style.color.name for text, style in texts(app) if style.color is not None}
        assert hues["■ disputed"] == DARK.lanes[1]


@pytest.mark.parametrize("palette", [DARK, LIGHT, CONTRAST_DARK, CONTRAST_LIGHT])
def test_with_256_colours_the_houses_themes_can_still_be_read(palette: Palette) -> None:
    for ground in (palette.ground, palette.raised):
        for colour in (palette.text, palette.muted, palette.accent, *palette.lanes):
            assert contrast(of_256(colour), of_256(ground)) >= 4.49, (colour, ground)
    assert len(set(map(of_256, palette.lanes))) == len(palette.lanes)


def of_256(colour: str) -> str:
    return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


@pytest.mark.parametrize("name", ["ansi-dark", "nord", "eventide-light"])
async def test_without_colour_no_theme_is_left_to_the_terminal(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_of(name)
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.pause()
        assert app.theme == colourless(name)
        assert not any(theme.ansi for theme in app.available_themes.values())
        for text, style in texts(app):
            assert contrast_of(style) >= 4.4, text  # what Textual's greys leave of 4.5
            for colour in (style.color, style.bgcolor):
                assert colour is not None
                assert colour.triplet is not None
                assert len(set(colour.triplet)) == 1
        grounds = {text: style.bgcolor for text, style in texts(app)}
        assert grounds["! The ice"] == grounds["◆ Ships"] != grounds["The Titanic's only voyage"]
