"""Plain rows become the events that the reader of all rows makes of them."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.stores.table.tables import EVENTS, duckdb_engine
from tui.events import node
from tui.events.event import Event
from tui.stores.table.plain_row import PlainRows, lane_name
from tui.stores.table.store import TableStore

TYPED = {**EVENTS, "date": "timestamp", "end": "timestamp", "precision": "string"}
TEXTS = {**EVENTS, "end": "string"}
DAYS = {**EVENTS, "date": "date", "end": "date"}

WORDS = st.sampled_from(["", " ", "a", "null", "~", "two  words", "b\x1b[2J", "c\u202e", "ä\n\tö"])
TEXT = st.none() | WORDS
LINKS = st.sampled_from(["7", "leads-to:7", "leads-to:", ":7", "Leads-to:7", "part-of:\n", "a:b"])
CELLS = {
    "id": st.none() | st.integers(-(2**63), 2**63 - 1),
    "title": TEXT,
    "lane": TEXT,
    "importance": st.none() | st.integers(-1, 7),
    "status": st.sampled_from([None, "", "confirmed", "disputed", "Disputed", "active"]),
    "text": TEXT,
    "actors": st.none() | st.lists(TEXT, max_size=3),
    "tags": st.none() | st.lists(TEXT, max_size=3),
    "links_to": st.none() | st.lists(TEXT | LINKS, max_size=3),
    "publisher": TEXT,
    "url": st.sampled_from([None, "", "https://example.org/a", "http://", "javascript:1"]),
    "cost": TEXT,
}
MOMENTS = st.none() | st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 30))
NEAR = st.none() | st.datetimes(datetime(1969, 12, 30), datetime(1970, 1, 2))
DATES = st.none() | st.sampled_from(
    ["", "2001", "2001-02-03", "2001-02-03T04:05:06.7Z", "2001/2002", "..", "[2001,2003]", "no"]
)
#: Opening a table takes far longer than reading many rows.
FEW = settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)


def rows(when: Any, **cells: Any) -> Any:
    row = st.fixed_dictionaries({**CELLS, "date": when, "end": when, **cells})
    return st.lists(row, min_size=20, max_size=60)


def shown(mapping: node.Node) -> object:
    if isinstance(mapping, node.Scalar):
        return mapping.text, mapping.style
    if isinstance(mapping, node.Sequence):
        return [shown(item) for item in mapping.items]
    return [(key.text, shown(value)) for key, value in mapping.pairs], mapping.location


def contents(event: Event) -> list[object]:
    sources = [
        [getattr(source, name) for name in type(source).__slots__] for source in event.sources
    ]
    plain = [
        getattr(event, name)
        for name in type(event).__slots__
        if name not in ("node", "sources", "__weakref__")
    ]
    return [*plain, sources, shown(event.node)]


def found(columns: dict[str, str], given_rows: list[dict[str, Any]]) -> list[object]:
    """Return all of the events of a table, and what is amiss with it."""
    with duckdb_engine(columns, given_rows) as engine:
        store = TableStore(engine, {"start": "date"})
        return [*map(contents, store.window()), store.problems()]


def same(columns: dict[str, str], given_rows: list[dict[str, Any]]) -> None:
    plain = found(columns, given_rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PlainRows, "event", lambda *_: None)
        assert found(columns, given_rows) == plain


@FEW
@given(rows(MOMENTS | NEAR, precision=st.sampled_from([None, "", "day", "month", "century", "?"])))
def test_rows_with_moments_are_what_the_full_reader_makes_of_them(
    given_rows: list[dict[str, Any]],
) -> None:
    same(TYPED, given_rows)


@FEW
@given(rows(MOMENTS | NEAR))
def test_rows_without_a_precision_are_too(given_rows: list[dict[str, Any]]) -> None:
    same({name: kind for name, kind in TYPED.items() if name != "precision"}, given_rows)


@FEW
@given(rows(st.none() | st.dates(date(1, 1, 1), date(9999, 12, 30))))
def test_rows_with_days_are_too(given_rows: list[dict[str, Any]]) -> None:
    same(DAYS, given_rows)


IDS = st.none() | WORDS | st.sampled_from(["\u3164", "1", "2001", "id", " a ", "a\nb"])


@FEW
@given(rows(MOMENTS | NEAR, id=IDS))
def test_rows_whose_ids_are_texts_are_too(given_rows: list[dict[str, Any]]) -> None:
    same({**TYPED, "id": "string"}, given_rows)


@FEW
@given(rows(DATES))
def test_rows_with_texts_as_dates_are_too(given_rows: list[dict[str, Any]]) -> None:
    same(TEXTS, given_rows)


def test_most_rows_are_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[Event | None] = []
    event = PlainRows.event

    def noted(self: PlainRows, row: Any, own: Any) -> Event | None:
        taken.append(event(self, row, own))
        return taken[-1]

    monkeypatch.setattr(PlainRows, "event", noted)
    cells = {"title": "A title", "actors": ["x"], "publisher": "P", "url": "https://example.org"}
    found(TYPED, [{"id": 1, "date": datetime(2001, 2, 3), "cost": "7", **cells}])
    found(DAYS, [{"id": 1, "date": date(2001, 2, 3), "end": date(2001, 2, 3), **cells}])
    found(TEXTS, [{"id": 1, "date": "2001~", "end": "2002", **cells}])
    found(TEXTS, [{"id": 1, "date": "no date", **cells}])
    assert [one is not None for one in taken] == [True, True, True, False]


def test_the_lane_of_a_text_is_clean_and_has_a_name() -> None:
    assert [lane_name(text) for text in (None, "", " \u3164", "A", "B\x1b")] == [
        *("Other", "Other", "Other", "A", "B␛")
    ]
