"""Engines are opened for reading only, and what they say is one sentence without secrets."""

import os
import subprocess
import sys
import threading
from _thread import interrupt_main
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import pytest

from tests.stores.table import postgres
from tests.stores.table.tables import EVENTS, duckdb_engine
from tui.stores.table.address import parse
from tui.stores.table.connection import open_engine
from tui.stores.table.engine import Engine
from tui.stores.table.error import StoppedError, TableError
from tui.stores.table.store import TableStore

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with duckdb.connect("two.duckdb") as made:
        made.execute("CREATE TABLE a AS SELECT DATE '2001-02-03' AS day, 'one' AS title")
        made.execute("CREATE VIEW b AS SELECT * FROM a")
        made.execute('CREATE TABLE "c\x1b" AS SELECT 1 AS x')
        made.execute("COPY (SELECT * FROM a) TO 'one.parquet'")
        made.execute("COPY (SELECT 'y' AS title) TO 'none.parquet'")
        for year in (2001, 2002):
            Path(f"all/year={year}").mkdir(parents=True)
            select = f"SELECT DATE '{year}-01-01' + range::INT AS day, 'x' AS title "
            select += "FROM range(3)"
            made.execute(f"COPY ({select}) TO 'all/year={year}/part.parquet'")
    return tmp_path


def message(address: str, told: dict[str, str] | None = None) -> str:
    with pytest.raises(TableError) as raised:
        TableStore.open(address, told).close()
    assert "\n" not in raised.value.message
    assert "\x1b" not in raised.value.message
    return raised.value.message


@pytest.mark.usefixtures("folder")
def test_a_missing_file_or_table_is_told() -> None:
    assert message("duckdb:///none.duckdb?table=a") == (
        "duckdb:///none.duckdb?table=a: there is no such file"
    )
    assert message("two.duckdb?table=d").endswith("there is no table 'd', only a, b, c␛")
    assert "say which table with ?table=: a, b, c␛" in message("two.duckdb")
    assert "no column is known as the start" in message("none.parquet")
    assert "no column 'zzz' for title" in message("one.parquet", {"title": "zzz"})
    Path("torn.parquet").write_bytes(b"PAR1, but no more")
    assert message("torn.parquet").startswith("torn.parquet: ")
    Path("torn.duckdb").write_bytes(b"no database" * 1000)
    assert message("torn.duckdb?table=a").startswith("torn.duckdb?table=a: ")


def test_an_unknown_engine_is_told() -> None:
    assert "no engine is called 'oraclez'" in message("oraclez://me:hunter2@db/d?table=t")


@pytest.mark.usefixtures("folder")
def test_files_are_opened_for_reading_only() -> None:
    before = Path("two.duckdb").stat()
    for table in ("a", "b"):
        with open_engine(parse(f"two.duckdb?table={table}")) as engine:
            assert [row["title"] for row in engine.rows(engine.table.select("title"))] == ["one"]
            with pytest.raises(duckdb.Error, match="read-only"):
                engine.connection.raw_sql("INSERT INTO a VALUES (NULL, NULL)")
    after = Path("two.duckdb").stat()
    assert (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)


@pytest.mark.usefixtures("folder")
def test_rows_without_an_id_are_told_apart_by_their_place() -> None:
    for address, ids in (
        ("two.duckdb?table=a", ["0"]),
        ("two.duckdb?table=b", ["2001-02-03|one"]),
        ("one.parquet", ["0"]),
        ("all", [f"year={year}/part.parquet:{n}" for year in (2001, 2002) for n in range(3)]),
    ):
        found = TableStore.open(address)
        assert [one.id for one in found.window()] == ids
        assert all(found.event(name) for name in ids)
        assert not any("file" in name for one in found.window() for name in one.other)
        found.close()


def test_what_an_engine_raises_is_one_short_sentence() -> None:
    engine = duckdb_engine(EVENTS, [{"title": "no\x1b" * 500}])
    with pytest.raises(TableError) as raised:
        engine.rows(engine.table.select(x=engine.table.title.cast("int64")))
    assert "\x1b" not in raised.value.message
    assert raised.value.message.startswith("events: ")
    assert len(raised.value.message) < 400


def test_engines_that_share_a_session_take_no_name_twice() -> None:
    shared = duckdb_engine(EVENTS, []).connection
    names = {
        Engine(shared, shared.table("events"), "events").named(shared.table("events")).get_name()
        for _ in range(200)
    }
    assert len(names) == 200


def endless(engine: Engine) -> str:
    """Return a question that the engine would answer for hours."""
    one, other, third = (engine.table.select(**{name: "id"}) for name in "abc")
    crossed = one.cross_join(other).cross_join(third)
    return engine.text(crossed.agg(x=(crossed.a * crossed.b + crossed.c).max()))


@pytest.fixture
def large() -> Iterator[Engine]:
    engine = duckdb_engine(EVENTS, [{"id": number} for number in range(2_000)])
    yield engine
    engine.close()


@contextmanager
def stopping(engine: Engine, seconds: float = 0.05) -> Iterator[None]:
    """Stop what an engine is asked again and again, for what has not begun yet heeds no stop."""
    end = threading.Event()

    def keep_stopping() -> None:
        while not end.wait(seconds):
            engine.cancel()

    thread = threading.Thread(target=keep_stopping)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()


def test_a_query_can_be_stopped_from_another_thread(large: Engine) -> None:
    with stopping(large), pytest.raises(StoppedError):
        large.filled(endless(large), {})
    assert large.rows(large.table.limit(0)) == []


def test_a_question_is_answered_while_another_one_is_asked(large: Engine) -> None:
    waiting = large.begun(endless(large), {})
    rows = large.table.count().as_table()
    assert large.tuples(rows) == [(2_000,)]
    with stopping(large), pytest.raises(StoppedError):
        waiting()
    most = large.begun("SELECT max(id) FROM events WHERE id < $end", {"end": 7})
    assert large.tuples(rows) == [(2_000,)]
    assert most() == [(6,)]


def test_both_questions_are_stopped_at_once(large: Engine) -> None:
    waiting = large.begun(endless(large), {})
    with stopping(large):
        with pytest.raises(StoppedError):
            large.filled(endless(large), {})
        with pytest.raises(StoppedError):
            waiting()


def test_a_question_that_is_begun_heeds_that_nothing_more_is_asked(large: Engine) -> None:
    assert large.begun("SELECT 1", {})() == [(1,)]
    large.is_stopped = lambda: True
    with pytest.raises(StoppedError):
        large.begun("SELECT 1", {})()


def test_what_a_question_that_is_begun_raises_is_told_when_it_is_waited_for(large: Engine) -> None:
    waiting = large.begun("SELECT no_such_column FROM events", {})
    with pytest.raises(TableError, match=r"^events: .*no_such_column"):
        waiting()


def test_an_engine_closes_though_a_question_was_begun(large: Engine) -> None:
    waiting = large.begun(endless(large), {})
    threads = {thread.name for thread in threading.enumerate()}
    assert any(name.startswith("eventide-beside") for name in threads)
    large.close()
    with pytest.raises(StoppedError):
        waiting()
    assert not any(thread.name in threads - {"MainThread"} for thread in threading.enumerate())


def test_an_interrupt_stops_a_question_that_is_waited_for(large: Engine) -> None:
    waiting = large.begun(endless(large), {})
    interrupting = threading.Timer(0.3, interrupt_main)
    interrupting.start()
    with pytest.raises(StoppedError, match=r"^events: stopped$"):
        waiting()
    interrupting.join()
    assert large.begun("SELECT 1", {})() == [(1,)]


def test_what_is_abandoned_keeps_no_later_question(large: Engine) -> None:
    large.abandon()
    waiting = large.begun(endless(large), {})
    large.abandon()
    with pytest.raises(StoppedError):
        waiting()
    assert large.begun("SELECT 1", {})() == [(1,)]
    large.abandon()


def test_a_stop_at_the_first_question_is_not_for_ever(large: Engine) -> None:
    large.is_stopped = lambda: True
    with pytest.raises(StoppedError):
        large.begun("SELECT 1", {})()
    large.is_stopped = bool
    with stopping(large, 0.001):
        for _ in range(20):
            with suppress(StoppedError):
                large.begun("SELECT 1", {})()
    waiting = large.begun(endless(large), {})
    # It would wait for this for hours, were it asked by the same connection.
    assert large.tuples(large.table.count().as_table()) == [(2_000,)]
    large.abandon()
    with pytest.raises(StoppedError):
        waiting()


def test_both_connections_have_the_same_time_zone() -> None:
    with duckdb_engine(EVENTS, []) as engine:
        engine.connection.raw_sql("SET TimeZone = 'Asia/Kathmandu'")
        zone = engine.begun("SELECT current_setting('TimeZone')", {})
        assert zone() == [("Asia/Kathmandu",)]


@pytest.mark.usefixtures("folder")
def test_a_table_that_only_its_connection_knows_is_asked_by_that() -> None:
    for address, is_beside in (("two.duckdb?table=a", True), ("one.parquet", False)):
        with open_engine(parse(address)) as engine:
            waiting = engine.begun(engine.text(engine.table.select("title")), {})
            names = [thread.name for thread in threading.enumerate()]
            assert any(name.startswith("eventide-beside") for name in names) == is_beside
            assert waiting() == [("one",)]


@pytest.mark.postgres
def test_postgres_is_asked_for_reading_only_and_tells_no_password(
    postgres_server: postgres.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg

    with postgres_server.connect() as writer:
        rows = [{"day": None, "title": "x"}]
        postgres.fill(writer, "diary", {"day": "date", "title": "string"}, rows)
    address = postgres_server.address("diary", "hunter2")
    found = TableStore.open(address)
    with pytest.raises(psycopg.Error, match="read-only transaction"):
        found.engine.connection.raw_sql("DELETE FROM diary")
    found.close()
    for wrong in (address.replace("/postgres?", "/nothing?"), address.replace("diary", "none")):
        said = message(wrong)
        assert "hunter2" not in said
        assert "tester" not in said
    monkeypatch.setenv("PGUSER", "tester")
    monkeypatch.setenv("PGHOST", str(postgres_server.folder))
    found = TableStore.open("postgres:///postgres?table=public.diary")
    assert found.count() == 1
    found.close()


@pytest.mark.postgres
def test_a_query_of_postgres_can_be_stopped(postgres_server: postgres.Server) -> None:
    with postgres_server.connect() as writer:
        postgres.fill(writer, "diary", {"day": "date", "title": "string"}, [])
        writer.execute("INSERT INTO diary SELECT NULL, n FROM generate_series(1, 3000) AS n")
    with open_engine(parse(postgres_server.address("diary"))) as engine:
        one, other, third = (engine.table.select(**{name: "title"}) for name in "abc")
        endless = one.cross_join(other).cross_join(third)
        timer = threading.Timer(0.5, engine.cancel)
        timer.start()
        with pytest.raises(StoppedError):
            engine.rows(endless.agg(x=(endless.a + endless.b + endless.c).max()))
        timer.join()


def test_no_piece_of_user_and_password_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        # As a driver that divides them elsewhere than we do.
        raise ValueError("the host is word, the user me:hunter2")

    monkeypatch.setattr("tui.stores.table.connection._postgres", fail)
    found = message("postgres://me:hunter2:word@db/d?table=t")
    assert found == "postgres://db/d?table=t: the host is …, the user …:…"


def test_sqlite_is_refused_and_no_file_made(folder: Path) -> None:
    for address in ("sqlite://new.db?table=t", f"sqlite://{folder}/new.db"):
        assert "there is no such file" in message(address)
    assert not (folder / "new.db").exists()
    (folder / "old.db").touch()
    for address in ("sqlite://old.db?table=t", f"sqlite://{folder}/old.db?table=t"):
        assert "copy the table to a file of DuckDB or Parquet" in message(address)
    assert (folder / "old.db").read_bytes() == b""


CALL = """
import sys
import tui.stores.table.store, tui.stores.table.address
heavy = {"ibis", "duckdb", "pandas", "pyarrow", "numpy", "sqlglot", "psycopg", "textual", "rich"}
sys.exit(", ".join(heavy & set(sys.modules)) or 0)
"""


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CALL],
        cwd=ROOT,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
