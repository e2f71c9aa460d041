"""A timeline on a screen of some size: what keys make of it, and the frame that results.

Lanes are packed once for each zoom and height; what is kept only saves work, it never changes a
frame.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.axis.ticks import ticks
from tui.dates.calendar import DAY
from tui.dates.span import Instant, Span
from tui.events.event import Event
from tui.events.timeline import Era
from tui.layout.eras import era_rows, rows_taken
from tui.layout.frame import Frame, compose, gutter_of, lane_rows
from tui.layout.headline import Counts
from tui.layout.lanes import Packing, group, pack
from tui.layout.scene import Scene
from tui.session.view_state import STEP, ViewState, opening

if TYPE_CHECKING:
    from tui.axis.scale import Scale
    from tui.session.destination import Destination

#: From this height on the overview is worth its two rows.
ENOUGH_FOR_OVERVIEW = 14

YEAR = 366 * DAY

#: Packings kept, so that zooming back and forth packs once.
MOST_PACKINGS = 8

Density = Callable[[Span, int], Sequence[int]]


class Stage:
    """The viewer without a terminal."""

    def __init__(
        self,
        events: tuple[Event, ...],
        order: Sequence[str],
        extent: Span | None,
        eras: Sequence[Era],
        density: Density,
        now: Instant,
    ) -> None:
        self._eras = era_rows(eras)
        self._density = density
        self._undated = tuple(event for event in events if event.when is None)
        self._width, self._height = 80, 24
        self._packings: dict[tuple[Scale, int], Packing] = {}
        self._binned: tuple[object, Sequence[int]] | None = None
        lanes = group(events, order)
        self.gutter = 0
        self.view = opening(events, lanes, extent or Span(now - YEAR, now + 1), self._width)

    def resize(self, width: int, height: int) -> None:
        """Take a new size in cells; the first one and every one of a fitted view fits again."""
        was_shown = self.view.shows_selection
        self._width, self._height = width, height
        names = (lane.name for lane in self.view.lanes)
        self.gutter = gutter_of(names, width, undated=bool(self._undated))
        view = self.view.resize(max(1, width - self.gutter))
        self._set(view.revealed() if was_shown else view)
        if was_shown:
            self._follow_selection()

    @property
    def space(self) -> int:
        """The rows that lanes have on screen."""
        return lane_rows(
            self._height,
            eras=rows_taken(self._eras),
            undated=bool(self._undated),
            overview=self._has_overview,
        )

    @property
    def packing(self) -> Packing:
        view = self.view
        key = view.viewport.scale, self.space
        if key not in self._packings:
            if len(self._packings) >= MOST_PACKINGS:
                del self._packings[next(iter(self._packings))]
            self._packings[key] = pack(view.lanes, key[0], view.extent, key[1])
        return self._packings[key]

    def counts(self, problems: int) -> Counts:
        """Return what the line above the picture counts."""
        view = self.view
        return Counts(len(view.events), len(view.lanes), view.position, problems)

    def lane_of(self, event: Event) -> int:
        """Return the place of an event's lane in the picture, -1 for none."""
        names = (lane.name for lane in self.view.lanes)
        return next((at for at, name in enumerate(names) if name == event.lane), -1)

    def scene(self) -> Scene:
        """Return the frame of the state as it is."""
        view = self.view
        frame = Frame(
            viewport=view.viewport,
            packing=self.packing,
            ticks=ticks(view.viewport),
            eras=self._eras,
            undated=self._undated,
            density=self._bins() if self._has_overview else (),
            extent_cells=view.viewport.scale.cells(view.extent),
            selection=view.selection,
            top=view.top,
        )
        return compose(frame, self.gutter, self._height)

    def perform(self, action: str) -> bool:
        """Do what a key asks for; False when the action is none of the stage's."""
        transition = TRANSITIONS.get(action)
        if transition is None:
            return False
        self._set(transition(self))
        if action not in LEAVING:
            self._follow_selection()
        return True

    def select(self, event: Event) -> None:
        self._set(self.view.select(event))
        self._follow_selection()

    def zoom_at(self, factor: float, column: int) -> None:
        """Zoom about what stands in a column of the picture."""
        about = self.view.viewport.to_instant(max(0, column - self.gutter))
        self._set(self.view.zoom(factor, about))

    def pan(self, cells: int) -> None:
        self._set(self.view.pan(cells))

    def scroll(self, rows: int) -> None:
        self._set(self.view.scroll(rows, self.packing, self.space))

    def visit(self, place: "Destination") -> None:
        """Go where a prompt led; a date brings along the event nearest to it if that is in view."""
        if place.event is not None:
            self.select(place.event)
        elif place.span is not None:
            self._set(self.view.go_to(place.span))
            self._follow_selection()

    def brush_to(self, column: int) -> None:
        """Bring the part of the whole extent that stands in a column of the overview on screen."""
        self._set(self.view.brush_to(column - self.gutter))

    def open(self) -> bool:
        """Zoom into the cluster that holds the selection; False, and no change, where none can be.

        Events that share their dates stay together at any zoom.
        """
        place = self.packing.places.get(self.view.selection.id) if self.view.selection else None
        if place is None or not place.item.members:
            return False
        closer = self.view.fit_events([mark.event for mark in place.item.members])
        if closer.viewport.scale.cell >= self.view.viewport.scale.cell:
            return False
        self._set(closer)
        self._follow_selection()
        return True

    def _set(self, view: ViewState) -> None:
        self.view = view
        self.view = view.scroll(0, self.packing, self.space)

    def _follow_selection(self) -> None:
        self.view = self.view.scrolled_to_selection(self.packing, self.space)

    @property
    def _has_overview(self) -> bool:
        return self._height >= ENOUGH_FOR_OVERVIEW and len(self.view.events) > len(self._undated)

    def _bins(self) -> Sequence[int]:
        key = self.view.viewport.width
        if self._binned is None or self._binned[0] != key:
            self._binned = key, self._density(self.view.extent, key)
        return self._binned[1]


def _pan_step(stage: Stage) -> int:
    return max(1, stage.view.viewport.width // 10)


def _half(stage: Stage) -> int:
    return max(1, stage.space // 2)


#: The actions after which the selection may be off the screen.
LEAVING = frozenset({"pan_earlier", "pan_later", "scroll_up", "scroll_down"})

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
    "scroll_up": lambda stage: stage.view.scroll(-_half(stage), stage.packing, stage.space),
    "scroll_down": lambda stage: stage.view.scroll(_half(stage), stage.packing, stage.space),
    "zoom_in": lambda stage: stage.view.zoom(STEP),
    "zoom_out": lambda stage: stage.view.zoom(1 / STEP),
    "fit_all": lambda stage: stage.view.fit(),
    "fit_selection": lambda stage: stage.view.fit_selection(),
}
