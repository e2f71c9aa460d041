"""Which lanes events fall into, by lane or by anything else that the file says of them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from tui.dates.english import counted
from tui.events.clean import clean_line, is_blank
from tui.events.columns import ids_of, is_columnar, only, take
from tui.events.event import OTHER_LANE, Event, Status
from tui.events.record import Record
from tui.events.timeline import Lane as DeclaredLane
from tui.named import NamedTuple


class Split(NamedTuple):
    """Groups by hand: their names, and the ids of the events in each."""

    names: tuple[str, ...]
    ids: tuple[frozenset[str], ...]

    def groups(self, event_id: str) -> tuple[str, ...]:
        """Return the names of the groups that an event is in, by its id."""
        return tuple(
            name for name, ids in zip(self.names, self.ids, strict=True) if event_id in ids
        )


class Field(NamedTuple):
    """What lanes are made by; is_own for a field that only this file knows, of whatever name.

    queries are those that lanes were made by, one each; what they mean stands elsewhere.
    """

    name: str
    is_own: bool = False
    queries: tuple[str, ...] = ()


LANE = Field("lane")
ACTOR = Field("actor")
TAG = Field("tag")
STATUS = Field("status")
PUBLISHER = Field("publisher")
IMPORTANCE = Field("importance")

#: The lane of the events that none of several queries means.
REST = "None of these"

_IMPORTANCES = {number: (f"importance {number}",) for number in (5, 4, 3, 2, 1)}

_READERS: dict[Field, Callable[[Event], tuple[str, ...]]] = {
    LANE: lambda event: (event.lane,),
    ACTOR: lambda event: event.actors,
    TAG: lambda event: event.tags,
    STATUS: lambda event: (event.status.value,),
    PUBLISHER: lambda event: tuple([source.publisher for source in event.sources]),
    IMPORTANCE: lambda event: _IMPORTANCES[event.importance],
}

#: The same, of a record; None where it does not tell.
_RECORD_READERS: dict[Field, Callable[[Record], Sequence[str] | None]] = {
    LANE: lambda record: (record.lane,),
    ACTOR: lambda record: record.actors,
    TAG: lambda record: record.tags,
    STATUS: lambda record: (record.status,),
    PUBLISHER: lambda record: record.publishers,
    IMPORTANCE: lambda record: _IMPORTANCES[record.importance],
}

#: The order of the groups that have one of their own.
_ORDERS: dict[Field, tuple[str, ...]] = {
    STATUS: tuple(status.value for status in Status),
    IMPORTANCE: tuple(name for (name,) in _IMPORTANCES.values()),
}


class Lane(NamedTuple):
    """A group of dated events in the order of time, which may be in other groups too.

    look is the number of its colour and glyph: its place among all lanes of the field, as long as
    none is hidden, moved or filtered. colour and glyph are as the file says them, else empty.
    """

    name: str
    events: Sequence[Event]
    look: int
    colour: str = ""
    glyph: str = ""

    def only(self, ids: Collection[str]) -> "Lane":
        """Return the lane with the events of some ids; it looks the same even with none of them."""
        return self._replace(events=only(self.events, ids))


class Grouping(NamedTuple):
    """A field with the number of its groups and that of the dated events that are in any."""

    field: Field
    groups: int
    events: int

    @property
    def note(self) -> str:
        counts = f"{counted(self.groups, 'group')} · {counted(self.events, 'event')}"
        return f"own field · {counts}" if self.field.is_own else counts


def fields(events: Sequence[Event]) -> tuple[Grouping, ...]:
    """Return what lanes can be made by: what every file knows, then this one's own fields.

    Own fields come by the number of events that have them, the most first; those that tell every
    event from every other come last.
    """
    said = {field: list(_texts(events, field)) for field in _READERS}
    known = [_counted(field, map(tuple, filter(None, texts))) for field, texts in said.items()]
    values: dict[str, list[tuple[str, ...]]] = {}
    for other in _others(events):
        for name, texts in other.items():
            values.setdefault(name, []).append(texts)
    own = [_counted(Field(name, is_own=True), found) for name, found in values.items()]
    own.sort(key=lambda each: (each.groups >= each.events, -each.events, each.field.name))
    return tuple(each for each in (*known, *own) if each.events or each.field == LANE)


def _others(events: Sequence[Event]) -> Iterator[Mapping[str, tuple[str, ...]]]:
    """Yield the own fields of each event that has a date."""
    if is_columnar(events):
        return (Record(record.decode()).other for record in events.records())
    return (event.other for event in events if event.when is not None)


def by_queries(events: Sequence[Event], split: Split) -> tuple[Lane, ...]:
    """Return a lane for each group of some events, and one for those in none.

    An event that is in several groups is in each of their lanes.
    """
    members: dict[str, list[int]] = {name: [] for name in (*split.names, REST)}
    for number, event_id in enumerate(ids_of(events)):
        for name in split.groups(event_id) or (REST,):
            members[name].append(number)
    lanes = (
        Lane(name, take(events, found), look) for look, (name, found) in enumerate(members.items())
    )
    return tuple(lane for lane in lanes if lane.events or lane.name != REST)


def grouped(
    events: Sequence[Event], field: Field, declared: Sequence[DeclaredLane]
) -> tuple[Lane, ...]:
    """Return all lanes of some events, which are in the order of time; undated ones are in none.

    Lanes stand as declared, then as they turn up; groups of status and importance in the order of
    those; all others with the most events first. The lane of events that say nothing is the last.
    """
    members: dict[str, Sequence[int]] = _members(events, field)
    styles = {lane.name: lane for lane in declared if field == LANE}
    lanes = []
    for look, name in enumerate(_order(members, field, styles)):
        style = styles.get(name, DeclaredLane(name))
        found = take(events, members.get(name, ()))
        lanes.append(Lane(name, found, look, style.colour, style.glyph))
    return tuple(lanes)


def _members(events: Sequence[Event], field: Field) -> dict[str, Sequence[int]]:
    """Return the numbers of the events of each lane; columnar ones are all dated."""
    if field == LANE and is_columnar(events):
        found: dict[str, Sequence[int]] = {}
        for lane, numbers in events.by_lane().items():
            name = lane_name(lane, field)
            found[name] = sorted((*found[name], *numbers)) if name in found else numbers
        return found
    members: dict[str, list[int]] = {}
    for number, texts in enumerate(_texts(events, field)):
        for name in _named(texts, field) if texts is not None else ():
            members.setdefault(name, []).append(number)
    return {**members}


def _texts(events: Sequence[Event], field: Field) -> Iterator[Sequence[str] | None]:
    """Yield what each event says of a field, None for one without a date."""
    if not is_columnar(events):
        for event in events:
            yield _said(event, field) if event.when is not None else None
        return
    for number, record in enumerate(map(Record, map(bytes.decode, events.records()))):
        said = record.other.get(field.name, ()) if field.is_own else _RECORD_READERS[field](record)
        yield _said(events[number], field) if said is None else said


def _said(event: Event, field: Field) -> Sequence[str]:
    return event.other.get(field.name, ()) if field.is_own else _READERS[field](event)


def lanes_of(event: Event, field: Field) -> tuple[str, ...]:
    """Return the names of the lanes that an event is in, at least one."""
    return _named(_said(event, field), field)


def _named(texts: Sequence[str], field: Field) -> tuple[str, ...]:
    """Return the names of the lanes of an event that says some texts of a field."""
    if not texts:
        return (nameless(field),)
    names = dict.fromkeys(map(_name, texts))
    names.pop("", None)
    return tuple(names) or (nameless(field),)


def lane_name(text: str, field: Field) -> str:
    """Return the name of the lane of the events that say a text of a field."""
    return _name(text) or nameless(field)


def nameless(field: Field) -> str:
    """Return the name of the lane of the events that say nothing of a field."""
    return OTHER_LANE if field == LANE else f"No {field.name}"


def _order(
    members: Mapping[str, Sequence[int]], field: Field, declared: Collection[str]
) -> list[str]:
    last = nameless(field)
    if field == LANE:
        others = [name for name in members if name not in declared]
        return [*declared, *sorted(others, key=lambda name: name == last)]
    if field in _ORDERS:
        return [name for name in _ORDERS[field] if name in members]
    return sorted(
        members, key=lambda name: (name == last, -len(members[name]), name.casefold(), name)
    )


def _counted(field: Field, values: Iterable[tuple[str, ...]]) -> Grouping:
    """Count the distinct groups of a field, given what each event says of it."""
    times = Counter(values)
    names = {text: _name(text) for text in set().union(*times)}
    blank = {text for text, name in names.items() if not name}
    events = sum(count for texts, count in times.items() if not blank.issuperset(texts))
    return Grouping(field, len(set(names.values()) - {""}), events)


def _name(text: str) -> str:
    """Return a value as the name of a lane, on one line; "" for one that shows nothing."""
    if text.isascii() and text.isprintable():
        return "" if text.isspace() else text
    return "" if is_blank(text) else clean_line(text)
