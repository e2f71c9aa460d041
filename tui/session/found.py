"""What a query found, and the search that finds it piece by piece."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tui.events.columns import take
from tui.events.event import Event

#: Events that are looked at before a search lets others have their turn.
PIECE = 500


class Found(NamedTuple):
    """The events that a query means, dated ones in the order of time, and the ids of all."""

    query: str
    events: Sequence[Event]
    ids: frozenset[str]


class Search:
    """Looks for the events that a query means."""

    def __init__(self, query: str, events: Sequence[Event], meant: Callable[[Event], bool]) -> None:
        self.query = query
        self._events, self._meant = events, meant
        self._hits: list[int] = []
        self.looked_at = 0
        self._ids: set[str] = set()

    @property
    def is_done(self) -> bool:
        return self.looked_at >= len(self._events)

    def steps(self) -> Iterator[None]:
        """Look at a piece of the events at each step, until all are looked at."""
        while not self.is_done:
            first, until = self.looked_at, self.looked_at + PIECE
            for number, event in enumerate(self._events[first:until], first):
                if self._meant(event):
                    self._hits.append(number)
                    self._ids.add(event.id)
            self.looked_at = until
            yield

    @property
    def hits(self) -> int:
        """How many events have been found so far."""
        return len(self._hits)

    @property
    def found(self) -> Found:
        """What has been found so far."""
        return Found(self.query, take(self._events, self._hits), frozenset(self._ids))
