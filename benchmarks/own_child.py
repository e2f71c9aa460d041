"""Asks DuckDB itself for what a frame says, and says how many milliseconds that took.

A line is a span, a number of bins and how many events each lane shows, as in `frame_child.py`; the
answer is the time of the counts alone, then that of counts and events together.
"""

import sys
import time

import duckdb

from benchmarks.rows import LONGEST

_COUNTS = """
    SELECT lane, (epoch_us("start") - $start) // $width AS bin, count(*) FROM {table}
    WHERE "start" >= make_timestamp($start) AND "start" < make_timestamp($end)
    GROUP BY ALL
"""
#: Ordered by one number, as the viewer orders them, for that is what an engine does fastest.
_KEYS = """
    SELECT id FROM {table}
    WHERE "start" >= make_timestamp($start) - to_seconds({longest})
        AND "start" < make_timestamp($end) AND "end" > make_timestamp($start)
    QUALIFY row_number() OVER (
        PARTITION BY lane ORDER BY (hash(id) >> 4)::BIGINT - importance * (1::BIGINT << 60)
    ) <= $most
"""
_EVENTS = """
    SELECT * FROM {table}
    WHERE "start" >= make_timestamp($start) - to_seconds({longest})
        AND "start" < make_timestamp($end) AND id IN (SELECT unnest($ids))
"""


def main(path: str) -> None:
    if path.endswith(".parquet"):
        connection, table = duckdb.connect(), f"'{path}'"
    else:
        connection, table = duckdb.connect(path, read_only=True), "events"
    counts, keys, events = (
        text.format(table=table, longest=LONGEST) for text in (_COUNTS, _KEYS, _EVENTS)
    )
    for line in sys.stdin:
        start, end, bins, most = map(int, line.split())
        span = {"start": start, "end": end}
        begun = time.perf_counter()
        connection.execute(counts, {**span, "width": (end - start) // bins}).fetchall()
        counted = time.perf_counter()
        found = connection.execute(keys, {**span, "most": most}).fetchall()
        connection.execute(events, {**span, "ids": [key for (key,) in found]}).fetchall()
        print((counted - begun) * 1e3, (time.perf_counter() - begun) * 1e3, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
