"""Which rows each lane has."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.framing import LONGEST, extent_of
from tests.samples import event
from tui.axis.scale import Scale
from tui.axis.viewport import Viewport
from tui.dates.calendar import DAY, instant
from tui.dates.span import Span
from tui.layout.event_index import EventIndex
from tui.layout.plan import Plan, need, plan, share

NEEDS = st.lists(st.integers(1, 50), min_size=1, max_size=20)
HEIGHTS = st.integers(0, 200)
CENTURY = Span(instant(1900), instant(2000))


@given(NEEDS, HEIGHTS)
def test_rows_are_shared_so_that_none_is_left_over_and_none_wasted(
    needs: list[int], height: int
) -> None:
    rows = share(needs, height)
    assert all(1 <= row <= need for row, need in zip(rows, needs, strict=True))
    assert sum(rows) == max(len(needs), min(height, sum(needs)))


@given(NEEDS, HEIGHTS)
def test_a_lane_that_needs_more_gets_no_less_by_more_than_a_row(
    needs: list[int], height: int
) -> None:
    by_need = sorted(zip(needs, share(needs, height), strict=True))
    for (_, rows), (_, at_least) in itertools.pairwise(by_need):
        assert rows <= at_least + 1


def test_rows_go_where_they_are_needed_most() -> None:
    assert share([10, 2, 10], 11) == [5, 1, 5]
    assert share([3, 1], 10) == [3, 1]
    assert share([5, 5, 5], 2) == [1, 1, 1]
    assert share([], 5) == []


@given(NEEDS, st.one_of(st.none(), HEIGHTS), st.integers(0, 20))
def test_every_row_of_the_plan_is_a_lanes_or_blank(
    needs: list[int], height: int | None, pinned: int
) -> None:
    made = plan(needs, height, min(pinned, len(needs)))
    found = [made.lane_at(row) for row in range(made.height)]
    expected = [(lane, row) for lane, rows in enumerate(made.rows) for row in range(rows)]
    assert [place for place in found if place is not None] == expected
    assert found[0] is not None
    assert found[-1] is not None
    assert made.lane_at(made.height) is None
    assert made.lane_at(-1) is None
    assert height is None or made.height <= max(height, len(needs))


@given(NEEDS, HEIGHTS)
def test_blank_rows_stand_between_all_lanes_or_none(needs: list[int], height: int) -> None:
    made = plan(needs, height)
    assert made.height - sum(made.rows) in (0, len(needs) - 1)
    if sum(needs) + len(needs) - 1 <= height:
        assert list(made.rows) == needs
        assert made.height == sum(needs) + len(needs) - 1


@given(NEEDS, HEIGHTS, st.integers(0, 20))
def test_pinned_lanes_stay_in_view_whole_and_leave_a_third_to_the_others(
    needs: list[int], height: int, pinned: int
) -> None:
    pinned = min(pinned, len(needs))
    made = plan(needs, height, pinned)
    assert made.frozen <= height * 2 // 3
    assert made.frozen in (0, *made.firsts[1 : pinned + 1], made.height if pinned else 0)
    if made.height <= height:
        assert made.frozen == 0


def test_as_many_pinned_lanes_stay_in_view_as_there_is_room_for() -> None:
    assert plan([1] * 30, 12, 3) == Plan(tuple(range(30)), (1,) * 30, 30, 3)
    assert plan([1] * 30, 12, 20).frozen == 8
    assert plan([1] * 30, 40, 3).frozen == 0


def test_no_lanes_have_no_rows() -> None:
    assert plan([], 10) == Plan((), (), 0, 0)
    assert plan([], 10).lane_at(0) is None


@pytest.mark.parametrize(
    ("dates", "rows"),
    [
        ([], 1),
        (["1950"], 1),
        (["1910-01-01", "1930-01-01", "1950-01-01", "1970-01-01"], 1),
        (["1950-01-01"] * 4, 4),
        (["1900/1999", "1900/1999", "1950-01-01"], 3),
    ],
)
def test_a_lane_needs_as_many_rows_as_its_whole_labels(dates: list[str], rows: int) -> None:
    index = EventIndex([event(date) for date in dates])
    assert need(index, Scale(365 * DAY), CENTURY, LONGEST) == rows


@given(st.integers(61, 3000), st.integers(1, 200))
def test_a_crowded_lane_needs_more_rows_the_more_events_it_has(count: int, cells: int) -> None:
    def rows(events: int) -> int:
        index = EventIndex([event("1950", "As long as others", id=str(at)) for at in range(events)])
        return need(index, Scale(CENTURY.length // cells), CENTURY, LONGEST)

    assert 2 <= rows(count) <= rows(2 * count) <= 2 * count


def test_a_crowd_in_one_place_needs_no_more_rows_than_it_has_events() -> None:
    index = EventIndex([event("1950-01-01", id=str(at)) for at in range(100)])
    fitted = Viewport.fit(extent_of(index.events), 1)
    assert need(index, fitted.scale, extent_of(index.events), LONGEST) == 100
