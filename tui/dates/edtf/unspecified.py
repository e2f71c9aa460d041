"""Digits that are not given: which years, months and days a pattern such as 19X4 can mean."""

from collections.abc import Iterator

from tui.dates.calendar import days_in_month, is_leap
from tui.dates.edtf.year import YearText

_LEAP_YEAR = 2000  # any year that has all 366 days


def matches(pattern: str, lowest: int, highest: int) -> list[int]:
    """Return the numbers from lowest to highest that the digits and X of the pattern can mean."""
    width = len(pattern)
    return [
        number
        for number in range(lowest, highest + 1)
        if all(p in ("X", d) for p, d in zip(pattern, f"{number:0{width}}", strict=True))
    ]


def date_bounds(
    year: YearText, months: list[int], days: list[int]
) -> tuple[tuple[int, int, int], tuple[int, int, int]] | None:
    """Return the first and the last existing (year, month, day), or None where there is none.

    months and days are the numbers that theirs can mean, in rising order.
    """
    if not any(days[0] <= days_in_month(_LEAP_YEAR, month) for month in months):
        return None
    if months == [2] and days[0] == 29:
        leap = _leap_bounds(year)
        return leap and ((leap[0], 2, 29), (leap[1], 2, 29))
    first = min(
        (month, day)
        for month in months
        for day in days[:1]
        if day <= days_in_month(year.low, month)
    )
    last = max(
        (month, day) for month in months for day in days if day <= days_in_month(year.high, month)
    )
    return (year.low, *first), (year.high, *last)


def _leap_bounds(year: YearText) -> tuple[int, int] | None:
    if year.digits[-1] in "13579":
        return None
    first = next(filter(is_leap, _years(year, rising=True)), None)
    last = next(filter(is_leap, _years(year, rising=False)), None)
    return None if first is None or last is None else (first, last)


def _years(year: YearText, *, rising: bool) -> Iterator[int]:
    slots = year.digits.replace("X", "{}")
    count = year.digits.count("X")
    numbers = range(10**count)
    for number in numbers if rising is not year.negative else reversed(numbers):
        magnitude = int(slots.format(*f"{number:0{count}}") if count else slots)
        if not year.negative:
            yield magnitude
        elif magnitude:
            yield -magnitude
