"""Which rows each lane has: the same at every zoom, so that nothing jumps when time moves."""

from bisect import bisect_right
from collections.abc import Sequence
from heapq import heapify, heapreplace

from tui.axis.scale import Scale
from tui.dates.span import Span
from tui.layout.event_index import SAMPLE, EventIndex
from tui.layout.item import GAP, Room, text_of
from tui.layout.marks import mark_of
from tui.layout.stacking import labelled, stack
from tui.named import NamedTuple

#: Cells of a label, and rows that are of use at most, where most events are not known.
_USUAL, _MOST = 24, 60


class Plan(NamedTuple):
    """The rows of all lanes from the top down, half-open and counted from 0.

    firsts has the first row of each lane and rows how many it has; height counts them all, blank
    ones between lanes included. The first frozen rows, those of pinned lanes, stay in view.
    """

    firsts: tuple[int, ...]
    rows: tuple[int, ...]
    height: int
    frozen: int = 0

    def lane_at(self, row: int) -> tuple[int, int] | None:
        """Return the lane of a row and the row's place within it, None for a blank row."""
        lane = bisect_right(self.firsts, row) - 1
        if lane < 0 or row - self.firsts[lane] >= self.rows[lane]:
            return None
        return lane, row - self.firsts[lane]


def plan(needs: Sequence[int], height: int | None, pinned: int = 0) -> Plan:
    """Share height rows among lanes that need some each, or give each its need for no height.

    No lane gets less than one row, so with more lanes than height the plan is higher. Where there
    is room a blank row stands between lanes. As many of the pinned lanes, which come first, stay in
    view as leave a third of the height to the others.
    """
    rows = list(needs) if height is None else share(needs, height)
    blank = int(height is None or sum(rows) + len(rows) - 1 <= height)
    firsts: list[int] = []
    at = 0
    for depth in rows:
        firsts.append(at)
        at += depth + blank
    total = max(0, at - blank)
    frozen = 0
    for lane in range(pinned):
        end = firsts[lane] + rows[lane] + (blank if lane + 1 < len(rows) else 0)
        if height is not None and total > height and end <= height * 2 // 3:
            frozen = end
    return Plan(tuple(firsts), tuple(rows), total, frozen)


def share(needs: Sequence[int], height: int) -> list[int]:
    """Return how many rows each lane gets of the height: at least one, at most its need.

    Rows go one by one to the lane that has the smallest part of its need.
    """
    given = [1] * len(needs)
    spare = height - len(needs)
    hungry = [(1 / need, at) for at, need in enumerate(needs) if need > 1]
    heapify(hungry)
    while spare > 0 and hungry:
        _, at = hungry[0]
        given[at] += 1
        spare -= 1
        part = given[at] / needs[at]
        heapreplace(hungry, (part if part < 1 else float("inf"), at))
        if hungry[0][0] == float("inf"):
            break
    return given


def need(index: EventIndex, scale: Scale, within: Span, longest: int) -> int:
    """Return how many rows the whole labels of a lane need, at least one.

    That of a lane with many events is reckoned from the length of some labels.
    """
    low, high = scale.cells(within)
    if index.remainder:
        # Which of them are at hand changes with the view, and the rows must not.
        rows = index.total * (_USUAL + GAP) // max(1, high - low)
        return max(2, min(rows, index.total, _MOST))
    if len(index) <= SAMPLE:
        room = Room(low, high)
        marks = [mark_of(e, e.when, scale) for e in index.events if e.when is not None]
        return max(1, len(stack([labelled(m, text_of(m, longest), room) for m in marks])))
    widths = index.widths
    width = sum(min(longest, cells) + 1 + GAP for cells in widths) / len(widths)
    return max(2, min(len(index), int(len(index) * width / max(1, high - low))))
