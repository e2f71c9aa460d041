"""What could be known when: by the dates of the sources that events rest on."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from tui.dates.calendar import DAY, civil
from tui.dates.span import Instant
from tui.events.columns import ids_of, take
from tui.events.event import Event
from tui.session.found import Found

#: The day of a source whose date is open to the past.
_EVER = -(10**60)


class Knowledge:
    """The events of a timeline by the first day on which a source may have told of each.

    Days are counted by the instant they begin at. An event without a dated source is never known.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = events

    @cached_property
    def days(self) -> list[Instant]:
        """The days on which anything became known, in order."""
        return sorted(day for day in self._by_day if day != _EVER)

    @cached_property
    def _by_day(self) -> dict[Instant, list[int]]:
        """The numbers of the events that became known on each day."""
        found: dict[Instant, list[int]] = {}
        for number, event in enumerate(self._events):
            first = _first_told(event)
            if first is not None:
                day = first if first == _EVER else first // DAY * DAY
                found.setdefault(day, []).append(number)
        return found

    def at(self, instant: Instant) -> Instant | None:
        """Return the last day up to an instant on which anything became known, None for none."""
        at = bisect_right(self.days, instant) - 1
        return self.days[at] if at >= 0 else None

    def step(self, day: Instant, by: int) -> Instant | None:
        """Return the next day after one, or the one before it for -1; None beyond the ends."""
        at = bisect_right(self.days, day) if by > 0 else bisect_left(self.days, day) - 1
        return self.days[at] if 0 <= at < len(self.days) else None

    def told_on(self, day: Instant) -> Sequence[Event]:
        """Return what became known on a day, in the order of time."""
        return take(self._events, self._by_day.get(day, ()))

    def by(self, day: Instant) -> Found:
        """Return all that was known by the end of a day, under the query that means the same."""
        numbers = sorted(at for known, told in self._by_day.items() if known <= day for at in told)
        events = take(self._events, numbers)
        return Found(f"known:{_written(day)}", events, frozenset(ids_of(events)))


def _first_told(event: Event) -> Instant | None:
    dates = [source.date for source in event.sources if source.date is not None]
    if not dates:
        return None
    return min(_EVER if date.earliest is None else date.earliest for date in dates)


def _written(day: Instant) -> str:
    """Return a day in EDTF."""
    at = civil(day)
    if 0 <= at.year <= 9999:
        return f"{at.year:04}-{at.month:02}-{at.day:02}"
    # Beyond four digits there is no day in EDTF.
    return f"Y{at.year}" if abs(at.year) > 9999 else f"-{-at.year:04}-{at.month:02}-{at.day:02}"
