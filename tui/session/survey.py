"""What is known of a timeline that no memory holds: some events, and how many others there are."""

from collections.abc import Mapping
from typing import NamedTuple

from tui.dates.span import Span
from tui.events.event import Event
from tui.events.timeline import Timeline
from tui.layout.remainder import Remainder, joined
from tui.session.found import Found
from tui.session.view_state import ViewState


class Answer(NamedTuple):
    """What is known of the events that a query means.

    events is how many there are, undated ones included. found has those at hand, and lanes the
    others by lane.
    """

    events: int
    lanes: Mapping[str, Remainder]
    found: Found

    @property
    def others(self) -> Remainder:
        """The events of all lanes that are not at hand."""
        return joined(self.lanes.values())


class Survey(NamedTuple):
    """A timeline of the events at hand, and what is known of all others, by query.

    The query of all events is "". extent holds every date. lanes is how many lanes there are, of
    which the timeline has those with most events.
    """

    timeline: Timeline
    extent: Span
    lanes: int
    answers: Mapping[str, Answer]


class Wish(NamedTuple):
    """What a view needs to know: the span on screen in so many columns, for some queries.

    keeps are events that must be at hand, whatever else is.
    """

    span: Span
    columns: int
    queries: tuple[str, ...]
    keeps: tuple[Event, ...] = ()


def wish_of(view: ViewState, timeline: Timeline) -> Wish:
    """Return what a view needs to know, given the timeline of the events at hand."""
    searched = [found.query for found in (view.filter, view.hits) if found is not None]
    queries = tuple(dict.fromkeys(("", *searched)))
    kept = [event for event in (view.selection, view.anchor) if event is not None]
    missing = tuple(event for event in kept if timeline.event(event.id) is None)
    return Wish(view.viewport.span, view.viewport.width, queries, missing)
