"""How an axis leaves out long stretches in which nothing happens, and what its cells are then."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache
from heapq import nlargest
from typing import Final

from tui.axis.scale import MIN_CELL, Fold, Scale, worded_cell
from tui.dates.span import Instant, Span

#: An axis is folded where that leaves out at least so many cells: more than any break takes.
LEAST_CELLS = 24

#: Empty cells that stay on either side of what happens: room for an end that fades out, and for a
#: label that tells the time between any two breaks.
MARGIN = 5

#: Fitting tries so many cells, each shorter than the one before by the factor: a screen that holds
#: far-flung events and the breaks between them would do so at almost any cell.
_TRIES = 24
_SHORTER = (27, 32)

#: A fitted cell is the shortest but for one part in so many: less than a column of any screen.
_FIT_PRECISION = 512

#: Lengths of which the words are looked at for the longest.
_SAMPLES = 64


class FoldedScale(Scale):
    """The grid of a zoom with a break for every stretch that would leave out least_cells or more.

    stretches are in order and apart from each other. What is left out of one are whole cells of the
    linear grid, all but MARGIN of those on either side that nothing around it touches. Cells before
    the first break are numbered as on the linear grid; the others are shifted by what is left out
    before them, so they cover one cell of the linear grid each. The cells of a break share among
    them what it leaves out. All of this follows from the cell and the stretches alone.
    """

    __slots__ = ("_ends", "_firsts", "_nexts", "_starts", "least_cells", "stretches")

    def __init__(
        self,
        cell: int,
        stretches: tuple[Span, ...],
        least_cells: int,
        *,
        zoomed: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(cell, zoomed=zoomed)
        self.stretches: Final = stretches
        self.least_cells: Final = least_cells
        starts, ends, firsts, nexts = [], [], [], []
        least = least_cells
        shortest = (least + 2 * MARGIN) * cell
        left_out = 0
        for span in stretches:
            if span.end - span.start < shortest:
                continue
            start = -(-span.start // cell) + MARGIN
            end = span.end // cell - MARGIN
            if end - start < least:
                continue
            saved = end - start - _break_cells(((end - start) * cell).bit_length())
            if saved <= 0:
                continue
            starts.append(start)
            ends.append(end)
            firsts.append(start - left_out)
            left_out += saved
            nexts.append(end - left_out)
        #: By the number of a break: the linear cells [start, end) that it leaves out, and its own
        #: [first, next).
        self._starts, self._ends, self._firsts, self._nexts = starts, ends, firsts, nexts

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FoldedScale):
            return False
        return (
            self.cell == other.cell
            and self.least_cells == other.least_cells
            and self.stretches == other.stretches
        )

    def __hash__(self) -> int:
        # The stretches may be many, and scales that are compared differ in the cell as a rule.
        return hash((self.cell, len(self.stretches)))

    def at(self, cell: int, *, zoomed: tuple[int, int] | None = None) -> "FoldedScale":
        return FoldedScale(cell, self.stretches, self.least_cells, zoomed=zoomed)

    def to_cell(self, when: Instant) -> int:
        cell = when // self.cell
        number = bisect_right(self._starts, cell) - 1
        if number < 0:
            return cell
        past = cell - self._ends[number]
        if past >= 0:
            return self._nexts[number] + past
        start, first = self._starts[number], self._firsts[number]
        left_out = self._ends[number] - start
        return first + ((cell - start + 1) * (self._nexts[number] - first) - 1) // left_out

    def to_instant(self, cell_index: int) -> Instant:
        number = bisect_right(self._firsts, cell_index) - 1
        if number < 0:
            return cell_index * self.cell
        past = cell_index - self._nexts[number]
        if past >= 0:
            return (self._ends[number] + past) * self.cell
        start, first = self._starts[number], self._firsts[number]
        left_out = self._ends[number] - start
        part = (cell_index - first) * left_out // (self._nexts[number] - first)
        return (start + part) * self.cell

    def cells(self, span: Span) -> tuple[int, int]:
        return self.to_cell(span.start), self.to_cell(span.end - 1) + 1

    def folds(self, low: int, high: int) -> tuple[Fold, ...]:
        return tuple(
            Fold(
                self._starts[number] * self.cell,
                self._ends[number] * self.cell,
                self._firsts[number],
                self._nexts[number] - self._firsts[number],
            )
            for number in range(bisect_right(self._nexts, low), bisect_left(self._firsts, high))
        )

    def fit(self, span: Span, columns: int) -> "FoldedScale":
        """Return this scale at a cell at which a span takes no more than columns.

        It is that of the linear axis or the first shorter one before the span takes more: breaks
        that come up then would make room again, but leave out ever more. Where the span takes less
        at all cells that are tried, it is the first at which it takes nearly as much as at any.
        """
        fitting = [self.at(Scale.fit(self, span, columns).cell)]
        while len(fitting) <= _TRIES and fitting[-1].cell > MIN_CELL:
            shorter = self.at(max(MIN_CELL, fitting[-1].cell * _SHORTER[0] // _SHORTER[1]))
            if _taken(shorter, span) > columns:
                return _shortest(shorter, fitting[-1], span, columns)
            fitting.append(shorter)
        taken = [_taken(scale, span) for scale in fitting]
        enough = max(taken) - columns // 16
        return next(scale for scale, cells in zip(fitting, taken, strict=True) if cells >= enough)


def empty_stretches(
    reaches: Iterable[tuple[Instant | None, Instant | None]], most: int = 1000
) -> tuple[Span, ...]:
    """Return the stretches that lie between half-open reaches and within none, in order of time.

    None is a side without a bound. Of more than most stretches the longest are returned, the
    earlier of two as long as each other.
    """
    known = list(reaches)
    bounds = [when for reach in known for when in reach if when is not None]
    if not bounds:
        return ()
    first, last = min(bounds), max(bounds)
    occupied = sorted(
        (first if start is None else start, last if end is None else end) for start, end in known
    )
    empty: list[tuple[Instant, Instant]] = []
    until = first
    for start, end in occupied:
        if start > until:
            empty.append((until, start))
        if end > until:
            until = end
    longest = nlargest(most, empty, key=lambda gap: gap[1] - gap[0])
    return tuple(Span(*gap) for gap in sorted(longest))


def folded(scale: Scale, stretches: Iterable[Span], least_cells: int = LEAST_CELLS) -> FoldedScale:
    """Return a scale that folds stretches, which are in order and apart, as FoldedScale does."""
    return FoldedScale(scale.cell, tuple(stretches), least_cells, zoomed=scale.zoomed)


def _shortest(low: FoldedScale, high: FoldedScale, span: Span, columns: int) -> FoldedScale:
    """Return the scale from low, where a span takes too much, to high with about the least cell."""
    while high.cell - low.cell > high.cell // _FIT_PRECISION:
        middle = low.at((low.cell + high.cell) // 2)
        if _taken(middle, span) > columns:
            low = middle
        else:
            high = middle
    return high


def _taken(scale: Scale, span: Span) -> int:
    start, end = scale.cells(span)
    return end - start


@cache
def _break_cells(bits: int) -> int:
    """Return the cells of a break for the words of any length of so many bits, and two signs.

    So a break grows and shrinks with the order of its length only, and words are not looked for
    where there are a thousand breaks.
    """
    least, most = 1 << bits - 1, (1 << bits) - 1
    lengths = (*range(least, most, max(1, least // _SAMPLES)), most)
    return max(len(worded_cell(length)) for length in lengths) + 2
