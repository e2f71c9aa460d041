"""Some events of a file that follow each other, read without knowing the others."""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from tui.dates.fuzzy_date import FuzzyDate, Kind, Moment
from tui.dates.span import Span
from tui.events.columns import signs_of
from tui.events.document import Document
from tui.events.event import Event
from tui.events.event_reader import Tie
from tui.events.identity import Claim
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


class Times(NamedTuple):
    """What a date is as columns, under its text; reach is the least span that holds all of it.

    An event without a date has none of these, 0 and the sign UNDATED.
    """

    text: str
    position: int
    first: int
    last: int
    before: int
    signs: int
    reach: Span | None


_NEVER = Times("", 0, 0, 0, 0, UNDATED, None)


class Row(NamedTuple):
    """An event of a segment: what its columns are made of, and its record.

    own has the names of the fields that only the file knows. claim is the text of what it says of
    its id, or else what one is made from; then claim_line is 0.
    """

    record: str
    times: Times
    importance: int
    lane: str
    line: int
    column: int
    own: Collection[str]
    claim: str
    claim_line: int
    claim_column: int


def row_of(event: Event, claim: Claim) -> Row:
    line, column = event.location
    own, times = event.other, times_of(event.when)
    said = claim.text or claim.stem
    place = claim.place or (0, 0)
    return Row(
        record_of(event), times, event.importance, event.lane, line, column, own, said, *place
    )


def times_of(when: FuzzyDate | None) -> Times:
    """Return what a date is as columns; None stands for no date."""
    if when is None:
        return _NEVER
    if when.kind is Kind.MOMENT and isinstance(when.start, Moment):
        reach = when.start.span
        return Times(when.text, reach.start, reach.start, reach.end, reach.end, 0, reach)
    moments, before = when.moments, when.before
    first, last = moments[0].span.start, moments[-1].span.end
    spans = [moment.span for moment in moments]
    reach = Span(min(spans)[0], max([end for _, end in spans]))
    ended = 0 if before is None else before
    return Times(when.text, when.position, first, last, ended, signs_of(when), reach)


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
    rows: Sequence[Row], slices: list[Slice], ties: list[Tie], document: Document
) -> Segment:
    """Return the segment of some events.

    Raise OverflowError for an instant beyond 64 bits, which is some 292,000 years away.
    """
    records, dates, matters, lanes, *places, own, said, claim_lines, claim_columns = _turned(
        rows, len(Row._fields)
    )
    _, *instants, signs, reaches = _turned(dates, len(Times._fields))
    positions, firsts, lasts, befores = instants
    lines, columns = places
    numbers: dict[str, int] = {}
    encoded = [record.encode() for record in records]
    return Segment(
        records=b"".join(encoded),
        record_sizes=array("I", map(len, encoded)),
        positions=array("q", positions),
        firsts=array("q", firsts),
        lasts=array("q", lasts),
        befores=array("q", befores),
        signs=array("B", signs),
        importances=array("B", matters),
        lanes=array("I", [numbers.setdefault(lane, len(numbers)) for lane in lanes]),
        lane_names=tuple(numbers),
        text_starts=array("Q", [each.start for each in slices]),
        text_sizes=array("I", [each.size for each in slices]),
        lines=array("I", lines),
        columns=array("I", columns),
        reach=_reach(reaches),
        own=Counter(name for names in own for name in names),
        claim_texts="".join([text + BETWEEN for text in said]),
        claim_lines=array("I", claim_lines),
        claim_columns=array("I", claim_columns),
        ties=ties,
        log=document.log,
        guessed=document.guessed,
    )


def _turned(rows: Sequence[tuple[Any, ...]], width: int) -> list[tuple[Any, ...]]:
    """Return rows of a width as columns."""
    return list(zip(*rows, strict=True)) or [()] * width


def _reach(reaches: Iterable[Span | None]) -> Span | None:
    spans = [reach for reach in reaches if reach is not None]
    if not spans:
        return None
    return Span(min(spans)[0], max([end for _, end in spans]))
