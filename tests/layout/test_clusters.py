"""Counts of events in cells, drawn together where they touch."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.layout.clusters import DENSE, Group, groups, shades

COUNTS = st.dictionaries(st.integers(-30, 30), st.integers(1, 10**6), max_size=30)


@given(COUNTS)
def test_groups_hold_every_event_once_and_stand_a_cell_apart_with_their_numbers(
    counts: dict[int, int],
) -> None:
    found = groups(counts)
    assert sum(group.events for group in found) == sum(counts.values())
    for group in found:
        held = [count for cell, count in counts.items() if group.first <= cell < group.last]
        assert group.events == sum(held)
        assert group.first in counts
        assert group.last - 1 in counts
    for group, following in itertools.pairwise(found):
        assert group.right + 1 <= following.first


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, []),
        ({5: 1}, [Group(5, 6, 1)]),
        ({5: 1, 6: 1}, [Group(5, 7, 2)]),
        ({5: 1, 7: 1}, [Group(5, 6, 1), Group(7, 8, 1)]),
        ({5: 2, 7: 1}, [Group(5, 8, 3)]),  # the number of the first would touch the second
        ({5: 2, 8: 1}, [Group(5, 6, 2), Group(8, 9, 1)]),
        ({5: 1000, 10: 1}, [Group(5, 11, 1001)]),
        ({5: 1000, 11: 1}, [Group(5, 6, 1000), Group(11, 12, 1)]),
    ],
)
def test_what_would_touch_is_counted_together(
    counts: dict[int, int], expected: list[Group]
) -> None:
    assert groups(counts) == expected


def test_from_some_cells_on_a_group_is_shaded() -> None:
    short, long = Group(0, DENSE - 1, 50), Group(0, DENSE, 50)
    assert not short.is_dense
    assert long.is_dense
    assert long.right == long.last


def test_a_fuller_shade_is_so_many_times_more() -> None:
    counts = dict(enumerate([1, 2, 3, 9, 10, 30, 100, 300, 1000, 2999, 3000, 10**9]))
    assert shades(counts, 0, 12) == "▁▁▂▂▃▄▅▆▇▇██"
    assert shades({3: 1, 5: 3}, 2, 7) == " ▁ ▂ "


@given(COUNTS, st.integers(-30, 30), st.integers(0, 20))
def test_there_is_a_shade_for_each_cell_and_blank_is_none(
    counts: dict[int, int], first: int, width: int
) -> None:
    drawn = shades(counts, first, first + width)
    assert len(drawn) == width
    assert [first + at for at, shade in enumerate(drawn) if shade != " "] == [
        cell for cell in range(first, first + width) if cell in counts
    ]
