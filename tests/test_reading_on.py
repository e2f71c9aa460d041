"""A large file in the viewer: its first events, then all of them, or those read so far."""

from pathlib import Path
from threading import Event as Flag

import pytest

from benchmarks.events import write
from tests.test_app import NOW, chosen
from tests.test_editing import told, until
from tests.test_live import keys
from tui.app import EventideApp
from tui.formats.picture_text import text_of
from tui.session.view_line import read_view
from tui.stores import large_file
from tui.stores.editor import Editor
from tui.stores.memory import MemoryStore
from tui.stores.open_file import OpenFile
from tui.stores.part_process import segments
from tui.stores.yaml_parts import Parts
from tui.widgets.row_line import RowLine

COUNT = 7_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "large.yaml"
    write(path, COUNT)
    return path


def headline(app: EventideApp) -> str:
    return text_of(app.screen_stack[0].query_one("#headline", RowLine).row)


def app_on(path: Path, view: str | None = None) -> EventideApp:
    editor = Editor(OpenFile.begin(path))
    timeline = editor.file.reading.timeline
    line = None if view is None else read_view(view)
    return EventideApp(
        timeline, MemoryStore(timeline), str(path), NOW, editor=lambda: editor, view=line
    )


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Flag:
    """Hold up what reads on until the flag is set."""
    flag, read = Flag(), segments

    def held(parts: Parts, processes: int | None) -> object:
        for number, found in enumerate(read(parts, processes)):
            if number == 3:
                assert flag.wait(20)
            yield found

    monkeypatch.setattr(large_file, "segments", held)
    return flag


async def test_the_first_events_are_there_before_the_others(path: Path, gate: Flag) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "Reading: " in keys(app))
        assert "% of all" in keys(app)
        first = len(app.timeline.events)
        assert 0 < first < COUNT
        assert f"first {first:,} events" in headline(app)
        await pilot.press("full_stop", "e")
        assert "still being read" in told(app)
        before = chosen(app)
        gate.set()
        await until(pilot, lambda: len(app.timeline.events) == COUNT)
        await until(pilot, lambda: "Reading" not in keys(app))
        assert chosen(app) == before
        assert "first" not in headline(app)
        assert app.stage.view.viewport == app.stage.view.fit().viewport
        await pilot.press("e")
        await until(pilot, lambda: len(app.screen_stack) == 2)


async def test_escape_keeps_what_has_been_read(path: Path, gate: Flag) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "Reading: " in keys(app))
        await pilot.press("escape")
        gate.set()
        await until(pilot, lambda: "Stopped: these are the first" in told(app))
        first = len(app.timeline.events)
        assert 0 < first < COUNT
        assert f"the first {first:,} events" in told(app)
        assert f"first {first:,} events" in headline(app)
        assert "Reading" not in keys(app)
        await pilot.press("e")
        await pilot.pause()
        assert len(app.screen_stack) == 1


async def test_stopping_leaves_the_view_where_it_is(path: Path, gate: Flag) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "Reading: " in keys(app))
        await pilot.press("full_stop", "full_stop", "plus", "plus", "plus")
        before, selected = app.stage.view.viewport.span, chosen(app)
        await pilot.press("escape")
        gate.set()
        await until(pilot, lambda: "Stopped" in told(app))
        await pilot.pause()
        assert chosen(app) == selected
        assert app.stage.view.viewport.span == before
        assert app.has_shown


async def test_a_view_that_was_asked_for_waits_for_all_events(path: Path, gate: Flag) -> None:
    last = f"event-{COUNT - 1}"
    app = app_on(path, f"select={last}&find=Party")
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "Reading: " in keys(app))
        assert chosen(app) != last
        gate.set()
        await until(pilot, lambda: chosen(app) == last)
        assert app.has_shown
        assert not told(app)


async def test_what_is_open_over_the_panes_stays_as_it_is(path: Path, gate: Flag) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", "P")
        gate.set()
        await pilot.pause(0.8)
        assert len(app.timeline.events) < COUNT
        await pilot.press("enter")
        await until(pilot, lambda: len(app.timeline.events) == COUNT)
        await until(pilot, lambda: app.stage.view.hits is not None)


async def test_leaving_does_not_wait_for_the_rest(path: Path, gate: Flag) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "Reading: " in keys(app))
        await pilot.press("q")
        gate.set()
    assert len(app.timeline.events) < COUNT


async def test_a_rest_that_cannot_be_read_is_told(path: Path, gate: Flag) -> None:
    app = app_on(path)
    path.unlink()
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "The rest cannot be read" in told(app))
        assert app.timeline.is_partial
    gate.set()
