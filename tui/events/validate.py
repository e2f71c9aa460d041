"""From the tree of a file to its timeline, with every problem at its place."""

from collections.abc import Iterator

from tui.events import keys, node
from tui.events.document import Document
from tui.events.event_reader import EventReader, check_ties
from tui.events.fields import Fields
from tui.events.head import read_head
from tui.events.identity import assign_ids, claim_of
from tui.events.node import Mapping
from tui.events.timeline import Timeline, in_order, lanes_in_use


def validate(document: Document) -> Timeline:
    """Return the timeline that a document holds.

    What cannot be used becomes a problem in the document's log and then in the timeline, and
    everything else is read all the same. The root is a mapping, or None for an empty document.
    """
    root = document.root
    fields = Fields(
        root if isinstance(root, Mapping) else Mapping([], 1, 1, 0, 0), keys.TIMELINE, document
    )
    head = read_head(fields)
    mappings = list(event_mappings(fields))
    ids = assign_ids([claim_of(mapping, document) for mapping in mappings], document.log)
    reader = EventReader(document, head.sources, head.lanes)
    events = [reader.read(mapping, name) for mapping, name in zip(mappings, ids, strict=True)]
    check_ties(reader.ties, ids, document)
    return Timeline(
        title=head.title,
        about=head.about,
        lanes=lanes_in_use(head.lanes.values(), events),
        eras=head.eras,
        views=head.views,
        sources=head.sources,
        events=in_order(events),
        problems=document.log.problems(),
        troubles=document.log.troubles,
        table=head.table,
    )


def event_mappings(fields: Fields) -> Iterator[Mapping]:
    """Yield the events of a timeline's fields; what is none becomes a problem."""
    log = fields.document.log
    table = fields.node("events")
    if isinstance(table, node.Sequence):
        for item in fields.items("events"):
            if isinstance(item, Mapping):
                yield item
            else:
                fields.report_type(item, "an event", "a mapping with date and title")
    elif table is not None:
        fields.report_type(table, "'events'", "a list")
    if "events" not in fields and "table" in fields:
        return
    if table is None or (isinstance(table, node.Sequence) and not table.items):
        message = "there are no events yet: write them as a list under 'events:'"
        log.note(fields.location, "events-missing", message)
