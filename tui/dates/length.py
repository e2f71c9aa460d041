"""Lengths of time as a person says them: 90 days, 6 months, 2 h."""

import re
from typing import NamedTuple

from tui.dates.calendar import DAY, HOUR, MINUTE, SECOND, civil, days_in_month, instant
from tui.dates.span import Instant

#: (names, months, microseconds): one of the two lengths is zero
_UNITS = (
    (("century", "centuries"), 1_200, 0),
    (("decade",), 120, 0),
    (("year", "yr", "y"), 12, 0),
    (("month", "mon", "mo"), 1, 0),
    (("week", "wk", "w"), 0, 7 * DAY),
    (("day", "d"), 0, DAY),
    (("hour", "hr", "h"), 0, HOUR),
    (("minute", "min"), 0, MINUTE),
    (("second", "sec", "s"), 0, SECOND),
)


class Length(NamedTuple):
    """So many calendar months or so many microseconds; one of the two is zero."""

    months: int
    microseconds: int

    def __mul__(self, count: object) -> "Length":
        if not isinstance(count, int):
            return NotImplemented
        return Length(self.months * count, self.microseconds * count)

    def after(self, when: Instant) -> Instant:
        """Move an instant by the length; to the last day where a month is too short."""
        if not self.months:
            return when + self.microseconds
        date = civil(when)
        years, month = divmod(date.month - 1 + self.months, 12)
        year = date.year + years
        day = min(date.day, days_in_month(year, month + 1))
        return instant(year, month + 1, day, *date[3:])


def unit(name: str) -> tuple[str, Length] | None:
    """Return the full name of a unit in the singular and its length; None for another word."""
    for names, months, microseconds in _UNITS:
        if name in names or name.removesuffix("s") in names:
            return names[0], Length(months, microseconds)
    return None


def length(text: str) -> Length | None:
    """Read a count and a unit, `90d` or `6 months`; None for anything else."""
    match = re.fullmatch(r"(\d{1,15}) ?([a-z]{1,9})", text.strip().lower(), re.ASCII)
    known = unit(match[2]) if match else None
    return known[1] * int(match[1]) if match and known else None
