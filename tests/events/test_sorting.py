"""Sorting by parts, against sorting as a whole."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.events import sorting
from tui.events.sorting import in_order


@given(
    st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(0, 3), max_size=200),
    st.integers(1, 50),
    st.integers(1, 20),
)
def test_all_are_in_order_and_equal_ones_as_they_were(
    values: list[int], most: int, sample: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorting, "_MOST", most)
        patch.setattr(sorting, "_SAMPLE", sample)
        numbers = range(len(values))
        found = in_order(numbers, values.__getitem__)
        assert list(found) == sorted(numbers, key=values.__getitem__)
        reverse = array("I", reversed(numbers))
        again = in_order(reverse, values.__getitem__)
        assert list(again) == sorted(reverse, key=values.__getitem__)
        assert list(in_order(values, kind="q")) == sorted(values)
        halves = [value // 2 % 2 for value in values]
        both = in_order(numbers, halves.__getitem__, values.__getitem__)
        assert list(both) == sorted(numbers, key=lambda each: (halves[each], values[each]))


@pytest.mark.parametrize("count", [16_384, 16_385, 50_000])
def test_many_are_in_order(count: int) -> None:
    values = [number * 7_919 % 10_007 for number in range(count)]
    expected = sorted(range(count), key=values.__getitem__)
    assert list(in_order(range(count), values.__getitem__)) == expected


def test_what_the_array_cannot_hold_is_told() -> None:
    with pytest.raises(OverflowError):
        in_order([2**63], kind="q")
