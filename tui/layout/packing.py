"""Marks of one lane into rows, each with as much of its label as there is room for.

Everything is in absolute cells, so a packing depends on the zoom and never on the offset: panning
moves it as it is. Nothing that is placed overlaps anything else in its row.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from tui.layout.labels import STUMP, measure, shorten
from tui.layout.marks import FAR, Mark, Shape, label_of, signs_of

#: Blank cells between an item and the next one in its row.
GAP = 2

#: Cells that labels are shortened to, one after another, before they are given up.
_SHORTER = (28, 18, 10)


class Item(NamedTuple):
    """A mark, or a counted cluster of them, that occupies [left, right) with its label.

    A mark without a label may be longer than that: it is then drawn as far as it has room.

    label_at is the absolute cell that the label begins at; an inside label stands within its bar
    or range and may move along it. A cluster has members; mark is then the one that matters most.
    """

    left: int
    right: int
    mark: Mark
    label: str = ""
    label_at: int = 0
    inside: bool = False
    members: tuple[Mark, ...] = ()


class Bounds(NamedTuple):
    """The half-open absolute cells that labels should not leave, and the longest label's cells."""

    low: int
    high: int
    longest: int


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


def labelled(mark: Mark, bounds: Bounds, text: str | None = None) -> Item:
    """Return the mark with its whole label: inside a long bar, else right of it, else left."""
    text = label_of(mark.event) if text is None else text
    text = shorten(text, bounds.longest)
    inside = _inside(mark, text, bounds)
    if inside is not None:
        return inside
    right = _right(mark, text)
    if right.right <= bounds.high:
        return right
    left = _left(mark, text)
    if left.left >= bounds.low:
        return left
    visible = min(mark.end, bounds.high) - max(mark.start, bounds.low)
    inside = _inside(mark, shorten(text, visible - 6), bounds)
    if inside is not None and inside.label:
        return inside
    room_right, room_left = bounds.high - mark.end - 1, mark.start - bounds.low - 1
    if room_right >= room_left:
        return _right(mark, shorten(text, room_right))
    return _left(mark, shorten(text, room_left))


def squeeze(marks: Sequence[Mark], rows: int, bounds: Bounds) -> list[list[Item]]:
    """Return so many rows of items at most, labels going to those that matter most.

    In the order of importance each mark takes the longest label for which any row has room, then
    none. What finds no room for its mark alone goes to the last row, where marks that touch are
    counted as a cluster.
    """
    upper: list[list[Item]] = [[] for _ in range(rows - 1)]
    left_over: list[Mark] = []
    for mark in sorted(marks, key=_rank):
        rooms = [(room, row) for row in upper if (room := _room(row, mark)) is not None]
        if not rooms:
            left_over.append(mark)
            continue
        widest = max(max(high - mark.end, mark.start - low) for (low, high), _ in rooms)
        item, row = next(
            (item, row)
            for item in _choices(mark, bounds, widest)
            for (low, high), row in rooms
            if low <= item.left and item.right <= high
        )
        row.insert(bisect_left(row, item.left, key=_left_of), item)
    return [_lengthened(row, bounds) for row in (*upper, cluster(left_over, bounds))]


def cluster(marks: Sequence[Mark], bounds: Bounds) -> list[Item]:
    """Return one row of items without labels, in which marks that touch are counted.

    A mark is counted at the cell it begins at. One that reaches into the next item ends before it.
    """
    groups: list[list[Mark]] = []
    taken = -FAR
    for mark in sorted(marks, key=lambda mark: (_spot(mark, bounds), mark.end)):
        spot = _spot(mark, bounds)
        if groups and spot < taken + 1:
            groups[-1].append(mark)
            taken = max(spot + 1, _spot(groups[-1][0], bounds) + 1 + len(str(len(groups[-1]))))
        else:
            groups.append([mark])
            taken = spot + (1 if mark.end - mark.start == 1 else 2)
    items: list[Item] = []
    for at, group in enumerate(groups):
        free = _spot(groups[at + 1][0], bounds) if at + 1 < len(groups) else FAR + 1
        if len(group) > 1:
            items.append(_counted(group, bounds))
            continue
        mark, spot = group[0], _spot(group[0], bounds)
        used = items[-1].right if items else -FAR - 1
        left = mark.start if used < mark.start else spot
        items.append(Item(left, min(mark.end, free - 1), mark))
    return items


def _lengthened(row: list[Item], bounds: Bounds) -> list[Item]:
    """Let labels grow into the room that is left in their row, those that matter most first."""
    row = list(row)
    for at in sorted(range(len(row)), key=lambda at: _rank(row[at].mark)):
        item = row[at]
        if item.members or item.inside:
            continue
        text = shorten(label_of(item.mark.event), bounds.longest)
        is_cut = not item.label and (item.left, item.right) != (item.mark.start, item.mark.end)
        if text == item.label or is_cut:
            continue
        low = max(bounds.low, row[at - 1].right + GAP if at else -FAR)
        high = min(bounds.high, row[at + 1].left - GAP if at + 1 < len(row) else FAR)
        inside = _inside(item.mark, text, bounds)
        if inside is not None and not item.label:
            row[at] = inside
            continue
        longer = [
            _right(item.mark, shorten(text, high - item.mark.end - 1)),
            _left(item.mark, shorten(text, item.mark.start - low - 1)),
        ]
        best = max(longer, key=lambda choice: measure(choice.label))
        if measure(best.label) > measure(item.label):
            row[at] = best
    return row


def _choices(mark: Mark, bounds: Bounds, widest: int) -> Iterator[Item]:
    """Yield every way to draw a mark, the most telling first, the mark alone last.

    widest is the most cells that are free on one side of it.
    """
    if widest < STUMP and mark.shape in (Shape.POINT, Shape.SET):
        yield _alone(mark)
        return
    full = shorten(label_of(mark.event), bounds.longest)
    before = ""
    for width in (bounds.longest, *_SHORTER):
        text = shorten(full, width)
        if not text or text == before:
            continue
        before = text
        inside = _inside(mark, text, bounds)
        if inside is not None:
            yield inside
            continue
        if measure(text) > widest:
            continue
        right = _right(mark, text)
        if right.right <= bounds.high and right.left >= bounds.low:
            yield right
        left = _left(mark, text)
        if left.left >= bounds.low and left.right <= bounds.high:
            yield left
    yield _alone(mark)


def _inside(mark: Mark, text: str, bounds: Bounds) -> Item | None:
    if mark.shape not in (Shape.BAR, Shape.RANGE):
        return None
    first, last = max(mark.start, bounds.low), min(mark.end, bounds.high)
    if last - first < measure(text) + 6:
        return None
    return Item(mark.start, mark.end, mark, text, first + 3, inside=True)


def _right(mark: Mark, text: str) -> Item:
    if not text or mark.end >= FAR:
        return _alone(mark)
    signs = signs_of(mark.event)
    at = mark.end + (0 if signs and text.startswith(signs) else 1)
    return Item(mark.start, at + measure(text), mark, text, at)


def _left(mark: Mark, text: str) -> Item:
    if not text or mark.start <= -FAR:
        return _alone(mark)
    at = mark.start - 1 - measure(text)
    return Item(at, mark.end, mark, text, at)


def _alone(mark: Mark) -> Item:
    return Item(mark.start, mark.end, mark)


def _counted(group: list[Mark], bounds: Bounds) -> Item:
    start = _spot(group[0], bounds)
    label = str(len(group))
    right = max(start + 1 + len(label), _spot(group[-1], bounds) + 1)
    return Item(start, right, min(group, key=_rank), label, start + 1, members=tuple(group))


def _spot(mark: Mark, bounds: Bounds) -> int:
    """Return the cell a mark is counted at: its start, or where it is open the first one."""
    return mark.start if mark.start > -FAR else min(bounds.low, mark.end - 1)


def _rank(mark: Mark) -> tuple[int, int, int]:
    return -mark.event.importance, mark.start, mark.end


def _left_of(item: Item) -> int:
    return item.left


def _room(row: list[Item], mark: Mark) -> tuple[int, int] | None:
    """Return the half-open cells that are free around a mark in a row, None if its own are not."""
    at = bisect_left(row, mark.start, key=_left_of)
    low = row[at - 1].right + GAP if at else -FAR
    high = row[at].left - GAP if at < len(row) else FAR
    return (low, high) if low <= mark.start and mark.end <= high else None
