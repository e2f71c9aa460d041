"""The calendar reckoned a second way, by the standard library, to check the axis against."""

from collections.abc import Iterator
from datetime import datetime, timedelta

#: The Gregorian calendar repeats itself every 400 years: any year has a twin from 1 to 400.
CYCLE = timedelta(days=146_097) // timedelta(microseconds=1)
YEAR_1 = (datetime(1, 1, 1) - datetime(1970, 1, 1)) // timedelta(microseconds=1)
DAY = timedelta(days=1) // timedelta(microseconds=1)
LENGTHS = {"second": 10**6, "minute": 60 * 10**6, "hour": 3600 * 10**6}
DAYS = {4: (1, 5, 10, 15, 20, 25), 9: (1, 10, 20), 14: (1, 15)}
AGES = {"ka": 10**3, "Ma": 10**6, "Ga": 10**9, "Ta": 10**12}


def twin(when: int) -> tuple[int, datetime]:
    """Return the astronomical year of an instant, and the same moment of its twin."""
    cycles, rest = divmod(when - YEAR_1, CYCLE)
    time = datetime(1, 1, 1) + timedelta(microseconds=rest)
    return 400 * cycles + time.year, time


def beginning(year: int, month: int = 1, day: int = 1) -> int:
    cycles, years = divmod(year - 1, 400)
    passed = datetime(years + 1, month, day) - datetime(1, 1, 1)
    return YEAR_1 + cycles * CYCLE + passed // timedelta(microseconds=1)


def starts(unit: str, step: int, start: int, end: int) -> list[int]:
    """Return the instants in [start, end) at which a ruler with such steps has a tick."""
    if unit in LENGTHS:
        length = step * LENGTHS[unit]
        return list(range(-(-start // length) * length, end, length))
    if unit == "day":
        days = range(-(-start // DAY) * DAY, end, DAY)
        return [day for day in days if step == 1 or twin(day)[1].day in DAYS[step]]
    first, last = twin(start)[0], twin(end - 1)[0]
    if unit == "month":
        every = [
            beginning(year, month)
            for year in range(first, last + 1)
            for month in range(1, 13, step)
        ]
    else:
        every = [beginning(year) for year in sorted(set(_years(unit, step, first, last)))]
    return [when for when in every if start <= when < end]


def _years(unit: str, step: int, first: int, last: int) -> Iterator[int]:
    if unit == "age":
        yield from range(-(-first // step) * step, last + 1, step)
        return
    if first <= 1 <= last:
        yield 1
    yield from range(-(-max(1, first) // step) * step, last + 1, step)
    before_christ = range(-(-max(1, 1 - last) // step) * step, 1 - first + 1, step)
    yield from (1 - number for number in before_christ)


def year_text(year: int) -> str:
    if 1000 <= year <= 9999:
        return f"{year}"
    number, era = (year, "AD {}") if year > 0 else (1 - year, "{} BC")
    return era.format(f"{number:,}" if number >= 10_000 else number)


def step_text(unit: str, when: int) -> str:
    """Return what a step says, but for ages: those are read by `tells_age`."""
    year, time = twin(when)
    return {
        "second": f"{time:%H:%M:%S}",
        "minute": f"{time:%H:%M}",
        "hour": f"{time:%H:%M}",
        "day": f"{time.day}",
        "month": f"{time:%b}",
    }.get(unit) or year_text(year)


def context_texts(unit: str, when: int) -> set[str]:
    """Return all that the day, month or year may be called that begins at an instant."""
    year, time = twin(when)
    era = year_text(year)
    return {
        "day": {f"{time.day} {time:%b} {era}"},
        "month": {f"{time:%B} {era}", f"{time:%b} {era}"},
        "year": {era},
    }[unit]


def place_texts(when: int) -> set[str]:
    """Return all that the place of an instant may be called, however roughly, but for ages."""
    day = next(iter(context_texts("day", when)))
    clocks = {step_text("second", when), step_text("minute", when)}
    rough = context_texts("month", when) | context_texts("year", when)
    return {day} | clocks | {f"{day} {clock}" for clock in clocks} | rough


def tells_age(text: str, year: int) -> bool:
    """Whether a text like `66 Ma` says how far a year is from year 0, to a tenth of its unit."""
    if text == "0":
        return abs(year) <= 50
    number, _, unit = text.removeprefix("+").partition(" ")
    if unit not in AGES or text.startswith("+") != (year > 0):
        return False
    whole, _, tenth = number.replace(",", "").partition(".")
    tenths = 10 * int(whole) + int(tenth or 0)
    return abs(tenths * AGES[unit] - 10 * abs(year)) * 2 <= AGES[unit]
