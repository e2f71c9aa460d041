"""Which events of a table go and which come where parts of its file were read again."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, chain, islice, takewhile
from operator import add
from typing import NamedTuple

from tui.events.event_table import TYPES, EventTable
from tui.events.gathered import Columns, Gathered
from tui.events.identity import ids_again
from tui.events.trace import Said, Trace


class NotRenewedError(Exception):
    """What was read again may make a difference to what was not."""


class Stayed(NamedTuple):
    """A part that is as it was: its number among the traces of before, and where it begins now."""

    number: int
    offset: int
    line: int


class Stretch(NamedTuple):
    """Events or parts next to each other in a file, from an offset and a line of before on.

    They have stayed, moved by so many bytes and lines, or they have gone; then what came in their
    place begins as far from them.
    """

    offset: int
    line: int
    stays: bool
    by: int
    down: int


class Gap(NamedTuple):
    """What was read again between parts that stay, in the order of the file.

    gone are the numbers of events in the table, come those of what is there now, in the order in
    which they were read; before and after are what either say of their ids.
    """

    gone: list[int]
    before: list[Said]
    come: list[int]
    after: list[Said]


class Exchange:
    """The events of a table, and those of parts that were read again.

    Of the latter most say what they said, and stay.
    """

    def __init__(
        self, table: EventTable, traces: Sequence[Trace], kept: Sequence[Stayed], gathered: Gathered
    ) -> None:
        """Take the traces of the parts of before, and which of them are as they were, in order.

        gathered has all other parts, and gives up its columns. Raise NotRenewedError.
        """
        self._table, self._traces, self._kept = table, traces, kept
        self.stretches = list(_stretches(traces, kept))
        #: The number of the stretch that each event of before is in.
        self._where = array("I", map(self._stretch_at, table.arrays.text_starts))
        self._pieces, self._records = gathered.pieces, gathered.records
        self._lane_names, self._columns = list(gathered.lanes), gathered.give_up()
        self._starts = list(accumulate(self._columns["record_sizes"], initial=0))
        gone = {at for at, stretch in enumerate(self.stretches) if not stretch.stays}
        #: Those of parts that were read again.
        again = [number for number, at in enumerate(self._where) if at in gone] if gone else []
        self._gaps = list(self._found(sorted(again, key=table.arrays.text_starts.__getitem__)))
        #: The ids of all events that were read again, in the order of the file.
        self.ids = self._ids()
        #: The stretches of parts, and behind them those within parts that were read again.
        self._moved = list(self.stretches)
        come: list[int] = []
        for gap in self._gaps:
            come += self._without_same(gap)
        #: Those that come, by their numbers among the events that were read again.
        self.come = come
        self.gone = array("I", sorted(n for n in again if not self._moved[self._where[n]].stays))

    @property
    def _stretch_at(self) -> partial[int]:
        return partial(bisect_right, [stretch.offset for stretch in self.stretches[1:]])

    @property
    def lane_names(self) -> list[str]:
        """The lanes of the table before, and then those of events that come."""
        return list(dict.fromkeys((*self._table.lane_names, *self._lane_names)))

    def columns(self) -> Columns:
        """Return the columns of those that come, in the order of the file."""
        found = {
            name: array(TYPES[name], map(values.__getitem__, self.come))
            for name, values in self._columns.items()
        }
        numbers = {name: number for number, name in enumerate(self.lane_names)}
        known = [numbers[name] for name in self._lane_names]
        found["lanes"] = array("I", map(known.__getitem__, found["lanes"]))
        return found

    @property
    def records(self) -> bytes:
        """The records of those that come, one behind the other."""
        return b"".join(map(self._record, self.come))

    def shifted(self, name: str, by: str) -> Sequence[int]:
        """Return a column of before, moved as events are that stay: by bytes or down by lines."""
        values: Sequence[int] = getattr(self._table.arrays, name)
        shifts = [getattr(stretch, by) for stretch in self._moved]
        if not any(shifts):
            return values
        return array(TYPES[name], map(add, values, map(shifts.__getitem__, self._where)))

    def place(self, number: int) -> int:
        """Return an offset of the file as it is now, for one of the events before.

        It compares with that of an event that comes as they stand in the file; what has gone
        counts as standing where begins what was read again in its place.
        """
        stretch = self._moved[self._where[number]]
        start = self._table.arrays.text_starts[number] if stretch.stays else stretch.offset
        return start + stretch.by

    def _found(self, again: Sequence[int]) -> Iterator[Gap]:
        """Yield the gaps, given the events of before that are in them in the order of the file."""
        gaps: dict[int, Gap] = {}
        above = first = 0
        stays = {each.number for each in self._kept}
        for number, trace in enumerate(self._traces):
            if number in stays:
                above += 1
                continue
            gone, first = again[first : first + trace.size], first + trace.size
            gap = gaps.setdefault(above, Gap([], [], [], []))
            gap.gone.extend(gone)
            names = map(self._table.id, gone)
            gap.before.extend(trace.said or [Said(name, is_given=True) for name in names])
        offsets = [each.offset for each in self._kept]
        for piece in self._pieces:
            above = bisect_left(offsets, piece.offset)
            gap = gaps.setdefault(above, Gap([], [], [], []))
            gap.come.extend(range(piece.first, piece.first + piece.size))
            gap.after.extend(piece.said)
        return (gaps[above] for above in sorted(gaps))

    def _ids(self) -> list[str]:
        table = self._table
        names = [[table.id(number) for number in gap.gone] for gap in self._gaps]
        found = ids_again(
            [gap.before for gap in self._gaps],
            [gap.after for gap in self._gaps],
            list(chain.from_iterable(names)),
            self._is_elsewhere,
            are_given=all(trace.said is None for trace in self._traces),
        )
        if found is None:
            raise NotRenewedError
        # What a link that leads nowhere was meant to be is the first id in the file like it.
        each = iter(found)
        if table.facts.dangling and names != [list(islice(each, len(g.come))) for g in self._gaps]:
            raise NotRenewedError
        return found

    def _is_elsewhere(self, event_id: str) -> bool:
        """Whether an event that was not read again has an id."""
        number = self._table.number(event_id)
        return number is not None and self.stretches[self._where[number]].stays

    def _without_same(self, gap: Gap) -> list[int]:
        """Let the first and the last events of a gap stay that say what they said.

        Return the others of those that come.
        """
        pairs = list(zip(gap.gone, gap.come, strict=False))
        above = len(self._same(pairs))
        self._stay(pairs[:above])
        most = min(len(gap.gone), len(gap.come)) - above
        pairs = list(zip(gap.gone[::-1], gap.come[::-1], strict=False))[:most]
        below = len(self._same(pairs))
        self._stay(pairs[:below])
        return gap.come[above : len(gap.come) - below]

    def _same(self, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the first pairs of a number of before and one of now that are the same event.

        All of them have moved alike.
        """
        moved = [self._shift(*pair) for pair in pairs[:1]]
        return list(
            takewhile(lambda pair: self._is_same(*pair) and self._shift(*pair) == moved[0], pairs)
        )

    def _shift(self, number: int, now: int) -> tuple[int, int]:
        arrays, columns = self._table.arrays, self._columns
        by = columns["text_starts"][now] - arrays.text_starts[number]
        return by, columns["lines"][now] - arrays.lines[number]

    def _is_same(self, number: int, now: int) -> bool:
        """Whether an event of before says what one of now does; their times follow from that."""
        arrays, columns = self._table.arrays, self._columns
        return (
            arrays.text_sizes[number] == columns["text_sizes"][now]
            and arrays.columns[number] == columns["columns"][now]
            and self._table.id(number) == self.ids[now]
            and self._table.record(number) == self._record(now)
        )

    def _record(self, now: int) -> bytes:
        return bytes(self._records[self._starts[now] : self._starts[now + 1]])

    def _stay(self, pairs: Sequence[tuple[int, int]]) -> None:
        if not pairs:
            return
        by, down = self._shift(*pairs[0])
        number = pairs[0][0]
        arrays = self._table.arrays
        stretch = Stretch(arrays.text_starts[number], arrays.lines[number], True, by, down)  # noqa: FBT003
        self._moved.append(stretch)
        for number, _ in pairs:
            self._where[number] = len(self._moved) - 1


def _stretches(traces: Sequence[Trace], kept: Iterable[Stayed]) -> Iterator[Stretch]:
    """Yield the parts of before as stretches, in order."""
    there = {each.number: each for each in kept}
    by = down = 0
    last = None
    for number, trace in enumerate(traces):
        here = there.get(number)
        if here is not None:
            by, down = here.offset - trace.offset, here.line - trace.line
        this = here is not None, by, down
        if this != last:
            yield Stretch(trace.offset, trace.line, *this)
        last = this
