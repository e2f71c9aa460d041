"""What panes have in common that show rows of cells: painting each row once."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.layout.scene import Row
from tui.palette import DARK
from tui.widgets.paint import Inks, segments_of
from tui.widgets.theme import inks_of

#: A row to be painted, or one that is painted already.
Line = Row | Strip


class Painted(Widget):
    """Shows rows between the edges that a style sheet gives it.

    A row is painted when it comes to a line of the screen. Textual's own way works out styles,
    edges and filters for every line of every frame, which takes longer than all painting. It knows
    of tint and opacity too: a pane must not use these.
    """

    ALLOW_SELECT = False

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._inks = Inks(DARK, Style())
        self._colours: tuple[str, ...] = ()
        self._look: tuple[object, ...] = ()
        self._sides: tuple[list[Segment], list[Segment]] = [], []
        self._kept: list[tuple[Line | None, Strip]] = []

    def lines(self, height: int) -> Sequence[Line]:
        """Return what is on screen from the top down, at most height rows."""
        raise NotImplementedError

    def colour(self, colours: tuple[str, ...]) -> None:
        """Take the file's own colours of lanes, by the numbers of their looks."""
        if colours != self._colours:
            self._colours = colours
            self.refresh()

    def refresh_changes(self, before: Sequence[Line], after: Sequence[Line]) -> None:
        """Have those rows on screen drawn again that differ."""
        pairs = enumerate(zip_longest(before, after))
        changed = [y for y, (old, new) in pairs if old is not new and old != new]
        if changed:
            self.refresh(
                *(Region(0, rows.start, self.size.width, len(rows)) for rows in _runs(changed))
            )

    def render_lines(self, crop: Region) -> list[Strip]:
        self._keep()
        top, first, last = self.styles.gutter.top, crop.y, crop.bottom
        inner = range(top, top + len(self._kept))
        strips: list[Strip] = []
        if first < inner.start:
            above = Region(0, first, self.outer_size.width, min(inner.start, last) - first)
            strips += super().render_lines(above)
        strips += [strip for _, strip in self._kept[max(0, first - top) : max(0, last - top)]]
        if last > inner.stop:
            at = max(first, inner.stop)
            strips += super().render_lines(Region(0, at, self.outer_size.width, last - at))
        if crop.column_span != (0, self.outer_size.width):
            return [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """Return nothing but ground, to be cut off from the edges on its sides."""
        return Strip.blank(self.size.width, self._inks.ground)

    def _keep(self) -> None:
        """Paint what is new of the lines on screen."""
        size, gutter, ground = self.outer_size, self.styles.gutter, self.background_colors[1]
        inks, filters = inks_of(self, self._colours), self.get_line_filters()
        look = inks, tuple(filters), size, gutter, self.styles.border, ground
        if look != self._look:
            self._look, self._inks, self._kept = look, inks, []
            (side,) = super().render_lines(Region(0, gutter.top, size.width, 1))
            left, right = side.crop(0, gutter.left), side.crop(size.width - gutter.right)
            self._sides = list(left), list(right)
        height, width = max(0, size.height - gutter.height), size.width - gutter.width
        kept, self._kept = self._kept, []
        lines = self.lines(height)
        for y in range(height):
            line = lines[y] if y < len(lines) else None
            if y < len(kept) and (line is kept[y][0] or line == kept[y][0]):
                self._kept.append(kept[y])
                continue
            segments = self._segments(line, width)
            for each in filters:
                segments = each.apply(segments, ground)
            # One strip for all of it: they take longer to make than what is in them.
            strip = Strip([*self._sides[0], *segments, *self._sides[1]], size.width)
            self._kept.append((line, strip))

    def _segments(self, line: Line | None, width: int) -> list[Segment]:
        ground = self._inks.ground
        if line is None:
            return [Segment(" " * width, ground)]
        if isinstance(line, Strip):
            return list(line.adjust_cell_length(width, ground).apply_style(ground))
        return segments_of(line, width, self._inks)


def _runs(numbers: Sequence[int]) -> Iterator[range]:
    """Yield the ranges that ascending numbers form."""
    first = last = numbers[0]
    for number in numbers[1:]:
        if number > last + 1:
            yield range(first, last + 1)
            first = number
        last = number
    yield range(first, last + 1)
