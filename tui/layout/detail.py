"""Everything that is known of one event, in the order in which it is read."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.dates.wording import worded
from tui.events.event import Event, Link, LinkKind, Source, Status
from tui.events.timeline import Timeline
from tui.named import NamedTuple

if TYPE_CHECKING:
    from datetime import tzinfo

#: What a link says: read from the event that holds it, and from the one it points to.
PHRASES: dict[LinkKind, tuple[str, str]] = {
    LinkKind.LEADS_TO: ("leads to", "comes from"),
    LinkKind.RESPONDS_TO: ("responds to", "is answered by"),
    LinkKind.CONTRADICTS: ("contradicts", "is contradicted by"),
    LinkKind.PART_OF: ("is part of", "contains"),
    LinkKind.SUPERSEDES: ("supersedes", "is superseded by"),
    LinkKind.SAME_AS: ("is the same as", "is the same as"),
    LinkKind.RELATED: ("is related to", "is related to"),
}


class Reference(NamedTuple):
    """A source or a link: heading, notes of a line each, an address in full or "".

    target is the address that may be opened, or the other event's id.
    """

    heading: str
    note: str
    target: str
    address: str = ""


class Detail(NamedTuple):
    """What the detail pane says of an event; empty strings where nothing is known."""

    title: str
    when: str
    edtf: str
    lane: str
    standing: str
    facts: tuple[tuple[str, str], ...]
    text: str
    sources: tuple[Reference, ...]
    links: tuple[Reference, ...]


def detail_of(
    event: Event,
    timeline: Timeline,
    anchor: Event | None = None,
    before: Event | None = None,
    zone: "tuple[str, tzinfo] | None" = None,
) -> Detail:
    """Return what is known of the event, its links in both directions included.

    Where there is an anchor, the time from it is a fact too, and so is the time from the event
    before it in a story. zone is the name and the rules of a time zone that clock times are shown
    in as well, if they say what zone they are of themselves.
    """
    when, edtf = "no date", ""
    if event.when is not None:
        when, edtf = worded(event.when), event.when.text
    facts = [
        *_in_zone(event, zone),
        ("From anchor", _from(event, anchor)),
        ("Since the last", _from(event, before)),
        ("As written", event.as_written),
        ("Actors", ", ".join(event.actors)),
        ("Tags", ", ".join(event.tags)),
        *((name, ", ".join(values)) for name, values in event.other.items()),
    ]
    return Detail(
        title=event.title,
        when=when,
        edtf=edtf,
        lane=event.lane,
        standing=_standing(event),
        facts=tuple((name, value) for name, value in facts if value),
        text=event.text,
        sources=tuple(_source(source) for source in event.sources),
        links=_links(event, timeline),
    )


def _in_zone(event: Event, zone: "tuple[str, tzinfo] | None") -> Iterator[tuple[str, str]]:
    if zone is not None and event.when is not None:
        from tui.dates.local_time import in_zone

        local = in_zone(event.when, zone[1])
        if local is not None:
            yield f"In {zone[0]}", worded(local)


def _from(event: Event, other: Event | None) -> str:
    if other is None or other is event or other.when is None or event.when is None:
        return ""
    from tui.dates.elapsed import lag

    return f"{lag(other.when, event.when)} · {other.title}"


def _standing(event: Event) -> str:
    """Say how well the event is attested: its status and how many sources it rests on."""
    count = len(event.sources)
    number = "no source" if not count else "1 source" if count == 1 else f"{count} sources"
    if event.status is Status.REPORTED and count:
        return f"reported by {number}"
    return f"{event.status.value}, {number}"


def _source(source: Source) -> Reference:
    heading = " · ".join(part for part in (source.publisher, source.title) if part)
    url = source.url or source.archive_url
    address = url or source.locator
    own = [f"{name}: {', '.join(values)}" for name, values in source.other.items()]
    archived = "archived" if source.archive_url and source.archive_url == address else ""
    dated = worded(source.date) if source.date is not None else ""
    accessed = f"accessed {source.accessed}" if source.accessed else ""
    quote = f"“{source.quote}”" if source.quote else ""
    note = " · ".join(part for part in (dated, accessed, archived, *own, quote) if part)
    return Reference(heading or "a source without a title", note, url, address)


def _links(event: Event, timeline: Timeline) -> tuple[Reference, ...]:
    absent = "not read yet" if timeline.is_partial else "no event has this id"
    found = [_link(event, link, timeline.event(link.to), 0, absent) for link in event.links]
    found += [_link(event, link, other, 1, absent) for other, link in timeline.incoming(event.id)]
    return tuple(found)


def _link(event: Event, link: Link, other: Event | None, direction: int, absent: str) -> Reference:
    arrow = "←" if direction else "→"
    phrase = PHRASES[link.kind][direction]
    if other is None:
        return Reference(f"{arrow} {phrase} {link.to}", absent, "")
    note = ""
    if other.when is not None:
        note = worded(other.when)
        if event.when is not None:
            from tui.dates.elapsed import lag

            note += f" · {lag(event.when, other.when)}"
    return Reference(f"{arrow} {phrase} {other.title}", note, other.id)
