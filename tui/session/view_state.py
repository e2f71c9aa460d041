"""The one state of the viewer and its pure transitions: what each key means."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tui.axis.scale import Scale
from tui.axis.viewport import Viewport
from tui.dates.calendar import DAY, HOUR
from tui.dates.span import Instant, Span
from tui.events.event import Event
from tui.layout.event_index import EventIndex
from tui.layout.grouping import LANE
from tui.layout.lane_rows import Head
from tui.layout.overview import Grip
from tui.layout.plan import Plan
from tui.named import NamedTuple
from tui.session.found import Found
from tui.session.lane_settings import LaneSettings

#: Columns that a revealed event keeps from the edge of the screen.
MARGIN = 4

#: (a span of at most this length, is shown in this much time around it)
SURROUNDINGS = ((HOUR, DAY), (DAY, 60 * DAY), (31 * DAY, 366 * DAY), (366 * DAY, 3660 * DAY))

#: The columns of a list until others are chosen.
FIRST_COLUMNS = ("date", "elapsed", "title", "lane", "status", "sources")

#: One press of a zoom key.
STEP = 2**0.5


class ShownLane(NamedTuple):
    """A lane that is not hidden: what is said of it, and its dated events."""

    head: Head
    events: EventIndex


class AsOf(NamedTuple):
    """A day by the instant it begins at, and what was known by its end."""

    day: Instant
    known: Found


class ViewState(NamedTuple):
    """What is on screen: where on the axis, from which row of the lanes on, and what is selected.

    dated are the events of all lanes in the order of time; extent is what "fit all" shows and what
    panning does not leave behind. lane is the one that the selection was last met in, None for an
    event without a date. top is how many of the rows that scroll are hidden above. The first pinned
    lanes do not scroll; hidden says how many lanes are hidden, and events with them. anchor is the
    event whose instant is drawn as a line and that all others tell the time from; measures tells
    that the time from it to the selection is drawn on the axis. dims tells that events without a
    link to the selection are dimmed. names are those of the lanes that would be shown without a
    filter, so that one moves nothing. Where a filter is set, only what it found is in dated,
    undated and lanes; left is the event that was selected when the filter hid it, and the one that
    took its place. hits are what was last searched for. listed tells that the events are shown as a
    table of some columns; top is then how many of them are hidden above. as_of narrows what is
    shown to what was known by then. told tells that the events are read as a story.
    """

    dated: EventIndex
    undated: Sequence[Event]
    lanes: tuple[ShownLane, ...]
    extent: Span
    viewport: Viewport
    selection: Event | None = None
    lane: int | None = None
    top: int = 0
    settings: LaneSettings = LaneSettings()
    pinned: int = 0
    hidden: tuple[int, int] = (0, 0)
    anchor: Event | None = None
    measures: bool = False
    dims: bool = False
    names: tuple[str, ...] = ()
    filter: Found | None = None
    left: tuple[Event, Event | None] | None = None
    hits: Found | None = None
    as_of: AsOf | None = None
    columns: tuple[str, ...] = FIRST_COLUMNS
    listed: bool = False
    told: bool = False

    @property
    def by_lane(self) -> bool:
        """Whether lanes are those of the file, not made by any other field."""
        return self.settings.field == LANE

    @property
    def filters(self) -> tuple[Found, ...]:
        """All that narrows what is shown."""
        known = () if self.as_of is None else (self.as_of.known,)
        return known if self.filter is None else (self.filter, *known)

    def pan(self, cells: int) -> "ViewState":
        """Move the screen by cells, later times for a positive number; the selection stays."""
        return self._replace(viewport=self.viewport.pan(cells).clamp(self.extent))

    def zoom(self, factor: float, about: Instant | None = None) -> "ViewState":
        """Zoom in for a factor above 1, about an instant or else the selection or the middle."""
        if about is None:
            about = self.focus
        return self._replace(viewport=self.viewport.zoom(factor, about).clamp(self.extent))

    @property
    def focus(self) -> Instant:
        """The instant that zooming keeps: where the selected event begins, if that is on screen.

        Else it is the middle of the screen.
        """
        shown = self.viewport.span
        when = self.selection.when if self.selection else None
        if when is not None:
            first = when.moments[0].span
            middle = (first.start + first.end) // 2
            if shown.start <= middle < shown.end:
                return middle
        return (shown.start + shown.end) // 2

    def fit(self, span: Span | None = None) -> "ViewState":
        """Show a span, or else everything."""
        return self._replace(viewport=self._fitted(span or self.extent), top=0)

    def _fitted(self, span: Span, width: int = 0) -> Viewport:
        """Return a viewport that shows a span, on the axis as it is folded."""
        width = width or self.viewport.width
        return Viewport.fit(span, width, margin_of(width), self.viewport.scale)

    def fit_events(self, events: Sequence[Event]) -> "ViewState":
        """Show all that is known of the dates of some events; open ends add nothing."""
        spans = [moment.span for event in events if event.when for moment in event.when.moments]
        if not spans:
            return self
        return self.fit(Span(min(span.start for span in spans), max(span.end for span in spans)))

    def brush_to(self, column: int) -> "ViewState":
        """Bring the time that stands in a column of the overview to the middle of the screen."""
        width, extent = self.viewport.width, self.extent
        at = max(0, min(column, width - 1))
        about = extent.start + extent.length * (2 * at + 1) // (2 * width)
        return self._replace(viewport=self.viewport.centre_on(about).clamp(extent))

    def stretch(self, grip: Grip, column: int) -> "ViewState":
        """Pull an end of the brush to a column of the overview; the other end stays."""
        width, extent, shown = self.viewport.width, self.extent, self.viewport.span
        at = max(0, min(column, width - 1))
        if grip is Grip.FIRST:
            edge = extent.start + extent.length * at // width
            return self.fit_exactly(Span(min(edge, shown.end - 1), shown.end))
        edge = extent.start + extent.length * (at + 1) // width
        return self.fit_exactly(Span(shown.start, max(edge, shown.start + 1)))

    def fit_exactly(self, span: Span) -> "ViewState":
        """Show a span from edge to edge."""
        viewport = Viewport.fit(span, self.viewport.width, scale=self.viewport.scale)
        return self._replace(viewport=viewport)

    def fit_selection(self) -> "ViewState":
        """Show the selected event with as much again on either side."""
        when = self.selection.when if self.selection else None
        if when is None:
            return self
        start = self.extent.start if when.earliest is None else when.earliest
        end = self.extent.end if when.before is None else when.before
        start, end = min(start, end - 1), max(end, start + 1)
        around = (end - start) // 2 + 1
        return self.fit(Span(start - around, end + around))

    def resize(self, width: int) -> "ViewState":
        if width == self.viewport.width:
            return self
        if self.viewport == self._fitted(self.extent):
            return self._replace(viewport=self._fitted(self.extent, width))
        return self._replace(viewport=self.viewport.resize(width))

    def go_to(self, span: Span) -> "ViewState":
        """Bring a span to the middle, and zoom where it would not fit or could not be made out.

        Zoomed in, a day is shown in its two months, a month in its year, a year in its decade. The
        event that begins nearest to the start of the span is selected if it is then on screen.
        """
        width = self.viewport.width
        middle = (span.start + span.end) // 2
        around = next(
            (length for most, length in SURROUNDINGS if span.length <= most), 10 * span.length
        )
        viewport = self.viewport
        first, last = viewport.scale.cells(span)
        if last - first > width - 2 * margin_of(width):
            viewport = self._fitted(span)
        elif viewport.span.length > 2 * around:
            there = Span(middle - around // 2, middle + around // 2)
            viewport = self._fitted(there)
        whole = Span(min(self.extent.start, span.start), max(self.extent.end, span.end))
        viewport = _held_within(viewport.centre_on(middle), whole)
        return self._replace(viewport=viewport).with_nearest(span.start)

    def with_nearest(self, about: Instant) -> "ViewState":
        """Select the event that begins nearest to an instant, if that is on screen."""
        shown = self.viewport.span
        near = [
            event
            for event in self._around(self.dated, about)
            if shown.start <= _position(event) < shown.end
        ]
        if not near:
            return self
        return self._chosen(min(near, key=lambda event: abs(_position(event) - about)))

    def select(self, event: Event, lane: int | None = None) -> "ViewState":
        """Select an event, seen in a lane, and bring the screen to it as far as needed."""
        return self._chosen(event, lane).revealed()

    def _chosen(self, event: Event, lane: int | None = None) -> "ViewState":
        """Select an event where it is: in the lane given, else the one in use, else the first."""
        if event.when is None:
            return self._replace(selection=event, lane=None)
        if lane is None:
            lanes = range(len(self.lanes))
            tried = (self.lane, *lanes) if self.lane in lanes else lanes
            held = (at for at in tried if self.lanes[at].events.number(event) is not None)
            lane = next(held, None)
        return self._replace(selection=event, lane=lane)

    @property
    def shows_selection(self) -> bool:
        """Whether any part of the time of the selected event is on screen, or it has none."""
        when = self.selection.when if self.selection else None
        return when is None or when.may_touch(self.viewport.span)

    def revealed(self) -> "ViewState":
        """Move the screen by as little as brings the selected event onto it."""
        when = self.selection.when if self.selection else None
        if when is None or self.shows_selection:
            return self
        if when.earliest is not None and when.earliest >= self.viewport.span.end:
            near = when.earliest
        else:
            near = when.moments[-1].span.end - 1
        return self._replace(viewport=self.viewport.reveal(near, MARGIN))

    def settled(self, name: str | None, place: int | None) -> "ViewState":
        """Return the state with its selection in one of the lanes, which have changed.

        It stays in the lane of a name, or else in any that has it, or else the event nearest to it
        in the lane at a place is selected. The screen stays where it is.
        """
        event = self.selection
        if event is None:
            return self._replace(lane=None)
        if event.when is None or not self.lanes:
            place = self._place(event)
            if place is None and not self._any:
                return self._replace(selection=None, lane=None)
            return self._chosen(event if place is not None else self.event(0))
        named = (at for at, lane in enumerate(self.lanes) if lane.head.name == name)
        for at in (*named, *range(len(self.lanes))):
            if self.lanes[at].events.number(event) is not None:
                return self._replace(lane=at)
        at = min(place or 0, len(self.lanes) - 1)
        events = self.lanes[at].events
        if not len(events):
            return self._replace(selection=None, lane=None)
        return self._replace(selection=self._nearest(events), lane=at)

    def fold(self, stretches: Sequence[Span]) -> "ViewState":
        """Fold stretches of time wherever they are long, or unfold the axis if it is folded."""
        was_whole = self.viewport == self._fitted(self.extent)
        viewport = self.viewport.fold(None if self.is_folded else stretches, self.focus)
        after = self._replace(viewport=viewport.clamp(self.extent))
        if not was_whole:
            return after
        width = viewport.width
        whole = Viewport.fit(self.extent, width, margin_of(width), viewport.scale)
        return after._replace(viewport=whole)

    @property
    def is_folded(self) -> bool:
        return self.viewport.scale != Scale(self.viewport.scale.cell)

    def toggle_anchor(self) -> "ViewState":
        """Put the anchor on the selected event, or take it away from there."""
        chosen = self.selection
        if chosen is None or chosen.when is None:
            return self
        if chosen is self.anchor:
            return self._replace(anchor=None, measures=False)
        return self._replace(anchor=chosen)

    def toggle_measure(self) -> "ViewState":
        """Measure from the anchor to the selection, or no longer; without an anchor from here."""
        chosen = self.selection
        if self.measures or (self.anchor is None and (chosen is None or chosen.when is None)):
            return self._replace(measures=False)
        return self._replace(measures=True, anchor=self.anchor or chosen)

    def to_anchor(self) -> "ViewState":
        """Select the anchor, if it is among what is shown."""
        anchor = self.anchor
        return self if anchor is None or not self.shows(anchor) else self.select(anchor)

    def toggle_dimming(self) -> "ViewState":
        return self._replace(dims=not self.dims)

    def toggle_list(self) -> "ViewState":
        return self._replace(listed=not self.listed, told=False, top=0)

    def toggle_story(self) -> "ViewState":
        """Read the events as a story, or no longer."""
        return self._replace(told=not self.told and self.total > 0, listed=False, top=0)

    @property
    def total(self) -> int:
        """How many events there are to see."""
        return len(self.dated) + len(self.undated)

    def scroll_list(self, rows: int, space: int) -> "ViewState":
        """Move a table up for a positive number of rows, never past its ends."""
        return self._replace(top=max(0, min(self.top + rows, self.total - space)))

    def list_scrolled(self, space: int) -> "ViewState":
        """Scroll a table by as little as shows the selected event."""
        at = self.position - 1
        if at < 0:
            return self.scroll_list(0, space)
        top = min(max(self.top, at - space + 1), at)
        return self._replace(top=top).scroll_list(0, space)

    def scroll(self, rows: int, plan: Plan, space: int) -> "ViewState":
        """Move the lanes up for a positive number of rows, never past the last one."""
        return self._replace(top=max(0, min(self.top + rows, plan.height - space)))

    def scrolled_to(self, row: int | None, plan: Plan, space: int) -> "ViewState":
        """Scroll the lanes by as little as shows a row."""
        if row is None or row < plan.frozen:
            return self.scroll(0, plan, space)
        top = min(max(self.top, row - space + 1), row - plan.frozen)
        return self._replace(top=top).scroll(0, plan, space)

    def step(self, by: int) -> "ViewState":
        """Select the next event in time for +1, the previous for -1; stop at the ends."""
        count = self.total
        if not count:
            return self
        at = self.position - 1
        if at < 0:
            return self.select(self._nearest(self.dated))
        return self.select(self.event(max(0, min(at + by, count - 1))))

    def step_in_lane(self, by: int) -> "ViewState":
        """Select the next or previous event in time of the selection's own lane."""
        index = None if self.lane is None else self.lanes[self.lane].events
        number = index.number(self.selection) if index and self.selection else None
        if index is None or number is None:
            return self.step(by)
        event = index[max(0, min(number + by, len(index) - 1))]
        return self.select(event, self.lane)

    def step_lane(self, by: int) -> "ViewState":
        """Select the event nearest in time in the next lane below for +1, above for -1."""
        if self.lane is None:
            return self._leave_undated(by)
        at = self.lane + by
        while 0 <= at < len(self.lanes) and not len(self.lanes[at].events):
            at += by
        if at >= len(self.lanes):
            return self.select(self.undated[0]) if self.undated else self
        if at < 0:
            return self
        return self.select(self._nearest(self.lanes[at].events), at)

    @property
    def shown_hits(self) -> list[int]:
        """The places of the hits among all events that the filter shows, from 0 on, in order."""
        if self.hits is None:
            return []
        ids, dated = self.hits.ids, self.dated.among(self.hits.ids)
        places = enumerate(self.undated, len(self.dated))
        undated = [place for place, event in places if event.id in ids]
        return [*dated, *undated] if undated else dated

    def step_hit(self, by: int) -> "ViewState":
        """Select the next hit after the selection for +1, the one before it for -1, round the ends.

        Where nothing is selected it is the one nearest to the middle of the screen or after it.
        """
        hits = self.shown_hits
        if not hits:
            return self
        here = self.position - 1
        if here < 0:
            here = bisect_left(self.dated.positions, self.focus) - (by > 0)
        at = bisect_right(hits, here) if by > 0 else bisect_left(hits, here) - 1
        return self.select(self.event(hits[at % len(hits)]))

    def at_hit(self) -> "ViewState":
        """Select the hit that is selected, or else the next one."""
        hits = self.shown_hits
        return self if not hits or self.position - 1 in hits else self.step_hit(1)

    def fit_found(self) -> "ViewState":
        """Show all that the filter shows."""
        return self.fit_events(self.dated.events) if self.filters else self.fit()

    def first(self) -> "ViewState":
        return self.select(self.event(0)) if self._any else self

    def last(self) -> "ViewState":
        """Select the last event that has a date, or the last of all if none has."""
        events = self.dated.events or self.undated
        return self.select(events[-1]) if events else self

    @property
    def position(self) -> int:
        """The selected event's place among all events, from 1 on; 0 when nothing is selected."""
        place = self._place(self.selection) if self.selection else None
        return 0 if place is None else place + 1

    def _place(self, event: Event) -> int | None:
        """Return the place of an event among those that the filter shows, from 0 on."""
        if event.when is not None:
            return self.dated.number(event)
        at = next((at for at, other in enumerate(self.undated) if other is event), None)
        return None if at is None else len(self.dated) + at

    def shows(self, event: Event) -> bool:
        """Whether an event is among what is shown."""
        return self._place(event) is not None

    @property
    def _any(self) -> bool:
        return bool(len(self.dated) or self.undated)

    def event(self, at: int) -> Event:
        """Return the event at a place among all that are shown, from 0 on."""
        dated = len(self.dated)
        return self.dated[at] if at < dated else self.undated[at - dated]

    def _around(self, index: EventIndex, about: Instant) -> Sequence[Event]:
        """Return the last event at or before an instant and the first one after it."""
        at = bisect_left(index.positions, about + 1)
        return index.events[max(0, at - 1) : at + 1]

    def _nearest(self, index: EventIndex) -> Event:
        """Return the event that begins nearest to the selection or the middle of the screen."""
        when = self.selection.when if self.selection else None
        about = when.position if when is not None else self.focus
        around = self._around(index, about)
        if not around:
            return self.undated[0]
        return min(around, key=lambda event: abs(_position(event) - about))

    def _leave_undated(self, by: int) -> "ViewState":
        lanes = [at for at, lane in enumerate(self.lanes) if len(lane.events)]
        if not lanes:
            return self.step(by)
        if self.selection is not None and by > 0:
            return self
        lane = lanes[0] if self.selection is None else lanes[-1]
        return self.select(self._nearest(self.lanes[lane].events), lane)


def margin_of(width: int) -> int:
    """Return the columns that stay free on either side of what is fitted."""
    return 1 if width < 40 else 2


def opening(dated: EventIndex, undated: Sequence[Event], extent: Span, width: int) -> ViewState:
    """Return the first state, without any lanes: everything in view, the first event selected."""
    viewport = Viewport.fit(extent, width, margin_of(width))
    return ViewState(dated, undated, (), extent, viewport).first()._replace(viewport=viewport)


def _held_within(viewport: Viewport, whole: Span) -> Viewport:
    """Pan so that nothing outside of the whole is shown as long as there is more of it to show."""
    start, end = viewport.scale.cells(whole)
    margin = margin_of(viewport.width)
    first = max(start - margin, min(viewport.first, end + margin - viewport.width))
    return viewport.pan(first - viewport.first)


def _position(event: Event) -> Instant:
    """Return the instant that a dated event is ordered by."""
    return event.when.position if event.when is not None else 0
