"""The rows of the axis, and the lines that go down from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.framing import assert_sound
from tui.axis.ticks import ticks
from tui.axis.viewport import Viewport
from tui.dates.calendar import instant
from tui.dates.span import Span
from tui.formats.picture_text import text_of
from tui.layout.axis_rows import AXIS_ROWS, LINES, RULE, axis_rows, grid_lines, with_lines
from tui.layout.labels import measure
from tui.layout.marks import Role
from tui.layout.scene import Row, Run, Scene

VIEW = Viewport.fit(Span(instant(2024, 9), instant(2025, 6)), 60)
GUTTER = 4


def line(column: int, role: Role = Role.NOW) -> Run:
    return Run(GUTTER + column, LINES[role], role)


def axis(*lines: Run, view: Viewport = VIEW) -> list[Row]:
    return axis_rows(ticks(view), view, GUTTER, lines)


def test_contexts_stand_over_steps_and_both_reach_down_to_the_rule() -> None:
    assert [text_of(row) for row in axis()] == [
        "    2024                      2025",
        "    Sep   Oct    Nov    Dec   Jan    Feb   Mar    Apr    May",
        "    ┴─────┴──────┴──────┴─────┼──────┴─────┴──────┴──────┴─────┴",
    ]


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        (line(2), "    ┴─┿now┴──────┴──────┴─────┼──────┴─────┴──────┴──────┴─────┴"),
        (line(5), "    ┴─now┿┴──────┴──────┴─────┼──────┴─────┴──────┴──────┴─────┴"),
        (line(13), "    ┴─────┴──────┿now───┴─────┼──────┴─────┴──────┴──────┴─────┴"),
        (
            line(53, Role.ANCHOR),
            "    ┴─────┴──────┴──────┴─────┼──────┴─────┴──────┴anchor┿─────┴",
        ),
        (
            line(38, Role.ANCHOR),
            "    ┴─────┴──────┴──────┴─────┼──────┴────┿┴──────┴──────┴─────┴",
        ),
    ],
)
def test_a_line_is_named_on_the_rule_where_that_hides_no_tick(line: Run, drawn: str) -> None:
    assert text_of(axis(line)[RULE]) == drawn


@given(st.integers(0, 59), st.integers(0, 59))
def test_two_lines_are_both_told_and_nothing_overlaps(now: int, anchor: int) -> None:
    lines = [line(now)] if now == anchor else [line(now), line(anchor, Role.ANCHOR)]
    rows = axis(*lines)
    assert len(rows) == AXIS_ROWS
    assert_sound(Scene(GUTTER + 60, AXIS_ROWS, GUTTER, tuple(rows)))
    assert text_of(rows[RULE]).count("┿") == len(lines)


@given(st.integers(1, 70), st.integers(-40, 40))
def test_a_grid_line_stands_where_a_context_begins_and_never_at_a_heading_that_sticks(
    width: int, by: int
) -> None:
    view = VIEW.resize(width).pan(by)
    for run in grid_lines(ticks(view), view, GUTTER):
        start = view.to_instant(run.x - GUTTER)
        assert any(
            view.to_column(instant(year)) == run.x - GUTTER and instant(year) >= view.span.start
            for year in range(2023, 2028)
        ), start


@given(
    st.lists(st.tuples(st.integers(0, 5), st.text("ab漢", min_size=1, max_size=6)), max_size=8),
    st.sets(st.integers(0, 60)),
)
def test_lines_are_drawn_where_they_and_both_their_neighbours_are_free(
    texts: list[tuple[int, str]], columns: set[int]
) -> None:
    runs, x = [], 0
    for blank, text in texts:
        runs.append(Run(x + blank, text, Role.LABEL))
        x += blank + measure(text)
    lines = [Run(column, "┊", Role.GRID) for column in sorted(columns)]
    taken = {cell for run in runs for cell in range(run.x, run.x + measure(run.text))}
    drawn = with_lines(runs, lines)
    assert [run for run in drawn if run.role is Role.LABEL] == runs
    assert {run.x for run in drawn if run.role is Role.GRID} == {
        column for column in columns if not {column - 1, column, column + 1} & taken
    }
    assert [run.x for run in drawn] == sorted(run.x for run in drawn)
