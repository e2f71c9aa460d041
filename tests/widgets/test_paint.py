"""A row of a scene as a strip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from tui.layout.marks import Role
from tui.layout.scene import Row, Run, Zone
from tui.palette import (
    CONTRAST_DARK,
    DARK,
    LANE,
    LIGHT,
    ROLES,
    TERMINAL_DARK,
    TERMINAL_LIGHT,
    Palette,
    contrast,
    lane_look,
)
from tui.widgets.paint import Inks, paint

ROW = Row(Zone.LANES, (Run(2, "漢字", Role.LABEL, 0, "x"), Run(8, "◆", Role.POINT, 1, "y", True)))


def inks(palette: Palette, *colours: str) -> Inks:
    return Inks(palette, Style(color=palette.text, bgcolor=palette.ground), colours)


def run(role: Role, lane: int = -1, *, selected: bool = False, dimmed: bool = False) -> Run:
    return Run(0, "x", role, lane, "", selected, dimmed)


def colours(style: Style) -> tuple[str, str]:
    assert style.color is not None
    assert style.bgcolor is not None
    return style.color.name, style.bgcolor.name


def test_a_row_is_painted_as_wide_as_asked_for() -> None:
    for width in (1, 3, 5, 8, 9, 40):
        strip = paint(ROW, width, inks(DARK))
        assert strip.cell_length == width
        assert sum(segment.cell_length for segment in strip) == width
    assert paint(ROW, 12, inks(DARK)).text == "  漢字  ◆   "


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_every_cell_has_a_ground_and_the_lane_gives_the_colour(palette: Palette) -> None:
    segments = list(paint(ROW, 12, inks(palette)))
    assert all(segment.style and segment.style.bgcolor for segment in segments)
    point = inks(palette).style(run(Role.POINT, 1))
    assert colours(point) == (palette.lanes[1], palette.ground)
    assert point.bold


RUNS = st.builds(
    Run,
    st.integers(0, 6),
    st.sampled_from(["◆", "a b", "━━"]),
    st.sampled_from([Role.LABEL, Role.POINT, Role.GRID]),
    st.integers(-1, 2),
    selected=st.booleans(),
    dimmed=st.booleans(),
    is_hit=st.booleans(),
)


@pytest.mark.parametrize("palette", [DARK, TERMINAL_DARK])
@given(gaps=st.lists(RUNS, max_size=6))
def test_blanks_take_a_style_from_beside_them_that_nobody_sees_there(
    palette: Palette, gaps: list[Run]
) -> None:
    known, runs, x = inks(palette), [], 0
    for each in gaps:
        runs.append(each._replace(x=x + each.x))
        x += each.x + len(each.text)
    expected = [known.ground] * 60
    for each in runs:
        expected[each.x : each.x + len(each.text)] = [known.style(each)] * len(each.text)
    strip = paint(Row(Zone.LANES, tuple(runs)), 60, known)
    painted = [(char, segment.style) for segment in strip for char in segment.text]
    for at, (char, style) in enumerate(painted):
        assert style is not None
        if style != expected[at]:
            assert (char, expected[at]) == (" ", known.ground)
            assert style.bgcolor == known.ground.bgcolor
            assert not style.reverse
            assert not style.underline
    if not any(each.selected or each.is_hit for each in runs):
        assert len(strip._segments) <= max(1, len(runs))


def test_what_is_selected_is_written_in_the_ground_on_the_hue_of_its_lane() -> None:
    assert colours(inks(DARK).style(run(Role.LABEL, 3, selected=True))) == (
        DARK.ground,
        DARK.lanes[3],
    )
    assert colours(inks(DARK).style(run(Role.LABEL, selected=True))) == (DARK.ground, DARK.text)


def test_a_pointer_to_what_is_selected_is_none_itself() -> None:
    style = inks(DARK).style(run(Role.POINTER, selected=True))
    assert colours(style) == (DARK.accent, DARK.ground)


@pytest.mark.parametrize("palette", [DARK, LIGHT, CONTRAST_DARK])
@given(role=st.sampled_from(Role), lane=st.integers(-1, 60), dimmed=st.booleans())
def test_all_that_says_something_can_be_read(
    palette: Palette, role: Role, lane: int, dimmed: bool
) -> None:
    for selected in (False, True):
        style = inks(palette, "navy", "#ff0", "", "no colour").style(
            run(role, lane, selected=selected, dimmed=dimmed)
        )
        is_guide = ROLES[role.value].tone == "faint" and not selected
        assert contrast(*colours(style)) >= (palette.guide if is_guide else palette.least)


def test_what_is_dimmed_is_muted_whatever_it_is() -> None:
    for role in (Role.LABEL, Role.POINT, Role.BAR, Role.CLUSTER):
        style = inks(LIGHT).style(run(role, 2, dimmed=True))
        assert colours(style) == (LIGHT.muted, LIGHT.ground)
        assert not style.bold


def test_the_colour_that_a_file_gives_a_lane_counts_where_it_is_one() -> None:
    ours = inks(DARK, "orange", "no colour")
    assert colours(ours.style(run(Role.BAR, 0)))[0] == "#ffa500"
    assert colours(ours.style(run(Role.BAR, 1)))[0] == DARK.lanes[1]
    assert colours(ours.style(run(Role.BAR, 2)))[0] == DARK.lanes[2]


@pytest.mark.parametrize("palette", [TERMINAL_DARK, TERMINAL_LIGHT])
@pytest.mark.parametrize("role", list(Role))
def test_in_a_terminals_own_colours_only_marks_have_any(palette: Palette, role: Role) -> None:
    ours = inks(palette, "orange")
    ink = ROLES[role.value]
    hue = palette.lanes[lane_look(2).hue]
    is_mark = ink.tone == LANE and not ink.is_text
    assert colours(ours.style(run(role, 2))) == (hue if is_mark else "default", "default")
    dimmed = ours.style(run(role, 2, dimmed=True))
    assert colours(dimmed) == ("default", "default")
    assert dimmed.dim


@pytest.mark.parametrize("palette", [TERMINAL_DARK, TERMINAL_LIGHT])
def test_there_what_is_selected_is_reversed(palette: Palette) -> None:
    style = inks(palette).style(run(Role.LABEL, 0, selected=True))
    assert colours(style) == ("default", "default")
    assert style.reverse
    assert style.bold
