"""What surely came before what, as far as two vague dates can say."""

from tui.dates.calendar import DAY, HOUR
from tui.dates.fuzzy_date import FuzzyDate, Kind, Moment
from tui.dates.span import Instant

#: Clocks are at most so far from UTC.
_FARTHEST = 14 * HOUR
YEAR = 365 * DAY + DAY // 4


def surely_begins_before(one: FuzzyDate, other: FuzzyDate) -> bool:
    """Whether one began before the other could begin, whatever is not known of both.

    Never, where a date calls itself uncertain or approximate or has no bound there. Two dates that
    both name no zone are taken to be of one place; if one of them does, the other may be hours off.
    """
    first, second = _begun_by(one), other.start
    if is_doubtful(one) or is_doubtful(other) or first is None or not isinstance(second, Moment):
        return False
    leeway = 0 if (first.zone is None) == (second.zone is None) else _FARTHEST
    return first.span.end + leeway <= second.span.start


def surely_ends_before(one: FuzzyDate, instant: Instant) -> bool:
    """Whether one was over by an instant; never, where it calls itself uncertain or approximate."""
    return not is_doubtful(one) and one.before is not None and one.before <= instant


def is_doubtful(date: FuzzyDate) -> bool:
    return date.uncertain or date.approximate


def _begun_by(date: FuzzyDate) -> Moment | None:
    """Return the moment by whose end it has surely begun."""
    start = date.end if date.kind is Kind.ONE_OF else date.start
    if isinstance(start, Moment):
        return start
    return date.end if isinstance(date.end, Moment) else None
