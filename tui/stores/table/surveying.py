"""What a view needs to know of a table that no memory holds, asked for frame by frame."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from tui.dates.span import Span
from tui.events.event import Event
from tui.events.timeline import Timeline, in_order, lanes_in_use, ordered_lanes
from tui.layout.remainder import Remainder, layered, without
from tui.query.parser import parse
from tui.query.vocabulary import Vocabulary
from tui.session.survey import Answer, Page, PageWish, Survey, Wish
from tui.session.words import Words
from tui.stores.table.alignment import aligned, bin_width, padded
from tui.stores.table.building import RollupBuilding
from tui.stores.table.error import TableError
from tui.stores.table.frame import Frame
from tui.stores.table.store import MOST_EVENTS, MOST_LANES, TableStore

#: A view of so few events has them all at hand.
FEW = 1_000
#: Events of a page on either side of its middle, and how near to its end one may come.
_PAGE, _ROOM = 500, 100
#: Events without a date that are at hand of each query.
_MOST_UNDATED = 200
#: Bins of all time, and of a view for each of its columns.
_BASE_BINS, _BINS_A_COLUMN = 512, 2
#: The most important events at hand of all lanes of a frame together.
_MOST_OF_ALL = 1_600
#: Lanes that are known by name, those that are declared to be shown among them.
_MOST_KNOWN = 1_000
#: Views, and queries other than that of all events, of which what is known is kept.
_KEPT_VIEWS, _KEPT_QUERIES = 4, 6
#: The most events at hand that links of one lead to, and as many with links to it; of so many
#: events that is known.
_MOST_LINKED, _KEPT_LINKED = 100, 50


def _names(store: TableStore) -> list[str]:
    return [lane.name for lane in store.lanes(MOST_LANES)]


def _bins(wish: Wish) -> int:
    return max(1, wish.columns * _BINS_A_COLUMN)


class _View(NamedTuple):
    """What is known of a stretch of time; events are all that may touch it, None if too many."""

    frame: Frame
    events: Sequence[Event] | None

    @property
    def width(self) -> int:
        """How long a bin is, in microseconds."""
        return self.frame.span.length // self.frame.bins

    def covers(self, span: Span, width: int) -> bool:
        """Whether a span with bins of a width is known as well as it can be."""
        held = self.frame.span
        if not (held.start <= span.start and span.end <= held.end):
            return False
        return self.events is not None or self.width <= width

    def at_hand(self) -> Iterator[Event]:
        for lane in self.frame.lanes:
            yield from lane.events
        yield from self.events or ()


class _Scope:
    """What is known of the events that a query means: of all time, and of the last views."""

    def __init__(
        self,
        store: TableStore,
        lanes: Sequence[str],
        extent: Span,
        *,
        has_undated: bool,
        has_all_lanes: bool,
    ) -> None:
        """Take the lanes that are shown, whether they are all, and whether some may be undated."""
        self._store, self.lanes = store, lanes
        self._most = max(8, min(MOST_EVENTS, _MOST_OF_ALL // max(1, len(lanes))))
        self._base = self._looked(*aligned(extent, _BASE_BINS))
        self._views: list[_View] = []
        self.undated: list[Event] = []
        self.all_undated = 0
        if has_undated:
            self.all_undated, self.undated = store.undated(_MOST_UNDATED, lanes)
        #: How many events there are, also in lanes that are not shown.
        self.events = sum(self._base.frame.counts) + self.all_undated
        if not has_all_lanes:
            self.events = store.count()

    def _looked(self, span: Span, bins: int) -> _View:
        frame = self._store.frame(span, bins, self.lanes, self._most)
        if sum(frame.counts) > FEW:
            return _View(frame, None)
        events = self._store.window(span, 2 * FEW)
        return _View(frame, events if len(events) < 2 * FEW else None)

    def covers(self, span: Span, width: int) -> bool:
        return any(view.covers(span, width) for view in (self._base, *self._views))

    def look(self, span: Span, bins: int) -> None:
        """Ask for a view, and forget the one that was asked for the longest time ago."""
        self._views = [*self._views[1 - _KEPT_VIEWS :], self._looked(span, bins)]

    def at_hand(self) -> Iterator[Event]:
        for view in (self._base, *self._views):
            yield from view.at_hand()
        yield from self.undated

    def beside(self, wish: PageWish, *, later: bool) -> tuple[list[Event], bool]:
        """Return the events next to a place in time, and whether there are no others; see Store.

        They are looked for in a stretch that is likely to hold so many, then in longer ones.
        """
        every, position = self._base.frame.span, wish.instant
        end = every.end if later else every.start
        lanes = [name for name in self.lanes if name not in wish.hidden]
        reach = self._base.width
        while True:
            far = position + reach if later else position - reach
            is_all = far >= end if later else far <= end
            far = end if is_all else far
            # An event at the very place may be on either side.
            within = Span(min(position, far), max(position + 1, far))
            if is_all or self._density(within) >= 2 * _PAGE:
                found = self._store.beside(
                    position, wish.event, _PAGE, within=within, later=later, lanes=lanes
                )
                if is_all or len(found) == _PAGE:
                    return found, is_all and len(found) < _PAGE
            reach *= 4

    def _density(self, span: Span) -> int:
        """Return about how many events begin in a span."""
        frame = self._base.frame
        first = (span.start - frame.span.start) // self._base.width
        last = -(-(span.end - frame.span.start) // self._base.width)
        return sum(frame.counts[max(0, first) : last])

    def others(self, events: Iterable[Event], extent: Span) -> dict[str, Remainder]:
        """Return what is known of each lane beyond some events that are at hand."""
        instants: dict[str, list[int]] = {}
        for event in events:
            if event.when is not None:
                instants.setdefault(event.lane, []).append(event.when.position)
        found = {}
        frames = [
            view.frame for view in sorted((self._base, *self._views), key=lambda view: view.width)
        ]
        for number, name in enumerate(self.lanes):
            known = sorted(instants.get(name, ()))
            stretches = layered(
                (frame.span, without(frame.span, frame.lanes[number].counts, known))
                for frame in frames
            )
            # A bin at the edge of all time is longer than what there is of it.
            inner = (
                each._replace(start=max(each.start, extent.start), end=min(each.end, extent.end))
                for each in stretches
            )
            found[name] = Remainder(each for each in inner if each.start < each.end)
        return found


class Surveyor:
    """Asks a table for what views need; from one thread at a time, but for cancel and covers."""

    def __init__(self, store: TableStore, about: Timeline, building: RollupBuilding) -> None:
        """Look at all of the table from afar; raise TableError.

        about is a timeline that has all but the events; building is what can build a rollup of the
        table, or has built one before.
        """
        self._store, self._about = store, about
        self.building = building
        self._is_built = False
        self._take_rollup()
        self.extent = store.extent() or Span(0, 1)
        self._scopes: OrderedDict[str, _Scope] = OrderedDict()
        self._page: Page | None = None
        #: The lanes that were shown when the page was asked for.
        self._page_lanes: Sequence[str] = ()
        self._brought: list[Event] = []
        #: What the events are linked with that were selected last, by their ids.
        self._linked: OrderedDict[str, list[Event]] = OrderedDict()
        #: Whether an id was seen that several rows have.
        self.has_twins = False
        declared = {lane.name for lane in about.lanes}
        known = [lane.name for lane in store.lanes(_MOST_KNOWN)]
        more = [name for name in known[MOST_LANES:] if name in declared]
        self._most_lanes = [*known[:MOST_LANES], *more]
        self.all_lanes = store.lane_number()
        #: The lanes of what is asked, if there are others than those with most events of all.
        self._more_lanes: OrderedDict[str, list[str]] = OrderedDict()
        self._lanes = self._most_lanes
        self._has_undated = store.facts.rows > store.facts.dated
        self._scopes[""] = self._scope_of(store)
        self.last = self._survey(Wish(self.extent, 0, ("",)))

    def bring(self, ids: Iterable[str]) -> None:
        """Have events of some ids at hand from now on, as far as the engine finds them.

        To be called before anything is surveyed.
        """
        with suppress(TableError):
            for event_id in ids:
                event = self._store.event(event_id)
                self._brought += [] if event is None else [event]
        self.last = self._survey(Wish(self.extent, 0, ("",)))

    def covers(self, wish: Wish, *, with_room: bool = False) -> bool:
        """Whether the last survey has all that a view needs, or that panning will need next."""
        if not all(query in self.last.answers for query in wish.queries):
            return False
        if any(self.last.timeline.event(event.id) is None for event in wish.keeps):
            return False
        if self._unknown_links(wish):
            return False
        room = _ROOM if with_room else 0
        if wish.page is not None and not self._has_page(self.last.page, wish.page, room):
            return False
        scopes = [self._scopes.get(query) for query in wish.queries]
        return all(
            scope is not None
            and self._is_current(scope)
            and self._knows(scope, wish, with_room=with_room)
            for scope in scopes
        )

    def _is_current(self, scope: _Scope | None) -> bool:
        """Whether a query is known of all lanes that are shown."""
        return scope is not None and scope.lanes is self._lanes

    def _knows(self, scope: _Scope, wish: Wish, *, with_room: bool) -> bool:
        """Whether a query is known as well as a view needs it; nothing is where no event is."""
        room = wish.span.length // 4 if with_room else 0
        start = max(wish.span.start - room, self.extent.start)
        end = min(wish.span.end + room, self.extent.end)
        return start >= end or scope.covers(Span(start, end), bin_width(wish.span, _bins(wish)))

    def surveys(
        self, wish: Wish, is_stopped: Callable[[], bool] = lambda: False
    ) -> Iterator[Survey]:
        """Yield what a view needs to know, in one survey or more, each knowing better.

        Once it is stopped nothing more is asked. Raise TableError where the engine does not tell,
        StoppedError where it was stopped, or QueryError for no query.
        """
        self._store.engine.is_stopped = is_stopped
        if self._is_built:
            self._is_built = False
            self._take_rollup()
        self._show_lanes(wish.queries)
        for query in wish.queries:
            if not self._is_current(self._scopes.get(query)):
                self._scopes[query] = self._anew(query, wish)
                yield self._taken(wish)
            self._scopes.move_to_end(query)
            if not self._knows(self._scopes[query], wish, with_room=True):
                self._scopes[query].look(*padded(wish.span, _bins(wish)))
                yield self._taken(wish)
        if wish.page is None:
            self._page = None
        elif not self._has_page(self._page, wish.page, _ROOM):
            self._page, self._page_lanes = self._paged(wish.page), self._lanes
            yield self._taken(wish)
        for event in self._unknown_links(wish):
            self._linked[event.id] = self._store.linked(event, _MOST_LINKED)
            yield self._taken(wish)
        while len(self._linked) > _KEPT_LINKED:
            self._linked.popitem(last=False)
        while len(self._scopes) > _KEPT_QUERIES + 1:
            oldest = next(query for query in self._scopes if query)
            del self._scopes[oldest]
        while len(self._more_lanes) > _KEPT_QUERIES:
            self._more_lanes.popitem(last=False)
        if not self.covers(wish):
            yield self._taken(wish)

    def _unknown_links(self, wish: Wish) -> list[Event]:
        """Return the selected events of which it is not known what they are linked with."""
        if not self._store.has_links:
            return []
        return [event for event in wish.keeps if event.id not in self._linked]

    def _has_page(self, page: Page | None, wish: PageWish, room: int) -> bool:
        """Whether a page is what a list needs, with the events of all lanes that are shown."""
        return self._page_lanes is self._lanes and wish.is_met_by(page, room)

    def _paged(self, wish: PageWish) -> Page:
        """Return the events about a place in time, as many on either side."""
        scope = self._scopes[wish.query]
        before, is_first = scope.beside(wish, later=False)
        after, is_last = scope.beside(wish, later=True)
        here = [wish.event] if wish.event is not None else []
        undated = scope.undated if is_last else []
        known = self._known_between(wish, before, after)
        # Rows that share an id are one event to all who come from one to the next: where they are
        # already, then that which the last page had, then the nearest.
        events: dict[str, Event] = {}
        for event in (*here, *after, *reversed(before), *undated):
            events.setdefault(event.id, event if event in here else known.get(event.id, event))
        sought = wish.instant if wish.event is None else None
        # Those at one instant stand as they follow each other, or no page would lead past them.
        ordered = dict.fromkeys(event.id for event in (*before, *here, *after, *undated))
        listed = in_order(events[event_id] for event_id in ordered)
        return Page(wish.query, wish.hidden, listed, is_first, is_last, sought)

    @property
    def _paged_events(self) -> Sequence[Event]:
        return self._page.events if self._page is not None else ()

    def _known_between(
        self, wish: PageWish, before: Sequence[Event], after: Sequence[Event]
    ) -> dict[str, Event]:
        """Return the events of the last page, if it is of the same list, from before to after."""
        page = self._page
        if page is None or (page.query, page.hidden) != (wish.query, wish.hidden):
            return {}
        dated = [event.when.position for event in (*before, *after) if event.when]
        if not dated:
            return {}
        low, high = min(dated), max(dated)
        return {
            event.id: event
            for event in page.events
            if event.when and low <= event.when.position <= high
        }

    def _anew(self, query: str, wish: Wish) -> _Scope:
        """Return what is known of a query from afar, and of the view if anything was before.

        For what is known of fewer lanes is of use until as much is known of all.
        """
        before, scope = self._scopes.get(query), self._scope(query)
        if before is not None and not self._knows(scope, wish, with_room=True):
            scope.look(*padded(wish.span, _bins(wish)))
        return scope

    def _scope(self, query: str) -> _Scope:
        return self._scope_of(self._meant(query))

    def _meant(self, query: str) -> TableStore:
        """Return the rows that a query means, all for an empty one."""
        if not query:
            return self._store
        return self._store.filtered(parse(query, Vocabulary(self.last.timeline)))

    def _show_lanes(self, queries: Sequence[str]) -> None:
        """Show the lanes with most events of each query, too, where not all can be shown."""
        if self.all_lanes <= len(self._most_lanes):
            return
        for query in filter(None, queries):
            if query not in self._more_lanes:
                self._more_lanes[query] = _names(self._meant(query))
            self._more_lanes.move_to_end(query)
        more = chain.from_iterable(self._more_lanes.get(query, ()) for query in queries)
        lanes = list(dict.fromkeys((*self._most_lanes, *more)))
        # Those of a query that is done with do no harm until others are to be shown.
        if not set(lanes) <= set(self._lanes):
            self._lanes = lanes

    def _scope_of(self, store: TableStore) -> _Scope:
        return _Scope(
            store,
            self._lanes,
            self.extent,
            has_undated=self._has_undated,
            has_all_lanes=self.all_lanes <= len(self._lanes),
        )

    def _taken(self, wish: Wish) -> Survey:
        self.last = self._survey(wish)
        return self.last

    def _survey(self, wish: Wish) -> Survey:
        queries = [query for query in wish.queries if query in self._scopes]
        # Of rows that share an id those come first that a list or the selection goes on from.
        known: dict[str, Event] = {}
        for event in (*self._paged_events, *wish.keeps):
            known.setdefault(event.id, event)
        shown = set(self._lanes)
        for query in queries:
            for event in self._scopes[query].at_hand():
                if event.lane in shown:
                    kept = known.setdefault(event.id, event)
                    self.has_twins |= kept.when != event.when or kept.title != event.title
        linked = (self._linked.get(event.id, ()) for event in wish.keeps)
        for event in (*self._brought, *chain.from_iterable(linked)):
            known.setdefault(event.id, event)
        timeline = self._timeline(known.values())
        words = Words(timeline)
        answers = {query: self._answer(query, words) for query in queries}
        return Survey(timeline, self.extent, self.all_lanes, answers, self._page)

    def _timeline(self, events: Iterable[Event]) -> Timeline:
        ordered, about = in_order(events), self._about
        lanes = lanes_in_use(ordered_lanes(about.lanes, self._lanes), ordered)
        return replace(
            about,
            lanes=lanes,
            events=ordered,
            is_partial=True,
            table=None,
            own=self._store.own,
        )

    def _answer(self, query: str, words: Words) -> Answer:
        scope, found = self._scopes[query], words.found(query)
        here = sum(event.when is None for event in found.events)
        return Answer(
            events=scope.events,
            undated=scope.all_undated,
            more_undated=scope.all_undated - here,
            lanes=scope.others(found.events, self.extent),
            found=found,
        )

    def _take_rollup(self) -> None:
        if self.building.path is not None:
            self._store.use_rollup(self.building.path)

    def built(self, fingerprint: str) -> bool:
        """Take answers from the rollup that was built meanwhile, from the next one on.

        Return whether that can be: it was made of a table with a fingerprint.
        """
        self._is_built = fingerprint == self._store.fingerprint
        return self._is_built

    def cancel(self) -> None:
        """Stop what is asked now, from another thread."""
        self._store.cancel()
