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

    def __init__(
        self,
        query: str,
        events: Sequence[Event],
        meaning: "Meaning",
        wider: "Search | None" = None,
    ) -> None:
        """Take for wider a search among the same events, which finds all that this one does.

        It need not be done; what it has looked at and not found is not looked at again.
        """
        self.query = query
        self._events, self._meaning = events, meaning
        self._hits: list[int] = []
        #: Those to look at are some, in ascending order, and all from a number on.
        self._some: Sequence[int] = ()
        self._rest = self._done = 0
        if wider is not None:
            self._some, self._rest = wider.candidates
        done = wider
        # Of those that were broken off nothing more is needed.
        while done is not None and not done.is_done:
            done = done._wider  # noqa: SLF001
        self._wider: Search | None = done
        self._ids: set[str] = set()
        self._all: Found | None = None

    @property
    def candidates(self) -> tuple[Sequence[int], int]:
        """The numbers of events that it may mean, in ascending order, and from which on all may."""
        left = self._some[self._done :]
        rest = max(self._rest, self._rest + self._done - len(self._some))
        return [*self._hits, *left], rest

    @property
    def most(self) -> int:
        """How many events it may mean, as far as it has looked."""
        return len(self._hits) + self._size - self._done

    @property
    def _size(self) -> int:
        return len(self._some) + len(self._events) - self._rest

    @property
    def looked_at(self) -> int:
        """Of how many events, in their order, it is known whether they are meant."""
        if self._done < len(self._some):
            return self._some[self._done]
        return self._rest + self._done - len(self._some)

    @property
    def is_done(self) -> bool:
        return self._done >= self._size

    def steps(self) -> Iterator[None]:
        """Look at a piece of the events at each step, until all are looked at."""
        while not self.is_done:
            until = min(self._done + PIECE, self._size)
            if self._done < len(self._some):
                until = min(until, len(self._some))
                numbers = self._some[self._done : until]
            else:
                by = self._rest - len(self._some)
                numbers = range(self._done + by, until + by)
            hits = self._among(numbers)
            self._hits += hits
            self._ids.update(ids_of(take(self._events, hits)))
            self._done = until
            yield
        if self._all is None:
            self._settle()

    def _among(self, numbers: Sequence[int]) -> list[int]:
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
        return self._all or Found(self.query, take(self._events, self._hits), frozenset(self._ids))

    def _settle(self) -> None:
        """Keep what has been found, which is the very same as before if no less is meant now."""
        wider, self._wider = self._wider, None
        if wider is not None and wider.is_done and wider.hits == self.hits:
            self._all = wider.found._replace(query=self.query)
        else:
            self._all = self.found
        self._ids = set()


def searched(query: str, events: Sequence[Event], meaning: "Meaning") -> Found:
    """Return the events that a query means, found at one go."""
    search = Search(query, events, meaning)
    for _ in search.steps():
        pass
    return search.found
