"""The one state of the viewer and its pure transitions: what each key means."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from tui.axis.viewport import Viewport
from tui.dates.calendar import DAY, HOUR
from tui.dates.span import Instant, Span
from tui.events.event import Event
from tui.layout.lanes import Lane, Packing

#: Columns that a revealed event keeps from the edge of the screen.
MARGIN = 4

#: After every date: undated events are in order behind the dated ones.
LATEST = 10**40

#: (a span of at most this length, is shown in this much time around it)
SURROUNDINGS = ((HOUR, DAY), (DAY, 60 * DAY), (31 * DAY, 366 * DAY), (366 * DAY, 3660 * DAY))

#: One press of a zoom key.
STEP = 2**0.5


class ViewState(NamedTuple):
    """What is on screen: where on the axis, from which row of the lanes on, and what is selected.

    events are all events of the timeline in the order of time, undated ones last; extent is what
    "fit all" shows and what panning does not leave behind.
    """

    events: tuple[Event, ...]
    lanes: tuple[Lane, ...]
    extent: Span
    viewport: Viewport
    selection: Event | None = None
    top: int = 0

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
        width = self.viewport.width
        return self._replace(
            viewport=Viewport.fit(span or self.extent, width, margin_of(width)), top=0
        )

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
        fitted = Viewport.fit(self.extent, self.viewport.width, margin_of(self.viewport.width))
        if self.viewport == fitted:
            return self._replace(viewport=Viewport.fit(self.extent, width, margin_of(width)))
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
            viewport = Viewport.fit(span, width, margin_of(width))
        elif viewport.span.length > 2 * around:
            there = Span(middle - around // 2, middle + around // 2)
            viewport = Viewport.fit(there, width, margin_of(width))
        whole = Span(min(self.extent.start, span.start), max(self.extent.end, span.end))
        viewport = _held_within(viewport.centre_on(middle), whole)
        return self._replace(viewport=viewport).with_nearest(span.start)

    def with_nearest(self, about: Instant) -> "ViewState":
        dated = self.events[: bisect_left(self.events, LATEST, key=_position)]
        at = bisect_left(dated, about, key=_position)
        shown = self.viewport.span
        near = [
            event
            for event in dated[max(0, at - 1) : at + 1]
            if shown.start <= _position(event) < shown.end
        ]
        if not near:
            return self
        return self._replace(selection=min(near, key=lambda event: abs(_position(event) - about)))

    def select(self, event: Event) -> "ViewState":
        """Select an event and bring the screen to it as far as needed."""
        return self._replace(selection=event).revealed()

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

    def scroll(self, rows: int, packing: Packing, space: int) -> "ViewState":
        """Move the lanes up for a positive number of rows, never past the last one."""
        return self._replace(top=max(0, min(self.top + rows, packing.height - space)))

    def scrolled_to_selection(self, packing: Packing, space: int) -> "ViewState":
        """Scroll the lanes by as little as shows the row of the selected event."""
        place = packing.places.get(self.selection.id) if self.selection else None
        if place is None:
            return self.scroll(0, packing, space)
        top = min(max(self.top, place.row - space + 1), place.row)
        return self._replace(top=top).scroll(0, packing, space)

    def step(self, by: int) -> "ViewState":
        """Select the next event in time for +1, the previous for -1; stop at the ends."""
        return self._stepped(self.events, by)

    def step_in_lane(self, by: int) -> "ViewState":
        """Select the next or previous event in time of the selection's own lane."""
        lane = self._lane()
        if lane is None:
            return self.step(by)
        return self._stepped(self.lanes[lane].events, by)

    def step_lane(self, by: int) -> "ViewState":
        """Select the event nearest in time in the next lane below for +1, above for -1."""
        here = self._lane()
        if here is None:
            return self._leave_undated(by)
        at = here + by
        while 0 <= at < len(self.lanes) and not self.lanes[at].events:
            at += by
        if at >= len(self.lanes):
            undated = next((event for event in self.events if event.when is None), None)
            return self.select(undated) if undated else self
        if at < 0:
            return self
        return self.select(self._nearest(self.lanes[at].events))

    def first(self) -> "ViewState":
        return self.select(self.events[0]) if self.events else self

    def last(self) -> "ViewState":
        """Select the last event that has a date, or the last of all if none has."""
        if not self.events:
            return self
        dated = bisect_left(self.events, LATEST, key=_position)
        return self.select(self.events[dated - 1])

    @property
    def position(self) -> int:
        """The selected event's place among all events, from 1 on; 0 when nothing is selected."""
        return self.events.index(self.selection) + 1 if self.selection in self.events else 0

    def _stepped(self, events: Sequence[Event], by: int) -> "ViewState":
        if not events:
            return self
        if self.selection is None or self.selection not in events:
            return self.select(self._nearest(events))
        at = events.index(self.selection) + by
        return self.select(events[max(0, min(at, len(events) - 1))])

    def _nearest(self, events: Sequence[Event]) -> Event:
        """Return the event that begins nearest to the selection or the middle of the screen."""
        when = self.selection.when if self.selection else None
        about = when.position if when is not None else self.focus
        at = bisect_right(events, about, key=_position)
        around = [event for event in events[max(0, at - 1) : at + 1] if event.when is not None]
        return min(around or events, key=lambda event: abs(_position(event) - about))

    def _lane(self) -> int | None:
        if self.selection is None or self.selection.when is None:
            return None
        name = self.selection.lane
        return next((at for at, lane in enumerate(self.lanes) if lane.name == name), None)

    def _leave_undated(self, by: int) -> "ViewState":
        lanes = [lane for lane in self.lanes if lane.events]
        if not lanes:
            return self.step(by)
        if self.selection is None:
            return self.select(self._nearest(lanes[0].events))
        return self if by > 0 else self.select(self._nearest(lanes[-1].events))


def margin_of(width: int) -> int:
    """Return the columns that stay free on either side of what is fitted."""
    return 1 if width < 40 else 2


def opening(
    events: tuple[Event, ...], lanes: tuple[Lane, ...], extent: Span, width: int
) -> ViewState:
    """Return the first state: everything in view, the first event selected."""
    viewport = Viewport.fit(extent, width, margin_of(width))
    return ViewState(events, lanes, extent, viewport, events[0] if events else None)


def _held_within(viewport: Viewport, whole: Span) -> Viewport:
    """Pan so that nothing outside of the whole is shown as long as there is more of it to show."""
    start, end = viewport.scale.cells(whole)
    margin = margin_of(viewport.width)
    first = max(start - margin, min(viewport.first, end + margin - viewport.width))
    return viewport.pan(first - viewport.first)


def _position(event: Event) -> Instant:
    return event.when.position if event.when is not None else LATEST
