"""Dates of which an engine has told instants, made without a text that would have to be read.

They are what `tui.dates.edtf` reads from the texts that `tui.stores.table.row` writes for them, and
tests hold both to the same dates.
"""

from functools import lru_cache

from tui.dates.calendar import DAY, SECOND, civil_from_days
from tui.dates.fuzzy_date import FuzzyDate, Kind, Moment, Precision
from tui.dates.span import Instant, Span

#: The years that are written in four digits without a sign.
_LAST_YEAR = 9_999
_DIGITS = [f"{number:02}" for number in range(60)]
# It takes a while to find a member of an enum by its name.
_DAY, _SECOND = Precision.DAY, Precision.SECOND
_MOMENT, _INTERVAL = Kind.MOMENT, Kind.INTERVAL


#: A moment behind its EDTF text.
Written = tuple[str, Moment]


def written(at: Instant, unit: str, zone: str) -> Written | None:
    """Return an instant that is known to a day or a second; None for all that is less common.

    zone is what stands behind a time: Z, or nothing.
    """
    number, rest = divmod(at, DAY)
    day = _day(number)
    if unit != "second" or day is None:
        return day if unit == "day" else None
    text, (_, _, year, month, number_in_month, *_) = day
    seconds = rest // SECOND
    hour, minute, second = seconds // 3_600, seconds // 60 % 60, seconds % 60
    begin = number * DAY + seconds * SECOND
    return (
        f"{text}T{_DIGITS[hour]}:{_DIGITS[minute]}:{_DIGITS[second]}{zone}",
        Moment(
            Span(begin, begin + SECOND),
            _SECOND,
            year,
            month,
            number_in_month,
            hour,
            minute,
            second,
            None,
            0 if zone else None,
        ),
    )


def alone(date: Written) -> FuzzyDate:
    """Return a date without an end."""
    text, moment = date
    return FuzzyDate(text, _MOMENT, moment, moment)


def between(start: Written, end: Written) -> FuzzyDate | None:
    """Return a date with an end; None if it is over before it begins."""
    first, final = start[1], end[1]
    if first.span.start >= final.span.end:
        return None
    return FuzzyDate(f"{start[0]}/{end[0]}", _INTERVAL, first, final)


# The rows of a picture lie in few days.
@lru_cache(4_096)
def _day(number: int) -> Written | None:
    """Return a day by its number since 1970."""
    year, month, day = civil_from_days(number)
    if not 0 <= year <= _LAST_YEAR:
        return None
    span = Span(number * DAY, (number + 1) * DAY)
    return f"{year:04}-{month:02}-{day:02}", Moment(span, _DAY, year, month, day)
