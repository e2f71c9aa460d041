"""An expression to a test for events."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import singledispatchmethod
from typing import NamedTuple

from tui.events.event import Event
from tui.events.timeline import Timeline
from tui.query.glance import COMPARE, Glance, glance
from tui.query.overlap import may_lie, surely_lies
from tui.query.syntax import (
    All,
    Also,
    During,
    Either,
    Expression,
    Has,
    Known,
    Linked,
    Near,
    Not,
    Number,
    Value,
    Words,
)
from tui.query.vocabulary import COUNTS, TEXTS, own_texts, says

Predicate = Callable[[Event], bool]


class Meaning(NamedTuple):
    """A test for events, and what their records tell of it, None for nothing."""

    passes: Predicate
    glance: Glance | None = None


class Predicates:
    """Makes tests for the events of one timeline, and keeps their texts for the next one."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._folded: dict[str, str] = {}

    def meaning(self, expression: Expression) -> Meaning:
        return Meaning(self.of(expression), glance(expression))

    @singledispatchmethod
    def of(self, expression: Expression) -> Predicate:
        """Return the test that an expression stands for."""
        raise TypeError(f"no test for {type(expression).__name__}")

    @of.register
    def _(self, said: Words) -> Predicate:
        needle = said.text.casefold()
        if not said.is_whole:
            return lambda event: needle in self._text(event)
        words = re.compile(rf"(?<!\w){re.escape(needle)}(?!\w)")
        return lambda event: words.search(self._text(event)) is not None

    @of.register
    def _(self, said: Value) -> Predicate:
        texts = own_texts(said.field) if said.is_own else TEXTS[said.field]
        needle = said.text.casefold()
        if said.is_whole:
            return lambda event: any(text.casefold() == needle for text in texts(event))
        return lambda event: any(needle in text.casefold() for text in texts(event))

    @of.register
    def _(self, said: Number) -> Predicate:
        compare, number = COMPARE[said.operator], said.number
        if not said.is_own:
            count = COUNTS[said.field]
            return lambda event: compare(count(event), number)
        texts = own_texts(said.field)
        return lambda event: any(
            compare(found, number) for text in texts(event) if (found := _number(text)) is not None
        )

    @of.register
    def _(self, said: During) -> Predicate:
        lies = surely_lies if said.surely else may_lie
        return lambda event: event.when is not None and lies(event.when, said.start, said.end)

    @of.register
    def _(self, said: Known) -> Predicate:
        return lambda event: any(
            source.date is not None and may_lie(source.date, None, said.before)
            for source in event.sources
        )

    @of.register
    def _(self, said: Near) -> Predicate:
        return self.of(Either(said.around))

    @of.register
    def _(self, said: Linked) -> Predicate:
        reached = self._reached(said.event, said.steps)
        return lambda event: event.id in reached

    @of.register
    def _(self, said: Has) -> Predicate:
        return says(said.field, is_own=said.is_own)

    @of.register
    def _(self, said: Also) -> Predicate:
        meant = self.of(said.expression)
        events = [event for event in self._timeline.events if meant(event)]
        times = Counter(actor for event in events for actor in set(event.actors))
        ids = {event.id for event in events}

        def has_other(event: Event) -> bool:
            own = event.id in ids
            return any(times[actor] > own for actor in event.actors)

        return has_other

    @of.register
    def _(self, said: Not) -> Predicate:
        meant = self.of(said.expression)
        return lambda event: not meant(event)

    @of.register
    def _(self, said: All) -> Predicate:
        every = [self.of(expression) for expression in said.expressions]
        return lambda event: all(meant(event) for meant in every)

    @of.register
    def _(self, said: Either) -> Predicate:
        some = [self.of(expression) for expression in said.expressions]
        return lambda event: any(meant(event) for meant in some)

    def _text(self, event: Event) -> str:
        """Return all that words are looked for in, folded; a line for each text."""
        text = self._folded.get(event.id)
        if text is None:
            text = self._folded[event.id] = "\n".join(_texts(event)).casefold()
        return text

    def _reached(self, start: str, steps: int) -> set[str]:
        """Return the ids of the events that so many links at most lead to, in any direction."""
        reached, border = {start}, {start}
        for _ in range(steps):
            border = {other for each in border for other in self._neighbours(each)} - reached
            if not border:
                break
            reached |= border
        return reached - {start}

    def _neighbours(self, event_id: str) -> Iterable[str]:
        event = self._timeline.event(event_id)
        if event is not None:
            yield from (link.to for link in event.links if self._timeline.event(link.to))
        yield from (other.id for other, _ in self._timeline.incoming(event_id))


def _texts(event: Event) -> Iterable[str]:
    yield from (event.title, event.text, *event.actors, *event.tags)
    yield from TEXTS["source"](event)


def _number(text: str) -> float | None:
    """Return the number that a value is; thousands may be set apart by commas."""
    plain = text.replace(",", "")
    return float(plain) if re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,15})?", plain) else None
