"""Fuzzy dates as people say them: worded for a sentence, brief for a label.

Neither is ever more precise than the date; a label may be less precise to stay short.
"""

from collections.abc import Callable
from functools import partial

from tui.dates.fuzzy_date import FuzzyDate, Kind, Limit, Moment, Precision
from tui.dates.wording.moment import (
    CLOCK,
    DAYS,
    MONTHS,
    YEARS,
    brief_moment,
    is_plain,
    worded_moment,
    worded_zone,
)

#: A label loses its time, then its day, then its month to have at most so many characters.
BRIEF_LENGTH = 24

_Write = Callable[[Moment], str]


def worded(date: FuzzyDate) -> str:
    """Write a date in words, complete with its doubts: 'c. 1984', 'since January 2025'."""
    if date.kind in (Kind.ONE_OF, Kind.ALL_OF):
        return _set(date, worded_moment, short=False)
    start, end = date.start, date.end
    if isinstance(start, Moment) and isinstance(end, Moment):
        return _joined(start, end, worded_moment, short=False)
    if isinstance(start, Moment):
        first = worded_moment(start)
        return f"since {first}" if end is Limit.OPEN else f"{first} to an unknown end"
    last = worded_moment(end) if isinstance(end, Moment) else ""
    return f"until {last}" if start is Limit.OPEN else f"from an unknown start to {last}"


def brief(date: FuzzyDate) -> str:
    """Write a date for a label of about BRIEF_LENGTH characters: '9–15 Mar 2016', 'Jan 2025 –'."""
    label = ""
    for detail in (CLOCK, DAYS, MONTHS, YEARS):
        label = _label(date, partial(brief_moment, detail=detail))
        if len(label) <= BRIEF_LENGTH:
            break
    return label


def _label(date: FuzzyDate, write: _Write) -> str:
    if date.kind in (Kind.ONE_OF, Kind.ALL_OF):
        label = _set(date, write, short=True)
        return label if len(label) <= BRIEF_LENGTH else _set_ends(date, write)
    start, end = date.start, date.end
    if isinstance(start, Moment) and isinstance(end, Moment):
        return _joined(start, end, write, short=True)
    if isinstance(start, Moment):
        return f"{write(start)} –" + (" ?" if end is Limit.UNKNOWN else "")
    last = write(end) if isinstance(end, Moment) else ""
    return f"until {last}" if start is Limit.OPEN else f"? – {last}"


def _joined(start: Moment, end: Moment, write: _Write, *, short: bool) -> str:
    """Write 'start to end' without saying twice what they have in common."""
    first, last = write(start), write(end)
    if first == last:
        return first
    wide, tight = (" – ", "–") if short else (" to ", " to ")
    if start.precision is not end.precision or not (is_plain(start) and is_plain(end)):
        return first + wide + last
    date, comma, clock = last.rpartition(", ")
    if comma:
        if not first.startswith(date + comma) or start.zone != end.zone:
            return first + wide + last
        return first.removesuffix(worded_zone(start, short=short)) + tight + clock
    head = _without_tail(first, last, start.precision)
    return head + (wide if " " in head else tight) + last


def _without_tail(first: str, last: str, precision: Precision) -> str:
    """Drop the words at the end of first with which last ends too."""
    words, others = first.split(" "), last.split(" ")
    common = 0
    while common < min(len(words), len(others)) - 1 and words[-1 - common] == others[-1 - common]:
        common += 1
    if common == 1 and words[-1] == "BC" and precision is not Precision.YEAR:
        return first
    return " ".join(words[: len(words) - common])


def _set(date: FuzzyDate, write: _Write, *, short: bool) -> str:
    from tui.dates.edtf.set import read_elements

    elements = read_elements(date.text)
    any_one = date.kind is Kind.ONE_OF
    conjunction = "or" if any_one else "and"
    items = [_element(low, high, write, conjunction, short=short) for low, high in elements]
    ranges = [low is not high for low, high in elements]
    if len(items) == 1:
        limited = Limit.OPEN in elements[0]
        some = "some time from " if any_one and not short else "one of " if any_one else "all of "
        return items[0] if limited or not ranges[0] else some + items[0]
    if any(ranges):
        return f"{'one' if any_one else 'all'} of {', '.join(items)}"
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def _element(
    low: Moment | Limit, high: Moment | Limit, write: _Write, conjunction: str, *, short: bool
) -> str:
    if isinstance(low, Moment) and isinstance(high, Moment):
        return _joined(low, high, write, short=short)
    if isinstance(low, Moment):
        return f"{write(low)} {conjunction} later"
    return f"{write(high)} {conjunction} before" if isinstance(high, Moment) else ""


def _set_ends(date: FuzzyDate, write: _Write) -> str:
    """Write a set that is too long for a label by its first and last date alone."""
    conjunction = "or" if date.kind is Kind.ONE_OF else "and"
    start, end = date.start, date.end
    if isinstance(start, Moment) and isinstance(end, Moment):
        before = "one of " if date.kind is Kind.ONE_OF else ""
        return before + f"{write(start)} … {write(end)}"
    if isinstance(start, Moment):
        return f"{write(start)} {conjunction} later"
    return f"{write(date.members[-1])} {conjunction} before"
