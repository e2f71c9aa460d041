"""How many events lie beyond each edge of the screen, and where that is said."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tui.dates.span import Span
from tui.layout.axis_rows import RULE
from tui.layout.event_index import EventIndex
from tui.layout.labels import measure
from tui.layout.marks import Role
from tui.layout.scene import Row, Run, Zone, overlay, whole
from tui.named import NamedTuple


class Edges(NamedTuple):
    """Events that lie wholly before and after the time on screen, and rows of lanes off it.

    above and below count the events in lanes that are scrolled out of view, at any time.
    is_estimate tells that before and after are estimates.
    """

    before: int = 0
    after: int = 0
    above: int = 0
    below: int = 0
    is_estimate: bool = False


def beyond(index: EventIndex, shown: Span) -> tuple[int, int]:
    """Return how many events were surely over before a half-open span, and begin after it.

    Of those that are not at hand it is the ones that began before it.
    """
    before = bisect_right(index.ends, shown.start)
    after = len(index) - bisect_left(index.positions, shown.end)
    others = index.remainder
    if others:
        before += others.before(shown.start)
        after += others.events - others.before(shown.end)
    return before, after


def with_edges(
    rows: Sequence[Row], edges: Edges, gutter: int, width: int, lanes: range
) -> list[Row]:
    """Return rows with the counts at their edges.

    Those to the left and above stand in the gutter of the axis, those below in that of the brush or
    else in the last row of the lanes, the half-open range of rows.
    """
    told = list(rows)
    if edges.before:
        count = _said(edges.before, edges)
        text = _whole(gutter, f"{count} ◂", f"{count}◂", "◂")
        _lay(told, RULE, Run(gutter - measure(text), text, Role.EDGE))
    if edges.after:
        text = _whole(width - gutter, f" {_said(edges.after, edges)} ▸", "▸")
        run = Run(width - measure(text), text, Role.EDGE)
        _lay(told, _free_row(told, run), run)
    if edges.above:
        text = _whole(gutter, f"▴ {edges.above}", f"▴{edges.above}", "▴")
        _lay(told, RULE - 1, Run(0, text, Role.EDGE))
    if edges.below and told[-1].zone is Zone.OVERVIEW:
        text = _whole(gutter, f"▾ {edges.below}", f"▾{edges.below}", "▾")
        _lay(told, len(told) - 1, Run(0, text, Role.EDGE))
    elif edges.below:
        text = _whole(width - gutter, f" ▾ {edges.below}", "▾")
        last = lanes.stop - 1
        run = Run(_free_column(told[last], measure(text), gutter, width), text, Role.EDGE)
        told[last] = told[last]._replace(runs=tuple(whole(told[last].runs, run)))
        _lay(told, last, run)
    return told


def _said(count: int, edges: Edges) -> str:
    """Return a number; an estimate has two digits that say something."""
    if not edges.is_estimate:
        return str(count)
    unit = 10 ** max(0, len(str(count)) - 2)
    return f"≈{(count + unit // 2) // unit * unit}"


def _whole(room: int, *texts: str) -> str:
    """Return the first text that fits a room: part of a number would be another number."""
    return next((text for text in texts if measure(text) <= room), texts[-1])


def _free_row(rows: Sequence[Row], run: Run) -> int:
    """Return the row of the axis in which a run hides no tick, the rule if it does in all."""
    for at in (RULE, RULE - 1, RULE - 2):
        hidden = [part for part in rows[at].runs if part.x + measure(part.text) > run.x]
        if all(
            part.role is Role.RULE and set(part.text[run.x - part.x :]) == {"─"} for part in hidden
        ):
            return at
    return RULE


def _free_column(row: Row, room: int, gutter: int, width: int) -> int:
    """Return the last column from which on so many cells of a row hold no more than lines.

    Where there is none, it is the one at the very end.
    """
    end = width
    for run in reversed(row.runs):
        if run.role not in (Role.GRID, Role.NOW, Role.ANCHOR, Role.BREAK):
            if end - (run.x + measure(run.text)) >= room:
                break
            end = min(end, run.x - 1)
    return end - room if end - room >= gutter else width - room


def _lay(rows: list[Row], at: int, run: Run) -> None:
    rows[at] = rows[at]._replace(runs=tuple(overlay(rows[at].runs, run)))
