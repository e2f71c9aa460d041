"""Which id was meant, in few events and in many."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher, get_close_matches
from itertools import pairwise

import pytest

from tui.events.columns import is_columnar, joined_ids
from tui.events.timeline import Timeline
from tui.query import closest
from tui.query.closest import closest_id
from tui.query.error import QueryError
from tui.query.parser import parse
from tui.query.vocabulary import Vocabulary
from tui.stores.yaml_file import to_whole_timeline
from tui.stores.yaml_parts import Parts

COUNT = 6_000
NAMES = ("äther-wird-verworfen", "US-bars-chips", "nothing-like-any")
TEXT = "events:\n" + "".join(
    f"- {{id: {name}, date: {1900 + number % 100}, title: T}}\n"
    for number, name in enumerate([*(f"event-{each}" for each in range(COUNT)), *NAMES])
)


def _many() -> dict[str, Timeline]:
    data = TEXT.encode()
    parts = Parts(data)
    parts.read()
    return {"at hand": to_whole_timeline(data, "a"), "table": parts.timeline()}


MANY = _many()


@pytest.fixture(params=MANY)
def many(request: pytest.FixtureRequest) -> Timeline:
    return MANY[request.param]


def test_both_kinds_of_events_are_many() -> None:
    assert [is_columnar(each.events) for each in MANY.values()] == [False, True]
    assert all(len(each.events) == COUNT + len(NAMES) for each in MANY.values())


def test_joined_ids_are_those_of_all_events(many: Timeline) -> None:
    data, starts = joined_ids(many.events)
    ids = [data[a:b].decode() for a, b in pairwise(starts)]
    assert ids == [event.id for event in many.events]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("äther-wird-verwofen", "äther-wird-verworfen"),
        ("ather-wird-verworfen", "äther-wird-verworfen"),
        ("äther-wird", "äther-wird-verworfen"),
        ("wird-verworfen", "äther-wird-verworfen"),
        ("us-bars-chip", "US-bars-chips"),
        ("US-bars-chipps", "US-bars-chips"),
        ("nothing-like-ayn", "nothing-like-any"),
        ("evnt-4711", "event-4711"),
        ("event4711", "event-4711"),
        ("vent-4711", "event-4711"),
        ("event-5x", "event-5"),
        ("event-47~abc", "event-47"),
    ],
)
def test_of_many_ids_that_with_a_slip_is_found(many: Timeline, written: str, meant: str) -> None:
    assert closest_id(written, many) == meant


@pytest.mark.parametrize("written", ["even", "event-", "event-99999x", "event-12-", "e-12"])
def test_what_many_ids_are_like_leads_to_one_of_them(many: Timeline, written: str) -> None:
    found = closest_id(written, many)
    assert found is not None
    assert SequenceMatcher(None, found, written).ratio() >= 0.6


@pytest.mark.parametrize("written", ["", "zzzzzz", "~", "x" * 1_900, "\ud800", "z-e-v"])
def test_what_no_id_is_like_leads_nowhere(many: Timeline, written: str) -> None:
    assert closest_id(written, many) is None


@pytest.mark.parametrize("written", ["even", "4711", "event-99999x", "x" * 1_900, "zzz"])
def test_of_many_ids_few_are_looked_at(
    many: Timeline, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def matches(word: str, ids: Sequence[str], **_: float) -> list[str]:
        looked.extend(ids)
        return []

    monkeypatch.setattr(closest, "get_close_matches", matches)
    closest_id(written, many)
    assert len(looked) <= 400
    assert all(name.isprintable() for name in looked)


def test_of_few_ids_all_are_looked_at(many: Timeline) -> None:
    few = replace(many, events=many.events[:900])
    best = get_close_matches("xvxnt-12x3", [event.id for event in few.events], 1)
    assert [closest_id("xvxnt-12x3", few)] == best


def test_a_query_hints_at_what_was_meant() -> None:
    timeline = to_whole_timeline(TEXT.encode(), "a")
    for query in ("linked:evnt-4711", "near:evnt-4711~3d"):
        with pytest.raises(QueryError, match="did you mean event-4711"):
            parse(query, Vocabulary(timeline))
    with pytest.raises(QueryError, match=r"no event has the id 'zzzzzz'$"):
        parse("linked:zzzzzz", Vocabulary(timeline))
