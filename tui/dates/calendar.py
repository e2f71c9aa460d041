"""Days, months and years as integers: the proleptic Gregorian calendar without limits.

Years are astronomical: 0 is 1 BC, -43 is 44 BC. The two conversions follow Howard Hinnant's
"chrono-compatible low-level date algorithms", which count from 1 March in cycles of 400 years.
"""

from tui.dates.span import Instant
from tui.named import NamedTuple

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_DAYS_IN_CYCLE = 146_097  # 400 years
_DAYS_TO_1970 = 719_468  # from 0000-03-01


class Civil(NamedTuple):
    """An instant as a calendar and a clock in UTC say it."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int
    microsecond: int


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return 28 to 31; month is 1 to 12."""
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def days_from_civil(year: int, month: int, day: int) -> int:
    """Count the days from 1970-01-01, negative before it; the date must exist."""
    if month <= 2:
        year -= 1
    cycle, year_of_cycle = divmod(year, 400)
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    day_of_cycle = year_of_cycle * 365 + year_of_cycle // 4 - year_of_cycle // 100 + day_of_year
    return cycle * _DAYS_IN_CYCLE + day_of_cycle - _DAYS_TO_1970


def civil_from_days(days: int) -> tuple[int, int, int]:
    """Return the (year, month, day) that lies so many days after 1970-01-01."""
    cycle, day_of_cycle = divmod(days + _DAYS_TO_1970, _DAYS_IN_CYCLE)
    year_of_cycle = (
        day_of_cycle - day_of_cycle // 1_460 + day_of_cycle // 36_524 - day_of_cycle // 146_096
    ) // 365
    day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle // 4 - year_of_cycle // 100)
    month_from_march = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * month_from_march + 2) // 5 + 1
    month = month_from_march + (3 if month_from_march < 10 else -9)
    return year_of_cycle + cycle * 400 + (month <= 2), month, day


def instant(
    year: int,
    month: int = 1,
    day: int = 1,
    hour: int = 0,
    minute: int = 0,
    second: int = 0,
    microsecond: int = 0,
) -> Instant:
    """Return the instant of a UTC date and time; the date must exist."""
    seconds = (hour * 60 + minute) * 60 + second
    return days_from_civil(year, month, day) * DAY + seconds * SECOND + microsecond


def civil(when: Instant) -> Civil:
    """Return the UTC calendar date and clock time of an instant."""
    days, rest = divmod(when, DAY)
    seconds, microsecond = divmod(rest, SECOND)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return Civil(*civil_from_days(days), hour, minute, second, microsecond)
