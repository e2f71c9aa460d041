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

from tui.stores.table.engine import Engine
from tui.stores.table.store import TableStore

PATIENCE = 90
WORKERS = 2


def missing() -> str:
    """Return why there can be no cluster, empty if there can."""
    try:
        import pyspark  # noqa: F401  whether it is there
    except ImportError:
        return "pyspark is not there"
    return "" if shutil.which("java") else "Java is not there"


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
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(folder),
        "SPARK_WORKER_DIR": str(folder),
        "SPARK_DAEMON_MEMORY": "256m",
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

    runs = 3

    def __init__(self, session: Any, connection: Any, columns: Mapping[str, str]) -> None:
        self._session = session
        self._connection = connection
        self._columns = columns

    def store(self, rows: Sequence[Mapping[str, Any]]) -> TableStore:
        types = {"int64": "bigint", "string": "string", "array<string>": "array<string>"}
        schema = ", ".join(f"`{name}` {types[kind]}" for name, kind in self._columns.items())
        values = [tuple(each.get(name) for name in self._columns) for each in rows]
        self._session.createDataFrame(values, schema).createOrReplaceTempView("events")
        return TableStore(Engine(self._connection, self._connection.table("events"), "events"))


@contextmanager
def bench(master: str, columns: Mapping[str, str]) -> Iterator[SparkBench]:
    from pyspark.sql import SparkSession

    with warnings.catch_warnings():
        # Of its own use of what pandas and Python are about to drop.
        warnings.simplefilter("ignore")
        builder = SparkSession.builder.master(master).appName("eventide-tests")
        for name, value in {
            "spark.ui.enabled": "false",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.executor.memory": "512m",
            "spark.sql.shuffle.partitions": "2",
            "spark.sql.session.timeZone": "UTC",
        }.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        try:
            session.sparkContext.setLogLevel("ERROR")
            yield SparkBench(session, ibis.pyspark.connect(session), columns)
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
