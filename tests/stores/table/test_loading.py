"""Rows of a table in memory: all of them, or those that matter most."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.stores.table.tables import Bench
from tui.cli import main
from tui.events.event import Event
from tui.events.event_table import EventTable
from tui.events.problem import UnreadableError
from tui.events.timeline import Timeline
from tui.formats.events_json import events_json
from tui.stores.editor import Editor
from tui.stores.open_table import OpenTable
from tui.stores.table import loading
from tui.stores.table import store as table_store
from tui.stores.table.error import StoppedError, TableError
from tui.stores.table.loading import Loading
from tui.stores.table.store import TableStore

COUNT = 40

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "events.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create table events as select 'e' || i as id, 'Number ' || i as headline,"
            " date '2001-01-01' + i::int as start, 'L' || i % 3 as lane,"
            " 1 + i % 5 as importance, 'note ' || i as remark, ['A' || i % 2, 'B'] as actors,"
            " 'https://example.org/' || i as url from range(?) t(i)",
            [COUNT],
        )
    return path


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "FIRST", 6)
    monkeypatch.setattr(loading, "PAGE", 8)
    monkeypatch.setattr(table_store, "_PIECE", 8)


@pytest.mark.usefixtures("small")
def test_the_rows_that_matter_most_come_first_and_then_all(path: Path) -> None:
    table = OpenTable(str(path), {})
    first = table.reading.timeline
    assert first.is_partial
    assert len(first.events) == 6
    assert {event.importance for event in first.events} == {5}
    reading, reason = table.read_on()
    assert reason == ""
    assert table.rest is None
    assert table.notice == ""
    events = reading.timeline.events
    assert isinstance(events, EventTable)
    assert [event.id for event in events] == [f"e{number}" for number in range(COUNT)]
    event = reading.timeline.event("e7")
    assert event is not None
    assert (event.title, event.lane, event.importance) == ("Number 7", "L1", 3)
    assert event.when is not None
    assert event.when.text == "2001-01-08"
    assert event.actors == ("A1", "B")
    assert event.other == {"remark": ("note 7",)}
    assert event.sources[0].url == "https://example.org/7"


@pytest.mark.usefixtures("small")
def test_of_too_many_rows_those_that_matter_most_are_held_and_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.stores.open_table.MOST", 20)
    monkeypatch.setattr(loading, "MOST", 20)
    table = OpenTable(str(path), {})
    reading, _ = table.read_on()
    assert table.notice == "40 rows: shown are the 20 that matter most"
    assert len(reading.timeline.events) == 20
    assert {event.importance for event in reading.timeline.events} <= {3, 4, 5}


@pytest.mark.usefixtures("small")
def test_loading_that_is_stopped_keeps_what_it_has(path: Path) -> None:
    table = OpenTable(str(path), {})
    assert table.rest is not None
    table.rest.stop()
    reading, reason = table.read_on()
    assert reason == "Stopped: these are the first 8 events"
    assert reading.timeline.is_partial


def test_what_was_read_is_kept_where_the_engine_was_stopped(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "PAGE", 8)
    loaded = Loading(TableStore.open(str(path)), "x", Timeline())
    every, stopped = list(loaded._store.every()), []

    def stop_in_the_engine(_: TableStore) -> Iterator[Event]:
        yield from every[:16]
        loaded.stop()
        raise StoppedError("stopped")

    monkeypatch.setattr(TableStore, "every", stop_in_the_engine)
    monkeypatch.setattr(TableStore, "cancel", lambda _: stopped.append(True))
    _, timeline, _ = loaded.read()
    assert stopped
    assert timeline.is_partial
    assert [event.id for event in timeline.events] == [event.id for event in every[:16]]


@pytest.mark.near
@pytest.mark.parametrize("ids", [[None], [1, 2, 3, 4, 5]])
@pytest.mark.parametrize("days", [1, 12])
def test_rows_that_no_order_tells_apart_are_all_held_once(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, ids: list[int | None], days: int
) -> None:
    monkeypatch.setattr(table_store, "_PIECE", 60)
    rows = [
        {
            "id": ids[number % len(ids)],
            "start": f"{date(2001, 1, 1) + timedelta(days=number % days)}",
            "title": "same",
            "body": f"{number}",
        }
        for number in range(300)
    ]
    # Some that only memory reads, before, between and after those, and some without a date.
    for number, start in enumerate(["[1999,2001]", "[2001-01-02,2003]", "{2010,2012}", None, None]):
        rows.append({"id": 1, "start": start, "title": "same", "body": f"odd {number}"})
    kinds = {"id": "int64", "start": "string", "title": "string", "body": "string"}
    table = bench.store(kinds, rows, {"text": "body"})
    _, timeline, _ = Loading(table, "x", Timeline()).read()
    assert Counter(event.text for event in timeline.events) == Counter(r["body"] for r in rows)
    assert not timeline.is_partial
    every = list(table.every())
    places = [event.when.position for event in every if event.when]
    assert places == sorted(places)
    assert [event.when for event in every][-2:] == [None, None]


def test_a_small_table_is_there_at_once_and_can_only_be_read(path: Path) -> None:
    table = OpenTable(str(path), {"title": "remark"})
    assert table.rest is None
    assert not table.may_have_changed()
    assert table.reading.timeline.events[0].title == "note 0"
    assert Editor(table, read_only="no").obstacle == "no"


def test_rows_that_share_an_id_are_told_apart_without_a_line(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("update events set id = 'same' where lane = 'L1'")
    timeline = OpenTable(str(path), {}).reading.timeline
    assert len({event.id for event in timeline.events}) == COUNT
    assert timeline.problems == ()


def test_an_event_of_a_row_has_the_node_that_a_file_would_have(path: Path) -> None:
    events = OpenTable(str(path), {}).reading.timeline.events
    text = events_json("t", events[:1])
    for part in ('"id": "e0"', '"date": "2001-01-01"', '"remark"', "https://example.org/0"):
        assert part in text


@pytest.mark.usefixtures("small")
def test_an_engine_that_fails_is_told_in_words(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = OpenTable(str(path), {})

    def fail(*_: object) -> None:
        raise TableError("the engine went away")

    monkeypatch.setattr(TableStore, "every", fail)
    with pytest.raises(UnreadableError, match="the engine went away"):
        table.read_on()


def test_a_table_is_printed_from_a_shell(path: Path, capsys: Captured) -> None:
    words = ["show", f"{path}?table=events", "--map", "title=remark", "--format", "list"]
    assert main([*words, "--query", "lane:L1 importance:5"]) == 0
    out = capsys.readouterr().out
    assert "note 4" in out
    assert "Number" not in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["duckdb:///nowhere.duckdb"], "nowhere.duckdb"),
        (["--map", "title", "x.duckdb"], "--map takes FIELD=COLUMN"),
        (["postgres://me:secret@/%zz"], ""),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(
    words: list[str], said: str, capsys: Captured
) -> None:
    assert main(["show", *words]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error
    assert "secret" not in error


def test_a_table_that_cannot_be_begun_is_closed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[TableStore] = []

    def broken(_: loading.Loading) -> Timeline:
        raise TableError("made to fail")

    monkeypatch.setattr(loading.Loading, "first", broken)
    monkeypatch.setattr(TableStore, "close", lambda table: closed.append(table))
    with pytest.raises(TableError, match="made to fail"):
        OpenTable(str(path), {})
    assert len(closed) == 1
    closed[0].engine.close()
