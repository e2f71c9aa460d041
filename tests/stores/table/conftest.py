"""Engines that are started for the tests: DuckDB always, PostgreSQL and Spark where they are."""

from collections.abc import Iterator

import pytest

from tests.stores.table import postgres, spark
from tests.stores.table.tables import EVENTS, Bench, DuckBench


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    missing = postgres.missing()
    if missing:
        pytest.skip(missing)
    with postgres.server() as running:
        yield running


@pytest.fixture(
    scope="session",
    params=[
        "duckdb",
        pytest.param("postgres", marks=pytest.mark.postgres),
        pytest.param("spark", marks=pytest.mark.spark),
    ],
)
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """A table of events in an engine, to be filled again and again."""
    if request.param == "duckdb":
        yield DuckBench(EVENTS)
    elif request.param == "postgres":
        server = request.getfixturevalue("postgres_server")
        with postgres.bench(server, EVENTS) as made:
            yield made
    else:
        missing = spark.missing()
        if missing:
            pytest.skip(missing)
        with spark.cluster() as master, spark.bench(master, EVENTS) as made:
            yield made
