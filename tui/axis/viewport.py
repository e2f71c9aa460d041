"""Which stretch of the time line is on screen, and where panning and zooming take it."""

from collections.abc import Iterable

from tui.axis.scale import MIN_CELL, Fold, Scale
from tui.dates.span import Instant, Span
from tui.named import NamedTuple

#: How many cells of the extent stay on screen, however far one pans.
KEPT_CELLS = 4


class _Cells(NamedTuple):
    scale: Scale
    first: int
    width: int


class Viewport(_Cells):
    """The width cells from absolute cell first on; column 0 is the leftmost.

    Raise ValueError for a width below 1.
    """

    __slots__ = ()

    def __new__(cls, scale: Scale, first: int, width: int) -> "Viewport":
        if width < 1:
            raise ValueError(f"a viewport is at least 1 cell wide, not {width}")
        return tuple.__new__(cls, (scale, first, width))

    @classmethod
    def fit(cls, span: Span, width: int, margin: int = 0, scale: Scale | None = None) -> "Viewport":
        """Show all of a span, as large as it goes, in columns margin to width - margin - 1.

        What the scale folds is folded. A margin that leaves no column is narrowed. Where the cell
        is bounded by MIN_CELL the span stands in the middle; one too long for MAX_CELL, or one
        across 1970 where there is a single column for it, shows from its start. How small the cell
        is depends on the scale: see its fit.
        """
        margin = min(margin, (width - 1) // 2)
        columns = width - 2 * margin
        fitted = (scale or Scale(MIN_CELL)).fit(span, columns)
        start, end = fitted.cells(span)
        return cls(fitted, start - margin - max(0, columns - (end - start)) // 2, width)

    @property
    def span(self) -> Span:
        """What is on screen."""
        return Span(
            self.scale.to_instant(self.first), self.scale.to_instant(self.first + self.width)
        )

    @property
    def folds(self) -> tuple[Fold, ...]:
        """The folds whose breaks are on screen, if only in part; the first column may be off it."""
        return self.scale.folds(self.first, self.first + self.width)

    def parts(self) -> list[tuple[int, "Viewport"]]:
        """Return what is on screen between breaks: a column, and the linear axis from there on."""
        linear, found = Scale(self.scale.cell), []
        column = 0
        for fold in self.folds:
            at = fold.at - self.first
            if at > column:
                found.append((column, at - column))
            column = at + fold.cells
        if column < self.width:
            found.append((column, self.width - column))
        return [
            (column, Viewport(linear, linear.to_cell(self.to_instant(column)), width))
            for column, width in found
        ]

    @property
    def middle(self) -> Instant:
        """The instant in the middle of the middle column, the right one of two."""
        column = self.width // 2
        return (self.to_instant(column) + self.to_instant(column + 1)) // 2

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
        """Zoom in for a factor above 1, out below it, as far as the scale goes.

        The cell that holds about stays in its column; if about is off screen, the middle column's
        does. Raise ValueError unless the factor is positive and finite.
        """
        if not 0 < factor < float("inf"):
            raise ValueError(f"a zoom factor is positive and finite, not {factor}")
        scale = self.scale.zoom(factor)
        if scale == self.scale:
            return self
        return self._on(scale, about)

    def fold(self, stretches: Iterable[Span] | None, about: Instant | None = None) -> "Viewport":
        """Fold stretches that are in order and apart, at this zoom and every other; None unfolds.

        As in zooming, the cell that holds about stays in its column, or else the middle one does.
        """
        if stretches is None:
            return self._on(Scale(self.scale.cell, zoomed=self.scale.zoomed), about)
        from tui.axis.folding import folded

        return self._on(folded(self.scale, stretches), about)

    def _on(self, scale: Scale, about: Instant | None) -> "Viewport":
        column = -1 if about is None else self.to_column(about)
        if about is None or not 0 <= column < self.width:
            about, column = self.middle, self.width // 2
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
