from itertools import accumulate, pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tui.axis.folding import LEAST_CELLS, MARGIN, FoldedScale, empty_stretches, folded
from tui.axis.scale import MAX_CELL, MIN_CELL, Fold, Scale
from tui.axis.viewport import Viewport
from tui.dates.calendar import DAY, HOUR, MINUTE, SECOND, instant
from tui.dates.elapsed import elapsed
from tui.dates.span import Span

YEAR = 365 * DAY
FAR = 10**15 * YEAR
reaches = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 6)).map(lambda pair: (pair[0], sum(pair))),
    max_size=12,
)


def log_uniform(low: int, high: int) -> st.SearchStrategy[int]:
    sizes = st.integers(len(str(low)), len(str(high)))
    return sizes.flatmap(
        lambda size: st.integers(max(low, 10 ** (size - 1)), min(high, 10**size - 1))
    )


@st.composite
def scales(draw: st.DrawFn) -> FoldedScale:
    """Draw a scale that folds some of its stretches, if perhaps not all or none."""
    cell = draw(log_uniform(MIN_CELL, MAX_CELL))
    start = draw(st.integers(-FAR, FAR) | st.integers(-(10**6), 10**6))
    most = draw(st.sampled_from([50, 200, 10**9])) * cell
    lengths = draw(st.lists(log_uniform(1, most), min_size=2, max_size=12))
    edges = list(accumulate(lengths, initial=start))
    stretches = [Span(*edge) for edge in pairwise(edges)][::2]
    return folded(Scale(cell), stretches, draw(st.sampled_from([1, 10, LEAST_CELLS, 100])))


def instants_of(scale: FoldedScale) -> st.SearchStrategy[int]:
    """Return instants in, between and around the stretches of a scale, and at their edges."""
    first, last = scale.stretches[0].start, scale.stretches[-1].end
    edges = [edge for span in scale.stretches for edge in (span.start, span.end)]
    near = st.integers(-40, 40).map(lambda cells: cells * scale.cell)
    return st.one_of(
        st.integers(first - 100 * scale.cell, last + 100 * scale.cell),
        st.builds(int.__add__, st.sampled_from(edges), near),
        st.integers(-2 * FAR, 2 * FAR),
    )


def cells_of(scale: FoldedScale) -> st.SearchStrategy[int]:
    return instants_of(scale).map(scale.to_cell)


def all_folds(scale: Scale) -> tuple[Fold, ...]:
    return scale.folds(-(10**60), 10**60)


@pytest.mark.parametrize(
    ("reaches", "expected"),
    [
        ([], []),
        ([(5, 9)], []),
        ([(5, 9), (20, 30)], [(9, 20)]),
        ([(20, 30), (5, 9)], [(9, 20)]),
        ([(5, 9), (9, 12)], []),
        ([(5, 30), (7, 8), (40, 41)], [(30, 40)]),
        ([(5, 9), (20, 30), (40, None), (50, 60), (90, 91)], [(9, 20), (30, 40)]),
        ([(None, 9), (3, 4), (20, 30)], [(9, 20)]),
        ([(None, None), (3, 4), (20, 30)], []),
        ([(None, None)], []),
    ],
)
def test_empty_is_what_lies_between_reaches_and_within_none(
    reaches: list[tuple[int | None, int | None]], expected: list[tuple[int, int]]
) -> None:
    assert empty_stretches(reaches) == tuple(Span(*edges) for edges in expected)


@given(reaches)
def test_every_instant_is_empty_or_reached_or_outside(reaches: list[tuple[int, int]]) -> None:
    empty = empty_stretches(reaches)
    reached = {when for start, end in reaches for when in range(start, end)}
    within = range(min(reached), max(reached)) if reached else range(0)
    left = {when for span in empty for when in range(span.start, span.end)}
    assert left == set(within) - reached
    assert all(one.end < other.start for one, other in pairwise(empty))


def test_of_many_empty_stretches_the_longest_are_kept_in_the_order_of_time() -> None:
    days = [0, 10, 13, 33, 40, 60]
    empty = empty_stretches([(day, day + 1) for day in days], most=3)
    assert [(span.start, span.end) for span in empty] == [(1, 10), (14, 33), (41, 60)]
    first = empty_stretches([(day, day + 1) for day in (0, 10, 20)], most=1)
    assert first == (Span(1, 10),)


def test_a_stretch_is_replaced_by_a_break_with_five_empty_cells_on_either_side() -> None:
    # Something happens within cells 2 and 102.
    scale = folded(Scale(DAY), [Span(2 * DAY + HOUR, 102 * DAY + HOUR)])
    (fold,) = all_folds(scale)
    assert fold == Fold(start=8 * DAY, end=97 * DAY, at=8, cells=12)
    assert fold.words == "2.9 months"
    assert [scale.to_cell(day * DAY) for day in (0, 2, 7, 8, 96, 97, 102)] == [
        *(0, 2, 7, 8, 19, 20, 25)
    ]
    assert [scale.to_instant(cell) // DAY for cell in (-3, 7, 8, 9, 19, 20, 25)] == [
        *(-3, 7, 8, 15, 89, 97, 102)
    ]


@pytest.mark.parametrize(("least", "folds"), [(24, 1), (25, 0)])
def test_a_stretch_is_folded_where_that_leaves_out_at_least_so_many_cells(
    least: int, folds: int
) -> None:
    stretch = Span(0, (24 + 2 * MARGIN) * DAY)
    assert len(all_folds(folded(Scale(DAY), [stretch], least))) == folds


@given(scales())
def test_folds_lie_within_stretches_and_leave_a_margin_to_what_happens(scale: FoldedScale) -> None:
    folds = all_folds(scale)
    stretches = {
        next(span for span in scale.stretches if span.start <= fold.start < span.end): fold
        for fold in folds
    }
    assert len(stretches) == len(folds)
    for span, fold in stretches.items():
        before, after = scale.to_cell(span.start - 1), scale.to_cell(span.end)
        assert (before, after) == (fold.at - 1 - MARGIN, fold.at + fold.cells + MARGIN)
        assert fold.end - fold.start >= scale.least_cells * scale.cell
        assert scale.to_cell(fold.start) == fold.at
        assert scale.to_cell(fold.end) == fold.at + fold.cells
    for span in set(scale.stretches) - set(stretches):
        assert span.length < (scale.least_cells + 2 * MARGIN + 2) * scale.cell or (
            scale.least_cells < LEAST_CELLS
        )


@given(st.data(), scales())
def test_every_cell_begins_with_its_instant(data: st.DataObject, scale: FoldedScale) -> None:
    cell = data.draw(cells_of(scale))
    start, end = scale.to_instant(cell), scale.to_instant(cell + 1)
    assert start < end
    assert scale.to_cell(start) == scale.to_cell(end - 1) == cell
    assert scale.to_cell(end) == cell + 1
    in_break = any(fold.at <= cell < fold.at + fold.cells for fold in all_folds(scale))
    assert (end - start) % scale.cell == 0
    assert (end - start == scale.cell) or in_break


@given(st.data(), scales())
def test_an_instant_lies_in_its_cell(data: st.DataObject, scale: FoldedScale) -> None:
    when = data.draw(instants_of(scale))
    cell = scale.to_cell(when)
    assert scale.to_instant(cell) <= when < scale.to_instant(cell + 1)


@given(st.data(), scales())
def test_later_is_never_further_left(data: st.DataObject, scale: FoldedScale) -> None:
    earlier, later = sorted((data.draw(instants_of(scale)), data.draw(instants_of(scale))))
    assert scale.to_cell(earlier) <= scale.to_cell(later)


@given(st.data(), scales())
def test_the_cells_of_a_span_cover_it_and_none_is_idle(
    data: st.DataObject, scale: FoldedScale
) -> None:
    start, last = sorted((data.draw(instants_of(scale)), data.draw(instants_of(scale))))
    first, end = scale.cells(Span(start, last + 1))
    assert scale.to_instant(first) <= start < scale.to_instant(first + 1)
    assert scale.to_instant(end - 1) <= last < scale.to_instant(end)


@given(st.data(), scales())
def test_folding_never_makes_anything_longer(data: st.DataObject, scale: FoldedScale) -> None:
    start, last = sorted((data.draw(instants_of(scale)), data.draw(instants_of(scale))))
    span = Span(start, last + 1)
    first, end = scale.cells(span)
    linear = Scale(scale.cell).cells(span)
    assert end - first <= linear[1] - linear[0]


@given(st.data(), scales(), st.integers(1, 200))
def test_folds_are_found_by_the_cells_of_their_breaks(
    data: st.DataObject, scale: FoldedScale, width: int
) -> None:
    low = data.draw(cells_of(scale)) - data.draw(st.integers(0, 200))
    found = [
        fold
        for fold in all_folds(scale)
        if set(range(low, low + width)) & set(range(fold.at, fold.at + fold.cells))
    ]
    assert list(scale.folds(low, low + width)) == found


def test_a_linear_scale_has_no_folds() -> None:
    assert all_folds(Scale(DAY)) == ()


@given(scales(), log_uniform(MIN_CELL, MAX_CELL))
def test_a_scale_follows_from_the_cell_and_the_stretches_alone(
    scale: FoldedScale, cell: int
) -> None:
    elsewhere = scale.at(cell)
    same = folded(Scale(cell), list(scale.stretches), scale.least_cells)
    assert (elsewhere, hash(elsewhere), all_folds(elsewhere)) == (same, hash(same), all_folds(same))
    assert elsewhere.at(scale.cell) == scale


def test_scales_of_another_cell_or_other_stretches_are_others() -> None:
    stretch = Span(0, 100 * DAY)
    scale = folded(Scale(DAY), [stretch])
    assert scale not in (
        *(Scale(DAY), folded(Scale(HOUR), [stretch]), folded(Scale(DAY), [])),
        *(folded(Scale(DAY), [Span(0, 101 * DAY)]), folded(Scale(DAY), [stretch], 30)),
    )


@given(log_uniform(LEAST_CELLS, 10**18 * YEAR))
@example(2**98 - 1)
def test_a_break_has_room_for_its_words_and_a_sign_on_either_side(length: int) -> None:
    cell = length // LEAST_CELLS
    scale = folded(Scale(cell), [Span(0, (LEAST_CELLS + 2 * MARGIN) * cell)])
    for fold in all_folds(scale):
        assert len(fold.words) + 2 <= fold.cells < LEAST_CELLS


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (12 * SECOND, "12 seconds"),
        (90 * MINUTE, "1.5 hours"),
        (4 * YEAR // 12, "4 months"),
        (31 * YEAR + 100 * DAY, "31 years"),
        (475 * YEAR, "475 years"),
        (3_270 * YEAR, "3,300 years"),
        (9_240_000_000 * YEAR, "9.2 billion years"),
    ],
)
def test_what_is_left_out_is_worded_to_a_tenth_or_a_whole(length: int, words: str) -> None:
    assert Fold(0, length, 0, 20).words == words


@given(scales(), st.integers(12, 300), st.data())
def test_what_is_fitted_has_room(scale: FoldedScale, columns: int, data: st.DataObject) -> None:
    start, last = sorted((data.draw(instants_of(scale)), data.draw(instants_of(scale))))
    span = Span(start, last + 1)
    linear = Scale(scale.cell).fit(span, columns)
    fitted = scale.fit(span, columns)
    assert fitted == scale.at(fitted.cell)
    assert MIN_CELL <= fitted.cell <= linear.cell
    first, end = fitted.cells(span)
    assert end - first <= columns or linear.cell == MAX_CELL


def fitted_days(days: list[int], columns: int = 80) -> tuple[int, list[str]]:
    """Fit days of the year 2000 and later; return the cells they take and the words of breaks."""
    first = instant(2000)
    happened = [(first + day * DAY, first + (day + 1) * DAY) for day in days]
    scale = folded(Scale(DAY), empty_stretches(happened))
    fitted = scale.fit(Span(happened[0][0], happened[-1][1]), columns)
    start, end = fitted.cells(Span(happened[0][0], happened[-1][1]))
    return end - start, [fold.words for fold in all_folds(fitted)]


def test_fitting_fills_the_columns_with_what_lies_around_breaks() -> None:
    assert fitted_days([0, 100, 120, 200, 10_000]) == (80, ["27 years"])


def test_fitting_what_is_evenly_spread_folds_nothing() -> None:
    assert fitted_days(list(range(0, 1000, 50))) == (80, [])


def test_fitting_a_few_far_flung_days_leaves_the_cell_as_it_is_without_folds() -> None:
    first = instant(2000)
    span = Span(first, first + 10_001 * DAY)
    scale = folded(Scale(DAY), [Span(first + DAY, first + 10_000 * DAY)])
    assert scale.fit(span, 80).cell == Scale(DAY).fit(span, 80).cell


@given(st.data(), scales())
def test_a_break_shortens_no_distance_in_time(data: st.DataObject, scale: FoldedScale) -> None:
    folds = all_folds(scale)
    assume(folds)
    fold = data.draw(st.sampled_from(folds))
    before, after = data.draw(st.integers(0, 100)), data.draw(st.integers(0, 100))
    viewport = Viewport(scale, fold.at - before, before + fold.cells + after)
    assert viewport.span.length >= fold.end - fold.start + (before + after) * scale.cell
    assert viewport.span == Span(viewport.to_instant(0), viewport.to_instant(viewport.width))


def test_elapsed_times_count_what_is_left_out() -> None:
    war, peace = instant(1914, 6, 28), instant(1945, 5, 8)
    scale = folded(Scale(DAY), [Span(war + DAY, peace)])
    viewport = Viewport(scale, scale.to_cell(war), 60)
    assert [fold.words for fold in viewport.folds] == ["31 years"]
    assert viewport.to_column(peace) < 30
    assert elapsed(war, peace) == "30 years 10 months"
    columns = map(viewport.to_column, (war, peace))
    assert elapsed(*map(viewport.to_instant, columns)) == "30 years 10 months"
