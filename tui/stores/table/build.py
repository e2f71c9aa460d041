"""Making a rollup: what a table is asked for it, step by step, and where it is written."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from tui.dates.span import Span
from tui.stores.table import question
from tui.stores.table.address import Address
from tui.stores.table.column import EventColumns
from tui.stores.table.engine import Engine, in_words
from tui.stores.table.error import StoppedError
from tui.stores.table.facts import Facts
from tui.stores.table.mapping import ColumnMap
from tui.stores.table.rollup import MOST, STEP, VERSION

#: A level of counts has as many rows as this at most, and all tops have.
_MOST_COUNTS, _MOST_TOPS = 2_000_000, 400_000
#: Of more events than these that are longer than a bucket, tops would spare nothing.
_MOST_LONG = 50_000
#: The narrowest bucket: about a second, in microseconds.
_NARROWEST = 2**20

#: Told how many steps are done, of how many, and what comes next.
Progress = Callable[[int, int, str], None]


def fingerprint(address: Address | None, columns: ColumnMap, facts: Facts) -> str:
    """Return what changes when a table, the columns that are read or the files behind it do."""
    told = [repr(columns), repr(facts)]
    if address is not None:
        told += [address.shown, *_files(address)]
    return sha256("\n".join(told).encode()).hexdigest()


class Work(NamedTuple):
    """A table to make a rollup of: its rows, and columns that a row of an event must have.

    lanes is how many lanes there are.
    """

    engine: Engine
    events: EventColumns
    rows: Any
    facts: Facts
    columns: tuple[str, ...]
    lanes: int


def build(
    path: Path, work: Work, mark: str, progress: Progress, is_stopped: Callable[[], bool]
) -> None:
    """Write a rollup of a table to a file, in place of what is there once it is whole.

    mark is the table's fingerprint. Between steps is_stopped is asked; then, and when the engine's
    query is cancelled, it raises StoppedError and leaves nothing behind. TableError tells of
    anything else.
    """
    with _new_file(path) as connection:
        steps = _Steps(work).all(connection, mark)
        for done, (words, step) in enumerate(steps):
            if is_stopped():
                raise StoppedError("the rollup was stopped")
            progress(done, len(steps), words)
            with in_words(str(path)):
                step()
        progress(len(steps), len(steps), "done")


class _Steps:
    def __init__(self, work: Work) -> None:
        self._engine = work.engine
        self._rows = work.rows
        self._columns = work.columns
        #: Whether the most important events can be told apart by their keys, and are not too many.
        self._has_tops = not work.facts.keyless
        extent, lanes = work.facts.extent or Span(0, 1), max(1, work.lanes)
        buckets = min(_MOST_COUNTS, max(4_096, work.facts.rows // 4)) // lanes
        self._counts = widths(extent, max(16, buckets))
        self._tops = widths(extent, max(4, _MOST_TOPS // (2 * MOST * lanes)))

    def all(self, connection: Any, mark: str) -> list[tuple[str, Callable[[], None]]]:
        steps: list[tuple[str, Callable[[], None]]] = [
            ("counting events", lambda: self._count(connection))
        ]
        if self._has_tops:
            steps += [
                ("finding the most important events", lambda: self._find_tops(connection)),
                ("finding long events", lambda: self._find_long(connection)),
            ]
        return [*steps, ("putting them in order", lambda: self._finish(connection, mark))]

    def _count(self, connection: Any) -> None:
        least, *wider = self._counts
        rows = self._rows.filter(self._rows.position.notnull())
        grouped = rows.select("lane", start=question.bucket(rows.position, least))
        grouped = grouped.group_by(["lane", "start"]).agg(count=grouped.count())
        found = self._engine.arrow(grouped)
        connection.register("found", found)
        connection.execute(
            "CREATE TABLE counts AS SELECT ?::BIGINT AS width, lane::VARCHAR AS lane,"
            " start::BIGINT AS start, count::BIGINT AS count FROM found ORDER BY start",
            [least],
        )
        connection.unregister("found")
        for width in wider:
            connection.execute(
                "INSERT INTO counts SELECT $width, lane, start - ((start % $width) + $width)"
                " % $width AS start, sum(count) FROM counts WHERE width = $below"
                " GROUP BY lane, 3 ORDER BY 3",
                {"width": width, "below": width // STEP},
            )

    def _find_tops(self, connection: Any) -> None:
        least, *wider = self._tops
        rows = self._rows.filter(self._is_short(least))
        rows = rows.mutate(_bucket=question.bucket(rows.position, least))
        self._store_leading(connection, "found_tops", rows)
        # The bound that a short event crosses, if any, is where the bucket of its end begins.
        rows = rows.mutate(_end_bucket=question.bucket(rows.before - 1, least))
        rows = rows.filter(rows["_end_bucket"] > rows["_bucket"])
        rows = rows.mutate(_bucket=rows["_end_bucket"])
        self._store_leading(connection, "found_crossing", rows)
        connection.execute(
            "CREATE TEMP TABLE tops AS SELECT ?::BIGINT AS width, lane::VARCHAR AS lane,"
            " _bucket::BIGINT AS start, key, rank::BIGINT AS rank FROM found_tops",
            [least],
        )
        for width in wider:
            connection.execute(
                "INSERT INTO tops SELECT $width, lane, start - ((start % $width) + $width) % $width"
                " AS bucket, key, rank FROM tops WHERE width = $below QUALIFY row_number()"
                " OVER (PARTITION BY lane, bucket ORDER BY rank) <= $most",
                {"width": width, "below": width // STEP, "most": MOST},
            )

    def _find_long(self, connection: Any) -> None:
        rows = self._rows
        long = rows.filter(rows.position.notnull() & ~self._is_short(self._tops[0]))
        names = dict.fromkeys((*self._columns, "earliest", "before"))
        found = self._engine.arrow(long.select(*names).limit(_MOST_LONG + 1))
        connection.register("found", found)
        connection.execute("CREATE TEMP TABLE found_long AS SELECT * FROM found")
        connection.unregister("found")
        self._has_tops = found.num_rows <= _MOST_LONG

    def _finish(self, connection: Any, mark: str) -> None:
        if self._has_tops:
            self._gather(connection)
        if self._has_tops:
            self._number(connection)
        else:
            # Then the table is asked itself.
            connection.execute("DROP TABLE IF EXISTS tops")
            connection.execute("CREATE TABLE tops (width BIGINT)")
        connection.execute(
            "CREATE TABLE about AS SELECT ?::BIGINT AS version, ? AS fingerprint", [VERSION, mark]
        )

    def _gather(self, connection: Any) -> None:
        """Bring all rows together that the tops need, if none of them has the key of another."""
        names = ", ".join(f'"{name}"' for name in self._columns)
        found = " UNION ALL ".join(
            f"SELECT {names} FROM {table}"  # noqa: S608
            for table in ("found_tops", "found_crossing", "found_long")
        )
        # One that is short and crosses a bound may be found twice.
        connection.execute(f"CREATE TEMP TABLE kept AS SELECT DISTINCT * FROM ({found})")  # noqa: S608
        for table in ("found_tops", "found_crossing", "found_long", "kept"):
            counts = connection.execute(f"SELECT count(*), count(DISTINCT key) FROM {table}")  # noqa: S608
            rows, keys = counts.fetchone()
            self._has_tops &= rows == keys

    def _number(self, connection: Any) -> None:
        """Give the rows numbers in their order, and put these in place of keys."""
        # All that one picture shows is to stand in few places; see tui.stores.table.rollup.
        connection.execute(
            "CREATE TABLE rows AS SELECT row_number() OVER (ORDER BY places.widest DESC NULLS LAST,"
            " places.since) AS key_number, kept.* FROM kept LEFT JOIN (SELECT key, max(width) AS"
            " widest, min(start) AS since FROM tops GROUP BY key) AS places"
            " ON kept.key IS NOT DISTINCT FROM places.key ORDER BY key_number"
        )
        for name, rest in (
            ("tops", "width, start"),
            ("found_crossing", "_bucket AS start"),
            ("found_long", "earliest, before"),
        ):
            table = name.removeprefix("found_")
            order = "width, start" if name == "tops" else "1"
            connection.execute(
                f"CREATE TABLE new_{table} AS SELECT key_number, {name}.lane::VARCHAR AS lane,"  # noqa: S608
                f" {name}.rank::BIGINT AS rank, {rest} FROM {name} JOIN rows USING (key)"
                f" ORDER BY {order}"
            )
        for table in ("kept", "found_tops", "found_crossing", "found_long", "tops"):
            connection.execute(f"DROP TABLE {table}")
        for table in ("tops", "crossing", "long"):
            connection.execute(f"ALTER TABLE new_{table} RENAME TO {table}")

    def _is_short(self, width: int) -> Any:
        """Whether a row's date has both bounds, less than a width apart."""
        from tui.stores.table.condition import never_null

        return never_null(self._rows.before - self._rows.earliest < width)

    def _store_leading(self, connection: Any, name: str, rows: Any) -> None:
        by = ("lane", "_bucket")
        asked = question.leading(rows, by, MOST, self._columns, self._engine.name)
        connection.register("found", self._engine.arrow(asked))
        connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM found")  # noqa: S608  own names
        connection.unregister("found")


def widths(extent: Span, most: int) -> list[int]:
    """Return the widths of levels, narrow to wide: powers of two, the first with most buckets.

    The last one is so wide that two buckets hold the extent.
    """
    width = _NARROWEST
    while extent.length // width >= most:
        width *= 2
    found = [width]
    while found[-1] < extent.length and found[-1] < 2**61:
        found.append(found[-1] * STEP)
    return found


@contextmanager
def _new_file(path: Path) -> Iterator[Any]:
    """Yield a connection to a new file, which takes the place of path if all goes well."""
    import duckdb

    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with in_words(str(path)):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            new.unlink(missing_ok=True)
            connection = duckdb.connect(str(new))
        try:
            yield connection
        finally:
            connection.close()
        new.chmod(0o600)
        new.replace(path)
    except OSError as error:
        with in_words(str(path)):
            raise error
    finally:
        for leftover in (new, new.with_name(f"{new.name}.wal")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


def _files(address: Address) -> list[str]:
    """Return names, sizes and times of the files behind an address, none for a server."""
    from glob import glob

    if address.engine not in ("duckdb", "parquet"):
        return []
    pattern = address.target
    names = sorted(glob(pattern, recursive=True)) or [pattern]  # noqa: PTH207  as the engine's own
    found = []
    for name in names:
        status = os.stat(name)  # noqa: PTH116  a name of glob's
        found.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return found
