"""A store over one table of an SQL engine."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import cache, partial
from heapq import merge
from itertools import chain
from pathlib import Path
from typing import Any, Self

from tui.dates.span import Instant, Span
from tui.events.event import Event
from tui.query.syntax import All, Expression
from tui.stores.table import question
from tui.stores.table.address import Address, parse
from tui.stores.table.alignment import clipped, edges_inside
from tui.stores.table.build import Progress, Work, build, fingerprint
from tui.stores.table.column import EventColumns, event_columns, kinds, sound
from tui.stores.table.condition import never_null
from tui.stores.table.connection import open_engine
from tui.stores.table.engine import Engine
from tui.stores.table.facts import Facts, facts
from tui.stores.table.filter import Ties, leads_to, table_filter
from tui.stores.table.frame import (
    Candidate,
    Frame,
    LaneCount,
    LaneFrame,
    chosen,
    key_place,
    summed,
)
from tui.stores.table.framing import FrameQuestions
from tui.stores.table.lane_count import LaneCounts
from tui.stores.table.link import texts_to
from tui.stores.table.mapping import Columns, column_map
from tui.stores.table.odd import OddRows
from tui.stores.table.rollup import Rollup
from tui.stores.table.row import RowReader, in_time, place_in_time
from tui.stores.table.shelf import Meant, Shelf
from tui.stores.table.side import MOMENT

#: Waits for the counts of bins by lane, and has them from then on.
Counted = Callable[[], dict[str, list[int]]]

#: So many rows with dates that an engine cannot read are read and kept here.
MOST_ODD = 10_000
#: So many lanes a frame has where none are named, and so many of each lane's events.
MOST_LANES, MOST_EVENTS = 50, 40
_KEPT_FRAMES = 24
#: The rows of no more events than these are sorted as they are, without asking for keys first.
_FEW = 20_000
#: About so many rows are asked for at once where all are wanted, unless more are at one position.
_PIECE = 50_000


class TableStore:
    """Answers a store's questions by asking an engine; see Store. Any answer may be a TableError.

    Rows whose dates the engine cannot read, such as sets, are kept in memory and answered for from
    there. It may be asked from one thread at a time; cancel may be called from any.
    """

    table: EventColumns
    facts: Facts
    _rows: Any
    _odd: OddRows
    _is_whole: bool
    _view: EventColumns
    _count: int | None
    _lanes: LaneCounts
    _texts: LaneCounts
    _questions: FrameQuestions
    _frames: OrderedDict[object, Frame]

    def __init__(self, engine: Engine, told: Mapping[str, str] | None = None) -> None:
        """Take the fields of events from the columns told by field, else guess; see column_map."""
        columns: Columns = kinds(engine.schema)
        self.engine = engine
        self.columns = column_map(columns, told or {})
        made = event_columns(engine.table, self.columns, columns, engine.name, engine.place)
        self._careful = made.over(engine.named(made.table))
        self._shelf = Shelf(engine, RowReader(made, self.columns.numbers))
        self.rollup: Rollup | None = None
        self.reload()

    def reload(self) -> None:
        """Look at the table again, which others may have changed, and forget all answers.

        Stores that were filtered from this one are to be made anew.
        """
        self.facts = facts(self.engine, self._careful, has_status=bool(self.columns.status))
        self.table = self._careful
        self._shelf.clear()
        is_simple = not self.table.is_text and not self.columns.precision
        if is_simple and self.facts.is_sound:
            quick = self._sound()
            self.table = quick.over(self.engine.named(quick.table))
        rows, odd = self.table.table, OddRows()
        if 0 < self.facts.odd <= MOST_ODD:
            # Kept apart from all others, which may have their ids.
            odd = OddRows(self._shelf.of_part().fetch(rows.filter(rows.is_odd)))
            rows = rows.filter(~rows.is_odd)
        vars(self).update(self._scope(rows, odd, is_whole=True))
        if self.rollup is not None:
            self.use_rollup(self.rollup.path)

    @property
    def own(self) -> tuple[str, ...]:
        """The columns that are no field of every event, by the names that they have there."""
        return tuple(self.table.own.values())

    @classmethod
    def open(
        cls,
        address: str | Address,
        told: Mapping[str, str] | None = None,
        begun: Callable[[Engine], None] = lambda _: None,
    ) -> Self:
        """Open the table at an address for reading only; close it when done.

        begun is told the engine before the table is looked at, so that it can be stopped.
        """
        engine = open_engine(address if isinstance(address, Address) else parse(address))
        try:
            begun(engine)
            return cls(engine, told)
        except BaseException:
            engine.close()
            raise

    def filtered(self, where: Expression) -> Self:
        """Return a store of those of its events that an expression means, over the same engine."""
        named: list[Event] = []

        def ties_of(event_id: str) -> Ties:
            event = self.event(event_id)
            named.extend([] if event is None else [event])
            return self._ties(event_id, event)

        rows = self._rows.filter(table_filter(where, self.table, self.facts.statuses, ties_of))
        is_whole = self._is_whole and where == All()
        other = copy(self)
        odd = self._odd.filtered(where, named)
        vars(other).update(self._scope(rows, odd, self._texts, is_whole=is_whole))
        return other

    def problems(self) -> list[str]:
        """Return what is amiss with the table as a whole, a sentence each."""
        found = []
        if self.facts.odd > MOST_ODD:
            found.append(
                f"{self.facts.odd:,} rows have dates that only a file can have or that are none:"
                f" more than {MOST_ODD:,} are too many to read here, so they stand without a date"
            )
        if self.facts.swapped:
            found.append(f"{self.facts.swapped:,} rows end before they begin: their end is unknown")
        found += self._shelf.reader.log.told()
        return found

    def count(self) -> int:
        """Return how many events there are, undated ones included."""
        if self._is_whole:
            return self.facts.rows
        if self._count is None:
            found = self.engine.one(self._rows.agg(rows=self._rows.count()))
            self._count = int(found["rows"]) + len(self._odd.events)
        return self._count

    def extent(self) -> Span | None:
        known = self.facts.extent
        if not self._is_whole:
            rows = self._rows
            found = self.engine.one(rows.agg(low=rows.low.min(), high=rows.high.max()))
            known = None if found["low"] is None else Span(found["low"], found["high"])
        spans = [span for span in (known, self._odd.extent()) if span]
        if not spans:
            return None
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    def window(self, span: Span | None = None, limit: int | None = None) -> Sequence[Event]:
        if limit == 0:
            return []
        rows = self._rows if span is None else self._touching(span)
        odd = self._odd.touching(span)
        if limit is None:
            return in_time([*self._shelf.fetch(rows), *odd])
        ordered = rows.order_by("rank", "key").limit(limit)
        found = self._shelf.fetch_few(ordered, rows, _touches(span))
        return in_time(chosen([*found, *odd], limit))

    def density(self, span: Span, bins: int) -> list[int]:
        counts = self._odd.density(span, bins)
        first, edges = edges_inside(span, bins)
        if edges:
            rows = self._rows.filter(question.positioned(self._view, span))
            for row in self.engine.rows(question.in_bins(rows, edges, ())):
                counts[first + row["bin"]] += row["count"]
        return counts

    def event(self, event_id: str) -> Event | None:
        loose = self._shelf.loose(event_id) if self._is_whole else None
        known = self._odd.event(event_id) or loose
        if known is not None:
            return known
        key = self._shelf.key(event_id, is_number=self._rows.key.type().is_integer())
        if key is None:
            return None
        found = self._shelf.fetch(self._rows.filter(self._rows.key == key).limit(1))
        return found[0].event if found else None

    @property
    def has_links(self) -> bool:
        """Whether a column says what events are linked with."""
        return bool(self.columns.links)

    def linked(self, event: Event, most: int) -> list[Event]:
        """Return events that an event is linked with, in the order of time.

        They are those that its links lead to and those with links to it, the most important ones:
        of either most at most, and as many of both whose dates the engine cannot read.
        """
        if not self.has_links:
            return []
        ties, targets = self._ties(event.id, event), {link.to for link in event.links}
        meant = [leads_to(self._view, ties.texts)]
        if ties.keys:
            meant.append(never_null(self._rows.key.isin(ties.keys)))
        found = []
        for is_meant in meant:
            rows = self._rows.filter(is_meant)
            found += self._shelf.fetch(rows.order_by("rank", "key").limit(most))
        odd = [each for each in self._odd.candidates if _is_tied(each.event, event, targets)]
        found += chosen(odd, most)
        return list({each.id: each for each in in_time(found)}.values())

    def lanes(self, most: int = MOST_LANES) -> list[LaneCount]:
        """Return the lanes with most events and how many each has, most first, then by name."""
        return self._lanes.most(most)

    def lane_number(self) -> int:
        """Return how many lanes there are; of more than a thousand, how many texts name them."""
        return self._lanes.number

    def frame(
        self,
        span: Span,
        bins: int,
        lanes: Sequence[str] | None = None,
        most: int = MOST_EVENTS,
    ) -> Frame:
        """Return how dense lanes are in equal bins of a span, and their most important events.

        lanes is by name; without it, those with most events. Of equally important events that may
        touch the span those with the least hash of their key are taken, whatever the span. Raise
        ValueError if the span is no multiple of bins long.
        """
        width, rest = divmod(span.length, bins)
        if rest:
            raise ValueError(f"{span.length} microseconds are no {bins} equal bins")
        names = tuple(lanes) if lanes is not None else tuple(lane.name for lane in self.lanes())
        asked = (span, bins, names, most)
        if asked in self._frames:
            self._frames.move_to_end(asked)
            return self._frames[asked]
        counted = self._counted(span, bins, width, names)
        try:
            events = self._leading(span, names, most, counted)
        except BaseException:
            self.engine.abandon()
            raise
        counts = counted()
        found = Frame(span, bins, tuple(LaneFrame(n, tuple(counts[n]), events[n]) for n in names))
        self._frames[asked] = found
        if len(self._frames) > _KEPT_FRAMES:
            self._frames.popitem(last=False)
        return found

    def every(self) -> Iterator[Event]:
        """Yield all events in the order of time, undated ones last.

        They are asked for piece by piece, and each row is of one piece by its position alone: no
        order tells rows apart that are the same in all that it sorts by, so that of pieces by
        offset some rows would be in two and others in none.
        """
        edges: list[Instant] = []
        if self.count() > _PIECE:
            asked = question.every_nth(self._rows, _PIECE)
            edges = sorted({at for (at,) in self.engine.tuples(asked)})
        odd: list[list[Candidate]] = [[] for _ in range(len(edges) + 2)]
        for each in self._odd.candidates:
            when = each.event.when
            odd[-1 if when is None else bisect_right(edges, when.position)].append(each)
        for number, rows in enumerate(question.pieces(self._rows, edges)):
            yield from self._piece(rows, odd[number])

    def undated(self, limit: int, lanes: Sequence[str]) -> tuple[int, list[Event]]:
        """Return how many events in some lanes have no date, and limit of them at most, by key."""
        rows = self._texts.rows_in(self._rows.filter(self._rows.position.isnull()), lanes)
        number = int(self.engine.one(rows.agg(rows=rows.count()))["rows"])
        named, found = set(lanes), []
        if number:
            found = self._shelf.fetch_few(
                rows.order_by("key").limit(limit),
                rows,
                lambda row: row.event.when is None and row.event.lane in named,
            )
        odd = [
            each
            for each in self._odd.candidates
            if each.event.when is None and each.event.lane in named
        ]
        return number + len(odd), in_time([*found, *odd])[:limit]

    def beside(
        self,
        position: Instant,
        event: Event | None,
        limit: int,
        *,
        within: Span,
        later: bool,
        lanes: Sequence[str],
    ) -> list[Event]:
        """Return the limit dated events at most that follow an event in time, or are before it.

        Without an event it is those from its position on, or before that. Events at the same
        position stand in the order of their keys. Only those positioned within a span and in some
        lanes are looked at; the answer is in the order of time.
        """
        key = None
        if event is not None:
            key = self._shelf.key(event.id, is_number=self._rows.key.type().is_integer())
        here = question.Here(position, key, is_event=event is not None)
        near = self._rows.filter(question.positioned(self._view, within))
        near, named = self._texts.rows_in(near, lanes), set(lanes)
        near = near.filter(question.is_beside(near, here, later=later))

        def is_meant(each: Candidate) -> bool:
            when = each.event.when
            return (
                when is not None
                and each.event.lane in named
                and within.start <= when.position < within.end
                and here.is_passed_by(when.position, each.row["key"], later=later)
            )

        found = self._shelf.fetch_few(question.next_to(near, limit, later=later), near, is_meant)
        found += [each for each in self._odd.touching(None) if is_meant(each)]
        found.sort(key=_by_position, reverse=not later)
        return in_time(found[:limit])

    def use_rollup(self, path: Path) -> bool:
        """Take answers from the rollup in a file if it is fresh; return whether it is."""
        if self.rollup is not None:
            self.rollup.close()
        self._shelf.clear_numbers()
        self.rollup = Rollup.open(path, self.fingerprint)
        return self.rollup is not None

    def build_rollup(
        self,
        path: Path,
        progress: Progress = lambda *_: None,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        """Make a rollup of the whole table in a file and take answers from it; see build.build."""
        if self.rollup is not None:
            self.rollup.close()
            self.rollup = None
        lanes = len(self._lanes.by_text)
        work = Work(
            self.engine, self.table, self._rows, self.facts, self._shelf.reader.columns, lanes
        )
        build(path, work, self.fingerprint, progress, is_stopped)
        self.use_rollup(path)
        self._frames.clear()

    @property
    def fingerprint(self) -> str:
        """What tells the table as it is known here from others, and from what it was before."""
        return fingerprint(self.engine.address, self.columns, self.facts)

    def cancel(self) -> bool:
        """Stop what is asked now, from another thread; return whether the engine can."""
        return self.engine.cancel()

    def close(self) -> None:
        if self.rollup is not None:
            self.rollup.close()
        self.engine.close()

    def _scope(
        self, rows: Any, odd: OddRows, texts: LaneCounts | None = None, *, is_whole: bool
    ) -> dict[str, Any]:
        """Return what is different in a store of other rows."""
        view = self.table.over(rows)
        lanes = LaneCounts(self.engine, rows, odd.events)
        # What texts mean which lane is asked once, for all stores that are filtered from this one.
        texts = lanes if texts is None else texts
        longest = self.facts.longest
        return {
            "_rows": rows,
            "_odd": odd,
            "_is_whole": is_whole,
            # A row that is kept need not be among those of a part, though its id is.
            "_shelf": self._shelf if is_whole else self._shelf.of_part(),
            "_view": view,
            "_count": None,
            "_lanes": lanes,
            "_texts": texts,
            "_questions": FrameQuestions(self.engine, view, texts, longest, is_all=is_whole),
            "_frames": OrderedDict(),
        }

    def _sound(self) -> EventColumns:
        """Return the events of a table that is known to have simple dates."""
        facts = self.facts
        all_dated = facts.dated == facts.rows
        # What has an end alone is not in the extent.
        is_late = all_dated and facts.extent is not None and facts.extent.start >= 0
        made = sound(self._careful, is_whole=facts.is_whole, is_late=is_late)
        return replace(made, same={**made.same, "s_state": MOMENT}) if all_dated else made

    def _ties(self, event_id: str, event: Event | None) -> Ties:
        """Return what ties rows to an event with an id, of which nothing else need be known."""
        is_number = self._rows.key.type().is_integer()
        key = self._shelf.key(event_id, is_number=is_number)
        targets = dict.fromkeys(link.to for link in event.links) if event else ()
        keys = (self._shelf.key(each, is_number=is_number) for each in targets)
        texts = texts_to(event_id if key is None else str(key))
        return Ties(key, [each for each in keys if each is not None], texts)

    def _piece(self, rows: Any, odd: Sequence[Candidate]) -> Iterator[Event]:
        """Yield the events of rows and odd ones in the order of time."""
        reader = self._shelf.reader
        columns = reader.columns
        found = self.engine.tuples(question.in_order(rows).select(*columns))
        found.reverse()

        def read() -> Iterator[Candidate]:
            # Each is let go once it is read, for there may be many.
            while found:
                row = dict(zip(columns, found.pop(), strict=True))
                yield Candidate(row, reader.read(row))

        for each in merge(read(), odd, key=place_in_time) if odd else read():
            yield each.event

    def _touching(self, span: Span) -> Any:
        return self._rows.filter(question.touching(self._view, span, self.facts.longest))

    def _counted(self, span: Span, bins: int, width: int, names: Sequence[str]) -> Counted:
        """Return what waits for the counts of bins by lane, as _counting does."""
        waiting = self._counting(span, bins, width, names)

        @cache
        def counted() -> dict[str, list[int]]:
            return summed(chain(self._odd.counts(span), waiting()), names, bins, width)

        return counted

    def _counting(
        self, span: Span, bins: int, width: int, names: Sequence[str]
    ) -> Callable[[], Iterable[tuple[str | None, int, int]]]:
        """Return what waits for text of a lane, begin and count of the bins that hold rows.

        begin is how many microseconds after the span's start a bin begins. Who can be asked
        meanwhile is asked from now on.
        """
        if self._is_whole and self.rollup is not None:
            known = self.rollup.counts(span, width)
            if known is not None:
                return lambda: known
        if clipped(span) == span:
            return self._questions.counts(span, width, names)
        return partial(self._counted_inside, span, bins, width, names)

    def _counted_inside(
        self, span: Span, bins: int, width: int, names: Sequence[str]
    ) -> Iterator[tuple[str | None, int, int]]:
        """Yield text of a lane, begin and count of bins that the engine cannot all reckon with."""
        rows = self._texts.rows_in(self._rows.filter(question.positioned(self._view, span)), names)
        first, edges = edges_inside(span, bins)
        if edges:
            for row in self.engine.rows(question.in_bins(rows, edges, ("lane",))):
                yield row["lane"], (first + row["bin"]) * width, row["count"]

    def _leading(
        self, span: Span, names: Sequence[str], most: int, counted: Counted
    ) -> dict[str, tuple[Event, ...]]:
        found = self._candidates(span, names, most, counted)
        by_lane: dict[str, list[Candidate]] = {name: [] for name in names}
        for candidate in (*found, *self._odd.touching(span)):
            if candidate.event.lane in by_lane:
                by_lane[candidate.event.lane].append(candidate)
        return {name: tuple(in_time(chosen(each, most))) for name, each in by_lane.items()}

    def _candidates(
        self, span: Span, names: Sequence[str], most: int, counted: Counted
    ) -> list[Candidate]:
        """Return the most important rows of each lane that may touch a span.

        counted waits for how many of each lane have their position in it.
        """
        if self._is_whole and self.rollup is not None:
            numbers = self.rollup.leading(span, most)
            if numbers is not None:
                return self._shelf.numbered(numbers, self.rollup.rows)
        asked, columns = self._questions, self._shelf.reader.columns
        if not self.facts.keyless:
            found = asked.first(span, names, most, columns)
            if found is not None:
                return _only_touching(self._shelf.read(found), span)
        longest = self.facts.longest
        is_short = longest is not None and longest <= span.length
        if not is_short or sum(map(sum, counted().values())) > _FEW:
            keys = [row["key"] for row in asked.leading(span, names, most, ())]
            if None not in keys:
                named, touches = set(names), _touches(span)
                return self._shelf.keyed(
                    keys,
                    lambda unseen: asked.keyed(span, unseen, columns),
                    lambda each: each.event.lane in named and touches(each),
                )
        return self._shelf.read(asked.leading(span, names, most, columns))


def _touches(span: Span | None) -> Meant:
    """Return what tells whether the event of a row may touch a span, all do for none."""

    def touches(each: Candidate) -> bool:
        when = each.event.when
        return span is None or (when is not None and when.may_touch(span))

    return touches


def _only_touching(found: list[Candidate], span: Span) -> list[Candidate]:
    """Return rows without those that have the id of another and do not touch a span."""
    if len({each.row["key"] for each in found}) == len(found):
        return found
    return list(filter(_touches(span), found))


def _is_tied(event: Event, other: Event, targets: set[str]) -> bool:
    """Whether an event is among the targets of another one, or has a link to it."""
    return event.id in targets or any(link.to == other.id for link in event.links)


def _by_position(candidate: Candidate) -> tuple[Any, ...]:
    when = candidate.event.when
    return (when.position if when else 0, *key_place(candidate.row))
