"""Some events of a file that follow each other, read without knowing the others."""

from array import array
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

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
_BETWEEN = "\x1f"


class Slice(NamedTuple):
    """Where an event stands in the bytes of its part: size bytes from start on."""

    start: int
    size: int


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

    @property
    def claims(self) -> Iterator[Claim]:
        """What each event says of its id."""
        places = zip(self.claim_lines, self.claim_columns, strict=True)
        for text, (line, column) in zip(_split(self.claim_texts), places, strict=True):
            if line:
                yield Claim(text, Location(line, column))
            else:
                yield Claim("", None, text)


def segment_of(
    events: list[Event],
    slices: list[Slice],
    claims: list[Claim],
    ties: list[Tie],
    document: Document,
) -> Segment:
    """Return the segment of some events.

    Raise OverflowError for an instant beyond 64 bits, which is some 292,000 years away.
    """
    records = [record_of(event).encode() for event in events]
    lanes: dict[str, int] = {}
    columns: dict[str, array[int]] = {name: array("q") for name in _INSTANTS}
    signs = array("B")
    for event in events:
        when = event.when
        if when is None:
            for column in columns.values():
                column.append(0)
            signs.append(UNDATED)
            continue
        moments, before = when.moments, when.before
        columns["positions"].append(when.position)
        columns["firsts"].append(moments[0].span.start)
        columns["lasts"].append(moments[-1].span.end)
        columns["befores"].append(0 if before is None else before)
        signs.append(signs_of(when))
    places = [event.location for event in events]
    return Segment(
        records=b"".join(records),
        record_sizes=array("I", map(len, records)),
        **columns,
        signs=signs,
        importances=array("B", [event.importance for event in events]),
        lanes=array("I", [lanes.setdefault(event.lane, len(lanes)) for event in events]),
        lane_names=tuple(lanes),
        text_starts=array("Q", [each.start for each in slices]),
        text_sizes=array("I", [each.size for each in slices]),
        lines=array("I", [place.line for place in places]),
        columns=array("I", [place.column for place in places]),
        reach=_reach(events),
        own=Counter(name for event in events for name in event.other),
        claim_texts="".join([(text or stem) + _BETWEEN for text, _, stem in claims]),
        claim_lines=array("I", [place.line if place else 0 for _, place, _ in claims]),
        claim_columns=array("I", [place.column if place else 0 for _, place, _ in claims]),
        ties=ties,
        log=document.log,
        guessed=document.guessed,
    )


def _split(texts: str) -> list[str]:
    return texts.split(_BETWEEN)[:-1]


def _reach(events: list[Event]) -> Span | None:
    spans = [moment.span for event in events if event.when for moment in event.when.moments]
    if not spans:
        return None
    return Span(min(span.start for span in spans), max(span.end for span in spans))


_INSTANTS = ("positions", "firsts", "lasts", "befores")
