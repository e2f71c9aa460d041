"""Some events of a file that follow each other, read without knowing the others."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.dates.fuzzy_date import FuzzyDate, Kind, Moment
from tui.dates.span import Span
from tui.events.columns import signs_of
from tui.events.document import Document
from tui.events.event import Event
from tui.events.event_reader import Tie
from tui.events.identity import Claim
from tui.events.problem import Location
from tui.events.problem_log import ProblemLog
from tui.events.record import record_of

#: The sign of an event without a date, beside those of columns.
UNDATED = 8


#: Behind each text of a claim; no clean text has it.
BETWEEN = "\x1f"


class Slice(NamedTuple):
    """Where an event stands in the bytes of its part: size bytes from start on."""

    start: int
    size: int


class Row(NamedTuple):
    """An event of a segment: what its columns are made of, and its record.

    own has the names of the fields that only the file knows.
    """

    record: str
    when: FuzzyDate | None
    importance: int
    lane: str
    place: Location
    own: Iterable[str] = ()


def row_of(event: Event) -> Row:
    record, place = record_of(event), event.location
    return Row(record, event.when, event.importance, event.lane, place, event.other)


class Segment(NamedTuple):
    """The events of a part of a file, a value for each in the order of the file.

    records are UTF-8, one behind the other, each of so many bytes. Instants are in microseconds, 0
    for an event without a date. lanes are numbers in lane_names, which are in order of appearance.
    text_starts count from the first byte of the part. reach is the least span that holds all dates,
    own has the fields that only the file knows, with how many events have each. Of what events say
    of their ids there is the text, or else what one is made from, and its place, 0 for the latter.
    guessed is how many names were looked through for those that were meant; see Document.
    """

    records: bytes | memoryview
    record_sizes: "array[int]"
    positions: "array[int]"
    firsts: "array[int]"
    lasts: "array[int]"
    befores: "array[int]"
    signs: "array[int]"
    importances: "array[int]"
    lanes: "array[int]"
    lane_names: tuple[str, ...]
    text_starts: "array[int]"
    text_sizes: "array[int]"
    lines: "array[int]"
    columns: "array[int]"
    reach: Span | None
    own: dict[str, int]
    claim_texts: str
    claim_lines: "array[int]"
    claim_columns: "array[int]"
    ties: list[Tie]
    log: ProblemLog
    guessed: int

    @property
    def size(self) -> int:
        """How many events it has."""
        return len(self.lines)


def segment_of(
    rows: Sequence[Row],
    slices: list[Slice],
    claims: list[Claim],
    ties: list[Tie],
    document: Document,
) -> Segment:
    """Return the segment of some events.

    Raise OverflowError for an instant beyond 64 bits, which is some 292,000 years away.
    """
    records = [row.record.encode() for row in rows]
    lanes: dict[str, int] = {}
    instants = list(map(_instants, rows))
    places = [row.place for row in rows]
    return Segment(
        records=b"".join(records),
        record_sizes=array("I", map(len, records)),
        positions=array("q", [each[0] for each in instants]),
        firsts=array("q", [each[1] for each in instants]),
        lasts=array("q", [each[2] for each in instants]),
        befores=array("q", [each[3] for each in instants]),
        signs=array("B", [each[4] for each in instants]),
        importances=array("B", [row.importance for row in rows]),
        lanes=array("I", [lanes.setdefault(row.lane, len(lanes)) for row in rows]),
        lane_names=tuple(lanes),
        text_starts=array("Q", [each.start for each in slices]),
        text_sizes=array("I", [each.size for each in slices]),
        lines=array("I", [place.line for place in places]),
        columns=array("I", [place.column for place in places]),
        reach=_reach(rows),
        own=Counter(name for row in rows for name in row.own),
        claim_texts="".join([(text or stem) + BETWEEN for text, _, stem in claims]),
        claim_lines=array("I", [place.line if place else 0 for _, place, _ in claims]),
        claim_columns=array("I", [place.column if place else 0 for _, place, _ in claims]),
        ties=ties,
        log=document.log,
        guessed=document.guessed,
    )


def _instants(row: Row) -> tuple[int, int, int, int, int]:
    """Return position, first, last, before and signs of an event."""
    when = row.when
    if when is None:
        return 0, 0, 0, 0, UNDATED
    if when.kind is Kind.MOMENT and isinstance(when.start, Moment):
        start, end = when.start.span
        return start, start, end, end, 0
    moments, before = when.moments, when.before
    first, last = moments[0].span.start, moments[-1].span.end
    return when.position, first, last, 0 if before is None else before, signs_of(when)


def _reach(rows: Sequence[Row]) -> Span | None:
    spans = [moment.span for row in rows if row.when for moment in row.when.moments]
    if not spans:
        return None
    return Span(min(spans)[0], max([end for _, end in spans]))
