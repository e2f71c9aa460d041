"""A question that is asked again is not made again, and its values are never part of its text."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pytest

from tests.stores.table.tables import EVENTS, duckdb_engine
from tui.stores.table import prepared
from tui.stores.table.engine import Engine
from tui.stores.table.prepared import Prepared

COLUMNS = {"id": "int64", "title": "string", "start": "timestamp", "day": "date"}
ROWS: list[dict[str, Any]] = [
    {"id": n, "title": f"x') OR ('{n}", "start": datetime(2001, 1, n), "day": date(2001, 1, n)}
    for n in range(1, 10)
]


@pytest.fixture
def engine() -> Engine:
    return duckdb_engine(COLUMNS, ROWS)


def made(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which each text is added that is made of an expression."""
    texts: list[str] = []
    text = Engine.text

    def noted(self: Engine, expression: Any) -> str:
        texts.append(text(self, expression))
        return texts[-1]

    monkeypatch.setattr(Engine, "text", noted)
    return texts


def test_values_of_every_kind_are_asked_for(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts, asked, table = made(engine, monkeypatch), Prepared(engine), engine.table
    for column, values in (
        ("id", [3, 4]),
        ("title", [ROWS[2]["title"], ROWS[3]["title"]]),
        ("start", [datetime(2001, 1, 3), datetime(2001, 1, 4)]),
        ("day", [date(2001, 1, 3), date(2001, 1, 4)]),
    ):

        def among(value: Mapping[str, Any], column: str = column) -> Any:
            return table.filter(table[column].isin(value["several"])).select("id")

        def one(value: Mapping[str, Any], column: str = column) -> Any:
            return table.filter(table[column] == value["one"]).select("id")

        for value in values:
            if not isinstance(value, str):
                (row,) = asked.rows(("one", column), {"one": value}, one)
                assert ROWS[row[0] - 1][column] == value
        if column in ("id", "title"):
            rows = asked.rows(("several", column), {"several": values}, among)
            assert sorted(rows) == [(3,), (4,)]
            assert asked.rows(("several", column), {"several": values[:1]}, among) == [(3,)]
    assert len(texts) == 5


def test_kinds_of_values_and_shapes_are_told_apart(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts, asked, table = made(engine, monkeypatch), Prepared(engine), engine.table

    def after(value: Mapping[str, Any]) -> Any:
        later = table.start > value["first"]
        if "last" in value:
            later &= table.start < value["last"]
        found = table.filter(later)
        return found.agg(rows=found.count())

    first = datetime(2001, 1, 5)
    assert asked.rows("x", {"first": first}, after) == [(4,)]
    assert asked.rows("x", {"first": first, "last": datetime(2001, 1, 7)}, after) == [(1,)]
    assert asked.rows("x", {"first": first.date()}, after) == [(4,)]
    assert asked.rows("y", {"first": first}, after) == [(4,)]
    assert len(texts) == 4


def test_only_so_many_texts_are_kept(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    texts, asked, table = made(engine, monkeypatch), Prepared(engine), engine.table
    monkeypatch.setattr(prepared, "_KEPT", 2)
    for shape in ("a", "b", "a", "c", "a", "b"):
        asked.rows(shape, {"least": 8}, lambda value: table.filter(table.id > value["least"]))
    assert len(texts) == 4


def test_a_text_that_looks_like_a_parameter_is_a_text() -> None:
    rows: list[dict[str, Any]] = [{"id": 1, "lane": "$one"}, {"id": 2, "lane": "eventide_0_one()"}]
    with duckdb_engine(EVENTS, rows) as engine:
        table, asked = engine.table, Prepared(engine)
        for row in rows:
            same = table.filter(table.lane == row["lane"])

            def one(value: Mapping[str, Any], same: Any = same) -> Any:
                return same.filter(same.id == value["one"]).select("id")

            assert asked.rows(row["lane"], {"one": row["id"]}, one) == [(row["id"],)]
