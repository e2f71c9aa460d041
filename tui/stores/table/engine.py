"""The engine that a table lives in: opened for reading only, asked, stopped and closed."""

import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager
from decimal import Decimal
from functools import cached_property, partial
from itertools import count
from typing import Any

from tui.events.clean import clean_line
from tui.stores.table.address import Address
from tui.stores.table.beside import Beside
from tui.stores.table.error import StoppedError, TableError

_LONGEST_REASON = 300
#: Engines may share a session and with it the names in it.
_NUMBERS = count(1)
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
    never pieces of SQL. It may be asked from one thread at a time and stopped from any other; what
    is begun is asked by a thread of its own.
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
        self.shown = shown
        self.name: str = connection.name
        self.address = address
        self._parts: dict[str, str] = {}
        self.place = place
        self.hidden = hidden
        self._secrets = secrets
        #: Asked before each question; from then on, where it is so, nothing more is asked.
        self.is_stopped: Callable[[], bool] = bool
        if self.name == "duckdb":
            # It takes seconds to find out how a sorted view could be read later, and no less then.
            connection.raw_sql("SET disabled_optimizers = 'late_materialization'")
        with self._in_words():
            self.table = _with_zones(connection, table) if self.name == "pyspark" else table

    @property
    def schema(self) -> Any:
        """The columns of the table and their types."""
        schema = self.table.schema()
        return {name: kind for name, kind in schema.items() if name not in self.hidden}

    def arrow(self, expression: Any) -> Any:
        """Return the rows of a table expression as an Arrow table; raise TableError."""
        self._heed()
        if not self._parts and self.name != "pyspark":
            with self._in_words():
                return self.connection.to_pyarrow(expression)
        import pyarrow

        schema = expression.schema()
        return pyarrow.Table.from_pylist(self.rows(expression), schema=schema.to_pyarrow())

    def rows(self, expression: Any) -> list[dict[str, Any]]:
        """Return the rows of a table expression; raise TableError."""
        names = expression.columns
        return [dict(zip(names, row, strict=True)) for row in self.tuples(expression)]

    def tuples(self, expression: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a table expression without the names in them; raise TableError."""
        self._heed()
        with self._in_words():
            if self.name == "pyspark":
                # Ibis goes by way of pandas, and warns of its own use of that at every question.
                asked = self.connection.raw_sql(self.connection.compile(expression))
                return [tuple(row) for row in asked.collect()]
            if self.name == "duckdb":
                return _listed(self.connection.con.execute(self.connection.compile(expression)))
            if not self._parts:
                found = self.connection.to_pyarrow(expression).to_pylist()
                return [tuple(row.values()) for row in found]
            with self.connection.con.cursor() as cursor:
                cursor.execute(self._whole(expression))
                return [tuple(map(_plain, row)) for row in cursor.fetchall()]

    @property
    def has_parameters(self) -> bool:
        """Whether it takes the text of a question and the values in it apart from each other."""
        return self.name == "duckdb"

    def text(self, expression: Any) -> str:
        """Return a table expression as a text, for an engine that has parameters."""
        with self._in_words():
            made: str = self.connection.compile(expression)
            return made

    def filled(self, text: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Return the rows of a text with values for its parameters; raise TableError."""
        return self._filled(self.connection.con, text, values)

    def begun(self, text: str, values: Mapping[str, Any]) -> Callable[[], list[tuple[Any, ...]]]:
        """Begin to do what filled does, while other questions are asked; return what waits for it.

        That raises TableError. The text names nothing that has been named here. Where no second
        question can be asked meanwhile, it is asked once it is waited for.
        """
        beside = self._beside
        if beside is None:
            return partial(self.filled, text, values)
        waiting = beside.begin(lambda connection: self._filled(connection, text, values))

        def waited() -> list[tuple[Any, ...]]:
            try:
                return waiting()
            except (KeyboardInterrupt, CancelledError):
                # As of a question that is asked here, which an interrupt stops.
                beside.abandon()
                raise StoppedError(f"{self.shown}: stopped") from None

        return waited

    def abandon(self) -> None:
        """Stop what was begun and is not waited for any more."""
        beside = vars(self).get("_beside")
        if beside is not None:
            beside.abandon()

    def _filled(
        self, connection: Any, text: str, values: Mapping[str, Any]
    ) -> list[tuple[Any, ...]]:
        self._heed()
        with self._in_words():
            return _listed(connection.execute(text, values))

    @cached_property
    def _beside(self) -> Beside | None:
        """A second connection, None where the table cannot be asked by one.

        Raise StoppedError while that is not known.
        """
        if self.name != "duckdb":
            return None
        text, beside = self.text(self.table.limit(0)), None
        try:
            with self._in_words():
                beside = Beside(self.connection.con)
                beside.begin(lambda connection: connection.execute(text).fetchall())()
        except BaseException as error:
            if beside is not None:
                beside.close()
            # What a folder of files is read as is known to its own connection alone.
            if isinstance(error, TableError) and not isinstance(error, StoppedError):
                return None
            raise
        return beside

    def _heed(self) -> None:
        # A query that does not run yet cannot be stopped by the engine.
        if self.is_stopped():
            raise StoppedError(f"{self.shown}: stopped")

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
            name = f"eventide_{next(_NUMBERS)}_"
            query = self.connection.compile(expression)
            if self.name == "postgres":
                # A view would have to be written, which a connection for reading cannot.
                self._parts[name] = query
                return ibis.table(expression.schema(), name=name)
            if self.name == "pyspark":
                # Spark keeps a view made of SQL as text, and would read it anew for each question.
                self.connection.raw_sql(query).createTempView(name)
            else:
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
            stop = self._interrupt
        elif self.name == "postgres":
            stop = self.connection.con.cancel
        elif self.name == "pyspark":
            stop = self.connection._session.sparkContext.cancelAllJobs  # noqa: SLF001  no other way
        if stop is None:
            return False
        with self._in_words():
            stop()
        return True

    def _interrupt(self) -> None:
        self.connection.con.interrupt()
        beside = vars(self).get("_beside")
        if beside is not None:
            beside.cancel()

    def close(self) -> None:
        beside = vars(self).pop("_beside", None)
        with self._in_words():
            if beside is not None:
                beside.close()
            self.connection.disconnect()

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        with in_words(self.shown, self._secrets):
            yield


def _with_zones(connection: Any, table: Any) -> Any:
    """Return a table of Spark whose instants have a zone, for Ibis takes them for local times."""
    fields = connection.raw_sql(connection.compile(table)).schema
    instants = [field.name for field in fields if field.dataType.typeName() == "timestamp"]
    return table.mutate(**{name: table[name].cast("timestamp('UTC')") for name in instants})


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


def _listed(answer: Any) -> list[tuple[Any, ...]]:
    """Return the rows of an answer of DuckDB, in which arrays of a fixed length are lists too."""
    rows: list[tuple[Any, ...]] = answer.fetchall()
    if not any(str(column[1]).endswith("]") for column in answer.description):
        return rows
    return [tuple(list(cell) if cell.__class__ is tuple else cell for cell in row) for row in rows]


def _plain(value: object) -> object:
    """Return the sum of integers, which PostgreSQL widens, as one."""
    return int(value) if isinstance(value, Decimal) else value
