"""From packed lanes and ticks to a scene: what of them is on screen, and where."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.axis.ticks import Ticks
from tui.axis.viewport import Viewport
from tui.events.event import Event
from tui.events.timeline import Era
from tui.layout.eras import draw_eras, rows_taken
from tui.layout.labels import ELLIPSIS, STUMP, clip, measure, shorten
from tui.layout.lanes import PackedLane, Packing
from tui.layout.marks import Role, draw, label_of
from tui.layout.packing import Item
from tui.layout.scene import Row, Run, Scene, Zone, column_of, overlay

CLUSTER = "●"


class Frame(NamedTuple):
    """All that a scene of a timeline is made of."""

    viewport: Viewport
    packing: Packing
    ticks: Ticks
    eras: Sequence[Sequence[Era]] = ()
    undated: Sequence[Event] = ()
    density: Sequence[int] = ()
    extent_cells: tuple[int, int] = (0, 1)
    selection: Event | None = None
    top: int = 0


#: The heading of the events without a date.
NO_DATE = "No date"

AXIS_ROWS = 3
OVERVIEW_ROWS = 2

#: Cells kept for the number of the undated events that have no room.
GAP_FOR_REST = 8


def gutter_of(names: Iterable[str], width: int, *, undated: bool = False) -> int:
    """Return the columns that lane names get: the longest one's, at most a fifth of the width."""
    longest = max((measure(name) for name in names), default=0)
    if undated:
        longest = max(longest, measure(NO_DATE))
    return min(longest, max(6, width // 5)) + 2


def lane_rows(height: int, *, eras: int, undated: bool, overview: bool) -> int:
    """Return how many of a picture's rows are left for lanes, at least one."""
    taken = AXIS_ROWS + eras + undated + (OVERVIEW_ROWS if overview else 0)
    return max(1, height - taken)


def compose(frame: Frame, gutter: int, height: int) -> Scene:
    """Return the picture: axis, eras, lanes from row top on, undated events, overview."""
    width = gutter + frame.viewport.width
    rows = _axis(frame, gutter)
    rows += draw_eras(frame.eras, frame.viewport, gutter)
    space = lane_rows(
        height,
        eras=rows_taken(frame.eras),
        undated=bool(frame.undated),
        overview=bool(frame.density),
    )
    lanes = _lanes(frame, gutter, space)
    pointer = _pointer(frame, gutter, min(space, frame.packing.height - frame.top))
    if pointer is not None:
        row, run = pointer
        lanes[row] = Row(Zone.LANES, tuple(overlay(_without_labels(lanes[row].runs, run), run)))
    rows += lanes
    if frame.undated:
        rows.append(_undated(frame, gutter, width))
    if frame.density:
        rows += _overview(frame, gutter)
    return Scene(width, height, gutter, tuple(rows[:height]))


def _axis(frame: Frame, gutter: int) -> list[Row]:
    ticks, width = frame.ticks, frame.viewport.width
    contexts = [
        Run(gutter + tick.column, tick.label, Role.CONTEXT) for tick in ticks.contexts if tick.label
    ]
    steps = [Run(gutter + tick.column, tick.label, Role.STEP) for tick in ticks.steps if tick.label]
    rule = ["─"] * width
    for tick in ticks.steps:
        rule[tick.column] = "┴"
    for tick in ticks.contexts:
        if tick.instant >= frame.viewport.span.start:
            rule[tick.column] = "┼"
    return [
        Row(Zone.AXIS, tuple(contexts)),
        Row(Zone.AXIS, tuple(steps)),
        Row(Zone.AXIS, (Run(gutter, "".join(rule), Role.RULE),)),
    ]


def _lanes(frame: Frame, gutter: int, space: int) -> list[Row]:
    rows: list[Row] = []
    skip = frame.top
    for at, lane in enumerate(frame.packing.lanes):
        blank = at > 0 and frame.packing.spaced
        depth = len(lane.rows) + blank
        if skip >= depth:
            skip -= depth
            continue
        for index in range(skip, depth):
            if len(rows) == space:
                return rows
            row = index - blank
            if row < 0:
                rows.append(Row(Zone.LANES, tuple(_grid(frame, gutter))))
                continue
            heading = _heading(lane, at, gutter) if row == 0 or not rows else []
            runs = _items(frame, lane.rows[row], at, gutter)
            rows.append(Row(Zone.LANES, (*heading, *runs)))
        skip = 0
    rows += [Row(Zone.LANES, tuple(_grid(frame, gutter))) for _ in range(space - len(rows))]
    return rows


def _heading(lane: PackedLane, at: int, gutter: int) -> list[Run]:
    return [Run(0, shorten(lane.name, gutter - 2, 2), Role.LANE, at)]


def _items(frame: Frame, items: Sequence[Item], lane: int, gutter: int) -> list[Run]:
    low = frame.viewport.first
    high = low + frame.viewport.width
    chosen = frame.selection
    runs: list[Run] = []
    for item in items[bisect_right(items, low, key=_right_end) :]:
        if item.left >= high:
            break
        runs += _item(item, lane, low, high, gutter - low, chosen)
    return _with_grid(frame, runs, gutter)


def _item(
    item: Item, lane: int, low: int, high: int, shift: int, chosen: Event | None
) -> list[Run]:
    if item.members:
        selected = any(mark.event is chosen for mark in item.members)
        at = max(low, item.left)
        room = min(high, item.right) - at
        # Part of a number would be another number.
        text = CLUSTER + item.label if len(item.label) < room else CLUSTER
        return [Run(at + shift, text, Role.CLUSTER, lane, item.mark.event.id, selected)]
    event = item.mark.event
    selected = event is chosen
    runs = [
        Run(
            piece.x + shift,
            piece.text,
            piece.role,
            lane,
            event.id,
            selected and (piece.role is Role.POINT or not item.label),
        )
        for piece in draw(item.mark, max(low, item.left), min(high, item.right))
    ]
    if not item.label or not runs:
        return runs
    if item.inside:
        text, at = f" {item.label} ", max(item.label_at - 1, low + 2)
        if at + measure(text) > min(item.mark.end, high) - 2:
            text = shorten(item.label, min(item.mark.end, high) - 4 - at)
            text = f" {text} " if text else ""
    elif item.label_at >= item.mark.end:
        at, text = item.label_at, shorten(item.label, high - item.label_at)
        if selected and at > item.mark.end and text:
            at, text = at - 1, f" {text}"
    else:
        at = max(item.label_at, low)
        text = item.label if at == item.label_at else _tail(item.label, at - item.label_at)
        if selected and text:
            text += " "
    if text:
        label = Run(at + shift, text, Role.LABEL, lane, event.id, selected)
        runs = overlay(runs, label) if item.inside else sorted([*runs, label], key=column_of)
    return runs


def _tail(text: str, cut: int) -> str:
    """Return text without its first cells, which an ellipsis stands for, or "" for a stump."""
    rest = clip(text, cut + 1, measure(text))
    return ELLIPSIS + rest if measure(rest) >= STUMP else ""


def _pointer(frame: Frame, gutter: int, shown: int) -> tuple[int, Run] | None:
    """Point to the selected event when it is off the screen: the row to point from, and the run.

    Left and right of the screen the pointer stands in the event's own row; above and below it in
    the first and the last row shown.
    """
    chosen = frame.selection
    place = frame.packing.places.get(chosen.id) if chosen else None
    if chosen is None or place is None or not shown:
        return None
    low, width = frame.viewport.first, frame.viewport.width
    mark = next((mark for mark in place.item.members if mark.event is chosen), place.item.mark)
    title = shorten(chosen.title, min(24, width // 3), 2)
    row = place.row - frame.top
    sign = "▲" if row < 0 else "▼" if row >= shown else ""
    row = max(0, min(row, shown - 1))
    if mark.end <= low:
        return row, Run(
            gutter, f"◀{sign} {title} ", Role.POINTER, place.lane, chosen.id, selected=True
        )
    if mark.start >= low + width:
        text = f" {title} {sign}▶"
        x = gutter + width - measure(text)
    elif sign:
        text = f" {sign} {title} "
        x = gutter + max(0, min(mark.start - low - 1, width - measure(text)))
    else:
        return None
    return row, Run(
        x, clip(text, 0, gutter + width - x), Role.POINTER, place.lane, chosen.id, selected=True
    )


def _without_labels(runs: Iterable[Run], top: Run) -> list[Run]:
    """Leave out labels that a run would cover in part: their rest would read as a name."""
    end = top.x + measure(top.text)
    return [
        run
        for run in runs
        if run.role is not Role.LABEL or run.x >= end or run.x + measure(run.text) <= top.x
    ]


def _undated(frame: Frame, gutter: int, width: int) -> Row:
    """List events without a date in one row of their own, from the selected one on where needed."""
    runs = [Run(0, shorten(NO_DATE, gutter - 2, 2), Role.LANE)]
    events = list(frame.undated)
    if frame.selection in events:
        at = events.index(frame.selection)
        events = events[at:] + events[:at]
    x = gutter
    for at, event in enumerate(events):
        text = f"◌ {shorten(label_of(event), 32)}"
        rest = f"+{len(events) - at}"
        if x + measure(text) + GAP_FOR_REST > width:
            runs.append(Run(x, clip(rest, 0, width - x), Role.COUNT))
            break
        runs.append(Run(x, text, Role.UNDATED, -1, event.id, event is frame.selection))
        x += measure(text) + 2
    return Row(Zone.UNDATED, tuple(runs))


def _overview(frame: Frame, gutter: int) -> list[Row]:
    """Draw the density over the whole extent and under it the part that is on screen."""
    bars = " ▁▂▃▄▅▆▇█"
    most = max(frame.density, default=0) or 1
    line = "".join(bars[-(-count * 8 // most)] for count in frame.density)
    low, high = frame.extent_cells
    width, total = frame.viewport.width, max(1, high - low)
    first = (frame.viewport.first - low) * width // total
    last = -((low - frame.viewport.first - width) * width // total)
    first, last = max(0, min(first, width - 1)), min(width, max(last, 1, first + 1))
    brush = [
        Run(gutter, "─" * first, Role.RULE),
        Run(gutter + first, "━" * (last - first), Role.BRUSH),
        Run(gutter + last, "─" * (width - last), Role.RULE),
    ]
    return [
        Row(
            Zone.OVERVIEW,
            (Run(0, shorten("All", gutter - 2, 2), Role.NOTE), Run(gutter, line, Role.DENSITY)),
        ),
        Row(Zone.OVERVIEW, tuple(run for run in brush if run.text)),
    ]


def _grid(frame: Frame, gutter: int) -> list[Run]:
    start = frame.viewport.span.start
    return [
        Run(gutter + tick.column, "┊", Role.GRID)
        for tick in frame.ticks.contexts
        if tick.instant >= start
    ]


def _with_grid(frame: Frame, runs: list[Run], gutter: int) -> list[Run]:
    """Add the lines of the contexts wherever a cell and its neighbours are free."""
    lines = _grid(frame, gutter)
    if not runs:
        return lines
    free = [
        line
        for line in lines
        if not any(run.x - 1 <= line.x <= run.x + measure(run.text) for run in runs)
    ]
    return sorted([*runs, *free], key=column_of)


def _right_end(item: Item) -> int:
    return item.right
