"""An event as one line of text, and back: what is kept of events that nobody looks at.

Clean texts hold no control characters but newlines and tabs, so that these can part them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from tui.dates.edtf import parse
from tui.dates.fuzzy_date import FuzzyDate
from tui.events.event import Event, Link, LinkKind, Source, Status
from tui.events.node import Mapping as Node
from tui.events.problem import Location

#: Between the fields of an event; behind each item of a list; between the fields of an item.
_FIELD, _ITEM, _PART = "\x1f", "\x1e", "\x1d"
#: Behind each own field; before each of its values.
_OWN, _VALUE = "\x1c", "\x01"
#: Before the name of a shared source.
_SHARED = "\x02"

_STATUSES = {status.value: status for status in Status}
_KINDS = {kind.value: kind for kind in LinkKind}
_NOWHERE = Location(0, 0)
_NOTHING: dict[str, tuple[str, ...]] = {}


def record_text(
    title: str,
    date: str,
    as_written: str,
    lane: str,
    actors: Collection[str],
    tags: Collection[str],
    importance: int,
    status: str,
    text: str,
    sources: Collection[str],
    links: Collection[str],
    other: str,
) -> str:
    """Return the record of an event that says all this.

    sources and links are the texts of these, other that of its own fields; see source_text,
    shared_text, link_text and owned.
    """
    return (
        f"{title}{_FIELD}{date}{_FIELD}{as_written}{_FIELD}{lane}{_FIELD}{_listed(actors)}"
        f"{_FIELD}{_listed(tags)}{_FIELD}{importance}{_FIELD}{status}{_FIELD}{text}{_FIELD}"
        f"{_listed(sources)}{_FIELD}{_listed(links)}{_FIELD}{other}"
    )


def record_of(event: Event) -> str:
    """Return all that an event says but for its id, its place and its node."""
    return record_text(
        event.title,
        event.when.text if event.when else "",
        event.as_written,
        event.lane,
        event.actors,
        event.tags,
        event.importance,
        event.status.value,
        event.text,
        [_written(source, event.location) for source in event.sources],
        [link_text(link.to, link.kind) for link in event.links],
        owned(event.other),
    )


def event_of(
    record: str,
    event_id: str,
    place: Location,
    shared: Mapping[str, Source],
    node: Node,
) -> Event:
    """Return the event of a record; node is what stands in the file for it.

    Raise ValueError for a text that is no record.
    """
    (
        title,
        when,
        as_written,
        lane,
        actors,
        tags,
        importance,
        status,
        text,
        sources,
        links,
        other,
    ) = record.split(_FIELD)
    # In their order, for names take a fifth of the time.
    return Event(
        event_id,
        title,
        parse(when) if when else None,
        place,
        node,
        as_written,
        lane,
        tuple(_items(actors)) if actors else (),
        tuple(_items(tags)) if tags else (),
        int(importance),
        _STATUSES[status],
        text,
        tuple([_source(item, place, shared) for item in _items(sources)]) if sources else (),
        tuple([_link(item) for item in _items(links)]) if links else (),
        _other(other) if other else _NOTHING,
    )


def title_of(record: bytes) -> str:
    return record.partition(_FIELD.encode())[0].decode()


def heading_of(record: bytes) -> tuple[str, str, str]:
    """Return the title, the date as the file has it, "" for none, and the status."""
    title, date, _, _, _, _, _, status, _ = record.decode().split(_FIELD, 8)
    return title, date, status


class Record:
    """What the text of a record says, so that no event has to be made of it."""

    __slots__ = ("_fields", "_text", "whole")

    def __init__(self, text: str) -> None:
        self._text = self.whole = text
        self._fields: list[str] = []

    def _field(self, number: int) -> str:
        if not self._fields:
            self._fields = self.whole.split(_FIELD)
        return self._fields[number]

    @property
    def title(self) -> str:
        return self._field(0)

    @property
    def date(self) -> str:
        """The date as the file has it, "" for none; case is never folded."""
        return self._text.split(_FIELD, 2)[1]

    @property
    def as_written(self) -> str:
        return self._field(2)

    @property
    def lane(self) -> str:
        return self._field(3)

    @property
    def actors(self) -> list[str]:
        return _items(self._field(4))

    @property
    def tags(self) -> list[str]:
        return _items(self._field(5))

    @property
    def importance(self) -> int:
        return int(self._field(6))

    @property
    def status(self) -> str:
        return self._field(7)

    @property
    def text(self) -> str:
        return self._field(8)

    @property
    def words(self) -> tuple[str, ...]:
        """The texts that words are looked for in, but for those of sources."""
        return self.title, self.text, *self.actors, *self.tags

    @property
    def publishers(self) -> list[str] | None:
        """The publishers of its sources, None where some stand elsewhere."""
        if self.has_shared:
            return None
        return [source.partition(_PART)[0] for source in _items(self._field(9))]

    @property
    def sources(self) -> int:
        """How many sources it has."""
        return self._field(9).count(_ITEM)

    @property
    def links(self) -> int:
        """How many links it has."""
        return self._field(10).count(_ITEM)

    @property
    def other(self) -> Mapping[str, tuple[str, ...]]:
        """The fields that only the file knows."""
        return _other(self._field(11))

    @property
    def has_shared(self) -> bool:
        """Whether it has a source whose texts stand elsewhere."""
        return _SHARED in self.whole


class FoldedRecord(Record):
    """A record with the case of its texts folded."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.whole = text.casefold()


def source_record(source: Source) -> str:
    """Return all that a shared source says but for its name."""
    return _cited(source, _NOWHERE)


def shared_source(record: str, name: str) -> Source:
    """Return the shared source of a record; raise ValueError for a text that is none."""
    return replace(_source(record, _NOWHERE, {}), id=name)


def _listed(items: Collection[str]) -> str:
    return _ITEM.join(items) + _ITEM if items else ""


def _items(text: str) -> list[str]:
    return text[:-1].split(_ITEM) if text else []


def _date(text: str) -> FuzzyDate | None:
    return parse(text) if text else None


def shared_text(name: str) -> str:
    """Return what stands in a record for a shared source."""
    return _SHARED + name


def link_text(to: str, kind: str) -> str:
    """Return what stands in a record for a link."""
    return to + _PART + kind


def source_text(texts: Sequence[str], lines: int, column: int) -> str:
    """Return what stands in a record for a source of an event.

    texts are publisher, title, url, archive_url, locator, accessed, date, quote and what is its
    own; it begins so many lines below the event, and in a column.
    """
    # From the event on, so that a record stays true where lines are added above it.
    return f"{_PART.join(texts)}{_PART}{lines}{_PART}{column}"


def _written(source: Source, event: Location) -> str:
    return shared_text(source.id) if source.id else _cited(source, event)


def _cited(source: Source, event: Location) -> str:
    texts = (
        source.publisher,
        source.title,
        source.url,
        source.archive_url,
        source.locator,
        source.accessed,
        source.date.text if source.date else "",
        source.quote,
        owned(source.other),
    )
    place = source.location
    return source_text(texts, place.line - event.line, place.column)


def _source(text: str, event: Location, shared: Mapping[str, Source]) -> Source:
    if text.startswith(_SHARED):
        return shared[text[1:]]
    publisher, title, url, archive_url, locator, accessed, date, quote, other, line, column = (
        text.split(_PART)
    )
    return Source(
        publisher=publisher,
        title=title,
        url=url,
        archive_url=archive_url,
        locator=locator,
        accessed=accessed,
        date=_date(date),
        quote=quote,
        other=_other(other),
        location=Location(event.line + int(line), int(column)),
    )


def _link(text: str) -> Link:
    to, _, kind = text.partition(_PART)
    return Link(to, _KINDS[kind])


def owned(other: Mapping[str, tuple[str, ...]]) -> str:
    if not other:
        return ""
    return "".join(
        [
            name + "".join([_VALUE + value for value in values]) + _OWN
            for name, values in other.items()
        ]
    )


def _other(text: str) -> Mapping[str, tuple[str, ...]]:
    if not text:
        return _NOTHING
    fields = (field.split(_VALUE) for field in text[:-1].split(_OWN))
    return {name: tuple(values) for name, *values in fields}
