"""Items with whole labels into as many rows as they need."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given

from tests.layout.test_rows import MARKS, bar, point
from tui.layout.item import GAP, Item, Room
from tui.layout.labels import measure
from tui.layout.marks import FAR, Mark
from tui.layout.stacking import labelled, ladder, stack

ROOM = Room(0, 100)


def whole(marks: Sequence[Mark], room: Room = ROOM) -> list[Item]:
    return [labelled(mark, mark.event.title, room) for mark in marks]


def assert_apart(rows: Sequence[Sequence[Item]]) -> None:
    for row in rows:
        for item, following in itertools.pairwise(row):
            assert item.right + GAP <= following.left, (item, following)


def marks_of(rows: Sequence[Sequence[Item]]) -> list[int]:
    return sorted(id(item.mark) for row in rows for item in row)


@given(MARKS)
def test_a_stack_never_overlaps_and_has_no_more_rows_than_the_deepest_overlap(
    drawn: list[Mark],
) -> None:
    items = whole(drawn)
    rows = stack(items)
    assert_apart(rows)
    assert marks_of(rows) == sorted(map(id, drawn))
    overlaps = (sum(o.left <= item.left < o.right + GAP for o in items) for item in items)
    assert len(rows) == max(overlaps, default=0)


@given(MARKS)
def test_a_ladder_never_overlaps_and_reads_downwards_in_the_order_of_time(
    drawn: list[Mark],
) -> None:
    rows = ladder(whole(drawn))
    assert_apart(rows)
    assert marks_of(rows) == sorted(map(id, drawn))
    starts = [row[0].mark.start for row in rows]
    assert starts == sorted(starts)


def test_a_ladder_goes_down_by_a_row_for_each_that_has_no_room_beside_the_one_before() -> None:
    rows = ladder(whole([point(5), point(1), point(3), point(40)]))
    assert [[item.mark.start for item in row] for row in rows] == [[1, 40], [3], [5]]


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
    item = labelled(mark, "A title", ROOM)
    assert item.label == "A title"
    assert (item.left, item.right) == (left, right)


@given(MARKS)
def test_a_label_leaves_the_room_only_with_its_mark(drawn: list[Mark]) -> None:
    for item in whole(drawn):
        assert item.left >= min(ROOM.low, item.mark.start)
        assert item.right <= max(ROOM.high, item.mark.end)


def test_a_label_longer_than_either_side_is_shortened() -> None:
    item = labelled(point(30), "word " * 20, Room(0, 60))
    assert item.label.endswith("…")
    assert item.right <= 60
    assert measure(item.label) > 20


def test_what_fills_the_room_has_its_label_shortened_within() -> None:
    item = labelled(bar(-FAR, FAR), "word " * 40, Room(0, 60))
    assert item.inside
    assert item.label.endswith("…")
    assert 40 < measure(item.label) <= 54
