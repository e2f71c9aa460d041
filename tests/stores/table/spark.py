"""A Spark cluster of the test's own: a master and two workers on this machine's loopback."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ibis
import pytest
from hypothesis import Phase, settings

from dev import JAVA, java_home
from tests.stores.table.tables import EVENTS, sql_type
from tui.stores.table.engine import Engine
from tui.stores.table.store import TableStore

_TYPES = {"int64": "BIGINT", "float64": "DOUBLE", "string": "STRING"}
_TYPES |= {"array<string>": "ARRAY<STRING>", "timestamp": "TIMESTAMP_NTZ", "date": "DATE"}
_TYPES |= {"timestamptz": "TIMESTAMP"}
#: In a run this short, the best machine code costs more than it ever spares.
_HASTE = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
PATIENCE = 90
WORKERS = 2


def missing() -> str:
    """Return why there can be no cluster, empty if there can."""
    try:
        import pyspark  # noqa: F401  whether it is there
    except ImportError:
        return "pyspark is not there"
    return "" if java_home() else f"Java {JAVA[0]} to {JAVA[-1]} is not there"


@contextmanager
def cluster() -> Iterator[str]:
    """Yield the address of a master with two workers."""
    import pyspark

    home = Path(pyspark.__file__).parent
    folder = Path(tempfile.mkdtemp(prefix="eventide-"))
    port = _free_port()
    master = f"spark://127.0.0.1:{port}"
    surroundings = {
        **os.environ,
        "SPARK_HOME": str(home),
        "JAVA_HOME": str(java_home()),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(folder),
        "SPARK_WORKER_DIR": str(folder),
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": _HASTE,
    }
    host = ["--host", "127.0.0.1", "--webui-port", "0"]
    commands = [["org.apache.spark.deploy.master.Master", *host, "--port", str(port)]]
    worker = ["org.apache.spark.deploy.worker.Worker", *host, "--cores", "1", "--memory", "1g"]
    commands += [[*worker, master]] * WORKERS
    processes = []
    try:
        with (folder / "log").open("wb") as log:
            for command in commands:
                processes.append(
                    subprocess.Popen(
                        [home / "bin" / "spark-class", *command],
                        env=surroundings,
                        cwd=folder,
                        stdin=subprocess.DEVNULL,
                        stdout=log,
                        stderr=log,
                    )
                )
                _wait_for(port)
        _wait_for_workers(folder / "log")
        yield master
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in processes:
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(folder, ignore_errors=True)


class SparkBench:
    """A view of the session is made of the rows each time, for Spark's views do not change."""

    runs = 2
    #: To make a failing example smaller would take it as long as all the rest.
    tries = settings(deadline=None, max_examples=2, phases=[Phase.explicit, Phase.generate])

    def __init__(self, session: Any, connection: Any) -> None:
        self._session = session
        self._connection = connection
        self._made = 0

    def store(
        self,
        columns: Mapping[str, str],
        rows: Sequence[Mapping[str, Any]],
        told: Mapping[str, str] | None = None,
    ) -> TableStore:
        self._made += 1
        name = f"made_{self._made}"
        types = {column: sql_type(kind, _TYPES) for column, kind in columns.items()}
        schema = ", ".join(f"`{column}` {kind}" for column, kind in types.items())
        values = [tuple(each.get(column) for column in columns) for each in rows]
        self._session.createDataFrame(values, schema).createOrReplaceTempView(name)
        return TableStore(Engine(self._connection, self._connection.table(name), name), told)

    def events(self, rows: Sequence[Mapping[str, Any]]) -> TableStore:
        return self.store(EVENTS, rows)


@contextmanager
def bench(master: str) -> Iterator[SparkBench]:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(master).appName("eventide-tests")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executor.memory": "512m",
        "spark.driver.extraJavaOptions": _HASTE,
        "spark.executor.extraJavaOptions": _HASTE,
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.session.timeZone": "UTC",
    }.items():
        builder = builder.config(name, value)
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_HOME", str(java_home()))
        # Of its own use of what pandas and Python are about to drop.
        warnings.simplefilter("ignore")
        session = builder.getOrCreate()
        connection = ibis.pyspark.connect(session)
    try:
        session.sparkContext.setLogLevel("ERROR")
        yield SparkBench(session, connection)
    finally:
        session.stop()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


def _wait_for_workers(log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while log.read_bytes().count(b"Successfully registered with master") < WORKERS:
        if time.monotonic() > deadline:
            raise TimeoutError("the workers did not register")
        time.sleep(0.2)
