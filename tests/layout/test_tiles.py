"""One lane at one zoom, packed tile by tile."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.framing import (
    CELLS,
    DAILY,
    EVENTS,
    FIRST,
    LONGEST,
    at_day,
    extent_of,
    items_of,
    positioned,
    scale_for,
    tile_numbers,
    tiles_of,
)
from tests.samples import event
from tui.axis.scale import MAX_CELL, MIN_CELL, Scale
from tui.dates.calendar import DAY, instant
from tui.events.event import Event
from tui.events.timeline import in_order
from tui.layout.event_index import EventIndex
from tui.layout.item import Cluster, Item
from tui.layout.marks import FAR
from tui.layout.remainder import Remainder, Stretch
from tui.layout.rows import Placed
from tui.layout.tiles import LEAST_CELLS, LaneTiles, grid

ROWS = st.integers(1, 12)


def assert_apart(tiles: LaneTiles) -> None:
    """Within a tile items are a cell apart; from one tile to the next they do not overlap."""
    for number in tile_numbers(tiles):
        for row in (*tiles._tile(number).rows, tiles._tile(number).behind):
            assert all(item.left < item.right for item in row)
            for item, following in itertools.pairwise(row):
                assert item.right + 1 <= following.left, (item, following)
    for row_number in range(tiles.rows):
        for first, second in itertools.pairwise(tile_numbers(tiles)):
            before, after = (tiles._tile(n).rows[row_number] for n in (first, second))
            for item in before:
                for following in after:
                    apart = item.right <= following.left or following.right <= item.left
                    assert apart or item is following, (item, following)


def assert_accounted(tiles: LaneTiles) -> None:
    """Every event that begins in a tile stands by itself once, or is counted once."""
    to_cell, positions = tiles._grid.scale.to_cell, tiles.index.positions
    for number in tile_numbers(tiles):
        tile = tiles._tile(number)
        here = positioned(tiles, number)
        drawn = [tiles.index.number(item.mark.event) for item in items_of(tile)]
        assert len(drawn) == len(set(drawn)), "drawn twice"
        assert set(tile.placed) <= here & {n for n in drawn if n is not None}
        clusters = [item for item in tile.rows[-1] if isinstance(item, Cluster)]
        assert all(isinstance(item, Item) for row in tile.rows[:-1] for item in row)
        alone = here.intersection(drawn)
        assert len(alone) + sum(cluster.events for cluster in clusters) == len(here)
        for cluster in clusters:
            held = [
                n for n in here - alone if cluster.first <= to_cell(positions[n]) < cluster.last
            ]
            assert len(held) == cluster.events
            assert cluster.event is tiles.index[min(held)]


def assert_found(tiles: LaneTiles) -> None:
    for at, one in enumerate(tiles.index.events):
        cell = tiles._grid.scale.to_cell(tiles.index.positions[at])
        found = tiles.find(one)
        assert found is not None
        row, item = found
        assert 0 <= row < tiles.rows
        if isinstance(item, Item):
            assert item.mark.event is one
            assert item.left <= cell < item.right
        else:
            assert item.first <= cell < item.last
        shown = [*tiles.items(row, cell, cell + 1), *tiles.behind(cell, cell + 1)]
        assert any(other is item for other in shown)


@settings(deadline=None)
@given(EVENTS, ROWS, CELLS)
def test_items_never_overlap_and_every_event_is_drawn_or_counted_once_and_found(
    events: list[Event], rows: int, cells: int
) -> None:
    tiles = tiles_of(events, rows, scale_for(extent_of(events), cells))
    assert_apart(tiles)
    assert_accounted(tiles)
    assert_found(tiles)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(0, 63 * 24), min_size=40, max_size=400),
    EVENTS,
    ROWS,
    st.sampled_from([1, 2, 7, 60]),
)
def test_it_holds_where_many_events_share_few_cells(
    hours: list[int], others: list[Event], rows: int, hours_a_cell: int
) -> None:
    crowd = [
        event(f"1950-{hour // 672 + 1:02}-{hour // 24 % 28 + 1:02}T{hour % 24:02}:00", id=f"c{at}")
        for at, hour in enumerate(hours)
    ]
    tiles = tiles_of(in_order([*crowd, *others]), rows, Scale(hours_a_cell * DAY // 24))
    assert_apart(tiles)
    assert_accounted(tiles)
    assert_found(tiles)


@settings(deadline=None)
@given(EVENTS, ROWS, CELLS, st.lists(st.tuples(st.floats(0, 1), st.integers(1, 900)), min_size=1))
def test_events_that_are_not_at_hand_are_counted_with_the_others(
    events: list[Event], rows: int, cells: int, others: list[tuple[float, int]]
) -> None:
    extent = extent_of(events)
    scale = scale_for(extent, cells)
    bin_length = max(1, scale.cell // 2)
    counts: dict[int, int] = {}
    for place, number in others:
        at = extent.start + int((extent.length - 1) * place)
        counts[at // bin_length] = counts.get(at // bin_length, 0) + number
    stretches = [
        Stretch(
            max(extent.start, at * bin_length), min(extent.end, (at + 1) * bin_length), counts[at]
        )
        for at in sorted(counts)
    ]
    index = EventIndex(events, remainder=Remainder(stretches))
    assert index.total == len(events) + sum(counts.values())
    tiles = LaneTiles(index, rows, grid(index, scale, extent, LONGEST))
    assert_apart(tiles)
    assert_found(tiles)
    last = 2**tiles._grid.levels - 1
    if last > 3_000:
        return
    accounted = 0
    for number in range(last + 1):
        tile = tiles._tile(number)
        drawn = {index.number(item.mark.event) for item in items_of(tile)}
        accounted += len(positioned(tiles, number).intersection(drawn))
        accounted += sum(item.events for item in tile.rows[-1] if isinstance(item, Cluster))
    assert accounted == index.total


@settings(deadline=None)
@given(EVENTS, ROWS, CELLS, st.randoms(use_true_random=False))
def test_a_tile_is_the_same_from_wherever_one_comes_to_it(
    events: list[Event], rows: int, cells: int, chance: random.Random
) -> None:
    scale = scale_for(extent_of(events), cells)
    forwards, shuffled = tiles_of(events, rows, scale), tiles_of(events, rows, scale)
    numbers = tile_numbers(forwards)
    there = {number: forwards._tile(number) for number in numbers}
    chance.shuffle(numbers)
    assert {number: shuffled._tile(number) for number in numbers} == there


@settings(deadline=None)
@given(EVENTS, ROWS, CELLS, st.integers(-10, 300), st.integers(1, 200))
def test_what_is_asked_for_is_what_touches_the_cells_each_once_and_in_order(
    events: list[Event], rows: int, cells: int, first: int, width: int
) -> None:
    scale = scale_for(extent_of(events), min(cells, 2000))
    tiles = tiles_of(events, rows, scale)
    start, end = scale.cells(extent_of(events))
    low, high = start + first, start + first + width

    def touching(items: list[Placed] | list[Item]) -> list[Placed]:
        return [item for item in items if item.right > low and item.left < high]

    for row in range(rows):
        everything = list(tiles.items(row, start - 100, end + 100))
        assert [item.left for item in everything] == sorted({item.left for item in everything})
        assert list(tiles.items(row, low, high)) == touching(everything)
    behind = list(tiles.behind(start - 100, end + 100))
    assert len(behind) == len({id(item) for item in behind})
    assert list(tiles.behind(low, high)) == touching(behind)


def test_two_bars_that_meet_at_the_border_of_two_tiles_are_each_met_once() -> None:
    border = 3 * LEAST_CELLS
    events = in_order(
        [
            event(at_day(0), "first"),
            event(f"{at_day(100)}/{at_day(border - 2)}", "ends before it", importance=5),
            event(f"{at_day(border + 1)}/{at_day(border + 100)}", "begins after it", importance=5),
            *(event(at_day(330), id=f"crowd {at}", importance=1) for at in range(60)),
            event(at_day(8 * LEAST_CELLS - 1), "last"),
        ]
    )
    tiles = tiles_of(events, 3, DAILY)
    assert tiles._grid.levels == 3
    lefts = [item.left - FIRST for item in tiles.items(0, FIRST, FIRST + 8 * LEAST_CELLS)]
    assert lefts.count(100) == lefts.count(border + 1) == 1


def test_a_point_in_the_last_cell_of_a_tile_is_drawn_though_it_has_no_row_of_its_own() -> None:
    last = LEAST_CELLS - 1
    crowd = [event(at_day(20), id=f"crowd {at}") for at in range(60)]
    alone = event(at_day(last), "alone", importance=1)
    tiles = tiles_of(in_order([event(at_day(0)), *crowd, alone, event(at_day(500))]), 1, DAILY)
    assert tiles._grid.width == LEAST_CELLS
    found = tiles.find(alone)
    assert found is not None
    assert isinstance(found[1], Item)
    assert found[1].mark.start == FIRST + last
    assert found[1].right == FIRST + last + 1


def test_a_stretch_without_a_row_of_its_own_does_not_leave_its_tile() -> None:
    border = LEAST_CELLS
    crowd = [event(at_day(border - 2), id=f"crowd {at}", importance=5) for at in range(60)]
    vague = event(f"/{at_day(border + 1)}", "began some day", importance=1)
    tiles = tiles_of(in_order([event(at_day(0)), *crowd, vague, event(at_day(500))]), 1, DAILY)
    found = tiles.find(vague)
    assert found is not None
    assert found[1].left >= FIRST + border
    assert_apart(tiles)


CROWDS = {
    "5,000 events in 64 cells": (
        [f"1950-01-01T{at % 16:02}:{at * 7 % 60:02}:{at % 60:02}" for at in range(5000)],
        16 * 3600_000_000 // 64,
    ),
    "31 events on one day among others": (
        [*["1950-06-15"] * 31, *(at_day(40 * at) for at in range(30))],
        DAY,
    ),
    "nothing but one date": (["1950-06-15"] * 300, DAY // 40),
    "200 without an end": ([f"{1900 + at // 2}/.." for at in range(200)], 200 * DAY),
    "200 without a beginning": ([f"../{1900 + at // 2}" for at in range(200)], 20 * DAY),
    "200 that nobody knows the end of": ([f"{1900 + at // 2}-10/" for at in range(200)], 40 * DAY),
    "200 that nobody knows the beginning of": (
        [f"/{1900 + at // 2}" for at in range(200)],
        9 * DAY,
    ),
    "sets that overlap": (
        [f"[{1900 + at},{1910 + at},{1990 - at // 2}]" for at in range(80)],
        60 * DAY,
    ),
    "all of time": (
        [f"Y-{10**at}" for at in range(4, 11)] + ["1969-07-20T20:17", "2000", "Y-13800000000/.."],
        MAX_CELL // 5000,
    ),
    "bars of every length": (
        [f"{at_day(at * 3)}/{at_day(at * 3 + at * at)}" for at in range(120)],
        DAY,
    ),
}


@pytest.mark.parametrize("name", CROWDS)
@pytest.mark.parametrize("rows", [1, 2, 3, 9])
def test_a_crowd_is_all_there(name: str, rows: int) -> None:
    dates, cell = CROWDS[name]
    events = in_order(
        event(date, f"number {at}", id=f"e{at}", importance=at % 5 + 1)
        for at, date in enumerate(dates)
    )
    tiles = tiles_of(events, rows, Scale(cell))
    assert_apart(tiles)
    assert_accounted(tiles)
    assert_found(tiles)


@pytest.mark.parametrize("cell", [MIN_CELL, 10**9, DAY, 10**15, 10**20, MAX_CELL])
def test_every_scale_has_tiles(cell: int) -> None:
    dates = ["Y-13800000000/2000", "Y-4600000000", "-0043-03-15", "1969-07-20T20:17:40", "1969",
             "2000/..", "../1950", "1999-12/"]  # fmt: skip
    tiles = tiles_of(in_order(event(date, date) for date in dates), 3, Scale(cell))
    assert_apart(tiles)
    assert_accounted(tiles)
    assert_found(tiles)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=30), st.integers(1, 10))
def test_of_events_at_one_place_those_that_matter_most_keep_their_labels(
    importances: list[int], rows: int
) -> None:
    events = [
        event(at_day(200), "As long as others", id=f"e{at}", importance=importance)
        for at, importance in enumerate(importances)
    ]
    tiles = tiles_of(in_order([event(at_day(0)), *events, event(at_day(400))]), rows, DAILY)
    labelled = {
        e.id: e.importance
        for e in events
        if (found := tiles.find(e)) and isinstance(found[1], Item) and found[1].label
    }
    others = [e.importance for e in events if e.id not in labelled]
    assert len(labelled) == min(len(events), rows if len(events) <= rows else rows - 1)
    assert min(labelled.values(), default=0) >= max(others, default=0) or not labelled


def test_an_event_keeps_its_row_at_every_zoom_where_nothing_is_in_its_way() -> None:
    events = in_order(event(at_day(at * 4000), f"number {at}") for at in range(25))
    rows = {
        tuple(found[0] for e in events if (found := tiles_of(events, 5, Scale(cell)).find(e)))
        for cell in (MIN_CELL, DAY // 24, DAY, 7 * DAY, 50 * DAY, 80 * DAY)
    }
    assert rows == {tuple(at % 4 for at in range(25))}


def test_what_matters_most_keeps_its_row_in_a_crowd_at_every_zoom() -> None:
    crowd = [event(at_day(7 * at), id=f"crowd {at}", importance=1) for at in range(2000)]
    chosen = [event(at_day(1200 * at + 3), "It", id=f"{at}", importance=5) for at in range(12)]
    events = in_order([*crowd, *chosen])
    rows = {
        tuple(found[0] for e in chosen if (found := tiles_of(events, 6, Scale(cell)).find(e)))
        for cell in (DAY // 24, DAY, 7 * DAY, 30 * DAY)
    }
    assert rows == {tuple(events.index(e) % 5 for e in chosen)}


@given(EVENTS, ROWS, CELLS)
def test_nothing_but_events_without_a_known_end_is_drawn_outside_of_the_time_of_the_lane(
    events: list[Event], rows: int, cells: int
) -> None:
    scale = scale_for(extent_of(events), cells)
    tiles = tiles_of(events, rows, scale)
    first, last = scale.cells(extent_of(events))
    last = max(last, first + LONGEST)
    for number in tile_numbers(tiles):
        for item in items_of(tiles._tile(number)):
            assert item.left >= min(first, item.mark.start)
            assert item.right <= max(last, item.mark.end)


@given(EVENTS, CELLS)
def test_tiles_are_as_wide_as_hold_no_crowd_and_doubled_until_one_holds_all(
    events: list[Event], cells: int
) -> None:
    extent, index = extent_of(events), EventIndex(events)
    scale = scale_for(extent, cells)
    cut = grid(index, scale, extent, LONGEST)
    first, last = scale.cells(extent)
    assert cut.origin == first
    assert cut.width >= LEAST_CELLS
    assert first + (cut.width << cut.levels) >= last
    assert cut.levels == 0 or first + (cut.width << (cut.levels - 1)) < last
    crowd = index.crowd
    if cut.width > LEAST_CELLS and crowd is not None:
        assert cut.width * scale.cell <= crowd


def test_an_event_that_is_not_in_the_lane_is_not_found() -> None:
    tiles = tiles_of([event("1950")], 2, DAILY)
    assert tiles.find(event("1950", "another")) is None


def test_open_ends_go_on_in_every_tile() -> None:
    events = in_order([event("1900/..", "goes on"), event("1900-01-01"), event("2000-01-01")])
    tiles = tiles_of(events, 3, DAILY)
    for number in (5000, 20000):
        cell = DAILY.to_cell(instant(1900)) + number
        shown = [item for row in range(3) for item in tiles.items(row, cell, cell + 1)]
        assert [item.right for item in shown] == [FAR]


@given(EVENTS, st.integers(1, 4), st.data())
def test_a_cluster_stands_for_its_members_and_a_mark_for_itself(
    events: list[Event], rows: int, data: st.DataObject
) -> None:
    extent = extent_of(events)
    index, scale = EventIndex(events), scale_for(extent, 20)
    made = LaneTiles(index, rows, grid(index, scale, extent, LONGEST))
    ids = frozenset(data.draw(st.sets(st.sampled_from([each.id for each in events]))))
    low, high = scale.cells(extent)
    for item in (item for row in range(rows) for item in made.items(row, low, high)):
        stands_for = made.members(item) if isinstance(item, Cluster) else [item.mark.event]
        assert made.has_any(item, ids) is any(each.id in ids for each in stands_for)
