"""Instants and spans written as ISO dates, worked out by datetime, not by the code under test."""

from datetime import UTC, datetime

from tui.dates.span import Instant, Span

_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def at(text: str) -> Instant:
    """Read [-]YEAR-MM-DD or [-]YEAR-MM-DDTHH:MM:SS, of any year, as UTC."""
    date, _, clock = text.partition("T")
    year_text, month, day = date.rsplit("-", 2)
    cycles, year = divmod(int(year_text), _CYCLE_YEARS)
    hour, minute, second = (int(part) for part in (clock or "00:00:00").split(":"))
    known = datetime(2000 + year, int(month), int(day), hour, minute, second, tzinfo=UTC) - _EPOCH
    days = known.days + (cycles - 5) * _CYCLE_DAYS
    return (days * 86_400 + known.seconds) * 1_000_000


def span(first: str, after: str) -> Span:
    """Return the half-open span between two such texts."""
    return Span(at(first), at(after))
