"""What is known of a timeline that no memory holds: some events, and how many others there are."""

from collections.abc import Mapping
from typing import NamedTuple

from tui.dates.span import Instant, Span
from tui.events.event import Event
from tui.events.timeline import Timeline
from tui.layout.remainder import Remainder
from tui.session.found import Found, both
from tui.session.view_state import ViewState


class Answer(NamedTuple):
    """What is known of the events that a query means.

    events is how many there are, undated ones and those of lanes that are not shown included;
    undated is how many of the lanes shown have no date, and more_undated how many of these are not
    at hand. found has those that are, and lanes the dated others by lane.
    """

    events: int
    undated: int
    more_undated: int
    lanes: Mapping[str, Remainder]
    found: Found


class Page(NamedTuple):
    """Some events that a query means, without a gap between them in time.

    is_first and is_last tell that no event is before or after them; undated ones are then at the
    end. sought is the instant that the page was asked for, None where it was asked for an event.
    Events in hidden lanes are left out.
    """

    query: str
    hidden: frozenset[str]
    events: tuple[Event, ...]
    is_first: bool
    is_last: bool
    sought: Instant | None = None

    def has_about(self, event: Event, room: int) -> bool:
        """Whether it holds an event with so many others on either side, unless there are none."""
        at = next((at for at, each in enumerate(self.events) if each.id == event.id), None)
        if at is None:
            return False
        after = len(self.events) - 1 - at
        return (self.is_first or at >= room) and (self.is_last or after >= room)


class Survey(NamedTuple):
    """A timeline of the events at hand, and what is known of all others, by query.

    The query of all events is "". extent holds every date. lanes is how many there are in all;
    those with most events are shown, and each one's number is known. page is what a list shows,
    None where there is none.
    """

    timeline: Timeline
    extent: Span
    lanes: int
    answers: Mapping[str, Answer]
    page: Page | None = None


class Wish(NamedTuple):
    """What a view needs to know: the span on screen in so many columns, for some queries.

    keeps are events that must be at hand, whatever else is. A list needs a page of what the last of
    its filters means: about an event, or else about an instant.
    """

    span: Span
    columns: int
    queries: tuple[str, ...]
    keeps: tuple[Event, ...] = ()
    page: "PageWish | None" = None


class PageWish(NamedTuple):
    """What a list needs: a page of a query, without some lanes, about an event or an instant."""

    query: str
    hidden: frozenset[str]
    event: Event | None
    instant: Instant

    def is_met_by(self, page: Page | None, room: int) -> bool:
        """Whether a page has what is wished for, with so many events on either side."""
        if page is None or (page.query, page.hidden) != (self.query, self.hidden):
            return False
        if self.event is None:
            return page.sought == self.instant
        return page.has_about(self.event, room)


def wish_of(view: ViewState, sought: Instant | None = None) -> Wish:
    """Return what a view needs to know.

    sought is the instant that a list is to show next, None for that of the selection.
    """
    searched = [found.query for found in (view.filter, view.hits) if found is not None]
    if len(searched) == 2:
        searched.append(both(*searched))
    queries = tuple(dict.fromkeys(("", *searched)))
    kept = [event for event in (view.selection, view.anchor) if event is not None]
    wish = Wish(view.viewport.span, view.viewport.width, queries, tuple(kept))
    if not view.listed:
        return wish
    query = view.filter.query if view.filter else ""
    hidden = view.settings.hidden if view.by_lane else frozenset()
    chosen = view.selection
    if sought is None and chosen is not None and chosen.when is not None:
        return wish._replace(page=PageWish(query, hidden, chosen, chosen.when.position))
    if sought is None:
        # Those without a date stand behind all others.
        sought = view.viewport.span.start if chosen is None else view.extent.end
    return wish._replace(page=PageWish(query, hidden, None, sought))
