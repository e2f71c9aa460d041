"""An address names a table, and is shown without anything secret."""

from pathlib import Path

import pytest

from tui.stores.table.address import is_address, parse
from tui.stores.table.error import TableError

#: (address, engine, target, table, what is shown)
TABLE = [
    ("duckdb:///a.duckdb?table=t", "duckdb", "a.duckdb", "t", "duckdb:///a.duckdb?table=t"),
    ("duckdb:////d/a.db?table=s.t", "duckdb", "/d/a.db", "s.t", "duckdb:////d/a.db?table=s.t"),
    ("duckdb://a.duckdb", "duckdb", "a.duckdb", "", "duckdb://a.duckdb"),
    ("a%20b.duckdb?table=t", "duckdb", "a%20b.duckdb", "t", "a%20b.duckdb?table=t"),
    ("x/events.parquet", "parquet", "x/events.parquet", "", "x/events.parquet"),
    (
        *("postgresql://me:secret@db:5433/d?table=t&sslmode=require", "postgres"),
        *("postgres://me:secret@db:5433/d?sslmode=require", "t", "postgresql://db:5433/d?table=t"),
    ),
    (
        *("postgres:///d?host=/run&table=t", "postgres", "postgres:///d?host=%2Frun"),
        *("t", "postgres:///d?table=t"),
    ),
    (
        *("snowflake://u:p%40ss@acc/db?warehouse=w&token=xyz&table=t", "snowflake"),
        *("snowflake://u:p%40ss@acc/db?warehouse=w&token=xyz", "t", "snowflake://acc/db?table=t"),
    ),
]


@pytest.mark.parametrize(("text", "engine", "target", "table", "shown"), TABLE)
def test_an_address_has_parts(text: str, engine: str, target: str, table: str, shown: str) -> None:
    address = parse(text)
    assert (address.engine, address.target, address.table) == (engine, target, table)
    assert address.shown == shown
    assert "secret" not in repr(address)


#: (address, a part of what is said of it)
MISTAKES = [
    ("http://example.org/events.parquet", "http:// is no address of a table"),
    ("events.yaml", "is no address of a table: write duckdb:///FILE"),
    ("duckdb:///", "a file is expected after duckdb:///"),
    ("duckdb:///a.duckdb?tabel=t", "knows table= only, not tabel="),
    ("postgres://db/d?table=", "a name is expected after table="),
    ("postgres://db/d?table=a&table=b", "one table= only"),
    ("postgres://u:hunter2@db:port/d", "cannot be read"),
    ("postgres://u:hunter2/3@db/d", "write %40, %2F"),
    ("postgres://u:hunter2?x@db/d", "write %40, %2F"),
    ("postgres://u:hunter2#x@db/d", "write %40, %2F"),
    ("postgres://[hunter2/d", "cannot be read"),
    ("nowhere/*.parquet", "has no Parquet files"),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES)
def test_a_mistake_is_told_without_a_password(text: str, said: str) -> None:
    with pytest.raises(TableError) as raised:
        parse(text)
    assert said in raised.value.message
    assert "hunter2" not in raised.value.message


def test_hostile_text_in_an_address_is_made_visible() -> None:
    assert "\x1b" not in parse("postgres://db/d?table=\x1b[2Jt").shown


def test_what_is_an_address_and_what_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "year=2001"
    folder.mkdir()
    assert not is_address(str(tmp_path))
    (folder / "a.parquet").touch()
    assert is_address(str(tmp_path))
    assert is_address(f"{tmp_path}/*/*.parquet")
    assert parse(str(tmp_path)).target == f"{tmp_path}/**/*.parquet"
    assert all(map(is_address, ("postgres://db/d", "a.duckdb?table=t", "b.PARQUET")))
    assert not any(map(is_address, ("events.yaml", "-", "a:b", "what?.yaml")))


def test_three_slashes_reach_from_the_root_where_only_that_is_there(tmp_path: Path) -> None:
    file = tmp_path / "a.duckdb"
    file.touch()
    assert parse(f"duckdb://{file}").target == str(file)
