"""Lanes at a zoom: what stands in their rows, and where an event went."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.framing import CELLS, EVENTS, LONGEST, extent_of, scale_for
from tests.samples import event
from tui.axis.scale import Scale
from tui.dates.calendar import DAY, instant
from tui.dates.span import Span
from tui.events.event import Event
from tui.layout.event_index import EventIndex
from tui.layout.item import Item
from tui.layout.labels import measure
from tui.layout.lanes import LadderPacking, Packing, TiledPacking
from tui.layout.marks import Shape, label_of
from tui.layout.plan import plan

NEEDS = st.lists(st.integers(1, 6), min_size=3, max_size=3)


def by_lane(events: list[Event]) -> list[list[Event]]:
    return [[e for e in events if e.lane == name] for name in ("North", "South", "漢字 lane")]


def assert_placed(packing: Packing, lanes: list[list[Event]]) -> None:
    """Every event has a place in a row of its lane, and what has that place is drawn there."""
    for lane, events in enumerate(lanes):
        first, rows = packing.plan.firsts[lane], packing.plan.rows[lane]
        for one in events:
            place = packing.place(lane, one)
            assert place is not None
            row, item = place
            assert first <= row < first + rows
            low, high = max(item.left, -(10**30)), min(item.right, 10**30)
            middle = packing.scale.to_cell(one.when.position if one.when else 0)
            low, high = max(low, middle - 50), min(high, middle + 50)
            shown = [*packing.items(lane, row - first, low, high), *packing.behind(lane, low, high)]
            assert any(other is item for other in shown)
        assert packing.place(lane, event("1950", id="unheard of")) is None


@settings(deadline=None)
@given(EVENTS, NEEDS, st.integers(0, 30), CELLS)
def test_every_event_of_tiled_lanes_has_a_place(
    events: list[Event], needs: list[int], height: int, cells: int
) -> None:
    lanes, extent = by_lane(events), extent_of(events)
    packing = TiledPacking(
        [EventIndex(lane) for lane in lanes],
        plan(needs, height),
        scale_for(extent, cells),
        extent,
        LONGEST,
    )
    assert_placed(packing, lanes)


@settings(deadline=None)
@given(EVENTS, CELLS)
def test_every_event_of_a_ladder_has_a_place_with_its_whole_label_if_that_fits(
    events: list[Event], cells: int
) -> None:
    lanes, extent = by_lane(events), extent_of(events)
    scale = scale_for(extent, cells)
    packing = LadderPacking(lanes, scale, extent, label_of)
    assert_placed(packing, lanes)
    first, last = scale.cells(extent)
    for lane, members in enumerate(lanes):
        for one in members:
            place = packing.place(lane, one)
            assert place is not None
            assert isinstance(place.item, Item)
            whole = label_of(one)
            if place.item.mark.shape is Shape.POINT and last - first > 2 * measure(whole) + 4:
                assert place.item.label == whole


def test_the_rows_of_a_ladder_are_as_many_as_it_takes() -> None:
    lanes = [[event("1950", "one"), event("1950", "two", id="2")], [], [event("1960", "three")]]
    within = Span(instant(1950), instant(1970))
    packing = LadderPacking(lanes, Scale(100 * DAY), within, label_of)
    assert packing.plan.rows == (2, 1, 1)
    assert packing.plan.firsts == (0, 3, 5)
    cells = packing.scale.cells(within)
    assert [len(list(packing.items(0, row, *cells))) for row in range(3)] == [1, 1, 0]
    assert list(packing.items(1, 0, *cells)) == list(packing.behind(0, *cells)) == []


def test_the_plan_is_not_the_packings_to_change() -> None:
    events = [event(f"{1900 + at}", id=str(at)) for at in range(100)]
    rows = plan([100], 7)
    for cell in (DAY // 24, DAY, 400 * DAY):
        packing = TiledPacking([EventIndex(events)], rows, Scale(cell), extent_of(events), LONGEST)
        assert packing.plan is rows
        assert {place[0] for e in events if (place := packing.place(0, e))} <= set(range(7))
