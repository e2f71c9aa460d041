"""What is asked of an engine, as expressions: windows, densities, the most important events."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from tui.dates.calendar import DAY, SECOND, instant
from tui.dates.span import Instant, Span
from tui.stores.table.alignment import clipped
from tui.stores.table.column import EventColumns
from tui.stores.table.condition import as_number, constant
from tui.stores.table.filter import may_touch
from tui.stores.table.frame import key_place
from tui.stores.table.instant import FURTHEST, modulo
from tui.stores.table.mapping import Kind

_EPOCH = datetime(1970, 1, 1)  # as an engine's timestamps without a zone
_FIRST, _LAST = instant(2), instant(9998)  # what datetime holds, with room for a day
_FIRST_FINE, _LAST_FINE = instant(1678), instant(2262)  # what 64 bits of nanoseconds hold
#: More rows than these of each lane `least` cannot find.
MOST_LEAST = 999_999


class Bounds(NamedTuple):
    """What rows are compared with: numbers and moments, or what stands for them in a question.

    start and end are instants that an engine reckons with. first is what a start column of
    timestamps or dates is at least, last what it is less than, None where that is not known. since
    is there if these two say all: then it is what the last column of a row that touches the span is
    at least.
    """

    start: Any
    end: Any
    first: Any = None
    last: Any = None
    since: Any = None


def bounds(events: EventColumns, span: Span, reach: int | None = 0) -> Bounds | None:
    """Return the bounds of a span, None if an engine reckons with nothing of it.

    reach is how long before the span a row that is wanted may begin, None for no limit.
    """
    inner = clipped(span)
    if inner is None:
        return None
    first = None if reach is None else inner.start - reach
    if first is not None and first > _FIRST and inner.end < _LAST and events.is_exact:
        unit = DAY if events.start.kind is Kind.DATE else SECOND
        # No row begins within a unit, and each lasts for one at least.
        first, last = -(-first // unit) * unit, -(-inner.end // unit) * unit
        edges = (first, last, inner.start // unit * unit)
        return Bounds(inner.start, inner.end, *(_moment(edge, events) for edge in edges))
    return Bounds(inner.start, inner.end, *_near(events, first, inner.end))


def touching(events: EventColumns, span: Span, longest: int | None) -> Any:
    """Whether a row's date may touch a span, null where it has none.

    longest is the length of the longest date, None where some have no bound: then nothing that
    begins long before the span needs a look.
    """
    within = bounds(events, span, longest)
    if within is None:
        return may_touch(events.table, span.start, span.end)
    return touching_within(events, within)


def touching_within(events: EventColumns, within: Bounds) -> Any:
    """Whether a row's date may touch what lies between bounds, null where it has none."""
    table = events.table
    if within.since is not None:
        final = table.raw_start if events.end is None else table.raw_end.coalesce(table.raw_start)
        return may_begin(events, within) & (final >= within.since)
    if events.is_sound:
        return (
            may_begin(events, within)
            & (table.earliest < within.end)
            & (table.before > within.start)
        )
    return may_begin(events, within) & may_touch(table, within.start, within.end)


def positioned(events: EventColumns, span: Span) -> Any:
    """Whether a row is dated and its position lies in a span, null where it has none."""
    within = bounds(events, span)
    return constant(value=False) if within is None else positioned_within(events, within)


def positioned_within(events: EventColumns, within: Bounds) -> Any:
    """Whether a row is dated and its position lies between bounds, null where it has none."""
    if within.since is not None:
        return may_begin(events, within)
    position = events.table.position
    found = (position >= within.start) & (position < within.end)
    is_near = may_begin(events, within)
    if not events.is_sound:
        # The position of what has no beginning is its end's, far from the column.
        is_near |= events.table.earliest.isnull()
    return is_near & found


def may_begin(events: EventColumns, within: Bounds) -> Any:
    """Whether the start column as it is lies between bounds, true if that is not known.

    By this engines skip what is far away.
    """
    found = constant(value=True)
    if within.first is not None:
        found &= events.table.raw_start >= within.first
    if within.last is not None:
        found &= events.table.raw_start < within.last
    return found


def _near(
    events: EventColumns, start: Instant | None, end: Instant
) -> tuple[date | None, date | None]:
    """Return what the start column of all that begins in [start, end) is at least and less than.

    None where that is not known, as of columns that are no timestamps or dates.
    """
    if events.start.kind not in (Kind.TIMESTAMP, Kind.DATE) or events.start.is_widened:
        return None, None
    if events.is_text:
        return None, None
    # Engines compare a moment with a column as one of the column's type, which it has to fit.
    earliest, latest = (_FIRST_FINE, _LAST_FINE) if events.is_fine else (_FIRST, _LAST)
    # Rounded outward by a day, so that a time zone of the session cannot matter.
    return (
        _moment(start - DAY, events) if start is not None and earliest < start < latest else None,
        _moment(end + DAY, events) if earliest < end < latest else None,
    )


def binned(rows: Any, start: Any, width: Any) -> Any:
    """Return a table of lane, begin and count: of rows by lane and by bins of a width.

    begin is how many microseconds after start a bin begins; no row lies before start. Both may
    stand for numbers.
    """
    offset = rows.position - start
    grouped = rows.select("lane", begin=offset - offset % width)
    return grouped.group_by(["lane", "begin"]).agg(count=grouped.count())


def in_bins(rows: Any, edges: list[Instant], by: Sequence[str]) -> Any:
    """Return a table of by, bin and count of rows by ascending edges, the outer ones included.

    The edges are compared one by one, by halves, so that they need not be equally far apart.
    """
    import ibis

    def within(low: int, high: int) -> Any:
        if high - low == 1:
            return ibis.literal(low, "int64")
        middle = (low + high) // 2
        is_before = rows.position < edges[middle]
        return ibis.ifelse(is_before, within(low, middle), within(middle, high))

    grouped = rows.select(*by, bin=within(0, len(edges) - 1))
    return grouped.group_by([*by, "bin"]).agg(count=grouped.count())


def leading(rows: Any, by: Sequence[str], most: Any, columns: Sequence[str], engine: str) -> Any:
    """Return columns of the most important rows of each group, at most so many of each."""
    names = dict.fromkeys((*by, "key", "rank", *columns))
    # By one column alone, which engines find without sorting everything.
    order = {"group_by": [rows[name] for name in by], "order_by": rows["rank"]}
    ranked = rows.select(*names, _place=_row_number(engine).over(**order))
    return ranked.filter(ranked["_place"] <= most).drop("_place")


def least(rows: Any, most: Any) -> Any:
    """Return the keys of the most important rows of each lane as a column, for DuckDB alone.

    most is how many of each, from 1 to MOST_LEAST.
    """
    import ibis

    kind = rows.key.type()

    def min_by(key: Any, rank: Any, number: Any) -> Any:  # the engine has it
        ...

    signature = (kind, rows["rank"].type(), "int64"), f"array<{kind}>"
    keys_of = ibis.udf.agg.builtin(signature=signature)(min_by)
    return rows.group_by("lane").agg(keys=keys_of(rows.key, rows["rank"], most))["keys"].unnest()


def in_order(rows: Any) -> Any:
    """Sort by time as tui.events.timeline does, undated rows last, then by key."""
    rows = rows.mutate(
        _undated=as_number(rows.position.isnull()),
        _is_bounded=as_number(rows.before.notnull()),
    )
    longest_first = (0 - rows.before).fill_null(0)
    rows = rows.mutate(_longest_first=longest_first, _at=rows.position.fill_null(0))
    return rows.order_by("_undated", "_at", "_is_bounded", "_longest_first", "key")


def every_nth(rows: Any, number: int) -> Any:
    """Return the position of every so manieth dated row in the order of time, as a column."""
    import ibis

    dated = rows.filter(rows.position.notnull()).select("position")
    counted = dated.mutate(_place=ibis.row_number().over(order_by=dated.position) + 1)
    return counted.filter(counted["_place"] % number == 0).select("position")


def pieces(rows: Any, edges: Sequence[Instant]) -> list[Any]:
    """Return the rows before the first of ascending edges, those from each on, and the undated."""
    position = rows.position
    found = []
    for low, high in zip((None, *edges), (*edges, None), strict=True):
        is_in = position.notnull()
        if low is not None:
            is_in &= position >= low
        if high is not None:
            is_in &= position < high
        found.append(rows.filter(is_in))
    return [*found, rows.filter(position.isnull())]


class Here(NamedTuple):
    """A place among the dated rows by position and key; is_event for that of a row itself.

    Where it is none, it is before all rows of its position.
    """

    position: Instant
    key: Any
    is_event: bool

    def is_passed_by(self, position: Instant, key: Any, *, later: bool) -> bool:
        """Whether a row is after it, or before it if not later."""
        if position != self.position:
            return position > self.position if later else position < self.position
        if not self.is_event:
            return later
        one, other = key_place({"key": key}), key_place({"key": self.key})
        return one > other if later else one < other


def is_beside(rows: Any, here: Here, *, later: bool) -> Any:
    """Whether a row follows a place, or is before it if not later."""
    # Beyond all rows of an engine one place is as good as another, which may be too far for it.
    position = max(-FURTHEST - 1, min(here.position, FURTHEST + 1))
    at, key = rows.position == position, rows.key
    if later:
        passed = rows.position > position
        if not here.is_event:
            passed |= at
        elif here.key is None:
            passed |= at & key.notnull()
        else:
            passed |= at & (key > here.key)
        return passed
    passed = rows.position < position
    if here.is_event and here.key is not None:
        passed |= at & ((key < here.key) | key.isnull())
    return passed


def next_to(rows: Any, limit: int, *, later: bool) -> Any:
    """Return the first rows of those that follow a place, or the last of those before it."""
    import ibis

    if later:
        return rows.order_by("position", ibis.asc("key", nulls_first=True)).limit(limit)
    order = (ibis.desc("position"), ibis.desc("key", nulls_first=False))
    return rows.order_by(*order).limit(limit)


def bucket(column: Any, width: int) -> Any:
    """Return where the bucket of a width begins that an instant lies in."""
    return column - modulo(column, width)


def _row_number(engine: str) -> Any:
    """Return the number of a row, from 1 on."""
    import ibis

    if engine not in ("duckdb", "postgres"):
        return ibis.row_number() + 1
    # Ibis takes 1 off, and then these engines no longer see that only the first are wanted.

    def row_number() -> int:  # type: ignore[empty-body]  # the engine has it
        ...

    return ibis.udf.agg.builtin(signature=((), "int64"))(row_number)()


def _moment(when: Instant, events: EventColumns) -> date:
    moment = _EPOCH + timedelta(microseconds=when)
    return moment.date() if events.start.kind is Kind.DATE else moment
