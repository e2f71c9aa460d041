"""Spans that many views share: wider than a screen and on a grid, so that panning asks no more."""

from tui.dates.span import Instant, Span
from tui.stores.table.instant import FURTHEST

#: A span asked for begins at whole multiples of so many bins.
_BLOCK = 64


def bin_width(span: Span, bins: int) -> int:
    """Return the least power of two, in microseconds, of which at most so many bins fill a span."""
    exact = -(-span.length // bins)
    return max(1, 1 << (exact - 1).bit_length())


def padded(span: Span, bins: int) -> tuple[Span, int]:
    """Return a span about another with half as much on each side, and its number of bins.

    Its bins are a power of two long and its ends are multiples of 64 of them, so a view that is
    panned by less than half of its length is answered by what the last one asked. bins is that of
    the inner span at most, 1 or more.
    """
    pad = span.length // 2
    return _aligned(Span(span.start - pad, span.end + pad), bin_width(span, bins))


def aligned(span: Span, bins: int) -> tuple[Span, int]:
    """Return the least such span that holds another without any padding; see padded."""
    return _aligned(span, bin_width(span, bins))


def _aligned(span: Span, width: int) -> tuple[Span, int]:
    block = width * _BLOCK
    start = span.start // block * block
    end = -(-span.end // block) * block
    return Span(start, end), (end - start) // width


def clipped(span: Span) -> Span | None:
    """Return what of a span an engine reckons with, None if nothing of it."""
    start, end = max(span.start, -FURTHEST), min(span.end, FURTHEST)
    return Span(start, end) if start < end else None


def edges_inside(span: Span, bins: int) -> tuple[int, list[Instant]]:
    """Return the number of the first of equal bins that an engine reckons with, and their edges.

    The edges are those of the bins from that one on, none if there is no such bin; the outer ones
    are moved to where an engine's reckoning ends.
    """
    edges = [span.start - -number * span.length // bins for number in range(bins + 1)]
    inside = [n for n in range(bins) if edges[n + 1] > -FURTHEST and edges[n] < FURTHEST]
    if not inside:
        return 0, []
    first, last = inside[0], inside[-1] + 1
    return first, [max(-FURTHEST, min(edge, FURTHEST)) for edge in edges[first : last + 1]]
