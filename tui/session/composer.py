"""From what the reader looks at to a scene: rows for the lanes, packings, counts, and the frame.

What is kept only saves work, it never changes a frame.
"""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from tui.axis.bins import binned
from tui.axis.ticks import ticks
from tui.axis.viewport import Viewport
from tui.dates.fuzzy_date import FuzzyDate
from tui.dates.span import Instant, Span
from tui.events.event import Event, LinkKind
from tui.events.timeline import Timeline, parted
from tui.layout.connections import Connection
from tui.layout.edges import Edges, beyond
from tui.layout.eras import era_rows, rows_taken
from tui.layout.frame import Frame, compose, gutter_of, space_for_lanes
from tui.layout.grouping import LANE, Field
from tui.layout.item import Cluster
from tui.layout.lanes import Place, TiledPacking, rows_for
from tui.layout.overview import Overview
from tui.layout.plan import Plan, need, plan
from tui.layout.remainder import Remainder, joined
from tui.layout.scene import Scene
from tui.session.found import both
from tui.session.lane_board import OthersOf, no_others
from tui.session.view_state import ShownLane, ViewState, margin_of

if TYPE_CHECKING:
    from tui.axis.scale import Scale
    from tui.session.found import Found

#: From this height on the overview is worth its two rows.
ENOUGH_FOR_OVERVIEW = 14

#: Packings kept, those used last, so that zooming back and forth packs once.
MOST_PACKINGS = 24

Density = Callable[[Span, int], Sequence[int]]
LanesOf = Callable[[Event, Field], Sequence[str]]


class Composer:
    """Draws the states of one timeline in width x height cells."""

    def __init__(
        self,
        timeline: Timeline,
        density: Density,
        now: Instant,
        lanes_of: LanesOf,
        others_of: OthersOf = no_others,
        more_undated: Callable[[str], int] = lambda _: 0,
    ) -> None:
        """Take what tells of events that are not at hand, by the query that means them."""
        self.width, self.height = 80, 24
        self._others_of, self._more_undated = others_of, more_undated
        self._timeline = timeline
        self._lanes_of = lanes_of
        self._eras = era_rows(timeline.eras)
        self._density = density
        self._now = now
        self._has_undated = bool(parted(timeline.events)[1])
        self._lanes: tuple[ShownLane, ...] | None = None
        self._by_name: dict[str, int] | None = None
        self._counted: list[int] | None = None
        self._plan: tuple[object, Plan] | None = None
        self._packings: dict[tuple[Scale, Plan, Event | None], TiledPacking] = {}
        self._binned: tuple[object, Sequence[int]] | None = None
        self._hit_bins: tuple[tuple[object, ...], Sequence[int]] | None = None
        #: Scenes that were made ahead, with the states and the sizes they are of.
        self._ready: deque[tuple[ViewState, tuple[int, int], Scene]] = deque(maxlen=4)
        self._told: tuple[TiledPacking, Found, dict[int, bool]] | None = None

    def gutter(self, view: ViewState) -> int:
        """Return the columns that lane names get."""
        return gutter_of(view.names, self.width, undated=self._has_undated)

    def space(self, view: ViewState) -> int:
        """Return the rows that lanes, or the events of a table, have on screen."""
        if view.listed:
            from tui.layout.table import space_in

            return space_in(self.height)
        return space_for_lanes(
            self.height,
            eras=rows_taken(self._eras),
            undated=bool(view.undated),
            overview=self._has_overview(view),
        )

    def plan(self, view: ViewState) -> Plan:
        """Return the rows of the lanes, as many as their labels need with everything in view."""
        self._keep(view.lanes)
        key = view.viewport.width, self.space(view), view.pinned
        if self._plan is None or self._plan[0] != key:
            whole = Viewport.fit(view.extent, view.viewport.width, margin_of(view.viewport.width))
            longest = _longest(view.viewport)
            needs = [
                1 if lane.head.is_folded else need(lane.events, whole.scale, view.extent, longest)
                for lane in view.lanes
            ]
            spare = key[1] - sum(needs) - len(needs) + 1
            for at, lane in enumerate(view.lanes):
                if spare > 0 and not lane.head.is_folded:
                    rows = rows_for(
                        lane.events, needs[at], spare, whole.scale, view.extent, longest
                    )
                    spare, needs[at] = spare - rows + needs[at], rows
            self._plan = key, plan(needs, key[1], view.pinned)
        return self._plan[1]

    def packing(self, view: ViewState) -> TiledPacking:
        key = view.viewport.scale, self.plan(view), view.anchor
        packing = self._packings.pop(key, None)
        if packing is None:
            if len(self._packings) >= MOST_PACKINGS:
                del self._packings[next(iter(self._packings))]
            indexes = [lane.events for lane in view.lanes]
            longest = _longest(view.viewport)
            remark = _time_from(view.anchor) if view.anchor else None
            packing = TiledPacking(indexes, key[1], key[0], view.extent, longest, remark)
        self._packings[key] = packing
        return packing

    def prepare(self, view: ViewState, *, draws: bool = True) -> Iterator[None]:
        """Pack what a state shows, lane by lane, draw it if so, and keep all that can be kept."""
        packing, low = self.packing(view), view.viewport.first
        for lane in self._on_screen(view):
            packing.prepare(lane, low, low + view.viewport.width)
            yield
        if draws:
            self._ready.append((view, (self.width, self.height), self.scene(view)))
            yield

    def place(self, view: ViewState) -> Place | None:
        """Return where the selected event is."""
        if view.selection is None or view.lane is None:
            return None
        return self.packing(view).place(view.lane, view.selection)

    def together(self, view: ViewState) -> Sequence[Event]:
        """Return the events that the selected one is counted with, none if it stands by itself."""
        if view.listed:
            return ()
        place = self.place(view)
        if place is None or view.lane is None or not isinstance(place.item, Cluster):
            return ()
        return self.packing(view).members(view.lane, place.item)

    def scene(self, view: ViewState) -> Scene:
        size = self.width, self.height
        ready = (made for known, of, made in self._ready if of == size and known == view)
        return next(ready, None) or self._composed(view)

    def _composed(self, view: ViewState) -> Scene:
        return self._listed(view) if view.listed else self._drawn(view)

    def _listed(self, view: ViewState) -> Scene:
        from tui.layout.table import Table, draw_table

        is_by_lane = view.settings.field == LANE
        table = Table(
            view.event,
            view.total,
            view.columns,
            view.top,
            view.position - 1,
            view.anchor,
            {lane.head.name: lane.head.look for lane in view.lanes} if is_by_lane else {},
            view.hits.ids if view.hits else (),
            self._undated_beyond(view) if view.undated else 0,
        )
        return draw_table(table, self.width, self.height)

    def _drawn(self, view: ViewState) -> Scene:
        anchor = view.anchor.when if view.anchor else None
        frame = Frame(
            viewport=view.viewport,
            packing=self.packing(view),
            ticks=ticks(view.viewport),
            heads=[lane.head for lane in view.lanes],
            eras=self._eras,
            undated=view.undated,
            overview=self._overview(view),
            selection=view.selection,
            lane=view.lane,
            top=view.top,
            now=self._now if view.as_of is None else view.as_of.day,
            now_name="now" if view.as_of is None else "as of",
            anchor=anchor.position if anchor else None,
            measure=_measured(view),
            edges=self._edges(view),
            connections=self._connections(view),
            dims=view.dims,
            hits=self._hits(view),
            more_undated=self._undated_beyond(view),
        )
        return compose(frame, self.gutter(view), self.height)

    def _hits(self, view: ViewState) -> frozenset[int]:
        """Return the identities of all on screen that a search found, or that counts a hit."""
        if view.hits is None or not view.hits.ids:
            return frozenset()
        packing, hits = self.packing(view), view.hits
        if self._told is None or self._told[0] is not packing or self._told[1] is not hits:
            self._told = packing, hits, {}
        told = self._told[2]
        low, high = view.viewport.first, view.viewport.first + view.viewport.width
        found = set()
        for lane in self._on_screen(view):
            rows = self.plan(view).rows[lane]
            items = [item for row in range(rows) for item in packing.items(lane, row, low, high)]
            for item in (*items, *packing.behind(lane, low, high)):
                if id(item) not in told:
                    told[id(item)] = packing.has_any(lane, item, hits.ids)
                if told[id(item)]:
                    found.add(id(item))
        return frozenset(found)

    def _on_screen(self, view: ViewState) -> Iterator[int]:
        """Return the lanes of which any row is on screen, the pinned ones first."""
        plan = self.plan(view)
        pinned, top = bisect_left(plan.firsts, plan.frozen), plan.frozen + view.top
        first = max(pinned, bisect_right(plan.firsts, top) - 1)
        if first < len(plan.firsts) and plan.firsts[first] + plan.rows[first] <= top:
            first += 1
        end = bisect_left(plan.firsts, view.top + self.space(view))
        return iter((*range(pinned), *range(first, max(first, end))))

    def _connections(self, view: ViewState) -> list[Connection]:
        chosen = view.selection
        if chosen is None:
            return []
        event_of, incoming = self._timeline.event, self._timeline.incoming(chosen.id)
        ends = [(event_of(link.to), link.kind, True) for link in chosen.links]
        ends += [(event, link.kind, False) for event, link in incoming]
        return [
            self._connection(view, event, kind, outgoing=outgoing)
            for event, kind, outgoing in ends
            if event is not None and event is not chosen
        ]

    def _connection(
        self, view: ViewState, event: Event, kind: LinkKind, *, outgoing: bool
    ) -> Connection:
        """Return a link with the place of its other end, in the selection's lane if it can be."""
        names = self._lanes_of(event, view.settings.field)
        lanes = [at for name in names if (at := self._numbers(view).get(name)) is not None]
        if event.when is None or not lanes:
            return Connection(event, kind, outgoing)
        lane = view.lane if view.lane in lanes else lanes[0]
        look, place = view.lanes[lane].head.look, self.packing(view).place(lane, event)
        return Connection(event, kind, outgoing, look, place)

    def _numbers(self, view: ViewState) -> dict[str, int]:
        """Return the place of each lane that is shown by its name."""
        self._keep(view.lanes)
        if self._by_name is None:
            self._by_name = {lane.head.name: at for at, lane in enumerate(view.lanes)}
        return self._by_name

    def _keep(self, lanes: tuple[ShownLane, ...]) -> None:
        """Forget what was made of other lanes."""
        if self._lanes is not lanes:
            self._lanes, self._plan, self._by_name, self._counted = lanes, None, None, None
            self._packings.clear()

    def _has_overview(self, view: ViewState) -> bool:
        has_any = view.dated.total > 0 or bool(view.filters)
        return self.height >= ENOUGH_FOR_OVERVIEW and has_any

    def _overview(self, view: ViewState) -> Overview | None:
        if not self._has_overview(view):
            return None
        width = view.viewport.width
        key = width, view.dated if view.filters else None
        if self._binned is None or self._binned[0] != key:
            binning = view.dated.density if view.filters else self._density
            self._binned = key, binning(view.extent, width)
        return Overview(view.extent, self._binned[1], self._hit_density(view))

    def _hit_density(self, view: ViewState) -> Sequence[int]:
        if view.hits is None:
            return ()
        key = view.hits, view.dated, view.viewport.width
        if self._hit_bins is None or any(
            a is not b for a, b in zip(self._hit_bins[0], key, strict=True)
        ):
            numbers, positions = view.dated.among(view.hits.ids), view.dated.positions
            found = [positions[number] for number in numbers]
            counts = binned(found, view.extent, view.viewport.width)
            others = joined(self._other_hits(view, view.hits))
            if others:
                more = others.density(view.extent, view.viewport.width)
                counts = [a + b for a, b in zip(counts, more, strict=True)]
            self._hit_bins = key, counts
        return self._hit_bins[1]

    def _other_hits(self, view: ViewState, hits: "Found") -> list[Remainder]:
        """Return the hits of each lane shown that are not at hand, as far as they are known."""
        if view.as_of is not None or not view.by_lane:
            return []
        query = both(view.filter.query, hits.query) if view.filter else hits.query
        others = self._others_of(query)
        names = [lane.head.name for lane in view.lanes]
        return [others[name] for name in names if name in others]

    def hits_beyond(self, view: ViewState) -> int:
        """Return how many hits in the lanes shown are not at hand, as far as they are known."""
        return sum(each.events for each in self._other_hits(view, view.hits)) if view.hits else 0

    def _undated_beyond(self, view: ViewState) -> int:
        """Return how many events without a date are shown and not at hand."""
        if view.as_of is not None:
            return 0
        return self._more_undated(view.filter.query if view.filter else "")

    def _edges(self, view: ViewState) -> Edges:
        plan = self.plan(view)
        before, after = beyond(view.dated, view.viewport.span)
        packing, low = self.packing(view), view.viewport.first
        for lane in self._on_screen(view):
            hidden, early = packing.astray(lane, low, low + view.viewport.width)
            before, after = before + hidden, after - early
        if plan.height <= self.space(view):
            return Edges(before, max(0, after), is_estimate=bool(view.dated.remainder))
        counts = self._counts_of(view)
        frozen = bisect_left(plan.firsts, plan.frozen)
        first = bisect_left(plan.firsts, plan.frozen + view.top)
        last = bisect_left(plan.firsts, view.top + self.space(view))
        cut = (
            first > frozen
            and plan.frozen + view.top < plan.firsts[first - 1] + plan.rows[first - 1]
        )
        above = counts[max(frozen, first - cut)] - counts[frozen]
        below, is_estimate = counts[-1] - counts[last], bool(view.dated.remainder)
        return Edges(before, max(0, after), above, below, is_estimate)

    def _counts_of(self, view: ViewState) -> list[int]:
        """Return how many events the lanes above each lane hold, and all of them."""
        self._keep(view.lanes)
        if self._counted is None:
            self._counted = [0, *accumulate(lane.events.total for lane in view.lanes)]
        return self._counted


def _time_from(anchor: Event) -> Callable[[Event], str]:
    from tui.layout.measure import time_from

    return time_from(anchor)


def _measured(view: ViewState) -> tuple[FuzzyDate, FuzzyDate] | None:
    anchor, chosen = view.anchor, view.selection
    if not view.measures or anchor is None or chosen is None or anchor is chosen:
        return None
    return (anchor.when, chosen.when) if anchor.when and chosen.when else None


def _longest(viewport: Viewport) -> int:
    """Return the most cells of a label."""
    return max(12, min(64, viewport.width * 3 // 5))
