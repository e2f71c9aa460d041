"""A query means the same events in an engine as in memory, whatever the engine."""

import random
import string
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.samples import event
from tests.stores.contract import DATES
from tests.stores.table.tables import EVENTS, Bench, row, store
from tui.dates.calendar import instant
from tui.events.event import Event, Link, LinkKind, Source, Status
from tui.events.timeline import Timeline, in_order
from tui.query.parser import parse
from tui.query.predicate import Predicates
from tui.query.syntax import (
    All,
    Also,
    During,
    Either,
    Expression,
    Has,
    Known,
    Linked,
    Near,
    Not,
    Number,
    Operator,
    Value,
    Words,
)
from tui.query.vocabulary import Vocabulary
from tui.stores.table.error import TableError

#: Letters that fold to one another, to several or to none, words' bounds, and what patterns mean.
LETTERS = [*"aAsSßẞtTfFiIıİﬁﬀkK\u212aσςΣéÉe\u0301ŉ ", *".-_*[](|)$^\\\"'%;/日本 0", "ſ", "st"]
WORDS = ["chips", "Chips", "STRASSE", "straße", "open weights", "a800", "(x)", "100%", "İzmir"]
NUMBERS = ["12", "1,000", "3.5", "-7", "+8", "1e3", "many", "12 chips", "0.0000001"]
INSTANTS = [None, *(instant(year) for year in (-13_800_000_000, -43, 1999, 2000, 2001, 2002, 2003))]


class Chance:
    """Makes events and questions from the same texts, so that they often meet."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  for tests, not for secrets
        self._one: Callable[[Sequence[Any]], Any] = self._random.choice

    def text(self) -> str:
        if self._random.random() < 0.5:
            return str(self._one(WORDS))
        return "".join(self._one(LETTERS) for _ in range(self._random.randint(1, 6))).strip() or "x"

    def texts(self) -> tuple[str, ...]:
        found = [self.text() for _ in range(self._random.randint(0, 3))]
        return tuple(dict.fromkeys(found))

    def event(self, number: int) -> Event:
        url = self._one(["", "https://example.org/a", "ftp://old", "HTTP://Example.org/Straße"])
        publisher = self._one(["", self.text()])
        made = event(
            self._one(DATES),
            self._one([self.text(), "(untitled)"]),
            id=str(number),
            lane=self._one(["Chips", "Straße", "Other", self.text()]),
            importance=self._random.randint(1, 5),
            status=self._one(list(Status)),
            text=self._one(["", self.text(), f"{self.text()}\n{self.text()}"]),
            sources=[
                Source(publisher=publisher, url=url)
                if url.lower().startswith("http")
                else Source(publisher=publisher, locator=url)
            ]
            if url or publisher
            else [],
        )
        own = {"cost": (self._one(NUMBERS),)} if self._random.random() < 0.5 else {}
        return replace(made, actors=self.texts(), tags=self.texts(), links=self.links(), other=own)

    def links(self) -> tuple[Link, ...]:
        count = self._one([0, 0, 1, 1, 2, 3])
        return tuple(Link(self.id(), self._one(list(LinkKind))) for _ in range(count))

    def id(self) -> str:
        """Return the id of an event, or one that none has."""
        return str(self._random.randrange(42))

    def expression(self, depth: int = 2) -> Expression:
        if depth and self._random.random() < 0.4:
            parts = tuple(self.expression(depth - 1) for _ in range(self._random.randint(1, 3)))
            joined: Expression = self._one([All(parts), Either(parts), Not(parts[0])])
            return joined
        makers = [self._words, self._value, self._number, self._during, self._has]
        makers.append(lambda: Linked(self.id()))
        made: Expression = self._one(makers)()
        return made

    def _words(self) -> Expression:
        return Words(self.text(), is_whole=self._one([True, False]))

    def _value(self) -> Expression:
        fields = "id title text lane actor tag status source publisher quote link as_written"
        field, is_own = self._one([*((name, False) for name in fields.split()), ("cost", True)])
        text = self._one([self.text(), "confirmed", "other", "exampl", "1", "12", "leads-to"])
        return Value(field, text, is_whole=self._one([True, False]), is_own=is_own)

    def _number(self) -> Expression:
        names = ("importance", "source", "link", "actor", "tag")
        field, is_own = self._one([*((name, False) for name in names), ("cost", True)])
        number = self._one([0.0, 1.0, 3.0, 3.5, 12.0, 1000.0, -7.0])
        return Number(field, self._one(list(Operator)), number, is_own=is_own)

    def _during(self) -> Expression:
        start, end = self._one(INSTANTS), self._one(INSTANTS)
        if start is not None and end is not None and start > end:
            start, end = end, start
        during = During(start, end, surely=self._one([True, False]))
        near, known = Near("1", (During(start, end),)), Known(end or 0)
        made: Expression = self._one([during, during, near, known])
        return made

    def _has(self) -> Expression:
        names = "date end importance url archive source id title text lane actor tag status"
        names += " publisher quote link as_written"
        field, is_own = self._one([*((name, False) for name in names.split()), ("cost", True)])
        return Has(field, is_own=is_own)


def found_in_memory(events: Sequence[Event], where: Expression) -> list[str]:
    meant = Predicates(Timeline(events=in_order(events))).of(where)
    return sorted(one.id for one in events if meant(one))


def test_random_queries_mean_the_same_events(bench: Bench) -> None:
    for seed in range(bench.runs):
        chance = Chance(seed)
        events = [chance.event(number) for number in range(40)]
        asked = bench.events([row(one) for one in events])
        for _ in range(12):
            where = chance.expression()
            found = sorted(one.id for one in asked.filtered(where).window())
            assert found == found_in_memory(events, where), (seed, where)


def test_what_no_column_has_no_event_has() -> None:
    few = {name: kind for name, kind in EVENTS.items() if name in ("id", "date", "title")}
    for seed in range(4):
        chance = Chance(seed)
        events = [
            event(one.when.text if one.when else "", one.title, id=one.id)
            for one in map(chance.event, range(20))
        ]
        asked = store(few, [row(one) for one in events])
        for _ in range(20):
            where = chance.expression()
            if "Linked(" in repr(where):
                continue
            found = sorted(one.id for one in asked.filtered(where).window())
            assert found == found_in_memory(events, where), (seed, where)


QUERIES = [
    *("chip", '"chips"', "strasse", '"STRASSE"', "lane:strasse", "lane=straße", 'title:"(x)"'),
    *("-tag:chips", "importance>=4", "actors>1", "cost>5.5", "cost=12", "date:2001", "has:cost"),
    *("surely:1999..2003", "before:2001", "status:disputed or status:reported", "a800 -chips"),
]


@pytest.mark.parametrize("query", QUERIES)
def test_written_queries_mean_the_same_events(query: str) -> None:
    chance = Chance(1)
    events = [chance.event(number) for number in range(60)]
    where = parse(query, Vocabulary(Timeline(events=in_order(events))))
    found = store(EVENTS, [row(one) for one in events]).filtered(where).window()
    assert sorted(one.id for one in found) == found_in_memory(events, where)


def test_a_filter_narrows_every_answer() -> None:
    rows = [{"id": n, "date": f"200{n}", "title": "x", "lane": "AB"[n % 2]} for n in range(6)]
    some = store(EVENTS, rows).filtered(Value("lane", "A"))
    assert some.count() == 3
    assert [lane.name for lane in some.lanes()] == ["A"]
    extent = some.extent()
    assert extent is not None
    assert (extent.start, extent.end) == (instant(2000), instant(2005))
    assert sum(some.density(extent, 7)) == 3
    assert [one.id for one in list(some.every())[1:6]] == ["2", "4"]
    assert some.event("1") is None
    assert [one.id for one in some.filtered(Value("id", "4")).window()] == ["4"]


@pytest.mark.parametrize("where", [Linked("1"), Also(All()), Words("a\nb", is_whole=True)])
def test_what_a_table_cannot_be_asked_is_told(where: Expression) -> None:
    columns = {name: kind for name, kind in EVENTS.items() if name != "links_to"}
    with pytest.raises(TableError, match="cannot be asked of a table"):
        store(columns, []).filtered(Not(where))


def test_links_of_links_cannot_be_asked() -> None:
    with pytest.raises(TableError, match="asked for one step alone"):
        store(EVENTS, []).filtered(Linked("1", 2))


def test_quotes_and_patterns_are_only_text() -> None:
    rows = [{"id": n, "date": "2001", "title": title} for n, title in enumerate(string.punctuation)]
    asked = store(EVENTS, rows)
    for number, title in enumerate(string.punctuation):
        assert [one.id for one in asked.filtered(Words(title)).window()] == [str(number)], title
    title = "'; DROP TABLE events; --"
    assert asked.filtered(Words(title)).count() == 0
    assert asked.count() == len(rows)


def test_rows_that_only_memory_reads_are_told_apart_though_they_share_an_id() -> None:
    titles = ["alpha", "beta", "alpha beta"]
    rows = [{"id": 1, "date": "[1999,2001]", "title": title} for title in titles]
    table = store(EVENTS, [*rows, {"id": 2, "date": "{1999,2001}", "title": "beta"}])
    for word in ("alpha", "beta", "gamma"):
        expected = sorted(title for title in [*titles, "beta"] if word in title)
        for is_whole in (False, True):
            found = table.filtered(Words(word, is_whole=is_whole)).window()
            assert sorted(event.title for event in found) == expected


@pytest.mark.near
@pytest.mark.parametrize("kind", ["timestamp", "date"])
def test_what_has_an_end_alone_is_in_no_extent(bench: Bench, kind: str) -> None:
    days = [(date(2001, 1, 1), date(2001, 1, 2)), (None, date(2031, 1, 1)), (None, None)]
    rows = [
        {"id": n, "start": start, "end": end, "title": f"{n}"}
        for n, (start, end) in enumerate(days)
    ]
    kinds = {"id": "int64", "start": kind, "end": kind, "title": "string"}
    table = bench.store(kinds, rows)
    extent = table.extent()
    assert extent is not None
    assert extent.end <= instant(2001, 1, 3)
    assert table.filtered(Has("title")).extent() == extent
    assert table.filtered(Value("title", "1")).extent() is None
