"""The segments of a file put together: one array for each of their columns, and little besides."""

import pickle
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from operator import itemgetter
from sys import intern
from typing import NamedTuple

from tui.dates.span import Span
from tui.events.event_reader import Tie
from tui.events.event_table import column
from tui.events.identity import Claim
from tui.events.problem import Location
from tui.events.problem_log import ProblemLog
from tui.events.segment import BETWEEN, Segment
from tui.events.trace import Said, Trace

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
    order of the file; size is how many events it has, and lanes are those that they are in.
    claim_lines are None where ids stand on the lines of their events, claim_columns one number
    where they stand in one column. ties are pickled, b"" for none. reach, own, log and guessed are
    as in a segment, log None for one without problems.
    """

    offset: int
    line: int
    first: int
    size: int
    lanes: tuple[str, ...]
    claim_texts: str
    claim_lines: "array[int] | None"
    claim_columns: "array[int] | int"
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
            found = self.claim_lines
        each = repeat(columns, self.size) if isinstance(columns, int) else columns
        for text, line, place in zip(texts, found, each, strict=True):
            yield Claim(text, Location(line, place)) if line else Claim("", None, text)

    @property
    def said(self) -> tuple[Said, ...]:
        """What each event says of its id, wherever that stands."""
        given = repeat(True) if self.claim_lines is None else map(bool, self.claim_lines)  # noqa: FBT003
        return tuple(map(Said, self.claimed, given))

    @property
    def trace(self) -> Trace:
        """What is kept of it when all are in a table."""
        return Trace(
            self.offset,
            self.line,
            self.size,
            self.lanes,
            None if self.are_claimed else self.said,
            self.reach,
            self.own,
            self.guessed,
        )


class Gathered:
    """Segments of a file in its order, with the columns of all of them as one."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.size = 0
        #: The number of each lane, in the order they turn up.
        self.lanes: dict[str, int] = {}
        self._records = bytearray()
        self._columns: Columns | None = {name: column(name) for name in _SHARED}

    def add(self, segment: Segment, offset: int = 0, line: int = 1) -> None:
        """Take the next segment, whose part begins at an offset of the file and on a line."""
        columns, known = self.columns, self.lanes
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
        self.pieces.append(
            Piece(
                offset,
                line,
                self.size,
                segment.size,
                tuple(map(intern, segment.lane_names)),
                segment.claim_texts,
                None if in_line else segment.claim_lines,
                places[0] if is_one else places,
                pickle.dumps(segment.ties, pickle.HIGHEST_PROTOCOL) if segment.ties else b"",
                segment.reach,
                segment.own or _NOTHING,
                None if segment.log.is_empty else segment.log,
                segment.guessed,
            )
        )
        self._records += segment.records
        self.size += segment.size

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

    @property
    def columns(self) -> Columns:
        """The column of each name, in the order of the file."""
        if self._columns is None:
            raise ValueError("the columns have become those of a table")
        return self._columns

    def give_up(self) -> Columns:
        """Return the columns, which are to become those of a table."""
        columns = self.columns
        self._columns = None
        return columns


_NOTHING: Mapping[str, int] = {}


def _ties(piece: Piece) -> Iterator[Tie]:
    if not piece.ties:
        return
    found: list[Tie] = pickle.loads(piece.ties)  # noqa: S301  what was dumped above
    for tie in found:
        yield tie._replace(number=tie.number + piece.first)


def places_of(order: Sequence[int]) -> "array[int]":
    """Return the place in an order of each number."""
    places = array("I", bytes(4 * len(order)))
    for place, number in enumerate(order):
        places[number] = place
    return places
