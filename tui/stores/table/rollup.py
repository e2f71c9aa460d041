"""Counts and most important events worked out beforehand, kept in a local DuckDB file.

Time is cut into buckets at levels, each four times as wide as the one below. A level of counts has
how many events have their position in a bucket, by lane. A level of tops has the most important
ones of those that are shorter than a bucket of the lowest such level. What else may touch a span
that begins and ends with such buckets are the short ones that cross its start, kept by the bound
they cross, and the long ones, kept whole. So every answer is the one that the table itself gives.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tui.dates.span import Span
from tui.stores.table.engine import in_words
from tui.stores.table.instant import FURTHEST

#: Written into each file; others are made anew.
VERSION = 1
#: So many of the most important events are kept of each lane and bucket.
MOST = 64
#: Each level's buckets are so many times as wide as those of the level below.
STEP = 4

_COUNTS = """
    SELECT lane, start, count FROM counts
    WHERE width = ? AND start >= ? AND start < ?
"""
_LEADING = """
    SELECT DISTINCT key_number FROM (
        SELECT key_number, lane, rank FROM tops JOIN stretches
            ON tops.width = stretches.width
            AND tops.start >= stretches.low AND tops.start < stretches.high
        UNION ALL
        SELECT key_number, lane, rank FROM crossing WHERE start = $low
        UNION ALL
        SELECT key_number, lane, rank FROM long
            WHERE (earliest IS NULL OR earliest < $high) AND (before IS NULL OR before > $low)
    )
    QUALIFY row_number() OVER (PARTITION BY lane ORDER BY rank) <= $most
"""


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

    def counts(self, span: Span, width: int) -> list[tuple[str | None, int, int]] | None:
        """Return lane, begin and count for each bin of a width in a span that holds any.

        begin is how many microseconds after the span's start a bin begins. None if the bins do not
        fall together with buckets.
        """
        inner = self._inner(span)
        level = _widest(self._count_widths, lambda each: not (width % each or span.start % each))
        if level is None or inner is None:
            return None
        sums: dict[tuple[str | None, int], int] = {}
        for lane, start, count in self._rows(_COUNTS, [level, *inner]):
            begin = start - span.start
            place = lane, begin - begin % width
            sums[place] = sums.get(place, 0) + count
        return [(lane, begin, count) for (lane, begin), count in sums.items()]

    def leading(self, span: Span, most: int) -> list[dict[str, Any]] | None:
        """Return rows with the most important events by lane that may touch a span.

        most is how many of each lane. None if that many are not known, or if the span does not fall
        together with buckets.
        """
        inner = self._inner(span)
        if most > MOST or inner is None or not self._top_widths:
            return None
        if span.start % self._top_widths[0] or span.end % self._top_widths[0]:
            return None
        values = ", ".join(
            f"({each.width}, {each.low}, {each.high})"
            for each in stretches(*inner, self._top_widths)
        )
        numbers = f"(VALUES {values}) AS stretches(width, low, high)"
        query = _LEADING.replace("JOIN stretches", f"JOIN {numbers}")
        asked = {"low": inner[0], "high": inner[1], "most": most}
        keys = [row[0] for row in self._rows(query, asked)]
        if not keys:
            return []
        wanted = "SELECT * EXCLUDE (key_number) FROM rows WHERE key_number IN (SELECT unnest(?))"
        with in_words(str(self.path)):
            found = self._connection.execute(wanted, [keys]).to_arrow_table()
            return list(found.to_pylist())

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
