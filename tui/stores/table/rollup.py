"""Counts and most important events worked out beforehand, kept in a local DuckDB file.

Time is cut into buckets at levels, each four times as wide as the one below. A level of counts has
how many events have their position in a bucket, by lane. A level of tops has the most important
ones of those that are shorter than a bucket of the lowest such level. What else may touch a span
that begins and ends with such buckets are the short ones that cross its start, kept by the bound
they cross, and the long ones, kept whole. So every answer is the one that the table itself gives.

Rows are told apart by their keys. Where one of those has none, or shares it with another one, or
where too many are long, there are counts alone, and tops are empty.

The rows themselves are kept by the widest bucket that they are of the most important ones of, then
by time: those of one picture stand together in few places, and an engine reads no others.
"""

from collections.abc import Iterable, Sequence
from heapq import nsmallest
from pathlib import Path
from typing import Any, NamedTuple

from tui.dates.span import Span
from tui.stores.table.engine import in_words
from tui.stores.table.instant import FURTHEST

#: Written into each file; others are made anew.
VERSION = 4
#: So many of the most important events are kept of each lane and bucket.
MOST = 64
#: Each level's buckets are so many times as wide as those of the level below.
STEP = 4

_COUNTS = """
    SELECT lane, (start - $low) // $bin * $bin AS begin, sum(count)::BIGINT FROM counts
    WHERE width = $width AND start >= $low AND start < $high GROUP BY ALL
"""
_TOPS = "SELECT lane, rank, key_number FROM tops WHERE width = ? AND start >= ? AND start < ?"
_CROSSING = "SELECT lane, rank, key_number FROM crossing WHERE start = ?"
_LONG = """
    SELECT lane, rank, key_number FROM long
    WHERE (earliest IS NULL OR earliest < ?) AND (before IS NULL OR before > ?)
"""
_ROWS = "SELECT * FROM rows WHERE key_number IN (SELECT unnest(?))"


class Stretch(NamedTuple):
    """Buckets of a width from low, inclusive, to high, exclusive."""

    width: int
    low: int
    high: int


class Rollup:
    """An open rollup; it may be asked from one thread at a time."""

    def __init__(self, path: Path, connection: Any) -> None:
        self.path = path
        self._connection = connection
        rows = connection.execute("SELECT DISTINCT width FROM counts ORDER BY 1").fetchall()
        self._count_widths = [row[0] for row in rows]
        rows = connection.execute("SELECT DISTINCT width FROM tops ORDER BY 1").fetchall()
        self._top_widths = [row[0] for row in rows]

    @classmethod
    def open(cls, path: Path, fingerprint: str) -> "Rollup | None":
        """Return the rollup in a file, None if it is missing, broken, foreign or not the table's.

        fingerprint is what the table was when the rollup was made; see tui.stores.table.build.
        """
        import duckdb

        if not path.is_file():
            return None
        connection = None
        try:
            connection = duckdb.connect(str(path), read_only=True)
            found = connection.execute("SELECT version, fingerprint FROM about").fetchall()
            if found == [(VERSION, fingerprint)]:
                return cls(path, connection)
        except duckdb.Error:
            pass
        if connection is not None:
            connection.close()
        return None

    def counts(self, span: Span, width: int) -> Iterable[tuple[str | None, int, int]] | None:
        """Return the text of a lane, begin and count of each bin of a width that holds rows.

        begin is how many microseconds after the span's start a bin begins. None if the bins do not
        fall together with buckets.
        """
        inner = self._inner(span)
        level = _widest(self._count_widths, lambda each: not (width % each or span.start % each))
        if level is None or inner is None:
            return None
        low, high = inner
        return self._rows(_COUNTS, {"width": level, "bin": width, "low": low, "high": high})

    def leading(self, span: Span, most: int) -> list[int] | None:
        """Return the numbers of rows with the most important events that may touch a span.

        most is how many of each lane. None if that many are not known, or none at all, or if the
        span does not fall together with buckets.
        """
        inner = self._inner(span)
        if most > MOST or inner is None or not self._top_widths:
            return None
        if span.start % self._top_widths[0] or span.end % self._top_widths[0]:
            return None
        low, high = inner
        found = self._rows(_CROSSING, [low])
        found += self._rows(_LONG, [high, low])
        for stretch in stretches(low, high, self._top_widths):
            found += self._rows(_TOPS, list(stretch))
        by_lane: dict[str | None, list[tuple[int, int]]] = {}
        for lane, rank, number in found:
            by_lane.setdefault(lane, []).append((rank, number))
        return [number for each in by_lane.values() for _, number in nsmallest(most, each)]

    def rows(self, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
        """Return what rows of some numbers say, by these."""
        with in_words(str(self.path)):
            asked = self._connection.execute(_ROWS, [numbers])
            _, *names = (column[0] for column in asked.description)
            found = asked.fetchall()
        return {number: dict(zip(names, row, strict=True)) for number, *row in found}

    def close(self) -> None:
        self._connection.close()

    def _rows(self, query: str, values: Any) -> list[tuple[Any, ...]]:
        with in_words(str(self.path)):
            return list(self._connection.execute(query, values).fetchall())

    @staticmethod
    def _inner(span: Span) -> tuple[int, int] | None:
        """Return the bounds of a span if all of it can be reckoned with."""
        is_inside = span.start >= -FURTHEST and span.end <= FURTHEST
        return (span.start, span.end) if is_inside else None


def stretches(low: int, high: int, widths: Sequence[int]) -> list[Stretch]:
    """Cut [low, high) into as few buckets as can be; low and high are bounds of the least ones."""
    if low >= high:
        return []
    width = next(
        (each for each in reversed(widths) if -(-low // each) * each + each <= high), widths[0]
    )
    first, last = -(-low // width) * width, high // width * width
    return [
        *stretches(low, first, widths),
        Stretch(width, first, last),
        *stretches(last, high, widths),
    ]


def _widest(widths: Sequence[int], fits: Any) -> int | None:
    return next((width for width in reversed(widths) if fits(width)), None)
