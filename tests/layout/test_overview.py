"""The two rows under the lanes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.framing import assert_sound
from tui.axis.scale import Scale
from tui.axis.viewport import Viewport
from tui.dates.span import Span
from tui.formats.picture_text import text_of
from tui.layout.marks import Role
from tui.layout.overview import (
    OVERVIEW_ROWS,
    Brush,
    Grip,
    Overview,
    brush_of,
    grip_at,
    overview_rows,
)
from tui.layout.scene import Scene

GUTTER = 5


def whole(cells: int) -> Span:
    return Span(0, cells * 10**9)


def drawn(overview: Overview, first: int, width: int = 20) -> list[str]:
    rows = overview_rows(overview, Viewport(Scale(10**9), first, width), GUTTER)
    return [text_of(row) for row in rows]


@pytest.mark.parametrize(
    ("first", "brush"),
    [
        (-500, "     ━───────────────────"),
        (0, "     ┝┥──────────────────"),
        (5, "     ┝━┥─────────────────"),
        (90, "     ─────────┝┥─────────"),
        (180, "     ──────────────────┝┥"),
        (190, "     ───────────────────━"),
        (5000, "     ───────────────────━"),
    ],
)
def test_the_brush_is_what_is_on_screen_and_stays_at_the_ends(first: int, brush: str) -> None:
    assert drawn(Overview(whole(200), [1] * 20), first)[1] == brush


def test_the_brush_of_everything_goes_from_end_to_end() -> None:
    assert drawn(Overview(whole(18), [1] * 20), -1)[1] == "     ┝━━━━━━━━━━━━━━━━━━┥"


def test_hits_stand_on_the_brush_and_beside_it() -> None:
    hits = [0] * 20
    hits[0] = hits[10] = hits[19] = 3
    shown = drawn(Overview(whole(60), [1] * 20, hits), 22)
    assert shown[1] == "     ▾──────┝━━▾━━┥─────▾"


def test_how_much_begins_is_told_in_eighths_of_the_most() -> None:
    shown = drawn(Overview(whole(200), [*range(9), 0, 800, 1, *[0] * 8]), 0)[0]
    assert shown == "All   ▁▁▁▁▁▁▁▁ █▁"
    assert drawn(Overview(whole(200), [*range(9), *[0] * 11]), 0)[0] == "All   ▁▂▃▄▅▆▇█"
    assert drawn(Overview(whole(200), [0] * 20), 0)[0] == "All"


@given(
    st.lists(st.integers(0, 10**6), min_size=1, max_size=120),
    st.integers(-(10**18), 10**18),
    st.integers(1, 10**18),
    st.integers(-(10**7), 10**7),
    st.data(),
)
def test_the_rows_are_as_wide_as_the_picture_and_the_brush_is_never_nothing(
    density: list[int], start: int, length: int, first: int, data: st.DataObject
) -> None:
    width, extent = len(density), Span(start, start + length)
    hits = data.draw(st.lists(st.integers(0, 2), min_size=width, max_size=width))
    view = Viewport(Scale(10**9), first, width)
    rows = overview_rows(Overview(extent, density, hits), view, GUTTER)
    assert len(rows) == OVERVIEW_ROWS
    assert_sound(Scene(GUTTER + width, OVERVIEW_ROWS, GUTTER, tuple(rows)))
    assert sum(len(run.text) for run in rows[1].runs) == width
    brush = brush_of(view, extent)
    assert 0 <= brush.first < brush.last <= width
    told = [run.x - GUTTER for run in rows[1].runs if run.role is Role.HIT]
    assert told == [column for column, count in enumerate(hits) if count]


@given(st.integers(0, 10**6), st.integers(2, 200), st.integers(1, 10**6))
def test_the_brush_moves_with_the_screen(first: int, width: int, by: int) -> None:
    view = Viewport(Scale(10**9), first, width)
    here, there = brush_of(view, whole(10**6)), brush_of(view.pan(by), whole(10**6))
    assert here.first <= there.first
    assert here.last <= there.last


def test_a_whole_of_an_instant_is_all_on_screen_or_at_an_end() -> None:
    view = Viewport(Scale(10**9), 5, 40)
    assert brush_of(view, Span(7 * 10**9, 7 * 10**9 + 1)) == Brush(0, 40)
    assert brush_of(view, Span(0, 1)) == Brush(39, 40)


@pytest.mark.parametrize(
    ("first", "grips"),
    [(5, {1: Grip.FIRST, 3: Grip.LAST}), (0, {}), (5000, {})],
)
def test_a_brush_is_held_at_its_ends_where_it_has_room_for_them(
    first: int, grips: dict[int, Grip]
) -> None:
    row = overview_rows(Overview(whole(200), [1] * 20), Viewport(Scale(10**9), first, 20), GUTTER)[
        1
    ]
    found = {x - GUTTER: grip_at(row, x) for x in range(40)}
    assert {x: grip for x, grip in found.items() if grip is not Grip.WHOLE} == {
        x - 1: grip for x, grip in grips.items()
    }
