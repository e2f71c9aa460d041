"""The rows of a lane as they fill: where a mark finds room, and for how much of its label."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from tui.layout.item import (
    GAP,
    LEAST_LABEL,
    Cluster,
    Item,
    Room,
    alone,
    beside,
    inside,
    left_of,
    right_of,
)
from tui.layout.labels import measure
from tui.layout.marks import FAR, Mark, Shape

Placed = Item | Cluster

#: The room where nothing stands.
_NOWHERE = Room(-FAR - 1, FAR + 1)


class Rows:
    """So many rows of items in the order of time that never overlap, GAP cells apart."""

    def __init__(self, rows: Iterable[Iterable[Placed]]) -> None:
        self.items: list[list[Placed]] = [list(row) for row in rows]
        self._lefts = [[item.left for item in row] for row in self.items]

    def room(self, row: int, start: int, end: int) -> Room | None:
        """Return the half-open cells free around [start, end) in a row, None if those are not."""
        lefts = self._lefts[row]
        at = bisect_left(lefts, end)
        low = self.items[row][at - 1].right + GAP if at else _NOWHERE.low
        high = lefts[at] - GAP if at < len(lefts) else _NOWHERE.high
        return Room(low, high) if low <= start and high >= end else None

    def insert(self, row: int, item: Placed) -> None:
        """Put an item where there is room for it."""
        at = bisect_left(self._lefts[row], item.left)
        self._lefts[row].insert(at, item.left)
        self.items[row].insert(at, item)

    def lengthen(self, row: int, mark: Mark, text: str, bounds: Room) -> None:
        """Let the label of a mark in a row grow to a text as far as there is room beside it."""
        items = self.items[row]
        at = bisect_right(self._lefts[row], mark.start) - 1
        item = items[at]
        if not isinstance(item, Item) or item.mark is not mark:
            return
        if item.inside or item.label == text:
            return
        room = Room(
            max(bounds.low, items[at - 1].right + GAP if at else bounds.low),
            min(bounds.high, items[at + 1].left - GAP if at + 1 < len(items) else bounds.high),
        )
        longer = beside(item.mark, text, room)
        if measure(longer.label) > measure(item.label):
            items[at] = longer
            self._lefts[row][at] = longer.left

    def place(self, mark: Mark, text: str, order: Iterable[int], bounds: Room) -> int | None:
        """Put a mark, with as much of the text as it finds room for within bounds, into a row.

        The first row of those in order wins that has room for the whole text, else the one with
        the most room, else any. Return the row, None if the mark alone has no room in any.
        """
        start, end = mark.start, mark.end
        width = measure(text)
        whole = None if mark.shape is Shape.POINT else inside(mark, text, bounds)
        found, best, widest = None, None, LEAST_LABEL - 1
        for row in order:
            # What self.room does, spelled out: most of the time of a zoom is spent here.
            lefts = self._lefts[row]
            at = bisect_left(lefts, end)
            low = self.items[row][at - 1].right + GAP if at else _NOWHERE.low
            high = lefts[at] - GAP if at < len(lefts) else _NOWHERE.high
            if low > start or high < end:
                continue
            if whole is not None:
                self.insert(row, whole)
                return row
            after = (high if high < bounds.high else bounds.high) - end - 1
            before = start - (low if low > bounds.low else bounds.low) - 1
            if width <= after or width <= before:
                self.insert(row, right_of(mark, text) if width <= after else left_of(mark, text))
                return row
            if found is None:
                found = row
            if after > widest or before > widest:
                widest = max(after, before)
                best = row, Room(start - 1 - before, end + 1 + after)
        if best is not None:
            self.insert(best[0], beside(mark, text, best[1]))
            return best[0]
        if found is not None:
            self.insert(found, alone(mark))
        return found
