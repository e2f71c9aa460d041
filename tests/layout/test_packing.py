"""Marks of one lane into rows."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import event
from tui.layout.labels import measure
from tui.layout.marks import FAR, Mark, Shape
from tui.layout.packing import GAP, Bounds, Item, labelled, ladder, squeeze, stack

BOUNDS = Bounds(0, 100, 40)


def point(start: int, title: str = "A title", importance: int = 3) -> Mark:
    return Mark(event(title=title, importance=importance), Shape.POINT, start, start + 1, start, 1)


def bar(start: int, end: int, title: str = "A title", importance: int = 3) -> Mark:
    return Mark(event(title=title, importance=importance), Shape.BAR, start, end, start, end)


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    drawn = []
    for _ in range(draw(st.integers(0, 40))):
        start = draw(st.integers(-20, 120))
        title = draw(st.text("ab 漢", min_size=1, max_size=60))
        importance = draw(st.integers(1, 5))
        if draw(st.booleans()):
            drawn.append(point(start, title, importance))
        else:
            end = draw(st.sampled_from([start + 2, start + 9, start + 70, FAR]))
            first = draw(st.sampled_from([start, start, start, -FAR]))
            drawn.append(bar(first, end, title, importance))
    return drawn


def assert_apart(rows: Sequence[Sequence[Item]], gap: int) -> None:
    for row in rows:
        for item, following in itertools.pairwise(row):
            assert item.right + gap <= following.left, (item, following)


def deepest_overlap(items: Sequence[Item]) -> int:
    return max(
        (sum(other.left <= item.left < other.right + GAP for other in items) for item in items),
        default=0,
    )


def events_of(rows: Sequence[Sequence[Item]]) -> list[int]:
    return sorted(
        id(mark.event) for row in rows for item in row for mark in item.members or (item.mark,)
    )


@given(marks())
def test_a_stack_never_overlaps_and_has_no_more_rows_than_the_deepest_overlap(
    drawn: list[Mark],
) -> None:
    items = [labelled(mark, BOUNDS) for mark in drawn]
    rows = stack(items)
    assert_apart(rows, GAP)
    assert len(rows) == deepest_overlap(items)
    assert events_of(rows) == sorted(id(mark.event) for mark in drawn)


@given(marks())
def test_a_ladder_never_overlaps_and_loses_nothing(drawn: list[Mark]) -> None:
    rows = ladder([labelled(mark, BOUNDS) for mark in drawn])
    assert_apart(rows, GAP)
    assert events_of(rows) == sorted(id(mark.event) for mark in drawn)


def test_a_ladder_reads_downwards_in_the_order_of_time() -> None:
    rows = ladder([labelled(point(at), BOUNDS) for at in (5, 1, 3)])
    assert [row[0].mark.start for row in rows] == [1, 3, 5]


@given(marks(), st.integers(1, 8))
def test_squeezed_marks_never_overlap_and_each_event_is_somewhere_once(
    drawn: list[Mark], height: int
) -> None:
    rows = squeeze(drawn, height, BOUNDS)
    assert len(rows) == height
    assert_apart(rows, 1)
    assert events_of(rows) == sorted(id(mark.event) for mark in drawn)


@given(marks(), st.integers(1, 8), st.integers(-1000, 1000))
def test_moving_every_mark_by_some_cells_moves_the_packing_and_changes_nothing_else(
    drawn: list[Mark], height: int, by: int
) -> None:
    def moved(cell: int) -> int:
        return cell if abs(cell) >= FAR // 2 else cell + by

    shifted = [
        mark._replace(
            start=moved(mark.start),
            end=moved(mark.end),
            core_start=moved(mark.core_start),
            core_end=moved(mark.core_end),
        )
        for mark in drawn
    ]
    there = squeeze(shifted, height, Bounds(BOUNDS.low + by, BOUNDS.high + by, BOUNDS.longest))
    here = squeeze(drawn, height, BOUNDS)
    assert [
        [(moved(item.left), moved(item.right), item.label) for item in row] for row in here
    ] == [[(item.left, item.right, item.label) for item in row] for row in there]


@given(marks(), st.integers(1, 8))
def test_labels_of_points_stay_within_the_bounds(drawn: list[Mark], height: int) -> None:
    inside = [mark for mark in drawn if mark.start >= 0 and mark.end <= 100]
    for row in squeeze(inside, height, BOUNDS):
        for item in row:
            if not item.members:
                assert item.left >= BOUNDS.low
                assert item.right <= BOUNDS.high


def test_importance_decides_who_keeps_a_label() -> None:
    crowd = [point(50, f"Event number {at}", importance=3) for at in range(12)]
    crowd.append(point(50, "The one that matters", importance=5))
    rows = squeeze(crowd, 3, BOUNDS)
    labels = [item.label for row in rows[:-1] for item in row]
    assert "The one that matters" in labels
    assert rows[-1][0].members
    assert rows[-1][0].label == str(len(rows[-1][0].members))


@pytest.mark.parametrize(
    ("mark", "left", "right"),
    [
        (point(10), 10, 19),  # right of the mark
        (point(95), 87, 96),  # left of it where the right has no room
        (bar(10, 40), 10, 40),  # within a bar that is long enough
        (bar(10, 14), 10, 22),  # beside one that is not
    ],
)
def test_a_label_stands_where_there_is_room(mark: Mark, left: int, right: int) -> None:
    item = labelled(mark, BOUNDS)
    assert item.label == "A title"
    assert (item.left, item.right) == (left, right)


def test_a_label_longer_than_either_side_is_shortened() -> None:
    item = labelled(point(30, "word " * 20), Bounds(0, 60, 80))
    assert item.label.endswith("…")
    assert item.right <= 60
    assert measure(item.label) > 20
