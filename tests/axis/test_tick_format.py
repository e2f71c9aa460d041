import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.axis.interval import EVERY_DAY, EVERY_MONTH, EVERY_YEAR, LADDER, Interval, years
from tui.axis.tick_format import (
    CONTEXTS,
    NARROW,
    age_label,
    context_labels,
    place_labels,
    place_start,
    step_label,
    widest_context,
    widest_step,
    year_label,
)
from tui.dates.calendar import instant

RUNGS: dict[str, Interval] = {interval.unit: interval for interval in reversed(LADDER)}
NOON = instant(2025, 1, 20, 14, 30, 15)
IDES = instant(-43, 3, 15)


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2025, "2025"),
        (1066, "1066"),
        (1000, "1000"),
        (999, "AD 999"),
        (79, "AD 79"),
        (1, "AD 1"),
        (0, "1 BC"),
        (-43, "44 BC"),
        (-999, "1000 BC"),
        (-9998, "9999 BC"),
        (-9999, "10,000 BC"),
        (9999, "9999"),
        (12_000, "AD 12,000"),
        (-66_000_123, "66,000,124 BC"),
    ],
)
def test_years_name_their_era_where_it_could_be_missed(year: int, expected: str) -> None:
    assert year_label(year) == expected


@pytest.mark.parametrize(
    ("year", "step", "expected"),
    [
        (-66_000_000, 1_000_000, "66 Ma"),
        (-66_200_000, 200_000, "66.2 Ma"),
        (-900_000, 100_000, "900 ka"),
        (-1_000_000, 100_000, "1 Ma"),
        (-13_800_000_000, 100_000_000, "13.8 Ga"),
        (-900_000_000, 100_000_000, "900 Ma"),
        (-1_300_000_000, 50_000_000, "1,300 Ma"),  # as Ga its neighbours need two decimals
        (-1_350_000_000, 50_000_000, "1,350 Ma"),
        (0, 5_000_000, "0"),
        (5_000_000, 5_000_000, "+5 Ma"),
        (10**12, 10**12, "+1 Ta"),
        (-66_449_999, 66_449_999, "66.4 Ma"),
        (-66_450_000, 66_450_000, "66.5 Ma"),
        (-40, 1_000_000, "0"),
    ],
)
def test_deep_time_is_counted_from_year_0_to_a_tenth_of_its_unit(
    year: int, step: int, expected: str
) -> None:
    assert age_label(year, step) == expected


@pytest.mark.parametrize(
    ("unit", "when", "expected"),
    [
        ("second", NOON, "14:30:15"),
        ("minute", NOON, "14:30"),
        ("hour", instant(2025, 1, 20, 6), "06:00"),
        ("hour", instant(2025, 1, 20), "00:00"),
        ("day", instant(2025, 1, 20), "20"),
        ("day", IDES, "15"),
        ("month", instant(2025, 9), "Sep"),
    ],
)
def test_a_step_says_what_its_context_leaves_open(unit: str, when: int, expected: str) -> None:
    assert step_label(RUNGS[unit], when) == expected


@pytest.mark.parametrize(
    ("step", "year", "expected"),
    [
        (1, 2, "AD 2"),
        (2, 1, "AD 1"),
        (2, 2, ""),
        (2, 4, "AD 4"),
        (5, 2015, "2015"),
        (1000, -999, "1000 BC"),
        (50_000, -49_999, "50,000 BC"),
        (100_000, -500_000, "500 ka"),
    ],
)
def test_years_and_ages_stand_without_a_context(step: int, year: int, expected: str) -> None:
    assert step_label(years(step), instant(year)) == expected
    assert CONTEXTS[years(step).unit] is None


@pytest.mark.parametrize(
    ("context", "when", "expected"),
    [
        (EVERY_DAY, NOON, ("20 Jan 2025",)),
        (EVERY_DAY, IDES, ("15 Mar 44 BC",)),
        (EVERY_DAY, instant(79, 8, 24, 13), ("24 Aug AD 79",)),
        (EVERY_MONTH, NOON, ("January 2025", "Jan 2025")),
        (EVERY_YEAR, NOON, ("2025",)),
        (EVERY_YEAR, IDES, ("44 BC",)),
    ],
)
def test_a_context_is_complete_in_itself(
    context: Interval, when: int, expected: tuple[str, ...]
) -> None:
    assert context_labels(context, when) == expected


@pytest.mark.parametrize(
    ("interval", "when", "start", "expected"),
    [
        (
            RUNGS["second"],
            NOON + 999_999,
            NOON,
            ("20 Jan 2025 14:30:15", "14:30:15", "2025"),
        ),
        (
            RUNGS["hour"],
            NOON,
            instant(2025, 1, 20, 14),
            ("20 Jan 2025 14:00", "14:00", "2025"),
        ),
        (
            RUNGS["day"],
            NOON,
            instant(2025, 1, 20),
            ("20 Jan 2025", "January 2025", "Jan 2025", "2025"),
        ),
        (
            RUNGS["month"],
            NOON,
            instant(2025),
            ("January 2025", "Jan 2025", "2025"),
        ),
        (years(100), IDES, instant(-43), ("44 BC",)),
        (
            years(100),
            instant(-66_000_123, 5),
            instant(-66_000_123),
            ("66,000,124 BC", "66 Ma"),
        ),
        (years(10**9), instant(-13_800_000_000, 5), instant(-13_800_000_000), ("13.8 Ga",)),
    ],
)
def test_a_place_is_told_to_the_unit_of_the_steps(
    interval: Interval, when: int, start: int, expected: tuple[str, ...]
) -> None:
    assert place_labels(interval, when) == expected
    assert place_start(interval, when) == start


@given(st.sampled_from(LADDER), st.integers(instant(-(10**15)), instant(10**15)))
def test_the_shortest_word_for_a_place_has_narrow_enough_everywhere(
    interval: Interval, when: int
) -> None:
    assert len(place_labels(interval, when)[-1]) <= NARROW


@given(
    st.sampled_from([*LADDER, *(years(step) for step in (1, 2, 20, 500, 50_000, 200_000, 10**9))]),
    st.sampled_from([4, 6, 9, 12, 15]),
    st.data(),
)
def test_no_label_is_wider_than_the_widest(
    interval: Interval, digits: int, data: st.DataObject
) -> None:
    bound = max(10**digits, 20 * interval.step)
    first = instant(2 - bound)
    when = interval.ceil(data.draw(st.integers(first, instant(bound - interval.step))))
    assert len(step_label(interval, when)) <= widest_step(interval, bound)
    context = CONTEXTS[interval.unit]
    if context:
        widths = widest_context(context, bound)
        labels = context_labels(context, when)
        assert all(len(text) <= width for text, width in zip(labels, widths, strict=True))
