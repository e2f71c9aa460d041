"""Tables of events in engines that tests can have."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import ibis
from hypothesis import settings

from tui.events.event import Event
from tui.events.timeline import Timeline
from tui.stores.table.building import RollupBuilding
from tui.stores.table.engine import Engine
from tui.stores.table.store import TableStore
from tui.stores.table.surveying import Surveyor

#: The columns of a table that holds events of a timeline.
EVENTS = {
    "id": "int64",
    "date": "string",
    "title": "string",
    "lane": "string",
    "importance": "int64",
    "status": "string",
    "text": "string",
    "actors": "array<string>",
    "links_to": "array<string>",
    "tags": "array<string>",
    "publisher": "string",
    "url": "string",
    "cost": "string",
}
_SQL = {
    "int64": "BIGINT",
    "float64": "DOUBLE",
    "string": "VARCHAR",
    "array<string>": "VARCHAR[]",
    "timestamp": "TIMESTAMP",
    "timestamptz": "TIMESTAMPTZ",
    "date": "DATE",
    "timestamp(0)": "TIMESTAMP_S",
    "timestamp(3)": "TIMESTAMP_MS",
    "timestamp(9)": "TIMESTAMP_NS",
}


def row(event: Event) -> dict[str, Any]:
    """Return an event as a row, whose id is a number."""
    source = event.sources[0] if event.sources else None
    return {
        "id": int(event.id),
        "date": event.when.text if event.when else None,
        "title": event.title,
        "lane": event.lane,
        "importance": event.importance,
        "status": event.status.value,
        "text": event.text,
        "actors": list(event.actors),
        "tags": list(event.tags),
        "links_to": [f"{link.kind}:{link.to}" for link in event.links],
        "publisher": source.publisher if source else None,
        "url": (source.url or source.locator) if source else None,
        "cost": event.other.get("cost", (None,))[0],
    }


def sql_type(kind: str, types: Mapping[str, str]) -> str:
    """Return a type for SQL; that of a column that is never null begins with !, as in Ibis."""
    return f"{types[kind[1:]]} NOT NULL" if kind.startswith("!") else types[kind]


def fill(execute: Any, columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Make a table `events` of rows in DuckDB; execute takes SQL with ? and values."""
    types = ", ".join(f'"{name}" {sql_type(kind, _SQL)}' for name, kind in columns.items())
    execute(f"CREATE TABLE events ({types})", [])
    _insert(execute, columns, rows)


def fill_again(
    engine: Engine, columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]
) -> None:
    execute = engine.connection.con.execute
    execute("DELETE FROM events")
    _insert(execute, columns, rows)


def _insert(execute: Any, columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> None:
    values = [[each.get(name) for name in columns] for each in rows]
    if values:
        marks = ", ".join(f"({', '.join('?' for _ in columns)})" for _ in values)
        execute(f"INSERT INTO events VALUES {marks}", sum(values, []))  # noqa: RUF017, S608


def duckdb_engine(
    columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]], shown: str = "events"
) -> Engine:
    connection = ibis.duckdb.connect()
    fill(connection.con.execute, columns, rows)
    return Engine(connection, connection.table("events"), shown)


def store(
    columns: Mapping[str, str],
    rows: Sequence[Mapping[str, Any]],
    told: Mapping[str, str] | None = None,
) -> TableStore:
    return TableStore(duckdb_engine(columns, rows), told)


def surveyor_of(table: TableStore, about: Timeline) -> Surveyor:
    """Return the surveyor of a table for which no rollup is built."""
    return Surveyor(table, about, RollupBuilding(None, lambda _: table))


class Bench(Protocol):
    """An engine to make tables in; runs and tries are how often a test may fill one."""

    runs: int
    tries: settings

    def store(
        self,
        columns: Mapping[str, str],
        rows: Sequence[Mapping[str, Any]],
        told: Mapping[str, str] | None = None,
    ) -> TableStore:
        """Return a store of a new table, which stays until the tests end."""
        ...

    def events(self, rows: Sequence[Mapping[str, Any]]) -> TableStore:
        """Return a store of these rows of EVENTS alone, which holds until the next call."""
        ...


class DuckBench:
    runs = 30
    tries = settings(deadline=None, max_examples=50)

    def __init__(self) -> None:
        self._events = store(EVENTS, [])

    def store(
        self,
        columns: Mapping[str, str],
        rows: Sequence[Mapping[str, Any]],
        told: Mapping[str, str] | None = None,
    ) -> TableStore:
        return store(columns, rows, told)

    def events(self, rows: Sequence[Mapping[str, Any]]) -> TableStore:
        fill_again(self._events.engine, EVENTS, rows)
        self._events.reload()
        return self._events
