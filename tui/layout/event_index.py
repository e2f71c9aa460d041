"""Events of one lane, found by time, by length and by what they matter.

Whatever is asked costs as much as the answer is long, not as the lane is.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, islice, pairwise
from operator import sub

from tui.axis.bins import binned
from tui.dates.fuzzy_date import FuzzyDate
from tui.dates.span import Instant, Span
from tui.events.columns import BEGINLESS, ENDLESS, OPEN, columns_of, ids_of, take
from tui.events.event import Event
from tui.events.sorting import in_order
from tui.layout.labels import measure
from tui.layout.marks import labels_of
from tui.layout.remainder import Remainder
from tui.named import NamedTuple

#: More events than this are a crowd.
CROWD = 40

#: How long labels are is told by those of so many events, or up to twice as many.
SAMPLE = 60

#: Events of one importance are looked through in shelves: so many in the first, twice as many in
#: each one after it.
_SHELF = 32

#: Of so many events next to each other by their start the least rank is kept.
_BLOCK = 32

#: Events that are looked through before others have their turn.
_PIECE = 5_000

#: Between two instants of 64 bits there are no longer lengths.
_BITS = 64

#: Knuth's multiplicative hash: 2**32 divided by the golden ratio, spreads neighbours far apart.
_SPREAD = 2_654_435_761


class IndexArrays(NamedTuple):
    """All that an index makes of its events; see there.

    shelves and sizes are those of the parts that lie one behind the other in the arrays before
    them: of one importance each, and of lengths of as many bits, which are in bits. least_ranks has
    the least of each _BLOCK of length_ranks. crowd has one value, or none.
    """

    positions: Sequence[int]
    ends: Sequence[int]
    beginless: Sequence[int]
    unbounded: Sequence[int]
    ranks: Sequence[int]
    ranked: Sequence[int]
    shelf_positions: Sequence[int]
    shelf_numbers: Sequence[int]
    shelves: Sequence[int]
    length_starts: Sequence[int]
    length_ends: Sequence[int]
    length_ranks: Sequence[int]
    least_ranks: Sequence[int]
    sizes: Sequence[int]
    bits: Sequence[int]
    widths: Sequence[int]
    crowd: Sequence[int]

    def check(self) -> None:
        """Raise ValueError where parts do not fit the arrays they cut, or lengths are too long.

        That is all that must hold for an index to be made of them; no value of an event is looked
        at, so it costs as little as there are parts.
        """
        events, bounded = len(self.positions), len(self.length_starts)
        are_alike = (
            {len(self.ranks), len(self.ranked), sum(self.shelves)} == {events}
            and {len(self.shelf_positions), len(self.shelf_numbers)} == {events}
            and max(map(len, (self.ends, self.beginless, self.unbounded))) <= events
            and {len(self.length_ends), len(self.length_ranks), sum(self.sizes)} == {bounded}
            and len(self.least_ranks) == -(-bounded // _BLOCK)
            and len(self.bits) == len(self.sizes)
            and len(self.widths) == len(_some(events))
            and len(self.crowd) <= 1
        )
        if not are_alike or bounded > events or not all(0 <= each <= _BITS for each in self.bits):
            raise ValueError("parts that do not fit what they are parts of")


class _Lengths(NamedTuple):
    """Bounded events by the power of two of their length, the short ones first, then by start.

    parts has the longest length of each power, and the half-open places of the events that have it.
    """

    starts: Sequence[Instant]
    ends: Sequence[Instant]
    ranks: Sequence[int]
    least_ranks: Sequence[int]
    parts: Sequence[tuple[int, int, int]]


#: The types of the arrays, as the standard library's array names them.
_KINDS = "qqIIIIqIIqqIIIqIq"
ARRAY_TYPES = dict(zip(IndexArrays._fields, _KINDS, strict=True))


class EventIndex:
    """Dated events in the order of time, numbered from 0 on.

    An event has a fixed rank among them, 0 for the first to be labelled: by importance, and within
    one importance scattered over all of time, so that any stretch has its share of each rank.

    A remainder has the events that belong to them but are not at hand.
    """

    def __init__(
        self,
        events: Sequence[Event],
        kept: IndexArrays | None = None,
        remainder: Remainder | None = None,
    ) -> None:
        """Take for kept what an index of the same events has made before."""
        self.events = events
        self.remainder = remainder
        self._columns = columns_of(events)
        if kept is not None:
            self._restore(kept)
        self._asked: tuple[frozenset[str] | None, list[int]] = None, []

    def __len__(self) -> int:
        return len(self.events)

    def __getitem__(self, number: int) -> Event:
        return self.events[number]

    @property
    def total(self) -> int:
        """How many events there are, those that are not at hand included."""
        return len(self.events) + (self.remainder.events if self.remainder else 0)

    def arrays(self) -> IndexArrays:
        """Return all that can be kept; raise OverflowError for an instant beyond 64 bits."""
        joined = (
            _joined(kind, parts) for kind, (parts, _) in zip(_KINDS, self._kept(), strict=True)
        )
        return IndexArrays(*joined)

    def spent(self) -> Iterator[Sequence["array[int]"]]:
        """Yield parts of each of the arrays that can be kept, in order; forget what is done with.

        Raise OverflowError for an instant beyond 64 bits.
        """
        for kind, (parts, names) in zip(_KINDS, self._kept(), strict=True):
            yield [_array(kind, part) for part in parts]
            for name in names:
                self.__dict__.pop(name, None)

    def _kept(self) -> Iterator[tuple[Sequence[Sequence[int]], tuple[str, ...]]]:
        """Yield the parts of each of the arrays, and what is needed for no further one."""
        yield [self.positions], ()
        yield [self.ends], ("ends",)
        yield [self.beginless], ("beginless",)
        yield [self.unbounded], ("unbounded",)
        yield [self.ranks], ()
        yield [self._ranked], ("_ranked",)
        yield [positions for positions, _ in self._shelves], ()
        yield [numbers for _, numbers in self._shelves], ("_order",)
        yield [[len(numbers) for _, numbers in self._shelves]], ("_shelves",)
        lengths = self._lengths
        yield [lengths.starts], ()
        yield [lengths.ends], ()
        yield [lengths.ranks], ()
        yield [lengths.least_ranks], ()
        yield [[end - first for _, first, end in lengths.parts]], ()
        yield [[longest.bit_length() for longest, _, _ in lengths.parts]], ("_lengths",)
        del lengths
        yield [self.widths], ("widths",)
        yield [[] if self.crowd is None else [self.crowd]], ()

    def _restore(self, kept: IndexArrays) -> None:
        shelves = list(pairwise(accumulate(kept.shelves, initial=0)))
        sizes = pairwise(accumulate(kept.sizes, initial=0))
        shelf_positions, shelf_numbers = _view(kept.shelf_positions), _view(kept.shelf_numbers)
        self.__dict__.update(
            positions=kept.positions,
            ends=kept.ends,
            beginless=kept.beginless,
            unbounded=kept.unbounded,
            ranks=kept.ranks,
            _ranked=kept.ranked,
            _shelves=[(shelf_positions[a:b], shelf_numbers[a:b]) for a, b in shelves],
            _lengths=_Lengths(
                kept.length_starts,
                kept.length_ends,
                kept.length_ranks,
                kept.least_ranks,
                [(2**bits - 1, *part) for bits, part in zip(kept.bits, sizes, strict=True)],
            ),
            widths=kept.widths,
            crowd=kept.crowd[0] if kept.crowd else None,
            _order=[],
        )

    def steps(self, *, ranked: bool) -> Iterator[None]:
        """Make what is kept for counting, or for ranking too, in pieces that take little time."""
        for name in ("positions", "ends", "beginless", "_first_number"):
            getattr(self, name)
            yield
        for name in ("_order", "ranks", "_shelves", "crowd", "_lengths") if ranked else ():
            getattr(self, name)
            yield

    def date(self, number: int) -> FuzzyDate:
        """Return the date of an event by its number."""
        return date_of(self.events[number])

    @cached_property
    def positions(self) -> Sequence[Instant]:
        """The instants that the events are ordered by."""
        return self._columns.positions

    def density(self, span: Span, bins: int) -> list[int]:
        """Return how many events have their position in each of the equal bins of a span."""
        counts = binned(self.positions, span, bins)
        if not self.remainder:
            return counts
        return [a + b for a, b in zip(counts, self.remainder.density(span, bins), strict=True)]

    @cached_property
    def ends(self) -> Sequence[Instant]:
        """The instants by which events with a known end were over, in ascending order."""
        befores, signs = self._columns.befores, self._columns.signs

        def known() -> Iterator[Instant]:
            return (end for end, sign in zip(befores, signs, strict=True) if not sign & ENDLESS)

        try:
            return in_order(array("q", known()), kind="q")
        except OverflowError:
            return sorted(known())

    @cached_property
    def ranks(self) -> Sequence[int]:
        """The rank of each event by its number."""
        ranks = array("I", bytes(4 * len(self.events)))
        for rank, number in enumerate(self._ranked):
            ranks[number] = rank
        return ranks

    def number(self, event: Event) -> int | None:
        """Return the number of an event, None if it is not among these."""
        return self._columns.number(event)

    def among(self, ids: frozenset[str]) -> list[int]:
        """Return the numbers of the events that have one of some ids, in order.

        The answer for the ids that were asked for last is kept, for it is asked for at every key.
        """
        for _ in self.asking(ids):
            pass
        return self._asked[1]

    def asking(self, ids: frozenset[str]) -> Iterator[None]:
        """Find the numbers of the events of some ids, in pieces that take little time."""
        if self._asked[0] is ids:
            return
        found: list[int] = []
        every = enumerate(ids_of(self.events))
        for _ in range(0, len(self.events), _PIECE):
            found += [number for number, name in islice(every, _PIECE) if name in ids]
            yield
        self._asked = ids, found

    def between(self, start: Instant, end: Instant) -> tuple[int, int]:
        """Return the half-open range of the numbers of those positioned in [start, end)."""
        return bisect_left(self.positions, start), bisect_left(self.positions, end)

    @cached_property
    def crowd(self) -> int | None:
        """The least microseconds within which more than CROWD events begin, None for never."""
        starts, ends = self.positions, islice(self.positions, CROWD, None)
        return min((end - start for start, end in zip(starts, ends, strict=False)), default=None)

    @cached_property
    def widths(self) -> Sequence[int]:
        """The cells of the labels of SAMPLE events or more from all over, or of all there are."""
        labels = labels_of(take(self.events, _some(len(self.events))))
        return [measure(label) for label in labels]

    def first_ranked(self, start: Instant, end: Instant, most: int) -> list[int]:
        """Return the numbers of the most that matter of those positioned in [start, end)."""
        found: list[int] = []
        for positions, numbers in self._shelves:
            found += numbers[bisect_left(positions, start) : bisect_left(positions, end)]
            if len(found) >= most:
                break
        return sorted(found, key=self.ranks.__getitem__)[:most]

    def holding(
        self, at: Instant, lengths: tuple[int, int | None], slack: int, most: int
    ) -> list[int]:
        """Return the numbers of the most that matter of those that hold an instant.

        They are longer than the first of lengths and may be longer than the second, or of any
        length for None. An event holds it if it may go on from before until after, each by slack
        more than its date says; those without a known end or beginning count as long as what is
        known of them. Those open on a side are left to unbounded.
        """
        found: list[int] = []
        until = at - slack
        least, greatest = lengths
        starts = self._lengths.starts
        for longest, first, end in self._lengths.parts:
            if longest <= least:
                continue
            if greatest is not None and longest >= 2 * greatest:
                break
            low = bisect_left(starts, until - longest, first, end)
            high = bisect_right(starts, at + slack, low, end)
            found = self._lasting(found, low, high, until, most)
        return [self._ranked[rank] for rank in found]

    def _lasting(
        self, found: list[int], low: int, high: int, until: Instant, most: int
    ) -> list[int]:
        """Return the least ranks, most at most, of those found and of events by their length.

        These are at the half-open places [low, high), and end after an instant.
        """
        least_ranks = self._lengths.least_ranks
        first, last = -(-low // _BLOCK), high // _BLOCK
        if last - first <= most:
            return self._with_held(found, low, high, until, most)
        found = self._with_held(found, low, first * _BLOCK, until, most)
        found = self._with_held(found, last * _BLOCK, high, until, most)
        for block in sorted(range(first, last), key=least_ranks.__getitem__):
            # They come in the order of the best in each: what is not found by now never is.
            if 0 < most <= len(found) and found[-1] < least_ranks[block]:
                break
            found = self._with_held(found, block * _BLOCK, (block + 1) * _BLOCK, until, most)
        return found

    def _with_held(
        self, found: list[int], low: int, high: int, until: Instant, most: int
    ) -> list[int]:
        held = zip(self._lengths.ranks[low:high], self._lengths.ends[low:high], strict=True)
        return sorted([*found, *(rank for rank, end in held if end > until)])[:most]

    @cached_property
    def unbounded(self) -> Sequence[int]:
        """The numbers of the events that are open on a side, those that matter most first."""
        return sorted(self._signed(OPEN), key=self.ranks.__getitem__)

    @cached_property
    def beginless(self) -> Sequence[int]:
        """The numbers of the events whose beginning is open or unknown, in order."""
        return self._signed(BEGINLESS)

    def _signed(self, sign: int) -> list[int]:
        return [number for number, signs in enumerate(self._columns.signs) if signs & sign]

    @cached_property
    def _first_number(self) -> int | None:
        # What is made for the first one is kept for all.
        return self.number(self.events[0]) if self.events else None

    @cached_property
    def _ranked(self) -> Sequence[int]:
        return array("I", chain.from_iterable(self._order))

    @cached_property
    def _order(self) -> list[Sequence[int]]:
        by_importance: defaultdict[int, array[int]] = defaultdict(_numbers)
        for number, importance in enumerate(self._columns.importances):
            by_importance[importance].append(number)
        shelves: list[Sequence[int]] = []
        for importance in sorted(by_importance, reverse=True):
            numbers = by_importance.pop(importance)
            if len(numbers) > _SHELF:
                numbers = in_order(numbers, _spread)
            first, size = 0, _SHELF
            while first < len(numbers):
                shelves.append(numbers[first : first + size])
                first, size = first + size, 2 * size
        return shelves

    @cached_property
    def _shelves(self) -> Sequence[tuple[Sequence[Instant], Sequence[int]]]:
        shelves = [sorted(shelf) for shelf in self._order]
        return [(_packed("q", self.positions, shelf), array("I", shelf)) for shelf in shelves]

    @cached_property
    def _lengths(self) -> _Lengths:
        firsts, lasts, ranks = self._columns.firsts, self._columns.lasts, self.ranks
        by_size: defaultdict[int, array[int]] = defaultdict(_numbers)
        sizes = map(int.bit_length, map(sub, lasts, firsts))
        for number, (size, signs) in enumerate(zip(sizes, self._columns.signs, strict=True)):
            if not signs & OPEN:
                by_size[size].append(number)
        starts: Sequence[Instant] = array("q")
        ends: Sequence[Instant] = array("q")
        ranked, parts = _numbers(), []
        # One after the other, for the rows of all of them take much memory.
        for size in sorted(by_size):
            numbers = in_order(by_size.pop(size), firsts.__getitem__)
            parts.append((2**size - 1, len(ranked), len(ranked) + len(numbers)))
            starts = _longer(starts, _packed("q", firsts, numbers))
            ends = _longer(ends, _packed("q", lasts, numbers))
            ranked.extend(map(ranks.__getitem__, numbers))
        least_ranks = array(
            "I", (min(ranked[at : at + _BLOCK]) for at in range(0, len(ranked), _BLOCK))
        )
        return _Lengths(starts, ends, ranked, least_ranks, parts)


def date_of(event: Event) -> FuzzyDate:
    """Return the date of an event that is in an index."""
    if event.when is None:
        raise ValueError("only dated events have an index")
    return event.when


def _some(events: int) -> range:
    """Return the numbers of SAMPLE events or more from all over, or of all there are."""
    return range(0, events, max(1, events // SAMPLE))


def _numbers() -> "array[int]":
    return array("I")


def _longer(values: Sequence[int], more: Sequence[int]) -> Sequence[int]:
    """Return values with more of them, as an array as long as that can hold them."""
    if isinstance(values, array) and isinstance(more, array):
        values.extend(more)
        return values
    return [*values, *more]


def _array(kind: str, values: Sequence[int]) -> "array[int]":
    return values if isinstance(values, array) else array(kind, values)


def _joined(kind: str, parts: Sequence[Sequence[int]]) -> "array[int]":
    if len(parts) == 1:
        return _array(kind, parts[0])
    # No list of all of them comes between, which would be five times as large.
    return array(kind, chain.from_iterable(parts))


def _view(values: Sequence[int]) -> Sequence[int]:
    """Return values so that no slice of them is a copy."""
    return memoryview(values) if isinstance(values, array) else values


def _packed(kind: str, values: Sequence[int], numbers: Sequence[int]) -> Sequence[int]:
    """Return the values of some numbers, as an array of a type where that can hold them."""
    try:
        return array(kind, map(values.__getitem__, numbers))
    except OverflowError:
        return [values[number] for number in numbers]


def _spread(number: int) -> int:
    return number * _SPREAD % 2**32
