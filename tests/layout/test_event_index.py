"""Events found by time, length and rank, against looking at each of them."""

from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.framing import EVENTS, events_on
from tests.samples import event
from tui.dates.calendar import DAY, instant
from tui.events.event import Event
from tui.events.timeline import in_order
from tui.layout.event_index import CROWD, SAMPLE, EventIndex, IndexArrays

HOURS = st.builds("1950-06-{:02}T{:02}:00".format, st.integers(1, 30), st.integers(0, 23))
INSTANTS = st.one_of(
    st.integers(instant(1890), instant(2010)),
    st.integers(1900, 2001).map(instant),
    st.integers(1, 30).map(lambda day: instant(1950, 6, day)),
)
LENGTHS = st.integers(0, 60).map(lambda power: 2**power)


def many(count: int, importances: int = 5) -> EventIndex:
    return EventIndex(
        in_order(
            event(
                f"{1900 + at % 100}-{at % 12 + 1:02}", id=f"e{at}", importance=at % importances + 1
            )
            for at in range(count)
        )
    )


@cache
def long_ones(importances: int) -> EventIndex:
    """Return an index of events that last up to 24 years, most of them around 1950."""
    spread = Random(importances)  # noqa: S311  for tests, not for secrets
    dates = ((int(spread.gauss(1950, 12)), spread.randrange(25)) for _ in range(3000))
    return EventIndex(
        in_order(
            event(f"{year}/{year + length}", id=f"e{at}", importance=at % importances + 1)
            for at, (year, length) in enumerate(dates)
        )
    )


@given(EVENTS, INSTANTS, INSTANTS)
def test_between_are_those_positioned_in_a_half_open_stretch(
    events: list[Event], start: int, end: int
) -> None:
    index = EventIndex(events)
    first, last = index.between(start, end)
    held = [at for at, position in enumerate(index.positions) if start <= position < end]
    assert list(range(first, last)) == held


@given(events_on(HOURS, 120))
def test_a_crowd_is_the_shortest_time_in_which_too_many_begin(events: list[Event]) -> None:
    index = EventIndex(events)
    positions = index.positions
    lengths = [positions[at + CROWD] - positions[at] for at in range(len(positions) - CROWD)]
    assert index.crowd == min(lengths, default=None)


def test_so_many_events_are_no_crowd_but_one_more_is() -> None:
    dates = [f"{1900 + at}" for at in range(CROWD + 1)]
    assert EventIndex([event(date) for date in dates[:-1]]).crowd is None
    whole = EventIndex([event(date) for date in dates])
    assert whole.crowd == instant(1900 + CROWD) - instant(1900)


@given(EVENTS)
def test_ends_are_when_events_with_a_known_end_were_over(events: list[Event]) -> None:
    dates = [e.when for e in events if e.when is not None]
    assert list(EventIndex(events).ends) == sorted(d.before for d in dates if d.before is not None)


@given(EVENTS)
def test_each_event_has_a_rank_and_what_matters_more_comes_first(events: list[Event]) -> None:
    index = EventIndex(events)
    assert sorted(index.ranks) == list(range(len(events)))
    ranked = sorted(range(len(events)), key=index.ranks.__getitem__)
    importances = [events[number].importance for number in ranked]
    assert importances == sorted(importances, reverse=True)


def test_the_first_of_one_importance_are_spread_over_all_of_time() -> None:
    index = many(4000, importances=1)
    first = sorted(sorted(range(4000), key=index.ranks.__getitem__)[:40])
    for part in range(4):
        assert 5 <= sum(part * 1000 <= number < (part + 1) * 1000 for number in first) <= 15


@given(st.integers(1, 700), st.integers(1, 5), INSTANTS, INSTANTS, st.integers(0, 300))
def test_the_first_ranked_of_a_stretch_are_those_that_matter_most(
    count: int, importances: int, start: int, end: int, most: int
) -> None:
    index = many(count, importances)
    inside = range(*index.between(start, end))
    assert (
        index.first_ranked(start, end, most) == sorted(inside, key=index.ranks.__getitem__)[:most]
    )


@given(EVENTS, INSTANTS, LENGTHS, st.one_of(st.none(), LENGTHS), LENGTHS, st.integers(0, 20))
def test_holding_are_those_of_some_length_that_go_on_from_before_until_after(
    events: list[Event], at: int, least: int, greatest: int | None, slack: int, most: int
) -> None:
    index = EventIndex(events)
    held, fitting = set(), set()
    for number, when in ((at, index.date(at)) for at in range(len(index))):
        start, end = when.moments[0].span.start, when.moments[-1].span.end
        if not when.is_open and start - slack <= at < end + slack:
            held.add(number)
            if least < end - start and (greatest is None or end - start <= greatest):
                fitting.add(number)
    found = index.holding(at, (least, greatest), slack, len(index))
    assert fitting <= set(found) <= held
    assert found == sorted(found, key=index.ranks.__getitem__)
    assert index.holding(at, (least, greatest), slack, most) == found[:most]


@given(INSTANTS, LENGTHS, LENGTHS, st.integers(0, 40), st.integers(1, 5))
def test_of_many_that_hold_an_instant_the_first_are_found_as_if_all_were_looked_at(
    at: int, least: int, slack: int, most: int, importances: int
) -> None:
    index = long_ones(importances)
    found = index.holding(at, (least, None), slack, len(index))
    assert index.holding(at, (least, None), slack, most) == found[:most]


def test_an_index_that_was_kept_holds_what_lasts_longer_than_most_instants_are_away() -> None:
    events = in_order([event("Y-200000/Y200000", id="long"), event("1900", id="short")])
    index = EventIndex(events)
    kept = EventIndex(events, index.arrays())
    for at in (instant(190_000), instant(1900), instant(-190_000)):
        held = index.holding(at, (2**60, None), 0, 2)
        assert [events[number].id for number in held] == ["long"]
        assert kept.holding(at, (2**60, None), 0, 2) == held


@given(EVENTS)
def test_unbounded_are_those_open_on_a_side(events: list[Event]) -> None:
    index = EventIndex(events)
    found = [
        number
        for number, when in ((at, index.date(at)) for at in range(len(index)))
        if when.is_open
    ]
    assert index.unbounded == sorted(found, key=index.ranks.__getitem__)


def test_an_unknown_end_is_not_an_open_one() -> None:
    index = EventIndex(in_order([event("1950/", "ended"), event("1950/..", "goes on")]))
    assert [index[number].title for number in index.unbounded] == ["goes on"]
    middle = instant(1950, 7)
    assert [index[n].title for n in index.holding(middle, (DAY, None), 0, 9)] == ["ended"]


@given(EVENTS)
def test_an_event_is_known_by_its_number(events: list[Event]) -> None:
    index = EventIndex(events)
    assert len(index) == len(events)
    assert [index.number(index[number]) for number in range(len(index))] == list(range(len(events)))
    assert index.number(event("1950", id="unheard of")) is None


def test_how_long_labels_are_is_told_by_some_from_all_over() -> None:
    events = in_order(event(f"{1900 + at}", "x" * at, id=f"e{at}") for at in range(SAMPLE * 3 + 7))
    assert list(EventIndex(events).widths) == list(range(0, len(events), 3))
    few = in_order([event("1950", "four"), event("1951?", "one")])
    assert list(EventIndex(few).widths) == [len("four"), len("? one")]


def test_an_index_may_be_empty() -> None:
    index = EventIndex([])
    assert index.crowd is None
    assert index.between(0, 10) == (0, 0)
    assert index.first_ranked(0, 10, 5) == index.unbounded == []
    assert index.holding(0, (0, None), 5, 5) == []
    assert index.widths == []


@given(EVENTS, st.data())
def test_events_are_found_by_their_ids_in_order_and_anew_for_other_ids(
    events: list[Event], data: st.DataObject
) -> None:
    index = EventIndex(events)
    for _ in range(3):
        ids = frozenset(data.draw(st.sets(st.sampled_from([each.id for each in events]))))
        assert index.among(ids) == [at for at, each in enumerate(events) if each.id in ids]
        assert index.among(ids) is index.among(ids)


def test_ids_are_looked_for_piece_by_piece() -> None:
    index = EventIndex([event("2020", f"Number {at}") for at in range(12_000)])
    ids = frozenset({"Number 7", "Number 11999"})
    assert sum(1 for _ in index.asking(ids)) == 3
    assert sum(1 for _ in index.asking(ids)) == 0
    assert index.among(ids) == [7, 11_999]


@given(EVENTS)
def test_what_is_forgotten_on_the_way_is_what_is_kept_at_once(events: list[Event]) -> None:
    index, other = EventIndex(events), EventIndex(events)
    try:
        expected = other.arrays()
    except OverflowError:
        with pytest.raises(OverflowError):
            list(index.spent())
        return
    spent = [[value for part in parts for value in part] for parts in index.spent()]
    assert spent == [list(values) for values in expected]
    assert index.arrays() == expected
    assert EventIndex(events, expected).arrays() == expected


@given(EVENTS)
def test_what_an_index_has_made_can_be_kept(events: list[Event]) -> None:
    try:
        kept = EventIndex(events).arrays()
    except OverflowError:
        return
    kept.check()


@pytest.mark.parametrize("name", IndexArrays._fields)
def test_arrays_of_other_lengths_than_they_say_are_no_index(name: str) -> None:
    kept = many(300).arrays()
    values = getattr(kept, name)
    with pytest.raises(ValueError, match="do not fit"):
        kept._replace(**{name: [*values, *values, *range(301)]}).check()


@pytest.mark.parametrize(
    ("name", "at", "value"),
    [("bits", 0, 65), ("bits", -1, 2**40), ("bits", 0, -1), ("sizes", 0, 2**30), ("shelves", 1, 0)],
)
def test_lengths_and_parts_beyond_what_there_is_are_no_index(
    name: str, at: int, value: int
) -> None:
    kept = many(300).arrays()
    values = list(getattr(kept, name))
    values[at] = value
    with pytest.raises(ValueError, match="do not fit"):
        kept._replace(**{name: values}).check()
