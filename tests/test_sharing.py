"""Views kept and shared, copies, other keys, stories: the viewer as a person has it."""

from pathlib import Path

import pytest

from tests.test_app import NOW, chosen, detail_of, rows_of, voyage
from tui.app import EventideApp
from tui.app.viewer import NO_SETTINGS
from tui.config.settings import Settings, read_settings
from tui.formats.picture_text import text_of
from tui.keymap.remap import remapped
from tui.keymap.table import COMMANDS
from tui.session.view_line import read_view
from tui.stores.memory import MemoryStore
from tui.stores.yaml_file import to_timeline
from tui.widgets.chooser import Chooser
from tui.widgets.page_screen import PageScreen
from tui.widgets.row_line import RowLine

TIMES = """\
events:
  - {id: call, date: 2025-01-20T14:30Z, title: The call}
  - {id: answer, date: 2025-01-20T16:00Z, title: The answer, text: At last.}
  - {id: rest, date: 2025-01-21, title: The rest}
views:
  Answers: answer
  Wrong: "answer ("
  Day: {at: 2025-01-20, list: no}
  Odd: {list: perhaps}
"""


def app_with(
    text: str = TIMES, settings: Settings = NO_SETTINGS, view: str | None = None
) -> EventideApp:
    timeline = to_timeline(text.encode(), "times.yaml")
    commands = remapped(COMMANDS, settings.keys).commands if settings.keys else COMMANDS
    return EventideApp(
        timeline,
        MemoryStore(timeline),
        "times.yaml",
        NOW,
        settings=settings,
        commands=commands,
        view=None if view is None else read_view(view),
    )


def queries(app: EventideApp) -> list[str]:
    return [found.query for found in app.stage.view.filters]


def told(app: EventideApp) -> str:
    return "\n".join(notice.message for notice in app._notifications)


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have a clipboard whose text stands in a file."""
    kept = tmp_path / "kept"
    script = tmp_path / "xclip"
    script.write_text(f"#!/bin/sh\ncat >'{kept}'\n")
    script.chmod(0o755)
    for name in ("TMUX", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return kept


@pytest.mark.parametrize(
    ("key", "copied", "message"),
    [
        ("y", "The call (20 January 2025, 14:30 UTC)", "Copied title and date by xclip"),
        ("Y", "  - {id: call, date: '2025-01-20T14:30Z', title: The call}\n", "Copied YAML"),
        ("C", "eventide ./times.yaml --view ''", "Copied the command"),
    ],
)
async def test_what_is_copied_is_told(tool: Path, key: str, copied: str, message: str) -> None:
    app = app_with()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(key)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert tool.read_text() == copied
        assert app.clipboard == copied
        assert message in told(app)


async def test_without_a_tool_it_is_the_terminal_that_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("TMUX", "WAYLAND_DISPLAY", "DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    app = app_with()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("y")
        await app.workers.wait_for_complete()
        assert "Sent title and date to the terminal's clipboard" in told(app)


async def test_the_copied_command_leads_back_to_the_very_picture(tool: Path) -> None:
    app = voyage()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("full_stop", "plus", "plus", "m", "full_stop", "space", "C")
        await app.workers.wait_for_complete()
        await pilot.pause()
        picture = rows_of(app)
    line = tool.read_text().split("--view ", 1)[1].strip("'")
    again = voyage()
    again._view = read_view(line)
    async with again.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert rows_of(again) == picture


async def test_a_view_with_a_name_is_chosen_and_one_can_go_back() -> None:
    app = app_with()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("F")
        await pilot.pause()
        assert isinstance(app.screen, Chooser)
        await pilot.press("enter")
        await pilot.pause()
        assert queries(app) == ["answer"]
        assert chosen(app) == "answer"
        await pilot.press("F", "down", "down", "enter")
        await pilot.pause()
        assert queries(app) == []
        assert app.stage.view.viewport.span.length < 2 * 86_400_000_000
        await pilot.press("ctrl+o")
        assert queries(app) == ["answer"]


@pytest.mark.parametrize(("down", "said"), [(1, "“answer (”, column"), (3, "“list” is yes or no")])
async def test_a_view_that_cannot_be_shown_says_why(down: int, said: str) -> None:
    app = app_with()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("F", *["down"] * down, "enter")
        await pilot.pause()
        assert said in told(app)


async def test_a_file_without_views_says_where_to_write_them() -> None:
    app = voyage()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("F")
        await pilot.pause()
        assert "views:" in told(app)


async def test_the_first_frame_is_that_of_the_view_wished_for() -> None:
    app = app_with(view="filter=call+or+answer&select=answer&list=yes&gone=&"[:-7])
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert chosen(app) == "answer"
        assert app.stage.view.listed
        assert app.stage.view.total == 2


async def test_clock_times_are_shown_in_the_preferred_zone_too() -> None:
    app = app_with(settings=read_settings(b'time_zone = "Asia/Tokyo"', "config.toml"))
    async with app.run_test(size=(140, 30)) as pilot:
        await pilot.pause()
        assert "In Asia/Tokyo 20 January 2025, 23:30 (UTC+09:00)" in detail_of(app)
        await pilot.press("end")
        assert "In Asia/Tokyo" not in detail_of(app)


async def test_other_keys_count_are_shown_and_free_the_old_ones() -> None:
    text = b'[keys]\nzoom_in = ["I"]\nfilter = "ctrl+g"\nlist = []'
    settings = read_settings(text, "config.toml")
    app = app_with(settings=settings)
    async with app.run_test(size=(120, 60)) as pilot:
        cell = app.stage.view.viewport.scale.cell
        await pilot.press("plus", "v", "f")
        await pilot.pause()
        assert app.stage.view.viewport.scale.cell == cell
        assert not app.stage.view.listed
        assert not app.screen.query("QueryBar")
        await pilot.press("I")
        assert app.stage.view.viewport.scale.cell < cell
        keys = text_of(app.screen.query_one("#keys", RowLine).row)
        assert "I- zoom" in keys
        assert "^g filter" in keys
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, PageScreen)
        lines = [line for _, entries in app.screen.sections for line in entries]
        assert ("I", "Zoom in about the selected event") in lines
        await pilot.press("escape", "ctrl+g")
        await pilot.pause()
        assert app.screen.query("QueryBar")


async def test_complaints_stand_among_the_problems() -> None:
    app = app_with(settings=read_settings(b'tehme = "x"', "config.toml"))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert isinstance(app.screen, PageScreen)
        said = app.export_screenshot().replace("&#160;", " ")
        assert "Problems in config.toml" in said
        assert "did you mean “theme”?" in said


async def test_help_begins_with_the_pane_that_has_the_keys() -> None:
    app = voyage()
    async with app.run_test(size=(100, 40)) as pilot:
        assert "↑↓ lane" in text_of(app.screen.query_one("#keys", RowLine).row)
        await pilot.press("tab")
        await pilot.pause()
        assert "↑↓ source or link" in text_of(app.screen.query_one("#keys", RowLine).row)
        await pilot.press("question_mark")
        await pilot.pause()
        said = app.export_screenshot().replace("&#160;", " ")
        assert "In the detail pane" in said
        assert said.index("In the detail pane") < said.index("Everywhere")


@pytest.mark.parametrize("size", [(160, 45), (100, 30), (80, 24), (60, 16), (40, 10), (30, 8)])
async def test_a_story_has_one_event_large_and_a_strip_of_time(size: tuple[int, int]) -> None:
    app = app_with()
    async with app.run_test(size=size) as pilot:
        await pilot.press("S")
        await pilot.pause()
        assert app.detail_pane.size.height >= app.timeline_view.size.height > 0
        assert app.detail_pane.scrollable_content_region.width <= 74
        keys = text_of(app.screen.query_one("#keys", RowLine).row)
        assert "←→ event" in keys
        assert "↑↓ scroll" in keys or size[0] < 60
        assert "The call" in detail_of(app)
        await pilot.press("right")
        await pilot.pause()
        assert chosen(app) == "answer"
        assert "Since the last 1 hour 30 minutes later" in detail_of(app)
        assert "story 2 of 3" in text_of(app.screen.query_one("#headline", RowLine).row)
        await pilot.press("down", "pagedown", "up")
        assert chosen(app) == "answer"
        await pilot.press("escape")
        await pilot.pause()
        assert not app.screen.has_class("-story")
        assert chosen(app) == "answer"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("apostrophe", "There is no anchor"),
        ("n", "Nothing is marked"),
        ("N", "Nothing is marked"),
        ("ctrl+o", "nowhere to go"),
        ("X", "No lane is hidden"),
        ("end full_stop m", "cannot be the anchor"),
        ("A", "No source"),
        ("v plus", "The list has no zoom"),
        ("b", "long enough"),
    ],
)
async def test_a_key_that_can_do_nothing_says_why(keys: str, said: str) -> None:
    app = voyage()
    async with app.run_test(size=(100, 30)) as pilot:
        for key in keys.split():
            await pilot.press(key)
        await pilot.pause()
        assert said in told(app)


async def test_no_name_of_a_file_gives_the_terminal_orders() -> None:
    timeline = to_timeline(TIMES.encode(), "x")
    app = EventideApp(timeline, MemoryStore(timeline), "a\x1b[31mb\u202ec.yaml", NOW)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("C")
        await pilot.pause()
        assert told(app) == "The name of this file cannot be written in a command"
