"""Frames of tables with simple dates say what the events themselves do, to the microsecond."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from tests.stores.table.tables import Bench, store
from tui.dates.calendar import DAY, SECOND, instant
from tui.dates.span import Span
from tui.events.event import Event
from tui.query.syntax import Value
from tui.stores.table.engine import Engine
from tui.stores.table.error import StoppedError, TableError
from tui.stores.table.frame import Frame
from tui.stores.table.store import TableStore

TIMES = {"id": "int64", "start": "timestamp", "end": "timestamp", "title": "string"}
TIMES |= {"lane": "string", "importance": "int64"}
ZONED = TIMES | {"start": "timestamptz", "end": "timestamptz"}
DAYS = TIMES | {"start": "date", "end": "date"}
NO_END = {name: kind for name, kind in TIMES.items() if name != "end"}
MIXED = TIMES | {"end": "date"}
#: Rows lie about these instants.
MIDDLES = {"before 1970": datetime(1969, 12, 31, 23, 59, 58), "later": datetime(2001, 2, 3, 4)}


def rows(middle: datetime, kinds: dict[str, str], count: int = 400) -> list[dict[str, Any]]:
    """Return rows within seconds or days of each other, and some without dates or ends."""
    chance, found = Random(count), []  # noqa: S311  for tests, not for secrets
    unit = timedelta(days=1) if kinds["start"] == "date" else timedelta(seconds=1)
    for number in range(count):
        start = middle + unit * chance.randrange(-20, 20)
        start += timedelta(microseconds=chance.choice([0, 1, 500_000, 999_999]))
        end = start + unit * chance.choice([0, 0.25, 1, 5])
        cells: dict[str, Any] = {"start": start, "end": end if chance.random() < 0.7 else None}
        if chance.random() < 0.05:
            cells = {}
        for name, cell in cells.items():
            if cell is not None and kinds.get(name) == "date":
                cells[name] = cell.date()
        if isinstance(cells.get("end"), date) and kinds["start"] != kinds.get("end"):
            cells["end"] = (end + timedelta(days=1)).date()
        cells |= {"id": number, "title": f"Event {number}", "importance": chance.randint(1, 5)}
        found.append({**cells, "lane": chance.choice(["A", "B", None])})
    return found


def expected(events: Iterable[Event], span: Span, bins: int, lane: str) -> tuple[Any, ...]:
    """Return the counts of a lane, and the ids of all of its events that may touch a span."""
    width, counts, ids = span.length // bins, [0] * bins, set()
    for event in events:
        if event.when is None or event.lane != lane:
            continue
        if span.start <= event.when.position < span.end:
            counts[(event.when.position - span.start) // width] += 1
        if event.when.may_touch(span):
            ids.add(event.id)
    return tuple(counts), ids


def spans(middle: datetime, unit: int) -> Iterable[tuple[Span, int]]:
    """Yield spans that begin and end beside the beginnings of units."""
    at = instant(middle.year, middle.month, middle.day, middle.hour, middle.minute, middle.second)
    for moved in (-1, 0, 1, unit // 2, unit - 1):
        for width, bins in ((1, 3), (unit // 4, 10), (unit, 7)):
            start = at + moved
            yield Span(start, start + width * bins), bins


def check(table: TableStore, span: Span, bins: int) -> Frame:
    every = table.window()
    frame = table.frame(span, bins, most=500)
    for lane in frame.lanes:
        found = lane.counts, {event.id for event in lane.events}
        assert found == expected(every, span, bins, lane.name)
        assert len(found[1]) == len(lane.events)
    return frame


@pytest.mark.near
@pytest.mark.parametrize("middle", MIDDLES.values(), ids=MIDDLES)
@pytest.mark.parametrize("kinds", [TIMES, ZONED, DAYS, NO_END, MIXED])
def test_a_frame_has_what_lies_within_it(
    bench: Bench, kinds: dict[str, str], middle: datetime
) -> None:
    table = bench.store(kinds, rows(middle, kinds, 120))
    unit = DAY if kinds["start"] == "date" else SECOND
    for span, bins in spans(middle, unit):
        check(table, span, bins)
        every = [event for event in table.window() if event.when and event.when.may_touch(span)]
        assert [event.id for event in table.window(span)] == [event.id for event in every]


def test_the_most_important_are_chosen_by_lane(bench: Bench) -> None:
    middle = MIDDLES["later"]
    table = bench.store(TIMES, rows(middle, TIMES))
    for span, bins in spans(middle, SECOND):
        every = table.frame(span, bins, most=1_000)
        few = table.frame(span, bins, most=4)
        for lane, some in zip(every.lanes, few.lanes, strict=True):
            least = sorted((event.importance for event in lane.events), reverse=True)[:4]
            assert sorted((event.importance for event in some.events), reverse=True) == least
            assert {event.id for event in some.events} <= {event.id for event in lane.events}
        one = table.frame(span, bins, ["B"], most=4)
        assert [event.id for event in one.lanes[0].events] == [
            event.id for lane in few.lanes if lane.name == "B" for event in lane.events
        ]


def test_rows_are_counted_while_events_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    middle, asked = MIDDLES["later"], list[str]()
    table = store(TIMES, rows(middle, TIMES))
    span, bins = next(iter(spans(middle, SECOND)))
    begun, filled = Engine.begun, Engine.filled

    def noted_begun(engine: Engine, text: str, values: Mapping[str, Any]) -> Callable[[], Any]:
        waiting = begun(engine, text, values)
        asked.append("counts")

        def waited() -> Any:
            asked.append("waited")
            return waiting()

        return waited

    def noted(engine: Engine, text: str, values: Mapping[str, Any]) -> Any:
        asked.append("events")
        return filled(engine, text, values)

    monkeypatch.setattr(Engine, "begun", noted_begun)
    monkeypatch.setattr(Engine, "filled", noted)
    check(table, span, bins)
    assert asked == ["counts", "events", "waited"]


def test_what_keeps_events_from_being_told_keeps_no_later_frame(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    middle = MIDDLES["later"]
    table = store(TIMES, rows(middle, TIMES, 2_000))
    span, bins = next(iter(spans(middle, SECOND)))

    def broken(*_: object) -> Any:
        raise TableError("made to fail")

    crossed = "SELECT sum(a.id * b.id + c.id) FROM events a, events b, events c, events d"
    begun, waiting = Engine.begun, list[Callable[[], Any]]()

    def endless(engine: Engine, text: str, values: Mapping[str, Any]) -> Callable[[], Any]:
        waiting.append(begun(engine, crossed, {}))
        return waiting[-1]

    with monkeypatch.context() as patched:
        patched.setattr(Engine, "filled", broken)
        patched.setattr(Engine, "begun", endless)
        with pytest.raises(TableError, match="made to fail"):
            table.frame(span, bins)
    with pytest.raises(StoppedError):
        waiting[0]()
    check(table, span, bins)


def test_rows_that_share_an_id_are_in_a_frame_only_if_they_touch_it(bench: Bench) -> None:
    at, hour = datetime(2001, 1, 1), timedelta(hours=1)
    moments = [(at + hour * number, at + hour * (number + 1)) for number in range(20)]
    # Until it is over others may be, which began as long before.
    moments.append((at + 100 * hour, at + 200 * hour))
    table = bench.store(
        TIMES,
        [
            {"id": number % 5, "start": start, "end": end, "title": f"Event {number}", "lane": "A"}
            for number, (start, end) in enumerate(moments)
        ],
    )
    start = instant(2001, 1, 1, 5)
    frame = table.frame(Span(start, start + 4 * 3_600 * SECOND), 4)
    (lane,) = frame.lanes
    # The one before ends at the very second that it says.
    assert [event.title for event in lane.events] == [f"Event {number}" for number in range(4, 9)]
    assert sum(lane.counts) == 4


@pytest.mark.near
@pytest.mark.parametrize("most", [0, 1, 999_999, 1_000_000, 2**40])
def test_any_number_of_events_can_be_asked_for(bench: Bench, most: int) -> None:
    middle = MIDDLES["later"]
    given = [{"id": n, "start": middle, "title": "x", "lane": "AB"[n % 2]} for n in range(9)]
    start = instant(2001, 2, 3)
    table = bench.store(TIMES, given)
    assert [
        len(lane.events) for lane in table.frame(Span(start, start + DAY), 1, most=most).lanes
    ] == [
        min(most, 5),
        min(most, 4),
    ]


@pytest.mark.parametrize("middle", MIDDLES.values(), ids=MIDDLES)
@pytest.mark.parametrize("never", ["", "!"], ids=["null", "not null"])
@pytest.mark.parametrize("digits", [0, 3, 9])
def test_timestamps_of_other_units_are_in_frames_too(
    digits: int, never: str, middle: datetime
) -> None:
    kinds = TIMES | {"start": f"{never}timestamp({digits})", "end": f"timestamp({digits})"}
    given = [row for row in rows(middle, TIMES, 120) if row.get("start") or not never]
    table = store(kinds, given)
    for span, bins in spans(middle, SECOND):
        check(table, span, bins)
        every = [event for event in table.window() if event.when and event.when.may_touch(span)]
        assert table.window(span) == every
        assert {event.id for event in table.window(span, 500)} == {event.id for event in every}


@pytest.mark.parametrize("end", [None, "timestamp(9)"])
def test_a_column_of_nanoseconds_can_be_asked_about_any_span(end: str | None) -> None:
    kinds = {"id": "int64", "start": "timestamp(9)", "title": "string"}
    kinds |= {} if end is None else {"end": end}
    days = ["1677-09-22", "1700-01-01", "1969-12-31", "2001-01-01", "2262-04-10"]
    table = store(kinds, [{"id": n, "start": day, "title": day} for n, day in enumerate(days)])
    assert table.facts.dated == len(days)
    years = [-200_000, 1, 1600, 1677, 1678, 1679, 1971, 2261, 2262, 2263, 3000, 9998, 200_000]
    for first, last in combinations(years, 2):
        start, end_at = instant(first), instant(last)
        span = Span(start, start + (end_at - start) // 3 * 3)
        check(table, span, 3)
        within = [day for day in days if first <= int(day[:4]) < last]
        assert [event.title for event in table.window(span)] == within
        assert sum(table.density(span, 3)) == len(within)


@pytest.mark.parametrize("others", [[], ["1969-12-31 23:59:58.5", "1970-01-01 00:00:00.5"]])
def test_nanoseconds_before_1970_are_floored_as_all_others_are(others: list[str]) -> None:
    moments = {
        "1969-12-31 23:59:59.999999999": "1969-12-31T23:59:59",
        "1969-12-31 23:59:59.000000001": "1969-12-31T23:59:59",
        "1969-12-31 23:59:59": "1969-12-31T23:59:59",
        "1969-12-31 23:59:58.999999999": "1969-12-31T23:59:58",
        "1969-12-31 23:59:58": "1969-12-31T23:59:58",
        "1970-01-01 00:00:00": "1970-01-01T00:00:00",
        "1970-01-01 00:00:00.000000001": "1970-01-01T00:00:00",
    }
    for one, text in moments.items():
        texts = [one, *others]
        table = store(
            {"id": "int64", "start": "timestamp(9)", "title": "string"},
            [{"id": n, "start": text, "title": text} for n, text in enumerate(texts)],
        )
        event = table.event("0")
        assert event is not None
        assert event.when is not None
        assert event.when.text == text
        check(table, Span(-5 * SECOND, 5 * SECOND), 10)


@pytest.mark.parametrize("what", ["made.duckdb?table=t", "made.parquet", "*.parquet"])
def test_rows_that_are_told_apart_by_their_places_are_in_frames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with duckdb.connect("made.duckdb") as made:
        moments = "TIMESTAMP '2001-02-03 03:59:50' + INTERVAL 1 SECOND * range AS start"
        made.execute(f"CREATE TABLE t AS SELECT {moments}, 'x' AS title FROM range(40)")  # noqa: S608
        made.execute("COPY t TO 'made.parquet'")
    table = TableStore.open(what)
    try:
        for span, bins in spans(MIDDLES["later"], SECOND):
            check(table, span, bins)
            check(table.filtered(Value("title", "x")), span, bins)
    finally:
        table.close()


def is_beside(event: Event, span: Span, at: int, *, later: bool) -> bool:
    when = event.when
    if when is None or not span.start <= when.position < span.end:
        return False
    return when.position >= at if later else when.position < at


@pytest.mark.near
@pytest.mark.parametrize("kinds", [TIMES, ZONED])
def test_of_rows_that_share_an_id_only_those_that_are_meant_are_answered_with(
    bench: Bench, kinds: dict[str, str]
) -> None:
    middle = MIDDLES["later"]
    # One of them is so long that a frame asks for keys first.
    given = [*rows(middle, kinds, 60), {"start": middle, "end": middle + timedelta(days=9)}]
    given = [{**row, "id": number % 7, "title": f"T {number}"} for number, row in enumerate(given)]
    table = bench.store(kinds, given)
    some = table.filtered(Value("title", "1"))
    every = {True: table.window(), False: some.window()}
    assert 0 < len(every[False]) < len(every[True]) == 61
    assert all("1" in event.title for event in every[False])
    for span, bins in spans(middle, SECOND):
        for asked in (table, some):
            meant = {
                event.title
                for event in every[asked is table]
                if event.when and event.when.may_touch(span)
            }
            lanes = asked.frame(span, bins, ["A", "Other"], most=3).lanes
            for lane in lanes:
                assert {event.lane for event in lane.events} <= {lane.name}
                assert {event.title for event in lane.events} <= meant
                assert bool(lane.events) == any(
                    event.title in meant and event.lane == lane.name
                    for event in every[asked is table]
                )
            found = [event.title for event in asked.window(span, 4)]
            assert set(found) <= meant
            assert len(set(found)) == len(found)
            assert bool(found) == bool(meant)
            wide = Span(span.start - 9 * SECOND, span.end + 9 * SECOND)
            for later in (True, False):
                near = asked.beside(span.start, None, 3, within=wide, later=later, lanes=["A"])
                beside = {
                    event.title
                    for event in every[asked is table]
                    if event.lane == "A" and is_beside(event, wide, span.start, later=later)
                }
                assert {event.title for event in near} <= beside
                assert bool(near) == bool(beside)


@pytest.mark.near
def test_all_rows_that_share_an_id_are_told_once(bench: Bench) -> None:
    middle = MIDDLES["later"]
    given = [
        {"id": number % 5, "start": middle + timedelta(hours=number), "title": f"{number}"}
        for number in range(24)
    ]
    table = bench.store(TIMES, [*given, {"id": 1, "title": "24"}, {"id": 2, "title": "25"}])
    table.window(None, 9)
    found = [event.title for event in table.every()]
    assert sorted(found, key=int) == [str(number) for number in range(26)]
    assert table.undated(5, ["Other"])[0] == 2
    assert {event.title for event in table.undated(5, ["Other"])[1]} == {"24", "25"}


@pytest.mark.near
def test_a_date_that_only_memory_reads_does_not_stand_for_another_row(bench: Bench) -> None:
    table = bench.events(
        [
            {"id": 1, "date": "2001-02", "title": "plain"},
            {"id": 1, "date": "[2001,2003]", "title": "odd"},
            {"id": 2, "date": "1800/2020", "title": "long"},
        ]
    )
    start = instant(2001, 1)
    (lane,) = table.frame(Span(start, start + 90 * DAY), 9).lanes
    assert sorted(event.title for event in lane.events) == ["long", "odd", "plain"]
    assert [event.title for event in table.window(Span(start, start + 90 * DAY), 5)] == [
        event.title for event in table.window(Span(start, start + 90 * DAY))
    ]


def test_rows_without_an_id_are_in_frames_too(bench: Bench) -> None:
    at = datetime(2001, 1, 1)
    given = [
        {"id": number if number % 2 else None, "start": at + timedelta(hours=number)}
        for number in range(20)
    ]
    table = bench.store(TIMES, [{**row, "title": f"{row['start']}"} for row in given])
    assert table.facts.keyless == 10
    start = instant(2001, 1, 1, 5)
    (lane,) = table.frame(Span(start, start + 4 * 3_600 * SECOND), 4).lanes
    assert [event.title for event in lane.events] == [
        str(at + timedelta(hours=number)) for number in range(5, 9)
    ]


#: Columns of dates, and what numbers in them count.
DATED: list[tuple[str, str | None, str | None]] = [
    *(("timestamp", None, None), ("timestamp", "timestamp", None), ("date", "date", None)),
    *(("timestamptz", "timestamptz", None), ("string", "string", None), ("int64", None, "s")),
    *(("int64", "int64", "years"), ("timestamp", "date", None), ("float64", None, "ms")),
]


@pytest.mark.near
@pytest.mark.parametrize(("start", "end", "numbers"), DATED)
def test_columns_that_are_never_null_are_as_others(
    bench: Bench, start: str, end: str | None, numbers: str | None
) -> None:
    middle = MIDDLES["later"]
    kinds = {"id": "int64", "start": start, "title": "string", "lane": "string"}
    kinds |= {"importance": "int64"} | ({} if end is None else {"end": end})
    told = {} if numbers is None else {"numbers": numbers}
    texts: dict[str, Callable[[datetime], object]] = {"timestamp": str, "date": datetime.date}
    texts |= {"string": lambda at: f"{at:%Y-%m-%d}", "int64": lambda at: at.second}
    texts |= {"float64": lambda at: float(at.second), "timestamptz": str}
    given = [
        {
            "id": number,
            "start": texts[start](at),
            "end": texts[end or start](at + timedelta(days=3)) if number != 3 else None,
            "title": f"Event {number}",
            "lane": "AB"[number % 2],
            "importance": 1 + number % 5,
        }
        for number, at in enumerate(middle + timedelta(seconds=n) for n in range(9))
    ]

    def answers(table: TableStore) -> list[object]:
        extent = table.extent()
        assert extent is not None
        span = Span(extent.start, extent.start + 8 * -(-extent.length // 8))
        every = [(one.id, one.when, one.lane, one.importance) for one in table.window(span)]
        frame = table.frame(span, 8, most=2)
        few = [(lane.counts, [one.id for one in lane.events]) for lane in frame.lanes]
        again = [
            one.id for one in table.filtered(Value("lane", "A")).frame(span, 8).lanes[0].events
        ]
        return [extent, every, few, again, table.table.is_sound, table.table.is_exact]

    expected = answers(bench.store(kinds, given, told))
    never = {name: kind if name == "end" else f"!{kind}" for name, kind in kinds.items()}
    assert answers(bench.store(never, given, told)) == expected
    never, given = {name: f"!{kind}" for name, kind in kinds.items()}, [*given[:3], *given[4:]]
    assert answers(bench.store(never, given, told)) == answers(bench.store(kinds, given, told))


def test_a_frame_of_the_furthest_years_is_right(bench: Bench) -> None:
    years = [datetime(1, 1, 1), datetime(2, 6, 1), datetime(9998, 1, 1), datetime(9999, 12, 31)]
    table = bench.store(
        TIMES, [{"id": n, "start": year, "title": "x"} for n, year in enumerate(years)]
    )
    for first, last in ((1, 3), (2, 9998), (9997, 9999), (-200_000, 200_000), (20_000, 30_000)):
        start, end = instant(first), instant(last)
        check(table, Span(start, start + (end - start) // 7 * 7), 7)


def test_rows_of_a_table_without_ids_are_in_frames_too(bench: Bench) -> None:
    kinds = {name: kind for name, kind in TIMES.items() if name != "id"}
    middle = MIDDLES["later"]
    table = bench.store(kinds, rows(middle, kinds, 60))
    for span, bins in spans(middle, SECOND):
        check(table, span, bins)
