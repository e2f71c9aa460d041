"""How many instants fall into each of equal parts of a span."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from tui.dates.span import Instant, Span


def binned(instants: Sequence[Instant], span: Span, bins: int) -> list[int]:
    """Count instants, which are in ascending order, in each of the equal bins of a half-open span.

    Bin i is the half-open [start + i·length/bins, start + (i+1)·length/bins). Instants outside of
    the span do not count. bins is at least 1.
    """
    edges = (span.start - -number * span.length // bins for number in range(bins + 1))
    below = [bisect_left(instants, edge) for edge in edges]
    return [high - low for low, high in pairwise(below)]
