"""Events as arrays and records: an event is made when it is looked at, and forgotten afterwards."""

from array import array
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, overload
from weakref import WeakValueDictionary
from zlib import crc32

from tui.events.columns import ColumnarEvents, Columns, Facts
from tui.events.event import Event, Link, Source
from tui.events.node import LateMapping
from tui.events.node import Mapping as Node
from tui.events.problem import Location
from tui.events.record import event_of
from tui.named import NamedTuple

#: Events that stay made though nobody holds them.
_MOST_MADE = 4_096


class Arrays(NamedTuple):
    """What is known of each event, by its number in the order of time; undated ones come last.

    Those up to signs are for the dated ones alone; see Columns. A record is record_sizes bytes from
    record_starts on, an event's text in its file text_sizes bytes from text_starts on. The id of an
    event is the bytes from its id_starts to the next one. hashes are the CRC-32 of all ids, in
    ascending order, and hashed the numbers that have them. ties_to are the numbers of events that
    links lead to, in ascending order, and ties_from where each comes from.
    """

    positions: Sequence[int]
    firsts: Sequence[int]
    lasts: Sequence[int]
    befores: Sequence[int]
    signs: Sequence[int]
    importances: Sequence[int]
    lanes: Sequence[int]
    record_starts: Sequence[int]
    record_sizes: Sequence[int]
    text_starts: Sequence[int]
    text_sizes: Sequence[int]
    lines: Sequence[int]
    columns: Sequence[int]
    id_starts: Sequence[int]
    hashes: Sequence[int]
    hashed: Sequence[int]
    ties_to: Sequence[int]
    ties_from: Sequence[int]

    def check(self) -> None:
        """Raise ValueError where there are not as many values of one kind as of another."""
        dated, every = len(self.positions), len(self.lanes)
        are_alike = (
            {len(values) for values in self[:_OF_ALL]} == {dated}
            and {len(values) for values in self[_OF_ALL:_OF_IDS]} == {every}
            and {len(self.id_starts) - 1, len(self.hashes), len(self.hashed)} == {every}
            and len(self.ties_to) == len(self.ties_from)
        )
        if not are_alike or dated > every:
            raise ValueError("columns that are not of the same events")


#: The first of the arrays that are for undated events too, and the first of those of ids.
_OF_ALL, _OF_IDS = map(Arrays._fields.index, ("importances", "id_starts"))

#: The types of the arrays, as the standard library's array names them.
TYPES = dict(zip(Arrays._fields, "qqqqBBIQIQIIIQIIII", strict=True))


def column(name: str, values: Iterable[int] = ()) -> "array[int]":
    """Return values as one of the arrays; raise OverflowError for one that it cannot hold."""
    return array(TYPES[name], values)


class Since(NamedTuple):
    """How a table came of another one, some events of which were read again.

    gone has their numbers in the one before, come those in the table of what they have become, both
    in ascending order; lanes are those of either. Unless is_even, they may have other times,
    importances, lanes or places among all. before returns None once nobody holds that table.
    """

    before: "Callable[[], EventTable | None]"
    gone: Sequence[int]
    come: Sequence[int]
    lanes: frozenset[str]
    is_even: bool


class UnreadNode(LateMapping):
    """The mapping of an event, read when something of it is asked for."""

    __slots__ = ("_read", "number", "table")

    def __init__(
        self, table: "EventTable", number: int, read: "Callable[[EventTable, int], Node]"
    ) -> None:
        self.table = table
        self.number = number
        self._read = read

    def _made(self) -> Node:
        return self._read(self.table, self.number)


class EventTable(ColumnarEvents):
    """All events of a file, in the order of time."""

    def __init__(
        self,
        arrays: Arrays,
        records: bytes | memoryview,
        ids: bytes | memoryview,
        lane_names: Sequence[str],
        shared: Mapping[str, Source],
        facts: Facts,
        node_at: Callable[["EventTable", int], Node],
    ) -> None:
        """Take node_at for what reads the mapping of an event, given its number."""
        self.arrays = arrays
        self.record_bytes, self.id_bytes = records, ids
        self.lane_names = lane_names
        self._facts = facts
        self._shared, self._node_at = shared, node_at
        #: The numbers of the dated events of each lane, once they are known.
        self.members: Mapping[str, Sequence[int]] | None = None
        #: What was made of lanes, by their names, and of all dated events under no name.
        self.indexes: Mapping[str, Any] = {}
        #: How it came of another table, if it did.
        self.since: Since | None = None
        self._made: WeakValueDictionary[int, Event] = WeakValueDictionary()
        self._recent: deque[Event] = deque(maxlen=_MOST_MADE)

    def __len__(self) -> int:
        return len(self.arrays.lanes)

    @overload
    def __getitem__(self, number: int) -> Event: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Event]: ...

    def __getitem__(self, number: int | slice) -> Event | Sequence[Event]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        if number < 0:
            number += len(self)
        event = self._made.get(number)
        if event is None:
            event = self._made[number] = self._event(number)
            self._recent.append(event)
        return event

    def _event(self, number: int) -> Event:
        arrays = self.arrays
        start = arrays.record_starts[number]
        record = str(self.record_bytes[start : start + arrays.record_sizes[number]], "utf-8")
        place = Location(arrays.lines[number], arrays.columns[number])
        node = UnreadNode(self._bare, number, self._node_at)
        return event_of(record, self.id(number), place, self._shared, node)

    @cached_property
    def _bare(self) -> "EventTable":
        """The same without any events made, for nodes to be read from.

        Events that a table keeps do not lead back to it, so that it goes when nobody holds it: what
        was frozen no collector would find.
        """
        of_all = self.record_bytes, self.id_bytes, self.lane_names, self._shared, self._facts
        return EventTable(self.arrays, *of_all, self._node_at)

    @property
    def facts(self) -> Facts:
        return self._facts

    def record(self, number: int) -> bytes:
        start = self.arrays.record_starts[number]
        return bytes(self.record_bytes[start : start + self.arrays.record_sizes[number]])

    def records(self) -> Iterator[bytes]:
        return map(self.record, range(len(self)))

    def at(self, place: Location) -> Event | None:
        lines, columns = self.arrays.lines, self.arrays.columns
        found = (number for number, line in enumerate(lines) if line == place.line)
        number = next((number for number in found if columns[number] == place.column), None)
        return None if number is None else self[number]

    def last_place(self) -> Location | None:
        lines, columns = self.arrays.lines, self.arrays.columns
        last = max(lines, default=0)
        found = (columns[number] for number, line in enumerate(lines) if line == last)
        column = max(found, default=None)
        return None if column is None else Location(last, column)

    @property
    def dated(self) -> int:
        """How many events have a date."""
        return len(self.arrays.positions)

    @property
    def columns(self) -> Columns:
        return self.take(range(self.dated)).columns

    def id(self, number: int) -> str:
        start, end = self.arrays.id_starts[number], self.arrays.id_starts[number + 1]
        return str(self.id_bytes[start:end], "utf-8")

    def ids(self) -> Iterable[str]:
        return map(self.id, range(len(self)))

    def joined_ids(self) -> tuple[bytes, Sequence[int]]:
        return bytes(self.id_bytes), self.arrays.id_starts

    def by_lane(self) -> Mapping[str, Sequence[int]]:
        """Return the numbers of the dated events of each lane, in the order they turn up."""
        if self.members is None:
            names, found = self.lane_names, dict[int, list[int]]()
            for number, lane in enumerate(islice(self.arrays.lanes, self.dated)):
                found.setdefault(lane, []).append(number)
            self.members = {names[lane]: array("I", numbers) for lane, numbers in found.items()}
        return self.members

    def take(self, numbers: Sequence[int]) -> "Picked":
        return Picked(self, numbers)

    def number(self, event_id: str) -> int | None:
        """Return the number of the event with an id, None if there is none."""
        arrays, sought = self.arrays, crc32(event_id.encode("utf-8", "surrogatepass"))
        at = bisect_left(arrays.hashes, sought)
        while at < len(arrays.hashes) and arrays.hashes[at] == sought:
            number = arrays.hashed[at]
            if self.id(number) == event_id:
                return number
            at += 1
        return None

    def number_of(self, event: Event) -> int | None:
        """Return the number of an event, which may be another reading of the same."""
        node = event.node
        if isinstance(node, UnreadNode) and node.table is self._bare:
            return node.number
        return self.number(event.id)

    def named(self, event_id: str) -> Event | None:
        number = self.number(event_id)
        return None if number is None else self[number]

    def linking(self, event_id: str) -> Iterator[tuple[Event, Link]]:
        number = self.number(event_id)
        if number is None:
            return
        to = self.arrays.ties_to
        found = self.arrays.ties_from[bisect_left(to, number) : bisect_right(to, number)]
        for each in dict.fromkeys(found):
            event = self[each]
            yield from ((event, link) for link in event.links if link.to == event_id)


class Picked(ColumnarEvents):
    """Some events of a table, by their numbers in ascending order."""

    def __init__(self, table: EventTable, numbers: Sequence[int]) -> None:
        self.table = table
        is_kept = isinstance(numbers, range | array | memoryview)
        self.numbers = numbers if is_kept else array("I", numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, number: int) -> Event: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Event]: ...

    def __getitem__(self, number: int | slice) -> Event | Sequence[Event]:
        if isinstance(number, slice):
            return [self.table[each] for each in self.numbers[number]]
        return self.table[self.numbers[number]]

    @cached_property
    def columns(self) -> Columns:
        # Of others than these, which hold them: neither is to hold itself.
        return _PickedColumns(Picked(self.table, self.numbers))

    def ids(self) -> Iterable[str]:
        return map(self.table.id, self.numbers)

    def records(self) -> Iterator[bytes]:
        return map(self.table.record, self.numbers)

    @property
    def kept(self) -> Mapping[str, Any]:
        """What the table keeps, if these are all its dated events."""
        return self.table.indexes if self.numbers == range(self.table.dated) else {}

    def by_lane(self) -> Mapping[str, Sequence[int]]:
        """Return the places of the events of each lane, in the order they turn up."""
        if self.numbers == range(self.table.dated):
            return self.table.by_lane()
        found: dict[str, list[int]] = {}
        names, lanes = self.table.lane_names, self.table.arrays.lanes
        for place, number in enumerate(self.numbers):
            found.setdefault(names[lanes[number]], []).append(place)
        return found

    def take(self, numbers: Sequence[int]) -> "Picked":
        if isinstance(numbers, range) and isinstance(self.numbers, range):
            return Picked(self.table, self.numbers[numbers.start : numbers.stop : numbers.step])
        if self.numbers == range(len(self.table)) or self.numbers == range(self.table.dated):
            return Picked(self.table, numbers)
        return Picked(self.table, [self.numbers[number] for number in numbers])

    def place(self, event: Event) -> int | None:
        """Return the place of an event among these, None if it is not."""
        number = self.table.number_of(event)
        if number is None:
            return None
        at = bisect_left(self.numbers, number)
        return at if at < len(self.numbers) and self.numbers[at] == number else None


class _PickedColumns:
    """The columns of some events of a table: its own where they are all dated ones."""

    def __init__(self, picked: Picked) -> None:
        self._picked = picked
        self._arrays, self._numbers = picked.table.arrays, picked.numbers

    def _taken(self, name: str) -> Sequence[int]:
        values: Sequence[int] = getattr(self._arrays, name)
        if self._numbers == range(len(values)):
            return values
        return column(name, map(values.__getitem__, self._numbers))

    @cached_property
    def positions(self) -> Sequence[int]:
        return self._taken("positions")

    @property
    def firsts(self) -> Sequence[int]:
        return self._taken("firsts")

    @property
    def lasts(self) -> Sequence[int]:
        return self._taken("lasts")

    @property
    def befores(self) -> Sequence[int]:
        return self._taken("befores")

    @cached_property
    def signs(self) -> Sequence[int]:
        return self._taken("signs")

    @property
    def importances(self) -> Sequence[int]:
        return self._taken("importances")

    def number(self, event: Event) -> int | None:
        return self._picked.place(event)
