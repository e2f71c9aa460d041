"""Which events share a lane, and how many rows lanes get."""

from hypothesis import given
from hypothesis import strategies as st

from tests.samples import event
from tui.axis.scale import Scale
from tui.dates.calendar import DAY, instant
from tui.dates.span import Span
from tui.layout.lanes import group, pack, share

NEEDS = st.lists(st.integers(1, 50), min_size=1, max_size=20)


@given(NEEDS, st.integers(0, 200))
def test_rows_are_shared_so_that_none_is_left_over_and_none_wasted(
    needs: list[int], height: int
) -> None:
    given_rows = share(needs, height)
    assert all(1 <= rows <= need for rows, need in zip(given_rows, needs, strict=True))
    assert sum(given_rows) == max(len(needs), min(height, sum(needs)))


def test_rows_go_where_they_are_needed_most() -> None:
    assert share([10, 2, 10], 11) == [5, 1, 5]
    assert share([3, 1], 10) == [3, 1]
    assert share([5, 5, 5], 2) == [1, 1, 1]


def test_lanes_stand_in_the_order_given_and_then_as_they_turn_up() -> None:
    events = [
        event("1912", "one", lane="Ships"),
        event("1913", "two", lane="Law"),
        event("1914", "three", lane="Ships"),
        event("", "four", lane="Nowhere"),
    ]
    lanes = group(events, ["Law", "Empty"])
    assert [(lane.name, len(lane.events)) for lane in lanes] == [
        ("Law", 1),
        ("Empty", 0),
        ("Ships", 2),
    ]


def test_every_event_has_a_place_and_blank_rows_are_counted_where_they_fit() -> None:
    events = [event(f"{1900 + at}", f"number {at}", lane=f"lane {at % 3}") for at in range(30)]
    lanes = group(events, [])
    within = Span(instant(1900), instant(1930))
    for height in (3, 5, 11, 40, None):
        packing = pack(lanes, Scale(200 * DAY), within, height)
        assert set(packing.places) == {event.id for event in events}
        rows = sum(len(lane.rows) for lane in packing.lanes)
        assert packing.height == rows + (2 if packing.spaced else 0)
        assert height is None or packing.height <= max(3, height)
        for place in packing.places.values():
            assert 0 <= place.row < packing.height
