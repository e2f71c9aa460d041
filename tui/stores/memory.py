"""A timeline held in memory, indexed by time."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property

from tui.axis.bins import binned
from tui.dates.span import Instant, Span
from tui.events.columns import columns_of, is_columnar
from tui.events.event import Event
from tui.events.timeline import Timeline, parted

_FOREVER = float("inf")
_BLOCK = 256
#: Knuth's multiplicative hash: 2**32 divided by the golden ratio, spreads neighbours far apart.
_SPREAD = 2_654_435_761


class MemoryStore:
    """Answers a store's questions from a timeline; see Store.

    Of equally important events beyond a limit it takes some from all over the window.
    """

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline

    def extent(self) -> Span | None:
        return self._extent

    def window(self, span: Span | None = None, limit: int | None = None) -> Sequence[Event]:
        events = self.timeline.events
        if span is None and limit is None:
            return events
        found: list[int] = []
        for index in self._by_importance:
            numbers = index.numbers if span is None else index.touching(span)
            if limit is not None and len(found) + len(numbers) > limit:
                found += sorted(numbers, key=_spread)[: limit - len(found)]
                break
            found += numbers
        return [events[number] for number in sorted(found)]

    def density(self, span: Span, bins: int) -> list[int]:
        return binned(self._positions, span, bins)

    def event(self, event_id: str) -> Event | None:
        return self.timeline.event(event_id)

    @cached_property
    def _positions(self) -> Sequence[Instant]:
        dated, _ = parted(self.timeline.events)
        return columns_of(dated).positions

    @cached_property
    def _by_importance(self) -> "list[_Index]":
        return _indexes(self.timeline.events)

    @cached_property
    def _extent(self) -> Span | None:
        if is_columnar(self.timeline.events):
            return self.timeline.events.facts.extent
        spans = [
            moment.span
            for event in self.timeline.events
            if event.when
            for moment in event.when.moments
        ]
        if not spans:
            return None
        return Span(min(span.start for span in spans), max(span.end for span in spans))


class _Index:
    """Which of some events may touch a span.

    Their reaches are kept by start, in blocks that know their furthest end: a long event makes
    only its own block worth a look. numbers are places in the timeline, undated ones last.
    """

    def __init__(self, rows: Iterable[tuple[float, float, int]], undated: Iterable[int]) -> None:
        ordered = sorted(rows)
        self._starts = [row[0] for row in ordered]
        self._ends = [row[1] for row in ordered]
        self._numbers = [row[2] for row in ordered]
        self._furthest = [
            max(self._ends[first : first + _BLOCK]) for first in range(0, len(ordered), _BLOCK)
        ]
        self.numbers = [*self._numbers, *undated]

    def touching(self, span: Span) -> list[int]:
        """Return the numbers of the events that may touch a half-open span, in no given order."""
        stop = bisect_left(self._starts, span.end)
        found: list[int] = []
        for block, furthest in enumerate(self._furthest[: -(-stop // _BLOCK)]):
            if furthest > span.start:
                first = block * _BLOCK
                last = min(first + _BLOCK, stop)
                rows = zip(self._ends[first:last], self._numbers[first:last], strict=True)
                found += [number for end, number in rows if end > span.start]
        return found


def _indexes(events: Sequence[Event]) -> list[_Index]:
    """Return an index for each importance, the highest first."""
    dated: dict[int, list[tuple[float, float, int]]] = {}
    undated: dict[int, list[int]] = {}
    for number, event in enumerate(events):
        if event.when is None:
            undated.setdefault(event.importance, []).append(number)
            continue
        start, end = event.when.earliest, event.when.before
        reach = (-_FOREVER if start is None else start, _FOREVER if end is None else end, number)
        dated.setdefault(event.importance, []).append(reach)
    ranks = sorted(dated.keys() | undated.keys(), reverse=True)
    return [_Index(dated.get(rank, ()), undated.get(rank, ())) for rank in ranks]


def _spread(number: int) -> int:
    return number * _SPREAD % 2**32
