"""When something happened, as far as its text says and no further."""

from enum import Enum

from tui.dates.span import Instant, Span
from tui.named import NamedTuple


class Precision(Enum):
    """The unit that a date is given to, coarse to fine."""

    YEARS = "years"  # a stretch of years: 1000 or more unspecified, or significant digits
    MILLENNIUM = "millennium"
    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    SEASON = "season"  # seasons, quarters, quadrimesters and semesters: see Moment.season
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"


class Part(Enum):
    """A component that a qualifier or an unspecified digit can stand on."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class Kind(Enum):
    """How the moments of a fuzzy date belong together."""

    MOMENT = "moment"  # once, somewhere within the one moment
    INTERVAL = "interval"  # from the first to the last
    ONE_OF = "one-of"  # [a,b]: at one of them
    ALL_OF = "all-of"  # {a,b}: at each of them


class Limit(Enum):
    """What stands at an end of an interval or set that has no moment there."""

    OPEN = "open"  # '..': goes on, or could be any time before or after
    UNKNOWN = "unknown"  # nothing written: it has an end, but nobody knows when


class Moment(NamedTuple):
    """One date of an EDTF text; it lies somewhere in the half-open span.

    The fields hold what is written: year is astronomical and the lowest possible one where digits
    are unspecified; month, day, hour, minute and second are None where not given or unspecified.
    season is the EDTF code, 21 to 41. zone is minutes east of UTC, None where none is written;
    such times are taken as UTC. significant is the number of significant digits of the year.
    """

    span: Span
    precision: Precision
    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    season: int | None = None
    zone: int | None = None
    significant: int | None = None
    uncertain: frozenset[Part] = frozenset()
    approximate: frozenset[Part] = frozenset()
    unspecified: frozenset[Part] = frozenset()


class FuzzyDate(NamedTuple):
    """A parsed EDTF text.

    For a moment, start and end are the same Moment. For intervals and sets they are the first and
    the last in time, or a Limit. members holds every moment of a set, and of a range within a set
    its first and last; it is empty otherwise.
    """

    text: str
    kind: Kind
    start: Moment | Limit
    end: Moment | Limit
    members: tuple[Moment, ...] = ()

    @property
    def earliest(self) -> Instant | None:
        """The first instant it can have begun (inclusive), None when open or unknown."""
        return self.start.span.start if isinstance(self.start, Moment) else None

    @property
    def before(self) -> Instant | None:
        """The instant by which it was surely over (exclusive), None when open or unknown."""
        return self.end.span.end if isinstance(self.end, Moment) else None

    @property
    def position(self) -> Instant:
        """The instant it is ordered by: the first possible one, or that of the end.

        Raise ValueError for a date without any moment, which no parser returns.
        """
        for end in (self.start, self.end):
            if isinstance(end, Moment):
                return end.span.start
        raise ValueError(f"no moment in {self.text!r}")

    @property
    def is_open(self) -> bool:
        """Whether it goes on without a bound on a side; an unknown end is none of these."""
        return Limit.OPEN in (self.start, self.end)

    def may_touch(self, span: Span) -> bool:
        """Whether any of a half-open span may belong to it; open and unknown ends have no bound."""
        begins_in_time = self.earliest is None or self.earliest < span.end
        return begins_in_time and (self.before is None or self.before > span.start)

    @property
    def moments(self) -> tuple[Moment, ...]:
        """Every moment written, in the order of time."""
        if self.members:
            return self.members
        ends = (self.start,) if self.kind is Kind.MOMENT else (self.start, self.end)
        return tuple([end for end in ends if isinstance(end, Moment)])

    @property
    def uncertain(self) -> bool:
        """Whether any part carries a '?' or '%'."""
        return is_uncertain(self.text)

    @property
    def approximate(self) -> bool:
        """Whether any part carries a '~' or '%'."""
        return is_approximate(self.text)


def is_uncertain(text: str) -> bool:
    """Whether any part of a date in EDTF carries a '?' or '%'."""
    return "?" in text or "%" in text


def is_approximate(text: str) -> bool:
    """Whether any part of a date in EDTF carries a '~' or '%'."""
    return "~" in text or "%" in text
