"""A table of any number of rows in DuckDB and in Parquet, the same at every call.

The engine makes it of numbers and their hashes, in the order of time: twelve years in which an
event lasts from ten minutes to two days.
"""

import os
import shutil
from pathlib import Path

from benchmarks.events import FIRST_YEAR, LANES, LAST_YEAR
from tui.dates.calendar import instant
from tui.dates.span import Span

EXTENT = Span(instant(FIRST_YEAR), instant(LAST_YEAR + 1))

#: No event takes longer, in seconds.
LONGEST = 2 * 86_400

#: What rows take on the disk, all files together, and in memory, in bytes.
_ON_DISK, _IN_MEMORY = 70, 60

_EVENTS = """
    CREATE TABLE events AS
    SELECT number AS id,
        'Party ' || hash % 97 || ' answers the letter of party ' || (hash >> 12) % 1009 AS title,
        moment AS "start",
        moment + to_seconds((600 + (hash >> 20) % {vague})::BIGINT) AS "end",
        {lanes}[1 + ((hash >> 8) % {count})::BIGINT] AS lane,
        (1 + (hash >> 40) % 5)::INTEGER AS importance
    FROM (
        SELECT number, hash,
            make_timestamp({first} + number * {step} + (hash % {step})::BIGINT) AS moment
        FROM (SELECT range AS number, hash(range) AS hash FROM range({rows}))
    )
"""


def obstacle(folder: Path, rows: int) -> str:
    """Return why so many rows cannot be asked on this machine, "" if they can."""
    free = shutil.disk_usage(folder).free
    memory = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    if free < rows * _ON_DISK:
        return f"they take {rows * _ON_DISK / 1e9:.1f} GB of disk, and {free / 1e9:.1f} are free"
    if memory < rows * _IN_MEMORY:
        needed = rows * _IN_MEMORY / 1e9
        return f"they take {needed:.1f} GB of memory, and {memory / 1e9:.1f} are free"
    return ""


def write(table: Path, parquet: Path, rows: int) -> None:
    """Write so many rows as the table events in a file of DuckDB's, and as a Parquet file."""
    import duckdb

    query = _EVENTS.format(
        rows=rows,
        first=EXTENT.start,
        step=EXTENT.length // rows,
        vague=LONGEST - 600,
        lanes=list(LANES),
        count=len(LANES),
    )
    with duckdb.connect(str(table)) as connection:
        connection.execute(query)
        connection.execute("COPY events TO $path (FORMAT parquet)", {"path": str(parquet)})
