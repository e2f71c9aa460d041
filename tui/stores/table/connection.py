"""From an address to an open engine: for reading only, with credentials where they belong."""

import os
import re
from glob import escape, has_magic
from typing import Any

from tui.events.clean import clean_line
from tui.stores.table.address import Address
from tui.stores.table.engine import Engine, in_words
from tui.stores.table.error import TableError

_INSTALL = "tables need Ibis and DuckDB: install eventide[sql]"


def open_engine(address: Address) -> Engine:
    """Open the engine of an address for reading only; raise TableError."""
    secrets = _secrets(address.target)
    with in_words(address.shown, secrets):
        try:
            import ibis
        except ImportError:
            raise TableError(_INSTALL) from None
        if address.engine == "duckdb":
            connection = _duckdb(address)
        elif address.engine == "parquet":
            connection = ibis.duckdb.connect()
        elif address.engine == "postgres":
            connection = _postgres(address)
        elif address.engine == "sqlite":
            raise _no_sqlite(address)
        else:
            connection = _other(address)
        try:
            table, place, hidden = _table(connection, address)
            return Engine(
                connection,
                table,
                address.shown,
                place=place,
                hidden=hidden,
                secrets=secrets,
                address=address,
            )
        except BaseException:
            connection.disconnect()
            raise


def _secrets(target: str) -> tuple[str, ...]:
    """Return what must be in no message: user, password, options, and the address itself."""
    from urllib.parse import parse_qsl, unquote, urlsplit

    if "://" not in target:
        return ()
    parts = urlsplit(target)
    values = [value for _, value in parse_qsl(parts.query)]
    # A driver may divide user and password elsewhere than it is done here.
    pieces = re.split("[@:]", parts.netloc.rpartition("@")[0])
    given = [target, parts.password or "", parts.username or "", *pieces, *values]
    found = {each for text in given for each in (text, unquote(text)) if len(each) > 1}
    return tuple(sorted(found, key=len, reverse=True))


def _duckdb(address: Address) -> Any:
    import ibis

    if not os.path.isfile(address.target):  # noqa: PTH113  Path refuses what the system may know
        raise TableError(f"{address.shown}: there is no such file")
    return ibis.duckdb.connect(address.target, read_only=True)


def _postgres(address: Address) -> Any:
    import ibis

    try:
        import psycopg
    except ImportError:
        raise TableError("PostgreSQL needs a driver: install eventide[sql-postgres]") from None
    # The driver reads user and password from the address, its environment and its own files.
    connection = psycopg.connect(
        address.target.replace("postgres://", "postgresql://", 1),
        autocommit=True,
        # Compiled to machine code, the many steps of a date cost more than they ever take.
        options="-c default_transaction_read_only=on -c jit=off",
        application_name="eventide",
    )
    return ibis.postgres.from_connection(connection)


def _no_sqlite(address: Address) -> TableError:
    """Return why a database of SQLite is not opened.

    It has neither arrays nor hashes, and takes no question of so many steps as a date has. Ibis
    would make a file that is not there.
    """
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(address.target)
    path = unquote(parts.netloc + parts.path)
    if not os.path.isfile(path):  # noqa: PTH113  as above
        return TableError(f"{address.shown}: there is no such file")
    instead = "copy the table to a file of DuckDB or Parquet"
    return TableError(f"{address.shown}: SQLite cannot be asked for events: {instead}")


def _other(address: Address) -> Any:
    import ibis

    try:
        backend = getattr(ibis, address.engine)
    except AttributeError:
        backend = None
    if not hasattr(backend, "connect"):
        raise TableError(f"no engine is called {clean_line(address.engine)!r}")
    return ibis.connect(address.target)


def _table(connection: Any, address: Address) -> tuple[Any, Any, tuple[str, ...]]:
    """Return a table, where a row stands in it, and the columns that only that needs."""
    if address.engine == "parquet":
        return _parquet(connection, address)
    schema, _, name = address.table.rpartition(".")
    names = connection.list_tables(database=schema or None)
    if not name:
        if len(names) != 1:
            raise TableError(f"{address.shown}: say which table with ?table=: {_listed(names)}")
        name = names[0]
    if name not in names:
        shown = clean_line(address.table)
        raise TableError(f"{address.shown}: there is no table {shown!r}, only {_listed(names)}")
    table = connection.table(name, database=schema or None)
    return table, _row_id(connection, table), ()


def _row_id(connection: Any, table: Any) -> Any:
    """Return the number that DuckDB gives each row of a table, None for a view and elsewhere."""
    if connection.name != "duckdb":
        return None
    try:
        place = table.rowid()
        connection.to_pyarrow(table.select(place=place).limit(0))
    except Exception:  # a view has none, whatever error says so
        return None
    return place


def _parquet(connection: Any, address: Address) -> tuple[Any, Any, tuple[str, ...]]:
    hidden = ("filename", "file_row_number")
    placed = dict.fromkeys(hidden, True)
    # Ibis would put the current folder before it, whose own signs would stand for others.
    pattern = os.path.join(escape(os.getcwd()), address.target)  # noqa: PTH109, PTH118
    try:
        table = connection.read_parquet(pattern, union_by_name=True, **placed)
    except Exception:  # a file with columns of these names, or one that is none
        return connection.read_parquet(pattern, union_by_name=True), None, ()
    number = table.file_row_number
    if not has_magic(address.target):
        return table, number, hidden
    # Names of files repeat from folder to folder, so their way from the common one is told too.
    common = re.split(r"[*?\[]", address.target)[0].rpartition("/")[0]
    name = table.filename.substr(len(os.path.abspath(common)) + 1)  # noqa: PTH100  as Ibis does
    return table, name + ":" + number.cast("string"), hidden


def _listed(names: list[str], most: int = 10) -> str:
    shown = [clean_line(name) for name in sorted(names)]
    more = f" and {len(shown) - most} more" if len(shown) > most else ""
    return (", ".join(shown[:most]) + more) or "none"
