"""Background spans under the axis: which share a row, and how a row of them is drawn."""

from collections.abc import Iterable, Sequence

from tui.axis.scale import Scale
from tui.axis.viewport import Viewport
from tui.dates.english import counted
from tui.dates.fuzzy_date import FuzzyDate, Kind
from tui.events.timeline import Era
from tui.layout.labels import STUMP, measure, shorten
from tui.layout.marks import FAR, Role, Stretch, reach, shade, stretch_of
from tui.layout.scene import Row, Run, Zone, overlay

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
    for at, era in enumerate(eras):
        cells = _cells(era.when, viewport.scale)
        start, end = max(free, cells.start), min(high, cells.end)
        if start >= end:
            continue
        line = "".join(_sign(cells, cell) for cell in range(start, end))
        if cells.start < start:
            line = ("◂" if cells.start > -FAR else "◀") + line[1:]
        if cells.end > end:
            line = line[:-1] + ("▸" if cells.end < FAR else "▶")
        runs.append(Run(gutter + start - low, line, Role.ERA))
        first, last = max(start, cells.core_start), min(end, cells.core_end)
        if last - first < STUMP + 4:
            first, last = start, end  # too short a core for words
        title = shorten(_titled(era), last - first - 4)
        if title:
            runs = overlay(runs, Run(gutter + first + 1 - low, f" {title} ", Role.ERA))
        elif cells.unknown_end and end == cells.end:
            # Its few cells have no room for words, which stand beside it as far as the next era.
            after = min(
                [high, *(_cells(each.when, viewport.scale).start for each in eras[at + 1 :])]
            )
            title = shorten(_titled(era), after - end - 2)
            end += measure(title) + 1 if title else 0
            runs.append(Run(gutter + end - measure(title) - low, title, Role.ERA))
        free = end
    return Row(Zone.AXIS, tuple(runs))


def _cells(when: FuzzyDate, scale: Scale) -> Stretch:
    """Return the cells of an era: one moment is all of it, however vague its edges are."""
    if when.kind is Kind.INTERVAL:
        return stretch_of(when, scale)
    first, last = reach(when, scale)
    return Stretch(first, last, first, last)


def _sign(era: Stretch, cell: int) -> str:
    """Return what stands in a cell of an era: its ends, its core, or shades of doubt."""
    if (cell == era.start and era.unknown_start) or (cell == era.end - 1 and era.unknown_end):
        return "?"
    if cell < era.core_start:
        return shade(cell - era.start, era.core_start - era.start)
    if cell >= era.core_end:
        return shade(era.end - 1 - cell, era.end - era.core_end)
    if cell == era.start:
        return "┌"
    return "┐" if cell == era.end - 1 else "─"


def _titled(era: Era) -> str:
    """Return the title with the signs of doubt that an event's label has."""
    uncertain = "? " if era.when.uncertain else ""
    return f"{uncertain}{'c. ' if era.when.approximate else ''}{era.title}"
