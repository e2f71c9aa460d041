"""All lanes of a timeline by any field, made once each, and what of them settings show."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from tui.dates.span import Span
from tui.events.columns import BEGINLESS, ENDLESS, columns_of, ids_of, is_columnar, only
from tui.events.event import Event
from tui.events.timeline import Lane as DeclaredLane
from tui.events.timeline import parted
from tui.layout.event_index import EventIndex, IndexArrays
from tui.layout.grouping import (
    LANE,
    REST,
    Field,
    Grouping,
    Lane,
    Split,
    by_queries,
    fields,
    grouped,
    lanes_of,
)
from tui.layout.lane_rows import Head
from tui.layout.marks import DIAMONDS, Glyphs
from tui.layout.remainder import Remainder, joined
from tui.palette import LANE_GLYPHS
from tui.session.found import Found
from tui.session.lane_settings import LaneSettings
from tui.session.view_state import ShownLane, ViewState

#: Returns the events of each lane that are not at hand, of those that a query means.
OthersOf = Callable[[str], Mapping[str, Remainder]]


def no_others(_query: str) -> Mapping[str, Remainder]:
    """Return that all events are at hand."""
    return {}


class LaneBoard:
    """The lanes that the events of a timeline, which are in the order of time, can be seen in."""

    def __init__(
        self,
        events: Sequence[Event],
        declared: Sequence[DeclaredLane],
        others_of: OthersOf = no_others,
    ) -> None:
        self._others_of = others_of
        self._dated, self._undated = parted(events)
        self._declared = declared
        self._lanes: dict[Field, tuple[Lane, ...]] = {}
        #: What is shown, and by which settings, the last time it was asked for.
        self._last: tuple[_Shown, LaneSettings, dict[str, Any]] | None = None
        self._splits: dict[Field, Split] = {}
        self._kept = self._dated.kept if is_columnar(self._dated) else {}
        self._whole = _Shown(None, others_of(""), self._kept)
        self._narrowed: tuple[tuple[Found, ...], _Shown] = (), self._whole
        every = joined(self._whole.others.values())
        self.everything = EventIndex(self._dated, self._kept.get(""), every)

    @property
    def count(self) -> int:
        """How many events there are, whatever is shown."""
        return self.everything.total + len(self._undated)

    def fields(self) -> tuple[Grouping, ...]:
        """Return what lanes can be made by."""
        return fields(self._dated)

    def names(self, field: Field) -> list[str]:
        """Return the names of all lanes by a field, as they were made."""
        return [lane.name for lane in self._all(field)]

    def empty(self) -> tuple[Span, ...]:
        """Return the stretches of time that no event may touch, in order."""
        from tui.axis.folding import empty_stretches

        columns = columns_of(self._dated)
        reaches = zip(columns.positions, columns.befores, columns.signs, strict=True)
        others = self.everything.remainder
        return empty_stretches(
            chain(
                (
                    (None if signs & BEGINLESS else start, None if signs & ENDLESS else end)
                    for start, end, signs in reaches
                ),
                ((each.start, each.end) for each in (others.stretches if others else ())),
            )
        )

    def hidden(self, settings: LaneSettings) -> tuple[Lane, ...]:
        """Return the lanes that settings hide."""
        return settings.arranged(self._all(settings.field)).hidden if settings.hidden else ()

    def arranged(self, view: ViewState, settings: LaneSettings) -> ViewState:
        """Return the state with the lanes as settings have them, and what its filter shows in them.

        Lanes of which the filter shows nothing are left out. The selection stays where it is seen;
        in a lane that is no longer shown the nearest event of the lane that took its place is
        selected.
        """
        known = self._known(view)
        if self._last is None or self._last[:2] != (known, settings):
            self._last = known, settings, self._arrangement(known, settings)
        here = None if view.lane is None else view.lanes[view.lane].head.name
        return view._replace(settings=settings, **self._last[2]).settled(here, view.lane)

    def _arrangement(self, known: "_Shown", settings: LaneSettings) -> dict[str, Any]:
        """Return the parts of a state that say which lanes are shown, and what is in them."""
        ids = known.ids
        board = settings.arranged(self._all(settings.field))
        shown = [(lane, known.index(settings.field, lane)) for lane in board.shown]
        lanes = tuple(
            ShownLane(head_of(lane, index.total, is_folded=lane.name in board.folded), index)
            for lane, index in shown
            if index.total or ids is None
        )
        unseen = board.unseen
        if self._whole.others:
            # Those that are not at hand are hidden with their lanes too.
            unseen = sum(known.index(settings.field, lane).total for lane in board.hidden)
        seen = [index for _, index in shown] if unseen else None
        return {
            "lanes": lanes,
            "pinned": sum(1 for _, index in shown[: board.pinned] if index.total or ids is None),
            "dated": self._dated_in(known, seen),
            "undated": self._undated if ids is None else only(self._undated, ids),
            "names": tuple(lane.name for lane in board.shown),
            "hidden": (len(board.hidden), unseen),
        }

    def steps(self, view: ViewState) -> Iterator[None]:
        """Do what takes time of arranging the lanes of a state, in pieces that take little."""
        known = self._known(view)
        field = view.settings.field
        for lane in self._all(field):
            index = known.index(field, lane)
            yield
            if len(index):
                yield from index.steps(ranked=True)
        yield from self._dated_in(known, None).steps(ranked=False)

    def _known(self, view: ViewState) -> "_Shown":
        """Return what is known of all that the filters of a state show."""
        wanted = view.filters
        if not wanted:
            return self._whole
        before, known = self._narrowed
        if len(before) != len(wanted) or not all(map(self._is_same, before, wanted)):
            ids = frozenset.intersection(*(found.ids for found in wanted))
            # Of what several filters leave over together, nothing is known.
            others = self._others_of(wanted[0].query) if len(wanted) == 1 else {}
            known = _Shown(ids, others)
            self._narrowed = wanted, known
        return known

    def _is_same(self, one: Found, other: Found) -> bool:
        """Whether two queries mean the same events, which were found once."""
        return one is other or (one.ids is other.ids and self._others_of is no_others)

    def _dated_in(self, known: "_Shown", seen: Sequence[EventIndex] | None) -> EventIndex:
        """Return the dated events shown: all of them, or those that are seen in some lanes."""
        if seen is not None:
            ids = {name for index in seen for name in ids_of(index.events)}
            others = joined(index.remainder for index in seen if index.remainder)
            return EventIndex(only(self._dated, ids), remainder=others)
        if known.ids is None:
            return self.everything
        if known.dated is None:
            others = joined(known.others.values())
            known.dated = EventIndex(only(self._dated, known.ids), remainder=others)
        return known.dated

    def split(self, found: Sequence[Found]) -> Field:
        """Return the field that has a lane for each of some queries, as they stand."""
        names = tuple(dict.fromkeys(each.query for each in found))
        field = Field("query", queries=names)
        ids = {each.query: each.ids for each in found}
        self._splits[field] = Split(names, tuple(ids[name] for name in names))
        self._last = None
        return field

    def lanes_of(self, event: Event, field: Field) -> tuple[str, ...]:
        """Return the names of the lanes that an event is in, at least one."""
        split = self._splits.get(field)
        return (split.groups(event.id) or (REST,)) if split else lanes_of(event, field)

    def _all(self, field: Field) -> tuple[Lane, ...]:
        if field not in self._lanes:
            split = self._splits.get(field)
            if split is None:
                self._lanes[field] = grouped(self._dated, field, self._declared)
            else:
                for other in [known for known in self._lanes if known.queries]:
                    del self._lanes[other]
                self._lanes[field] = by_queries(self._dated, split)
        return self._lanes[field]


class _Shown:
    """The events of some ids, or all for None, by lane; filled as it is asked."""

    def __init__(
        self,
        ids: frozenset[str] | None,
        others: Mapping[str, Remainder],
        kept: Mapping[str, IndexArrays] | None = None,
    ) -> None:
        """Take for kept what is known of lanes already, for the time that all events are shown."""
        self.ids = ids
        self.others = others
        self._kept = kept or {}
        self.dated: EventIndex | None = None
        self._indexes: dict[tuple[Field, str], EventIndex] = {}

    def index(self, field: Field, lane: Lane) -> EventIndex:
        key = field, lane.name
        if key not in self._indexes:
            only = lane.events if self.ids is None else lane.only(self.ids).events
            kept = self._kept.get(lane.name) if field == LANE and lane.name else None
            others = self.others.get(lane.name) if field == LANE else None
            self._indexes[key] = EventIndex(only, kept, others)
        return self._indexes[key]


def head_of(lane: Lane, events: int, *, is_folded: bool = False) -> Head:
    """Return what is said of a lane that shows so many events.

    Its signs are those of its look unless the file gives it one. What has no hollow twin has that
    of all, so that doubt has its sign in any lane.
    """
    solid, hollow = LANE_GLYPHS[lane.look % len(LANE_GLYPHS)]
    if lane.glyph:
        solid, hollow = lane.glyph, dict(LANE_GLYPHS).get(lane.glyph, DIAMONDS.hollow)
    glyphs = Glyphs(solid, hollow)
    return Head(lane.name, events, lane.look, glyphs, is_folded)
