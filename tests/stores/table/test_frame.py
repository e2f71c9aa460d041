"""A frame has what its span holds by lane, the same from the table and from a rollup."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.stores.contract import DATES
from tests.stores.table.tables import Bench, store
from tui.dates.calendar import DAY, instant
from tui.dates.span import Span
from tui.query.syntax import Value
from tui.stores.table import build, lane_count
from tui.stores.table.alignment import aligned, padded
from tui.stores.table.error import StoppedError, TableError
from tui.stores.table.frame import Frame, LaneFrame
from tui.stores.table.rollup import MOST, stretches
from tui.stores.table.store import TableStore

MOMENTS = {
    "id": "int64",
    "start": "timestamp",
    "end": "timestamp",
    "title": "string",
    "lane": "string",
    "importance": "int64",
}


def moments(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Return rows of which a few are long, a few undated and many at one time."""
    chance = random.Random(seed)  # noqa: S311  for tests, not for secrets
    first = datetime(1969, 6, 1)
    rows = []
    for number in range(count):
        start = first + timedelta(seconds=chance.randrange(40_000_000) // chance.choice([1, 50]))
        length = chance.choice([None, None, 60, 86_400, 5_000_000])
        rows.append(
            {
                "id": number,
                "start": start if chance.random() < 0.98 else None,
                "end": start + timedelta(seconds=chance.randrange(length)) if length else None,
                "title": f"Event {number}",
                "lane": chance.choice(["A", "B", "B", "C\x1b", None, ""]),
                "importance": chance.randint(1, 5),
            }
        )
    return rows


@pytest.fixture(scope="module")
def table(bench: Bench) -> TableStore:
    return bench.store(MOMENTS, moments(3_000))


def contents(frame: Frame) -> list[tuple[str, tuple[int, ...], list[str]]]:
    return [(lane.name, lane.counts, [one.id for one in lane.events]) for lane in frame.lanes]


SPANS = [
    *(Span(instant(1960), instant(1980)), Span(instant(1970), instant(1970, 2))),
    *(Span(instant(1969, 7), instant(1969, 7, 3)), Span(instant(2000), instant(2001))),
]


@pytest.mark.parametrize("span", SPANS)
def test_a_frame_is_what_windows_and_densities_say(table: TableStore, span: Span) -> None:
    wide, bins = padded(span, 50)
    found = table.frame(wide, bins, most=7)
    assert {lane.name for lane in found.lanes} == {"A", "B", "C␛", "Other"}
    assert found.counts == table.density(wide, bins)
    window = table.window(wide)
    for lane in found.lanes:
        every = [one for one in window if one.lane == lane.name]
        ranks = sorted((one.importance for one in every), reverse=True)[:7]
        assert sorted((one.importance for one in lane.events), reverse=True) == ranks
        ids = {one.id for one in lane.events}
        assert [one.id for one in lane.events] == [one.id for one in every if one.id in ids]


def test_lanes_are_those_asked_for_in_their_order(table: TableStore) -> None:
    span, bins = padded(SPANS[0], 10)
    assert [lane.name for lane in table.frame(span, bins, ["C␛", "none", "A"]).lanes] == [
        *("C␛", "none", "A")
    ]
    everything = {name: counts for name, counts, _ in contents(table.frame(span, bins))}
    some = table.frame(span, bins, ["A"])
    assert some.lanes[0].counts == everything["A"]
    assert sum(lane.events for lane in table.lanes()) == table.count() == 3_000


@pytest.mark.near
def test_a_lane_is_found_among_more_than_are_told_apart(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lane_count, "_MOST", 5)
    lanes = ["A", "A", "B", "B", "C", "D", "E", "F", "G", "G", "", None, "Other"]
    rows = [
        {"id": n, "start": datetime(2001, 1, 1 + n), "title": f"{lane}", "lane": lane}
        for n, lane in enumerate(lanes)
    ]
    rows.append({"id": 99, "title": "undated", "lane": "F"})
    columns = {"id": "int64", "start": "timestamp", "title": "string", "lane": "string"}
    asked = bench.store(columns, rows)
    # Texts, of which two are of one lane; none is not counted.
    assert asked.lane_number() == 9
    extent = asked.extent()
    assert extent is not None
    for lane, number in [("A", 2), ("F", 1), ("G", 2), ("none", 0), ("Other", 3)]:
        for some in (asked, asked.filtered(Value("lane", lane, is_whole=True))):
            span, bins = aligned(extent, 64)
            frame = some.frame(span, bins, [lane])
            assert sum(frame.counts) == len(frame.lanes[0].events) == number
            assert some.undated(5, [lane])[0] == (lane == "F")
        found = asked.filtered(Value("lane", lane, is_whole=True))
        assert found.count() == number + (lane == "F")
        assert sum(found.frame(span, bins).counts) == number


def test_a_frame_of_the_same_question_is_the_same_frame(table: TableStore) -> None:
    span, bins = padded(SPANS[1], 20)
    assert table.frame(span, bins) is table.frame(span, bins)
    with pytest.raises(ValueError, match="no 3 equal bins"):
        table.frame(Span(0, 10), 3)


def test_panning_by_little_asks_nothing_new() -> None:
    view = Span(instant(2001), instant(2002))
    wide, bins = padded(view, 100)
    assert wide.start <= view.start - view.length // 2
    assert wide.end >= view.end + view.length // 2
    assert wide.length == bins * (wide.length // bins)
    day_on = Span(view.start + DAY, view.end + DAY)
    moved, _ = padded(day_on, 100)
    assert (
        moved.start % (64 * (wide.length // bins)) == wide.start % (64 * (wide.length // bins)) == 0
    )
    assert len({padded(Span(view.start + n * DAY, view.end + n * DAY), 100) for n in range(60)}) < 5


def test_dates_that_only_memory_can_read_are_in_frames_too(bench: Bench) -> None:
    rows = [
        {"id": number, "date": date, "title": "x", "lane": "AB"[number % 2], "importance": 3}
        for number, date in enumerate(DATES)
    ]
    asked = bench.events(rows)
    width = 2**46
    low, high = instant(-50) // width * width, instant(2010) // width * width
    span = Span(low, high)
    bins = span.length // width
    found = asked.frame(span, bins)
    assert found.counts == asked.density(span, bins)
    ids = {one.id for lane in found.lanes for one in lane.events}
    assert ids == {one.id for one in asked.window(span)}
    far = Span(-(2**60) * 1_000_000, 2**60 * 1_000_000)
    assert sum(asked.frame(far, 1000).counts) == len([date for date in DATES if date])
    assert [one.id for one in asked.every()] == [one.id for one in asked.window()]


@pytest.fixture
def small_levels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a small table have levels as a large one has."""
    monkeypatch.setattr(build, "_MOST_TOPS", 40_000)


@pytest.mark.usefixtures("small_levels")
def test_a_rollup_answers_as_the_table_does(tmp_path: Path, bench: Bench) -> None:
    rows = moments(6_000, 2)
    direct, quick = bench.store(MOMENTS, rows), bench.store(MOMENTS, rows)
    steps: list[tuple[int, int, str]] = []
    quick.build_rollup(tmp_path / "made", lambda *step: steps.append(step))
    assert [step[0] for step in steps] == [0, 1, 2, 3, 4]
    rollup = quick.rollup
    assert rollup is not None
    answered = 0
    chance = random.Random(3)  # noqa: S311  for tests, not for secrets
    for _ in range(2 * bench.runs):
        width = 2 ** chance.randrange(24, 46)
        start = chance.randrange(-30_000_000_000_000, 30_000_000_000_000) // width * width
        bins = chance.randrange(1, 80)
        span = Span(start, start + bins * width)
        most = chance.choice([1, 5, 40, MOST])
        answered += rollup.leading(span, most) is not None
        assert contents(quick.frame(span, bins, most=most)) == contents(
            direct.frame(span, bins, most=most)
        )
    assert answered > bench.runs // 3
    rollup.close()


HOUR = timedelta(hours=1)
FIRST = datetime(2001, 1, 1, 12)
#: Rows beside others that have ids of their own, by why they cannot be told apart by their ids.
TWINS: dict[str, list[dict[str, Any]]] = {
    "no id": [{"start": FIRST}, {"start": FIRST + HOUR}, {"start": FIRST + 9_000 * HOUR}],
    "no id and no date": [{"start": None}],
    "in one bucket": [{"id": -1, "start": FIRST}, {"id": -1, "start": FIRST + HOUR}],
    "the same in all": [{"id": -1, "start": FIRST}, {"id": -1, "start": FIRST}],
    "far from each other": [{"id": -1, "start": FIRST}, {"id": -1, "start": FIRST + 9_000 * HOUR}],
    "short and long": [
        {"id": -1, "start": FIRST},
        {"id": -1, "start": FIRST, "end": FIRST + 9_000 * HOUR},
    ],
    "both long": [
        {"id": -1, "start": FIRST, "end": FIRST + 9_000 * HOUR},
        {"id": -1, "start": FIRST, "end": FIRST + 9_001 * HOUR},
    ],
}


@pytest.mark.near
@pytest.mark.usefixtures("small_levels")
@pytest.mark.parametrize("twins", TWINS.values(), ids=TWINS)
def test_a_rollup_of_rows_that_are_not_told_apart_changes_no_answer(
    tmp_path: Path, bench: Bench, twins: list[dict[str, Any]]
) -> None:
    rows = [
        *({"id": number, "start": FIRST + number * 90 * HOUR} for number in range(100)),
        *({"importance": 5, **row} for row in twins),
    ]
    rows = [{"title": f"T {number}", "lane": "A", **row} for number, row in enumerate(rows)]
    direct, quick = bench.store(MOMENTS, rows), bench.store(MOMENTS, rows)
    quick.build_rollup(tmp_path / "made")
    assert quick.rollup is not None
    width = 2**49
    start = instant(2000) // width * width
    for span, bins in ((Span(start, start + 4 * width), 4), (Span(start, start + width), 16)):
        assert quick.rollup.counts(span, span.length // bins) is not None
        assert quick.rollup.leading(span, 30) is None
        assert [(lane.counts, titles(lane)) for lane in quick.frame(span, bins, most=30).lanes] == [
            (lane.counts, titles(lane)) for lane in direct.frame(span, bins, most=30).lanes
        ]
    quick.rollup.close()


def titles(lane: LaneFrame) -> list[str]:
    return sorted(event.title for event in lane.events)


def test_a_rollup_of_too_many_long_events_has_counts_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "_MOST_LONG", 5)
    asked = store(MOMENTS, moments(300))
    span, bins = padded(SPANS[0], 9)
    before = contents(asked.frame(span, bins))
    asked.build_rollup(tmp_path / "made")
    assert asked.rollup is not None
    assert asked.rollup.leading(span, 5) is None
    assert asked.rollup.counts(span, span.length // bins) is not None
    assert contents(asked.frame(span, bins)) == before


@pytest.mark.usefixtures("small_levels")
@pytest.mark.parametrize("has_twin", [False, True])
def test_only_a_row_of_its_own_is_found_in_two_places(tmp_path: Path, *, has_twin: bool) -> None:
    """As one that crosses a bound is, and would be mistaken for another of its id."""
    rows = [{"id": number, "start": FIRST + number * 900 * HOUR} for number in range(10)]
    asked = store(MOMENTS, rows)
    asked.build_rollup(tmp_path / "made")
    assert asked.rollup is not None
    width = asked.rollup._top_widths[0]
    number = instant(2001, 2) // width
    bound = datetime(1970, 1, 1) + timedelta(microseconds=number * width)
    second = timedelta(seconds=1)
    crossing = {"id": -1, "start": bound - second, "end": bound + second, "importance": 1}
    # So many before the bound that it is none of the most important ones there.
    others = [
        {"id": 100 + n, "start": bound - 2 * second, "end": bound - second, "importance": 5}
        for n in range(MOST + 1)
    ]
    twin = [{"id": -1, "start": bound - 99 * HOUR, "end": bound - 98 * HOUR}] if has_twin else []
    asked = store(MOMENTS, [*rows, crossing, *others, *twin])
    asked.build_rollup(tmp_path / "made")
    assert asked.rollup is not None
    found = asked.rollup.leading(Span(number * width, (number + 1) * width), 9)
    assert (found is None) == has_twin
    if found is not None:
        assert [row["key"] for row in asked.rollup.rows(found).values()] == [-1]


def spoil_version(path: Path) -> None:
    with duckdb.connect(str(path)) as made:
        made.execute("UPDATE about SET version = 0")


SPOILERS: list[Callable[[Path], object]] = [
    lambda path: path.unlink(),
    lambda path: path.write_bytes(b"torn"),
    lambda path: path.write_bytes(path.read_bytes()[:5_000]),
    spoil_version,
]


@pytest.mark.parametrize("spoil", SPOILERS)
def test_a_rollup_that_is_not_whole_is_not_believed(
    tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    path = tmp_path / "made"
    asked = store(MOMENTS, moments(50))
    asked.build_rollup(path)
    assert asked.rollup is not None
    asked.rollup.close()
    asked.rollup = None
    assert path.stat().st_mode & 0o077 == 0
    spoil(path)
    assert not asked.use_rollup(path)
    assert asked.frame(*padded(SPANS[0], 9)).counts


def test_a_rollup_of_other_rows_or_columns_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "made"
    first = store(MOMENTS, moments(50))
    first.build_rollup(path)
    first.close()
    assert store(MOMENTS, moments(50)).use_rollup(path)
    assert not store(MOMENTS, moments(51)).use_rollup(path)
    assert not store(MOMENTS, moments(50), {"lane": ""}).use_rollup(path)


def test_a_rollup_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    asked = store(MOMENTS, moments(50))
    seen: list[int] = []
    with pytest.raises(StoppedError):
        asked.build_rollup(
            tmp_path / "made", lambda done, *_: seen.append(done), lambda: len(seen) > 1
        )
    assert seen == [0, 1]
    assert list(tmp_path.iterdir()) == []


def test_where_no_rollup_can_be_written_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(TableError, match="file"):
        store(MOMENTS, moments(5)).build_rollup(tmp_path / "file" / "made")


@pytest.mark.parametrize(("low", "high"), [(0, 64), (3, 61), (-17, 5), (5, 5), (16, 32), (-64, 1)])
def test_stretches_cover_a_span_once_in_few_buckets(low: int, high: int) -> None:
    found = stretches(low, high, [1, 4, 16])
    covered = [n for each in found for n in range(each.low, each.high)]
    assert covered == list(range(low, high))
    assert all(each.low % each.width == each.high % each.width == 0 for each in found)
    assert sum((each.high - each.low) // each.width for each in found) <= 16
