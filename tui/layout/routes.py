"""Ways for a line between two marks through cells where nothing stands, with two bends at most.

A set of columns is an integer with a bit for each, so that a whole row is tried at once.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

#: A bend is as bad as so many cells more.
_BEND = 6


class End(NamedTuple):
    """What a line may end at: columns of a row as bits, to come to from above and below.

    From the sides it comes to the columns first and last, which may lie beyond those.
    """

    row: int
    columns: int
    first: int
    last: int


class Cells(NamedTuple):
    """The columns of each row that a line may take: along the row, and across it."""

    along: list[int]
    across: list[int]


class Point(NamedTuple):
    x: int
    y: int


#: The corners of a way, with a cell of each mark as its first and last.
Way = tuple[Point, ...]


def bits(first: int, end: int) -> int:
    """Return the columns [first, end) as bits, none where that is empty or before column 0."""
    first = max(0, first)
    return (1 << end) - (1 << first) if end > first else 0


def low_bit(columns: int) -> int:
    """Return the first of some columns, -1 for none."""
    return (columns & -columns).bit_length() - 1


def way(one: End, other: End, cells: Cells) -> Way | None:
    """Return the way with the fewest bends and cells, None where there is none.

    What is the same but for its place has the same way: nothing depends on absolute columns.
    """
    found = [*_straight(one, other, cells), *_by_row(one, other, cells)]
    if one.row != other.row:
        found += _by_corner(one, other, cells)
        found += (points[::-1] for points in _by_corner(other, one, cells))
        found += _by_column(one, other, cells)
    return min(found, key=_cost, default=None)


def cells_of(points: Way) -> list[Point]:
    """Return the cells between the marks that a way takes, in order."""
    found: list[Point] = []
    for (x, y), (until, down) in pairwise(points):
        step = Point((until > x) - (until < x), (down > y) - (down < y))
        while (x, y) != (until, down):
            found.append(Point(x, y))
            x, y = x + step.x, y + step.y
    return found[1:]


def _cost(points: Way) -> int:
    length = sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in pairwise(points))
    return _BEND * (len(points) - 2) + length


def _straight(one: End, other: End, cells: Cells) -> Iterator[Way]:
    if one.row == other.row:
        left, right = sorted((one, other), key=lambda end: end.first)
        between = bits(left.last + 1, right.first)
        if between and between & ~cells.along[one.row] == 0:
            points = Point(left.last, one.row), Point(right.first, one.row)
            yield points if left is one else points[::-1]
        return
    shared = one.columns & other.columns
    for row in range(min(one.row, other.row) + 1, max(one.row, other.row)):
        shared &= cells.across[row]
    if shared and abs(one.row - other.row) > 1:
        x = low_bit(shared)
        yield Point(x, one.row), Point(x, other.row)


def _by_row(one: End, other: End, cells: Cells) -> Iterator[Way]:
    """Yield the ways out of a mark up or down, along a row, and up or down to the other."""
    theirs = dict(_reached(other, cells))
    for row, columns in _reached(one, cells):
        mine = columns & cells.along[row]
        yours = theirs.get(row, 0) & cells.along[row]
        if not mine or not yours:
            continue
        x, until = _nearest(mine, yours)
        between = bits(min(x, until), max(x, until) + 1)
        if x != until and between & ~cells.along[row] == 0:
            yield (
                Point(x, one.row),
                Point(x, row),
                Point(until, row),
                Point(until, other.row),
            )


def _by_corner(one: End, other: End, cells: Cells) -> Iterator[Way]:
    """Yield the ways out of a mark up or down, and along the row of the other to its side."""
    columns = dict(_reached(one, cells)).get(other.row, 0)
    for side, free in _sides(other, cells):
        corners = columns & free
        if corners:
            x = corners.bit_length() - 1 if side == other.first else low_bit(corners)
            yield Point(x, one.row), Point(x, other.row), Point(side, other.row)


def _by_column(one: End, other: End, cells: Cells) -> Iterator[Way]:
    """Yield the ways out of the side of a mark, along a column, and to the side of the other."""
    first, last = sorted((one.row, other.row))
    columns = -1
    for row in range(first, last + 1):
        columns &= cells.across[row]
    for side, free in _sides(one, cells):
        for their_side, their_free in _sides(other, cells):
            corners = columns & free & their_free
            if corners:
                x = _nearest(corners, 1 << max(0, their_side))[0]
                yield (
                    Point(side, one.row),
                    Point(x, one.row),
                    Point(x, other.row),
                    Point(their_side, other.row),
                )


def _reached(end: End, cells: Cells) -> Iterator[tuple[int, int]]:
    """Yield the rows that lines up and down from a mark come to, and in which columns."""
    for rows in (range(end.row - 1, -1, -1), range(end.row + 1, len(cells.across))):
        columns = end.columns
        for row in rows:
            columns &= cells.across[row]
            if not columns:
                break
            yield row, columns


def _sides(end: End, cells: Cells) -> Iterator[tuple[int, int]]:
    """Yield the first and the last column of a mark, and those free from there on outwards."""
    free = cells.along[end.row]
    blocked = ~free & bits(0, end.first)
    yield end.first, bits(blocked.bit_length(), end.first)
    after = end.last + 1
    yield end.last, bits(after, after + low_bit(~(free >> after)))


def _nearest(mine: int, yours: int) -> tuple[int, int]:
    """Return a column of each that lie close to each other."""
    until = low_bit(yours)
    before = mine & bits(0, until + 1)
    if not before:
        x = low_bit(mine)
        return x, (yours & bits(0, x + 1)).bit_length() - 1
    x = before.bit_length() - 1
    after = mine & ~bits(0, until + 1)
    if after and low_bit(after) - until < until - x:
        x = low_bit(after)
    return x, until
