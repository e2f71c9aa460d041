"""One moment as people say it, in a sentence or on a label."""

from tui.dates.calendar import DAY, civil_from_days, days_in_month
from tui.dates.edtf.season import SEASON_NAMES
from tui.dates.english import MONTH_NAMES, ordinal
from tui.dates.fuzzy_date import Moment, Part, Precision
from tui.dates.wording.year import era_name, worded_year, worded_years

#: The finest unit that a label shows, from all that is known to the year alone.
CLOCK, DAYS, MONTHS, YEARS = range(4)

_PARTS = (Part.YEAR, Part.MONTH, Part.DAY)


def worded_moment(moment: Moment) -> str:
    """Write a moment in words with all its doubts, to stand in a sentence."""
    words = (_vague if moment.unspecified else _known)(moment)
    given = _given(moment)
    approximate = "" if words.startswith("about ") or not moment.approximate >= given else "c. "
    uncertain = "perhaps " if moment.uncertain >= given else ""
    return uncertain + approximate + words + _doubtful_parts(moment, given)


def brief_moment(moment: Moment, detail: int) -> str:
    """Write a moment for a label, no finer than detail: CLOCK, DAYS, MONTHS or YEARS."""
    words = (_brief_vague if moment.unspecified else _brief_known)(moment, detail)
    before = "c. " if moment.approximate and not words.startswith("about ") else ""
    return before + words + ("?" if moment.uncertain else "")


def is_plain(moment: Moment) -> bool:
    """Whether it carries no doubt, so that neighbours can share words with it."""
    doubts = moment.uncertain or moment.approximate or moment.unspecified
    return not doubts and moment.precision is not Precision.YEARS


def worded_clock(moment: Moment) -> str:
    """Write the time of day without its zone; the moment must have an hour."""
    hands = [hand for hand in (moment.hour, moment.minute, moment.second) if hand is not None]
    return ":".join(f"{hand:02}" for hand in hands) if len(hands) > 1 else f"{hands[0]:02}h"


def worded_zone(moment: Moment, *, short: bool = False) -> str:
    """Write the zone as it follows the time, empty where none is written."""
    if not moment.zone:
        return "" if moment.zone is None else " UTC"
    hours, minutes = divmod(abs(moment.zone), 60)
    offset = f"{'-' if moment.zone < 0 else '+'}{hours:02}:{minutes:02}"
    return offset if short else f" (UTC{offset})"


def worded_date(moment: Moment, *, short: bool = False) -> str:
    """Write the date of a moment without its time of day; its month must be known."""
    name = MONTH_NAMES[(moment.month or 1) - 1]
    day = "" if moment.day is None else f"{moment.day} "
    return f"{day}{name[:3] if short else name} {worded_year(moment.year, short=short)}"


def _given(moment: Moment) -> frozenset[Part]:
    """Return the components that are written."""
    month = moment.month is not None or moment.season is not None
    day = moment.day is not None or Part.DAY in moment.unspecified
    written = (True, month or day or Part.MONTH in moment.unspecified, day)
    return frozenset(part for part, there in zip(_PARTS, written, strict=True) if there)


def _doubtful_parts(moment: Moment, given: frozenset[Part]) -> str:
    """Name in brackets the parts that are in doubt where others are not."""
    partly = [
        (parts, adjective)
        for parts, adjective in (
            (moment.uncertain, "uncertain"),
            (moment.approximate, "approximate"),
        )
        if parts and not parts >= given
    ]
    if len(partly) == 2 and partly[0][0] == partly[1][0]:
        partly = [(partly[0][0], "uncertain and approximate")]
    named = [f"{_listed(moment, parts)} {adjective}" for parts, adjective in partly]
    return f" ({', '.join(named)})" if named else ""


def _listed(moment: Moment, parts: frozenset[Part]) -> str:
    names = [part.value for part in _PARTS if part in parts]
    if moment.season is not None:
        names = ["season" if name == "month" else name for name in names]
    return " and ".join(names)


def _known(moment: Moment) -> str:
    if moment.precision is Precision.YEARS:
        return _estimated(moment)
    if moment.season is not None:
        return f"{SEASON_NAMES[moment.season][0]} {worded_year(moment.year)}"
    if moment.month is None:
        return worded_year(moment.year)
    if moment.hour is None:
        return worded_date(moment)
    return f"{worded_date(moment)}, {worded_clock(moment)}{worded_zone(moment)}"


def _estimated(moment: Moment) -> str:
    """Write a year of which only some digits are significant."""
    low, high = _year_bounds(moment)
    estimate = worded_year(moment.year).removeprefix("the year ")
    bounds = worded_years(low, high).removeprefix("the year ")
    if estimate == bounds or estimate.endswith("years ago"):
        return f"about {estimate}"
    return f"about {estimate} ({bounds})"


def _brief_known(moment: Moment, detail: int) -> str:
    year = worded_year(moment.year, short=True)
    if moment.precision is Precision.YEARS:
        return f"about {year}"
    if detail == YEARS or (moment.month is None and moment.season is None):
        return year
    if moment.season is not None:
        return f"{SEASON_NAMES[moment.season][1]} {year}"
    date = worded_date(moment, short=True)
    if detail == MONTHS and moment.day is not None:
        return date.partition(" ")[2]
    if detail == CLOCK and moment.hour is not None:
        return f"{date}, {worded_clock(moment)}{worded_zone(moment, short=True)}"
    return date


def _bounds(moment: Moment) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Return the first and the last possible date, both inclusive."""
    span = moment.span
    return civil_from_days(span.start // DAY), civil_from_days(span.end // DAY - 1)


def _year_bounds(moment: Moment) -> tuple[int, int]:
    low, high = _bounds(moment)
    return low[0], high[0]


def _months(moment: Moment) -> tuple[int, int] | None:
    """Return the first and the last possible month, or None when it can be any."""
    low, high = _bounds(moment)
    return None if (low[1], high[1]) == (1, 12) else (low[1], high[1])


def _days(moment: Moment) -> tuple[int, int] | None:
    """Return the first and the last possible day of a known month, or None when it can be any."""
    low, high = _bounds(moment)
    return None if low[2] == 1 and high[2] == days_in_month(*high[:2]) else (low[2], high[2])


def _vague(moment: Moment) -> str:
    """Write a moment with unspecified digits."""
    if moment.season is not None:
        return f"{SEASON_NAMES[moment.season][0].removesuffix(' of')}, {_some_year(moment)}"
    if len(_given(moment)) == 1:
        return era_name(moment.year, moment.precision) or _some_year(moment)
    if moment.month is None and _months(moment) is None:
        return f"{_in_any_month(moment)} {_the_year(moment)}"
    within = _in_some_month(moment) if moment.month is None else _in_known_month(moment)
    if Part.YEAR in moment.unspecified:
        return f"{within}, {_some_year(moment)}"
    return f"{within} {worded_year(moment.year)}"


def _in_any_month(moment: Moment) -> str:
    if moment.day is not None:
        return f"the {ordinal(moment.day)} of some month of"
    return "some day in" if Part.DAY in moment.unspecified else "some month of"


def _in_some_month(moment: Moment) -> str:
    first, last = _months(moment) or (1, 12)
    unit = "day" if Part.DAY in moment.unspecified else "month"
    some = f"some {unit}" if moment.day is None else f"the {ordinal(moment.day)} of some month"
    return f"{some} from {MONTH_NAMES[first - 1]} to {MONTH_NAMES[last - 1]}"


def _in_known_month(moment: Moment) -> str:
    name = MONTH_NAMES[(moment.month or 1) - 1]
    if moment.day is not None:
        return f"{moment.day} {name}"
    if Part.DAY not in moment.unspecified:
        return name
    days = _days(moment)
    return f"some day from {days[0]} to {days[1]} {name}" if days else f"some day in {name}"


def _the_year(moment: Moment) -> str:
    """Write the year as it follows 'some month of'."""
    if Part.YEAR not in moment.unspecified:
        return worded_year(moment.year)
    return era_name(moment.year, moment.precision) or _some_year(moment)


def _some_year(moment: Moment) -> str:
    if moment.precision is Precision.YEARS and moment.year in (0, -9_999):
        return "an unknown year" if moment.year == 0 else "an unknown year BC"
    name = era_name(moment.year, moment.precision)
    return (
        f"some year of {name}" if name else f"some year from {worded_years(*_year_bounds(moment))}"
    )


def _brief_vague(moment: Moment, detail: int) -> str:
    year = _brief_year(moment)
    if detail == YEARS or len(_given(moment)) == 1:
        return year
    join = ", " if Part.YEAR in moment.unspecified else " "
    if moment.season is not None:
        return f"{SEASON_NAMES[moment.season][1]}{join}{year}"
    if moment.month is None:
        months = _months(moment)
        if months is None:
            return year
        return "in " + "–".join(MONTH_NAMES[month - 1][:3] for month in months) + join + year
    name = MONTH_NAMES[moment.month - 1][:3]
    if detail == MONTHS:
        return f"{name}{join}{year}"
    days = _days(moment) if moment.day is None and Part.DAY in moment.unspecified else None
    day = f"in {days[0]}–{days[1]} " if days else f"{moment.day} " if moment.day is not None else ""
    return f"{day}{name}{join}{year}"


def _brief_year(moment: Moment) -> str:
    if Part.YEAR not in moment.unspecified:
        return worded_year(moment.year, short=True)
    if moment.precision is Precision.YEARS:
        return "year unknown"
    name = era_name(moment.year, moment.precision, short=True)
    return name or "in " + worded_years(*_year_bounds(moment), short=True)
