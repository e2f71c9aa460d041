"""The table that a file names in place of events, and which of its columns are what."""

import pytest

from tui.events.named_table import NamedTable
from tui.events.problem import Location, Severity
from tui.events.timeline import Timeline
from tui.events.validate import validate
from tui.stores.yaml_reader import read_document

ADDRESS = "duckdb:///a.duckdb?table=t"


def timeline(text: str) -> Timeline:
    return validate(read_document(text))


def named(text: str) -> NamedTable:
    found = timeline(text).table
    assert found is not None
    return found


def test_a_table_is_named_by_its_address_and_columns() -> None:
    found = timeline(
        f"title: News\ntable: {ADDRESS}\ncolumns:\n  start: published at\n  lane: ''\n  end:\n"
        "lanes: [{name: A, glyph: ◆}]\neras: [{date: 2001, title: B}]\n"
    )
    assert found.table is not None
    assert found.table.address == ADDRESS
    assert found.table.columns == {"start": "published at", "lane": ""}
    assert found.table.location() == Location(2, 8)
    assert found.table.location("start") == Location(4, 10)
    assert found.table.location("title") == Location(4, 3)
    assert (found.title, found.lanes[0].glyph, found.eras[0].title) == ("News", "◆", "B")
    assert (found.events, found.problems) == ((), ())


def test_without_columns_what_is_amiss_with_a_field_is_told_at_the_address() -> None:
    assert named(f"table: {ADDRESS}\n").location("start") == Location(1, 8)


@pytest.mark.parametrize("text", ["", "events:\n", "title: A\n"])
def test_a_file_without_a_table_names_none(text: str) -> None:
    assert timeline(text).table is None
    assert {problem.code for problem in timeline(text).problems} <= {"events-missing"}


#: (text, code, place, part of what is said, whether a table is named all the same)
PROBLEMS = [
    ("table: [a]\n", "type-wrong", (1, 8), "'table' is meant to be an address", True),
    ("table:\n", "table-address", (1, 1), "an address is expected after 'table:'", True),
    ("table: ' '\n", "table-address", (1, 1), "such as duckdb:///FILE?table=NAME", True),
    ("table: a\nevents: []\n", "table-beside-events", (1, 1), "leave one of them out", False),
    ("events:\ntable: a\n", "table-beside-events", (2, 1), "is not opened", False),
    ("title: A\ncolumns: {start: a}\n", "columns-unused", (2, 1), "no effect without", False),
    ("table: a\ntable: b\n", "key-duplicate", (2, 1), "'table' stands on line 1", True),
    ("table: a\ncolumns: [b]\n", "type-wrong", (2, 10), "'columns' is meant to be a mapping", True),
    ("table: a\ncolumns: {start: [b]}\n", "type-wrong", (2, 18), "the name of a column", True),
    ("table: a\ncolumns: {tilte: b}\n", "field-unknown", (2, 11), "did you mean 'title'?", True),
    ("table: a\ncolumns: {date: b}\n", "field-unknown", (2, 11), "did you mean 'start'?", True),
    ("table: a\ncolumns: {b: lane}\n", "field-unknown", (2, 11), "first, 'lane: b'", True),
    ("table: a\ncolumns: {b: c}\n", "field-unknown", (2, 11), "there are start, end, title", True),
    (
        *("table: a\ncolumns:\n  lane: b\n  lane: c\n", "key-duplicate", (4, 3)),
        *("'lane' stands on line 3 already", True),
    ),
]


@pytest.mark.parametrize(("text", "code", "place", "said", "is_named"), PROBLEMS)
def test_what_cannot_be_meant_is_told_at_its_place(
    text: str, code: str, place: tuple[int, int], said: str, is_named: bool
) -> None:
    found = timeline(text)
    problems = [problem for problem in found.problems if problem.code != "events-missing"]
    assert [(problem.code, tuple(problem.location)) for problem in problems] == [(code, place)]
    assert said in problems[0].message
    assert (found.table is not None) is is_named


def test_of_a_field_told_twice_the_first_counts_and_of_a_broken_one_none() -> None:
    assert named("table: a\ncolumns: {lane: b, lane: c, start: [d]}\n").columns == {"lane": "b"}


@pytest.mark.parametrize(
    "address",
    [
        "postgres://me:hunter2@host/d?table=t",
        "postgres://:hunter2@host/d?table=t",
        "postgres:///d?user=me&password=hunter2",
        "snowflake://acc/db?private_key=hunter2",
        "thing://acc/db?api_token=hunter2&table=t",
    ],
)
def test_a_password_is_told_to_belong_elsewhere_and_never_shown(address: str) -> None:
    found = timeline(f"table: {address}\n")
    assert [(each.code, each.severity) for each in found.problems] == [
        ("table-password", Severity.WARNING)
    ]
    assert "PGPASSWORD" in found.problems[0].message
    assert found.table is not None
    assert found.table.address == address
    assert "hunter2" not in f"{found.problems}{found.table!r}"


@pytest.mark.parametrize(
    "address",
    ["postgres://me@host:5432/d?table=passwords", "postgres:///d?passfile=a", "a@b:c.parquet"],
)
def test_what_is_no_password_is_none(address: str) -> None:
    assert timeline(f"table: '{address}'\n").problems == ()
