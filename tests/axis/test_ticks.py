from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tui.axis.scale import MAX_CELL, MIN_CELL, Scale
from tui.axis.ticks import GAP, Tick, finest_interval, ticks
from tui.axis.viewport import Viewport
from tui.dates.calendar import DAY, HOUR, MINUTE, SECOND, civil, instant

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
YEAR = 365 * DAY
FAR = 10**15 * YEAR


def log_uniform(low: int, high: int) -> st.SearchStrategy[int]:
    sizes = st.integers(len(str(low)), len(str(high)))
    return sizes.flatmap(
        lambda size: st.integers(max(low, 10 ** (size - 1)), min(high, 10**size - 1))
    )


instants = st.one_of(
    st.integers(instant(1900), instant(2100)),
    st.integers(instant(-12_000), instant(12_000)),
    st.builds(lambda sign, size: sign * size, st.sampled_from([-1, 1]), log_uniform(1, FAR)),
)
cells = st.one_of(log_uniform(MIN_CELL, MAX_CELL), log_uniform(MIN_CELL, 10 * YEAR))
viewports = st.builds(
    lambda cell, when, width: Viewport(Scale(cell), when // cell, width),
    cells,
    instants,
    st.one_of(st.integers(1, 500), st.integers(1, 40)),
)


#: "30 Sep" with a year of sixteen digits BC
LONGEST_LABEL = 32


@given(viewports)
def test_steps_ascend_strictly_within_the_viewport(viewport: Viewport) -> None:
    steps = ticks(viewport).steps
    for tick in steps:
        assert viewport.span.start <= tick.instant < viewport.span.end
        assert tick.column == viewport.to_column(tick.instant)
    assert all(one.column < other.column for one, other in pairwise(steps))
    assert all(one.instant < other.instant for one, other in pairwise(steps))


@given(viewports)
def test_contexts_ascend_strictly_and_only_the_first_may_start_off_screen(
    viewport: Viewport,
) -> None:
    contexts = ticks(viewport).contexts
    assert all(one.column < other.column for one, other in pairwise(contexts))
    assert all(one.instant < other.instant for one, other in pairwise(contexts))
    for position, tick in enumerate(contexts):
        if position or tick.instant >= viewport.span.start:
            assert tick.column == viewport.to_column(tick.instant)
            assert tick.instant < viewport.span.end
        else:
            assert tick.column == 0


@given(viewports)
def test_labels_keep_their_distance_and_end_on_screen(viewport: Viewport) -> None:
    rows = ticks(viewport)
    for row in (rows.contexts, rows.steps):
        labelled = [tick for tick in row if tick.label]
        for one, other in pairwise(labelled):
            assert one.column + len(one.label) + GAP <= other.column
        assert all(tick.column + len(tick.label) <= viewport.width for tick in labelled)


@given(viewports)
def test_no_step_repeats_another_under_the_same_labelled_context(viewport: Viewport) -> None:
    rows = ticks(viewport)
    marks = [tick.instant for tick in rows.contexts if tick.label]
    said = [(bisect_right(marks, tick.instant), tick.label) for tick in rows.steps if tick.label]
    assert len(set(said)) == len(said)


@given(viewports)
def test_where_there_are_ten_cells_some_label_tells_the_reader_where_he_is(
    viewport: Viewport,
) -> None:
    rows = ticks(viewport)
    told = any(tick.label for tick in (*rows.contexts, *rows.steps))
    assert told or viewport.width < 10


@given(viewports)
def test_steps_are_no_closer_than_five_cells(viewport: Viewport) -> None:
    for one, other in pairwise(ticks(viewport).steps):
        # In steps of two years AD 2, which has no label, follows AD 1.
        assert other.column - one.column >= 5 or one.instant == instant(1)


def most_digits(viewport: Viewport) -> int:
    edges = (viewport.span.start, viewport.span.end - 1)
    digits = max(len(str(max(1 - civil(when).year, civil(when).year))) for when in edges)
    return max(digits, 4) if digits < 5 else -(-digits // 3)


@given(viewports, st.integers(1, 30))
def test_panning_moves_every_tick_and_changes_labels_only_at_the_edges(
    viewport: Viewport, cells: int
) -> None:
    panned = viewport.pan(cells)
    assume(most_digits(viewport) == most_digits(panned))
    for row, moved in zip(inner(viewport), inner(panned), strict=True):
        kept = [tick for tick in row if tick.column > cells]
        assert [(tick.instant, tick.column - cells) for tick in kept] == [
            (tick.instant, tick.column)
            for tick in moved
            if 0 < tick.column < viewport.width - cells
        ]
        there = {tick.instant: tick.label for tick in moved}
        for tick in kept:
            if tick.column < viewport.width - LONGEST_LABEL:
                assert there[tick.instant] == tick.label


@given(
    st.integers(instant(-9000), instant(9000)),
    log_uniform(MIN_CELL, YEAR),
    st.integers(1, 300),
    st.integers(-50, 50),
)
def test_the_interval_follows_from_the_zoom_alone(
    when: int, cell: int, width: int, cells: int
) -> None:
    here = Viewport(Scale(cell), when // cell, width)
    for row, moved in zip(inner(here), inner(here.pan(cells)), strict=True):
        both = range(max(0, cells) + 1, min(width, width + cells))
        assert [tick.instant for tick in row if tick.column in both] == [
            tick.instant for tick in moved if tick.column + cells in both
        ]


def inner(viewport: Viewport) -> tuple[list[Tick], list[Tick]]:
    """Return the rows of a viewport without column 0, where a context may be sticky."""
    rows = ticks(viewport)
    contexts, steps = ([tick for tick in row if tick.column] for row in (rows.contexts, rows.steps))
    return contexts, steps


@pytest.mark.parametrize(
    ("coarsest", "unit", "step"),
    [
        (SECOND // 10, "second", 1),  # 14:30:15 and a gap
        (2 * SECOND // 10, "second", 2),
        (30 * SECOND // 10, "second", 30),
        (MINUTE // 8, "minute", 1),
        (30 * MINUTE // 8, "minute", 30),
        (HOUR // 8, "hour", 1),
        (12 * HOUR // 8, "hour", 12),
        (DAY // 5, "day", 1),
        (4 * DAY // 8, "day", 4),
        (9 * DAY // 8, "day", 9),
        (14 * DAY // 8, "day", 14),
        (28 * DAY // 6, "month", 1),
        (90 * DAY // 8, "month", 3),
        (181 * DAY // 8, "month", 6),
        (YEAR // 9, "year", 1),  # 1000 BC and a gap
        (2 * YEAR // 9, "year", 2),
        (500 * YEAR // 9, "year", 500),
        (1000 * YEAR // 11, "year", 1000),  # 10,000 BC and a gap
        (50_000 * YEAR // 12, "year", 50_000),  # 500,000 BC and a gap
        (100_000 * YEAR // 9, "age", 100_000),  # +1.9 Ma and a gap
    ],
)
def test_an_interval_serves_up_to_the_cell_that_leaves_its_labels_room(
    coarsest: int, unit: str, step: int
) -> None:
    served = finest_interval(coarsest, 4)
    assert (served.unit, served.step) == (unit, step)
    coarser = finest_interval(coarsest + 1, 4)
    assert coarser.shortest > served.shortest


def test_an_interval_serves_no_further_than_its_contexts_have_room() -> None:
    # Half days need 8 cells each, but `30 Sep 999,999,999 BC` and a gap need 23 for the day.
    half_days, days = (finest_interval(DAY // 23 + more, 9) for more in (0, 1))
    assert (half_days.unit, half_days.step) == ("hour", 12)
    assert (days.unit, days.step) == ("day", 1)


@given(log_uniform(MIN_CELL, MAX_CELL), log_uniform(MIN_CELL, MAX_CELL), st.integers(4, 18))
def test_a_coarser_cell_never_has_a_finer_interval(one: int, other: int, digits: int) -> None:
    finer, coarser = (finest_interval(cell, digits) for cell in sorted((one, other)))
    assert finer.shortest <= coarser.shortest


@given(
    st.integers(instant(1000), instant(9000)), log_uniform(MIN_CELL, YEAR // 9), st.integers(1, 200)
)
def test_every_label_says_its_instant_and_that_it_is_the_start(
    when: int, cell: int, width: int
) -> None:
    rows = ticks(Viewport(Scale(cell), when // cell, width))
    for tick in rows.steps:
        if tick.label:
            time = EPOCH + timedelta(microseconds=tick.instant)
            assert tick.label in (
                f"{time:%H:%M:%S}",
                f"{time:%H:%M}",
                f"{time.day}",
                f"{time:%b}",
                f"{time.year}",
            )


def test_a_sticky_context_names_the_unit_at_the_left_edge_and_where_it_starts() -> None:
    edge = instant(2025, 1, 20, 14)
    viewport = Viewport(Scale(4 * HOUR), edge // (4 * HOUR), 60)
    assert ticks(viewport).contexts == (Tick(0, instant(2025, 1), "January 2025"),)


def test_a_sticky_context_gives_way_to_the_next_one() -> None:
    # 1 February starts in column 14 of the first and in column 13 of the second.
    first = (instant(2025, 2) - 14 * 2 * HOUR) // (2 * HOUR)
    viewport = Viewport(Scale(2 * HOUR), first, 80)
    assert [tick.label for tick in ticks(viewport).contexts] == ["January 2025", "February 2025"]
    assert [tick.label for tick in ticks(viewport.pan(1)).contexts] == ["Jan 2025", "February 2025"]
    assert [tick.label for tick in ticks(viewport.pan(5)).contexts] == ["February 2025"]


@pytest.mark.parametrize(
    ("viewport", "expected"),
    [
        # between two seconds: the second, with its date where there is room
        (Viewport(Scale(MIN_CELL), instant(2025, 1, 20, 14, 30, 15) // MIN_CELL + 5, 20),
         Tick(0, instant(2025, 1, 20, 14, 30, 15), "20 Jan 2025 14:30:15")),
        (Viewport(Scale(MIN_CELL), instant(2025, 1, 20, 14, 30, 15) // MIN_CELL + 5, 19),
         Tick(0, instant(2025, 1, 20, 14, 30, 15), "14:30:15")),
        # between two years
        (Viewport(Scale(YEAR // 12), instant(-43, 3) // (YEAR // 12), 8),
         Tick(0, instant(-43), "44 BC")),
        # a day of a year that is too long to write, with the 20th in the last column
        (Viewport(Scale(DAY), instant(-66_000_123, 3, 11) // DAY, 10),
         Tick(0, instant(-66_000_123, 3, 11), "66 Ma")),
    ],
)  # fmt: skip
def test_where_nothing_else_is_labelled_the_left_edge_is(
    viewport: Viewport, expected: Tick
) -> None:
    rows = ticks(viewport)
    assert rows.contexts[0] == expected
    assert not any(tick.label for tick in (*rows.contexts[1:], *rows.steps))


@pytest.mark.parametrize(
    ("cell", "edge", "contexts", "steps"),
    [
        (6 * MINUTE, instant(2025, 1, 20, 14, 30), ["Jan 2025"], ["15:00"]),
        (10 * DAY, instant(-66_000_123, 1, 25), ["66 Ma"], ["Apr"]),
    ],
)
def test_a_context_too_long_for_the_screen_is_told_more_roughly(
    cell: int, edge: int, contexts: list[str], steps: list[str]
) -> None:
    rows = ticks(Viewport(Scale(cell), edge // cell, 10))
    assert [tick.label for tick in rows.contexts] == contexts
    assert [tick.label for tick in rows.steps] == steps


def test_a_label_that_would_leave_the_screen_is_shortened_or_left_out() -> None:
    # From 28 days before 1 March on, in cells of 8 hours: 1 March is in column 84.
    first = (instant(2025, 3) - 84 * 8 * HOUR) // (8 * HOUR)
    rows = {width: ticks(Viewport(Scale(8 * HOUR), first, width)) for width in (84, 85, 92, 94)}
    assert [row.contexts[-1].label for row in rows.values()] == [
        "February 2025",
        "",
        "Mar 2025",
        "March 2025",
    ]
    assert [row.steps[-1].label for row in rows.values()] == ["25", "", "1", "1"]
