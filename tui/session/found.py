"""What a query found, and the search that finds it piece by piece."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.events.columns import is_columnar, take
from tui.events.event import Event

if TYPE_CHECKING:
    from tui.query.predicate import Meaning

#: Events that are looked at before a search lets others have their turn.
PIECE = 500


class Found(NamedTuple):
    """The events that a query means, dated ones in the order of time, and the ids of all."""

    query: str
    events: Sequence[Event]
    ids: frozenset[str]


class Search:
    """Looks for the events that a query means."""

    def __init__(self, query: str, events: Sequence[Event], test: "Meaning") -> None:
        self.query = query
        self._events, self._test = events, test
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
            for number in self._likely(range(self.looked_at, until)):
                event = self._events[number]
                if self._test.passes(event):
                    self._hits.append(number)
                    self._ids.add(event.id)
            self.looked_at = until
            yield

    def _likely(self, numbers: range) -> Iterable[int]:
        """Return those of some numbers whose events have to be made to be tested."""
        needles = self._test.needles
        if needles is None or not is_columnar(self._events):
            return numbers
        records = self._events.take(numbers).records()
        folded = (record.decode().casefold() for record in records)
        return [
            number
            for number, record in zip(numbers, folded, strict=True)
            if any(needle in record for needle in needles)
        ]

    @property
    def hits(self) -> int:
        """How many events have been found so far."""
        return len(self._hits)

    @property
    def found(self) -> Found:
        """What has been found so far."""
        return Found(self.query, take(self._events, self._hits), frozenset(self._ids))
