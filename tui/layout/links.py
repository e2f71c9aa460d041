"""The links of the selected event, drawn as arrows through cells where nothing stands."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.axis.viewport import Viewport
from tui.events.event import Event
from tui.layout.arrows import LINES, Arrow, Sheet
from tui.layout.connections import Connection
from tui.layout.item import Cluster
from tui.layout.labels import measure
from tui.layout.lanes import Place
from tui.layout.marks import Role, reach
from tui.layout.plan import Plan
from tui.layout.routes import End, bits, way
from tui.layout.scene import Row, Run
from tui.layout.signposts import Signpost, put_up, spots

#: The most arrows drawn: those to the events that are closest in time.
MOST_ARROWS = 12

_MARKS = frozenset({Role.POINT, Role.RANGE, Role.BAR, Role.DOUBT, Role.DENSE, Role.CLUSTER})

#: What only guides the eye: an arrow may take its cells.
_LINES = frozenset({Role.GRID, Role.NOW, Role.ANCHOR, Role.BREAK})


class Sight(NamedTuple):
    """What of the lanes is on screen: the rows from top on, of those that scroll."""

    viewport: Viewport
    plan: Plan
    top: int
    gutter: int

    def row(self, place: Place) -> int:
        """Return the row on screen of a place; it may lie above or below what is shown."""
        return place.row if place.row < self.plan.frozen else place.row - self.top


class _Linked(NamedTuple):
    """Links to one mark, of which the first is drawn, and how many others there are."""

    connection: Connection
    place: Place
    others: int = 0


def with_links(
    rows: Sequence[Row],
    connections: Sequence[Connection],
    selection: Event,
    own: Place,
    sight: Sight,
) -> list[Row]:
    """Return the rows of the lanes with the links of a selected event that is on screen.

    A link with a mark on screen is an arrow; those of events off the screen are one for each side,
    with the name of the nearest event and how many others there are. A link for whose arrow there
    is no way is a head beside the mark.
    """
    start = _end(rows, own, sight)
    if start is None:
        return list(rows)
    low, high = sight.gutter, sight.gutter + sight.viewport.width
    sheet = Sheet(_free(rows, low, high), low, high)
    sides: dict[str, list[_Linked]] = {}
    ends: list[tuple[_Linked, End]] = []
    near = sorted(_merged(connections, own), key=lambda link: _distance(link, selection))
    for link in near[:MOST_ARROWS]:
        end = _end(rows, link.place, sight)
        if end is not None:
            ends.append((link, end))
            continue
        side = _side(link, sight, len(rows))
        if side:
            sides.setdefault(side, []).append(link)
    for link, end in sorted(ends, key=lambda pair: _closeness(start, pair[1])):
        _join(sheet, start, end, link)
    for side, links in sides.items():
        others = sum(1 + link.others for link in links) - 1
        title = links[0].connection.event.title
        scrolling = range(sight.plan.frozen, len(rows))
        put_up(sheet, start, Signpost(side, title, others, _arrow(links[0])), scrolling)
    if len(near) > MOST_ARROWS:
        _count(sheet, start, near[MOST_ARROWS:], len(rows))
    return sheet.over(rows)


def _merged(connections: Iterable[Connection], own: Place) -> list[_Linked]:
    """Return one link for each mark that is not the selected one's own."""
    found: dict[int, _Linked] = {}
    for connection in connections:
        place = connection.place
        if place is None or place.item is own.item:
            continue
        key = id(place.item)
        known = found.get(key)
        found[key] = (
            known._replace(others=known.others + 1) if known else _Linked(connection, place)
        )
    return list(found.values())


def _distance(link: _Linked, selection: Event) -> int:
    when, own = link.connection.event.when, selection.when
    return abs(when.position - own.position) if when and own else 0


def _closeness(one: End, other: End) -> int:
    apart = max(one.first - other.last, other.first - one.last, 0)
    return 2 * abs(one.row - other.row) + apart


def _end(rows: Sequence[Row], place: Place, sight: Sight) -> End | None:
    """Return the cells in which a mark is to be seen, None where it is not."""
    at = sight.row(place)
    if not 0 <= at < len(rows) or (place.row >= sight.plan.frozen and at < sight.plan.frozen):
        return None
    item = place.item
    event = item.event if isinstance(item, Cluster) else item.mark.event
    runs = [run for run in rows[at].runs if event is not None and run.target == event.id]
    if not any(run.role in _MARKS for run in runs):
        return None
    columns = 0
    for run in runs:
        columns |= bits(run.x, run.x + measure(run.text))
    first, last = runs[0], runs[-1]
    return End(
        at,
        columns,
        first.x - _margin(first),
        last.x + measure(last.text) - 1 + _margin(last),
    )


def _margin(run: Run) -> int:
    """Return the cells beside a run that stay blank: lines do not touch words."""
    return int(run.role is Role.LABEL)


def _free(rows: Sequence[Row], low: int, high: int) -> list[int]:
    """Return the columns [low, high) of each row in which nothing stands, as bits."""
    free = []
    for row in rows:
        columns = bits(low, high)
        for run in row.runs:
            if run.role not in _LINES:
                margin = _margin(run)
                columns &= ~bits(run.x - margin, run.x + measure(run.text) + margin)
        free.append(columns)
    return free


def _side(link: _Linked, sight: Sight, height: int) -> str:
    """Return the sign of the side on which an event lies off the screen, "" for none."""
    when = link.connection.event.when
    if when is None:
        return ""
    start, end = reach(when, sight.viewport.scale)
    row = sight.row(link.place)
    if end <= sight.viewport.first:
        return "◀"
    if start >= sight.viewport.first + sight.viewport.width:
        return "▶"
    return "▲" if row < sight.plan.frozen else "▼" if row >= height else ""


def _arrow(link: _Linked) -> Arrow:
    connection = link.connection
    return Arrow(connection.kind, connection.outgoing, connection.look, connection.event.id)


def _join(sheet: Sheet, start: End, end: End, link: _Linked) -> None:
    """Lead an arrow to a mark; where no way is free, put a head with the letter beside it."""
    arrow = _arrow(link)
    found = way(start, end, sheet.cells(arrow))
    if found is not None:
        sheet.draw(found, arrow)
        return
    letter = LINES[arrow.kind][1]
    before = f"{letter}→" if arrow.outgoing else f"←{letter}"
    after = f"←{letter}" if arrow.outgoing else f"{letter}→"
    for x, text in ((end.first - 2, before), (end.last + 1, after)):
        is_whole = sheet.low <= x and x + 2 <= sheet.high
        if is_whole and sheet.is_free(end.row, x, 2):
            sheet.write(end.row, x, text, arrow)
            return


def _count(sheet: Sheet, start: End, links: Sequence[_Linked], height: int) -> None:
    """Tell near the selected mark how many links have no arrow."""
    text = f"+{sum(1 + link.others for link in links)} links"
    spot = next(spots(sheet, start, "", measure(text), range(height)), None)
    if spot is not None:
        sheet.write(*spot, text, _arrow(links[0]))
