"""How the panes share a screen."""

import pytest

from tui.session.arrangement import Arrangement, arrange


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((160, 45), (Arrangement.WIDE, 106, 43, 49)),
        ((100, 30), (Arrangement.WIDE, 66, 28, 29)),
        ((99, 30), (Arrangement.STACKED, 99, 16, 96)),
        ((80, 24), (Arrangement.STACKED, 80, 13, 77)),
        ((60, 16), (Arrangement.STACKED, 60, 8, 57)),
        ((59, 24), (Arrangement.SINGLE, 59, 22, 55)),
        ((120, 15), (Arrangement.SINGLE, 120, 13, 116)),
        ((30, 8), (Arrangement.SINGLE, 30, 6, 26)),
    ],
)
def test_the_panes_share_the_screen_by_its_size(
    size: tuple[int, int], expected: tuple[Arrangement, int, int, int]
) -> None:
    assert arrange(*size) == expected


@pytest.mark.parametrize("size", [(29, 30), (100, 7), (1, 1)])
def test_below_thirty_by_eight_nothing_is_drawn(size: tuple[int, int]) -> None:
    assert arrange(*size).arrangement is Arrangement.TINY
