"""Events that are known by number only: so many begin in each of some stretches of time.

They stand for what a store holds of a lane beyond the events at hand.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from tui.axis.scale import Scale
from tui.dates.span import Instant, Span
from tui.layout.clusters import DENSE
from tui.named import NamedTuple


class Stretch(NamedTuple):
    """So many events, one at least, that begin in [start, end)."""

    start: Instant
    end: Instant
    events: int


class Remainder:
    """Stretches in the order of time, which never overlap.

    Where in its stretch an event begins is not known: in a stretch that is longer than a cell, what
    is counted in one cell is an estimate.
    """

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self.stretches: Sequence[Stretch] = tuple(stretches)
        self._starts = [each.start for each in self.stretches]
        self._ends = [each.end for each in self.stretches]
        self._sums = list(accumulate((each.events for each in self.stretches), initial=0))

    def __bool__(self) -> bool:
        return bool(self.stretches)

    @property
    def events(self) -> int:
        """How many events there are in all."""
        return self._sums[-1]

    def before(self, instant: Instant) -> int:
        """Return how many events begin before an instant, in its own stretch in proportion."""
        at = bisect_right(self._ends, instant)
        if at == len(self.stretches) or self._starts[at] >= instant:
            return self._sums[at]
        start, end, events = self.stretches[at]
        return self._sums[at] + events * (instant - start) // (end - start)

    def density(self, span: Span, bins: int) -> list[int]:
        """Return how many events begin in each of the equal bins of a span; see binned."""
        edges = (span.start - -number * span.length // bins for number in range(bins + 1))
        return [high - low for low, high in pairwise(map(self.before, edges))]

    def by_cell(self, scale: Scale, low: int, high: int) -> tuple[dict[int, int], set[int]]:
        """Return how many events begin in each of the absolute cells [low, high) that has any.

        A stretch over more cells than are counted as one is a band: it has an event in each of them
        at least, and which these are is returned too, for these numbers may be told to nobody.
        """
        found: dict[int, int] = {}
        bands: set[int] = set()
        for start, end, events in self._within(scale.to_instant(low), scale.to_instant(high)):
            first, last = scale.to_cell(start), scale.to_cell(end - 1)
            length, is_band = end - start, last - first > DENSE
            begun = first if first >= low else low
            passed = max(0, scale.to_instant(begun) - start)
            before = (events * passed + length // 2) // length
            for cell in range(begun, min(last + 1, high)):
                passed = min(length, scale.to_instant(cell + 1) - start)
                until = (events * passed + length // 2) // length
                if until > before or is_band:
                    found[cell] = found.get(cell, 0) + max(until - before, int(is_band))
                before = until
            if is_band:
                bands.update(range(begun, min(last + 1, high)))
        return found, bands

    def _within(self, start: Instant, end: Instant) -> Iterator[Stretch]:
        first = bisect_right(self._ends, start)
        return iter(self.stretches[first : bisect_left(self._starts, end)])


def joined(parts: Iterable[Remainder]) -> Remainder:
    """Return what several remainders count together; where stretches overlap they are cut."""
    kept = [part for part in parts if part]
    if len(kept) == 1:
        return kept[0]
    edges = sorted({edge for part in kept for each in part.stretches for edge in each[:2]})
    below = [[part.before(edge) for edge in edges] for part in kept]
    sums = [sum(column) for column in zip(*below, strict=True)]
    found = (
        Stretch(start, end, until - before)
        for (start, end), (before, until) in zip(pairwise(edges), pairwise(sums), strict=True)
    )
    return Remainder(each for each in found if each.events)


def layered(layers: Iterable[tuple[Span, Sequence[int]]]) -> list[Stretch]:
    """Return what several layers know together, each the counts of the equal bins of a span.

    They come with the shortest bins first, and each bin is a whole number of shorter ones. What a
    bin counts beyond what is known better within it lies where nothing is, so that every bin of
    every layer still counts the same.
    """
    found: list[Stretch] = []
    #: Where spans of what is known better begin and end, in turn; none touches another.
    edges: list[Instant] = []
    for span, counts in layers:
        width = span.length // len(counts)
        known = Remainder(found)
        more: list[Stretch] = []
        for number, events in enumerate(counts):
            if not events:
                continue
            start = span.start + number * width
            end = start + width
            first, last = bisect_right(edges, start), bisect_left(edges, end)
            if first != last:
                rest = events - known.before(end) + known.before(start)
                more += _shared(max(0, rest), _gaps(start, end, edges, first, last))
            elif first % 2 == 0:
                more.append(Stretch(start, end, events))
        found = sorted((*found, *more))
        edges = _with_span(edges, span)
    return found


def _gaps(start: Instant, end: Instant, edges: list[Instant], first: int, last: int) -> list[Span]:
    """Return the parts of [start, end), in which edges[first:last] lie, that no span covers."""
    inner = [*([] if first % 2 else [start]), *edges[first:last], *([] if last % 2 else [end])]
    return [Span(low, high) for low, high in zip(inner[::2], inner[1::2], strict=True)]


def _with_span(edges: list[Instant], span: Span) -> list[Instant]:
    """Return the edges of the same spans and another, joined where they touch."""
    first, last = bisect_left(edges, span.start), bisect_right(edges, span.end)
    inner = [*([] if first % 2 else [span.start]), *([] if last % 2 else [span.end])]
    return [*edges[:first], *inner, *edges[last:]]


def _shared(events: int, gaps: Sequence[Span]) -> Iterator[Stretch]:
    """Yield stretches that share some events by their lengths."""
    length, passed = sum(gap.length for gap in gaps), 0
    for gap in gaps:
        before, passed = events * passed // length, passed + gap.length
        share = events * passed // length - before
        if share:
            yield Stretch(gap.start, gap.end, share)


def without(span: Span, counts: Sequence[int], instants: Iterable[Instant]) -> list[int]:
    """Return the counts of the equal bins of a span less one for each instant in one of them."""
    width = span.length // len(counts)
    left = list(counts)
    for instant in instants:
        at = (instant - span.start) // width
        if 0 <= at < len(left) and left[at]:
            left[at] -= 1
    return left
