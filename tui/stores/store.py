"""What the rest of the program asks of a place where events live."""

from collections.abc import Sequence
from typing import Protocol

from tui.dates.span import Span
from tui.events.event import Event


class Store(Protocol):
    """Answers by window and resolution, so that nobody needs every event."""

    def extent(self) -> Span | None:
        """Return the least span that holds every date written for any event.

        Open and unknown ends add nothing to it. Return None if no event has a date.
        """
        ...

    def window(self, span: Span | None = None, limit: int | None = None) -> Sequence[Event]:
        """Return the events that may touch the half-open span, in the order of time.

        An event may touch it if any of the span lies between the first instant it can have begun
        and the one by which it was surely over; an open or unknown end reaches without bound. With
        no span, return all events, those without a date last. Of more than limit events return the
        limit most important; which of equally important ones is up to the store, but the same for
        the same question. limit is 0 or more, None for no limit.
        """
        ...

    def density(self, span: Span, bins: int) -> list[int]:
        """Return how many events have their position in each of the equal bins of a half-open span.

        Bin i is the half-open [start + i·length/bins, start + (i+1)·length/bins). An event counts
        once, in the bin of the position that it is ordered by; events outside the span and those
        without a date do not count. bins is at least 1.
        """
        ...

    def event(self, event_id: str) -> Event | None:
        """Return the event with an id, None if there is none."""
        ...
