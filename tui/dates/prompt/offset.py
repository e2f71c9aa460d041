"""Dates that are said by their distance: today, +6 months, 3 days ago, 66 million years ago."""

import re
from collections.abc import Callable

from tui.dates.calendar import DAY, SECOND, civil
from tui.dates.length import Length, unit
from tui.dates.prompt.phrase import Candidate, year_text
from tui.dates.span import Instant
from tui.dates.wording.year import YEARS_AGO

_DAYS_FROM_TODAY = {"yesterday": -1, "today": 0, "tomorrow": 1}

_SCALES = {
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
}
_AGES = {"ka": 10**3, "kya": 10**3, "ma": 10**6, "mya": 10**6, "ga": 10**9, "gya": 10**9}

_AMOUNT = r"(\d{1,15}) ?([a-z]{1,9})"
_NUMBER = r"(\d{1,15})(?:\.(\d{1,9}))?"

#: Years ago are taken as approximate from so many on, and rounded to what was typed from so many.
_APPROXIMATE = 100
_ROUNDED = 10_000


def offset_candidates(phrase: str, now: Instant, base: Instant) -> list[Candidate]:
    """Return what a phrase in lower case says in relation to now or, with a sign, to base.

    Days are those of UTC. '+6 months' gives a day, 'ago' and 'in' the unit that was typed.
    """
    if phrase == "now":
        return [(_minute(now), "now, in UTC")]
    if phrase in _DAYS_FROM_TODAY:
        return [(_day(now + _DAYS_FROM_TODAY[phrase] * DAY), f"{phrase}, in UTC")]
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", phrase)
    match = re.fullmatch(rf"([+-]) ?{_AMOUNT}", plain, re.ASCII)
    if match:
        return _from_base(match, base)
    match = re.fullmatch(rf"(?:(in) )?{_AMOUNT}(?: (ago))?", plain, re.ASCII)
    if match and bool(match[1]) is not bool(match[4]):
        found = _from_now(match, now)
        if found:
            return found
    return _years_ago(plain, now)


def _from_base(match: re.Match[str], base: Instant) -> list[Candidate]:
    known = unit(match[3])
    if known is None:
        return []
    name, length = known
    count = int(match[1] + match[2])
    where = "after" if count > 0 else "before"
    plural = name if abs(count) == 1 else "centuries" if name == "century" else f"{name}s"
    rule = f"{abs(count):,} {plural} {where} where you are"
    return [(_writer(length)((length * count).after(base)), rule)]


def _from_now(match: re.Match[str], now: Instant) -> list[Candidate]:
    known = unit(match[3])
    if known is None:
        return []
    length = known[1]
    months = length.months
    count = int(match[2]) * (-1 if match[4] else 1)
    if months >= 12:
        if abs(count * months // 12) >= _APPROXIMATE:
            return []
        return [(year_text(civil(now).year + count * months // 12), "years from this one")]
    if months:
        date = civil((length * count).after(now))
        return [(_with_year(date.year, f"-{date.month:02}"), "months from this one")]
    return [(_writer(length)((length * count).after(now)), "time from now")]


def _years_ago(phrase: str, now: Instant) -> list[Candidate]:
    match = re.fullmatch(
        rf"{_NUMBER} ?([a-z]+)?(?: ?years? ago)|{_NUMBER} ?({'|'.join(_AGES)})", phrase, re.ASCII
    )
    if not match:
        return []
    whole, decimals = match[1] or match[4], match[2] or match[5] or ""
    scale = _AGES.get(match[6] or "") or (_SCALES.get(match[3]) if match[3] else 1)
    if not scale:
        return []
    years, rest = divmod(int(whole + decimals) * scale, 10 ** len(decimals))
    if rest or not years:
        return []
    digits = len((whole + decimals).lstrip("0"))
    if years >= YEARS_AGO:
        typed = digits if scale > 1 else len(str(years).rstrip("0"))
        return [(f"Y-{years}S{min(typed, len(str(years)))}", "years before now")]
    year = civil(now).year - years
    if years >= _ROUNDED:
        year = round(year, len(str(years).rstrip("0")) - len(str(years)))
    return [(year_text(year) + ("~" if years >= _APPROXIMATE else ""), "years before now")]


def _with_year(year: int, rest: str) -> str:
    """Write a year and what follows it, or the year alone where EDTF has no more for it."""
    return year_text(year) + (rest if abs(year) <= 9_999 else "")


def _writer(length: Length) -> Callable[[Instant], str]:
    """Return what writes an instant about as precisely as a unit is long."""
    size = length.microseconds
    return _day if length.months or size >= DAY else _second if size == SECOND else _minute


def _day(when: Instant) -> str:
    date = civil(when)
    return _with_year(date.year, f"-{date.month:02}-{date.day:02}")


def _minute(when: Instant) -> str:
    date = civil(when)
    clock = f"T{date.hour:02}:{date.minute:02}Z"
    return _with_year(date.year, f"-{date.month:02}-{date.day:02}{clock}")


def _second(when: Instant) -> str:
    date = civil(when)
    clock = f"T{date.hour:02}:{date.minute:02}:{date.second:02}Z"
    return _with_year(date.year, f"-{date.month:02}-{date.day:02}{clock}")
