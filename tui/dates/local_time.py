"""Clock times that say their zone, as clocks elsewhere showed them."""

from datetime import UTC, datetime, timedelta, tzinfo

from tui.dates.calendar import MINUTE, civil
from tui.dates.fuzzy_date import FuzzyDate, Limit, Moment

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def in_zone(date: FuzzyDate, rules: tzinfo) -> FuzzyDate | None:
    """Return a date with its clock times in a time zone; None if none of them says its own.

    A time without a zone is left as it stands, and so are one beyond the years 1 to 9999 and an
    hour that is no whole hour there.
    """
    if not any(moment.zone is not None for moment in date.moments):
        return None
    start, end = _end(date.start, rules), _end(date.end, rules)
    members = tuple(_moment(member, rules) for member in date.members)
    return date._replace(start=start, end=end, members=members)


def _end(end: Moment | Limit, rules: tzinfo) -> Moment | Limit:
    return _moment(end, rules) if isinstance(end, Moment) else end


def _moment(moment: Moment, rules: tzinfo) -> Moment:
    if moment.zone is None or moment.hour is None:
        return moment
    when = moment.span.start
    try:
        offset = rules.utcoffset((_EPOCH + timedelta(microseconds=when)).astimezone(rules))
    except (OverflowError, ValueError):
        return moment
    if offset is None:
        return moment
    minutes = offset // timedelta(minutes=1)
    if moment.minute is None and minutes % 60:
        return moment  # an hour here is parts of two hours there
    at = civil(when + minutes * MINUTE)
    return moment._replace(
        year=at.year,
        month=at.month,
        day=at.day,
        hour=at.hour,
        minute=None if moment.minute is None else at.minute,
        second=None if moment.second is None else at.second,
        zone=minutes,
    )
