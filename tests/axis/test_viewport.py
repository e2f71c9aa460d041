from math import inf, nan

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tui.axis.folding import empty_stretches, folded
from tui.axis.scale import MAX_CELL, MIN_CELL, STEPS, Scale
from tui.axis.viewport import KEPT_CELLS, Viewport
from tui.dates.calendar import DAY, SECOND, instant
from tui.dates.span import Span

YEAR = 365 * DAY
FAR = 10**15 * YEAR

widths = st.integers(1, 500)
factors = st.floats(1.01, 8)
instants = st.one_of(
    st.integers(instant(-4000), instant(4000)),
    st.integers(-FAR, FAR),
)


@st.composite
def viewports(draw: st.DrawFn, finest: int = MIN_CELL, coarsest: int = MAX_CELL) -> Viewport:
    digits = draw(st.integers(len(str(finest)), len(str(coarsest))))
    cell = draw(st.integers(max(finest, 10 ** (digits - 1)), min(coarsest, 10**digits)))
    return Viewport(Scale(cell), draw(instants) // cell, draw(widths))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(instants)
    digits = draw(st.integers(len(str(SECOND)), len(str(10**10 * YEAR))))
    return Span(start, start + draw(st.integers(10 ** (digits - 1), 10**digits)))


def shows(cell: int, span: Span, columns: int) -> bool:
    return (span.end - 1) // cell - span.start // cell < columns


def test_a_viewport_is_at_least_a_cell_wide() -> None:
    with pytest.raises(ValueError, match="a viewport is at least 1 cell wide, not 0"):
        Viewport(Scale(10), 0, 0)


def test_the_span_runs_from_the_first_cell_to_the_end_of_the_last() -> None:
    assert Viewport(Scale(10), -2, 5).span == Span(-20, 30)


def test_columns_count_from_the_left_edge_and_go_on_off_screen() -> None:
    viewport = Viewport(Scale(10), -2, 5)
    assert [viewport.to_column(when) for when in (-21, -20, 0, 29, 30)] == [-1, 0, 2, 4, 5]
    assert [viewport.to_instant(column) for column in (-1, 0, 4)] == [-30, -20, 20]


@given(viewports(), instants)
def test_instant_to_column_and_back_is_true_within_a_cell(viewport: Viewport, when: int) -> None:
    column = viewport.to_column(when)
    assert 0 <= when - viewport.to_instant(column) < viewport.scale.cell


@given(viewports(), st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_pans_add_up(viewport: Viewport, some: int, more: int) -> None:
    assert viewport.pan(some).pan(more) == viewport.pan(some + more)
    assert viewport.pan(some).pan(-some) == viewport


@given(viewports(), st.integers(-1000, 1000), instants)
def test_a_pan_moves_every_column_by_as_much(viewport: Viewport, cells: int, when: int) -> None:
    assert viewport.pan(cells).to_column(when) == viewport.to_column(when) - cells


def test_zoom_divides_the_cell_by_the_nearest_of_its_steps() -> None:
    viewport = Viewport(Scale(100_000), 0, 80)
    assert viewport.zoom(2, 0).scale.cell == 50_000
    assert viewport.zoom(0.5, 0).scale.cell == 200_000
    assert viewport.zoom(1.5, 0).scale.cell == pytest.approx(66_667, rel=1 / STEPS)
    assert viewport.zoom(1.0001, 0) == viewport


@pytest.mark.parametrize("factor", [0, -1.5, inf, nan])
def test_a_zoom_factor_is_positive_and_finite(factor: float) -> None:
    with pytest.raises(ValueError, match="a zoom factor is positive and finite"):
        Viewport(Scale(MIN_CELL), 0, 80).zoom(factor, 0)


@given(viewports(), st.one_of(factors, factors.map(lambda f: 1 / f)), st.data())
def test_the_cell_zoomed_about_keeps_its_column(
    viewport: Viewport, factor: float, data: st.DataObject
) -> None:
    about = data.draw(st.integers(viewport.span.start, viewport.span.end - 1))
    assert viewport.zoom(factor, about).to_column(about) == viewport.to_column(about)


@given(viewports(), st.one_of(factors, factors.map(lambda f: 1 / f)), st.booleans())
def test_about_an_instant_off_screen_the_middle_keeps_its_column(
    viewport: Viewport, factor: float, before: bool
) -> None:
    about = viewport.span.start - 1 if before else viewport.span.end
    column = viewport.width // 2
    middle = viewport.to_instant(column) + viewport.scale.cell // 2
    assert viewport.zoom(factor, about).to_column(middle) == column


@given(viewports(), factors, st.data())
def test_zooming_in_and_out_about_an_instant_restores_what_was_on_screen(
    viewport: Viewport, factor: float, data: st.DataObject
) -> None:
    times = data.draw(st.integers(1, 9))
    assume(viewport.scale.cell > 2 * MIN_CELL * factor**times)
    about = data.draw(st.integers(viewport.span.start, viewport.span.end - 1))
    there = viewport
    for _ in range(times):
        there = there.zoom(factor, about)
    for _ in range(times):
        there = there.zoom(1 / factor, about)
    assert there == viewport


@pytest.mark.parametrize(("cell", "factor"), [(MIN_CELL, 3.0), (MAX_CELL, 0.3)])
def test_zooming_at_a_limit_changes_nothing(cell: int, factor: float) -> None:
    viewport = Viewport(Scale(cell), 7, 80)
    assert viewport.zoom(factor, viewport.to_instant(20)) == viewport


@given(viewports(), st.floats(1e-300, 1e300), instants)
def test_every_zoom_ends_within_the_limits(viewport: Viewport, factor: float, about: int) -> None:
    assert MIN_CELL <= viewport.zoom(factor, about).scale.cell <= MAX_CELL


def test_resizing_keeps_the_left_edge_and_the_zoom() -> None:
    assert Viewport(Scale(10), 3, 80).resize(120) == Viewport(Scale(10), 3, 120)


@pytest.mark.parametrize(("width", "column"), [(1, 0), (4, 2), (5, 2)])
def test_centring_puts_an_instant_in_the_middle_column(width: int, column: int) -> None:
    assert Viewport(Scale(10), 1000, width).centre_on(-7).to_column(-7) == column


@pytest.mark.parametrize(
    ("when", "margin", "first"),
    [
        (150, 0, 10),  # on screen: stays
        (100, 0, 10),
        (199, 0, 10),
        (99, 0, 9),
        (200, 0, 11),
        (99, 3, 6),
        (200, 3, 14),
        (120, 3, 9),
        (200, 50, 15),  # as much margin as leaves two columns
    ],
)
def test_revealing_an_instant_pans_no_further_than_needed(
    when: int, margin: int, first: int
) -> None:
    assert Viewport(Scale(10), 10, 10).reveal(when, margin) == Viewport(Scale(10), first, 10)


@pytest.mark.parametrize(
    ("span", "margin", "first"),
    [
        (Span(120, 180), 0, 10),
        (Span(190, 220), 0, 12),
        (Span(80, 120), 1, 7),
        (Span(0, 1000), 0, 0),  # too long: its start
        (Span(150, 1000), 2, 13),
    ],
)
def test_revealing_a_span_shows_all_of_it_or_its_start(span: Span, margin: int, first: int) -> None:
    assert Viewport(Scale(10), 10, 10).reveal_span(span, margin).first == first


@given(viewports(), instants, st.integers(0, 300))
def test_what_is_revealed_stands_within_the_margin(
    viewport: Viewport, when: int, margin: int
) -> None:
    column = viewport.reveal(when, margin).to_column(when)
    margin = min(margin, (viewport.width - 1) // 2)
    assert margin <= column <= viewport.width - 1 - margin


@pytest.mark.parametrize(
    ("first", "expected"),
    [(-100, 4 - 80), (4 - 80, 4 - 80), (-75, -75), (0, 0), (96, 96), (97, 96), (10**9, 96)],
)
def test_four_cells_of_the_extent_stay_on_screen(first: int, expected: int) -> None:
    assert Viewport(Scale(10), first, 80).clamp(Span(0, 1000)).first == expected


@given(viewports(), spans())
def test_a_clamped_viewport_always_shows_some_of_the_extent(
    viewport: Viewport, extent: Span
) -> None:
    clamped = viewport.clamp(extent)
    start, end = clamped.scale.cells(extent)
    shown = min(end, clamped.first + clamped.width) - max(start, clamped.first)
    assert shown >= min(KEPT_CELLS, clamped.width, end - start)
    assert clamped.clamp(extent) == clamped


@pytest.mark.parametrize(
    ("span", "width", "margin", "expected"),
    [
        (Span(0, 800_000), 80, 0, Viewport(Scale(10_000), 0, 80)),
        (Span(0, 1_600_000), 80, 0, Viewport(Scale(20_000), 0, 80)),
        (Span(0, 1_600_001), 80, 0, Viewport(Scale(20_001), 0, 80)),
        (Span(0, 1_600_000), 84, 2, Viewport(Scale(20_000), -2, 84)),
        # the instant before 1970 takes a cell of its own, which leaves 80 to the rest
        (Span(-1, 1_600_000), 81, 0, Viewport(Scale(20_000), -1, 81)),
        # ten cells of MIN_CELL in the middle of 80
        (Span(0, 100_000), 80, 0, Viewport(Scale(10_000), -35, 80)),
        # the margin leaves one column
        (Span(0, 100_000), 5, 9, Viewport(Scale(100_000), -2, 5)),
    ],
)
def test_fit_examples(span: Span, width: int, margin: int, expected: Viewport) -> None:
    assert Viewport.fit(span, width, margin) == expected


@given(spans(), st.integers(4, 500), st.integers(0, 20))
def test_fit_shows_all_of_a_span_within_the_margin(span: Span, width: int, margin: int) -> None:
    viewport = Viewport.fit(span, width, margin)
    margin = min(margin, (width - 1) // 2)
    assume(width - 2 * margin > 1)
    assert viewport.width == width
    assert margin <= viewport.to_column(span.start)
    assert viewport.to_column(span.end - 1) <= width - 1 - margin


@given(
    st.integers(instant(-9999), instant(9999)),
    st.integers(6, 17).flatmap(lambda digits: st.integers(10**digits, 10 ** (digits + 1))),
    st.integers(10, 500),
    st.data(),
)
def test_no_smaller_cell_fits(start: int, length: int, width: int, data: st.DataObject) -> None:
    span = Span(start, start + length)
    cell = Viewport.fit(span, width).scale.cell
    assert shows(cell, span, width)
    for smaller in range(max(MIN_CELL, cell - 50), cell):
        assert not shows(smaller, span, width)
    smaller = data.draw(st.integers(MIN_CELL, cell))
    assert smaller == cell or not shows(smaller, span, width)


@given(spans(), widths, st.integers(0, 300))
def test_fit_is_total(span: Span, width: int, margin: int) -> None:
    viewport = Viewport.fit(span, width, margin)
    assert MIN_CELL <= viewport.scale.cell <= MAX_CELL
    assert 0 <= viewport.to_column(span.start) < width


def test_a_span_longer_than_the_coarsest_screen_shows_from_its_start() -> None:
    span = Span(instant(-(10**15)), instant(10**15))
    viewport = Viewport.fit(span, 80)
    assert viewport.scale.cell == MAX_CELL
    assert viewport.to_column(span.start) == 0


DAYS = [0, 20, 3000, 3040, 20_000]
EMPTY = empty_stretches((day * DAY, (day + 1) * DAY) for day in DAYS)


@st.composite
def folded_viewports(draw: st.DrawFn, width: st.SearchStrategy[int] = widths) -> Viewport:
    cell = 2 ** draw(st.integers(14, 41))
    scale = folded(Scale(cell), EMPTY)
    about = draw(st.sampled_from(DAYS)) * DAY + draw(st.integers(-(10**6), 10**6))
    return Viewport(scale, scale.to_cell(about) - draw(st.integers(-100, 600)), draw(width))


@given(folded_viewports(), st.integers(-1000, 1000), st.integers(-DAY, 30_000 * DAY))
def test_a_pan_moves_breaks_and_columns_alike(viewport: Viewport, cells: int, when: int) -> None:
    panned = viewport.pan(cells)
    assert panned.to_column(when) == viewport.to_column(when) - cells
    assert panned.to_instant(3) == viewport.to_instant(3 + cells)
    assert panned.scale is viewport.scale


@given(folded_viewports(), factors | factors.map(lambda f: 1 / f), st.data())
def test_zooming_folds_anew_about_the_column_that_is_kept(
    viewport: Viewport, factor: float, data: st.DataObject
) -> None:
    about = data.draw(st.integers(viewport.span.start, viewport.span.end - 1))
    zoomed = viewport.zoom(factor, about)
    assert zoomed.to_column(about) == viewport.to_column(about)
    assert zoomed.scale == folded(Scale(zoomed.scale.cell), EMPTY)


@given(folded_viewports(), st.integers(1, 12), st.data())
def test_zooming_a_folded_axis_out_and_in_about_an_instant_restores_it(
    viewport: Viewport, times: int, data: st.DataObject
) -> None:
    about = data.draw(st.integers(viewport.span.start, viewport.span.end - 1))
    there = viewport
    for _ in range(times):
        there = there.zoom(0.5, about)
    for _ in range(times):
        there = there.zoom(2, about)
    assert there == viewport


@given(viewports(), st.data())
def test_folding_and_unfolding_keep_the_column_of_an_instant(
    viewport: Viewport, data: st.DataObject
) -> None:
    shown = viewport.span
    edges = sorted(data.draw(st.lists(st.integers(shown.start - YEAR, shown.end), unique=True)))
    stretches = [Span(*edge) for edge in zip(edges[::2], edges[1::2], strict=False)]
    about = data.draw(st.integers(shown.start, shown.end - 1))
    there = viewport.fold(stretches, about)
    assert there.scale == folded(viewport.scale, stretches)
    assert there.width == viewport.width
    assert there.to_column(about) == viewport.to_column(about)
    assert there.fold(None, about) == viewport


def test_folding_about_no_instant_or_one_off_screen_keeps_the_middle() -> None:
    viewport = Viewport(Scale(DAY), 2900, 80)
    assert viewport.middle == 2940 * DAY + DAY // 2
    there = viewport.fold(EMPTY)
    assert there == viewport.fold(EMPTY, 0) == viewport.fold(EMPTY, 2900 * DAY - 1)
    assert there.to_column(viewport.middle) == 40
    assert there != viewport.fold(EMPTY, 2900 * DAY)


def test_what_is_on_screen_spans_what_is_left_out() -> None:
    viewport = Viewport(folded(Scale(DAY), EMPTY), 30, 60)
    assert [
        (fold.words, viewport.to_column(fold.start), fold.cells) for fold in viewport.folds
    ] == [("8.1 years", -4, 11), ("29 days", 18, 9), ("46 years", 38, 10)]
    # The first break leaves out days 26 to 2995, and the fifth of its cells is in column 0.
    assert viewport.span == Span((26 + 2969 * 4 // 11) * DAY, 20_007 * DAY)
    assert viewport.middle == 3038 * DAY + DAY // 2


def test_the_parts_between_breaks_are_linear() -> None:
    viewport = Viewport(folded(Scale(DAY), EMPTY), 30, 60)
    assert viewport.parts() == [
        (7, Viewport(Scale(DAY), 2995, 11)),
        (27, Viewport(Scale(DAY), 3035, 11)),
        (48, Viewport(Scale(DAY), 19_995, 12)),
    ]


@given(folded_viewports())
def test_parts_and_breaks_share_all_columns(viewport: Viewport) -> None:
    columns: list[int] = []
    for column, part in viewport.parts():
        for at in range(part.width):
            assert part.to_instant(at) == viewport.to_instant(column + at)
            assert part.to_instant(at + 1) - part.to_instant(at) == viewport.scale.cell
        columns += range(column, column + part.width)
    for fold in viewport.folds:
        columns += range(viewport.to_column(fold.start), viewport.to_column(fold.end))
    assert sorted(set(columns) & set(range(viewport.width))) == list(range(viewport.width))
    assert len(set(columns)) == len(columns)


@given(viewports())
def test_a_linear_axis_is_one_part_without_folds(viewport: Viewport) -> None:
    assert viewport.folds == ()
    assert viewport.parts() == [(0, viewport)]


@given(st.integers(2, 300), st.integers(0, 20))
def test_fitting_on_a_folded_axis_shows_all_within_the_margin(width: int, margin: int) -> None:
    scale, span = folded(Scale(DAY), EMPTY), Span(0, (DAYS[-1] + 1) * DAY)
    viewport = Viewport.fit(span, width, margin, scale)
    assert viewport.scale == scale.at(viewport.scale.cell)
    assert viewport.scale.cell <= Viewport.fit(span, width, margin).scale.cell
    margin = min(margin, (width - 1) // 2)
    before, after = viewport.to_column(0), width - 1 - viewport.to_column(span.end - 1)
    assert margin <= before <= after <= before + 1 or width - 2 * margin == 1


def test_fitting_on_a_folded_axis_enlarges_what_lies_between_breaks() -> None:
    span = Span(0, (DAYS[-1] + 1) * DAY)
    viewport = Viewport.fit(span, 100, 2, folded(Scale(DAY), EMPTY))
    assert [fold.words for fold in viewport.folds] == ["44 years"]
    assert viewport.scale.cell < Viewport.fit(span, 100, 2).scale.cell // 2
