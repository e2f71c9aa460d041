"""The rows of the lanes as they are on screen: headings, what stands in each row, and the lines."""

from collections.abc import Container, Sequence

from tui.events.event import Event
from tui.layout.axis_rows import with_lines
from tui.layout.item import Cluster, Item
from tui.layout.labels import ELLIPSIS, STUMP, clip, measure, shorten
from tui.layout.lanes import Packing
from tui.layout.marks import DIAMONDS, FAR, Glyphs, Piece, Role, Shape, draw
from tui.layout.rows import Placed
from tui.layout.scene import Row, Run, Zone, column_of, overlay, whole
from tui.named import NamedTuple

CLUSTER = "●"


class Head(NamedTuple):
    """What is said of a lane; look is the number of its colour, glyphs what its points are."""

    name: str
    events: int
    look: int = 0
    glyphs: Glyphs = DIAMONDS
    is_folded: bool = False


class Window(NamedTuple):
    """What the lanes are drawn in: absolute cells [low, high) right of the gutter, on free lines.

    chosen is the selected event, held what of the packing it is part of. Where kept is given, all
    but the items with these identities are dimmed. hits are the identities of those that a search
    found, or that count what it found.
    """

    low: int
    high: int
    gutter: int
    lines: Sequence[Run] = ()
    chosen: Event | None = None
    held: Placed | None = None
    kept: frozenset[int] | None = None
    hits: Container[int] = ()


#: A window in which nothing is clipped and columns are absolute cells.
_EVERYWHERE = Window(-10 * FAR, 10 * FAR, -10 * FAR)


def shown_rows(height: int, frozen: int, top: int, space: int) -> list[int]:
    """Return which of height rows are on screen from the top down, at most space.

    The first frozen ones always are, the others from the one that follows top hidden ones on.
    """
    return [*range(min(frozen, space)), *range(frozen + top, min(height, top + space))][:space]


def lane_rows(
    packing: Packing, heads: Sequence[Head], window: Window, top: int, space: int
) -> list[Row]:
    """Return space rows of lanes, top of those that scroll being hidden above."""
    plan = packing.plan
    rows: list[Row] = []
    headed = -1
    for number in shown_rows(plan.height, plan.frozen, top, space):
        found = plan.lane_at(number)
        if found is None:
            rows.append(Row(Zone.LANES, tuple(window.lines)))
            continue
        lane, row = found
        depth = plan.rows[lane] - row
        heading: list[Run] = []
        if lane != headed:
            heading = _heading(heads[lane], window.gutter, alone=depth == 1)
        elif row == 1 and not heads[lane].is_folded:
            heading = _count(heads[lane], window.gutter)
        headed = lane
        runs = _runs(packing, lane, row, heads[lane], window)
        if depth == 1:
            runs = _with_behind(runs, packing, lane, heads[lane], window)
        rows.append(Row(Zone.LANES, (*heading, *with_lines(runs, window.lines))))
    blank = Row(Zone.LANES, tuple(window.lines))
    return rows + [blank] * (space - len(rows))


def _heading(head: Head, gutter: int, *, alone: bool) -> list[Run]:
    """Name a lane after its glyph, with the number of its events where it has a single row."""
    sign = "+" if head.is_folded else head.glyphs.solid
    room = gutter - 2
    count = f" {head.events}" if alone else ""
    name = f"{sign} {shorten(head.name, room - 2, 2)}"
    runs = [Run(0, name, Role.LANE, head.look)]
    if count and measure(name) + len(count) <= room:
        runs.append(Run(measure(name) + 1, count[1:], Role.COUNT))
    return runs


def _count(head: Head, gutter: int) -> list[Run]:
    text = str(head.events)
    return [Run(2, text, Role.COUNT)] if len(text) + 4 <= gutter else []


def _runs(packing: Packing, lane: int, row: int, head: Head, window: Window) -> list[Run]:
    low, high, shift, drawn = window.low, window.high, window.gutter - window.low, packing.drawn
    runs: list[Run] = []
    for item in packing.items(lane, row, low, high):
        if item.left < low or item.right > high or _is_chosen(item, window):
            found = _drawn(item, head, window)
        else:
            known = drawn.get(id(item))
            if known is None:
                known = drawn[id(item)] = tuple(_drawn(item, head, _EVERYWHERE))
            found = [Run(run[0] + shift, *run[1:]) for run in known]
        runs += _told_apart(found, item, window)
    return runs


def _told_apart(runs: list[Run], item: Placed, window: Window) -> list[Run]:
    """Mark what a search found, and dim what has no link with the selection."""
    if id(item) in window.hits:
        return [run._replace(is_hit=True) for run in runs]
    if window.kept is None or id(item) in window.kept:
        return runs
    return [run._replace(dimmed=True) for run in runs]


def _is_chosen(item: Placed, window: Window) -> bool:
    if isinstance(item, Cluster):
        return item is window.held
    return item.mark.event is window.chosen


def _drawn(item: Placed, head: Head, window: Window) -> list[Run]:
    if isinstance(item, Cluster):
        # What is left of a number says nothing of the cells that it stands in.
        return [_cluster(item, head, window)] if item.last > window.low else []
    return _item(item, head, window)


def _cluster(item: Cluster, head: Head, window: Window) -> Run:
    low, shift = window.low, window.gutter - window.low
    at, end = max(low, item.left), min(window.high, item.right)
    selected = item is window.held
    target = item.event.id if item.event else ""
    if item.shades:
        text = item.shades[at - item.left : end - item.left]
        return Run(at + shift, text, Role.DENSE, head.look, target, selected)
    # Part of a number would be another number.
    count = str(item.events)
    text = CLUSTER + count if item.left >= low and len(count) < end - at else CLUSTER
    return Run(at + shift, text, Role.CLUSTER, head.look, target, selected)


def _item(item: Item, head: Head, window: Window) -> list[Run]:
    low, high, shift = window.low, window.high, window.gutter - window.low
    event = item.mark.event
    selected = event is window.chosen
    runs = [
        _run(piece, shift, head, event, selected=selected and (_is_point(piece) or not item.label))
        for piece in draw(item.mark, max(low, item.left), min(high, item.right), head.glyphs)
    ]
    if not item.label or not runs:
        return runs
    if item.inside and item.mark.shape is Shape.SET:
        at, text = item.label_at - 1, f" {item.label} "
        if at < low or at + measure(text) > high:
            text = ""  # moved along, it would hide members
    elif item.inside:
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
    if not text:
        return [run._replace(selected=selected) for run in runs]
    label = Run(at + shift, text, Role.LABEL, head.look, event.id, selected)
    return overlay(runs, label) if item.inside else sorted([*runs, label], key=column_of)


def _run(piece: Piece, shift: int, head: Head, event: Event, *, selected: bool) -> Run:
    return Run(piece.x + shift, piece.text, piece.role, head.look, event.id, selected)


def _is_point(piece: Piece) -> bool:
    return piece.role is Role.POINT


def _tail(text: str, cut: int) -> str:
    """Return text without its first cells, which an ellipsis stands for, or "" for a stump."""
    rest = clip(text, cut + 1, measure(text))
    return ELLIPSIS + rest if measure(rest) >= STUMP else ""


def _with_behind(
    runs: list[Run], packing: Packing, lane: int, head: Head, window: Window
) -> list[Run]:
    """Let the marks behind a row be seen where nothing stands in front, or before it if chosen."""
    for item in packing.behind(lane, window.low, window.high):
        if item.mark.event is window.chosen:
            for part in _item(item, head, window):
                runs = overlay(whole(runs, part), part)
            continue
        under = _told_apart(_item(item, head, window), item, window)
        start = under[0].x if under else 0
        end = under[-1].x + measure(under[-1].text) if under else 0
        for run in runs:
            width = measure(run.text)
            if run.x > end or run.x + width < start:
                continue
            margin = Run(run.x - 1, " " * (width + 2), run.role)
            under = [part for part in overlay(under, margin) if part is not margin]
        runs = sorted([*runs, *under], key=column_of)
    return runs
