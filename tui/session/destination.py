"""Where "go to" can lead: what was typed, read as a date and as an event's id or title."""

from collections.abc import Iterable
from typing import NamedTuple

from tui.dates.fuzzy_date import FuzzyDate
from tui.dates.span import Instant, Span
from tui.dates.wording import worded
from tui.events.event import Event

#: Destinations shown at the most.
MOST = 6


class Destination(NamedTuple):
    """A place to go, with the line that says how the text was understood."""

    line: str
    span: Span | None = None
    event: Event | None = None


def destinations(
    text: str, events: Iterable[Event], now: Instant, base: Instant
) -> tuple[Destination, ...]:
    """Return what the text may mean, the surest first; dates before events.

    Offsets such as "+6 months" count from base; "today" is taken from now.
    """
    from tui.dates.prompt import read  # with what it needs, 3 ms that a start does not have

    text = text.strip()
    if not text:
        return ()
    found = [
        Destination(reading.how, span=_span(reading.date)) for reading in read(text, now, base)
    ]
    needle = text.casefold()
    ranked = sorted(
        (
            (_rank(event, needle), at, event)
            for at, event in enumerate(events)
            if needle in event.id.casefold() or needle in event.title.casefold()
        ),
        key=lambda match: match[:2],
    )
    found += [
        Destination(
            event.title if event.when is None else f"{event.title} · {worded(event.when)}",
            event=event,
        )
        for _, _, event in ranked[: MOST - len(found)]
    ]
    return tuple(found[:MOST])


def _rank(event: Event, needle: str) -> int:
    title = event.title.casefold()
    if needle == event.id.casefold():
        return 0
    if title.startswith(needle):
        return 1
    return 2 if needle in title else 3


def _span(date: FuzzyDate) -> Span:
    """Return all that is known of a date; an open end adds nothing."""
    spans = [moment.span for moment in date.moments]
    return Span(min(span.start for span in spans), max(span.end for span in spans))
