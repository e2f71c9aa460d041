"""How much time one cell holds: instants to absolute cells and back."""

from math import log2
from typing import Final

from tui.dates.calendar import DAY, HOUR, MINUTE, SECOND
from tui.dates.span import Instant, Span
from tui.named import NamedTuple

_CYCLE = 146_097 * DAY  # 400 Gregorian years
_YEAR = _CYCLE // 400
_MONTH = _YEAR // 12

#: The finest cell: 10 ms, which leaves 100 cells for a tick of one second.
MIN_CELL = 10_000

#: The coarsest cell: 50 billion years, so that 20 cells hold 10**12 years.
MAX_CELL = 50_000_000_000 * _YEAR

#: Zooming goes by steps, so many of them to twice the length of a cell.
STEPS = 512

_FIT_TRIES = 10_000

#: Each unit from this length on: (from, length, number it counts as, one, many), coarse to fine.
#: Days go on to two months, because months differ in length and days do not.
_UNITS = (
    (10**9 * _YEAR, 10**9 * _YEAR, 1, "billion years", "billion years"),
    (10**6 * _YEAR, 10**6 * _YEAR, 1, "million years", "million years"),
    (1000 * _YEAR, 1000 * _YEAR, 1000, "years", "years"),
    (_YEAR, _YEAR, 1, "year", "years"),
    (2 * _MONTH, _MONTH, 1, "month", "months"),
    (DAY, DAY, 1, "day", "days"),
    (HOUR, HOUR, 1, "hour", "hours"),
    (MINUTE, MINUTE, 1, "minute", "minutes"),
    (SECOND, SECOND, 1, "second", "seconds"),
    (1000, 1000, 1, "ms", "ms"),
    (1, 1, 1, "µs", "µs"),
)


class Fold(NamedTuple):
    """A stretch [start, end) of instants that is left out of the axis.

    In its place stands a break: so many absolute cells from at on, room for its words and a sign on
    either side of them.
    """

    start: Instant
    end: Instant
    at: int
    cells: int

    @property
    def words(self) -> str:
        """How long what is left out is, to two digits or so: `31 years`."""
        return worded_cell(self.end - self.start)


class Scale:
    """The grid of a zoom: absolute cell k covers the instants [k * cell, (k + 1) * cell).

    cell is in microseconds. Raise ValueError below 1. A scale that folds the axis numbers its cells
    otherwise, and those of its breaks cover more: ask for instants, and take cell for what it is
    between breaks.

    zoomed is the cell that zooming began with, and how many steps it has led in since. It is not
    part of what a scale is equal to.
    """

    # Written out, for a dataclass of this costs as much at every start as drawing a row.
    __slots__ = ("cell", "zoomed")

    def __init__(self, cell: int, *, zoomed: tuple[int, int] | None = None) -> None:
        if cell < 1:
            raise ValueError(f"a cell holds at least 1 µs, not {cell}")
        self.cell: Final = cell
        self.zoomed: Final = zoomed

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.cell})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scale) and type(other) is type(self) and other.cell == self.cell

    def __hash__(self) -> int:
        return hash(self.cell)

    def at(self, cell: int, *, zoomed: tuple[int, int] | None = None) -> "Scale":
        """Return the scale that folds the same stretches, if any, in cells of another length."""
        return Scale(cell, zoomed=zoomed)

    def zoom(self, factor: float) -> "Scale":
        """Return the scale that is zoomed in for a factor above 1, out below it, by whole steps.

        The cell is from MIN_CELL to MAX_CELL. In and out again leads to the very cells that one
        came from, so what is known of them still holds.
        """
        first, steps = self.zoomed or (self.cell, 0)
        steps += round(STEPS * log2(factor))
        cell = _lengthened(first, -steps)
        if MIN_CELL <= cell <= MAX_CELL:
            return self.at(cell, zoomed=(first, steps))
        return self.at(max(MIN_CELL, min(MAX_CELL, cell)))

    def to_cell(self, when: Instant) -> int:
        """Return the absolute cell that holds an instant."""
        return when // self.cell

    def to_instant(self, cell_index: int) -> Instant:
        """Return the first instant of an absolute cell."""
        return cell_index * self.cell

    def cells(self, span: Span) -> tuple[int, int]:
        """Return the half-open range of absolute cells that a span touches; never empty."""
        return span.start // self.cell, (span.end - 1) // self.cell + 1

    def folds(self, low: int, high: int) -> tuple[Fold, ...]:
        """Return the folds whose breaks have some of the absolute cells [low, high), in order."""
        return ()

    def fit(self, span: Span, columns: int) -> "Scale":
        """Return this scale at the smallest cell at which a span takes no more than columns.

        The cell is from MIN_CELL to MAX_CELL. The search gives up on narrow spans in deep time and
        takes the smallest cell that would do anywhere on the line, which is less than 1 part in
        (columns - 1) larger.
        """
        return Scale(min(_smallest_cell(span, columns), MAX_CELL))


def _lengthened(cell: int, steps: int) -> int:
    """Return a cell so many steps longer, or shorter for a negative number."""
    doublings, part = divmod(steps, STEPS)
    numerator, denominator = float(2 ** (part / STEPS)).as_integer_ratio()
    if doublings < 0:
        denominator <<= -doublings
    else:
        numerator <<= doublings
    return (2 * cell * numerator + denominator) // (2 * denominator)


def worded_cell(cell: int) -> str:
    """Say the length of a cell of so many microseconds: `9 days`, `1.5 hours`, `36 million years`.

    Numbers below 10 are rounded to a tenth and others to a whole, halves up; months and years are
    the mean ones of the Gregorian calendar.
    """
    coarser: tuple[int, int, int, str, str] | None = None
    for unit in _UNITS:
        if cell >= unit[0]:
            break
        coarser = unit
    tenths = _tenths(cell, unit[1])
    if coarser and tenths * unit[1] >= 10 * coarser[0]:
        unit, tenths = coarser, _tenths(coarser[0], coarser[1])
    _, _, counts_as, one, many = unit
    whole, tenth = divmod(tenths * counts_as, 10)
    number = f"{whole:,}.{tenth}" if tenth else f"{whole:,}"
    return f"{number} {one if number == '1' else many}"


def _tenths(length: int, unit: int) -> int:
    tenths = (20 * length + unit) // (2 * unit)
    return tenths if tenths < 100 else 10 * ((2 * length + unit) // (2 * unit))


def _smallest_cell(span: Span, columns: int) -> int:
    start, last = span.start, span.end - 1
    if last < 0:
        start, last = -last - 1, -start - 1  # cells of the mirrored line are the mirrored cells
    cell = max(MIN_CELL, -(-span.length // columns))
    fits_anywhere = max(cell, -(-(span.length - 1) // max(1, columns - 1)))
    if start < 0:
        return _bisect_across_zero(start, last, columns, cell, fits_anywhere)
    for _ in range(_FIT_TRIES):
        # While the start stays in cell number q, the last instant needs cells longer than
        # last / (q + columns). A longer cell has no larger q, so no cell between can do.
        needed = last // (start // cell + columns) + 1
        if needed <= cell:
            return cell
        cell = needed
    return fits_anywhere


def _bisect_across_zero(start: int, last: int, columns: int, low: int, high: int) -> int:
    while low < high:
        middle = (low + high) // 2
        if last // middle - start // middle < columns:
            high = middle
        else:
            low = middle + 1
    return high
