"""Engines that are started for the tests: DuckDB always, PostgreSQL and Spark where they are."""

import os
from collections.abc import Iterator

import pytest

from dev import NEEDED
from tests.stores.table import postgres, spark
from tests.stores.table.tables import Bench, DuckBench

#: PySpark leaves it to the garbage collector to close what it fetched rows through.
LEAVES_SOCKETS = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


def need(engine: str, missing: str) -> None:
    """Skip what needs an engine that is missing, or fail where it has to be there."""
    if missing:
        told = pytest.fail if engine in os.environ.get(NEEDED, "").split() else pytest.skip
        told(missing)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def is_spared(item: pytest.Item) -> bool:
        return bool(item.get_closest_marker("spark") and item.get_closest_marker("near"))

    items[:] = [item for item in items if not is_spared(item)]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    need("postgres", postgres.missing())
    with postgres.server() as running:
        yield running


@pytest.fixture(
    scope="session",
    params=[
        "duckdb",
        pytest.param("postgres", marks=pytest.mark.postgres),
        pytest.param("spark", marks=[pytest.mark.spark, LEAVES_SOCKETS]),
    ],
)
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """An engine to make tables in."""
    if request.param == "duckdb":
        yield DuckBench()
    elif request.param == "postgres":
        server = request.getfixturevalue("postgres_server")
        with postgres.bench(server) as made:
            yield made
    else:
        need("spark", spark.missing())
        with spark.cluster() as master, spark.bench(master) as made:
            yield made
