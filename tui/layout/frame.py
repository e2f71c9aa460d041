"""All of the picture: what it is made of, and the scene that results."""

from collections.abc import Container, Iterable, Sequence

from tui.axis.ticks import Ticks
from tui.axis.viewport import Viewport
from tui.dates.fuzzy_date import FuzzyDate
from tui.dates.span import Instant
from tui.events.event import Event
from tui.events.timeline import Era
from tui.layout.axis_rows import AXIS_ROWS, LINES, RULE, axis_rows, break_lines, grid_lines
from tui.layout.connections import Connection, kept
from tui.layout.edges import Edges, with_edges
from tui.layout.eras import draw_eras, rows_taken
from tui.layout.item import drawn_cells
from tui.layout.labels import clip, measure, shorten
from tui.layout.lane_rows import Head, Window, lane_rows
from tui.layout.lanes import Packing, Place
from tui.layout.marks import Role
from tui.layout.overview import OVERVIEW_ROWS, Overview, overview_rows
from tui.layout.scene import Row, Run, Scene, Zone, overlay, whole
from tui.layout.shelf import NO_DATE, shelf_row
from tui.named import NamedTuple

#: Cells of a lane's heading before its name.
_SIGN = 2


class Frame(NamedTuple):
    """All that a scene of a timeline is made of.

    lane is that of the selection; top is how many of the rows that scroll are hidden above.
    connections are the links of the selection; where it dims, all other events are dimmed. hits are
    the identities of the items that a search found, or that count what it found. measure has the
    dates whose distance is drawn on the axis. more_undated counts events without a date that
    are not at hand.
    """

    viewport: Viewport
    packing: Packing
    ticks: Ticks
    heads: Sequence[Head]
    eras: Sequence[Sequence[Era]] = ()
    undated: Sequence[Event] = ()
    overview: Overview | None = None
    selection: Event | None = None
    lane: int | None = None
    top: int = 0
    now: Instant | None = None
    now_name: str = "now"
    anchor: Instant | None = None
    measure: tuple[FuzzyDate, FuzzyDate] | None = None
    edges: Edges | None = None
    connections: Sequence[Connection] = ()
    dims: bool = False
    hits: Container[int] = ()
    more_undated: int = 0


def gutter_of(names: Iterable[str], width: int, *, undated: bool = False) -> int:
    """Return the columns that lane names get: the longest one's, at most a fifth of the width."""
    longest = max((measure(name) + _SIGN for name in names), default=0)
    if undated:
        longest = max(longest, measure(NO_DATE))
    return min(longest, max(8, width // 5)) + 2


def space_for_lanes(height: int, *, eras: int, undated: bool, overview: bool) -> int:
    """Return how many of a picture's rows are left for lanes, at least one."""
    taken = AXIS_ROWS + eras + undated + (OVERVIEW_ROWS if overview else 0)
    return max(1, height - taken)


def compose(frame: Frame, gutter: int, height: int) -> Scene:
    """Return the picture: axis, eras, lanes from row top on, undated events, overview."""
    viewport = frame.viewport
    width = gutter + viewport.width
    lines = _lines(frame, gutter)
    rows = axis_rows(frame.ticks, viewport, gutter, lines, frame.now_name)
    if frame.measure is not None:
        from tui.layout.measure import measure_runs

        runs = list(rows[RULE].runs)
        for run in measure_runs(*frame.measure, viewport, gutter):
            runs = overlay(runs, run)
        rows[RULE] = Row(Zone.AXIS, tuple(runs))
    rows += draw_eras(frame.eras, viewport, gutter)
    space = space_for_lanes(
        height,
        eras=rows_taken(frame.eras),
        undated=bool(frame.undated),
        overview=frame.overview is not None,
    )
    place = _place(frame)
    window = Window(
        low=viewport.first,
        high=viewport.first + viewport.width,
        gutter=gutter,
        lines=lines,
        chosen=frame.selection,
        held=place.item if place else None,
        kept=kept(frame.connections, place) if frame.dims and frame.selection else None,
        hits=frame.hits,
    )
    lanes = lane_rows(frame.packing, frame.heads, window, frame.top, space)
    if place is not None and frame.selection is not None and frame.connections:
        # What few events need, few starts wait for.
        from tui.layout.links import Sight, with_links

        sight = Sight(viewport, frame.packing.plan, frame.top, gutter)
        lanes = with_links(lanes, frame.connections, frame.selection, place, sight)
    pointer = _pointer(frame, place, gutter, space)
    if pointer is not None:
        row, run = pointer
        lanes[row] = Row(Zone.LANES, tuple(overlay(whole(lanes[row].runs, run), run)))
    first = len(rows)
    rows += lanes
    if frame.undated:
        rows.append(shelf_row(frame.undated, frame.selection, gutter, width, frame.more_undated))
    if frame.overview is not None:
        rows += overview_rows(frame.overview, viewport, gutter)
    if frame.edges is not None:
        rows = with_edges(rows, frame.edges, gutter, width, range(first, first + space))
    return Scene(width, height, gutter, tuple(rows[:height]))


def _lines(frame: Frame, gutter: int) -> list[Run]:
    """Return the lines through the lanes, each a run of one cell: contexts, now, the anchor."""
    runs = grid_lines(frame.ticks, frame.viewport, gutter)
    for side in break_lines(frame.viewport, gutter):
        runs = overlay(runs, side)
    for role, instant in ((Role.NOW, frame.now), (Role.ANCHOR, frame.anchor)):
        if instant is None:
            continue
        column = frame.viewport.to_column(instant)
        if 0 <= column < frame.viewport.width:
            runs = overlay(runs, Run(gutter + column, LINES[role], role))
    return runs


def _place(frame: Frame) -> Place | None:
    if frame.selection is None or frame.lane is None:
        return None
    return frame.packing.place(frame.lane, frame.selection)


def _pointer(frame: Frame, place: Place | None, gutter: int, space: int) -> tuple[int, Run] | None:
    """Point to the selected event when it is off the screen: the row to point from, and the run.

    Left and right of the screen the pointer stands in the event's own row; above and below it in
    the first and the last row that scrolls.
    """
    chosen, lane = frame.selection, frame.lane
    if chosen is None or place is None or chosen.when is None or lane is None:
        return None
    plan = frame.packing.plan
    first, last = plan.frozen, min(space, plan.height - frame.top) - 1
    low, width = frame.viewport.first, frame.viewport.width
    start, end = drawn_cells(place.item)
    title = shorten(chosen.title, min(24, width // 3), 2)
    row, sign = place.row, ""
    if row >= plan.frozen:
        row -= frame.top
        sign = "▲" if row < first else "▼" if row > last else ""
        row = max(first, min(row, last))
    if end <= low:
        text, x = f"◀{sign} {title} ", gutter
    elif start >= low + width:
        text = f" {title} {sign}▶"
        x = gutter + width - measure(text)
    elif sign:
        text = f" {sign} {title} "
        x = gutter + max(0, min(start - low - 1, width - measure(text)))
    else:
        return None
    look = frame.heads[lane].look
    text = clip(text, 0, gutter + width - x)
    return row, Run(x, text, Role.POINTER, look, chosen.id, selected=True)
