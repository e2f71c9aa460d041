"""How many instants fall into each part of a span."""

from hypothesis import given
from hypothesis import strategies as st

from tui.axis.bins import binned
from tui.dates.span import Span


@given(
    st.lists(st.integers(-50, 150), max_size=40).map(sorted),
    st.integers(0, 60),
    st.integers(1, 90),
    st.integers(1, 20),
)
def test_each_instant_counts_in_the_bin_that_holds_it(
    instants: list[int], start: int, length: int, bins: int
) -> None:
    span = Span(start, start + length)
    expected = [0] * bins
    for at in instants:
        if span.start <= at < span.end:
            expected[(at - start) * bins // length] += 1
    assert binned(instants, span, bins) == expected
