"""Where "go to" can lead: what was typed, read as a date and as an event's id or title."""

from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import islice
from typing import NamedTuple

from tui.dates.fuzzy_date import FuzzyDate
from tui.dates.span import Instant, Span
from tui.dates.wording import worded
from tui.events.columns import ids_of, titles_of
from tui.events.event import Event

#: Destinations shown at the most.
MOST = 6

#: Events that are looked at before others have their turn.
PIECE = 500

#: From so many letters on they may stand apart in a title, within so many times their number.
LEAST_LOOSE = 3
LOOSEST = 8


class Destination(NamedTuple):
    """A place to go, with the line that says how the text was understood."""

    line: str
    span: Span | None = None
    event: Event | None = None


class Destinations:
    """What a text may mean, the surest first: dates, then events by their ids and titles.

    Offsets such as "+6 months" count from base; "today" is taken from now.
    """

    def __init__(
        self, text: str, events: Sequence[Sequence[Event]], now: Instant, base: Instant
    ) -> None:
        """Take the events in any number of sequences."""
        from tui.dates.prompt import read  # with what it needs, 3 ms that a start does not have

        text = text.strip()
        self._events = events if text else ()
        self._needle = text.casefold()
        self._dates = [
            Destination(reading.how, span=_span(reading.date))
            for reading in (read(text, now, base) if text else ())
        ]
        self._ranked: list[tuple[tuple[int, int], int, int]] = []

    def steps(self) -> Iterator[None]:
        """Look at a piece of the events at each step, until all are looked at."""
        needle, words = self._needle, self._needle.split()
        for which, events in enumerate(self._events):
            named = enumerate(zip(ids_of(events), titles_of(events), strict=True))
            for _ in range(0, len(events), PIECE):
                for at, (name, title) in islice(named, PIECE):
                    rank = _rank(name.casefold(), title.casefold(), needle, words)
                    if rank is not None:
                        self._ranked.append((rank, which, at))
                self._ranked = nsmallest(MOST, self._ranked)
                yield

    @property
    def found(self) -> tuple[Destination, ...]:
        """What has been found so far."""
        ranked = (self._events[which][at] for _, which, at in self._ranked)
        events = (
            Destination(
                event.title if event.when is None else f"{event.title} · {worded(event.when)}",
                event=event,
            )
            for event in ranked
        )
        return (*self._dates, *events)[:MOST]


def _rank(name: str, title: str, needle: str, words: Sequence[str]) -> tuple[int, int] | None:
    """Return how well an event fits what was typed, the best the least; None if it does not.

    name is its id; all texts are folded.
    """
    if needle == name:
        return 0, 0
    if needle in title:
        return (1 if title.startswith(needle) else 2), 0
    if needle in name:
        return 3, 0
    if len(words) > 1 and all(word in title or word in name for word in words):
        return 4, 0
    if len(needle) < LEAST_LOOSE:
        return None
    wide = min(_window(needle, title), _window(needle, name))
    return (5, wide) if wide <= LOOSEST * len(needle) else None


def _window(needle: str, text: str) -> int:
    """Return how many characters of a text hold those of a needle in order; too many if none do."""
    first = text.find(needle[0])
    at = first
    for char in needle[1:]:
        if char == " ":
            continue
        at = text.find(char, at + 1) if at >= 0 else -1
    return at - first + 1 if at >= 0 else LOOSEST * len(needle) + 1


def _span(date: FuzzyDate) -> Span:
    """Return all that is known of a date; an open end adds nothing."""
    spans = [moment.span for moment in date.moments]
    return Span(min(span.start for span in spans), max(span.end for span in spans))
