"""Dates that are given to the day, or the minute, although only the year or the month is known."""

from collections.abc import Callable, Iterator
from math import exp, log
from typing import NamedTuple

from tui.dates.fuzzy_date import Moment, Precision
from tui.events.event import Event
from tui.events.problem import Problem, Severity
from tui.events.review.places import place_of
from tui.events.timeline import Timeline

#: So many dates make a habit.
_LEAST = 5
#: So unlikely are as many by chance, at most.
_CHANCE = 1e-6
_TO_THE_MINUTE = frozenset({Precision.HOUR, Precision.MINUTE, Precision.SECOND})


class _Habit(NamedTuple):
    """A way to write what is not known. By chance a date of its sort fits it at the rate.

    Dates well known fit it more often, as laws come into force on the first of a month: below the
    share it is no habit, whatever chance would say.
    """

    sort: str
    what: str
    advice: str
    rate: float
    share: float
    is_of_sort: Callable[[Moment], bool]
    fits: Callable[[Moment], bool]


def _is_day(moment: Moment) -> bool:
    return moment.precision is Precision.DAY


def _is_new_year(moment: Moment) -> bool:
    return moment.month == moment.day == 1


_HABITS = (
    _Habit(
        "dates given to the day",
        "the 1st of January",
        "write the year alone where no more is known",
        1 / 365.25,
        1 / 25,
        _is_day,
        _is_new_year,
    ),
    _Habit(
        "dates given to the day, New Year aside,",
        "the first of a month",
        "write year and month where no more is known",
        11 / 364.25,
        1 / 6,
        lambda moment: _is_day(moment) and not _is_new_year(moment),
        lambda moment: moment.day == 1,
    ),
    _Habit(
        "dates given to the minute",
        "midnight",
        "write the day alone where no more is known",
        1 / 1440,
        1 / 25,
        lambda moment: moment.precision in _TO_THE_MINUTE,
        lambda moment: not (moment.hour or moment.minute or moment.second),
    ),
)


def falsely_precise_dates(timeline: Timeline) -> Iterator[Problem]:
    """Yield one finding at the first of the dates that look made up, if there are too many.

    These are at least 5, a share of their sort that dates well known do not reach (1 in 25 for New
    Year and for midnight, 1 in 6 for the first of a month), and more than chance gives once in a
    million files, by Chernoff's bound. What the date itself calls uncertain or approximate does
    not count, for nobody takes it as exact.
    """
    begun = [(event, moment) for event in timeline.events if (moment := _plain_start(event))]
    for habit in _HABITS:
        of_sort = [(event, moment) for event, moment in begun if habit.is_of_sort(moment)]
        fitting = [event for event, moment in of_sort if habit.fits(moment)]
        if _is_habit(len(fitting), len(of_sort), habit):
            first = min(fitting, key=lambda event: event.location)
            message = f"{len(fitting):,} of {len(of_sort):,} {habit.sort} are {habit.what}, "
            message += f"which is far more than chance: {habit.advice}"
            place = place_of(first, "date")
            yield Problem(place, Severity.WARNING, "dates-falsely-precise", message)
            return


def _plain_start(event: Event) -> Moment | None:
    start = event.when.start if event.when else None
    if not isinstance(start, Moment) or start.uncertain or start.approximate:
        return None
    return start


def _is_habit(fitting: int, number: int, habit: _Habit) -> bool:
    if fitting < _LEAST or fitting < number * habit.share:
        return False
    return _chance_of(fitting / number, number, habit.rate) < _CHANCE


def _chance_of(share: float, number: int, rate: float) -> float:
    """Return a bound for how likely a share above the rate, or a larger one, is by chance."""
    distance = share * log(share / rate)
    if share < 1:
        distance += (1 - share) * log((1 - share) / (1 - rate))
    return exp(-number * distance)
