"""Calendar intervals: where seconds, hours, days, months and years begin."""

from collections.abc import Iterator, Sequence
from typing import Literal

from tui.dates.calendar import DAY, HOUR, MINUTE, SECOND, civil_from_days, days_from_civil
from tui.dates.span import Instant, Span

#: What an interval counts. An `age` is a stretch of years too long for BC and AD to matter.
Unit = Literal["second", "minute", "hour", "day", "month", "year", "age"]

#: From this step in years on, ticks stand at multiples of the step before and after year 0.
DEEP_STEP = 100_000


class Interval:
    """Stretches of time of one kind, numbered without a gap along the whole line.

    A kind says which number an instant falls into and where a number starts. shortest is the
    length in microseconds of the shortest stretch.
    """

    __slots__ = ("shortest", "step", "unit")

    def __init__(self, unit: Unit, step: int, shortest: int) -> None:
        self.unit: Unit = unit
        self.step = step
        self.shortest = shortest

    def __repr__(self) -> str:
        return f"<every {self.step} {self.unit}>"

    def index(self, when: Instant) -> int:
        """Return the number of the stretch that holds an instant; it grows with time."""
        raise NotImplementedError

    def start(self, index: int) -> Instant:
        """Return the first instant of the stretch with a number."""
        raise NotImplementedError

    def floor(self, when: Instant) -> Instant:
        """Return the start of the stretch that holds an instant."""
        return self.start(self.index(when))

    def ceil(self, when: Instant) -> Instant:
        """Return the first start at or after an instant."""
        return self.start(self.index(when - 1) + 1)

    def offset(self, when: Instant, count: int) -> Instant:
        """Return the start of the stretch so many after the one that holds an instant."""
        return self.start(self.index(when) + count)

    def range(self, span: Span) -> Iterator[Instant]:
        """Yield each start within a span, in order."""
        return map(self.start, range(self.index(span.start - 1) + 1, self.index(span.end - 1) + 1))


class Clock(Interval):
    """Stretches of equal length from 1970 on: whole seconds, minutes, hours or days."""

    __slots__ = ()

    def __init__(self, unit: Unit, step: int, length: int) -> None:
        super().__init__(unit, step, step * length)

    def index(self, when: Instant) -> int:
        return when // self.shortest

    def start(self, index: int) -> Instant:
        return index * self.shortest


class DaysOfMonth(Interval):
    """Stretches from each of the given days of a month (ascending from 1, to 28) to the next."""

    __slots__ = ("days",)

    def __init__(self, days: Sequence[int], shortest: int) -> None:
        super().__init__("day", shortest, shortest * DAY)
        self.days = days

    def index(self, when: Instant) -> int:
        year, month, day = civil_from_days(when // DAY)
        passed = sum(first <= day for first in self.days)
        return (year * 12 + month - 1) * len(self.days) + passed - 1

    def start(self, index: int) -> Instant:
        months, position = divmod(index, len(self.days))
        return days_from_civil(months // 12, months % 12 + 1, self.days[position]) * DAY


class Months(Interval):
    """Stretches of a number of months that divides the year, from January on."""

    __slots__ = ()

    def __init__(self, step: int, shortest_days: int) -> None:
        super().__init__("month", step, shortest_days * DAY)

    def index(self, when: Instant) -> int:
        year, month, _ = civil_from_days(when // DAY)
        return (year * 12 + month - 1) // self.step

    def start(self, index: int) -> Instant:
        year, month = divmod(index * self.step, 12)
        return days_from_civil(year, month + 1, 1) * DAY


class Years(Interval):
    """Stretches of years that start at round years of their era.

    There is no year 0: the stretch before AD `step` starts at AD 1, the one before that at
    `step` BC. The stretch from AD 1 is therefore a year less than the step, and is not counted as
    the shortest: its label is.
    """

    __slots__ = ()

    def __init__(self, step: int) -> None:
        super().__init__("year", step, step * 365 * DAY)

    def index(self, when: Instant) -> int:
        year = civil_from_days(when // DAY)[0]
        # Steps of one year have no stretch from AD 1 to AD 1: their numbers skip nothing.
        if self.step == 1:
            return year
        return (year if year >= 1 else year - 1) // self.step

    def start(self, index: int) -> Instant:
        if self.step == 1:
            year = index
        elif index == 0:
            year = 1
        else:
            year = index * self.step + (index < 0)
        return days_from_civil(year, 1, 1) * DAY


class Ages(Interval):
    """Stretches of years that start at multiples of the step, counted from astronomical year 0."""

    __slots__ = ()

    def __init__(self, step: int) -> None:
        super().__init__("age", step, step * 365 * DAY)

    def index(self, when: Instant) -> int:
        return civil_from_days(when // DAY)[0] // self.step

    def start(self, index: int) -> Instant:
        return days_from_civil(index * self.step, 1, 1) * DAY


def years(step: int) -> Interval:
    """Return the interval of a number of years, by era or in deep time as the step asks."""
    return Ages(step) if step >= DEEP_STEP else Years(step)


def year_steps(at_least: int) -> Iterator[int]:
    """Yield 1, 2, 5, 10, 20, 50 … without end, from the last power of ten up to at_least."""
    power = 10 ** (len(str(max(1, at_least))) - 1)
    while True:
        yield power
        yield 2 * power
        yield 5 * power
        power *= 10


EVERY_DAY = Clock("day", 1, DAY)
EVERY_MONTH = Months(1, 28)
EVERY_YEAR = Years(1)

#: The intervals below a year, fine to coarse. Days stand at the same days of every month, so that
#: a month begins with a tick; weeks would drift through it, and the ruler names no weekdays.
LADDER: tuple[Interval, ...] = (
    *(Clock("second", step, SECOND) for step in (1, 2, 5, 15, 30)),
    *(Clock("minute", step, MINUTE) for step in (1, 2, 5, 15, 30)),
    *(Clock("hour", step, HOUR) for step in (1, 3, 6, 12)),
    EVERY_DAY,
    DaysOfMonth((1, 5, 10, 15, 20, 25), 4),
    DaysOfMonth((1, 10, 20), 9),
    DaysOfMonth((1, 15), 14),
    EVERY_MONTH,
    Months(3, 90),
    Months(6, 181),
)
