"""Rows become events through the front door, whatever stands in their cells."""

from typing import Any

import pytest

from tests.stores.table.tables import EVENTS, Bench, store
from tui.events.event import Event, Status

COLUMNS = {**EVENTS, "when_seen": "timestamp", "links": "string", "notes list": "array<string>"}


def event(**cells: Any) -> Event:
    row = {"id": 1, "date": "2001", "title": "A title", **cells}
    (found,) = store(COLUMNS, [row], {"start": "date"}).window()
    return found


def test_a_row_of_nothing_is_an_untitled_event_without_a_date() -> None:
    (found,) = store(COLUMNS, [{}]).window()
    assert (found.title, found.lane, found.importance) == ("(untitled)", "Other", 3)
    assert (found.when, found.text, found.actors, found.sources) == (None, "", (), ())
    assert (found.status, found.other, found.id) == (Status.CONFIRMED, {}, "|")


def test_hostile_cells_are_made_harmless() -> None:
    bad = "\x1b[2Ja\u202eb\x00"
    found = event(
        title=bad,
        lane=bad,
        text=bad,
        actors=[bad, None, "", "ok"],
        tags=[bad],
        publisher=bad,
        url=f"https://example.org/{bad}",
        cost=bad,
        status=bad,
    )
    (source,) = found.sources
    texts = [found.title, found.lane, found.text, *found.actors, *found.tags, source.publisher]
    texts += [source.locator, *found.other["cost"]]
    assert all(text.isprintable() and "\u202e" not in text for text in texts)
    assert found.actors[1:] == ("ok",)
    assert not source.url
    assert found.status is Status.REPORTED


def test_a_text_such_as_null_or_a_tilde_is_a_text() -> None:
    found = event(title="null", text="~", lane="no", actors=["null"])
    assert (found.title, found.text, found.lane, found.actors) == ("null", "~", "no", ("null",))


@pytest.mark.parametrize(
    ("importance", "found"), [(5, 5), (0, 3), (6, 3), (-1, 3), (None, 3), (2**40, 3)]
)
def test_an_importance_beyond_the_scale_is_the_usual_one(importance: int, found: int) -> None:
    assert event(importance=importance).importance == found


@pytest.mark.parametrize(
    ("status", "found"),
    [("disputed", "disputed"), ("Disputed", "disputed"), ("active", "reported"), ("", "confirmed")],
)
def test_a_status_is_read_as_in_a_file_and_found_by_queries(status: str, found: str) -> None:
    from tui.query.syntax import Value

    asked = store(EVENTS, [{"id": 1, "date": "2001", "status": status}])
    assert [one.status.value for one in asked.window()] == [found]
    assert asked.filtered(Value("status", found, is_whole=True)).count() == 1
    assert asked.filtered(Value("status", "retracted")).count() == 0


def test_own_columns_are_kept_even_if_spelt_like_fields() -> None:
    found = event(links="x", **{"notes list": ["a", "b"]}, cost="7")
    assert found.other == {"links": ("x",), "notes list": ("a", "b"), "cost": ("7",)}
    assert found.links == ()


def test_names_in_one_text_are_parted_by_semicolons() -> None:
    columns = {"id": "int64", "date": "string", "actors": "string", "tags": "string"}
    (found,) = store(columns, [{"id": 1, "actors": " A, B ;C;;C", "tags": ";"}]).window()
    assert sorted(found.actors) == ["A, B", "C"]
    assert found.tags == ()


def test_an_id_that_is_not_clean_finds_its_row_again() -> None:
    columns = {"id": "string", "date": "string", "title": "string"}
    asked = store(columns, [{"id": "a\x1b", "date": "2001", "title": "x"}])
    (found,) = asked.window()
    assert found.id == "a␛"
    again = asked.event("a␛")
    assert again is not None
    assert again.title == "x"
    assert asked.event("b") is None


@pytest.mark.parametrize("name", ["01", "1.0", " 1", "x", "", str(2**70), "None", "٢"])
def test_only_a_number_as_it_is_written_is_the_id_of_one(name: str) -> None:
    assert store(EVENTS, [{"id": 1, "date": "2001"}]).event(name) is None


def test_rows_without_an_id_are_events_of_their_own() -> None:
    rows = [{"date": "2001", "title": "a"}, {"date": "2002", "title": "b"}, {"date": "[2001,2002]"}]
    asked = store(EVENTS, [*rows, {"id": 1, "date": "2003"}])
    for limit in (None, 9):
        ids = [one.id for one in asked.window(None, limit)]
        assert sorted(ids) == sorted(["2001|a", "2002|b", "[2001,2002]|", "1"])
        assert all(asked.event(name) for name in ids)


def test_a_large_id_beside_none_is_kept_to_the_last_digit(bench: Bench) -> None:
    large = 2**60 + 1
    asked = bench.events([{"id": large, "date": "2001"}, {"id": None, "date": "2002"}])
    assert [one.id for one in asked.window()] == [str(large), "2002|"]
    assert asked.event(str(large)) is not None


def test_an_id_that_stands_in_two_rows_hides_neither() -> None:
    rows = [{"id": 1, "date": "2001", "title": "a"}, {"id": 1, "date": "2002", "title": "b"}]
    assert [one.title for one in store(EVENTS, rows).window()] == ["a", "b"]


def test_what_is_amiss_is_told() -> None:
    rows = [{"id": 1, "date": "soon"}, {"id": 2, "date": "2001", "title": "x", "status": "activ"}]
    asked = store(EVENTS, rows)
    asked.window()
    said = " ".join(asked.problems())
    assert "no status 'activ'" in said
    assert "no title" in said
