"""How the screen glides from one stretch of time to another."""

from hypothesis import given
from hypothesis import strategies as st

from tui.axis.scale import Scale
from tui.axis.viewport import Viewport
from tui.dates.calendar import DAY
from tui.session.motion import between, can_glide

START = Viewport(Scale(10 * DAY), 100, 80)


def test_a_glide_begins_at_its_start_and_ends_at_its_goal() -> None:
    goal = START.zoom(4, START.to_instant(30))
    assert between(START, goal, 0) == START
    assert between(START, goal, 1) == goal
    assert between(START, goal, 7) == goal


@given(st.floats(0, 1), st.integers(-60, 60))
def test_a_pan_passes_only_what_lies_between(progress: float, cells: int) -> None:
    goal = START.pan(cells)
    passing = between(START, goal, progress)
    assert passing.scale == START.scale
    assert min(0, cells) <= passing.first - START.first <= max(0, cells)


@given(st.floats(0, 1), st.sampled_from([0.25, 0.5, 2**0.5, 2, 16]), st.integers(0, 79))
def test_what_keeps_its_column_in_a_zoom_keeps_it_on_the_way(
    progress: float, factor: float, column: int
) -> None:
    about = START.to_instant(column) + 5 * DAY
    goal = START.zoom(factor, about)
    passing = between(START, goal, progress)
    smallest, largest = sorted((START.scale.cell, goal.scale.cell))
    assert smallest <= passing.scale.cell <= largest
    assert abs(passing.to_column(about) - column) <= 1


def test_there_is_no_glide_to_another_age_or_another_width() -> None:
    assert can_glide(START, START.pan(8))
    assert not can_glide(START, START)
    assert not can_glide(START, START.pan(500))
    assert not can_glide(START, START.zoom(100, START.to_instant(3)))
    assert not can_glide(START, START.resize(60))
