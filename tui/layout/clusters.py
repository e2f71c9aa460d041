"""Events too close to stand apart: which cells are counted together, and how a crowd is shaded."""

from bisect import bisect_right
from collections.abc import Mapping

from tui.named import NamedTuple

#: Cells from which on a crowd is shaded cell by cell instead of counted as one.
DENSE = 6

#: The shade of a cell with at least 1, 3, 10, 30 and so on units of events.
SHADES = "▁▂▃▄▅▆▇█"
_LEAST = (1, 3, 10, 30, 100, 300, 1000, 3000)


class Group(NamedTuple):
    """So many events that begin in the cells [first, last)."""

    first: int
    last: int
    events: int

    @property
    def is_dense(self) -> bool:
        return self.last - self.first >= DENSE

    @property
    def right(self) -> int:
        """The first cell after what is drawn of the group: a mark, shades, or a sign and number."""
        return _right(self.first, self.last, self.events)


def groups(counts: Mapping[int, int]) -> list[Group]:
    """Return what is drawn together of so many events in each cell, in the order of time.

    Groups stand at least one cell apart, with their numbers.
    """
    found: list[Group] = []
    first = last = right = events = 0
    for cell, count in sorted(counts.items()):
        if events and cell <= right:
            last, events = cell + 1, events + count
        else:
            if events:
                found.append(Group(first, last, events))
            first, last, events = cell, cell + 1, count
        right = _right(first, last, events)
    return [*found, Group(first, last, events)] if events else found


def _right(first: int, last: int, events: int) -> int:
    if events == 1 or last - first >= DENSE:
        return last
    return max(last, first + 1 + len(str(events)))


def shades(counts: Mapping[int, int], first: int, last: int, unit: int = 1) -> str:
    """Return a character for each of the cells [first, last), blank where nothing begins."""
    return "".join(
        [
            SHADES[max(0, bisect_right(_LEAST, counts[cell] // unit) - 1)]
            if cell in counts
            else " "
            for cell in range(first, last)
        ]
    )


def unit_of(events: int, cells: int) -> int:
    """Return the unit of the shades for so many events in so many cells: 1, 10, 100 and so on.

    It is the least that leaves shades for cells with more events than others.
    """
    unit = 1
    while events > _LEAST[-2] * unit * cells:
        unit *= 10
    return unit
