from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.axis.interval import (
    EVERY_DAY,
    EVERY_MONTH,
    EVERY_YEAR,
    LADDER,
    Interval,
    year_steps,
    years,
)
from tui.dates.calendar import DAY, civil, instant
from tui.dates.span import Span

STEPS = [*LADDER, *(years(step) for step in (1, 2, 5, 10, 1000, 50_000, 100_000, 10**9))]
FAR = 10**15 * 366 * DAY
instants = st.one_of(st.integers(instant(-200), instant(2200)), st.integers(-FAR, FAR))


def rung(unit: str, step: int) -> Interval:
    return next(interval for interval in LADDER if (interval.unit, interval.step) == (unit, step))


def starts(interval: Interval, start: int, end: int) -> list[tuple[int, ...]]:
    return [tuple(civil(when)) for when in interval.range(Span(start, end))]


def test_the_ladder_climbs_from_seconds_to_half_years() -> None:
    assert [(interval.unit, interval.step) for interval in LADDER] == [
        *(("second", step) for step in (1, 2, 5, 15, 30)),
        *(("minute", step) for step in (1, 2, 5, 15, 30)),
        *(("hour", step) for step in (1, 3, 6, 12)),
        *(("day", step) for step in (1, 4, 9, 14)),
        *(("month", step) for step in (1, 3, 6)),
    ]
    assert all(finer.shortest < coarser.shortest for finer, coarser in pairwise(LADDER))


def test_clock_steps_stand_at_round_times_of_the_day() -> None:
    day = instant(2024, 12, 31)
    for interval in LADDER:
        if interval.unit in ("second", "minute", "hour"):
            assert DAY % interval.shortest == 0
            assert interval.floor(day) == day
            assert interval.floor(day - 1) == day - interval.shortest


@pytest.mark.parametrize(
    ("step", "days"),
    [(4, [1, 5, 10, 15, 20, 25]), (9, [1, 10, 20]), (14, [1, 15])],
)
def test_days_stand_at_the_same_days_of_every_month(step: int, days: list[int]) -> None:
    found = starts(rung("day", step), instant(2024, 2), instant(2024, 4))
    assert [(month, day) for _, month, day, *_ in found] == [(m, d) for m in (2, 3) for d in days]


def test_single_days_pass_the_leap_day() -> None:
    found = starts(EVERY_DAY, instant(2024, 2, 28), instant(2024, 3, 2))
    assert [(month, day) for _, month, day, *_ in found] == [(2, 28), (2, 29), (3, 1)]


def test_quarters_start_in_january_april_july_and_october() -> None:
    found = starts(rung("month", 3), instant(-44, 11), instant(-42, 2))
    assert [(year, month) for year, month, *_ in found] == [
        (-43, 1),
        (-43, 4),
        (-43, 7),
        (-43, 10),
        (-42, 1),
    ]


@pytest.mark.parametrize(
    ("step", "first", "last", "expected"),
    [
        (1, -2, 3, [-2, -1, 0, 1, 2]),
        (2, -4, 7, [-3, -1, 1, 2, 4, 6]),  # 4 BC, 2 BC, AD 1, AD 2, 4, 6
        (5, -10, 11, [-9, -4, 1, 5, 10]),  # 10 BC, 5 BC, AD 1, AD 5, 10
        (1000, -2500, 2500, [-1999, -999, 1, 1000, 2000]),
        (50_000, -100_000, 60_000, [-99_999, -49_999, 1, 50_000]),
        (100_000, -200_000, 200_000, [-200_000, -100_000, 0, 100_000]),
        (10**9, -(2 * 10**9) - 1, 10**9 + 1, [-2 * 10**9, -(10**9), 0, 10**9]),
    ],
)
def test_years_are_round_in_their_era_and_in_deep_time_round_from_zero(
    step: int, first: int, last: int, expected: list[int]
) -> None:
    assert starts(years(step), instant(first), instant(last)) == [
        (year, 1, 1, 0, 0, 0, 0) for year in expected
    ]


@given(st.sampled_from(STEPS), instants)
def test_a_floor_starts_the_stretch_that_holds_the_instant(interval: Interval, when: int) -> None:
    start = interval.floor(when)
    assert start <= when < interval.offset(when, 1)
    assert interval.floor(start) == start
    assert interval.floor(interval.offset(when, 1) - 1) == start


@given(st.sampled_from(STEPS), instants)
def test_a_ceiling_is_the_first_start_at_or_after_the_instant(
    interval: Interval, when: int
) -> None:
    start = interval.floor(when)
    assert interval.ceil(when) == (when if start == when else interval.offset(start, 1))


@given(st.sampled_from(STEPS), instants, st.integers(-500, 500), st.integers(-500, 500))
def test_offsets_add_up(interval: Interval, when: int, some: int, more: int) -> None:
    offset = interval.offset(interval.offset(when, some), more)
    assert offset == interval.offset(when, some + more)


@given(st.sampled_from(STEPS), instants, st.integers(1, 60))
def test_a_range_has_every_start_of_a_half_open_span(
    interval: Interval, when: int, count: int
) -> None:
    first = interval.floor(when)
    end = interval.offset(first, count)
    expected = [interval.offset(first, number) for number in range(count)]
    assert list(interval.range(Span(first, end))) == expected
    assert list(interval.range(Span(first + 1, end + 1))) == [*expected[1:], end]


@given(st.sampled_from(STEPS), instants)
def test_no_stretch_is_shorter_than_said_but_the_one_from_ad_1(
    interval: Interval, when: int
) -> None:
    start, end = interval.floor(when), interval.offset(when, 1)
    spared = 366 * DAY if interval.unit == "year" and start == instant(1) else 0
    assert end - start >= interval.shortest - spared


def test_the_shortest_stretches_are_those_of_a_february_and_a_common_year() -> None:
    spans = [(interval.shortest // DAY, interval.step) for interval in (EVERY_MONTH, EVERY_YEAR)]
    assert spans == [(28, 1), (365, 1)]
    assert [rung("month", step).shortest // DAY for step in (3, 6)] == [90, 181]


def test_year_steps_go_on_by_ones_twos_and_fives() -> None:
    assert list(islice(year_steps(0), 7)) == [1, 2, 5, 10, 20, 50, 100]
    assert list(islice(year_steps(6_999), 4)) == [1000, 2000, 5000, 10_000]
    assert next(year_steps(10**15)) == 10**15
