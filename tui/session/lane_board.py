"""All lanes of a timeline by any field, made once each, and what of them settings show."""

from collections.abc import Sequence

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


class LaneBoard:
    """The lanes that the events of a timeline, which are in the order of time, can be seen in."""

    def __init__(self, events: Sequence[Event], declared: Sequence[DeclaredLane]) -> None:
        self._dated = [event for event in events if event.when is not None]
        self._declared = declared
        self._lanes: dict[Field, tuple[Lane, ...]] = {}
        self._indexes: dict[tuple[Field, str], EventIndex] = {}
        self.everything = EventIndex(self._dated)

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
        """Return the state with the lanes as settings have them.

        The selection stays where it is seen; in a lane that is no longer shown the nearest event of
        the lane that took its place is selected.
        """
        board = settings.arranged(self._all(settings.field))
        lanes = tuple(
            ShownLane(
                head_of(lane, is_folded=lane.name in board.folded), self._index(settings, lane)
            )
            for lane in board.shown
        )
        dated = self.everything
        if board.unseen:
            seen = {event.id for lane in board.shown for event in lane.events}
            dated = EventIndex([event for event in self._dated if event.id in seen])
        here = None if view.lane is None else view.lanes[view.lane].head.name
        after = view._replace(
            settings=settings,
            lanes=lanes,
            pinned=board.pinned,
            dated=dated,
            hidden=(len(board.hidden), board.unseen),
        )
        return after.settled(here, view.lane)

    def _all(self, field: Field) -> tuple[Lane, ...]:
        if field not in self._lanes:
            self._lanes[field] = grouped(self._dated, field, self._declared)
        return self._lanes[field]

    def _index(self, settings: LaneSettings, lane: Lane) -> EventIndex:
        key = settings.field, lane.name
        if key not in self._indexes:
            self._indexes[key] = EventIndex(lane.events)
        return self._indexes[key]


def head_of(lane: Lane, *, is_folded: bool = False) -> Head:
    """Return what is said of a lane, with the signs of its look unless the file gives it one."""
    solid, hollow = LANE_GLYPHS[lane.look % len(LANE_GLYPHS)]
    glyphs = Glyphs(lane.glyph, lane.glyph) if lane.glyph else Glyphs(solid, hollow)
    return Head(lane.name, len(lane.events), lane.look, glyphs, is_folded)
