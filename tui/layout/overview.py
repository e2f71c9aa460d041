"""The two rows under the lanes: how much begins when over all time, and what part is on screen."""

from collections.abc import Sequence
from enum import Enum

from tui.axis.viewport import Viewport
from tui.dates.span import Span
from tui.layout.clusters import SHADES
from tui.layout.labels import shorten
from tui.layout.marks import Role
from tui.layout.scene import Row, Run, Zone, overlay
from tui.named import NamedTuple

OVERVIEW_ROWS = 2
HIT = "▾"


class Overview(NamedTuple):
    """Events that begin, and hits of a search, in equal parts of the whole, one for each column."""

    whole: Span
    density: Sequence[int]
    hits: Sequence[int] = ()


class Grip(Enum):
    """Where the brush is held: at an end, which drags that end, or else as a whole."""

    FIRST = "first"
    LAST = "last"
    WHOLE = "whole"


class Brush(NamedTuple):
    """The half-open columns of the overview that are on screen."""

    first: int
    last: int


def brush_of(viewport: Viewport, whole: Span) -> Brush:
    """Return the part of the whole that is on screen, at least one column of it."""
    width, shown = viewport.width, viewport.span
    first = (shown.start - whole.start) * width // whole.length
    last = -((whole.start - shown.end) * width // whole.length)
    first = max(0, min(first, width - 1))
    return Brush(first, min(width, max(last, 1, first + 1)))


def overview_rows(overview: Overview, viewport: Viewport, gutter: int) -> list[Row]:
    """Return the density over the whole with the hits on it, and under it the brush."""
    most = max(overview.density, default=0) or 1
    line = "".join(f" {SHADES}"[-(-count * 8 // most)] for count in overview.density)
    density = [Run(0, shorten("All", gutter - 2, 2), Role.NOTE), Run(gutter, line, Role.DENSITY)]
    first, last = brush_of(viewport, overview.whole)
    brush = [
        Run(gutter, "─" * first, Role.RULE),
        Run(gutter + first, _brush(last - first), Role.BRUSH),
        Run(gutter + last, "─" * (viewport.width - last), Role.RULE),
    ]
    below = [run for run in brush if run.text]
    for column, count in enumerate(overview.hits):
        if count:
            below = overlay(below, Run(gutter + column, HIT, Role.HIT))
    return [Row(Zone.OVERVIEW, tuple(density)), Row(Zone.OVERVIEW, tuple(below))]


def grip_at(row: Row, x: int) -> Grip:
    """Return where a column of the brush's row holds it; a brush of two cells has no ends."""
    for run in row.runs:
        if run.role is Role.BRUSH and len(run.text) > 2:
            if x == run.x:
                return Grip.FIRST
            if x == run.x + len(run.text) - 1:
                return Grip.LAST
    return Grip.WHOLE


def _brush(cells: int) -> str:
    """Draw so many cells between the two ends that can be dragged."""
    return "━" if cells == 1 else "┝" + "━" * (cells - 2) + "┥"
