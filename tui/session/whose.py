"""The event that an edit is of, found again in a file that may have changed meanwhile."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tui.events.clean import clean_line
from tui.events.columns import is_columnar
from tui.events.difference import same_node
from tui.events.event import Event
from tui.events.node import Scalar
from tui.events.slug import slug
from tui.events.timeline import Timeline
from tui.session.draft import node_of, texts_of


class Whose(NamedTuple):
    """An event as it stood, by which it is known wherever it is now.

    given is the id that the file gives it. It tells the event from all others only if is_sole says
    that no other had it: an id that is made for an event moves on when others come before it.
    texts are those of its fields. event is the event itself, None for what comes from a draft.
    """

    given: str
    is_sole: bool
    texts: Mapping[str, str]
    event: Event | None = None

    @classmethod
    def of(cls, event: Event, timeline: Timeline) -> "Whose":
        """Return by what an event of a timeline is known."""
        given, texts = _given(event), texts_of(event)
        is_sole = bool(given) and len(_with_id(timeline, given, texts["title"])) == 1
        return cls(given, is_sole, texts, event)

    def found(self, timeline: Timeline) -> Event | None:
        """Return the very event, None where it is gone or cannot be told from others."""
        event = self.event
        if event is not None and timeline.event(event.id) is event:
            return event
        alike = _with_id(timeline, self.given, self.texts.get("title", ""))
        if self.is_sole and len(alike) == 1:
            return alike[0]
        if event is not None:
            same = [each for each in alike if same_node(each.node, event.node)]
            if len(same) > 1:
                # They say the same, so that only the place can be meant.
                same = [each for each in same if each.location == event.location]
            if same:
                return same[0]
        same = [each for each in alike if texts_of(each) == self.texts]
        return same[0] if len(same) == 1 else None


def _given(event: Event) -> str:
    node = node_of(event, "id")
    return clean_line(node.text) if isinstance(node, Scalar) and not node.is_null else ""


def _with_id(timeline: Timeline, given: str, title: str) -> list[Event]:
    """Return the events to which the file gives an id, "" for none and then of a title at least."""
    events: Iterable[Event] = timeline.events
    if is_columnar(timeline.events):
        # Of all events in a large file only those are read anew whose ids can come from this.
        stem = given or slug(clean_line(title))
        names = [name for name in timeline.events.ids() if name.startswith(stem)]
        events = [event for name in names if (event := timeline.event(name)) is not None]
    return [event for event in events if _given(event) == given]
