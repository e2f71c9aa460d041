"""The segments of a file put together: one array for each of their columns, and little besides."""

import pickle
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from operator import itemgetter
from typing import NamedTuple

from tui.dates.span import Span
from tui.events.event_reader import Tie
from tui.events.event_table import TYPES, Arrays, column
from tui.events.identity import Claim
from tui.events.problem import Location
from tui.events.problem_log import ProblemLog
from tui.events.segment import BETWEEN, UNDATED, Segment

#: The columns of segments that are arrays of a table as well, in another order.
_SHARED = (
    "positions",
    "firsts",
    "lasts",
    "befores",
    "signs",
    "importances",
    "lanes",
    "record_sizes",
    "text_starts",
    "text_sizes",
    "lines",
    "columns",
)
#: Those of them of which a table has none for events without a date.
DATED = {"positions", "firsts", "lasts", "befores", "signs"}

Columns = dict[str, "array[int]"]

#: So many values are put into another order at once.
_MOST = 8_192


class Picking:
    """Takes values in an order, some thousands at a time."""

    def __init__(self, order: Sequence[int]) -> None:
        self.size = len(order)
        some = (order[first : first + _MOST] for first in range(0, len(order), _MOST))
        # One that takes a single value would return no tuple.
        self._each = [itemgetter(*each, each[0]) for each in some]

    def pieces(self, values: Sequence[int]) -> Iterator[Sequence[int]]:
        """Yield the values piece by piece."""
        for pick in self._each:
            yield pick(values)[:-1]

    def __call__(self, kind: str, values: Sequence[int]) -> "array[int]":
        """Return the values as an array of a type."""
        found = array(kind)
        for piece in self.pieces(values):
            found.extend(array(kind, piece))
        return found


class Piece(NamedTuple):
    """What a segment says beside its columns and records, in as little memory as it takes.

    It begins at an offset of the file in bytes, on a line, with an event by its number in the
    order of the file; size is how many events it has, and record_bytes what their records take.
    claim_lines are None where ids stand on the lines of their events, claim_columns one number
    where they stand in one column. down is how many lines it has moved since claim_lines and ties
    were read, which are pickled, b"" for none. reach, own, log and guessed are as in a segment, log
    None for one without problems.
    """

    offset: int
    line: int
    first: int
    size: int
    record_start: int
    record_bytes: int
    claim_texts: str
    claim_lines: "array[int] | None"
    claim_columns: "array[int] | int"
    down: int
    ties: bytes
    reach: Span | None
    own: Mapping[str, int]
    log: ProblemLog | None
    guessed: int

    @property
    def claimed(self) -> list[str]:
        """The text of what each event says of its id."""
        return self.claim_texts.split(BETWEEN)[:-1]

    @property
    def are_claimed(self) -> bool:
        """Whether each event says what its id is."""
        return self.claim_lines is None or all(self.claim_lines)

    def claims(self, lines: Sequence[int]) -> Iterator[Claim]:
        """Yield what each event says of its id; lines are those of all events of the file."""
        texts, columns = self.claimed, self.claim_columns
        if self.claim_lines is None:
            found: Iterable[int] = lines[self.first : self.first + self.size]
        else:
            found = [line and line + self.down for line in self.claim_lines]
        each = repeat(columns, self.size) if isinstance(columns, int) else columns
        for text, line, place in zip(texts, found, each, strict=True):
            yield Claim(text, Location(line, place)) if line else Claim("", None, text)

    def can_move(self, lines: int) -> bool:
        """Whether it says the same so many lines further down; a problem may tell a line."""
        return not lines or self.log is None or not self.log.tells_lines

    def moved(self, lines: int) -> "Piece":
        """Return it so many lines further down, to where it can move."""
        log = self.log and self.log.moved(lines)
        return self._replace(line=self.line + lines, down=self.down + lines, log=log)


class Moved(NamedTuple):
    """Pieces by their numbers that are so many bytes and lines further down in another state."""

    pieces: range
    bytes: int
    lines: int


class Gathered:
    """Segments of a file in its order.

    Their columns are held once: those that have gone into a table are made from it when they are
    asked for again.
    """

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.size = 0
        #: The number of each lane, in the order they turn up.
        self.lanes: dict[str, int] = {}
        self._records = bytearray()
        self._columns: Columns | None = {name: column(name) for name in _SHARED}
        self._arrays: Arrays | None = None
        self._order: Sequence[int] = ()

    def add(self, segment: Segment, offset: int = 0, line: int = 1) -> None:
        """Take the next segment, whose part begins at an offset of the file and on a line."""
        columns, known = self._own_columns, self.lanes
        lanes = [known.setdefault(name, len(known)) for name in segment.lane_names]
        for name in _SHARED:
            values = getattr(segment, name)
            if name == "text_starts":
                values = map(offset.__add__, values)
            elif name == "lanes" and lanes != list(range(len(lanes))):
                values = map(lanes.__getitem__, values)
            columns[name].extend(values)
        in_line = segment.claim_lines == segment.lines
        places = segment.claim_columns
        is_one = bool(places) and places.count(places[0]) == len(places)
        self._put(
            Piece(
                offset,
                line,
                self.size,
                segment.size,
                len(self._records),
                len(segment.records),
                segment.claim_texts,
                None if in_line else segment.claim_lines,
                places[0] if is_one else places,
                0,
                pickle.dumps(segment.ties, pickle.HIGHEST_PROTOCOL) if segment.ties else b"",
                segment.reach,
                segment.own or _NOTHING,
                None if segment.log.is_empty else segment.log,
                segment.guessed,
            ),
            segment.records,
        )

    def add_again(self, other: "Gathered", others: Columns, moved: Moved) -> None:
        """Take some pieces of another state of the file, of which others are the columns.

        All of them can move so far.
        """
        numbers, by, lines = moved
        taken = other.pieces[numbers.start : numbers.stop]
        if not taken:
            return
        until = taken[-1].first + taken[-1].size
        columns = self._own_columns
        for name in _SHARED:
            values = others[name][taken[0].first : until]
            if name == "text_starts" and by:
                values = column(name, map(by.__add__, values))
            elif name == "lines" and lines:
                values = column(name, map(lines.__add__, values))
            elif name == "lanes":
                values = self._renumbered(values, tuple(other.lanes))
            columns[name].extend(values)
        for piece in taken:
            start, size = piece.record_start, piece.record_bytes
            found = (piece.moved(lines) if lines else piece)._replace(
                offset=piece.offset + by, first=self.size, record_start=len(self._records)
            )
            self._put(found, other.records[start : start + size])

    def _put(self, piece: Piece, records: bytes | memoryview) -> None:
        self.pieces.append(piece)
        self._records += records
        self.size += piece.size

    def _renumbered(self, lanes: "array[int]", names: Sequence[str]) -> "array[int]":
        """Return lanes that are numbered in names as they are numbered here."""
        known = self.lanes
        found = {lane: known.setdefault(names[lane], len(known)) for lane in dict.fromkeys(lanes)}
        if all(lane == number for lane, number in found.items()):
            return lanes
        return column("lanes", map(found.__getitem__, lanes))

    @property
    def records(self) -> memoryview:
        """The records of all segments, one behind the other; once asked for, there are no more."""
        return memoryview(self._records).toreadonly()

    @property
    def guessed(self) -> int:
        """How many names were looked through for those that were meant."""
        return sum(piece.guessed for piece in self.pieces)

    @property
    def ties(self) -> list[Tie]:
        """The links of all segments, numbered in the order of the file."""
        return list(chain.from_iterable(map(_ties, self.pieces)))

    def columns(self) -> Columns:
        """Return the column of each name, in the order of the file."""
        if self._arrays is None:
            return self._own_columns
        return _in_file_order(self._arrays, self._order)

    def give_up(self) -> Columns:
        """Return the columns, which are to become those of a table; see settle."""
        columns = self.columns()
        self._columns = None
        return columns

    def settle(self, arrays: Arrays, order: Sequence[int]) -> None:
        """Take the arrays of the table that the columns have become, by their numbers in order."""
        self._arrays, self._order = arrays, order

    @property
    def _own_columns(self) -> Columns:
        if self._columns is None:
            raise ValueError("the columns have become those of a table")
        return self._columns


_NOTHING: Mapping[str, int] = {}


def _ties(piece: Piece) -> Iterator[Tie]:
    if not piece.ties:
        return
    found: list[Tie] = pickle.loads(piece.ties)  # noqa: S301  what was dumped above
    first, down = piece.first, piece.down
    for number, to, place, target in found:
        if down:
            place, target = (Location(each.line + down, each.column) for each in (place, target))
        yield Tie(number + first, to, place, target)


def places_of(order: Sequence[int]) -> "array[int]":
    """Return the place in an order of each number."""
    places = array("I", bytes(4 * len(order)))
    for place, number in enumerate(order):
        places[number] = place
    return places


def _in_file_order(arrays: Arrays, order: Sequence[int]) -> Columns:
    columns, pick = {}, Picking(places_of(order))
    for name in _SHARED:
        values: Sequence[int] = getattr(arrays, name)
        if name in DATED and len(values) < len(order):
            filling = UNDATED if name == "signs" else 0
            values = column(name, chain(values, repeat(filling, len(order) - len(values))))
        columns[name] = pick(TYPES[name], values)
    return columns
