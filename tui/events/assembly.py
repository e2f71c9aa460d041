"""The events of a whole file from the segments of its parts."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from operator import eq
from zlib import crc32

from tui.dates.span import Span
from tui.events.columns import ENDLESS, Facts
from tui.events.document import Document
from tui.events.event_reader import Tie, check_ties
from tui.events.event_table import TYPES, Arrays, EventTable, column
from tui.events.gathered import DATED, Columns, Gathered, Picking, Piece, places_of
from tui.events.head import Head
from tui.events.identity import assign_ids
from tui.events.node import Mapping
from tui.events.problem_log import ProblemLog
from tui.events.segment import UNDATED
from tui.events.sorting import in_order
from tui.events.timeline import Timeline, ordered_lanes
from tui.events.trace import Trace

#: Before all instants of an array.
_EARLIEST = -(2**63)


class GuessesError(Exception):
    """Segments that have guessed more, together, than is guessed in one file."""


def assembled(
    head: Head,
    gathered: Gathered,
    document: Document,
    node_at: Callable[[EventTable, int], Mapping],
    *,
    is_partial: bool = False,
) -> Timeline:
    """Return the timeline of a head and segments, whose columns go into its table.

    node_at reads the mapping of an event of the table, given its number. What the segments know of
    problems, and what is wrong between them, goes to the log of the document. Raise GuessesError.
    """
    if not document.has_guessed(gathered.guessed):
        raise GuessesError
    columns = gathered.give_up()
    order = in_time(columns)
    pick = Picking(order)
    named = _Ids(gathered, columns["lines"], pick, document.log)
    for piece in gathered.pieces:
        if piece.log is not None:
            document.log.absorb(piece.log)
    ties = gathered.ties
    ids = named.listed() if ties else []
    if not is_partial:
        check_ties(ties, ids, document)
    tied = _tied(ties, ids, order)
    del ids  # the largest of all that is needed for a while
    arrays = Arrays(**{**named.arrays, **tied, **ordered(columns, order, pick)})
    table = EventTable(
        arrays,
        gathered.records,
        named.data,
        tuple(gathered.lanes),
        head.sources,
        Facts(extent_of(gathered.pieces), len(ties) - len(arrays.ties_to), own_of(gathered.pieces)),
        node_at,
    )
    return timeline_of(head, gathered.lanes, table, document.log, is_partial=is_partial)


def timeline_of(
    head: Head, lanes: Iterable[str], table: EventTable, log: ProblemLog, *, is_partial: bool
) -> Timeline:
    """Return the timeline of a head and a table, whose lanes come in order of appearance."""
    return Timeline(
        title=head.title,
        about=head.about,
        lanes=ordered_lanes(head.lanes.values(), lanes),
        eras=head.eras,
        views=head.views,
        sources=head.sources,
        events=table,
        problems=log.problems(),
        troubles=log.troubles,
        is_partial=is_partial,
    )


class _Ids:
    """The ids of all events as a table has them, without a text for each unless need be.

    data are their bytes in the order of time, arrays those of the table that tell of them.
    """

    def __init__(
        self, gathered: Gathered, lines: Sequence[int], pick: Picking, log: ProblemLog
    ) -> None:
        """Take the lines of the events, and what takes values in the order of time.

        log takes what is wrong with the ids.
        """
        self._gathered, self._pick = gathered, pick
        self._assigned: list[str] | None = None
        if all(piece.are_claimed for piece in gathered.pieces):
            self._take(piece.claimed for piece in gathered.pieces)
            if not self._has_twice():
                return
        claims = [claim for piece in gathered.pieces for claim in piece.claims(lines)]
        self._assigned = assign_ids(claims, log)
        self._take([self._assigned])

    def listed(self) -> list[str]:
        """Return the id of each event in the order of the file."""
        if self._assigned is not None:
            return self._assigned
        return [text for piece in self._gathered.pieces for text in piece.claimed]

    def _take(self, texts: Iterable[Sequence[str]]) -> None:
        """Take the ids of all events in the order of the file."""
        every, sizes, hashes = bytearray(), array("I"), array("I")
        for some in texts:
            encoded = list(map(str.encode, some))
            every += b"".join(encoded)
            sizes.extend(map(len, encoded))
            hashes.extend(map(crc32, encoded))
        pick, starts = self._pick, array("Q", accumulate(sizes, initial=0))
        hashes = pick("I", hashes)
        hashed = in_order(range(pick.size), hashes.__getitem__, kind=TYPES["hashed"])
        data = bytearray()
        for some_starts, some_sizes in zip(pick.pieces(starts), pick.pieces(sizes), strict=True):
            bounds = zip(some_starts, some_sizes, strict=True)
            data += b"".join([every[start : start + size] for start, size in bounds])
        self.data = bytes(data)
        self.arrays = {
            "id_starts": column("id_starts", accumulate(pick("I", sizes), initial=0)),
            "hashes": column("hashes", map(hashes.__getitem__, hashed)),
            "hashed": hashed,
        }

    def _has_twice(self) -> bool:
        """Whether two events have the same id."""
        hashes, hashed = self.arrays["hashes"], self.arrays["hashed"]
        after = iter(hashes)
        next(after, None)
        alike = {a for a, is_same in zip(hashes, map(eq, hashes, after), strict=False) if is_same}
        if not alike:
            return False
        starts, data = self.arrays["id_starts"], self.data
        numbers = [number for number, each in zip(hashed, hashes, strict=True) if each in alike]
        return len({data[starts[n] : starts[n + 1]] for n in numbers}) < len(numbers)


def extent_of(pieces: Iterable[Piece | Trace]) -> Span | None:
    """Return the least span that holds every date of some pieces."""
    reaches = [piece.reach for piece in pieces if piece.reach is not None]
    if not reaches:
        return None
    return Span(min(reach.start for reach in reaches), max(reach.end for reach in reaches))


def own_of(pieces: Iterable[Piece | Trace]) -> dict[str, int]:
    """Return the fields that only the file knows, with how many events of some have each."""
    found: Counter[str] = Counter()
    for piece in pieces:
        found.update(piece.own)
    return dict(found)


def in_time(columns: Columns) -> "array[int]":
    """Return the numbers of the events in the order of time, by the rule of timeline.in_order."""
    signs, befores = columns["signs"], columns["befores"]
    dated: Sequence[int] = range(len(signs))
    undated: list[int] = []
    if max(signs, default=0) >= UNDATED:
        dated = array("I", [number for number, sign in enumerate(signs) if not sign & UNDATED])
        undated = [number for number, sign in enumerate(signs) if sign & UNDATED]
    longest = array("q", map(longest_first, signs, befores))
    order = in_order(dated, columns["positions"].__getitem__, longest.__getitem__)
    order.extend(undated)
    return order


def longest_first(sign: int, before: int) -> int:
    """Return what those at one position are ordered by, of the signs and the before of a date."""
    return _EARLIEST if sign & ENDLESS else -before


def ordered(columns: Columns, order: "array[int]", pick: Picking) -> Columns:
    """Return the arrays of a table but for those of ids and ties; each column goes meanwhile."""
    dated = len(order) - sum(map(UNDATED.__le__, columns["signs"]))
    columns["record_starts"] = array("Q", accumulate(columns["record_sizes"], initial=0))
    found = {}
    for name in list(columns):
        found[name] = pick(TYPES[name], columns.pop(name))
        if name in DATED and dated < len(order):
            del found[name][dated:]
    return found


def _tied(ties: Sequence[Tie], ids: Sequence[str], order: Sequence[int]) -> dict[str, "array[int]"]:
    """Return where links lead and where they come from, by number in the order of time."""
    if not ties:
        return {"ties_to": column("ties_to"), "ties_from": column("ties_from")}
    places = places_of(order)
    numbers = {name: number for number, name in enumerate(ids)}
    found = sorted(
        (places[numbers[tie.to]], places[tie.number]) for tie in ties if tie.to in numbers
    )
    return {
        "ties_to": column("ties_to", [to for to, _ in found]),
        "ties_from": column("ties_from", [start for _, start in found]),
    }
