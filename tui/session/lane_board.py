"""All lanes of a timeline by any field, made once each, and what of them settings show."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.dates.span import Span
from tui.events.event import Event
from tui.events.timeline import Lane as DeclaredLane
from tui.layout.event_index import EventIndex
from tui.layout.grouping import Field, Grouping, Lane, fields, grouped
from tui.layout.lane_rows import Head
from tui.layout.marks import Glyphs
from tui.palette import LANE_GLYPHS
from tui.session.lane_settings import LaneSettings
from tui.session.view_state import ShownLane, ViewState

if TYPE_CHECKING:
    from tui.session.found import Found


class LaneBoard:
    """The lanes that the events of a timeline, which are in the order of time, can be seen in."""

    def __init__(self, events: Sequence[Event], declared: Sequence[DeclaredLane]) -> None:
        self._dated = [event for event in events if event.when is not None]
        self._undated = tuple(event for event in events if event.when is None)
        self._declared = declared
        self._lanes: dict[Field, tuple[Lane, ...]] = {}
        self._indexes: dict[tuple[Field, str], EventIndex] = {}
        self._filter: Found | None = None
        self._filtered: dict[tuple[Field, str], EventIndex] = {}
        self.everything = EventIndex(self._dated)

    @property
    def count(self) -> int:
        """How many events there are, whatever is shown."""
        return len(self._dated) + len(self._undated)

    def fields(self) -> tuple[Grouping, ...]:
        """Return what lanes can be made by."""
        return fields(self._dated)

    def names(self, field: Field) -> list[str]:
        """Return the names of all lanes by a field, as they were made."""
        return [lane.name for lane in self._all(field)]

    def empty(self) -> tuple[Span, ...]:
        """Return the stretches of time that no event may touch, in order."""
        from tui.axis.folding import empty_stretches

        whens = (event.when for event in self._dated)
        return empty_stretches((when.earliest, when.before) for when in whens if when)

    def hidden(self, settings: LaneSettings) -> tuple[Lane, ...]:
        """Return the lanes that settings hide."""
        return settings.arranged(self._all(settings.field)).hidden if settings.hidden else ()

    def arranged(self, view: ViewState, settings: LaneSettings) -> ViewState:
        """Return the state with the lanes as settings have them, and what its filter shows in them.

        Lanes of which the filter shows nothing are left out. The selection stays where it is seen;
        in a lane that is no longer shown the nearest event of the lane that took its place is
        selected.
        """
        if view.filter is not self._filter:
            self._filter = view.filter
            self._filtered.clear()
        board = settings.arranged(self._all(settings.field))
        ids = view.filter.ids if view.filter else None
        shown = [lane if ids is None else lane.only(ids) for lane in board.shown]
        lanes = tuple(
            ShownLane(
                head_of(lane, is_folded=lane.name in board.folded), self._index(settings, lane)
            )
            for lane in shown
            if lane.events or ids is None
        )
        pinned = sum(1 for lane in shown[: board.pinned] if lane.events or ids is None)
        dated = self.everything
        if board.unseen or ids is not None:
            seen = {event.id for lane in shown for event in lane.events}
            dated = EventIndex([event for event in self._dated if event.id in seen])
        undated = tuple(event for event in self._undated if ids is None or event.id in ids)
        here = None if view.lane is None else view.lanes[view.lane].head.name
        after = view._replace(
            settings=settings,
            lanes=lanes,
            pinned=pinned,
            dated=dated,
            undated=undated,
            names=tuple(lane.name for lane in board.shown),
            hidden=(len(board.hidden), board.unseen),
        )
        return after.settled(here, view.lane)

    def _all(self, field: Field) -> tuple[Lane, ...]:
        if field not in self._lanes:
            self._lanes[field] = grouped(self._dated, field, self._declared)
        return self._lanes[field]

    def _index(self, settings: LaneSettings, lane: Lane) -> EventIndex:
        key = settings.field, lane.name
        indexes = self._indexes if self._filter is None else self._filtered
        if key not in indexes:
            indexes[key] = EventIndex(lane.events)
        return indexes[key]


def head_of(lane: Lane, *, is_folded: bool = False) -> Head:
    """Return what is said of a lane, with the signs of its look unless the file gives it one."""
    solid, hollow = LANE_GLYPHS[lane.look % len(LANE_GLYPHS)]
    glyphs = Glyphs(lane.glyph, lane.glyph) if lane.glyph else Glyphs(solid, hollow)
    return Head(lane.name, len(lane.events), lane.look, glyphs, is_folded)
