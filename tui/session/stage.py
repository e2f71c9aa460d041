"""A timeline on a screen of some size: what keys make of it, and the frame that results.

Lanes are packed once for each zoom and height; what is kept only saves work, it never changes a
frame.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from tui.axis.viewport import Viewport
from tui.dates.calendar import DAY
from tui.dates.span import Instant, Span
from tui.events.event import Event
from tui.events.timeline import Timeline, parted
from tui.layout.grouping import LANE, Field, Grouping, Lane
from tui.layout.headline import Counts
from tui.layout.item import drawn_cells
from tui.layout.lanes import Place
from tui.layout.overview import Grip
from tui.layout.scene import Scene
from tui.session.composer import Density
from tui.session.found import Found
from tui.session.ground import Ground
from tui.session.history import History
from tui.session.lane_settings import LaneSettings
from tui.session.story import chapters, turn
from tui.session.view_state import MARGIN, STEP, AsOf, ViewState, opening

if TYPE_CHECKING:
    from tui.session.chain import Step, Way
    from tui.session.destination import Destination
    from tui.session.survey import Survey, Wish

YEAR = 366 * DAY


class Stage:
    """The viewer without a terminal."""

    view: ViewState

    def __init__(
        self, timeline: Timeline, extent: Span | None, density: Density, now: Instant
    ) -> None:
        self._history = History()
        #: The instant that a list is to show once it is known what is there.
        self._sought: Instant | None = None
        self._now = now
        self._stand_on(Ground(timeline, now, density))
        _, undated = parted(timeline.events)
        whole = extent or Span(now - YEAR, now + 1)
        first = opening(self._board.everything, undated, whole, self._composer.width)
        self.view = self._board.arranged(first, first.settings)
        self._last = ""

    def _stand_on(self, ground: Ground) -> None:
        self._ground = ground
        self._timeline, self._board, self._composer = ground.timeline, ground.board, ground.composer

    @classmethod
    def surveyed(cls, survey: "Survey", now: Instant) -> "Stage":
        """Return the stage of a timeline of which a survey is known."""
        stage = cls(survey.timeline, survey.extent, lambda _, bins: [0] * bins, now)
        stage.take(stage.ready(survey))
        return stage

    def ready(self, survey: "Survey") -> Ground:
        """Return another survey made ready for the view as it is; a thread may do it meanwhile."""
        ground = Ground.surveyed(survey, self._now)
        ground.prepare(self.view, self._ground.size)
        return ground

    def take(self, ground: Ground) -> None:
        """Show what another survey knows, in the view as it is by now."""
        ground.size = self._ground.size
        self._stand_on(ground)
        self._set(ground.renewed(self.view))
        survey, sought = ground.survey, self._sought
        page = survey.page if survey else None
        if survey and page and page.events and sought is not None and page.sought == sought:
            self._sought = None
            self._set(self.view.last() if sought >= survey.extent.end else self.view.first())
            self._follow_selection()

    def wish(self) -> "Wish":
        """Return what the state needs to know of a timeline that is surveyed."""
        from tui.session.survey import wish_of

        return wish_of(self.view, self._sought)

    def meant(self, query: str) -> int | None:
        """Return how many events of a table a query means, None where that is not known."""
        return self._ground.meant(query)

    def _seek(self, action: str) -> bool:
        """Let a list be brought to an end of the timeline that its page does not hold."""
        survey = self._ground.survey
        page = survey.page if survey else None
        if survey is None or page is None or not self.view.listed:
            return False
        if action == "first" and not page.is_first:
            self._sought = survey.extent.start
        elif action == "last" and not page.is_last:
            self._sought = survey.extent.end
        else:
            self._sought = None
        return self._sought is not None

    def resize(self, width: int, height: int) -> None:
        """Take a new size in cells; the first one and every one of a fitted view fits again."""
        was_shown = self.view.shows_selection
        self._composer.width, self._composer.height = width, height
        view = self.view.resize(max(1, width - self.gutter))
        self._set(view.revealed() if was_shown else view)
        if was_shown:
            self._follow_selection()

    @property
    def gutter(self) -> int:
        return self._composer.gutter(self.view)

    @property
    def space(self) -> int:
        """The rows that lanes have on screen."""
        return self._composer.space(self.view)

    @property
    def place(self) -> Place | None:
        """Where the selected event is."""
        return self._composer.place(self.view)

    def counts(self, problems: int) -> Counts:
        """Return what the line above the picture counts."""
        view = self.view
        events = view.dated.total + len(view.undated)
        field = view.settings.field
        by = "" if field == LANE else field.name
        counts = Counts(events, len(view.lanes), view.position, problems, by, *view.hidden)
        counts = counts._replace(is_list=view.listed)
        if view.told:
            told = chapters(view)
            at = bisect_left(told, view.position - 1)
            is_one = at < len(told) and told[at] == view.position - 1
            counts = counts._replace(story=(at + 1 if is_one else 0, len(told)))
        if view.filter is not None:
            counts = counts._replace(filter=view.filter.query)
        if view.as_of is not None:
            counts = counts._replace(as_of=view.as_of.day)
        if view.filters:
            counts = counts._replace(unfiltered=self._board.count)
        if view.hits is not None:
            hits = view.shown_hits
            at = bisect_left(hits, view.position - 1)
            is_hit = at < len(hits) and hits[at] == view.position - 1
            counts = counts._replace(hit=at + 1 if is_hit else 0, hits=len(hits))
        return self._ground.counted(view, counts)

    @property
    def look(self) -> int:
        """The look of the lane that the selection is in, -1 for none."""
        lane = self.view.lane
        return -1 if lane is None else self.view.lanes[lane].head.look

    def scene(self, passing: Viewport | None = None) -> Scene:
        """Return the frame of the state as it is, or as it is seen from a viewport on the way."""
        view = self.view if passing is None else self.view._replace(viewport=passing)
        return self._composer.scene(view)

    def ahead(self) -> Iterator[None]:
        """Do what the next pan and zoom will need, in pieces that take a part of a frame.

        Only what comes of the last key once more is drawn too: to draw all would cost more than
        the keys themselves do, and most of it is never seen.
        """
        if self.view.listed:
            return
        for action in ("pan_later", "pan_earlier", "zoom_in", "zoom_out"):
            is_likely = action == self._last
            yield from self._composer.prepare(TRANSITIONS[action](self), draws=is_likely)

    def perform(self, action: str) -> bool:
        """Do what a key asks for; False when the action is none of the stage's."""
        if self.view.told and action in OF_THE_TEXT:
            return False
        elsewhere = IN_TABLE if self.view.listed else IN_STORY if self.view.told else {}
        transition = elsewhere.get(action) or TRANSITIONS.get(action)
        if transition is None:
            return self._arrange_lane(action)
        self._last = action
        before = self.view
        if self._seek(action):
            return True
        self._set(transition(self))
        if self._ground.survey is not None and self.view.listed is not before.listed:
            self._set(self._ground.renewed(self.view))
        if action in JUMPS:
            self.has_left(before)
        if action not in LEAVING or self.view.listed:
            self._follow_selection()
        if action in SELECTING:
            self._reveal()
        return True

    def why_not(self, action: str, before: ViewState) -> str:
        """Return why an action has left the state as it was before, "" where that shows."""
        scale = self.view.viewport.scale
        if action == "fold_time" and self.view.is_folded and not self.view.listed:
            return "" if scale.folds(*scale.cells(self.view.extent)) else WHY_NOT[action]
        if self.view != before:
            return ""
        return (IN_TABLE_WHY_NOT if self.view.listed else WHY_NOT).get(action, "")

    def has_left(self, before: ViewState) -> None:
        """Remember where the reader was, if that is somewhere else."""
        view = self.view
        if (view.selection, view.viewport) != (before.selection, before.viewport):
            self._history = self._history.left(before)

    def go_back(self) -> bool:
        """Show the state before the last jump; False if there is none."""
        has_past = bool(self._history.past)
        self._history, view = self._history.back(self.view)
        self.back_to(view)
        return has_past

    def go_forward(self) -> bool:
        """Show the state that the reader went back from; False if there is none."""
        has_future = bool(self._history.future)
        self._history, view = self._history.forward(self.view)
        self.back_to(view)
        return has_future

    def follow(self, event: Event) -> None:
        """Select an event that something leads to, so that one can come back; see select."""
        before = self.view
        self.select(event)
        self.has_left(before)

    def links(self, way: "Way") -> "list[Step]":
        """Return the links of the selected event that lead one way."""
        from tui.session.chain import steps

        chosen = self.view.selection
        return steps(self._timeline, chosen, way) if chosen else []

    def chain(self, way: "Way") -> "list[Step]":
        """Return all that links of the selected event lead to, step after step."""
        from tui.session.chain import chain

        chosen = self.view.selection
        return chain(self._timeline, chosen, way) if chosen else []

    def select(self, event: Event) -> None:
        """Select an event; if it is in hidden lanes alone, the first of these is shown again."""
        field = self.view.settings.field
        hidden = {lane.name for lane in self.hidden}
        names = self._board.lanes_of(event, field) if event.when is not None and hidden else ()
        if names and hidden.issuperset(names):
            self.show_lanes(names[:1])
        self._set(self.view.select(event))
        self._follow_selection()
        self._reveal()

    def _reveal(self) -> None:
        """Pan by as little as shows what is drawn of the selection, which may be but a part of it.

        Or else a number that it is counted in.
        """
        place = None if self.view.listed else self.place
        if place is None:
            return
        start, end = drawn_cells(place.item)
        viewport = self.view.viewport
        if end <= viewport.first or start >= viewport.first + viewport.width:
            to_instant = viewport.scale.to_instant
            near = end - 1 if end <= viewport.first else start
            self._set(self.view._replace(viewport=viewport.reveal(to_instant(near), MARGIN)))

    @property
    def hidden(self) -> Sequence[Lane]:
        """The lanes that are hidden."""
        return self._board.hidden(self.view.settings)

    def show_lanes(self, names: Sequence[str]) -> None:
        """Show hidden lanes again."""
        settings = self.view.settings
        for name in names:
            settings = settings.show(name)
        self.arrange(settings)

    def filter(self, found: Found | None) -> None:
        """Show only what was found, or everything again; see filtering."""
        for _ in self.filtering(found):
            pass

    def filtering(self, found: Found | None) -> Iterator[None]:
        """Show only what was found, or everything again, once the last step is done."""
        yield from self._narrowing(lambda view: view._replace(filter=self._ground.found(found)))

    def _narrowing(self, change: Callable[[ViewState], ViewState]) -> Iterator[None]:
        """Change what narrows the picture once the last step is done.

        An event that is selected because the one before it is not shown gives way to that as soon
        as it is.
        """
        view = self.view
        wanted = view.left[0] if view.left and view.selection is view.left[1] else view.selection
        after = change(view)._replace(selection=wanted, left=None)
        yield from self._board.steps(after)
        after = self._board.arranged(after, view.settings)
        if wanted is not None and after.selection is not wanted:
            after = after._replace(left=(wanted, after.selection))
        after = after.resize(max(1, self._composer.width - self._composer.gutter(after)))
        yield from self._composer.prepare(after)
        if self.view is not view:
            # The screen has changed meanwhile, and what it shows with it.
            yield from self._narrowing(change)
            return
        self._set(after)
        self._follow_selection()

    def narrowing(self, found: Found) -> Iterator[None]:
        """Show only what was found, so that one can come back; see filtering."""
        before = self.view
        yield from self.filtering(found)
        self._history = self._history.left(before)

    def toggle_as_of(self) -> str:
        """Show only what was known when the selected event happened, or everything again.

        Return why that cannot be, "" if it can.
        """
        chosen = self.view.selection
        if self.view.as_of is not None:
            self.show_as_of(None)
            return ""
        if not self._ground.knowledge.days:
            return "No source has a date, so nothing tells what was known when"
        if chosen is None or chosen.when is None:
            return "An event without a date does not tell when"
        day = self._ground.knowledge.at(chosen.when.position)
        if day is None:
            return "No source had told of anything by then"
        self.show_as_of(day)
        return ""

    def step_as_of(self, by: int) -> bool:
        """Go to the next day on which something became known, or back to the one before it for -1.

        The first event that was told on it is selected. Return False, and change nothing, where
        there is none.
        """
        if self.view.as_of is None:
            return not self.toggle_as_of()
        day = self._ground.knowledge.step(self.view.as_of.day, by)
        if day is None:
            return False
        self.show_as_of(day)
        told = self._ground.knowledge.told_on(day)
        seen = next((event for event in told if self.view.shows(event)), None)
        if seen is not None:
            self._set(self.view.select(seen))
            self._follow_selection()
        return True

    def show_as_of(self, day: Instant | None) -> None:
        """Show what was known by the end of a day, given by its first instant; None for all."""
        as_of = None if day is None else AsOf(day, self._ground.knowledge.by(day))
        for _ in self._narrowing(lambda view: view._replace(as_of=as_of)):
            pass

    def widen(self) -> None:
        """Take away all that narrows the picture, marks, list and story; the screen stays."""
        while self.step_back():
            pass
        if self.view.listed:
            self._set(self.view.toggle_list())

    def mark(self, found: Found | None, start: ViewState | None = None) -> None:
        """Mark what was found, and select the hit next to what is selected, in start if given."""
        for _ in self.marking(found, start):
            pass

    def marking(self, found: Found | None, start: ViewState | None = None) -> Iterator[None]:
        """Mark what was found once the last step is done; see mark."""
        found = self._ground.found(found)
        if found is not None:
            for index in (self.view.dated, *(lane.events for lane in self.view.lanes)):
                yield from index.asking(found.ids)
        view = (start or self.view)._replace(hits=found)
        self._set(view.at_hit())
        self._follow_selection()
        if self.view.selection is not view.selection:
            self._reveal()

    def back_to(self, view: ViewState) -> None:
        """Show all as it was in an earlier state."""
        view = self._ground.renewed(view)
        self._set(view.resize(max(1, self._composer.width - self._composer.gutter(view))))
        self._follow_selection()

    def step_back(self) -> bool:
        """End a story, or take away the marks of a search, or else what narrows the picture.

        Return False if there is none of these.
        """
        if self.view.told:
            self._set(self.view.toggle_story())
            return True
        if self.view.hits is not None:
            self._set(self.view._replace(hits=None))
            return True
        if self.view.as_of is not None:
            self.show_as_of(None)
            return True
        if self.view.filter is not None:
            self.filter(None)
            return True
        return False

    def zoom_at(self, factor: float, column: int) -> None:
        """Zoom about what stands in a column of the picture."""
        if self.view.listed:
            return
        about = self.view.viewport.to_instant(max(0, column - self.gutter))
        self._set(self.view.zoom(factor, about))

    def pan(self, cells: int) -> None:
        if not self.view.listed:
            self._set(self.view.pan(cells))

    def scroll(self, rows: int) -> None:
        self._set(self.scrolled(rows))

    def visit(self, place: "Destination") -> None:
        """Go where a prompt led; a date brings along the event nearest to it if that is in view."""
        if place.event is not None:
            self.follow(place.event)
        elif place.span is not None:
            before = self.view
            self._set(self.view.go_to(place.span))
            self._follow_selection()
            self.has_left(before)

    def look_at(self, span: Span) -> None:
        """Show a span of time from edge to edge, whatever is selected."""
        self._set(self.view.fit_exactly(span))

    def show_anchor(self, event: Event, *, measures: bool) -> None:
        """Let all events tell the time from one; measure from it to the selection if so wished."""
        self._set(self.view._replace(anchor=event, measures=measures))

    def brush(self, grip: Grip, column: int) -> None:
        """Pull the brush, or an end of it, to a column of the picture."""
        at = column - self.gutter
        view = self.view
        self._set(view.brush_to(at) if grip is Grip.WHOLE else view.stretch(grip, at))

    def open(self) -> bool:
        """Zoom into the cluster that holds the selection; False, and no change, where none can be.

        Events that share their dates stay together at any zoom.
        """
        together = self.together
        closer = self.view.fit_events(together)
        if not together or closer.viewport.scale.cell >= self.view.viewport.scale.cell:
            return False
        before = self.view
        self._set(closer)
        self._follow_selection()
        self.has_left(before)
        return True

    @property
    def together(self) -> Sequence[Event]:
        """The events that the selected one is counted with, none if it stands by itself."""
        return self._composer.together(self.view)

    @property
    def empty(self) -> Sequence[Span]:
        """The stretches of time that no event may touch."""
        return self._board.empty()

    @property
    def fields(self) -> Sequence[Grouping]:
        """What lanes can be made by."""
        return self._board.fields()

    def regroup(self, field: Field) -> None:
        """Make lanes by a field."""
        self.arrange(self.view.settings.regroup(field))

    def splitting(self, found: Sequence[Found]) -> Iterator[None]:
        """Make a lane for each of some queries, or those of the file again for none."""
        view = self.view
        settings = view.settings.regroup(self._board.split(found) if found else LANE)
        yield from self._board.steps(view._replace(settings=settings))
        self.arrange(settings)

    def arrange(self, settings: LaneSettings) -> None:
        """Show the lanes as settings have them."""
        view = self._board.arranged(self.view, settings)
        width = self._composer.width - self._composer.gutter(view)
        self._set(view.resize(max(1, width)))
        self._follow_selection()

    def _arrange_lane(self, action: str) -> bool:
        """Do what a key asks for with the lane that the selection is in."""
        settings, lane = self.view.settings, self.view.lane
        if action not in LANE_ACTIONS:
            return False
        if lane is not None and (action != "hide_lane" or len(self.view.lanes) > 1):
            name = self.view.lanes[lane].head.name
            names = self._board.names(settings.field)
            self.arrange(LANE_ACTIONS[action](settings, name, names))
        return True

    def _set(self, view: ViewState) -> None:
        self.view = view
        self.view = self.scrolled(0)

    def show_columns(self, columns: Sequence[str]) -> None:
        """Show the events as a table of some columns."""
        view = self.view if self.view.listed else self.view.toggle_list()
        self._set(view._replace(columns=tuple(columns)))
        self._follow_selection()

    def scrolled(self, rows: int) -> ViewState:
        if self.view.listed:
            return self.view.scroll_list(rows, self.space)
        return self.view.scroll(rows, self._composer.plan(self.view), self.space)

    def _follow_selection(self) -> None:
        if self.view.listed:
            self.view = self.view.list_scrolled(self.space)
            return
        place = self.place
        row = place.row if place else None
        self.view = self.view.scrolled_to(row, self._composer.plan(self.view), self.space)


def _pan_step(stage: Stage) -> int:
    return max(1, stage.view.viewport.width // 10)


def _half(stage: Stage) -> int:
    return max(1, stage.space // 2)


#: The actions after which the selection may be off the screen.
LEAVING = frozenset(
    {"pan_earlier", "pan_later", "scroll_up", "scroll_down", "anchor", "measure", "dim"}
)

#: The actions that select an event, which is then on screen.
SELECTING = frozenset(
    {
        *("previous_in_lane", "next_in_lane", "lane_above", "lane_below", "previous", "next"),
        *("first", "last", "next_hit", "previous_hit", "to_anchor"),
    }
)

#: The actions that lead somewhere else, from which one may want to come back.
JUMPS = frozenset(
    {
        *("first", "last", "fit_all", "fit_selection", "fit_found", "next_hit", "previous_hit"),
        "to_anchor",
    }
)

#: What each action makes of the lane settings, given the name of a lane and those of all.
LANE_ACTIONS: dict[str, Callable[[LaneSettings, str, Sequence[str]], LaneSettings]] = {
    "fold_lane": lambda settings, name, _: settings.fold(name),
    "pin_lane": lambda settings, name, _: settings.pin(name),
    "hide_lane": lambda settings, name, _: settings.hide(name),
    "lane_up": lambda settings, name, names: settings.move(name, -1, names),
    "lane_down": lambda settings, name, names: settings.move(name, 1, names),
}

#: What each action makes of the state.
TRANSITIONS: dict[str, Callable[[Stage], ViewState]] = {
    "previous_in_lane": lambda stage: stage.view.step_in_lane(-1),
    "next_in_lane": lambda stage: stage.view.step_in_lane(1),
    "lane_above": lambda stage: stage.view.step_lane(-1),
    "lane_below": lambda stage: stage.view.step_lane(1),
    "previous": lambda stage: stage.view.step(-1),
    "next": lambda stage: stage.view.step(1),
    "first": lambda stage: stage.view.first(),
    "last": lambda stage: stage.view.last(),
    "pan_earlier": lambda stage: stage.view.pan(-_pan_step(stage)),
    "pan_later": lambda stage: stage.view.pan(_pan_step(stage)),
    "scroll_up": lambda stage: stage.scrolled(-_half(stage)),
    "scroll_down": lambda stage: stage.scrolled(_half(stage)),
    "zoom_in": lambda stage: stage.view.zoom(STEP),
    "zoom_out": lambda stage: stage.view.zoom(1 / STEP),
    "fit_all": lambda stage: stage.view.fit(),
    "fit_found": lambda stage: stage.view.fit_found(),
    "next_hit": lambda stage: stage.view.step_hit(1),
    "previous_hit": lambda stage: stage.view.step_hit(-1),
    "fit_selection": lambda stage: stage.view.fit_selection(),
    "anchor": lambda stage: stage.view.toggle_anchor(),
    "measure": lambda stage: stage.view.toggle_measure(),
    "to_anchor": lambda stage: stage.view.to_anchor(),
    "dim": lambda stage: stage.view.toggle_dimming(),
    "list": lambda stage: stage.view.toggle_list(),
    "story": lambda stage: stage.view.toggle_story(),
    "fold_time": lambda stage: stage.view.fold(stage.empty),
}

#: The same where the events are shown as a table, as far as it differs.
IN_TABLE: dict[str, Callable[[Stage], ViewState]] = {
    "lane_above": lambda stage: stage.view.step(-1),
    "lane_below": lambda stage: stage.view.step(1),
    **dict.fromkeys(("scroll_up", "pan_earlier"), lambda stage: stage.view.step(1 - stage.space)),
    **dict.fromkeys(("scroll_down", "pan_later"), lambda stage: stage.view.step(stage.space - 1)),
    **dict.fromkeys(
        ("zoom_in", "zoom_out", "fit_all", "fit_selection", "fit_found", "fold_time"),
        lambda stage: stage.view,
    ),
}

#: The same where the events are read as a story.
IN_STORY: dict[str, Callable[[Stage], ViewState]] = {
    **dict.fromkeys(("previous_in_lane", "previous"), lambda stage: turn(stage.view, -1)),
    **dict.fromkeys(("next_in_lane", "next", "fold_lane"), lambda stage: turn(stage.view, 1)),
}

#: Why an action of a key changes nothing, where it does not show.
WHY_NOT: dict[str, str] = {
    "to_anchor": "There is no anchor to go to: m sets one",
    "anchor": "An event without a date cannot be the anchor",
    "measure": "There is nothing to measure from: m sets an anchor",
    **dict.fromkeys(("next_hit", "previous_hit"), "Nothing is marked: / finds and marks"),
    "fold_time": "No stretch without events is long enough to be folded at this zoom",
}
IN_TABLE_WHY_NOT = dict.fromkeys(
    ("zoom_in", "zoom_out", "fit_all", "fit_selection", "fit_found", "fold_time"),
    "The list has no zoom: v shows the timeline",
)

#: What keys do to the text of a story, and not to the picture above it.
OF_THE_TEXT = frozenset({"lane_above", "lane_below", "scroll_up", "scroll_down"})
