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
    ("", "the address of a table is expected: write duckdb:///FILE"),
    ("events.yaml", "is no address of a table: write duckdb:///FILE"),
    ("duckdb:///", "a file is expected after duckdb:///"),
    ("duckdb:///a.duckdb?tabel=t", "knows table= only, not tabel="),
    ("postgres://db/d?table=", "a name is expected after table="),
    ("postgres://db/d?table=a&table=b", "one table= only"),
    ("postgres://u:hunter2@db:port/d", "cannot be read"),
    ("postgres://u:hunter2/3@db/d", "write %40, %2F"),
    ("postgres://u:hunter2?x@db/d", "write %40, %2F"),
    ("postgres://u:hunter2#x@db/d", "write %40, %2F"),
    ("postgres://u:pa@hunter2@db/d", "write %40, %2F"),
    ("postgres://hunter2@u:pa@db/d", "write %40, %2F"),
    ("mysql://u:hunter2@pa@ss@db:3306/d", "write %40, %2F"),
    ("postgres://[hunter2/d", "cannot be read"),
    ("u:hunter2@db/d", "…@db/d is no address of a table"),
    ("postgres:/u:hunter2/3@db/d", "…@db/d is no address of a table"),
    ("u:pa@hunter2@db/d", "…@db/d is no address of a table"),
    ("u:pa@hunter2@db/*.parquet", "…@db/*.parquet has no Parquet files"),
    ("u:hunter2@db/*.parquet", "…@db/*.parquet has no Parquet files"),
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


#: (address, what the engine opens where relative names begin in /d)
BELOW = [
    ("duckdb:///a.duckdb?table=t", "/d/a.duckdb"),
    ("duckdb://a.duckdb?table=t", "/d/a.duckdb"),
    ("duckdb:///../a.duckdb?table=t", "/d/../a.duckdb"),
    ("duckdb:////e/a.duckdb?table=t", "/e/a.duckdb"),
    ("a.duckdb?table=t", "/d/a.duckdb"),
    ("/e/a.duckdb", "/e/a.duckdb"),
    ("x/events.parquet", "/d/x/events.parquet"),
    ("sqlite://a.db?table=t", "sqlite:///d/a.db"),
    ("sqlite:///e/a.db?mode=ro&table=t", "sqlite:///e/a.db?mode=ro"),
    ("postgres://db/d?table=t", "postgres://db/d"),
]


@pytest.mark.parametrize(("text", "target"), BELOW)
def test_relative_names_of_files_begin_in_a_folder(text: str, target: str) -> None:
    found = parse(text, "/d")
    assert found.target == target
    assert found.shown == parse(text).shown


def test_globs_and_folders_begin_in_a_folder_whose_own_signs_stand_for_nothing(
    tmp_path: Path,
) -> None:
    base = tmp_path / "a[1]*"
    folder = base / "year=2001"
    folder.mkdir(parents=True)
    (folder / "a.pq").touch()
    escaped = f"{tmp_path}/a[[]1][*]"
    assert parse("*/*.pq", str(base)).target == f"{escaped}/*/*.pq"
    assert parse("year=2001", str(base)).target == f"{escaped}/year=2001/**/*.pq"
    assert parse("year=2001/a.pq", str(base)).target == f"{escaped}/year=2001/a.pq"
    assert parse("a.duckdb", str(base)).target == f"{base}/a.duckdb"
    for absent in ("*/*.parquet", "2001"):
        with pytest.raises(TableError):
            parse(absent, str(base))


@pytest.mark.parametrize("text", ["\0*.parquet", "\0/*.parquet", "\0"])
def test_what_no_file_can_be_called_is_no_address(text: str) -> None:
    with pytest.raises(TableError):
        parse(text, "/d")
    assert parse(f"duckdb:///{text}").target == text  # which is no file to the engine
