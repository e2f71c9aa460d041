"""Years and stretches of years as people say them: 44 BC, AD 79, the 1980s, the 2nd century BC."""

from tui.dates.english import ordinal
from tui.dates.fuzzy_date import Precision

#: From this many years before 0 on, years are counted back from now, to four significant digits:
#: the two thousand years since then are far below those digits.
YEARS_AGO = 1_000_000

_SCALES = (
    (10**12, " trillion", "tn"),
    (10**9, " billion", "bn"),
    (10**6, " million", "m"),
    (1, "", ""),
)

#: precision -> how many years are as good as one another
YEARS_IN = {
    Precision.DECADE: 10,
    Precision.CENTURY: 100,
    Precision.MILLENNIUM: 1_000,
    Precision.YEARS: 10_000,
}


def worded_number(number: int, *, short: bool = False) -> str:
    """Write a positive number of years, from a million on in words with four digits at most."""
    if number >= YEARS_AGO:
        number = round(number, 4 - len(str(number)))
    if number < YEARS_AGO:
        return f"{number:,}"
    scale, name, letters = next(row for row in _SCALES if number >= row[0])
    return f"{number / scale:,g}{letters if short else name}"


def worded_year(year: int, *, short: bool = False) -> str:
    """Write an astronomical year: 0 is 1 BC."""
    if year <= -YEARS_AGO:
        return f"{worded_number(-year, short=short)} years ago"
    if year <= 0:
        before = 1 - year
        return f"{before:,} BC" if before >= 10_000 else f"{before} BC"
    if year < 1_000:
        return f"AD {year}"
    if year < 10_000:
        return str(year)
    return f"AD {worded_number(year, short=True)}" if short else f"the year {year:,}"


def worded_years(low: int, high: int, *, short: bool = False) -> str:
    """Write the stretch of years from low to high, both inclusive, without saying the era twice."""
    first, last = worded_year(low, short=short), worded_year(high, short=short)
    if first == last:
        return first
    join = "–" if short else " to "
    for era in (" BC", " years ago"):
        if first.endswith(era) and last.endswith(era):
            return f"{first.removesuffix(era)}{join}{last}"
    if low >= 1_000:
        return f"{first}{join}{last.removeprefix('the year ').removeprefix('AD ')}"
    return f"{first} to {last}" if not short else f"{first} – {last}"


def era_name(year: int, precision: Precision, *, short: bool = False) -> str | None:
    """Name the decade, century or millennium in which a year lies and no other years do.

    year is the lowest of it. Return None where the language has no name that is true of it: the
    years 190X are a decade, but "the 1900s" would be a century.
    """
    length = YEARS_IN[precision]
    if precision is Precision.DECADE:
        named = year >= 1_000 and year % 10 == 0 and year % 100 != 0
        return (f"{year}s" if short else f"the {year}s") if named else None
    if precision is Precision.YEARS or (year if year >= 0 else year + length - 1) % length:
        return None
    number = year // length + 1 if year >= 0 else (-year) // length + 1
    era = " BC" if year < 0 else " AD" if number * length <= 1_000 else ""
    name = "century" if precision is Precision.CENTURY else "millennium"
    if short:
        return f"{ordinal(number)} {'c.' if name == 'century' else 'mill.'}{era}"
    return f"the {ordinal(number)} {name}{era}"
