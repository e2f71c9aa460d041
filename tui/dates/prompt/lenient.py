"""Free text with a date in it, read by dateutil under guard.

Left alone, dateutil fills what is missing from today, takes 68 as 2068 and -0044 as 44. So a field
counts as given only if it comes out the same whatever the defaults are, the year must stand in the
text with all its digits, and signs and eras are left to other readers.
"""

import re
from datetime import datetime, timedelta, timezone, tzinfo

from tui.dates.prompt.phrase import Candidate

#: No two of them agree in any field, and their days lie more than a week apart, so that a weekday
#: alone does not come out the same either. February 29 exists in all three years.
_DEFAULTS = (
    datetime(2000, 1, 1, 1, 1, 1),
    datetime(2004, 2, 11, 2, 2, 2),
    datetime(2008, 3, 21, 3, 3, 3),
)

_FIELDS = ("year", "month", "day", "hour", "minute", "second")
_ERAS = r"(?<![a-z])(?:bce?|ad|ce|ago|b\.c|a\.d)(?![a-z])"
#: A sign before a number, unless it is that of a zone behind a time.
_SIGNED = r"(?:^|(?<!:\d\d)(?<![apAP][mM])\s)[-+]\d"


def lenient_candidates(text: str) -> list[Candidate]:
    """Return what dateutil reads in a text, both ways where day and month can be exchanged."""
    if not text.isascii() or not re.search(r"[a-zA-Z:]", text) or not re.search(r"\d{3}", text):
        return []
    if re.search(_ERAS, text, re.IGNORECASE) or re.search(_SIGNED, text):
        return []
    year_first = re.match(r"\d{4}", text)
    orders = (False,) if year_first else (True, False)
    dates = [_edtf(text, day_first=day_first) for day_first in orders]
    found = list(dict.fromkeys(date for date in dates if date))
    if len(found) == 2:
        return list(zip(found, ("day/month/year", "month/day/year"), strict=True))
    return [(date, "free text") for date in found]


def _edtf(text: str, *, day_first: bool) -> str | None:
    """Write the given fields in EDTF; None unless they run from the year on without a gap."""
    from dateutil.parser import parse

    try:
        dates = [
            parse(text, default=default, dayfirst=day_first, tzinfos=_zone) for default in _DEFAULTS
        ]
    except (ValueError, TypeError, ArithmeticError, LookupError, AttributeError):
        # dateutil documents the first and OverflowError; odd texts have raised the others.
        return None
    first = dates[0]
    given = [len({getattr(date, field) for date in dates}) == 1 for field in _FIELDS]
    count = given.index(False) if False in given else len(given)
    if any(given[count:]) or not re.search(rf"(?<!\d){first.year:04}(?:\d{{4}})?(?!\d)", text):
        return None
    written = first.strftime("-%m-%dT%H:%M:%S")[: (0, 0, 3, 6, 9, 12, 15)[count]]
    return f"{first.year:04}{written}{_zone_text(first) if count > 3 else ''}" if count else None


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    """Accept UTC and numbers of hours; the names of other zones mean several things each."""
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if name is None:
        return None
    raise ValueError(f"unknown zone {name}")


def _zone_text(date: datetime) -> str:
    offset = date.utcoffset()
    if offset is None:
        return ""
    minutes = offset // timedelta(minutes=1)
    if not minutes:
        return "Z"
    hours, minutes = divmod(abs(minutes), 60)
    return f"{'-' if offset < timedelta(0) else '+'}{hours:02}:{minutes:02}"
