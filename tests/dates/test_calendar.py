import calendar as standard
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dates.iso import at
from tui.dates import calendar

HUGE = 10**16
DAYS = st.integers(-400 * HUGE, 400 * HUGE)
EPOCH = date(1970, 1, 1).toordinal()


@pytest.mark.parametrize(
    ("year", "month", "day", "days"),
    [
        (1970, 1, 1, 0),
        (1969, 12, 31, -1),
        (2000, 3, 1, 11_017),
        (1, 1, 1, -719_162),
        (0, 12, 31, -719_163),
        (0, 3, 1, -719_468),
        (-399, 1, 1, -719_162 - 146_097),
        (2370, 1, 1, 146_097),
    ],
)
def test_days_are_counted_from_1970(year: int, month: int, day: int, days: int) -> None:
    assert calendar.days_from_civil(year, month, day) == days
    assert calendar.civil_from_days(days) == (year, month, day)


@given(st.dates())
def test_days_agree_with_datetime_wherever_it_reaches(when: date) -> None:
    days = when.toordinal() - EPOCH
    assert calendar.days_from_civil(when.year, when.month, when.day) == days
    assert calendar.civil_from_days(days) == (when.year, when.month, when.day)


@given(DAYS)
def test_days_survive_the_way_to_a_date_and_back_at_any_distance(days: int) -> None:
    assert calendar.days_from_civil(*calendar.civil_from_days(days)) == days


@given(DAYS)
def test_the_next_day_is_the_next_date(days: int) -> None:
    year, month, day = calendar.civil_from_days(days)
    if day < calendar.days_in_month(year, month):
        tomorrow = (year, month, day + 1)
    else:
        tomorrow = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
    assert calendar.civil_from_days(days + 1) == tomorrow


@given(st.integers(1, 9_999), st.integers(1, 12))
def test_months_are_as_long_as_the_standard_library_says(year: int, month: int) -> None:
    assert calendar.days_in_month(year, month) == standard.monthrange(year, month)[1]
    assert calendar.is_leap(year) == standard.isleap(year)


@pytest.mark.parametrize(
    ("year", "leap"), [(0, True), (-4, True), (-1, False), (-100, False), (-400, True)]
)
def test_leap_years_go_on_before_year_1(year: int, leap: bool) -> None:
    assert calendar.is_leap(year) is leap


@given(st.integers(-HUGE * calendar.DAY, HUGE * calendar.DAY))
def test_instants_survive_the_way_to_a_clock_and_back(when: int) -> None:
    assert calendar.instant(*calendar.civil(when)) == when


def test_the_microsecond_before_the_epoch_is_the_last_of_1969() -> None:
    assert calendar.civil(-1) == (1969, 12, 31, 23, 59, 59, 999_999)


@pytest.mark.parametrize(
    "text",
    ["1985-04-12T23:20:30", "0001-01-01T00:00:00", "-43-03-15T12:00:00", "12000-02-29T00:00:00"],
)
def test_instants_agree_with_datetime_moved_by_whole_cycles(text: str) -> None:
    assert calendar.instant(*calendar.civil(at(text))) == at(text)
    year = int(text.rsplit("-", 2)[0])
    assert calendar.civil(at(text)).year == year
