"""What a written date can mean: its possible days, and how much of it is known."""

from typing import TYPE_CHECKING

from tui.dates.calendar import DAY, days_from_civil, days_in_month
from tui.dates.edtf.cursor import Cursor
from tui.dates.edtf.error import EdtfError
from tui.dates.edtf.qualifier import PARTS
from tui.dates.edtf.season import SEASON_MONTHS, season_months
from tui.dates.edtf.year import YearText
from tui.dates.english import MONTH_NAMES, ordinal
from tui.dates.fuzzy_date import Part, Precision
from tui.dates.span import Span

if TYPE_CHECKING:
    from tui.dates.edtf.clock import Clock

_PRECISIONS = (Precision.YEAR, Precision.MONTH, Precision.DAY)

#: number of digits from the first X of the year to its end -> what is known of the year
_PRECISION_BY_UNKNOWN = {
    1: Precision.DECADE,
    2: Precision.CENTURY,
    3: Precision.MILLENNIUM,
    4: Precision.YEARS,
}

#: (name, highest number, what else may stand there) of the components behind the year
_COMPONENTS = (
    ("month", 12, ", and 21 to 41 are seasons, quarters and halves"),
    ("day", 31, ""),
)


class DateText:
    """The pieces of one written date, not yet looked up in the calendar.

    components are the two digits of month and day as far as they are given, places the indices in
    the text at which they begin.
    """

    __slots__ = ("clock", "components", "cursor", "places", "year")

    def __init__(self, cursor: Cursor, year: YearText) -> None:
        self.cursor = cursor
        self.year = year
        self.components: list[str] = []
        self.places: list[int] = []
        self.clock: Clock | None = None

    @property
    def unspecified(self) -> frozenset[Part]:
        written = zip(PARTS, (self.year.digits, *self.components), strict=False)
        return frozenset(part for part, digits in written if "X" in digits)

    @property
    def numbers(self) -> tuple[int | None, int | None]:
        """Month and day, None where not given, unspecified or a season."""
        numbers = [None if "X" in digits else int(digits) for digits in self.components]
        month, day = (*numbers, None, None)[:2]
        return (None if month in SEASON_MONTHS else month), day

    @property
    def season(self) -> int | None:
        """The code of a season, quarter or the like; raise EdtfError if a day follows it."""
        if not self.components or "X" in self.components[0]:
            return None
        code = int(self.components[0])
        if code not in SEASON_MONTHS:
            return None
        if len(self.components) == 2:
            raise self.cursor.error(f"{code} is a season, so no day follows it", self.places[1] - 1)
        return code

    @property
    def precision(self) -> Precision:
        """The coarsest unit that is wholly known: 1985-04-XX is known to the month."""
        digits = self.year.digits
        if "X" in digits:
            return _PRECISION_BY_UNKNOWN[len(digits) - digits.index("X")]
        if self.year.low != self.year.high:
            return Precision.YEARS
        if self.clock is not None:
            return self.clock.precision
        if self.season is not None:
            return Precision.SEASON
        unknown = (index for index, digits in enumerate(self.components) if "X" in digits)
        return _PRECISIONS[next(unknown, len(self.components))]

    @property
    def span(self) -> Span:
        """All it can mean, from the first possible instant on; raise EdtfError for no date."""
        season = self.season
        if season is not None:
            first = (*season_months(self.year.low, season)[:2], 1)
            after = (*season_months(self.year.high, season)[2:], 1)
            return Span(days_from_civil(*first) * DAY, days_from_civil(*after) * DAY)
        first, last = self._bounds()
        begin = days_from_civil(*first) * DAY
        if self.clock is None:
            return Span(begin, (days_from_civil(*last) + 1) * DAY)
        begin += self.clock.offset
        return Span(begin, begin + self.clock.unit)

    def _bounds(self) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
        """Return the first and the last date, both inclusive."""
        low, high = self.year.low, self.year.high
        if not self.components:
            return (low, 1, 1), (high, 12, 31)
        months = self._candidates(0)
        if len(self.components) == 1:
            return (low, months[0], 1), (high, months[-1], days_in_month(high, months[-1]))
        days = self._candidates(1)
        if len(months) == len(days) == 1 and low == high:
            if days[0] <= days_in_month(low, months[0]):
                date = (low, months[0], days[0])
                return date, date
            raise self._no_such_day()
        from tui.dates.edtf.unspecified import date_bounds

        bounds = date_bounds(self.year, months, days)
        if bounds is None:
            raise self._no_such_day()
        return bounds

    def _candidates(self, index: int) -> list[int]:
        """Return the numbers that month (0) or day (1) can be."""
        digits = self.components[index]
        name, highest, besides = _COMPONENTS[index]
        if "X" in digits:
            from tui.dates.edtf.unspecified import matches

            numbers = matches(digits, 1, highest)
        else:
            numbers = [int(digits)] if 1 <= int(digits) <= highest else []
        if numbers:
            return numbers
        raise self.cursor.error(
            f"there is no {name} {digits}: {name}s run from 01 to {highest}{besides}",
            self.places[index],
        )

    def _no_such_day(self) -> EdtfError:
        year = ("-" if self.year.negative else "") + self.year.digits
        month, day = self.components
        if self.unspecified:
            reason = f"no date matches {year}-{month}-{day}"
        else:
            count = days_in_month(self.year.low, int(month))
            name = MONTH_NAMES[int(month) - 1]
            reason = f"{name} {year} has {count} days, so there is no {ordinal(int(day))}"
        return self.cursor.error(reason, self.places[1])
