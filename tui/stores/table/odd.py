"""Rows whose dates no engine can read, kept in memory and answered for from there."""

from collections import Counter
from collections.abc import Callable, Iterable

from tui.dates.span import Span
from tui.events.event import Event
from tui.events.timeline import Timeline
from tui.query.predicate import Predicates
from tui.query.syntax import Expression
from tui.stores.memory import MemoryStore
from tui.stores.table.frame import Candidate
from tui.stores.table.row import place_in_time


class OddRows:
    """A few rows with their events, in the order of time."""

    def __init__(self, candidates: Iterable[Candidate] = ()) -> None:
        self.candidates = sorted(candidates, key=place_in_time)
        self.events = tuple(each.event for each in self.candidates)
        self._store = MemoryStore(Timeline(events=self.events))

    def filtered(self, where: Expression, named: Iterable[Event]) -> "OddRows":
        """Return those that an expression means; named are the events that it names."""
        events = {event.id: event for event in (*self.events, *named)}
        timeline = Timeline(events=tuple(events.values()))
        # What tells events by their ids is made anew for each further row that has the same one.
        meant: list[Callable[[Event], bool]] = []
        seen: Counter[str] = Counter()
        found = []
        for each in self.candidates:
            number = seen[each.event.id]
            seen[each.event.id] += 1
            if number == len(meant):
                meant.append(Predicates(timeline).of(where))
            if meant[number](each.event):
                found.append(each)
        return OddRows(found)

    def extent(self) -> Span | None:
        return self._store.extent()

    def event(self, event_id: str) -> Event | None:
        return self._store.event(event_id)

    def touching(self, span: Span | None) -> list[Candidate]:
        """Return those that may touch a span, all of them for none."""
        if span is None:
            return self.candidates
        return [
            each for each in self.candidates if each.event.when and each.event.when.may_touch(span)
        ]

    def counts(self, span: Span) -> Iterable[tuple[str, int, int]]:
        """Yield the lane of each, its position after a span's start, and 1."""
        for event in self.events:
            if event.when:
                yield event.lane, event.when.position - span.start, 1

    def density(self, span: Span, bins: int) -> list[int]:
        return self._store.density(span, bins)
