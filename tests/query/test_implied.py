"""What follows from the form of two queries, against the events that they mean."""

from itertools import product

import pytest

from tests.query.samples import timeline
from tui.query.implied import is_implied
from tui.query.parser import parse
from tui.query.predicate import Predicates
from tui.query.vocabulary import Vocabulary

TIMELINE = timeline()
VOCABULARY = Vocabulary(TIMELINE)

QUERIES = [
    *("", "c", "ch", "chip", "chips", '"chips"', "rule", "the rule", '"the rule"', "a", "an"),
    *("lane:c", "lane:ch", "lane:chips", 'lane:"chips"', "title:c", "lane:policy", "tag:c"),
    *("not c", "not chip", "not lane:chips", "c or rule", "chip or rule", "chips rule"),
    *("lane:chips or lane:policy", "lane:chips chip", "(c or a) chip", "not (c or rule)"),
    *("importance>=3", "importance>=4", "lane:c importance>=4", "has:end", "c has:end"),
    *("date:2022", "date:2022-10", "before:2023 c", "linked:rule", "linked:rule c", "ẞ", "SS"),
]


@pytest.mark.parametrize("wide", QUERIES)
def test_what_is_implied_means_no_event_beside(wide: str) -> None:
    predicates = Predicates(TIMELINE)

    def meant(query: str) -> set[str]:
        passes = predicates.of(parse(query, VOCABULARY))
        return {event.id for event in TIMELINE.events if passes(event)}

    for narrow in QUERIES:
        if is_implied(parse(wide, VOCABULARY), parse(narrow, VOCABULARY)):
            assert meant(narrow) <= meant(wide), narrow


IMPLIED = [
    *(("", "c"), ("c", "c"), ("c", "chip"), ("C", "chip"), ("chip", '"chips"'), ("SS", "ẞ")),
    *(
        ("lane:c", "lane:chips"),
        ("c", "c rule"),
        ("c", "chip importance>=4"),
        ("c or rule", "chip"),
    ),
    *(("c", "chip or chips"), ("not chip", "not c"), ("c rule", "chip rule has:end")),
]


@pytest.mark.parametrize(("wide", "narrow"), IMPLIED)
def test_what_is_typed_on_is_implied(wide: str, narrow: str) -> None:
    one, other = parse(wide, VOCABULARY), parse(narrow, VOCABULARY)
    assert is_implied(one, other)
    assert is_implied(other, one) == (one == other or wide.casefold() == narrow.casefold() == "ss")


def test_nothing_else_is_implied() -> None:
    pairs = [
        *product(["lane:c"], ["c", "title:chips", "not lane:chips"]),
        *product(['"chip"', 'lane:"chips"'], ["chips", "lane:chips"]),
        ("importance>=3", "importance>=4"),
        ("not c", "not chip"),
        ("chip", "c or chip"),
    ]
    for wide, narrow in pairs:
        assert not is_implied(parse(wide, VOCABULARY), parse(narrow, VOCABULARY)), (wide, narrow)
