"""How much time one cell holds: instants to absolute cells and back."""

from dataclasses import dataclass
from typing import NamedTuple

from tui.dates.calendar import DAY, HOUR, MINUTE, SECOND
from tui.dates.span import Instant, Span

_CYCLE = 146_097 * DAY  # 400 Gregorian years
_YEAR = _CYCLE // 400
_MONTH = _YEAR // 12

#: The finest cell: 10 ms, which leaves 100 cells for a tick of one second.
MIN_CELL = 10_000

#: The coarsest cell: 50 billion years, so that 20 cells hold 10**12 years.
MAX_CELL = 50_000_000_000 * _YEAR

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


@dataclass(frozen=True, slots=True)
class Scale:
    """The grid of a zoom: absolute cell k covers the instants [k * cell, (k + 1) * cell).

    cell is in microseconds. Raise ValueError below 1. A scale that folds the axis numbers its cells
    otherwise, and those of its breaks cover more: ask for instants, and take cell for what it is
    between breaks.
    """

    cell: int

    def __post_init__(self) -> None:
        if self.cell < 1:
            raise ValueError(f"a cell holds at least 1 µs, not {self.cell}")

    def at(self, cell: int) -> "Scale":
        """Return the scale that folds the same stretches, if any, in cells of another length."""
        return Scale(cell)

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
