"""How long it is from one time to another, in words that claim no more than both dates know."""

from tui.dates.calendar import DAY, HOUR, MINUTE, SECOND, civil, days_in_month
from tui.dates.english import counted
from tui.dates.fuzzy_date import FuzzyDate, Kind, Moment, Precision
from tui.dates.span import Instant
from tui.dates.wording.year import YEARS_AGO, worded_number

#: The Gregorian calendar repeats itself after so many years, which are so many microseconds.
_CYCLE_YEARS = 400
_CYCLE = 146_097 * DAY

#: From so many years on, months and days are below what anyone asks for.
_ROUNDED_YEARS = 100

#: precision -> the unit that counts as one point of time; all coarser ones are made of days
_POINTS = {Precision.HOUR: HOUR, Precision.MINUTE: MINUTE, Precision.SECOND: SECOND}

_SAME = {
    DAY: "on the same day",
    HOUR: "in the same hour",
    MINUTE: "in the same minute",
    SECOND: "in the same second",
}

_LATER, _EARLIER, _UNSURE = "later", "earlier", "may be before or after"

#: Words of a length and what stands for them where room is short, in the order of replacing.
_BRIEF = (
    *(
        (words, f"0 {unit}")
        for words, unit in zip(_SAME.values(), ("d", "h", "min", "s"), strict=True)
    ),
    ("at the same time or up to ", "0 to "),
    ("at the same time or", "at least 0"),
    ("less than a second", "<1 s"),
    *(
        (words, unit)
        for noun, unit in (
            *(("year", "y"), ("month", "mo"), ("day", "d")),
            *(("hour", "h"), ("minute", "min"), ("second", "s")),
        )
        for words in (f"{noun}s", noun)
    ),
    (" to ", "–"),
)

#: (shortest length in microseconds, unit in microseconds, noun) of a bound below months
_UNITS = (
    (2 * DAY, DAY, "day"),
    (2 * HOUR, HOUR, "hour"),
    (2 * MINUTE, MINUTE, "minute"),
    (0, SECOND, "second"),
)
_LONGEST_IN_DAYS = 60 * DAY
_LONGEST_IN_MONTHS = 24

#: The first and the last instant at which something can have begun, None where there is no bound.
_Bounds = tuple[Instant | None, Instant | None]

#: A time from one instant to another that is not before it.
_Stretch = tuple[Instant, Instant]


def elapsed(a: Instant, b: Instant) -> str:
    """Write the time between two instants, whichever comes first, in its two largest units.

    Up to two years it has months and days, beyond it years and months, those of the calendar. From
    100 years on it is rounded to whole years, from a million on to four digits.
    """
    first, last = min(a, b), max(a, b)
    if last - first < SECOND:
        return "less than a second" if first < last else "no time"
    if months_between(first, last) >= _ROUNDED_YEARS * 12:
        return _rounded_years(first, last)
    months, rest = _months_and_rest(first, last)
    if months >= 24:
        return _largest_two([(months // 12, "year"), (months % 12, "month")])
    if months:
        return _largest_two([(months, "month"), (rest // DAY, "day")])
    counts = []
    for _, unit, noun in _UNITS:
        count, rest = divmod(rest, unit)
        counts.append((count, noun))
    return _largest_two(counts)


def lag(a: FuzzyDate, b: FuzzyDate) -> str:
    """Write the time from the beginning of a to the beginning of b: '12 to 43 days later'.

    Days count as points, so two of them are exactly some days apart; a date known to its month or
    less makes a range of days, with bounds rounded outward. 'about' and 'perhaps' stand before it
    if one of both is approximate or uncertain.
    """
    text, direction, doubt = _compared(a, b)
    return f"{doubt}{text} {direction}" if direction else f"{doubt}{text}"


def brief_lag(a: FuzzyDate, b: FuzzyDate) -> str:
    """Write what lag says with units of a letter or two: '+12–43 d', '−2 mo 3 d', '±0 d'.

    '±?' is for dates of which either may be the first.
    """
    text, direction, doubt = _compared(a, b)
    if text == _UNSURE:
        return "±?"
    sign = {_LATER: "+", _EARLIER: "−"}.get(direction, "±")
    about = {"about ": "c. ", "perhaps ": "? "}.get(doubt, "")
    if text.startswith("about "):
        about, text = "c. ", text.removeprefix("about ")
    for long, short in _BRIEF:
        text = text.replace(long, short)
    if text.startswith("at least "):
        text = text.removeprefix("at least ") + " or more"
    return f"{about}{sign}{text}"


def distance(a: FuzzyDate, b: FuzzyDate) -> str:
    """Write the time between the beginnings of two dates, whichever comes first."""
    text, _, doubt = _compared(a, b)
    return doubt + text


def _compared(a: FuzzyDate, b: FuzzyDate) -> tuple[str, str, str]:
    """Return how far b begins from a, "later", "earlier" or "" for neither, and what doubt says."""
    moments = _beginnings(a) + _beginnings(b)
    point = max(_POINTS.get(moment.precision, DAY) for moment in moments)
    a_bounds, b_bounds = _bounds(a, point), _bounds(b, point)
    stretches, direction = _in_order(a_bounds, b_bounds), _LATER
    if stretches is None:
        stretches, direction = _in_order(b_bounds, a_bounds), _EARLIER
    if stretches is None:
        return _UNSURE, "", ""
    shortest, longest = stretches
    if longest is not None and longest[0] == longest[1]:
        return _SAME[point], "", _doubt(moments, _SAME[point])
    text = _length(shortest, longest)
    return text, direction, _doubt(moments, text)


def months_between(first: Instant, last: Instant) -> int:
    """Count the whole months from first to last; a day that the last month lacks is its last."""
    start, end = civil(first), civil(last)
    day = min(start.day, days_in_month(end.year, end.month))
    short = (end.day, *end[3:]) < (day, *start[3:])
    return (end.year - start.year) * 12 + end.month - start.month - short


def _months_and_rest(first: Instant, last: Instant) -> tuple[int, int]:
    """Return the whole months between two instants less than 100 years apart, and microseconds."""
    from datetime import datetime, timedelta

    from dateutil.relativedelta import relativedelta

    # Whole cycles away lie the same months and leap years, in years that datetime can hold.
    shift = (1 - civil(first).year // _CYCLE_YEARS) * _CYCLE
    epoch = datetime(1970, 1, 1)
    start, end = (epoch + timedelta(microseconds=when + shift) for when in (first, last))
    delta = relativedelta(end, start)
    months = delta.years * 12 + delta.months
    rest = end - (start + relativedelta(months=months))
    return months, rest // timedelta(microseconds=1)


def _rounded_years(first: Instant, last: Instant) -> str:
    months = months_between(first, last)
    years = (months + 6) // 12
    if years >= YEARS_AGO:
        return f"{worded_number(years)} years"
    exact = months % 12 == 0 and civil(first)[1:] == civil(last)[1:]
    return f"{'' if exact else 'about '}{years:,} years"


def _largest_two(counts: list[tuple[int, str]]) -> str:
    """Write the first count that is not zero, and the next unit if it is not zero either."""
    largest = next(index for index, (count, _) in enumerate(counts) if count)
    return " ".join(counted(count, noun) for count, noun in counts[largest : largest + 2] if count)


def _beginnings(date: FuzzyDate) -> tuple[Moment, ...]:
    """Return the moments that say when it began."""
    if date.kind is Kind.ONE_OF:
        return date.moments
    end = date.start if isinstance(date.start, Moment) else date.end
    return (end,) if isinstance(end, Moment) else ()


def _bounds(date: FuzzyDate, point: int) -> _Bounds:
    """Return the first and the last whole point of time at which it can have begun."""
    first = date.earliest
    last = date.before
    if isinstance(date.start, Moment) and date.kind is not Kind.ONE_OF:
        last = date.start.span.end
    return (
        None if first is None else first // point * point,
        None if last is None else (last - 1) // point * point,
    )


def _in_order(earlier: _Bounds, later: _Bounds) -> tuple[_Stretch, _Stretch | None] | None:
    """Return the shortest and the longest time between, or None if the order is not sure."""
    if earlier[1] is None or later[0] is None or later[0] < earlier[1]:
        return None
    shortest = earlier[1], later[0]
    if earlier[0] is None or later[1] is None:
        return shortest, None
    return shortest, (earlier[0], later[1])


def _doubt(moments: tuple[Moment, ...], text: str) -> str:
    if any(moment.uncertain for moment in moments):
        return "perhaps "
    if not any(moment.approximate for moment in moments) or text.startswith("about "):
        return ""
    return "about " if text[0].isdigit() else "perhaps "


def _length(shortest: _Stretch, longest: _Stretch | None) -> str:
    at_once = shortest[0] == shortest[1]
    if longest is None:
        least = _counted(*_measured(shortest, _noun(shortest), up=False))
        return "at the same time or" if at_once else f"at least {least}"
    if shortest == longest:
        return elapsed(*shortest)
    noun = _noun(longest)
    most = _measured(longest, noun, up=True)
    if at_once:
        return f"at the same time or up to {_counted(*most)}"
    least_count, least_noun = _measured(shortest, noun, up=False)
    if not least_count:
        least_count, least_noun = _measured(shortest, _noun(shortest), up=False)
    if least_noun != noun:
        return f"{_counted(least_count, least_noun)} to {_counted(*most)}"
    low, high = worded_number(least_count), worded_number(most[0])
    return f"{low} to {_counted(*most)}" if low != high else f"about {_counted(*most)}"


def _noun(stretch: _Stretch) -> str:
    """Name the unit in which a stretch is short to say."""
    length = stretch[1] - stretch[0]
    if length == DAY:
        return "day"
    if length <= _LONGEST_IN_DAYS:
        return next(noun for least, _, noun in _UNITS if length >= least)
    return "month" if months_between(*stretch) < _LONGEST_IN_MONTHS else "year"


def _measured(stretch: _Stretch, noun: str, *, up: bool) -> tuple[int, str]:
    """Count the units of a stretch, rounded down or up."""
    first, last = stretch
    if noun in ("month", "year"):
        months = 12 if noun == "year" else 1
        count, rest = divmod(months_between(first, last), months)
        exact = not rest and civil(first)[2:] == civil(last)[2:]
    else:
        unit = next(unit for _, unit, name in _UNITS if name == noun)
        count, rest = divmod(last - first, unit)
        exact = not rest
    return count + (up and not exact), noun


def _counted(count: int, noun: str) -> str:
    return f"{worded_number(count)} {noun}s" if count >= YEARS_AGO else counted(count, noun)
