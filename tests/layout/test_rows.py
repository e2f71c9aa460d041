"""Rows as they fill."""

import itertools
import random

from hypothesis import given
from hypothesis import strategies as st

from tests.samples import event
from tui.layout.item import GAP, LEAST_LABEL, Item, Room, alone
from tui.layout.labels import measure
from tui.layout.marks import FAR, Mark, Shape
from tui.layout.rows import Rows

BOUNDS = Room(0, 100)


def point(start: int, title: str = "A title") -> Mark:
    return Mark(event(title=title), Shape.POINT, start, start + 1, start, start + 1)


def bar(start: int, end: int, title: str = "A title") -> Mark:
    return Mark(event(title=title), Shape.BAR, start, end, start, end)


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    start = draw(st.integers(-5, 104))
    title = draw(st.text("ab 漢", min_size=1, max_size=60))
    if draw(st.booleans()):
        return point(start, title)
    first = draw(st.sampled_from([start, start, start, -FAR]))
    return bar(first, draw(st.sampled_from([start + 2, start + 9, start + 70, FAR])), title)


MARKS = st.lists(marks(), max_size=40)


def empty(rows: int = 1) -> Rows:
    return Rows([] for _ in range(rows))


def only(rows: Rows, row: int = 0) -> Item:
    (item,) = rows.items[row]
    assert isinstance(item, Item)
    return item


def assert_apart(rows: Rows) -> None:
    for row in rows.items:
        for item, following in itertools.pairwise(row):
            assert item.right + GAP <= following.left, (item, following)


@given(MARKS, st.integers(1, 6), st.randoms(use_true_random=False))
def test_whatever_is_placed_and_lengthened_keeps_the_gap_and_its_bounds(
    drawn: list[Mark], count: int, chance: random.Random
) -> None:
    rows = empty(count)
    placed = []
    for mark in drawn:
        order = list(range(count))
        chance.shuffle(order)
        row = rows.place(mark, mark.event.title[:16], order, BOUNDS)
        if row is not None:
            placed.append((row, mark))
    assert_apart(rows)
    before = {id(item.mark): item for row in rows.items for item in row if isinstance(item, Item)}
    for row, mark in placed:
        rows.lengthen(row, mark, mark.event.title, BOUNDS)
    assert_apart(rows)
    assert sum(map(len, rows.items)) == len(placed)
    for row, mark in placed:
        (item,) = (i for i in rows.items[row] if isinstance(i, Item) and i.mark is mark)
        assert item.left >= min(BOUNDS.low, mark.start)
        assert item.right <= max(BOUNDS.high, mark.end)
        assert measure(item.label) >= measure(before[id(mark)].label)


@given(MARKS)
def test_a_mark_that_is_not_placed_has_no_room_in_any_row(drawn: list[Mark]) -> None:
    rows = empty(2)
    for mark in drawn:
        free = [rows.room(row, mark.start, mark.end) for row in range(2)]
        row = rows.place(mark, mark.event.title, range(2), BOUNDS)
        assert (row is None) == (free == [None, None])


@given(MARKS, st.integers(-10, 110), st.integers(1, 30))
def test_room_is_all_that_is_free_around_a_stretch(
    drawn: list[Mark], start: int, length: int
) -> None:
    rows = empty()
    for mark in drawn:
        rows.place(mark, mark.event.title, [0], BOUNDS)
    taken = [(item.left - GAP, item.right + GAP) for item in rows.items[0]]
    found = rows.room(0, start, start + length)
    overlaps = [low < start + length and start < high for low, high in taken]
    if found is None:
        assert any(overlaps)
        return
    assert not any(overlaps)
    low, high = found
    assert low == max((end for _, end in taken if end <= start), default=-FAR - 1)
    assert high == min((first for first, _ in taken if first >= start + length), default=FAR + 1)


def test_a_label_stands_to_the_right_else_to_the_left_else_in_the_next_row() -> None:
    rows = empty(2)
    rows.insert(0, alone(point(30)))
    assert rows.place(point(10), "A title", [0, 1], BOUNDS) == 0
    assert rows.place(point(26), "A title", [0, 1], BOUNDS) == 1
    assert rows.place(point(50), "A title", [0, 1], Room(0, 55)) == 0
    assert [(item.left, item.right) for item in rows.items[0]] == [(10, 19), (30, 31), (42, 51)]
    assert [(item.left, item.right) for item in rows.items[1]] == [(26, 35)]


def test_without_room_for_all_of_it_a_label_is_shortened_where_it_keeps_the_most() -> None:
    rows = empty(2)
    rows.insert(0, alone(point(22)))
    rows.insert(1, alone(point(30)))
    assert rows.place(point(5), "A title of thirty-one characters", [0, 1], Room(0, 60)) == 1
    item = next(item for item in rows.items[1] if item.left == 5)
    assert isinstance(item, Item)
    assert item.label == "A title of thirty-on…"
    assert item.right <= 30 - GAP


def test_a_stump_of_a_label_is_none() -> None:
    rows = empty()
    rows.insert(0, alone(point(5 + 1 + LEAST_LABEL + GAP)))
    rows.insert(0, alone(point(2)))
    assert rows.place(point(5), "A title of thirty-one characters", [0], BOUNDS) == 0
    assert [item.right for item in rows.items[0]] == [3, 6, 19]


def test_a_long_bar_has_its_label_within() -> None:
    rows = empty()
    rows.place(bar(10, 40), "A title", [0], BOUNDS)
    item = only(rows)
    assert item.inside
    assert (item.left, item.right) == (10, 40)
    assert 10 < item.label_at < 40 - measure(item.label)


def test_a_bar_that_goes_on_forever_has_its_label_where_it_can_be_seen() -> None:
    rows = empty()
    rows.place(bar(-FAR, FAR), "A title", [0], BOUNDS)
    assert only(rows).inside
    assert 0 < only(rows).label_at < 93


def test_a_label_grows_only_where_it_becomes_longer() -> None:
    rows = empty()
    mark = point(10, "A title of thirty-one characters")
    rows.place(mark, "A title of…", [0], BOUNDS)
    rows.insert(0, alone(point(40)))
    rows.lengthen(0, mark, mark.event.title, BOUNDS)
    grown = next(item for item in rows.items[0] if isinstance(item, Item) and item.mark is mark)
    assert grown.label == "A title of thirty-one…"
    rows.lengthen(0, mark, "A title", BOUNDS)
    assert grown in rows.items[0]
