"""The fields that queries can ask for, and what they find there."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from tui.dates.fuzzy_date import FuzzyDate, Kind
from tui.events.columns import is_columnar, sample
from tui.events.event import DEFAULT_IMPORTANCE, Event, Source
from tui.events.timeline import Timeline

Texts = Callable[[Event], Sequence[str]]


def _source_texts(source: Source) -> tuple[str, ...]:
    return (source.publisher, source.title, source.url or source.locator, source.quote, source.id)


#: The texts of an event by the name of the field.
TEXTS: dict[str, Texts] = {
    "id": lambda event: (event.id,),
    "title": lambda event: (event.title,),
    "text": lambda event: (event.text,),
    "lane": lambda event: (event.lane,),
    "actor": lambda event: event.actors,
    "tag": lambda event: event.tags,
    "status": lambda event: (event.status.value,),
    "source": lambda event: [text for each in event.sources for text in _source_texts(each)],
    "publisher": lambda event: [source.publisher for source in event.sources],
    "quote": lambda event: [source.quote for source in event.sources],
    "link": lambda event: [link.kind.value for link in event.links],
    "as_written": lambda event: (event.as_written,),
}

#: What is counted where a field is compared with a number.
COUNTS: dict[str, Callable[[Event], int]] = {
    "importance": lambda event: event.importance,
    "source": lambda event: len(event.sources),
    "link": lambda event: len(event.links),
    "actor": lambda event: len(event.actors),
    "tag": lambda event: len(event.tags),
}


def _has_end(when: FuzzyDate) -> bool:
    # Both ends of an interval may be one and the same moment.
    return when.kind is Kind.INTERVAL or when.start is not when.end


#: What an event can have beyond texts, each with a test for it.
_TESTS: dict[str, Callable[[Event], bool]] = {
    "date": lambda event: event.when is not None,
    "end": lambda event: event.when is not None and _has_end(event.when),
    "importance": lambda event: event.importance != DEFAULT_IMPORTANCE,
    "url": lambda event: any(source.url for source in event.sources),
    "archive": lambda event: any(source.archive_url for source in event.sources),
    "source": lambda event: bool(event.sources),
}

#: Fields that take a date, an event or an expression.
DATES = ("date", "before", "after", "surely", "known")
EVENTS = ("near", "linked")
OTHERS = ("has", "also")

#: The fields that have a name of their own in the plural.
_PLURALS = {
    f"{name}s": name for name in ("actor", "tag", "source", "publisher", "link", "quote", "date")
}

#: What reaches own fields that are spelt like another one.
OWN = "field."


class Vocabulary:
    """The words of queries on one timeline."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self._values: dict[str, list[str]] = {}

    @cached_property
    def own(self) -> dict[str, int]:
        """The fields that only this file knows, and how many events have each."""
        if is_columnar(self.timeline.events):
            return dict(self.timeline.events.facts.own)
        found = dict.fromkeys(self.timeline.own, 0)
        for event in self.timeline.events:
            for name in event.other:
                found[name] = found.get(name, 0) + 1
        return found

    @property
    def names(self) -> list[str]:
        """All names that may stand before a colon or a comparison."""
        known = [*TEXTS, *COUNTS, *DATES, *EVENTS, *OTHERS]
        own = [f"{OWN}{name}" if self.known(name) else name for name in self.own]
        return list(dict.fromkeys((*known, *own)))

    def known(self, name: str) -> str | None:
        """Return how a field that every file knows is called in the singular, None for others."""
        name = _PLURALS.get(name.lower(), name.lower())
        is_known = name in TEXTS or name in COUNTS or name in (*DATES, *EVENTS, *OTHERS)
        return name if is_known else None

    def own_name(self, name: str) -> str | None:
        """Return how an own field is spelt in the file, None if there is none."""
        name = name.removeprefix(OWN)
        if name in self.own:
            return name
        folded = name.casefold()
        return next((own for own in self.own if own.casefold() == folded), None)

    def values(self, name: str) -> list[str]:
        """Return the values that occur in a field, those of most events first."""
        if name not in self._values:
            self._values[name] = self._occurring(name)
        return self._values[name]

    def _occurring(self, name: str) -> list[str]:
        known = None if name.startswith(OWN) else self.known(name)
        own = self.own_name(name)
        texts: Texts
        if known in ("near", "linked"):
            texts = TEXTS["id"]
        elif known in TEXTS and known not in ("text", "title", "quote", "source"):
            texts = TEXTS[known]
        elif known is None and own is not None:
            texts = own_texts(own)
        else:
            return []
        counts: dict[str, int] = {}
        for event in sample(self.timeline.events):
            for text in set(texts(event)):
                counts[text] = counts.get(text, 0) + 1
        counts.pop("", None)
        return sorted(counts, key=lambda text: (-counts[text], text.casefold(), text))


def own_texts(name: str) -> Texts:
    """Return what reads a field that only this file knows."""
    return lambda event: event.other.get(name, ())


def says(name: str, *, is_own: bool) -> Callable[[Event], bool]:
    """Return a test for an event that says anything of a field."""
    if not is_own and name in _TESTS:
        return _TESTS[name]
    texts = own_texts(name) if is_own else TEXTS[name]
    return lambda event: any(texts(event))


def has_names(own: Iterable[str]) -> list[str]:
    """Return what `has:` may ask for."""
    return list(dict.fromkeys((*_TESTS, *TEXTS, *own)))
