"""Items with whole labels into as many rows as they need: how deep a lane is, and all of it."""

from collections.abc import Sequence
from heapq import heappop, heappush

from tui.layout.item import GAP, Item, Room, inside, left_of, right_of
from tui.layout.labels import shorten
from tui.layout.marks import Mark

#: Cells of a stretch that are left to its signs when a label within it is shortened.
_SIGNS = 6


def labelled(mark: Mark, text: str, room: Room) -> Item:
    """Return the mark with its whole label: inside a long bar, else right of it, else left.

    A label that has no room anywhere is shortened where it has the most.
    """
    within = inside(mark, text, room)
    if within is not None:
        return within
    right = right_of(mark, text)
    if right.right <= room.high:
        return right
    left = left_of(mark, text)
    if left.left >= room.low:
        return left
    visible = min(mark.end, room.high) - max(mark.start, room.low)
    within = inside(mark, shorten(text, visible - _SIGNS), room)
    if within is not None and within.label:
        return within
    after, before = room.high - mark.end - 1, mark.start - room.low - 1
    if after >= before:
        return right_of(mark, shorten(text, after))
    return left_of(mark, shorten(text, before))


def stack(items: Sequence[Item]) -> list[list[Item]]:
    """Return rows of items, each in the order of time, as few as their deepest overlap asks for.

    The classic greedy partition of intervals: in the order of their left ends, each into the row
    that has been free the longest; a new row only when none is free.
    """
    rows: list[list[Item]] = []
    free: list[tuple[int, int]] = []  # (first free cell, row)
    for item in sorted(items, key=lambda item: (item.left, item.right)):
        if free and free[0][0] <= item.left:
            _, row = heappop(free)
            rows[row].append(item)
        else:
            row = len(rows)
            rows.append([item])
        heappush(free, (item.right + GAP, row))
    return rows


def ladder(items: Sequence[Item]) -> list[list[Item]]:
    """Return rows of items that read downwards in the order of time, with no end to their number.

    In that order each goes to the first row that it lies to the right of.
    """
    rows: list[list[Item]] = []
    for item in sorted(items, key=lambda item: (item.mark.start, item.mark.end)):
        row = next((row for row in rows if row[-1].right + GAP <= item.left), None)
        if row is None:
            rows.append([item])
        else:
            row.append(item)
    return rows
