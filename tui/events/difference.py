"""What has changed from one reading of a file to the next, event by event."""

from collections.abc import Sequence
from typing import NamedTuple

from tui.dates.english import counted
from tui.events.columns import is_columnar, records, take
from tui.events.event import Event
from tui.events.event_table import EventTable
from tui.events.node import Mapping, Node, Scalar
from tui.events.record import source_record
from tui.events.timeline import Timeline


class Difference(NamedTuple):
    """The ids of events that were added, changed and removed; is_other for all that is no event."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    is_other: bool = False

    @property
    def told(self) -> str:
        """What has changed, in a few words; "" for nothing that can be seen."""
        parts = [
            f"{counted(len(ids), 'event')} {what}"
            for ids, what in (
                (self.added, "added"),
                (self.changed, "changed"),
                (self.removed, "removed"),
            )
            if ids
        ]
        if not parts:
            return "something beside the events changed" if self.is_other else ""
        return ", ".join(parts)


def difference(before: Timeline, after: Timeline) -> Difference:
    """Return what is different in a timeline that was read again; events are known by their ids."""
    if is_columnar(before.events) or is_columnar(after.events):
        return _of_records(before, after)
    old = {event.id: event for event in before.events}
    new = {event.id: event for event in after.events}
    return Difference(
        added=tuple(name for name in new if name not in old),
        changed=tuple(name for name in new if name in old and not _same(old[name], new[name])),
        removed=tuple(name for name in old if name not in new),
        is_other=_head(before) != _head(after),
    )


def _of_records(before: Timeline, after: Timeline) -> Difference:
    """Return what is different by the records of the events, so that none has to be made."""
    old, new = _records(before.events, after.events)
    return Difference(
        added=tuple(name for name in new if name not in old),
        changed=tuple(name for name in new if name in old and old[name] != new[name]),
        removed=tuple(name for name in old if name not in new),
        is_other=_head(before) != _head(after),
    )


def _records(
    before: Sequence[Event], after: Sequence[Event]
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the records of events of either timeline by their ids, all that may be different."""
    since = after.since if isinstance(after, EventTable) else None
    if since is not None and is_columnar(before) and since.before() is before:
        before, after = before.take(since.gone), take(after, since.come)
    return dict(records(before)), dict(records(after))


def _head(timeline: Timeline) -> tuple[object, ...]:
    sources = {name: source_record(source) for name, source in timeline.sources.items()}
    return timeline.title, timeline.about, timeline.lanes, timeline.eras, timeline.views, sources


def dangling_count(timeline: Timeline) -> int:
    """Return how many links lead to no event."""
    events = timeline.events
    return events.facts.dangling if is_columnar(events) else len(dangling(timeline))


def dangling(timeline: Timeline) -> list[tuple[str, str]]:
    """Return the links that lead to no event: where they start, and the id that they name."""
    return [
        (event.id, link.to)
        for event in timeline.events
        for link in event.links
        if timeline.event(link.to) is None
    ]


def _same(one: Event, other: Event) -> bool:
    if not same_node(one.node, other.node):
        return False
    # What a shared source says may have changed where it stands.
    return [_cited(source) for source in one.sources] == [
        _cited(source) for source in other.sources
    ]


def _cited(source: object) -> tuple[object, ...]:
    names = ("publisher", "title", "url", "archive_url", "locator", "accessed", "date", "quote")
    return tuple(getattr(source, name) for name in names)


def same_node(one: Node, other: Node) -> bool:
    """Whether two nodes say the same, wherever and however it is written."""
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return one.text == other.text and one.is_null == other.is_null
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return len(one.pairs) == len(other.pairs) and all(
            a.text == b.text and same_node(x, y)
            for (a, x), (b, y) in zip(one.pairs, other.pairs, strict=True)
        )
    if isinstance(one, Scalar | Mapping) or isinstance(other, Scalar | Mapping):
        return False
    return len(one.items) == len(other.items) and all(map(same_node, one.items, other.items))
