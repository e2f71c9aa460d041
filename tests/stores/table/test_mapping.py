"""Columns are guessed by their names, or told; dates of numbers are only told."""

import json
from dataclasses import fields

import pytest

from tui.events import keys
from tui.formats.schema import schema_text
from tui.stores.table.error import TableError
from tui.stores.table.mapping import ColumnMap, Columns, Kind, Numbers, column_map

TEXT, TEXTS, TIMESTAMP, DATE = Kind.TEXT, Kind.TEXTS, Kind.TIMESTAMP, Kind.DATE
INTEGER, NUMBER, OTHER = Kind.INTEGER, Kind.NUMBER, Kind.OTHER

#: (columns, what is told, columns of start, end, title, lane)
GUESSES = [
    ({"start": DATE, "end": DATE, "title": TEXT}, {}, "start end title "),
    ({"Start_Date": DATE, "End Date": DATE, "Name": TEXT}, {}, "Start_Date,End Date,Name,"),
    ({"id": TEXT, "event_time": TIMESTAMP, "message": TEXT}, {}, "event_time,,message,"),
    ({"seen": TIMESTAMP, "what": TEXT, "type": TEXT}, {}, "seen,,what,type"),
    ({"date": TEXT, "headline": TEXT, "category": TEXT}, {}, "date,,headline,category"),
    ({"year": INTEGER, "title": TEXT}, {"numbers": "years"}, "year,,title,"),
    ({"ts": INTEGER, "created": TIMESTAMP, "title": TEXT}, {}, "created,,title,"),
    ({"a": DATE, "b": DATE, "c": TEXT}, {"start": "b", "end": "A"}, "b,a,c,"),
    ({"date": DATE, "title": TEXT, "lane": TEXT}, {"lane": ""}, "date,,title,"),
    ({"date": DATE, "id": INTEGER}, {}, "date,,id,"),
]


@pytest.mark.parametrize(("columns", "told", "found"), GUESSES)
def test_columns_are_guessed(columns: dict[str, Kind], told: dict[str, str], found: str) -> None:
    made = column_map(columns, told)
    parts = found.split(",") if "," in found else [*found.split(" ")]
    assert [made.start, made.end, made.title, made.lane] == parts


def test_no_column_is_taken_twice_and_none_of_a_wrong_kind() -> None:
    columns = {"date": DATE, "title": OTHER, "tags": NUMBER, "importance": DATE, "url": TEXT}
    made = column_map(columns, {"source": "url", "numbers": "ms"})
    assert (made.title, made.tags, made.importance, made.source, made.url) == (
        "",
        "",
        "",
        "url",
        "",
    )
    assert made.numbers is Numbers.MILLISECONDS
    assert made.columns == ("date", "url")


#: (columns, what is told, a part of what is said of it)
MISTAKES = [
    ({"when": DATE}, {"titel": "when"}, "no field is called 'titel', did you mean title?"),
    ({"when": DATE}, {"zzz": "when"}, "there are start, end, title"),
    ({"headline": TEXT}, {"title": "headlin"}, "did you mean headline?"),
    ({"a": TEXT}, {"title": "zzz"}, "no column 'zzz' for title: it has a"),
    ({"a": TEXT, "b": NUMBER}, {}, "no column is known as the start"),
    ({}, {}, "of: none"),
    ({"ts": INTEGER}, {}, "tell as numbers what they count, one of s, ms, us, ns, years"),
    ({"ts": INTEGER}, {"numbers": "weeks"}, "numbers is one of s, ms, us, ns, years, not 'weeks'"),
    ({"ts": OTHER}, {"start": "ts"}, "the start column 'ts' holds no dates"),
    ({"a\x1b": TEXT}, {"start": "\x1bb"}, "␛b"),
]


@pytest.mark.parametrize(("columns", "told", "said"), MISTAKES)
def test_a_mistake_is_told(columns: dict[str, Kind], told: dict[str, str], said: str) -> None:
    with pytest.raises(TableError) as raised:
        column_map(columns, told)
    assert said in raised.value.message
    assert "\x1b" not in raised.value.message


def test_the_fields_that_a_file_may_tell_are_those_that_are_read() -> None:
    assert keys.COLUMNS.names == tuple(field.name for field in fields(ColumnMap))
    numbers = json.loads(schema_text())["definitions"]["columns"]["properties"]["numbers"]
    assert numbers["enum"] == [*(each.value for each in Numbers), None]


#: (columns, what is told, the field to blame)
BLAME: list[tuple[Columns, dict[str, str], str]] = [
    ({"a": TEXT, "ts": TIMESTAMP}, {"title": "b"}, "title"),
    ({"ts": TIMESTAMP}, {"titel": "ts"}, "titel"),
    ({"a": TEXTS}, {}, "start"),
    ({"ts": TIMESTAMP, "a": NUMBER}, {"end": "a"}, "end"),
    ({"ts": TIMESTAMP, "a": OTHER}, {"end": "a"}, "end"),
    ({"ts": TIMESTAMP}, {"numbers": "days"}, "numbers"),
]


@pytest.mark.parametrize(("columns", "told", "field"), BLAME)
def test_the_field_to_blame_is_named(columns: Columns, told: dict[str, str], field: str) -> None:
    with pytest.raises(TableError) as raised:
        column_map(columns, told)
    assert raised.value.field == field
