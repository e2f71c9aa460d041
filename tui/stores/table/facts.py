"""What is known of an open table: how much it holds, from when to when, what is amiss."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from tui.dates.span import Span
from tui.events.event import Status
from tui.events.spelling import near_miss
from tui.stores.table.column import EventColumns
from tui.stores.table.condition import as_number, never_null, null_like
from tui.stores.table.engine import Engine
from tui.stores.table.instant import is_whole_second
from tui.stores.table.mapping import Kind
from tui.stores.table.side import LIMIT, MOMENT, NONE, ODD

#: So many texts that are no status are looked at for what they mean.
_MOST_STATUSES = 200


@dataclass(frozen=True)
class Facts:
    """Counts of rows, in one pass over the table.

    odd are those whose date is read outside of the engine; extent is that of the others. longest is
    the length of the longest date in microseconds, None where one has no bound. swapped end before
    they begin. keyless have no id, though there is a column of ids. statuses is what texts that are
    no status are taken for. is_whole is whether no timestamp is known to have a fraction of a
    second. ends are those without a start whose end is no moment.
    """

    rows: int
    dated: int
    odd: int
    swapped: int
    keyless: int
    extent: Span | None
    longest: int | None
    statuses: Mapping[str, Status]
    is_whole: bool
    ends: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether every row has a date with both its ends, the start first, or none.

        The end of what has no start is then a moment, if anything.
        """
        is_simple = not self.odd and not self.swapped and not self.ends
        return is_simple and (self.longest is not None or not self.dated)


def facts(engine: Engine, events: EventColumns, *, has_status: bool) -> Facts:
    """Ask an engine for all of it; has_status is whether it has a column of statuses."""
    table = events.table
    both = (table.s_state == MOMENT) & (table.e_state == MOMENT)
    unbounded = table.is_dated & (table.earliest.isnull() | table.before.isnull())
    found = engine.one(
        table.agg(
            rows=table.count(),
            dated=_count(table.is_dated),
            odd=_count(table.is_odd),
            swapped=_count(both & never_null(table.s_first >= table.e_after)),
            ends=_count((table.s_state == NONE) & table.e_state.isin([LIMIT, ODD])),
            unbounded=_count(unbounded),
            low=table.low.min(),
            high=table.high.max(),
            longest=(table.before - table.earliest).max(),
            keyed=table.key.count(),
            fractions=_fractions(events),
        )
    )
    dated = found["dated"] or 0
    return Facts(
        rows=found["rows"],
        dated=dated,
        odd=found["odd"] or 0,
        swapped=found["swapped"] or 0,
        keyless=found["rows"] - found["keyed"],
        extent=Span(found["low"], found["high"]) if dated else None,
        longest=None if found["unbounded"] else found["longest"],
        statuses=_statuses(engine, table) if has_status else {},
        is_whole=found["fractions"] == 0,
        ends=found["ends"] or 0,
    )


def _fractions(events: EventColumns) -> Any:
    """Return how many timestamps may have a fraction of a second."""
    import ibis

    table = events.table
    if events.start.engine != "duckdb":
        # Elsewhere it would spare nothing to know.
        return table.count()
    found: list[Any] = []
    for how, column in ((events.start, table.raw_start), (events.end, table.raw_end)):
        if how and how.kind is Kind.TIMESTAMP and not events.is_text:
            # Not of infinite ones, which have none.
            is_finite = table.s_at.notnull() if how is events.start else table.e_at.notnull()
            value = ibis.ifelse(is_finite, column, null_like(column))
            found.append(never_null(~is_whole_second(value)))
    return _count(reduce(or_, found)) if found else table.count()


def _count(condition: Any) -> Any:
    return as_number(condition).sum()


def _statuses(engine: Engine, table: Any) -> dict[str, Status]:
    """Return what the texts of the status column are taken for, as in a file."""
    known = [status.value for status in Status]
    odd = table.filter(table.status.notnull() & ~table.status.isin(["", *known]))
    texts = [
        row["status"] for row in engine.rows(odd.select("status").distinct().limit(_MOST_STATUSES))
    ]
    meant = {text: near_miss(text, known) for text in texts}
    return {text: Status(status) for text, status in meant.items() if status}
