"""Events in a table, against the same events at hand."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.events import entries
from tui.events.columns import columns_of, ids_of, only, take
from tui.events.event_table import Arrays, EventTable
from tui.events.timeline import Timeline, parted
from tui.layout.event_index import EventIndex
from tui.layout.grouping import (
    ACTOR,
    IMPORTANCE,
    LANE,
    PUBLISHER,
    STATUS,
    TAG,
    Field,
    Lane,
    Split,
    by_queries,
    fields,
    grouped,
)
from tui.layout.marks import label_of, labels_of
from tui.session.destination import Destinations
from tui.session.knowledge import Knowledge
from tui.stores.yaml_file import to_whole_timeline
from tui.stores.yaml_parts import Parts

COUNT = 300


def _text() -> str:
    text = "sources: {log: {publisher: The Line}}\nevents:\n"
    for number, entry in enumerate(entries(COUNT)):
        date = f"  date: '{entry.date}'\n" if number % 17 else ""
        text += f"- id: {entry.id}\n  title: {entry.title}\n  lane: {entry.lane}\n{date}"
        text += f"  status: {entry.status}\n  importance: {entry.importance}\n"
        if number % 7 == 0:
            text += f"  actors: [A{number % 5}, B]\n  tags: t{number % 4}\n  cost: {number % 6}\n"
        if number % 3:
            source = f"{{date: 20{number % 20:02}, publisher: P{number % 8}}}"
            text += f"  links: [event-{number // 2}]\n  sources: [{source}, log]\n"
    return text


def _timelines() -> tuple[Timeline, Timeline]:
    data = _text().encode()
    parts = Parts(data)
    parts.read()
    return to_whole_timeline(data, "a.yaml"), parts.timeline()


TIMELINES = _timelines()


@pytest.fixture
def both() -> tuple[Timeline, Timeline]:
    return TIMELINES


def ids(events: object) -> list[str]:
    return [event.id for event in events]  # type: ignore[attr-defined]


def test_parted_are_the_dated_and_the_undated(both: tuple[Timeline, Timeline]) -> None:
    for found in zip(*(parted(timeline.events) for timeline in both), strict=True):
        assert ids(found[0]) == ids(found[1])


def test_labels_are_told_by_records_as_by_events(both: tuple[Timeline, Timeline]) -> None:
    whole, table = both
    assert list(labels_of(table.events)) == list(map(label_of, whole.events))


@given(st.lists(st.integers(0, COUNT - 1), unique=True).map(sorted))
def test_columns_of_some_are_those_of_each(numbers: list[int]) -> None:
    whole, table = TIMELINES
    dated = [number for number in numbers if number < len(parted(whole.events)[0])]
    one, other = (take(timeline.events, dated) for timeline in (whole, table))
    assert list(ids_of(one)) == list(ids_of(other)) == ids(other)
    for name in ("positions", "firsts", "lasts", "befores", "signs", "importances"):
        assert list(getattr(columns_of(one), name)) == list(getattr(columns_of(other), name))
    for number, event in enumerate(one):
        assert columns_of(other).number(event) == number
    if dated:
        first = take(one, range(1)), take(other, range(1))
        assert ids(first[0]) == ids(first[1])
        absent = whole.events[next(at for at in range(COUNT) if at not in dated)]
        assert columns_of(other).number(absent) is None


def test_an_index_of_a_table_says_the_same(both: tuple[Timeline, Timeline]) -> None:
    one, other = (EventIndex(parted(timeline.events)[0]) for timeline in both)
    assert list(one.positions) == list(other.positions)
    assert one.ends == other.ends
    assert one.ranks == other.ranks
    assert one.crowd == other.crowd
    assert one.widths == other.widths
    assert one.unbounded == other.unbounded
    assert one.beginless == other.beginless
    middle = one.positions[len(one) // 2]
    assert one.holding(middle, (0, None), 0, 50) == other.holding(middle, (0, None), 0, 50)
    sought = frozenset(f"event-{number}" for number in range(0, COUNT, 7))
    assert one.among(sought) == other.among(sought)
    for number, event in enumerate(one.events):
        assert other.number(event) == number
        assert other.date(number) == one.date(number)


def test_lanes_of_a_table_are_the_same(both: tuple[Timeline, Timeline]) -> None:
    split = Split(("some",), (frozenset({"event-1", "event-2"}),))
    dated = [parted(timeline.events)[0] for timeline in both]
    found = [
        [*grouped(events, LANE, ()), *grouped(events, STATUS, ()), *by_queries(events, split)]
        for events in dated
    ]
    assert [_shape(lane) for lane in found[0]] == [_shape(lane) for lane in found[1]]


def _shape(lane: Lane) -> tuple[str, int, list[str]]:
    return lane.name, lane.look, ids(lane.events)


def test_what_is_chosen_from_a_table_is_the_same(both: tuple[Timeline, Timeline]) -> None:
    one, other = both
    for step in (1, 7):
        some = [parted(each.events)[0] for each in both]
        each_so_many = range(3, len(some[0]), step)
        assert ids(take(some[0], each_so_many)) == ids(take(some[1], each_so_many))
    names = {"event-3", "event-250", "nowhere"}
    assert ids(only(one.events, names)) == ids(only(other.events, names))
    assert other.event("nowhere") is None
    assert other.incoming("nowhere") == ()
    days = [Knowledge(timeline.events) for timeline in both]
    assert days[0].days == days[1].days
    assert ids(days[0].by(days[0].days[3]).events) == ids(days[1].by(days[0].days[3]).events)


def test_an_event_is_the_same_as_long_as_it_is_held(both: tuple[Timeline, Timeline]) -> None:
    table = both[1].events
    assert isinstance(table, EventTable)
    held = table[5]
    for number in range(len(table)):
        assert table[number].id == table.id(number)
    assert table[5] is held
    assert table[-1] is table[len(table) - 1]
    assert ids(table[3:6]) == [table.id(number) for number in (3, 4, 5)]


def test_ids_that_share_a_hash_are_told_apart(
    both: tuple[Timeline, Timeline], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = both[1].events
    assert isinstance(table, EventTable)
    monkeypatch.setattr("tui.events.event_table.crc32", lambda _: 7)
    every = range(len(table))
    monkeypatch.setattr(
        table,
        "arrays",
        table.arrays._replace(hashes=array("I", [7] * len(table)), hashed=array("I", every)),
    )
    assert [table.number(name) for name in table.ids()] == list(every)
    assert table.number("nowhere") is None


@pytest.mark.parametrize("field", [ACTOR, TAG, PUBLISHER, IMPORTANCE, Field("cost", is_own=True)])
def test_lanes_of_records_are_those_of_events(
    both: tuple[Timeline, Timeline], field: Field
) -> None:
    dated = [parted(timeline.events)[0] for timeline in both]
    one, other = (grouped(events, field, ()) for events in dated)
    assert [_shape(lane) for lane in one] == [_shape(lane) for lane in other]
    assert fields(dated[0]) == fields(dated[1])


def test_going_to_an_event_of_a_table_is_the_same(both: tuple[Timeline, Timeline]) -> None:
    found = []
    for timeline in both:
        sought = Destinations("Party 3 op", parted(timeline.events), 0, 0)
        for _ in sought.steps():
            pass
        found.append([place.line for place in sought.found])
    assert found[0] == found[1] != []


@pytest.mark.parametrize("name", Arrays._fields)
def test_columns_with_a_value_too_many_are_not_of_the_same_events(name: str) -> None:
    table = TIMELINES[1].events
    assert isinstance(table, EventTable)
    table.arrays.check()
    values = getattr(table.arrays, name)
    with pytest.raises(ValueError, match="columns"):
        table.arrays._replace(**{name: [*values, 0]}).check()
