"""The list over the panes to choose from."""

from collections.abc import Sequence
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input, Static

from tui.formats.picture_text import text_of
from tui.layout.scene import Row
from tui.widgets.chooser import NOTHING, Chooser, Entry
from tui.widgets.paint import Inks, paint
from tui.widgets.theme import css_inks

FIELDS = (
    ("lane", "7 groups"),
    ("actor", "120 groups"),
    ("factory", "1 group"),
    ("status of the Claim", ""),
)
TAGS = tuple((f"tag {number}", f"{number:,} events") for number in range(3000))


class Opener(App[None]):
    """Opens one chooser after the other and keeps what they end with."""

    CSS = "Screen { overflow: hidden; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("L", "open", show=False, priority=True),
        Binding("q", "quit", show=False),
    ]

    def __init__(
        self,
        entries: Sequence[Entry] = FIELDS,
        start: int = 0,
        title: str = "",
        names: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.names = names
        self.entries, self.start, self.heading = entries, start, title
        self.results: list[int | None] = []

    def get_css_variables(self) -> dict[str, str]:
        variables = super().get_css_variables()
        return {**variables, **css_inks(self.current_theme, variables)}

    def compose(self) -> ComposeResult:
        yield Static("behind")

    async def action_open(self) -> None:
        chooser = Chooser(self.heading, self.entries, self.start, self.names)
        await self.push_screen(chooser, self.results.append)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "open" or len(self.screen_stack) == 1

    @property
    def chooser(self) -> Chooser:
        assert isinstance(self.screen, Chooser)
        return self.screen

    @property
    def said(self) -> list[str]:
        return [text_of(row) for row in self.chooser.rows]

    @property
    def cursor(self) -> str:
        """The words of the one entry that the cursor is at."""
        (row,) = (row for row in self.chooser.rows if row.runs[0].text == "▸")
        assert row.runs[1].selected
        return row.runs[1].text

    @property
    def screen_text(self) -> str:
        strips = self.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips).rstrip() + "\n"


async def opened(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press("L", *keys)
    await pilot.pause()


async def test_entries_stand_with_what_is_said_of_them_under_the_title() -> None:
    app = Opener(start=1, title="Lanes by")
    async with app.run_test(size=(44, 9)) as pilot:
        await opened(pilot)
        assert (
            app.screen_text
            == """\
behind
    ╭─ Lanes by ──────────────────────╮
    │  type to narrow the list        │
    │  lane                 7 groups  │
    │▸ actor              120 groups  │
    │  factory               1 group  │
    │  status of the Claim            │
    ╰─────────────────────────────────╯
"""
        )


@pytest.mark.parametrize(
    ("keys", "result"),
    [
        ((), 0),
        (("down", "down"), 2),
        (("down", "down", "up"), 1),
        (("up",), 0),
        (("end",), 2999),
        (("end", "down"), 2999),
        (("pagedown",), 7),
        (("pagedown", "pagedown", "pageup", "down"), 8),
        (("end", "home"), 0),
    ],
)
async def test_keys_move_the_cursor_and_enter_takes_the_entry_there(
    keys: tuple[str, ...], result: int
) -> None:
    app = Opener(TAGS)
    async with app.run_test(size=(60, 10)) as pilot:
        await opened(pilot, *keys)
        assert app.cursor == f"tag {result}"
        assert f"▸ tag {result} " in app.screen_text
        await pilot.press("enter")
        assert app.results == [result]


@pytest.mark.parametrize(
    ("typed", "found", "at"),
    [
        ("act", ["actor", "factory"], "actor"),
        ("FACT", ["factory"], "factory"),
        ("claim st", ["status of the Claim"], "status of the Claim"),
        ("a", ["lane", "actor", "factory", "status of the Claim"], "actor"),
        ("  ", ["lane", "actor", "factory", "status of the Claim"], "lane"),
        ("qjk", [], ""),
    ],
)
async def test_what_is_typed_narrows_the_list_and_finds_what_begins_with_it_first(
    typed: str, found: list[str], at: str
) -> None:
    app = Opener()
    async with app.run_test(size=(60, 16)) as pilot:
        await opened(pilot, *("space" if char == " " else char for char in typed))
        if found:
            assert [line[2:21].strip() for line in app.said] == found
            assert app.cursor == at
        else:
            assert [line.strip() for line in app.said] == [NOTHING]
        await pilot.press("enter", "escape")
        places = {text: place for place, (text, _) in enumerate(FIELDS)}
        assert app.results == [places[at] if found else None]


@pytest.mark.parametrize(
    ("typed", "found", "at"),
    [
        ("x-1", ["lane", "status of the Claim"], "lane"),
        ("X-12", ["status of the Claim"], "status of the Claim"),
        ("x-1 of", ["status of the Claim"], "status of the Claim"),
        ("a", ["lane", "actor", "factory", "status of the Claim"], "factory"),
        ("qjk", [], ""),
    ],
)
async def test_entries_are_found_by_their_names_too_a_whole_one_first(
    typed: str, found: list[str], at: str
) -> None:
    app = Opener(names=("x-1", "", "A", "x-12"))
    async with app.run_test(size=(60, 16)) as pilot:
        await opened(pilot, *("space" if char == " " else char for char in typed))
        assert [line[2:21].strip() for line in app.said] == (found or [NOTHING[:19].strip()])
        assert not found or app.cursor == at
        assert "x-1" not in app.screen_text.replace(typed, "")


async def test_how_many_are_found_is_said_while_something_is_typed() -> None:
    app = Opener(TAGS)
    async with app.run_test(size=(60, 16)) as pilot:
        await opened(pilot)
        assert "3,000" not in app.screen_text
        await pilot.press("2", "9", "9", "9")
        await pilot.pause()
        assert "1 of 3,000" in app.screen_text
        await pilot.press("enter")
        assert app.results == [2999]


async def test_the_cursor_stays_with_its_entry_when_what_was_typed_is_taken_back() -> None:
    app = Opener(TAGS)
    async with app.run_test(size=(60, 16)) as pilot:
        await opened(pilot, "4", "down", "down")
        assert app.cursor == "tag 24"
        await pilot.press("backspace")
        await pilot.pause()
        assert len(app.said) == len(TAGS)
        assert app.cursor == "tag 24"
        assert "▸ tag 24 " in app.screen_text


async def test_escape_ends_without_a_choice_and_further_keys_do_no_harm() -> None:
    app = Opener()
    async with app.run_test(size=(60, 16)) as pilot:
        await opened(pilot, "escape", "escape", "enter")
        assert app.results == [None]
        await opened(pilot, "enter", "enter", "escape")
        assert app.results == [None, 0]
        assert len(app.screen_stack) == 1


async def test_no_key_typed_right_after_it_is_asked_for_is_lost() -> None:
    app = Opener()
    async with app.run_test(size=(60, 16)) as pilot:
        for char in "Lfa":
            app.post_message(Key(char, char))
        await pilot.pause()
        await pilot.pause()
        assert app.screen.query_one(Input).value == "fa"
        assert app.cursor == "factory"


async def test_what_is_pasted_narrows_the_list_too() -> None:
    app = Opener()
    async with app.run_test(size=(60, 16)) as pilot:
        await opened(pilot)
        app.post_message(Paste("fact\x1b[c"))
        await pilot.pause()
        assert app.screen.query_one(Input).value == "fact␛[c"
        assert "\x1b" not in app.screen_text


async def test_a_click_takes_an_entry_wherever_the_list_is_scrolled_to() -> None:
    app = Opener(TAGS)
    async with app.run_test(size=(60, 16)) as pilot:
        await opened(pilot, "end")
        await pilot.click("#entries", offset=(5, 0))
        await pilot.pause()
        assert app.results == [2987]


async def test_a_click_beside_the_box_ends_without_a_choice_and_one_on_its_edge_does_nothing() -> (
    None
):
    app = Opener()
    async with app.run_test(size=(60, 16)) as pilot:
        await opened(pilot, "down")
        await pilot.click("#choices", offset=(0, 0))
        await pilot.click("Input")
        await pilot.pause()
        assert app.results == []
        assert app.cursor == "actor"
        await pilot.click(offset=(1, 1))
        await pilot.pause()
        assert app.results == [None]


async def test_a_click_below_the_last_entry_found_takes_none() -> None:
    app = Opener()
    async with app.run_test(size=(60, 16)) as pilot:
        await opened(pilot, "f", "a")
        await pilot.click("#entries", offset=(5, 2))
        await pilot.pause()
        assert app.results == []


async def test_of_thousands_of_entries_only_those_on_screen_are_painted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    painted: list[Row] = []

    def counting(row: Row, width: int, inks: Inks) -> Strip:
        painted.append(row)
        return paint(row, width, inks)

    monkeypatch.setattr("tui.widgets.chooser.paint", counting)
    app = Opener(TAGS)
    async with app.run_test(size=(60, 16)) as pilot:
        await opened(pilot)
        painted.clear()
        await pilot.press("end")
        await pilot.pause()
        assert 0 < len(painted) < 100


async def test_text_is_never_read_as_markup() -> None:
    text = "[b]bold[/b] [@click=app.quit]x[/]"
    app = Opener([(text, "[i]3[/i]")], title="[u]Lanes[/u]")
    async with app.run_test(size=(76, 16)) as pilot:
        await opened(pilot)
        for shown in (text, "[i]3[/i]", "[u]Lanes[/u]"):
            assert shown in app.screen_text


async def test_a_long_text_is_cut_to_make_room_for_its_note_unless_a_stump_were_left() -> None:
    entries = [("A remarkably long name of a group", "12 events"), ("漢字" * 30, "x" * 70)]
    app = Opener(entries)
    async with app.run_test(size=(30, 10)) as pilot:
        await opened(pilot)
        assert app.said == ["▸ A remarkably…  12 events", "  漢字漢字漢字漢字漢字漢…"]


@pytest.mark.parametrize("size", [(1, 1), (3, 40), (40, 3), (20, 5), (30, 8), (160, 45)])
async def test_it_stands_any_size_and_shows_the_cursor_where_there_is_room(
    size: tuple[int, int],
) -> None:
    app = Opener(TAGS)
    async with app.run_test(size=(60, 16)) as pilot:
        await opened(pilot, "end")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        if size[0] >= 20 and size[1] >= 5:
            assert "▸ tag 2999" in app.screen_text
        await pilot.press("up", "pageup", "9", "enter")
        assert app.results == [9]


async def test_it_can_be_closed_from_outside_when_the_window_becomes_tiny() -> None:
    app = Opener(TAGS)
    async with app.run_test(size=(60, 16)) as pilot:
        await opened(pilot, "1")
        await pilot.resize_terminal(5, 2)
        app.pop_screen()
        await pilot.pause()
        await pilot.resize_terminal(60, 16)
        assert app.results == []
        await opened(pilot, "down", "enter")
        assert app.results == [1]


async def test_a_list_without_entries_can_only_be_left() -> None:
    app = Opener(())
    async with app.run_test(size=(60, 16)) as pilot:
        await opened(pilot, "down", "end", "enter")
        assert app.results == []
        await pilot.press("escape")
        assert app.results == [None]
