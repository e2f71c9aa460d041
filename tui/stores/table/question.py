"""What is asked of an engine, as expressions: windows, densities, the most important events."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from tui.dates.calendar import DAY, instant
from tui.dates.span import Instant, Span
from tui.stores.table.alignment import clipped
from tui.stores.table.column import EventColumns
from tui.stores.table.condition import as_number, constant
from tui.stores.table.filter import may_touch
from tui.stores.table.frame import key_place
from tui.stores.table.instant import modulo
from tui.stores.table.mapping import Kind

_EPOCH = datetime(1970, 1, 1)  # as an engine's timestamps without a zone
_FIRST, _LAST = instant(2), instant(9998)  # what datetime holds, with room for a day


def touching(events: EventColumns, span: Span, longest: int | None) -> Any:
    """Whether a row's date may touch a span, null where it has none.

    longest is the length of the longest date, None where some have no bound: then nothing that
    begins long before the span needs a look.
    """
    first = None if longest is None else span.start - longest
    bounds = near(events, first, span.end)
    inner = clipped(span)
    if events.is_sound and inner is not None:
        table = events.table
        return bounds & (table.earliest < inner.end) & (table.before > inner.start)
    return bounds & may_touch(events.table, span.start, span.end)


def positioned(events: EventColumns, span: Span) -> Any:
    """Whether a row is dated and its position lies in a span, null where it has none."""
    inner = clipped(span)
    if inner is None:
        return constant(value=False)
    position = events.table.position
    low, high = inner.start, inner.end
    found = (position >= low) & (position < high)
    bounds = near(events, low, high)
    if not events.is_sound:
        # The position of what has no beginning is its end's, far from the column.
        bounds |= events.table.earliest.isnull()
    return bounds & found


def near(events: EventColumns, start: Instant | None, end: Instant | None) -> Any:
    """Return a condition on the start column as it is, by which engines skip what is far away.

    It holds for all that begins in [start, end), and where columns are no timestamps or dates, for
    everything; it has no meaning of its own.
    """
    found = constant(value=True)
    if events.start.kind not in (Kind.TIMESTAMP, Kind.DATE) or events.start.is_widened:
        return found
    if events.is_text:
        return found
    column = events.table.raw_start
    if start is not None and _FIRST < start < _LAST:
        found &= column >= _literal(start - DAY, events)
    if end is not None and _FIRST < end < _LAST:
        found &= column < _literal(end + DAY, events)
    return found


def binned(rows: Any, start: Instant, width: int) -> Any:
    """Return a table of lane, begin and count: of rows by lane and by bins of a width.

    begin is how many microseconds after start a bin begins; no row lies before start.
    """
    offset = rows.position - start
    grouped = rows.select("lane", begin=offset - offset % min(width, 2**63 - 1))
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


def leading(rows: Any, by: Sequence[str], most: int, columns: Sequence[str], engine: str) -> Any:
    """Return columns of the most important rows of each group, at most so many of each."""
    names = dict.fromkeys((*by, "key", "rank", *columns))
    # By one column alone, which engines find without sorting everything.
    order = {"group_by": [rows[name] for name in by], "order_by": rows["rank"]}
    ranked = rows.select(*names, _place=_row_number(engine).over(**order))
    return ranked.filter(ranked["_place"] <= most).drop("_place")


def in_order(rows: Any) -> Any:
    """Sort by time as tui.events.timeline does, undated rows last, then by key."""
    rows = rows.mutate(
        _undated=as_number(rows.position.isnull()),
        _is_bounded=as_number(rows.before.notnull()),
    )
    longest_first = (0 - rows.before).fill_null(0)
    rows = rows.mutate(_longest_first=longest_first, _at=rows.position.fill_null(0))
    return rows.order_by("_undated", "_at", "_is_bounded", "_longest_first", "key")


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


def beside(rows: Any, here: Here, limit: int, *, later: bool) -> Any:
    """Return the rows that follow a place, or are before it, those next to it first."""
    import ibis

    at, key = rows.position == here.position, rows.key
    if later:
        passed = rows.position > here.position
        if not here.is_event:
            passed |= at
        elif here.key is None:
            passed |= at & key.notnull()
        else:
            passed |= at & (key > here.key)
        return (
            rows.filter(passed).order_by("position", ibis.asc("key", nulls_first=True)).limit(limit)
        )
    passed = rows.position < here.position
    if here.is_event and here.key is not None:
        passed |= at & ((key < here.key) | key.isnull())
    order = (ibis.desc("position"), ibis.desc("key", nulls_first=False))
    return rows.filter(passed).order_by(*order).limit(limit)


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


def _literal(when: Instant, events: EventColumns) -> Any:
    import ibis

    # Rounded outward by the caller's day, so that a time zone of the session cannot matter.
    moment = _EPOCH + timedelta(microseconds=when)
    if events.start.kind is Kind.DATE:
        return ibis.literal(moment.date())
    return ibis.literal(moment)
