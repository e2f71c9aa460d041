"""Dates as people type them, read by fixed forms: 15 mar 44 BC, spring 2001, 19th century.

A form never gives more than was typed, and knows no year of two digits without an era: '68 may be
1968, 2068 or AD 68. The result is EDTF text, which the caller still has to check.
"""

import re
from collections.abc import Callable, Iterator

from tui.dates.english import MONTH_NAMES

#: EDTF text, and the rule by which the phrase was read.
Candidate = tuple[str, str]

_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:(?P<before>ad|ce) ?)?(?P<year>\d{1,15})(?: ?(?P<after>bce?|ad|ce))?"
_ORDINAL = r"(?P<number>\d{1,3})(?:st|nd|rd|th)"
_HEMISPHERE = r"(?:(?P<hemisphere>northern|southern) )?"

_SEASONS = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}
_HEMISPHERES = {None: 21, "northern": 25, "southern": 29}
_QUARTERS = {"q1": 33, "q2": 34, "q3": 35, "q4": 36, "h1": 40, "h2": 41}
_COUNTS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}


def phrase_candidates(phrase: str) -> list[Candidate]:
    """Return what a phrase in lower case, with single blanks, can mean; empty if nothing."""
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", phrase)
    plain = " ".join(plain.replace(",", " ").split()).removeprefix("the ")
    for pattern, reading in _FORMS:
        match = re.fullmatch(pattern, plain, re.ASCII)
        if match:
            found = list(reading(match))
            if found:
                return found
    return []


def year_text(year: int) -> str:
    """Write an astronomical year in EDTF."""
    if abs(year) > 9_999:
        return f"Y{year}"
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def _year(match: re.Match[str]) -> str | None:
    """Return the EDTF year of a match, None for one that is not surely a year."""
    digits, before, after = match["year"], match["before"], match["after"]
    if before and after:
        return None
    number = int(digits)
    if after in ("bc", "bce"):
        return year_text(1 - number) if number else None
    if not (before or after or len(digits) >= 3):
        return None
    return year_text(number)


def _month(name: str) -> str | None:
    name = "sep" if name == "sept" else name
    found = [n for n, full in enumerate(MONTH_NAMES, 1) if full.lower().startswith(name)]
    return f"{found[0]:02}" if found else None


def _year_alone(match: re.Match[str]) -> Iterator[Candidate]:
    year = _year(match)
    if year:
        yield year, "a year"


def _named_month(match: re.Match[str]) -> Iterator[Candidate]:
    year, month = _year(match), _month(match["month"])
    day = match.groupdict().get("day")
    if year and month:
        yield (
            (f"{year}-{month}-{day:0>2}", "day, month and year")
            if day
            else (f"{year}-{month}", "month and year")
        )


def _season(match: re.Match[str]) -> Iterator[Candidate]:
    year = _year(match)
    if year:
        code = _HEMISPHERES[match["hemisphere"]] + _SEASONS[match["season"]]
        yield f"{year}-{code}", "season and year"


def _quarter(match: re.Match[str]) -> Iterator[Candidate]:
    year = _year(match)
    if year:
        yield f"{year}-{_QUARTERS[match['quarter']]}", "part of a year"


def _counted_part(match: re.Match[str]) -> Iterator[Candidate]:
    year = _year(match)
    count, first = _COUNTS[match["count"]], 33 if match["part"] == "quarter" else 40
    if year and (first == 33 or count < 2):
        yield f"{year}-{first + count}", "part of a year"


def _decade(match: re.Match[str]) -> Iterator[Candidate]:
    decade = match["decade"]
    yield f"{decade}X", "a decade"
    if decade.endswith("0"):
        yield f"{decade[:2]}XX", "a century"


def _century(match: re.Match[str]) -> Iterator[Candidate]:
    # The 2nd century BC is 200 to 101 BC, the years -199 to -100, so both eras count from 0.
    number = int(match["number"])
    digits, rest = (2, "XX") if match["unit"] != "millennium" else (1, "XXX")
    if 1 <= number <= 10**digits:
        sign = "-" if match["era"] in ("bc", "bce") else ""
        yield f"{sign}{number - 1:0{digits}}{rest}", f"a {match['unit'].replace('c.', 'century')}"


def _year_first(match: re.Match[str]) -> Iterator[Candidate]:
    date = _numbers(*match.groups())
    if date:
        yield date, "year, month and day" if match[3] else "year and month"


def _year_last(match: re.Match[str]) -> Iterator[Candidate]:
    one, two, year = match.groups()
    for day, month, rule in ((one, two, "day/month/year"), (two, one, "month/day/year")):
        date = _numbers(year, month, day)
        if date and (rule == "day/month/year" or int(one) != int(two)):
            yield date, rule


def _month_last(match: re.Match[str]) -> Iterator[Candidate]:
    date = _numbers(match[2], match[1], None)
    if date:
        yield date, "month/year"


def _numbers(year: str, month: str, day: str | None) -> str | None:
    """Join numbers to a date; a month over 12 would be a season or quarter that nobody typed."""
    if not 1 <= int(month) <= 12:
        return None
    return f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")


_FORMS: tuple[tuple[str, Callable[[re.Match[str]], Iterator[Candidate]]], ...] = (
    (r"(\d{4})(\d\d)(\d\d)", _year_first),
    (rf"(?:year )?{_YEAR}", _year_alone),
    (rf"{_DAY} (?:of )?{_MONTH} (?:of )?{_YEAR}", _named_month),
    (rf"{_MONTH} {_DAY} {_YEAR}", _named_month),
    (rf"{_YEAR} {_MONTH} {_DAY}", _named_month),
    (rf"{_MONTH} (?:of )?{_YEAR}", _named_month),
    (rf"{_YEAR} {_MONTH}", _named_month),
    (rf"{_HEMISPHERE}(?P<season>{'|'.join(_SEASONS)}) (?:of )?{_YEAR}", _season),
    (rf"(?P<quarter>{'|'.join(_QUARTERS)}) ?(?:of )?{_YEAR}", _quarter),
    (rf"{_YEAR}[ -](?P<quarter>{'|'.join(_QUARTERS)})", _quarter),
    (rf"(?P<count>{'|'.join(_COUNTS)}) (?P<part>quarter|half) (?:of )?{_YEAR}", _counted_part),
    (r"(?P<decade>\d{3})0'?s", _decade),
    (rf"{_ORDINAL} (?P<unit>century|c\.|millennium)(?: (?P<era>bce?|ad|ce))?", _century),
    (r"(\d{4})[-/. ](\d\d?)(?:[-/. ](\d\d?))?", _year_first),
    (r"(\d\d?)[-/. ](\d\d?)[-/. ](\d{4})", _year_last),
    (r"(\d\d?)[-/. ](\d{4})", _month_last),
)
