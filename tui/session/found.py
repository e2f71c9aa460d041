"""What a query found, and the search that finds it piece by piece."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.events.columns import ids_of, is_columnar, take
from tui.events.event import Event
from tui.events.record import FoldedRecord
from tui.named import NamedTuple

if TYPE_CHECKING:
    from tui.query.predicate import Meaning

#: Events that are looked at before a search lets others have their turn.
PIECE = 500


class Found(NamedTuple):
    """The events that a query means, dated ones in the order of time, and the ids of all."""

    query: str
    events: Sequence[Event]
    ids: frozenset[str]


def both(one: str, other: str) -> str:
    """Return the query that means what two queries both mean."""
    return f"({one}) ({other})"


class Search:
    """Looks for the events that a query means."""

    def __init__(self, query: str, events: Sequence[Event], meaning: "Meaning") -> None:
        self.query = query
        self._events, self._meaning = events, meaning
        self._hits: list[int] = []
        self.looked_at = 0
        self._ids: set[str] = set()

    @property
    def is_done(self) -> bool:
        return self.looked_at >= len(self._events)

    def steps(self) -> Iterator[None]:
        """Look at a piece of the events at each step, until all are looked at."""
        while not self.is_done:
            until = min(self.looked_at + PIECE, len(self._events))
            hits = self._among(range(self.looked_at, until))
            self._hits += hits
            self._ids.update(ids_of(take(self._events, hits)))
            self.looked_at = until
            yield

    def _among(self, numbers: range) -> list[int]:
        """Return those of some numbers whose events pass."""
        passes, glance = self._meaning
        if glance is None or not is_columnar(self._events):
            return [number for number in numbers if passes(self._events[number])]
        hits = []
        for number, record in zip(numbers, self._events.take(numbers).records(), strict=True):
            verdict = glance(FoldedRecord(record.decode()))
            # Only where its record does not tell is an event made to be tested.
            if verdict or (verdict is None and passes(self._events[number])):
                hits.append(number)
        return hits

    @property
    def hits(self) -> int:
        """How many events have been found so far."""
        return len(self._hits)

    @property
    def found(self) -> Found:
        """What has been found so far."""
        return Found(self.query, take(self._events, self._hits), frozenset(self._ids))


def searched(query: str, events: Sequence[Event], meaning: "Meaning") -> Found:
    """Return the events that a query means, found at one go."""
    search = Search(query, events, meaning)
    for _ in search.steps():
        pass
    return search.found
