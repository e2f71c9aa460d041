"""A PostgreSQL server of the test's own: on a socket in a folder, gone when the tests end."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import settings

from tests.stores.table.tables import EVENTS, sql_type
from tui.stores.table.engine import Engine
from tui.stores.table.store import TableStore

_TYPES = {"int64": "BIGINT", "float64": "DOUBLE PRECISION", "string": "TEXT"}
_TYPES |= {"array<string>": "TEXT[]", "timestamp": "TIMESTAMP", "date": "DATE"}
_TYPES |= {"timestamptz": "TIMESTAMPTZ"}
PATIENCE = 60


class Server(NamedTuple):
    """A running server: the folder of its socket."""

    folder: Path

    def connect(self) -> Any:
        import psycopg

        return psycopg.connect(
            host=str(self.folder), user="tester", dbname="postgres", autocommit=True
        )

    def address(self, table: str = "events", password: str = "") -> str:
        user = f"tester:{password}" if password else "tester"
        return f"postgres://{user}@/postgres?host={self.folder}&table={table}"


def missing() -> str:
    """Return why there can be no server, empty if there can."""
    if _programs() is None:
        return "PostgreSQL's programs initdb and postgres are not there"
    if os.geteuid() == 0 and _unprivileged() is None:
        return "PostgreSQL does not run as root, and there is no other user"
    try:
        import psycopg  # noqa: F401  whether it is there
    except ImportError:
        return "PostgreSQL's driver psycopg is not there"
    return ""


@contextmanager
def server() -> Iterator[Server]:
    programs = _programs()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="eventide-"))
    user = _unprivileged() if os.geteuid() == 0 else None
    if user is not None:
        shutil.chown(folder, user)
    data = folder / "data"
    quiet: dict[str, Any] = {"user": user, "cwd": folder, "stdin": subprocess.DEVNULL}
    with (folder / "log").open("wb") as log:
        quiet |= {"stdout": log, "stderr": log}
        # The plainest locale: nothing may depend on what the server's lower() knows.
        making = ["-D", str(data), "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync"]
        making += ["--locale=C"]
        subprocess.run([programs / "initdb", *making], check=True, **quiet)
        settings = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}"]
        settings += ["-c", "fsync=off"]
        process = subprocess.Popen([programs / "postgres", "-D", data, *settings], **quiet)
    try:
        running = Server(folder)
        _wait_for(running, process)
        yield running
    finally:
        # A fast shutdown, which does not wait for those who are connected.
        process.send_signal(signal.SIGINT)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)


class PostgresBench:
    runs = 25
    tries = settings(deadline=None, max_examples=50)

    def __init__(self, writer: Any, running: Server) -> None:
        self._writer = writer
        self._made = 0
        fill(writer, "events", EVENTS, [])
        self._events = TableStore.open(running.address())

    def store(
        self,
        columns: Mapping[str, str],
        rows: Sequence[Mapping[str, Any]],
        told: Mapping[str, str] | None = None,
    ) -> TableStore:
        self._made += 1
        name = f"made_{self._made}"
        fill(self._writer, name, columns, rows)
        connection = self._events.engine.connection
        return TableStore(Engine(connection, connection.table(name), name), told)

    def events(self, rows: Sequence[Mapping[str, Any]]) -> TableStore:
        self._writer.execute("DELETE FROM events")
        _insert(self._writer, "events", EVENTS, rows)
        self._events.reload()
        return self._events

    def close(self) -> None:
        self._events.close()


@contextmanager
def bench(running: Server) -> Iterator[PostgresBench]:
    with running.connect() as writer:
        made = PostgresBench(writer, running)
        try:
            yield made
        finally:
            made.close()


def fill(
    writer: Any, table: str, columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]]
) -> None:
    types = ", ".join(f'"{name}" {sql_type(kind, _TYPES)}' for name, kind in columns.items())
    writer.execute(f"DROP TABLE IF EXISTS {table}")
    writer.execute(f"CREATE TABLE {table} ({types})")
    _insert(writer, table, columns, rows)


def _insert(
    writer: Any, table: str, columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]]
) -> None:
    marks = ", ".join("%s" for _ in columns)
    values = [[each.get(name) for name in columns] for each in rows]
    with writer.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608  own names


def _programs() -> Path | None:
    places = [*Path("/usr/lib/postgresql").glob("*/bin"), Path("/usr/local/bin")]
    places += [Path(part) for part in os.environ.get("PATH", "").split(os.pathsep) if part]
    return next(
        (each for each in places if (each / "initdb").exists() and (each / "postgres").exists()),
        None,
    )


def _unprivileged() -> str | None:
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    return None


def _wait_for(running: Server, process: subprocess.Popen[bytes]) -> None:
    import psycopg

    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            running.connect().close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
