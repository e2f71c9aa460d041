"""A file that another program changes while it is on screen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.test_app import NOW, VOYAGE, chosen, detail_of
from tui.app import EventideApp
from tui.formats.picture_text import text_of
from tui.stores.editor import Editor
from tui.stores.memory import MemoryStore
from tui.stores.open_file import OpenFile
from tui.widgets.row_line import RowLine


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "voyage.yaml"
    path.write_text(VOYAGE)
    return path


def app_on(path: Path) -> EventideApp:
    file = OpenFile.open(path)
    timeline = file.reading.timeline
    return EventideApp(timeline, MemoryStore(timeline), str(path), NOW, editor=lambda: Editor(file))


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    for _ in range(200):
        if is_so():
            return
        await pilot.pause(0.05)
    raise AssertionError("it never came to pass")


def keys(app: EventideApp) -> str:
    return text_of(app.screen_stack[0].query_one("#keys", RowLine).row)


async def test_a_change_is_shown_and_the_view_stays(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("full_stop", "plus", "plus", "f", *"lane:ships", "enter")
        await pilot.pause()
        before = app.stage.view
        path.write_text(VOYAGE.replace("The ice", "Field ice") + "  - {date: 1913, title: After}\n")
        await until(pilot, lambda: len(app.timeline.events) == 5)
        await pilot.pause()
        assert chosen(app) == "ice"
        assert "Field ice" in detail_of(app)
        after = app.stage.view
        assert after.viewport == before.viewport
        assert [found.query for found in after.filters] == ["lane:ships"]
        told = [notice.message for notice in app._notifications]
        assert told == ["The file has changed: 1 event added, 1 event changed"]


async def test_an_event_that_is_gone_leaves_its_neighbour_selected(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("full_stop")
        assert chosen(app) == "ice"
        path.write_text(VOYAGE.replace("- id: ice", "- id: floe"))
        await until(pilot, lambda: app.timeline.event("floe") is not None)
        assert chosen(app) != ""
        await pilot.press("full_stop")
        assert chosen(app) != ""


async def test_a_broken_state_keeps_the_last_good_one_under_a_banner(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 30)) as pilot:
        path.write_text(VOYAGE + "  - {id: half, title: [\n")
        await until(pilot, lambda: "Shown is what was last read" in keys(app))
        assert "voyage.yaml:2" in keys(app)
        assert len(app.timeline.events) == 4
        await pilot.press("full_stop")
        assert chosen(app) == "ice"
        path.write_text(VOYAGE)
        await until(pilot, lambda: "quit" in keys(app))


async def test_a_file_that_is_saved_by_deleting_and_making_it_anew(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 30)) as pilot:
        path.unlink()
        await pilot.pause(0.3)
        path.write_text(VOYAGE.replace("The ice", "Ice"))
        await until(pilot, lambda: "Ice" in [event.title for event in app.timeline.events])
        assert "Shown is" not in keys(app)


async def test_what_is_typed_meanwhile_is_not_disturbed(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"ice")
        path.write_text(VOYAGE.replace("The ice", "Ice"))
        await pilot.pause(1.2)
        assert app.screen.query("QueryBar")
        await pilot.press("enter")
        await until(pilot, lambda: "Ice" in [event.title for event in app.timeline.events])
        assert app.stage.view.hits is not None


async def test_a_story_goes_on(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("S", "right")
        path.write_text(VOYAGE.replace("The ice", "Ice"))
        await until(pilot, lambda: "Ice" in [event.title for event in app.timeline.events])
        await pilot.pause()
        assert app.stage.view.told
        assert chosen(app) == "ice"


async def test_what_comes_when_the_screen_is_gone_shows_nothing(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 30)):
        pass
    assert app.screen_stack == []
    assert app._is_busy()
    app._show_progress("Reading: 5 events")
    app._show_banner("broken")
    app._show_waiting("… more to come")
    app._paint(None)
