"""Events as a table: a line each in the order of time, undated ones last."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from tui.dates.wording import brief
from tui.events.event import Event
from tui.layout.labels import measure, shorten
from tui.layout.marks import Role, signs_of
from tui.layout.scene import Row, Run, Scene, Zone, overlay

#: Rows above the events: the headings, and a line under them.
HEAD_ROWS = 2

_GAP = 2

#: Cells that the title has at least; columns go, the last ones first, until it has them.
_LEAST_TITLE = 34
_LEAST_BESIDE_TIME = 22


class Table(NamedTuple):
    """What a table shows: total events by their place from 0 on, the first one shown being top.

    selected is the place of the one selected, -1 for none. looks has the numbers of the colours of
    lanes by name, hits the ids of events that a search found. more is how many events
    without a date there are that are not in it.
    """

    event: Callable[[int], Event]
    total: int
    columns: Sequence[str]
    top: int = 0
    selected: int = -1
    anchor: Event | None = None
    looks: dict[str, int] = {}  # noqa: RUF012  it is never changed
    hits: Collection[str] = ()
    more: int = 0


class _Column(NamedTuple):
    """heading has another for a table with an anchor; text is given an event and the one before."""

    heading: str
    width: int
    text: Callable[[Table, Event, Event | None], str]


#: The name of each column, its first cell and its cells.
_Places = Sequence[tuple[str, int, int]]


def _elapsed(table: Table, event: Event, before: Event | None) -> str:
    start = table.anchor or before
    if start is None or start is event or start.when is None or event.when is None:
        return ""
    from tui.dates.elapsed import brief_lag

    return brief_lag(start.when, event.when)


_COLUMNS = {
    "date": _Column("Date", 22, lambda _, event, __: brief(event.when) if event.when else ""),
    "elapsed": _Column("After the last", 14, _elapsed),
    "title": _Column("Title", 0, lambda _, event, __: f"{signs_of(event)} {event.title}".strip()),
    "lane": _Column("Lane", 12, lambda _, event, __: event.lane),
    "status": _Column("Status", 9, lambda _, event, __: event.status.value),
    "sources": _Column("Sources", 7, lambda _, event, __: str(len(event.sources) or "")),
    "importance": _Column("Imp.", 4, lambda _, event, __: str(event.importance)),
    "actors": _Column("Actors", 24, lambda _, event, __: ", ".join(event.actors)),
    "tags": _Column("Tags", 24, lambda _, event, __: ", ".join(event.tags)),
    "edtf": _Column("EDTF", 22, lambda _, event, __: event.when.text if event.when else ""),
    "id": _Column("Id", 24, lambda _, event, __: event.id),
}

#: The columns that can be shown, in their order from the left.
COLUMNS = tuple(_COLUMNS)


def space_in(height: int) -> int:
    """Return how many events a table of some height shows."""
    return max(1, height - HEAD_ROWS)


def draw_table(table: Table, width: int, height: int) -> Scene:
    """Return the picture; columns that leave the title too little room are not in it."""
    places = _places(table.columns, width)
    heading = [
        Run(x, shorten(_heading(name, table), room, 1), Role.CONTEXT) for name, x, room in places
    ]
    rule = [Run(0, "─" * width, Role.RULE)]
    if table.more:
        text = shorten(f" and {table.more:,} more without a date ", width - 4, 1)
        rule = overlay(rule, Run(max(0, width - measure(text) - 2), text, Role.NOTE))
    rows = [
        Row(Zone.AXIS, tuple(run for run in heading if run.text)),
        Row(Zone.AXIS, tuple(rule)),
    ]
    last = min(table.total, table.top + space_in(height))
    before = table.event(table.top - 1) if 0 < table.top <= table.total else None
    for at in range(table.top, last):
        event = table.event(at)
        rows.append(_row(table, at, event, before, places))
        before = event
    rows += [Row(Zone.LANES, ())] * (height - len(rows))
    return Scene(width, height, 0, tuple(rows[:height]))


def _row(
    table: Table,
    at: int,
    event: Event,
    before: Event | None,
    places: Sequence[tuple[str, int, int]],
) -> Row:
    look = table.looks.get(event.lane, -1)
    is_selected = at == table.selected
    runs = [Run(0, "▸", Role.POINTER)] if is_selected else []
    for name, x, room in places:
        text = shorten(_COLUMNS[name].text(table, event, before), room, 1)
        if text:
            role = Role.LABEL if name == "title" else Role.LANE if name == "lane" else Role.NOTE
            chosen = is_selected and name == "title"
            is_hit = name == "title" and event.id in table.hits
            runs.append(Run(x, text, role, look, event.id, chosen, is_hit=is_hit))
    return Row(Zone.LANES, tuple(runs))


def _heading(name: str, table: Table) -> str:
    if name == "elapsed" and table.anchor is not None:
        return "From anchor"
    return _COLUMNS[name].heading


def _places(columns: Sequence[str], width: int) -> list[tuple[str, int, int]]:
    """Return the name, the first cell and the cells of each column that there is room for."""
    shown = [name for name in COLUMNS if name in columns or name == "title"]
    room = 0
    while True:
        fixed = sum(_COLUMNS[name].width + _GAP for name in shown if name != "title")
        room = width - 2 - fixed
        others = [name for name in shown if name not in ("title", "date")]
        if not others or room >= (_LEAST_BESIDE_TIME if others == ["elapsed"] else _LEAST_TITLE):
            break
        shown.remove(others[-1])
    if room < 20 and "date" in shown:
        shown.remove("date")
        room = width - 2
    places, x = [], 2
    for name in shown:
        wide = max(1, room) if name == "title" else _COLUMNS[name].width
        places.append((name, x, wide))
        x += wide + _GAP
    return places
