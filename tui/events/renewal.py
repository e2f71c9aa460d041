"""A table of events some of which were read again: that of before, but for these few.

Nothing is told that reading all would not tell; where more may depend on what has changed, such as
a link that leads nowhere now, that is said instead.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from weakref import ref
from zlib import crc32

from tui.dates.span import Span
from tui.events.assembly import (
    extent_of,
    in_time,
    longest_first,
    ordered,
    own_of,
    timeline_of,
)
from tui.events.columns import Facts
from tui.events.document import Document
from tui.events.event import Source
from tui.events.event_reader import check_ties
from tui.events.event_table import TYPES, Arrays, EventTable, Since
from tui.events.exchange import Exchange, NotRenewedError, Stayed
from tui.events.gathered import DATED, Columns, Gathered, Picking
from tui.events.head import Head
from tui.events.node import Mapping as Node
from tui.events.problem import Location, Problem
from tui.events.splicing import GONE, Splicing
from tui.events.timeline import Timeline
from tui.events.trace import Trace

#: Of a file with one of these no part can be read without all others.
_OF_ALL = {"problems-more", "id-duplicate"}
_DANGLING = "link-dangling"
#: Records take at most so many times the bytes of those that have not gone.
_MOST_GONE = 2
#: Columns that are the same where the picture of a lane is, but for its labels.
_PICTURED = (*sorted(DATED), "importances", "lanes")


def renewed(
    before: Timeline,
    traces: Sequence[Trace],
    kept: Sequence[Stayed],
    lines: range,
    gathered: Gathered,
    head: Head,
    document: Document,
    node_at: Callable[[EventTable, int], Node],
) -> tuple[Timeline, list[Trace]]:
    """Return a timeline as reading all of a file would, and the traces of its parts.

    traces are those of the timeline before, which were on these lines, kept the parts that are the
    same, in order, and gathered has all others. The head says what it did before. node_at and
    document are as for assembled. Raise NotRenewedError where all is to be read.
    """
    renewal = _Renewal(before, traces, kept, gathered)
    problems = list(renewal.problems(lines))
    found = renewal.traces
    guessed, guessed_before = (sum(trace.guessed for trace in each) for each in (found, traces))
    # What is left to guess with tells what links that lead nowhere are said to have meant.
    is_otherwise = guessed != guessed_before and renewal.has_dangling
    if is_otherwise or not document.has_guessed(guessed):
        raise NotRenewedError
    table = renewal.table(extent_of(found), own_of(found), head.sources, node_at)
    for problem in problems:
        document.log.add(*problem)
    for piece in gathered.pieces:
        if piece.log is not None:
            document.log.absorb(piece.log)
    renewal.check_ties(document)
    lanes = dict.fromkeys(lane for trace in found for lane in trace.lanes)
    timeline = timeline_of(head, lanes, table, document.log, is_partial=False)
    if _are_of_all(timeline):
        raise NotRenewedError
    return timeline, found


class _Renewal:
    def __init__(
        self, before: Timeline, traces: Sequence[Trace], kept: Sequence[Stayed], gathered: Gathered
    ) -> None:
        size = sum(trace.size for trace in traces)
        if not isinstance(before.events, EventTable) or len(before.events) != size:
            raise NotRenewedError
        if _are_of_all(before):
            raise NotRenewedError
        self._before, self._table, self._arrays = before, before.events, before.events.arrays
        self._old_traces, self._kept, self._gathered = traces, kept, gathered
        self._exchange = exchange = Exchange(self._table, traces, kept, gathered)
        self._gone, self._come = exchange.gone, exchange.columns()
        self._check_records()
        #: Of those that come, in the order of time, the places in the order of the file.
        self._order = in_time(self._come)
        self._come = ordered(self._come, self._order, Picking(self._order))

    def _check_records(self) -> None:
        """Raise NotRenewedError where too much of the records would be of what has gone."""
        sizes, come = self._arrays.record_sizes, sum(self._come["record_sizes"])
        stay = sum(sizes) - sum(map(sizes.__getitem__, self._gone))
        if len(self._table.record_bytes) + come > _MOST_GONE * (stay + come):
            raise NotRenewedError

    @property
    def has_dangling(self) -> bool:
        """Whether a link leads nowhere."""
        return self._table.facts.dangling > 0

    @cached_property
    def traces(self) -> list[Trace]:
        """The traces of all parts as they are now, in order."""
        stay = [
            self._old_traces[number]._replace(offset=offset, line=line)
            for number, offset, line in self._kept
        ]
        return sorted((*stay, *(piece.trace for piece in self._gathered.pieces)), key=_offset)

    @cached_property
    def _splicing(self) -> Splicing:
        return Splicing(len(self._table), self._gone, self._places)

    @cached_property
    def _places(self) -> list[int]:
        """The number before which each event that came has its place, in the order of time."""
        arrays, dated, come = self._arrays, self._table.dated, self._come
        positions = arrays.positions

        def key(number: int) -> tuple[int, int]:
            place = self._exchange.place(number)
            if number >= dated:
                return 0, place
            return longest_first(arrays.signs[number], arrays.befores[number]), place

        found = []
        for number, start in enumerate(come["text_starts"]):
            longest, low, high = 0, dated, len(self._table)
            if number < len(come["positions"]):
                position = come["positions"][number]
                low, high = bisect_left(positions, position), bisect_right(positions, position)
                longest = longest_first(come["signs"][number], come["befores"][number])
            some = range(low, high)
            found.append(low + bisect_left(some, (longest, start), key=key))
        return found

    @cached_property
    def _ids(self) -> list[str]:
        """The ids of those that come, in the order of time."""
        exchange = self._exchange
        return [exchange.ids[exchange.come[place]] for place in self._order]

    def _number(self, event_id: str) -> int:
        """Return the number that the event with an id has now."""
        number = self._came.get(event_id)
        if number is not None:
            return number
        old = self._table.number(event_id)
        number = GONE if old is None else self._splicing.places[old]
        if number == GONE:
            raise NotRenewedError
        return number

    @cached_property
    def _came(self) -> dict[str, int]:
        """The number of each event that comes, by its id."""
        return dict(zip(self._ids, self._splicing.others, strict=True))

    def table(
        self,
        extent: Span | None,
        own: Mapping[str, int],
        sources: Mapping[str, Source],
        node_at: Callable[[EventTable, int], Node],
    ) -> EventTable:
        before, splicing = self._table, self._splicing
        come, size = self._come, len(before.record_bytes)
        come["record_starts"] = array("Q", map(size.__add__, come["record_starts"]))
        told = {
            "text_starts": self._exchange.shifted("text_starts", "by"),
            "lines": self._exchange.shifted("lines", "down"),
        }
        dated = bisect_left(self._gone, before.dated)
        of_dated = Splicing(
            before.dated, self._gone[:dated], self._places[: len(come["positions"])]
        )
        arrays = {
            name: (of_dated if name in DATED else splicing)(
                TYPES[name], told.get(name) or getattr(self._arrays, name), values
            )
            for name, values in come.items()
        }
        data, named = self._id_arrays()
        # What has gone stays among the records, for without it all would have to be numbered anew.
        records = b"".join((before.record_bytes, self._exchange.records))
        facts = Facts(extent, before.facts.dangling, own)
        every = Arrays(**arrays, **named, **self._tied())
        table = EventTable(every, records, data, self._exchange.lane_names, sources, facts, node_at)
        table.since = self._since
        table.members = self._members(table.since)
        return table

    def _id_arrays(self) -> tuple[bytes, Columns]:
        """Return the ids of all events as bytes, and the arrays that tell of them."""
        table, arrays, splicing = self._table, self._arrays, self._splicing
        encoded = list(map(str.encode, self._ids))
        starts = array("Q", accumulate(map(len, encoded), initial=0))
        data, id_starts = splicing.joined(
            (table.id_bytes, arrays.id_starts), (b"".join(encoded), starts)
        )
        come = sorted(zip(map(crc32, encoded), splicing.others, self._places, strict=True))
        by_hash = Splicing(
            len(arrays.hashes),
            sorted(map(self._place_of_hash, self._gone)),
            [self._place_among(each, place) for each, _, place in come],
        )
        hashed = arrays.hashed
        if not splicing.is_even:
            hashed = array("I", map(splicing.places.__getitem__, hashed))
        named = {
            "id_starts": id_starts,
            "hashes": by_hash("I", arrays.hashes, array("I", [each for each, _, _ in come])),
            "hashed": by_hash("I", hashed, array("I", [number for _, number, _ in come])),
        }
        return data, named

    def _place_of_hash(self, number: int) -> int:
        """Return where in the arrays of hashes an event of before is."""
        return self._place_among(crc32(self._table.id(number).encode()), number)

    def _place_among(self, sought: int, number: int) -> int:
        """Return where in the arrays of hashes one begins of events that have a number or more."""
        hashes = self._arrays.hashes
        low = bisect_left(hashes, sought)
        return bisect_left(self._arrays.hashed, number, low, bisect_right(hashes, sought, low))

    def _tied(self) -> Columns:
        """Return where links lead and where they come from, by number."""
        arrays, places = self._arrays, self._splicing.places
        ids, come = self._exchange.ids, set(self._exchange.come)
        found = [
            (self._number(tie.to), self._came[ids[tie.number]])
            for tie in self._gathered.ties
            if tie.number in come
        ]
        for to, start in zip(arrays.ties_to, arrays.ties_from, strict=True):
            start_now, to_now = places[start], places[to]
            if start_now == GONE:
                continue
            if to_now == GONE:
                to_now = self._number(self._table.id(to))
            found.append((to_now, start_now))
        found.sort()
        return {
            "ties_to": array("I", [to for to, _ in found]),
            "ties_from": array("I", [start for _, start in found]),
        }

    @cached_property
    def _since(self) -> Since:
        before, arrays, come = self._table, self._arrays, self._come
        others, names = self._splicing.others, self._exchange.lane_names
        lanes = {before.lane_names[arrays.lanes[number]] for number in self._gone}
        lanes |= {names[lane] for lane in come["lanes"]}
        is_even = self._splicing.is_even and self._gone == others
        if is_even:
            for name in _PICTURED:
                values: Sequence[int] = getattr(arrays, name)
                known = [values[number] for number in self._gone if number < len(values)]
                is_even = is_even and known == list(come[name])
        return Since(ref(before), self._gone, others, frozenset(lanes), is_even)

    def _members(self, since: Since) -> Mapping[str, Sequence[int]] | None:
        """Return the numbers of the dated events of each lane, if they were known before."""
        before, splicing = self._table.members, self._splicing
        if before is None or since.is_even:
            return before
        come: defaultdict[str, list[int]] = defaultdict(list)
        dated, names = len(self._come["positions"]), self._exchange.lane_names
        lanes = self._come["lanes"][:dated]
        for number, lane in zip(splicing.others[:dated], lanes, strict=True):
            come[names[lane]].append(number)
        found: dict[str, Sequence[int]] = {}
        for name in dict.fromkeys((*before, *come)):
            numbers: Sequence[int] = before.get(name, ())
            if not splicing.is_even or name in since.lanes:
                stay = map(splicing.places.__getitem__, numbers)
                numbers = array("I", (number for number in stay if number != GONE))
            if come[name]:
                numbers = array("I", sorted((*numbers, *come[name])))
            if numbers:
                found[name] = numbers
        return dict(sorted(found.items(), key=lambda each: each[1][0]))

    def check_ties(self, document: Document) -> None:
        """Report what is wrong with the links of parts that were read again."""
        ids = self._exchange.ids
        # Those that lead nowhere have been found when places were made of them.
        check_ties([tie for tie in self._gathered.ties if tie.to == ids[tie.number]], ids, document)

    def problems(self, lines: range) -> Iterator[Problem]:
        """Yield the problems of parts that stay, which were on some lines."""
        stretches = self._exchange.stretches
        starts = [stretch.line for stretch in stretches]
        for problem in self._before.problems:
            line, column = problem.location
            if line not in lines:
                continue
            stretch = stretches[bisect_right(starts, line) - 1]
            if stretch.stays:
                if stretch.down and problem.tells_line:
                    raise NotRenewedError
                yield problem._replace(location=Location(line + stretch.down, column))
            elif problem.code == _DANGLING:
                raise NotRenewedError


def _are_of_all(timeline: Timeline) -> bool:
    return any(problem.code in _OF_ALL for problem in timeline.problems)


def _offset(trace: Trace) -> int:
    return trace.offset
