"""A table that no memory holds, in the viewer: keys are drawn at once, the rest when it comes."""

from pathlib import Path
from threading import Event as Flag
from typing import Any

import duckdb
import pytest
from textual.widgets import Input, Static

from tests.test_app import NOW, chosen, detail_of, rows_of, type_text, voyage
from tests.test_editing import told, until
from tests.test_live import keys
from tui.app import EventideApp
from tui.formats.picture_text import text_of
from tui.stores import open_table
from tui.stores.editor import Editor
from tui.stores.memory import MemoryStore
from tui.stores.open_table import OpenTable
from tui.stores.table import surveying
from tui.stores.table.build import Progress
from tui.stores.table.engine import Engine
from tui.stores.table.error import StoppedError, TableError
from tui.stores.table.facts import Facts
from tui.stores.table.frame import Frame
from tui.stores.table.store import TableStore
from tui.widgets.row_line import RowLine

COUNT = 4_000


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("table") / "events.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create table events as select 'e' || i as id, 'Number ' || i as title,"
            " timestamp '2001-01-01' + interval (i * 7) hour as start,"
            " ['north', 'south', 'west'][1 + i % 3] as lane, 1 + i % 5 as importance,"
            " ['leads-to:e' || (i + 2001) % 4000] as links_to"
            " from range(?) t(i)",
            [COUNT],
        )
    return path


@pytest.fixture(autouse=True)
def few(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    monkeypatch.setattr(open_table, "MOST", 500)
    monkeypatch.setattr(surveying, "FEW", 60)
    monkeypatch.setattr(surveying, "_MOST_OF_ALL", 90)


def app_on(path: Path, rollups: Path | None = None) -> EventideApp:
    table = OpenTable(path.name, {}, is_viewed=True, rollups=rollups)
    timeline = table.reading.timeline
    assert table.surveyor is not None
    return EventideApp(
        timeline,
        MemoryStore(timeline),
        table.name,
        NOW,
        editor=lambda: Editor(table, read_only="This is a table, which is only read"),
        surveyor=table.surveyor,
        options=["--map=title=title"],
    )


@pytest.fixture
def app(path: Path) -> EventideApp:
    return app_on(path)


def headline(app: EventideApp) -> str:
    return text_of(app.screen_stack[0].query_one("#headline", RowLine).row)


def picture(app: EventideApp) -> str:
    return "\n".join(rows_of(app))


def is_known(app: EventideApp) -> bool:
    return app._surveyor is not None and app._surveyor.covers(app.stage.wish())


async def test_what_is_far_is_counted_and_what_is_near_is_shown(app: EventideApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        assert f"{COUNT:,} events · 3 lanes" in headline(app)
        assert "1334" in picture(app)
        at_hand = len(app.timeline.events)
        assert at_hand < COUNT / 10
        await pilot.press("g")
        await type_text(pilot, "2002-03-04")
        await pilot.press("enter", *["plus"] * 6)
        await until(pilot, lambda: is_known(app))
        await until(pilot, lambda: "Number 1521" in picture(app))
        assert "≈" in picture(app)
        assert "more to come" not in headline(app)
        assert told(app) == ""


async def test_keys_are_drawn_while_the_engine_thinks_and_that_is_said(
    app: EventideApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    flag, ask = Flag(), TableStore.frame

    def slow(store: TableStore, *asked: Any) -> Frame:
        assert flag.wait(20)
        return ask(store, *asked)

    monkeypatch.setattr(TableStore, "frame", slow)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*["plus"] * 12)
        before = picture(app)
        await until(pilot, lambda: "… more to come" in headline(app))
        await pilot.press("d")
        assert picture(app) != before
        # Where events begin is not known yet, so they are no marks but a band.
        assert "▁▁▁▁▁▁▁▁" in picture(app)
        flag.set()
        await until(pilot, lambda: is_known(app) and "more to come" not in headline(app))
        assert "▁▁▁▁▁▁▁▁" not in picture(app)


async def test_what_the_view_has_moved_on_from_is_no_longer_asked_for(
    app: EventideApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    flag, ask, asked = Flag(), TableStore.frame, []

    def stopped(store: TableStore, *wanted: Any) -> Frame:
        asked.append(wanted[0])
        if len(asked) == 1:
            assert flag.wait(20)
            raise StoppedError("stopped")
        return ask(store, *wanted)

    monkeypatch.setattr(TableStore, "frame", stopped)
    monkeypatch.setattr(TableStore, "cancel", lambda _: flag.set())
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*["plus"] * 14)
        await until(pilot, lambda: bool(asked))
        assert not flag.is_set()
        await pilot.press("greater_than_sign")
        await until(pilot, lambda: is_known(app))
        assert flag.is_set()
        assert told(app) == ""
        assert chosen(app) in picture(app).replace("Number ", "e")


async def test_an_engine_that_fails_is_told_once_and_what_is_known_stays(
    app: EventideApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Frame:
        raise TableError("events: the engine [bold]is gone[/bold]")

    monkeypatch.setattr(TableStore, "frame", broken)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*["plus"] * 12)
        await until(pilot, lambda: "is gone" in told(app))
        await pilot.press("d", "d", "d", "d", "d", "full_stop")
        await pilot.pause(0.3)
        assert told(app) == "events: the engine [bold]is gone[/bold]"
        assert "more to come" not in headline(app)
        assert "▁▁▁▁▁▁▁▁" in picture(app)


async def test_a_filter_is_put_to_the_table(app: EventideApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("f")
        await type_text(pilot, "importance:2 lane:west")
        await until(pilot, lambda: f"{COUNT // 15:,} of {COUNT:,}" in headline(app))
        told = app.query_one("#told", Static)
        assert str(told.render()) == f"{COUNT // 15:,} of {COUNT:,} events"
        await pilot.press("enter")
        await until(pilot, lambda: is_known(app))
        assert [lane.head.name for lane in app.stage.view.lanes] == ["west"]
        await pilot.press("escape")
        await until(pilot, lambda: is_known(app))
        assert len(app.stage.view.lanes) == 3
        assert f"{COUNT:,} events" in headline(app)


async def test_what_was_known_before_a_filter_is_asked_again_where_it_went_for_its_lanes(
    app: EventideApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surveying, "MOST_LANES", 2)
    flag, ask, asked = Flag(), TableStore.frame, []

    def stopped(store: TableStore, *wanted: Any) -> Frame:
        asked.append(wanted)
        if len(asked) == 2:
            assert flag.wait(20)
            raise StoppedError("stopped")
        return ask(store, *wanted)

    app = app_on(Path("events.duckdb"))
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*["plus"] * 12)
        await until(pilot, lambda: is_known(app))
        assert app._surveying is not None
        # The last answer is that to the view as it is.
        app._surveying._answered = app.stage.wish()
        monkeypatch.setattr(TableStore, "frame", stopped)
        monkeypatch.setattr(TableStore, "cancel", lambda _: flag.set())
        await pilot.press("f")
        app.query_one(Input).value = "lane:west"
        await until(pilot, lambda: len(asked) == 2)
        assert not is_known(app)
        await pilot.press("escape")
        await until(pilot, lambda: is_known(app))
        assert told(app) == ""


async def test_a_list_goes_from_the_first_to_the_last(app: EventideApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: is_known(app))
        await pilot.press("home")
        await until(pilot, lambda: chosen(app) == "e0")
        await pilot.press("end")
        await until(pilot, lambda: chosen(app) == f"e{COUNT - 1}")
        await pilot.press("pageup")
        rows = picture(app)
        assert "Number 3975" in rows
        await pilot.press("v")
        await until(pilot, lambda: is_known(app))
        assert "≈" not in headline(app)


async def test_a_rollup_is_built_on_request_and_taken(path: Path, tmp_path: Path) -> None:
    app = app_on(path, tmp_path / "rollups")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("B")
        await until(pilot, lambda: "Worked out" in told(app))
        (made,) = (tmp_path / "rollups").iterdir()
        assert made.stat().st_mode & 0o077 == 0
        await pilot.press(*["plus"] * 8)
        await until(pilot, lambda: is_known(app))
        assert app._surveyor is not None
        assert app._surveyor._store.rollup is not None
        assert "esc stops" not in keys(app)
    again = OpenTable(path.name, {}, is_viewed=True, rollups=tmp_path / "rollups")
    assert again.surveyor is not None
    assert again.surveyor._store.rollup is not None


async def test_a_rollup_of_a_table_that_has_changed_is_told(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_on(path, tmp_path / "rollups")
    async with app.run_test(size=(120, 30)) as pilot:
        monkeypatch.setattr(TableStore, "fingerprint", property(lambda store: str(id(store))))
        await pilot.press("B")
        await until(pilot, lambda: "has changed since it was opened" in told(app))


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> Flag:
    """Let a rollup be built for as long as nobody stops it."""
    begun = Flag()

    def build(_store: TableStore, _path: Path, progress: Progress, is_stopped: Any) -> None:
        progress(1, 4, "finding the most important events")
        begun.set()
        while not is_stopped():
            Flag().wait(0.01)
        raise StoppedError("stopped")

    monkeypatch.setattr(TableStore, "build_rollup", build)
    return begun


async def test_building_tells_how_far_it_is_and_escape_stops_it(
    path: Path, tmp_path: Path, endless: Flag
) -> None:
    app = app_on(path, tmp_path / "rollups")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("B", "B")
        await until(pilot, endless.is_set)
        await until(pilot, lambda: "step 2 of 4: finding the most important" in keys(app))
        await pilot.press("plus")
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped" in told(app))
        assert "step 2" not in keys(app)
        assert not (tmp_path / "rollups").exists()


async def test_who_leaves_waits_for_no_rollup(path: Path, tmp_path: Path, endless: Flag) -> None:
    app = app_on(path, tmp_path / "rollups")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("B")
        await until(pilot, endless.is_set)
        await pilot.press("q")


async def test_there_is_nothing_to_work_out_of_a_file(path: Path) -> None:
    app = voyage()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("B")
        assert "nothing to work out" in told(app)
    kept = app_on(path)
    async with kept.run_test(size=(120, 30)) as pilot:
        await pilot.press("B")
        await until(pilot, lambda: "nothing is kept of this table" in told(kept))


async def test_the_command_that_is_copied_opens_the_same_columns(app: EventideApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("C")
        await app.workers.wait_for_complete()
        assert app.clipboard == "eventide ./events.duckdb --map=title=title --view ''"


def test_a_table_is_called_by_its_address(path: Path) -> None:
    table = OpenTable(f"duckdb://{path}?table=events", {}, is_viewed=True)
    assert table.name == f"duckdb://{path}?table=events"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (TypeError("a mistake\x1b"), "cannot be asked for this (TypeError: a mistake␛)"),
        (StoppedError("events: stopped"), "stopped by the engine itself"),
    ],
)
async def test_whatever_ends_a_question_is_told(
    app: EventideApp, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def broken(*_: Any) -> Frame:
        raise error

    monkeypatch.setattr(TableStore, "frame", broken)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*["plus"] * 12)
        await until(pilot, lambda: said in told(app))
        assert "more to come" not in headline(app)


async def test_a_stop_before_the_first_answer_of_the_engine_is_heeded(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, app = Flag(), app_on(path, tmp_path / "rollups")

    def facts(engine: Engine, *_: Any, **__: Any) -> Facts:
        begun.set()
        while not engine.is_stopped():
            Flag().wait(0.01)
        raise StoppedError("stopped")

    monkeypatch.setattr("tui.stores.table.store.facts", facts)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("B")
        await until(pilot, begun.is_set)
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped" in told(app))


async def test_an_event_that_is_not_at_hand_is_brought_into_the_view_as_it_is(
    app: EventideApp,
) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*["plus"] * 5)
        await until(pilot, lambda: is_known(app))
        await until(pilot, lambda: app._surveying is not None and app._surveying._asked is None)
        assert app._surveyor is not None
        shown = app.stage.view.viewport.span
        far = next(
            each
            for each in app._surveyor._store.window(shown)
            if each.when and shown.start <= each.when.position < shown.end
            if app.timeline.event(each.id) is None
        )
        app.stage.select(far)
        app._show()
        assert app.stage.view.viewport.span == shown
        await until(pilot, lambda: app.timeline.event(far.id) is not None)
        assert app.stage.view.lane is not None


async def test_links_lead_to_events_that_were_not_at_hand(app: EventideApp) -> None:
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("right")
        first = app.stage.view.selection
        assert first is not None
        number = int(first.id[1:])
        target, origin = (f"e{(number + by) % COUNT}" for by in (2_001, -2_001))
        await until(pilot, lambda: is_known(app))
        for name in (target, origin):
            assert app.timeline.event(name) is not None
        detail = app.detail_pane.detail
        assert detail is not None
        assert {link.target for link in detail.links} == {target, origin}
        await app.action_perform("follow_on")
        await until(pilot, lambda: chosen(app) == target)
        await until(pilot, lambda: is_known(app))
        await app.action_perform("follow_back")
        await until(pilot, lambda: chosen(app) == first.id)
        assert told(app) == ""


async def test_no_event_is_denied_before_the_engine_has_answered(
    app: EventideApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    flag, ask = Flag(), TableStore.frame

    def slow(store: TableStore, *asked: Any) -> Frame:
        assert flag.wait(20)
        return ask(store, *asked)

    async with app.run_test(size=(160, 30)) as pilot:
        monkeypatch.setattr(TableStore, "frame", slow)
        await pilot.press("/")
        await type_text(pilot, '"Number 3997"')
        await pilot.press("enter")
        await until(pilot, lambda: "… more to come" in headline(app))
        assert "0+ hits" in headline(app)
        flag.set()
        await until(pilot, lambda: is_known(app) and "more to come" not in headline(app))
        assert "1 hit " in headline(app)
        flag.clear()
        await pilot.press("escape", "f")
        await type_text(pilot, '"Number 3998"')
        await pilot.press("enter")
        await until(pilot, lambda: "… more to come" in headline(app))
        assert "No event is selected" in detail_of(app)
        flag.set()
        await until(pilot, lambda: is_known(app) and "more to come" not in headline(app))
        assert f"1 of {COUNT:,}" in headline(app)
        assert "No event is selected" in detail_of(app)
        await pilot.press("f", "ctrl+u")
        await type_text(pilot, "nothing")
        await pilot.press("enter")
        await until(pilot, lambda: is_known(app) and "more to come" not in headline(app))
        assert "No event is meant by" in detail_of(app)
