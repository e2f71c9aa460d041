"""What a tick says: the step itself below, and above it the unit that contains the step."""

from tui.axis.interval import EVERY_DAY, EVERY_MONTH, EVERY_YEAR, Interval, Unit
from tui.dates.calendar import DAY, HOUR, MINUTE, SECOND, civil, civil_from_days, instant
from tui.dates.english import MONTH_NAMES
from tui.dates.span import Instant

#: The interval that gives a step its context. Years and ages say all there is to say.
CONTEXTS: dict[Unit, Interval | None] = {
    "second": EVERY_DAY,
    "minute": EVERY_DAY,
    "hour": EVERY_DAY,
    "day": EVERY_MONTH,
    "month": EVERY_YEAR,
    "year": None,
    "age": None,
}

#: Some label has room in so many cells, wherever they are.
NARROW = 10

_AGES = ((10**12, "Ta"), (10**9, "Ga"), (10**6, "Ma"), (10**3, "ka"))

_CLOCK_UNITS: dict[Unit, int] = {"second": SECOND, "minute": MINUTE, "hour": HOUR}


def year_label(year: int) -> str:
    """Write an astronomical year: `44 BC`, `AD 79`, `1066`, `12,000 BC`."""
    if 1000 <= year < 10_000:
        return str(year)
    number = year if year > 0 else 1 - year
    digits = f"{number:,}" if number >= 10_000 else str(number)
    return f"AD {digits}" if year > 0 else f"{digits} BC"


def age_label(year: int, step: int) -> str:
    """Write a year of deep time by its distance from year 0: `66 Ma`, `13.8 Ga`, `0`, `+5 Ma`.

    The unit is the largest that the year reaches and of which the step is at least a tenth, so a
    tenth is all the precision a label has or needs; halves are rounded away from 0.
    """
    distance = abs(year)
    size, name = next(
        (row for row in _AGES if distance >= row[0] and 10 * step >= row[0]), _AGES[-1]
    )
    whole, tenth = divmod((20 * distance + size) // (2 * size), 10)
    if not whole and not tenth:
        return "0"
    number = f"{whole:,}.{tenth}" if tenth else f"{whole:,}"
    return f"{'+' if year > 0 else ''}{number} {name}"


def step_label(interval: Interval, when: Instant) -> str:
    """Write the start of a step, less what its context says; empty for one that goes unlabelled."""
    if interval.unit in _CLOCK_UNITS:
        return _clock(when, interval.unit)
    year, month, day = civil_from_days(when // DAY)
    if interval.unit == "day":
        return str(day)
    if interval.unit == "month":
        return MONTH_NAMES[month - 1][:3]
    if interval.unit == "age":
        return age_label(year, interval.step)
    # In steps of two, AD 2 is but a year from AD 1: too close for both to have a label.
    return "" if interval.step == 2 and year == 2 else year_label(year)


def context_labels(context: Interval, when: Instant) -> tuple[str, ...]:
    """Write the day, month or year of a context that holds an instant, the longest form first."""
    year, month, day = civil_from_days(when // DAY)
    name, era = MONTH_NAMES[month - 1], year_label(year)
    if context.unit == "day":
        return (f"{day} {name[:3]} {era}",)
    if context.unit == "month":
        return f"{name} {era}", f"{name[:3]} {era}"
    return (era,)


def place_labels(interval: Interval, when: Instant) -> tuple[str, ...]:
    """Say where an instant lies to the unit of an interval, all in one, the longest form first.

    The last form is no wider than NARROW within 10**15 years of year 0; for that, a year far from
    it becomes an age.
    """
    when = place_start(interval, when)
    year = civil_from_days(when // DAY)[0]
    if interval.unit == "age":
        return (age_label(year, interval.step),)
    forms: tuple[str, ...] = ()
    if interval.unit in _CLOCK_UNITS:
        clock = _clock(when, interval.unit)
        forms = (*(f"{date} {clock}" for date in context_labels(EVERY_DAY, when)), clock)
    elif interval.unit == "day":
        forms = context_labels(EVERY_DAY, when) + context_labels(EVERY_MONTH, when)
    elif interval.unit == "month":
        forms = context_labels(EVERY_MONTH, when)
    era = year_label(year)
    return (*forms, era) if len(era) <= NARROW else (*forms, era, age_label(year, abs(year)))


def place_start(interval: Interval, when: Instant) -> Instant:
    """Return the start of the unit of an interval that holds an instant: what place_labels name."""
    if interval.unit in _CLOCK_UNITS:
        length = _CLOCK_UNITS[interval.unit]
        return when - when % length
    if interval.unit == "day":
        return EVERY_DAY.floor(when)
    return (EVERY_MONTH if interval.unit == "month" else EVERY_YEAR).floor(when)


def widest_step(interval: Interval, years: int) -> int:
    """Return the width of the widest label of a step at less than so many years BC or AD.

    years is at least 10,000 and at least 20 steps.
    """
    if interval.unit == "age":
        return len(age_label(years - interval.step, interval.step))
    return len(step_label(interval, _wide_instant(years)))


def widest_context(context: Interval, years: int) -> tuple[int, ...]:
    """Return the widths of the widest labels of a context, form by form, as widest_step does."""
    return tuple(map(len, context_labels(context, _wide_instant(years))))


def _clock(when: Instant, unit: Unit) -> str:
    """Write the time of day, to the minute at the least: `06` alone would pass for a date."""
    time = civil(when)
    return f"{time.hour:02}:{time.minute:02}" + (f":{time.second:02}" if unit == "second" else "")


def _wide_instant(years: int) -> Instant:
    """Return 30 September of the last year BC within range: each of its parts is the longest."""
    return instant(2 - years, 9, 30)
