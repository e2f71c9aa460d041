"""Events of one day with titles that say nearly the same."""

from collections.abc import Hashable, Iterable, Iterator, Sequence

from tui.dates.calendar import DAY
from tui.dates.fuzzy_date import Moment, Precision
from tui.events.event import Event
from tui.events.event_reader import UNTITLED
from tui.events.problem import Problem, Severity, brief
from tui.events.review.duplicates import are_linked, identity, in_file_order
from tui.events.review.titles import Titles, numbers_of, share_of_words, words_of
from tui.events.timeline import Timeline

#: Titles that cite one page share so many of their words if they tell of one event.
_SHARED = 0.6
#: A title is held against so many that follow it in the order of their words.
_NEIGHBOURS = 6
_COARSE = frozenset(Precision) - {
    Precision.DAY,
    Precision.HOUR,
    Precision.MINUTE,
    Precision.SECOND,
}


def near_duplicates(timeline: Timeline) -> Iterator[Problem]:
    """Yield each event that seems to tell of the same as one above it.

    Both begin on the same day, or in the same vaguer time, and their titles have the same words in
    the same order but for one that is left out or misspelt; or they share date and a source's
    address, and three in five words of their titles. Events with the same date and title are
    duplicates, and events that a link joins are two.
    """
    told: set[str] = set()
    for event, before in _pairs(in_file_order(timeline)):
        if event.id in told or identity(event) == identity(before) or are_linked(event, before):
            continue
        told.add(event.id)
        message = f"this looks like '{brief(before.title)}' on line {before.location.line}: take "
        message += "one of them out, or join them by a link"
        yield Problem(event.location, Severity.NOTE, "event-near-duplicate", message)


def _pairs(events: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """Yield events with an alike one above them in the file."""
    dated = [event for event in events if event.when and event.title != UNTITLED]
    for group in _groups([(_day(event), event) for event in dated]):
        titles = Titles()
        for event in group:
            before = titles.alike(event)
            if before:
                yield event, before
            titles.add(event)
    cited = [
        ((url, event.when.text), event)
        for event in dated
        if event.when
        for url in {source.url for source in event.sources if source.url}
    ]
    for group in _groups(cited):
        yield from _alike(group)


def _alike(events: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """Yield events and one above them, if their titles share enough words and all numbers."""
    told = [(tuple(sorted(words_of(event.title))), event) for event in events]
    rows = sorted(
        ((numbers_of(words), words, event) for words, event in told), key=lambda row: row[:2]
    )
    for index, (numbers, words, event) in enumerate(rows):
        for same, others, other in rows[index + 1 : index + 1 + _NEIGHBOURS]:
            if numbers == same and share_of_words(words, others) >= _SHARED:
                first, second = sorted((event, other), key=lambda each: each.location)
                yield second, first


def _groups(rows: Iterable[tuple[Hashable, Event]]) -> Iterator[Sequence[Event]]:
    """Yield the events that share a key, in the order of rows, where there are two or more."""
    groups: dict[Hashable, list[Event]] = {}
    for key, event in rows:
        groups.setdefault(key, []).append(event)
    yield from (group for group in groups.values() if len(group) > 1)


def _day(event: Event) -> Hashable:
    """Return the day on which an event begins, the text of its date if that is vaguer."""
    start = event.when.start if event.when else None
    if not isinstance(start, Moment) or start.precision in _COARSE:
        return event.when.text if event.when else ""
    return start.span.start // DAY
