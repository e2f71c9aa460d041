"""The engine that a table lives in: opened for reading only, asked, stopped and closed."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from glob import has_magic
from typing import Any

from tui.events.clean import clean_line
from tui.stores.table.address import Address
from tui.stores.table.error import StoppedError, TableError

_INSTALL = "tables need Ibis and DuckDB: install eventide[sql]"
_LONGEST_REASON = 300
#: What a DuckDB or a driver says of a query that was stopped.
_STOPPED = ("interrupt", "querycanceled", "cancell")
#: What in an engine's message may hold a password.
_SECRETS = (
    (re.compile(r"(\w+://)[^\s/@]*@"), r"\1"),
    (re.compile(r"(?i)\b(password|passwd|pwd|token|secret|access_key|user)\s*[=:]\s*\S+"), r"\1=…"),
)


class Engine:
    """An open engine and its table, both of Ibis; use as a context manager or close it.

    Only what Ibis has made of expressions is ever sent, so values are literals or parameters and
    never pieces of SQL. It may be asked from one thread at a time and stopped from any other.
    """

    def __init__(
        self,
        connection: Any,
        table: Any,
        shown: str,
        *,
        place: Any = None,
        hidden: tuple[str, ...] = (),
        secrets: tuple[str, ...] = (),
        address: Address | None = None,
    ) -> None:
        """Take a connection and a table of Ibis.

        place is an expression for where a row stands in the table, if it can be told, and hidden
        the columns that only that needs. secrets are in no message. address is where it was opened.
        """
        import ibis

        # Each step keeps a SELECT of its own: merged, the text of a query would grow with every
        # use of a computed column.
        ibis.options.sql.fuse_selects = False
        self.connection = connection
        self.table = table
        self.shown = shown
        self.name: str = connection.name
        self.address = address
        self._names = 0
        self._parts: dict[str, str] = {}
        self.place = place
        self.hidden = hidden
        self._secrets = secrets

    @property
    def schema(self) -> Any:
        """The columns of the table and their types."""
        schema = self.table.schema()
        return {name: kind for name, kind in schema.items() if name not in self.hidden}

    def arrow(self, expression: Any) -> Any:
        """Return the rows of a table expression as an Arrow table; raise TableError."""
        if not self._parts:
            with self._in_words():
                return self.connection.to_pyarrow(expression)
        import pyarrow

        schema = expression.schema()
        return pyarrow.Table.from_pylist(self.rows(expression), schema=schema.to_pyarrow())

    def rows(self, expression: Any) -> list[dict[str, Any]]:
        """Return the rows of a table expression; raise TableError."""
        with self._in_words():
            if not self._parts:
                return list(self.connection.to_pyarrow(expression).to_pylist())
            with self.connection.con.cursor() as cursor:
                cursor.execute(self._whole(expression))
                names = [column.name for column in cursor.description or ()]
                rows = cursor.fetchall()
                return [dict(zip(names, map(_plain, row), strict=True)) for row in rows]

    def one(self, expression: Any) -> dict[str, Any]:
        """Return the only row of an expression; raise TableError."""
        return self.rows(expression)[0]

    def named(self, expression: Any) -> Any:
        """Return the same table by a short name, where that needs nothing to be written.

        What Ibis makes of an expression it makes anew for every question, which takes far longer
        than most answers; a name spares it all that stands behind it.
        """
        if self.name not in ("duckdb", "pyspark", "postgres"):
            return expression
        import ibis

        with self._in_words():
            self._names += 1
            name = f"eventide_{id(self)}_{self._names}"
            query = self.connection.compile(expression)
            if self.name == "postgres":
                # A view would have to be written, which a connection for reading cannot.
                self._parts[name] = query
                return ibis.table(expression.schema(), name=name)
            self.connection.raw_sql(f"CREATE TEMPORARY VIEW {name} AS {query}")
            return self.connection.table(name)

    def _whole(self, expression: Any) -> str:
        """Return a question with what stands behind the names in it."""
        query: str = self.connection.compile(expression)
        used = [f"{name} AS ({part})" for name, part in self._parts.items() if name in query]
        if not used:
            return query
        own = query.removeprefix("WITH ")
        return f"WITH {', '.join(used)}{' ' if own == query else ', '}{own}"

    def cancel(self) -> bool:
        """Stop the query that runs now, from another thread; return whether the engine can."""
        stop: Callable[[], Any] | None = None
        if self.name == "duckdb":
            stop = self.connection.con.interrupt
        elif self.name == "postgres":
            stop = self.connection.con.cancel
        elif self.name == "pyspark":
            stop = self.connection._session.sparkContext.cancelAllJobs  # noqa: SLF001  no other way
        if stop is None:
            return False
        with self._in_words():
            stop()
        return True

    def close(self) -> None:
        with self._in_words():
            self.connection.disconnect()

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        with in_words(self.shown, self._secrets):
            yield


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


@contextmanager
def in_words(shown: str, secrets: tuple[str, ...] = ()) -> Iterator[None]:
    """Turn whatever an engine raises into a TableError of one sentence."""
    try:
        yield
    except (TableError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except Exception as error:
        said = f"{type(error).__name__} {error}".casefold()
        if any(word in said for word in _STOPPED):
            raise StoppedError(f"{shown}: stopped") from None
        raise TableError(f"{shown}: {_reason(error, secrets)}") from None


def _reason(error: Exception, secrets: tuple[str, ...]) -> str:
    """Return the first line that an error says, short, clean and without what is secret."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    text = lines[0] if lines else type(error).__name__
    for secret in secrets:
        text = text.replace(secret, "…")
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    text = clean_line(text)
    return text if len(text) <= _LONGEST_REASON else f"{text[: _LONGEST_REASON - 1]}…"


def _secrets(target: str) -> tuple[str, ...]:
    """Return what must be in no message: user, password, options, and the address itself."""
    from urllib.parse import parse_qsl, unquote, urlsplit

    if "://" not in target:
        return ()
    parts = urlsplit(target)
    values = [value for _, value in parse_qsl(parts.query)]
    given = [target, parts.password or "", parts.username or "", *values]
    found = {each for text in given for each in (text, unquote(text)) if len(each) > 1}
    return tuple(sorted(found, key=len, reverse=True))


def _plain(value: object) -> object:
    """Return the sum of integers, which PostgreSQL widens, as one."""
    return int(value) if isinstance(value, Decimal) else value


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
    try:
        table = connection.read_parquet(address.target, union_by_name=True, **placed)
    except Exception:  # a file with columns of these names, or one that is none
        return connection.read_parquet(address.target, union_by_name=True), None, ()
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
