from datetime import UTC, datetime

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from tests.dates.iso import at
from tests.dates.texts import DATES
from tui.dates.edtf import parse
from tui.dates.elapsed import brief_lag, distance, elapsed, lag, months_between
from tui.dates.fuzzy_date import FuzzyDate

ELAPSED = [
    ("2025-01-20", "2025-01-20", "no time"),
    ("2025-01-20T10:00:00", "2025-01-20T10:00:01", "1 second"),
    ("2025-01-20T10:00:00", "2025-01-20T10:01:05", "1 minute 5 seconds"),
    ("2025-01-20T10:00:00", "2025-01-21T00:00:00", "14 hours"),
    ("2025-01-20T10:00:00", "2025-01-20T23:59:59", "13 hours 59 minutes"),
    ("2025-01-20", "2025-01-21", "1 day"),
    ("2025-01-20", "2025-01-23", "3 days"),
    ("2025-01-20T10:00:00", "2025-01-23T12:30:00", "3 days 2 hours"),
    ("2025-01-20T10:00:00", "2025-01-23T10:30:00", "3 days"),
    ("2025-01-20", "2025-02-20", "1 month"),
    ("2024-12-20", "2025-02-02", "1 month 13 days"),
    ("2025-01-31", "2025-02-28", "1 month"),
    ("2025-01-31", "2025-03-01", "1 month 1 day"),
    ("2023-01-20", "2024-04-20", "15 months"),
    ("2023-01-20", "2025-01-19", "23 months 30 days"),
    ("2023-01-20", "2025-01-20", "2 years"),
    ("2022-10-07", "2025-02-20", "2 years 4 months"),
    ("1925-01-20", "2025-01-19", "99 years 11 months"),
    ("1925-01-20", "2025-01-20", "100 years"),
    ("1914-07-28", "2025-01-20", "about 110 years"),
    ("1914-07-28", "2025-01-28", "about 111 years"),
    # outside the years that datetime knows
    ("-43-03-15", "-30-09-02", "13 years 5 months"),
    ("0-12-31", "1-01-01", "1 day"),
    ("9999-12-31", "10000-01-01", "1 day"),
    ("-100000-03-15", "-100000-05-15", "2 months"),
    ("-43-03-15", "2025-01-20", "about 2,068 years"),
    ("825-06-01", "2025-06-01", "1,200 years"),
    ("-10000-01-01", "2025-06-01", "about 12,025 years"),
    ("-66000000-01-01", "2025-01-01", "66 million years"),
    ("-13800000000-01-01", "2025-01-01", "13.8 billion years"),
]


@pytest.mark.parametrize(("first", "last", "words"), ELAPSED)
def test_the_time_between_is_worded_in_its_two_largest_units(
    first: str, last: str, words: str
) -> None:
    assert elapsed(at(first), at(last)) == words
    assert elapsed(at(last), at(first)) == words


def test_less_than_a_second_is_not_nothing() -> None:
    assert elapsed(0, 999_999) == "less than a second"


TIMES = st.datetimes(timezones=st.just(UTC))


@given(TIMES, TIMES)
def test_months_agree_with_dateutil(a: datetime, b: datetime) -> None:
    first, last = min(a, b), max(a, b)
    delta = relativedelta(last, first)
    assert months_between(_instant(first), _instant(last)) == delta.years * 12 + delta.months


def _instant(when: datetime) -> int:
    delta = when - datetime(1970, 1, 1, tzinfo=UTC)
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


@given(st.integers(-(10**30), 10**30), st.integers(-(10**30), 10**30))
def test_any_two_instants_have_a_time_between_them(a: int, b: int) -> None:
    words = elapsed(a, b)
    assert words == elapsed(b, a)
    assert words.isprintable()


LAGS = [
    # days are points
    ("2025-01-20", "2025-01-23", "3 days later"),
    ("2025-01-23", "2025-01-20", "3 days earlier"),
    ("2025-01-20", "2025-01-20", "on the same day"),
    ("2022-10-07", "2025-01-20", "2 years 3 months later"),
    ("2024-12-31", "2025-01-01T10:00", "1 day later"),
    ("2025-01-01", "2025-01-01T10:00", "on the same day"),
    # times are points of their own unit
    ("2025-01-20T10:00", "2025-01-20T12:30", "2 hours 30 minutes later"),
    ("2025-01-20T10:00", "2025-01-20T10:00", "in the same minute"),
    ("2025-01-20T10:00:00Z", "2025-01-20T12:00:00+02:00", "in the same second"),
    ("2025-01-20T10", "2025-01-20T13:59", "3 hours later"),
    # months and years are ranges
    ("2025-01-20", "2025-02", "12 to 39 days later"),
    ("2025-02", "2025-01-20", "12 to 39 days earlier"),
    ("2025-01-31", "2025-02", "1 to 28 days later"),
    ("2025-01", "2025-03", "1 to 3 months later"),
    ("1984", "1986", "1 to 3 years later"),
    ("1667", "[1668,1670]", "1 day to 4 years later"),
    ("2025-03-01", "2025-03", "at the same time or up to 30 days later"),
    ("2025-08-31", "2025-40", "2 to 8 months earlier"),
    ("2025-05-15", "2025-40", "may be before or after"),
    ("2025-01-01", "2025-40", "at the same time or up to 6 months later"),
    ("2025-01-20", "2025", "may be before or after"),
    ("2025-03", "2025-03", "may be before or after"),
    ("0044", "2025", "1,980 to 1,982 years later"),
    ("Y-138E8", "2025", "about 13.8 billion years later"),
    ("Y-138E8S3", "2025", "13.8 billion to 13.9 billion years later"),
    # from beginning to beginning
    ("2025-01-20/2025-02", "2025-01-23/..", "3 days later"),
    ("2025-01-20", "2025-01-23/", "3 days later"),
    ("{2025-01-20,2025-06}", "2025-01-23", "3 days later"),
    # without bounds
    ("1990", "../1984", "at least 5 years earlier"),
    ("1990", "[..1984]", "at least 5 years earlier"),
    ("1980", "[1984..]", "at least 3 years later"),
    ("[1984..]", "1980", "at least 3 years earlier"),
    ("1984-12-31", "[1984-12-31..]", "at the same time or later"),
    ("1984", "../1990", "may be before or after"),
    ("1984", "/1990", "may be before or after"),
    ("../1984", "../1984", "may be before or after"),
    ("[..1980]", "[1984..]", "at least 3 years later"),
    # doubt
    ("1984~", "1986", "about 1 to 3 years later"),
    ("2025-01-20?", "2025-01-23", "perhaps 3 days later"),
    ("2025-01-20", "2025-01-20~", "perhaps on the same day"),
    ("Y-138E8~", "2025", "about 13.8 billion years later"),
]


@pytest.mark.parametrize(("a", "b", "words"), LAGS)
def test_a_lag_claims_no_more_than_both_dates_know(a: str, b: str, words: str) -> None:
    assert lag(parse(a), parse(b)) == words


@given(DATES, DATES)
def test_any_two_dates_have_a_lag_that_turns_round_with_them(a: FuzzyDate, b: FuzzyDate) -> None:
    turned = {"later": "earlier", "earlier": "later"}
    there = lag(a, b)
    back = " ".join(turned.get(word, word) for word in lag(b, a).split(" "))
    assert there == back
    assert there.isprintable()


@pytest.mark.parametrize(
    ("a", "b", "brief", "between"),
    [
        ("2025-01-20", "2025-01-27", "+7 d", "7 days"),
        ("2025-01-20", "2025-01", "±?", "may be before or after"),
        ("2025-01-31", "2025-02", "+1–28 d", "1 to 28 days"),
        ("2025-01-20", "2024-12-01", "−1 mo 19 d", "1 month 19 days"),
        ("2025-01-20", "2025-01-20", "±0 d", "on the same day"),
        ("2025-01-20", "2025-03-01~", "c. +1 mo 9 d", "about 1 month 9 days"),
        ("2025-01-20", "2025-03-01?", "? +1 mo 9 d", "perhaps 1 month 9 days"),
        ("2025-01-20", "2022-10-07", "−2 y 3 mo", "2 years 3 months"),
        ("2025-01-20", "../1999", "−25 y or more", "at least 25 years"),
        ("2025-01-20T10:00", "2025-01-20T11:30", "+1 h 30 min", "1 hour 30 minutes"),
        ("2025", "Y-13800000000", "c. −13.8 billion y", "about 13.8 billion years"),
        ("2025-01-20T10:00:00", "2025-01-20T10:00:30", "+30 s", "30 seconds"),
    ],
)
def test_a_lag_has_a_short_form_and_one_without_direction(
    a: str, b: str, brief: str, between: str
) -> None:
    assert brief_lag(parse(a), parse(b)) == brief
    assert distance(parse(a), parse(b)) == between


@given(DATES, DATES)
def test_the_short_form_says_no_more_than_the_long_one(a: FuzzyDate, b: FuzzyDate) -> None:
    brief, long = brief_lag(a, b), lag(a, b)
    assert len(brief) <= len(long)
    assert ("+" in brief) == long.endswith("later")
    assert ("−" in brief) == long.endswith("earlier")
    assert [char for char in brief if char.isdigit()] in (
        [char for char in long if char.isdigit()],
        ["0"],
        ["0", *(char for char in long if char.isdigit())],
        ["1"],
    )
