"""An expression to a test for events."""

import operator
import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import singledispatchmethod
from typing import NamedTuple

from tui.dates.fuzzy_date import FuzzyDate, Kind
from tui.dates.span import Instant
from tui.events.event import Event
from tui.events.timeline import Timeline
from tui.query.needle import needles
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
    Operator,
    Value,
    Words,
)
from tui.query.vocabulary import COUNTS, TEXTS, own_texts, says

Predicate = Callable[[Event], bool]

_COMPARE: dict[Operator, Callable[[float, float], bool]] = {
    Operator.EQUAL: operator.eq,
    Operator.UNEQUAL: operator.ne,
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.MORE: operator.gt,
    Operator.AT_LEAST: operator.ge,
}


class Meaning(NamedTuple):
    """A test for events, and texts of which any event that passes has one in its record, if known.

    Such texts are folded.
    """

    passes: Predicate
    needles: frozenset[str] | None


class Predicates:
    """Makes tests for the events of one timeline, and keeps their texts for the next one."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._folded: dict[str, str] = {}

    def meaning(self, expression: Expression) -> Meaning:
        return Meaning(self.of(expression), needles(expression))

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
        compare, number = _COMPARE[said.operator], said.number
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


def may_lie(when: FuzzyDate, start: Instant | None, end: Instant | None) -> bool:
    """Whether any instant that a date may be, or may last through, lies in [start, end)."""
    if when.kind in (Kind.ONE_OF, Kind.ALL_OF) and ".." not in when.text:
        stretches = [(moment.span.start, moment.span.end) for moment in when.moments]
        return any(_touch(*stretch, start, end) for stretch in stretches)
    return _touch(when.earliest, when.before, start, end)


def surely_lies(when: FuzzyDate, start: Instant | None, end: Instant | None) -> bool:
    """Whether all instants that a date may be, or may last through, lie in [start, end)."""
    begins = start is None or (when.earliest is not None and when.earliest >= start)
    return begins and (end is None or (when.before is not None and when.before <= end))


def _touch(
    earliest: Instant | None, before: Instant | None, start: Instant | None, end: Instant | None
) -> bool:
    begins = earliest is None or end is None or earliest < end
    return begins and (before is None or start is None or before > start)


def _texts(event: Event) -> Iterable[str]:
    yield from (event.title, event.text, *event.actors, *event.tags)
    yield from TEXTS["source"](event)


def _number(text: str) -> float | None:
    """Return the number that a value is; thousands may be set apart by commas."""
    plain = text.replace(",", "")
    return float(plain) if re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,15})?", plain) else None
