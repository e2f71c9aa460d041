"""Actors, tags, publishers and lanes that are spelt in two ways."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from tui.events.clean import clean_line
from tui.events.document import Document
from tui.events.event import OTHER_LANE, Event
from tui.events.node import Mapping, Node, Scalar
from tui.events.problem import Location, Problem, Severity, brief
from tui.events.review.places import items, place_of_text, value
from tui.events.review.slips import has_same_letters, slips
from tui.events.timeline import Timeline

#: Who misspells a name does so now and then.
_MOST_SLIPS = 2


class _Vocabulary(NamedTuple):
    """The spellings of one field: how often each occurs, the one that is met first at the head."""

    what: str
    counts: Counter[str]
    place: Callable[[str], Location]


def misspelt_values(timeline: Timeline, document: Document) -> Iterator[Problem]:
    """Yield, where it first stands, each spelling that is probably a slip of a commoner one.

    One with another letter is so if it occurs once or twice and the other at least twice as often.
    Of two that differ only in capitals, blanks, hyphens and stops it is the rarer one, or the
    later. Lanes are looked at where none are declared, for else loading compares them with these.
    """
    for vocabulary in _vocabularies(timeline, document):
        counts = vocabulary.counts
        meant: dict[str, str] = {}
        for one, other in slips(counts):
            rarer, commoner = (other, one) if counts[other] <= counts[one] else (one, other)
            if _is_meant(rarer, commoner, counts):
                best = meant.setdefault(rarer, commoner)
                if counts[commoner] > counts[best]:
                    meant[rarer] = commoner
        for rarer, commoner in meant.items():
            message = f"the {vocabulary.what} '{brief(rarer)}' looks like a slip of "
            message += f"'{brief(commoner)}', which occurs {_times(counts[commoner])}"
            place = vocabulary.place(rarer)
            yield Problem(place, Severity.WARNING, "spelling-near-miss", message)


def _is_meant(rarer: str, commoner: str, counts: Counter[str]) -> bool:
    if has_same_letters(rarer, commoner):
        return True
    return counts[rarer] <= _MOST_SLIPS and counts[commoner] >= 2 * counts[rarer]


def _vocabularies(timeline: Timeline, document: Document) -> Iterator[_Vocabulary]:
    events = sorted(timeline.events, key=lambda event: event.location)
    yield _of_events("actor", "actors", [(event, event.actors) for event in events])
    yield _of_events("tag", "tags", [(event, event.tags) for event in events])
    yield _publishers(document, events)
    if _top(document, "lanes") is None:
        lanes = [(event, (event.lane,)) for event in events if event.lane != OTHER_LANE]
        yield _of_events("lane", "lane", lanes)


def _of_events(what: str, name: str, rows: Iterable[tuple[Event, tuple[str, ...]]]) -> _Vocabulary:
    counts: Counter[str] = Counter()
    first: dict[str, Event] = {}
    for event, texts in rows:
        for text in texts:
            counts[text] += 1
            first.setdefault(text, event)
    return _Vocabulary(what, counts, lambda text: place_of_text(first[text], name, text))


def _publishers(document: Document, events: Iterable[Event]) -> _Vocabulary:
    counts: Counter[str] = Counter()
    first: dict[str, Location] = {}
    for source in _sources(document, events):
        publisher = value(source, "publisher")
        if isinstance(publisher, Scalar) and not publisher.is_null:
            text = clean_line(publisher.text)
            counts[text] += 1
            first.setdefault(text, publisher.location)
    return _Vocabulary("publisher", counts, first.__getitem__)


def _sources(document: Document, events: Iterable[Event]) -> Iterator[Mapping]:
    """Yield the sources that are written out, those at the top first."""
    shared = _top(document, "sources")
    cited = [node for event in events for node in items(value(event.node, "sources"))]
    top = [node for _, node in shared.pairs] if isinstance(shared, Mapping) else []
    yield from (node for node in [*top, *cited] if isinstance(node, Mapping))


def _top(document: Document, name: str) -> Node | None:
    return value(document.root, name) if isinstance(document.root, Mapping) else None


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"
