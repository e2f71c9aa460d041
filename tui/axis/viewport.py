"""Which stretch of the time line is on screen, and where panning and zooming take it."""

from dataclasses import dataclass

from tui.axis.scale import MAX_CELL, MIN_CELL, Scale
from tui.dates.span import Instant, Span

#: How many cells of the extent stay on screen, however far one pans.
KEPT_CELLS = 4

_FIT_TRIES = 10_000


@dataclass(frozen=True, slots=True)
class Viewport:
    """The width cells from absolute cell first on; column 0 is the leftmost.

    Raise ValueError for a width below 1.
    """

    scale: Scale
    first: int
    width: int

    def __post_init__(self) -> None:
        if self.width < 1:
            raise ValueError(f"a viewport is at least 1 cell wide, not {self.width}")

    @classmethod
    def fit(cls, span: Span, width: int, margin: int = 0) -> "Viewport":
        """Show all of a span, as large as it goes, in columns margin to width - margin - 1.

        A margin that leaves no column is narrowed. Where the cell is bounded by MIN_CELL the span
        stands in the middle; one too long for MAX_CELL, or one across 1970 where there is a single
        column for it, shows from its start. The cell is the smallest possible, except that the
        search gives up on narrow spans in deep time and takes the smallest cell that would fit
        anywhere on the line, which is less than 1 part in (columns - 1) larger.
        """
        margin = min(margin, (width - 1) // 2)
        columns = width - 2 * margin
        scale = Scale(min(_smallest_cell(span, columns), MAX_CELL))
        start, end = scale.cells(span)
        return cls(scale, start - margin - max(0, columns - (end - start)) // 2, width)

    @property
    def span(self) -> Span:
        """What is on screen."""
        return Span(
            self.scale.to_instant(self.first), self.scale.to_instant(self.first + self.width)
        )

    def to_column(self, when: Instant) -> int:
        """Return the column of an instant; outside 0 to width - 1 when it is off screen."""
        return self.scale.to_cell(when) - self.first

    def to_instant(self, column: int) -> Instant:
        """Return the first instant of a column, on screen or off."""
        return self.scale.to_instant(self.first + column)

    def pan(self, cells: int) -> "Viewport":
        """Move along the time line, later for positive cells."""
        return Viewport(self.scale, self.first + cells, self.width)

    def zoom(self, factor: float, about: Instant) -> "Viewport":
        """Zoom in for a factor above 1, out below it, between MIN_CELL and MAX_CELL.

        The cell that holds about stays in its column; if about is off screen, the middle column's
        does. Raise ValueError unless the factor is positive and finite.
        """
        if not 0 < factor < float("inf"):
            raise ValueError(f"a zoom factor is positive and finite, not {factor}")
        numerator, denominator = factor.as_integer_ratio()
        cell = (2 * self.scale.cell * denominator + numerator) // (2 * numerator)
        cell = max(MIN_CELL, min(MAX_CELL, cell))
        if cell == self.scale.cell:
            return self
        column = self.to_column(about)
        if not 0 <= column < self.width:
            column = self.width // 2
            about = self.to_instant(column) + self.scale.cell // 2
        scale = Scale(cell)
        return Viewport(scale, scale.to_cell(about) - column, self.width)

    def resize(self, width: int) -> "Viewport":
        """Change the number of columns; zoom and left edge stay, so nothing on screen moves."""
        return Viewport(self.scale, self.first, width)

    def centre_on(self, when: Instant) -> "Viewport":
        """Pan until an instant stands in the middle column, the right one of two."""
        return Viewport(self.scale, self.scale.to_cell(when) - self.width // 2, self.width)

    def reveal(self, when: Instant, margin: int = 0) -> "Viewport":
        """Pan as little as brings an instant on screen, with margin columns on either side."""
        return self.reveal_span(Span(when, when + 1), margin)

    def reveal_span(self, span: Span, margin: int = 0) -> "Viewport":
        """Pan as little as brings a span on screen with a margin; its start if it is too long."""
        margin = min(margin, (self.width - 1) // 2)
        start, end = self.scale.cells(span)
        first = max(self.first, end + margin - self.width)
        return Viewport(self.scale, min(first, start - margin), self.width)

    def clamp(self, extent: Span) -> "Viewport":
        """Pan as little as keeps KEPT_CELLS of the extent on screen, or all its cells if fewer."""
        start, end = self.scale.cells(extent)
        kept = min(KEPT_CELLS, self.width, end - start)
        first = max(start + kept - self.width, min(end - kept, self.first))
        return Viewport(self.scale, first, self.width)


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
