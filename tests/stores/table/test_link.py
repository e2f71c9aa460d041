"""Links of rows, and the events that they lead to and come from."""

import random
from typing import Any

import pytest

from tests.stores.table.tables import EVENTS, Bench, store
from tests.stores.trees import plain
from tui.events.event import Link, LinkKind
from tui.events.timeline import Timeline
from tui.stores.table.link import links_of, texts_to
from tui.stores.table.loading import Loading


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("b", Link("b")),
        ("leads-to:b", Link("b", LinkKind.LEADS_TO)),
        ("part-of:a:b", Link("a:b", LinkKind.PART_OF)),
        ("leads-to:", Link("leads-to:")),
        ("caused:b", Link("caused:b")),
        ("Leads-to:b", Link("Leads-to:b")),
        ("same-as:\x1b[2J", Link("␛[2J", LinkKind.SAME_AS)),
    ],
)
def test_a_text_is_a_link_of_a_kind_or_none(text: str, link: Link) -> None:
    assert links_of([text]) == (link,)
    assert links_of([None, text, "\n", text]) == (link, link)


@pytest.mark.parametrize("event_id", ["a", "a:b", "part-of:a", "leads-to:part-of:a", "related:"])
def test_all_texts_to_an_event_lead_there(event_id: str) -> None:
    texts = texts_to(event_id)
    assert {link.to for link in links_of(texts)} == {event_id}
    assert {link.kind for link in links_of(texts)} == set(LinkKind)


def test_no_text_leads_to_an_event_with_an_empty_id() -> None:
    assert links_of(texts_to("")) == ()


def rows(count: int) -> list[dict[str, Any]]:
    chance = random.Random(3)  # noqa: S311  for tests, not for secrets
    dates = ["2001", "2002-03", None, "{2001,2005}", "no date", ".."]
    return [
        {
            "id": number,
            "date": chance.choice(dates),
            "title": f"Event {number}",
            "importance": chance.randint(1, 5),
            "links_to": [
                f"{chance.choice(['', 'leads-to:', 'part-of:'])}{chance.randrange(count + 2)}"
                for _ in range(chance.choice([0, 1, 1, 2, 3]))
            ],
        }
        for number in range(count)
    ]


def test_what_an_event_is_linked_with_is_found(bench: Bench) -> None:
    table = bench.store(EVENTS, rows(60))
    every = table.window()
    dated = {event.id: event for event in (*every, *table.undated(100, ["Other"])[1])}
    assert len(dated) == 60
    for number in range(0, 60, 7):
        event = dated[str(number)]
        targets = {link.to for link in event.links} & set(dated)
        linking = {one.id for one in dated.values() if any(n.to == event.id for n in one.links)}
        found = [one.id for one in table.linked(event, 100)]
        assert set(found) == targets | linking
        assert len(found) == len(set(found))


def test_the_most_important_of_many_are_found() -> None:
    given = [
        {"id": n, "date": "2001", "title": "x", "importance": 1 + n % 5, "links_to": ["part-of:0"]}
        for n in range(50)
    ]
    table = store(EVENTS, given)
    center = table.event("0")
    assert center is not None
    found = table.linked(center, 10)
    assert len(found) == 11
    assert sum(one.importance == 5 for one in found) == 10


def test_a_text_may_have_several_links() -> None:
    columns = {**EVENTS, "links_to": "string"}
    given = [{"id": 1, "date": "2001", "title": "x", "links_to": "leads-to:2; 3;"}]
    (event,) = store(columns, given).window()
    assert event.links == (Link("2", LinkKind.LEADS_TO), Link("3"))


def test_a_table_without_a_column_of_links_has_none() -> None:
    columns = {name: kind for name, kind in EVENTS.items() if name != "links_to"}
    table = store(columns, [{"id": 1, "date": "2001", "title": "x"}])
    (event,) = table.window()
    assert not table.has_links
    assert table.linked(event, 10) == []


def test_links_of_rows_that_are_held_lead_both_ways() -> None:
    given = [
        {"id": 1, "date": "2001", "title": "x", "links_to": ["leads-to:2", "9"]},
        {"id": 2, "date": "2002", "title": "y"},
    ]
    _, timeline, _ = Loading(store(EVENTS, given), "events", Timeline()).read()
    ((event, link),) = timeline.incoming("2")
    assert (event.id, link.kind) == ("1", LinkKind.LEADS_TO)
    assert not timeline.problems
    written = {key.text: value for key, value in event.node.pairs}["links"]
    assert plain(written) == [
        [("to", "2"), ("kind", "leads-to")],
        [("to", "9"), ("kind", "related")],
    ]
