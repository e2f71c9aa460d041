"""Background spans under the axis: which share a row, and how a row of them is drawn."""

from collections.abc import Iterable, Sequence

from tui.axis.viewport import Viewport
from tui.dates.english import counted
from tui.events.timeline import Era
from tui.layout.labels import clip, measure, shorten
from tui.layout.marks import FAR, Role, reach
from tui.layout.scene import Row, Run, Zone

#: Rows of overlapping eras; the rest is only counted, in one more.
ERA_ROWS = 3

EraRows = Sequence[Sequence[Era]]


def era_rows(eras: Iterable[Era]) -> tuple[tuple[Era, ...], ...]:
    """Return the eras in as few rows as keep those apart that share any time."""
    rows: list[list[Era]] = []
    for era in sorted(eras, key=lambda era: era.when.position):
        row = next((row for row in rows if _is_over(row[-1], era)), None)
        if row is None:
            rows.append([era])
        else:
            row.append(era)
    return tuple(tuple(row) for row in rows)


def rows_taken(rows: EraRows) -> int:
    """Return how many rows of a picture the eras take, that of the counted ones included."""
    return min(len(rows), ERA_ROWS + 1)


def draw_eras(rows: EraRows, viewport: Viewport, gutter: int) -> list[Row]:
    """Return so many rows as rows_taken says, right of the gutter."""
    drawn = [_era_row(row, viewport, gutter) for row in rows[:ERA_ROWS]]
    return [*drawn, _hidden(rows[ERA_ROWS:], viewport, gutter)] if rows[ERA_ROWS:] else drawn


def _hidden(rows: EraRows, viewport: Viewport, gutter: int) -> Row:
    """Say how many eras on screen have no row."""
    low, high = viewport.first, viewport.first + viewport.width
    reaches = [reach(e.when, viewport.scale) for row in rows for e in row]
    hidden = sum(first < high and last > low for first, last in reaches)
    text = f"and {counted(hidden, 'more era')}, hidden behind these"
    return Row(Zone.AXIS, (Run(gutter, text, Role.NOTE),) if hidden else ())


def _is_over(era: Era, following: Era) -> bool:
    before, earliest = era.when.before, following.when.earliest
    return before is not None and earliest is not None and before <= earliest


def _era_row(eras: Sequence[Era], viewport: Viewport, gutter: int) -> Row:
    """Draw background spans, each with its heading; where cells are shared later ones give way."""
    low, high = viewport.first, viewport.first + viewport.width
    runs: list[Run] = []
    free = low
    for era in eras:
        first, last = reach(era.when, viewport.scale)
        start, end = max(free, first), min(high, last)
        if start >= end:
            continue
        left = "├" if first >= low else "◂" if first > -FAR else "◀"
        right = "┤" if last <= high else "▸" if last < FAR else "▶"
        title = shorten(era.title, end - start - 4)
        heading = f"{left} {title} " if title else left
        line = heading + "╌" * (end - start - measure(heading) - 1) + right
        runs.append(Run(gutter + start - low, clip(line, 0, end - start), Role.ERA))
        free = end
    return Row(Zone.AXIS, tuple(runs))
