"""The rows of the axis: contexts, steps, the rule with what stands out on it, and the eras."""

from collections.abc import Sequence

from tui.axis.ticks import Tick, Ticks
from tui.axis.viewport import Viewport
from tui.layout.labels import clip, measure
from tui.layout.marks import Role
from tui.layout.scene import Row, Run, Zone, column_of, overlay

AXIS_ROWS = 3

#: The row of the line between axis and lanes.
RULE = 2

#: The lines through the lanes, which are drawn where there is nothing else.
LINES = {Role.GRID: "┊", Role.NOW: "│", Role.ANCHOR: "╏", Role.BREAK: "╱"}


def axis_rows(
    ticks: Ticks, viewport: Viewport, gutter: int, lines: Sequence[Run], now: str = "now"
) -> list[Row]:
    """Return AXIS_ROWS rows; lines are named on the rule where that hides no tick."""
    contexts = [Run(gutter + t.column, t.label, Role.CONTEXT) for t in ticks.contexts if t.label]
    steps = [Run(gutter + t.column, t.label, Role.STEP) for t in ticks.steps if t.label]
    return [
        Row(Zone.AXIS, tuple(contexts)),
        Row(Zone.AXIS, tuple(steps)),
        Row(Zone.AXIS, tuple(_rule(ticks, viewport, gutter, lines, now))),
    ]


def grid_lines(ticks: Ticks, viewport: Viewport, gutter: int) -> list[Run]:
    """Return a run of one cell for each context that begins on screen."""
    begun = _begun(ticks, viewport)
    return [Run(gutter + tick.column, LINES[Role.GRID], Role.GRID) for tick in begun]


def break_lines(viewport: Viewport, gutter: int) -> list[Run]:
    """Return a run of one cell for each side of each break that is on screen."""
    sides = [
        column
        for fold in viewport.folds
        for column in (fold.at - viewport.first, fold.at - viewport.first + fold.cells - 1)
    ]
    return [
        Run(gutter + column, LINES[Role.BREAK], Role.BREAK)
        for column in sides
        if 0 <= column < viewport.width
    ]


def _breaks(viewport: Viewport, gutter: int) -> list[Run]:
    """Return what the rule says of each break: how much time it leaves out."""
    sign = LINES[Role.BREAK]
    runs: list[Run] = []
    for fold in viewport.folds:
        text = f"{sign}{fold.words.center(fold.cells - 2)}{sign}"
        at = fold.at - viewport.first
        shown = clip(text, max(0, -at), viewport.width - max(0, at))
        # Part of a number would be another number.
        if len(shown) < len(text):
            shown = "".join(char if char == sign else " " for char in shown)
        runs.append(Run(gutter + max(0, at), shown, Role.BREAK))
    return [run for run in runs if run.text]


def _rule(
    ticks: Ticks, viewport: Viewport, gutter: int, lines: Sequence[Run], now: str
) -> list[Run]:
    cells = ["─"] * viewport.width
    for tick in ticks.steps:
        cells[tick.column] = "┴"
    for tick in _begun(ticks, viewport):
        cells[tick.column] = "┼"
    runs = [Run(gutter, "".join(cells), Role.RULE)]
    for fold in _breaks(viewport, gutter):
        runs = overlay(runs, fold)
    names = {Role.NOW: now, Role.ANCHOR: "anchor"}
    named = [line for line in lines if line.role in names]
    for line in named:
        runs = overlay(runs, line._replace(text="┿"))
        cells[line.x - gutter] = "┿"
    for line in named:
        name, at = names[line.role], line.x - gutter
        for first in (at + 1, at - len(name)):
            inner = cells[max(0, first) : first + len(name)]
            if first >= 0 and first + len(name) <= len(cells) and set(inner) == {"─"}:
                runs = overlay(runs, Run(gutter + first, name, line.role))
                cells[first : first + len(name)] = name
                break
    return sorted(runs, key=column_of)


def _begun(ticks: Ticks, viewport: Viewport) -> list[Tick]:
    """Return the contexts that begin where their tick stands; sticky ones began before."""
    return [t for t in ticks.contexts if viewport.to_column(t.instant) == t.column]


def with_lines(runs: list[Run], lines: Sequence[Run]) -> list[Run]:
    """Add lines of one cell wherever it and its neighbours are free of runs, which are in order."""
    if not runs:
        return list(lines)
    free = []
    at, blocked_until = 0, -1
    for line in lines:
        while at < len(runs) and runs[at].x <= line.x + 1:
            blocked_until = runs[at].x + measure(runs[at].text)
            at += 1
        if line.x > blocked_until:
            free.append(line)
    return sorted([*runs, *free], key=column_of) if free else runs
