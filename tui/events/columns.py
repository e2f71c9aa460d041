"""What events are by time and by what they matter, a value for each."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, Protocol, TypeGuard

from tui.dates.fuzzy_date import FuzzyDate
from tui.dates.span import Instant, Span
from tui.events.event import Event, Link
from tui.events.problem import Location
from tui.named import NamedTuple

#: Signs of a date: it is open on a side; it has no known beginning; it has no known end.
OPEN, BEGINLESS, ENDLESS = 1, 2, 4


class Columns(Protocol):
    """Values of dated events, which are in the order of time, by their number in it."""

    @property
    def positions(self) -> Sequence[Instant]:
        """The instants that they are ordered by."""
        ...

    @property
    def firsts(self) -> Sequence[Instant]:
        """The first instants that are known of them (inclusive)."""
        ...

    @property
    def lasts(self) -> Sequence[Instant]:
        """The instants by which all that is known of them is over (exclusive)."""
        ...

    @property
    def befores(self) -> Sequence[Instant]:
        """The instants by which they were surely over (exclusive), any for an endless one."""
        ...

    @property
    def signs(self) -> Sequence[int]:
        """The sum of OPEN, BEGINLESS and ENDLESS that each of them has."""
        ...

    @property
    def importances(self) -> Sequence[int]:
        """How much they matter, from 1 to 5."""
        ...

    def number(self, event: Event) -> int | None:
        """Return the number of an event, None if it is not among these."""
        ...


class Facts(NamedTuple):
    """What is known of all events together.

    extent is the least span that holds every date, dangling how many links lead to no event, and
    own has the fields that only this file knows, with how many events have each.
    """

    extent: Span | None
    dangling: int
    own: Mapping[str, int]


class ColumnarEvents(Sequence[Event]):
    """Events that know their columns, and make those that are looked at."""

    @property
    def columns(self) -> Columns:
        raise NotImplementedError

    def ids(self) -> Iterable[str]:
        """Return the id of each event, in order."""
        raise NotImplementedError

    def joined_ids(self) -> tuple[bytes, Sequence[int]]:
        """Return the ids of all events in UTF-8 as one, and where each begins and the last ends."""
        return _joined(self.ids())

    @property
    def facts(self) -> Facts:
        """What is known of all events of the file; only all of them together tell."""
        raise NotImplementedError

    def records(self) -> Iterator[bytes]:
        """Yield the record of each event, in order."""
        raise NotImplementedError

    def at(self, place: Location) -> Event | None:
        """Return the event that begins at a place, None if none does."""
        raise NotImplementedError

    def last_place(self) -> Location | None:
        """Return where the last event in the order of the file begins, None if there is none."""
        raise NotImplementedError

    @property
    def kept(self) -> Mapping[str, Any]:
        """What is kept for these very events, by the name of a lane, "" for all."""
        return {}

    def by_lane(self) -> Mapping[str, Sequence[int]]:
        """Return the places of the events of each lane, in the order they turn up."""
        raise NotImplementedError

    def named(self, event_id: str) -> Event | None:
        """Return the event with an id, None if it is not among these."""
        raise NotImplementedError

    def linking(self, event_id: str) -> Iterable[tuple[Event, Link]]:
        """Return the links to the event with an id and the events they start from, in order."""
        raise NotImplementedError

    def take(self, numbers: Sequence[int]) -> "ColumnarEvents":
        """Return the events of some numbers, which are in ascending order."""
        raise NotImplementedError


def is_columnar(events: Sequence[Event]) -> TypeGuard[ColumnarEvents]:
    return isinstance(events, ColumnarEvents)


def columns_of(events: Sequence[Event]) -> Columns:
    """Return the columns of dated events."""
    return events.columns if is_columnar(events) else _Listed(events)


def ids_of(events: Sequence[Event]) -> Iterable[str]:
    return events.ids() if is_columnar(events) else [event.id for event in events]


def joined_ids(events: Sequence[Event]) -> tuple[bytes, Sequence[int]]:
    """Return the ids of all events in UTF-8 as one, and where each begins and the last ends."""
    return events.joined_ids() if is_columnar(events) else _joined(ids_of(events))


def _joined(ids: Iterable[str]) -> tuple[bytes, Sequence[int]]:
    encoded = [name.encode("utf-8", "surrogatepass") for name in ids]
    return b"".join(encoded), list(accumulate(map(len, encoded), initial=0))


def records(events: Sequence[Event]) -> Iterator[tuple[str, bytes]]:
    """Yield the id and the record of each event."""
    if is_columnar(events):
        return zip(events.ids(), events.records(), strict=True)
    from tui.events.record import record_of

    return ((event.id, record_of(event).encode()) for event in events)


def titles_of(events: Sequence[Event]) -> Iterator[str]:
    """Yield the title of each event."""
    if is_columnar(events):
        from tui.events.record import title_of

        return map(title_of, events.records())
    return (event.title for event in events)


def event_at(events: Sequence[Event], place: Location) -> Event | None:
    """Return the event that begins at a place, None if none does."""
    if is_columnar(events):
        return events.at(place)
    return next((event for event in events if event.location == place), None)


def last_place(events: Sequence[Event]) -> Location | None:
    """Return where the last event in the order of the file begins, None if there is none."""
    if is_columnar(events):
        return events.last_place()
    return max((event.location for event in events), default=None)


#: Of more events than this only so many are asked for what occurs in them, from all over.
SAMPLE = 10_000


def sample(events: Sequence[Event]) -> Sequence[Event]:
    """Return all of a few events, and of many that have to be made some from all over."""
    if not is_columnar(events) or len(events) <= SAMPLE:
        return events
    return events.take(range(0, len(events), -(-len(events) // SAMPLE)))


def take(events: Sequence[Event], numbers: Sequence[int]) -> Sequence[Event]:
    """Return the events of some numbers, which are in ascending order."""
    if is_columnar(events):
        return events.take(numbers)
    return tuple([events[number] for number in numbers])


def only(events: Sequence[Event], ids: Collection[str]) -> Sequence[Event]:
    """Return the events that have one of some ids."""
    return take(events, [number for number, name in enumerate(ids_of(events)) if name in ids])


def signs_of(when: FuzzyDate) -> int:
    """Return the signs of a date."""
    return (
        (OPEN if when.is_open else 0)
        | (BEGINLESS if when.earliest is None else 0)
        | (ENDLESS if when.before is None else 0)
    )


class _Listed:
    """The columns of events at hand."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = events

    @cached_property
    def _dates(self) -> list[FuzzyDate]:
        return [event.when for event in self._events if event.when is not None]

    @cached_property
    def positions(self) -> list[Instant]:
        return [when.position for when in self._dates]

    @cached_property
    def firsts(self) -> list[Instant]:
        return [when.moments[0].span.start for when in self._dates]

    @cached_property
    def lasts(self) -> list[Instant]:
        return [when.moments[-1].span.end for when in self._dates]

    @cached_property
    def befores(self) -> list[Instant]:
        ends = (when.before for when in self._dates)
        return [0 if end is None else end for end in ends]

    @cached_property
    def signs(self) -> list[int]:
        return [signs_of(when) for when in self._dates]

    @cached_property
    def importances(self) -> list[int]:
        return [event.importance for event in self._events]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {event.id: number for number, event in enumerate(self._events)}

    def number(self, event: Event) -> int | None:
        return self._numbers.get(event.id)
