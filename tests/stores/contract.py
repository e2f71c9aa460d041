"""What every store promises, whatever it keeps its events in."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import event
from tui.dates.calendar import DAY, instant
from tui.dates.span import Span
from tui.events.event import Event
from tui.events.timeline import Timeline, in_order
from tui.stores.store import Store

DATES = [
    *("2001", "2001-02", "2001-02-03", "2001-02-03T04:05Z", "200X", "2001-02~", "2001?"),
    *("1999/2003", "2001/..", "../2001", "2001/", "/2001", "-0043-03-15", "Y-13800000000"),
    *("[1999,2003]", "{2000,2002}", "[..1999]", "2000/2001", "2002-12-31", "2003-01-01", ""),
]
#: (date, importance) of each event.
ROWS = st.lists(st.tuples(st.sampled_from(DATES), st.integers(1, 5)), max_size=25)
INSTANTS = st.sampled_from(
    [
        *(instant(year) for year in (-13_800_000_000, -43, 0, 1999, 2000, 2001, 2002, 2003, 2004)),
        *(instant(2001, 2), instant(2001, 2, 3), instant(2001, 2, 3) + 1, instant(2001, 2, 4)),
    ]
)
SPANS = st.tuples(INSTANTS, INSTANTS).filter(lambda ends: ends[0] != ends[1])


def timeline(rows: list[tuple[str, int]]) -> Timeline:
    """Return a timeline of events whose ids are their numbers."""
    events = [
        event(date, id=str(number), importance=importance)
        for number, (date, importance) in enumerate(rows)
    ]
    return Timeline(events=in_order(events))


def may_touch(one: Event, span: Span) -> bool:
    if one.when is None:
        return False
    start, end = one.when.earliest, one.when.before
    return (start is None or start < span.end) and (end is None or span.start < end)


def ids(events: object) -> list[str]:
    assert isinstance(events, list | tuple)
    return [one.id for one in events]


class StoreContract:
    """Inherit this and make the store; tries is how hard to look for what breaks a promise."""

    tries = settings(deadline=None)

    def store(self, timeline: Timeline) -> Store:
        raise NotImplementedError

    def test_nothing_has_no_extent_and_no_events(self) -> None:
        store = self.store(Timeline())
        assert store.extent() is None
        assert ids(store.window()) == []
        assert ids(store.window(Span(0, 1), 5)) == []
        assert store.density(Span(0, 10), 3) == [0, 0, 0]
        assert store.event("0") is None

    def test_undated_events_are_in_no_span_but_in_the_whole(self) -> None:
        store = self.store(timeline([("", 3), ("2001", 3)]))
        assert ids(store.window()) == ["1", "0"]
        assert ids(store.window(Span(instant(0), instant(3000)))) == ["1"]
        assert store.extent() == Span(instant(2001), instant(2002))

    @pytest.mark.parametrize(
        ("date", "start", "end"),
        [
            ("2001", instant(2001), instant(2002)),
            ("1999/2003", instant(1999), instant(2004)),
            ("2001/..", instant(2001), instant(2002)),
            ("../2001", instant(2001), instant(2002)),
            ("{2000,2002}", instant(2000), instant(2003)),
            ("-0043-03-15", instant(-43, 3, 15), instant(-43, 3, 16)),
        ],
    )
    def test_the_extent_holds_every_date_written(self, date: str, start: int, end: int) -> None:
        assert self.store(timeline([(date, 3)])).extent() == Span(start, end)

    def test_spans_are_half_open(self) -> None:
        store = self.store(timeline([("2001", 3)]))
        year = Span(instant(2001), instant(2002))
        assert ids(store.window(Span(year.start - 1, year.start))) == []
        assert ids(store.window(Span(year.start - 1, year.start + 1))) == ["0"]
        assert ids(store.window(Span(year.end - 1, year.end))) == ["0"]
        assert ids(store.window(Span(year.end, year.end + 1))) == []

    def test_open_and_unknown_ends_reach_without_bound(self) -> None:
        store = self.store(timeline([("2001/..", 3), ("2001/", 3), ("../2001", 3), ("/2001", 3)]))
        late, early = Span(instant(9000), instant(9001)), Span(instant(-9000), instant(-8999))
        assert sorted(ids(store.window(late))) == ["0", "1"]
        assert sorted(ids(store.window(early))) == ["2", "3"]

    def test_a_long_span_among_many_short_ones_is_found(self) -> None:
        days = [(f"2001-01-{day:02}", 3) for day in range(1, 29)] * 20
        store = self.store(timeline([("1999/2003", 3), *days]))
        assert ids(store.window(Span(instant(2002), instant(2003)))) == ["0"]

    def test_bins_are_half_open_and_as_equal_as_can_be(self) -> None:
        rows = [(f"2001-01-0{day}", 3) for day in (1, 1, 2, 3, 4)]
        store = self.store(timeline(rows))
        start = instant(2001)
        assert store.density(Span(start, start + 3 * DAY), 3) == [2, 1, 1]
        assert store.density(Span(start, start + 4 * DAY), 1) == [5]
        assert store.density(Span(start - 1, start + 1), 2) == [0, 2]
        assert store.density(Span(start, start + 2), 5) == [2, 0, 0, 0, 0]

    def test_an_event_is_found_by_its_id(self) -> None:
        store = self.store(timeline([("2001", 3), ("", 3)]))
        found = store.event("1")
        assert found is not None
        assert found.id == "1"
        assert store.event("2") is None

    def test_a_window_has_all_that_may_touch_it_in_the_order_of_time(self) -> None:
        @self.tries
        @given(ROWS, SPANS)
        def holds(rows: list[tuple[str, int]], ends: tuple[int, int]) -> None:
            whole, span = timeline(rows), Span(min(ends), max(ends))
            store = self.store(whole)
            assert ids(store.window()) == ids(whole.events)
            assert ids(store.window(span)) == ids([e for e in whole.events if may_touch(e, span)])

        holds()

    def test_a_limit_leaves_the_most_important_ones(self) -> None:
        @self.tries
        @given(ROWS, SPANS, st.integers(0, 12))
        def holds(rows: list[tuple[str, int]], ends: tuple[int, int], limit: int) -> None:
            span = Span(min(ends), max(ends))
            store = self.store(timeline(rows))
            for where in (span, None):
                every, some = store.window(where), store.window(where, limit)
                ranks = Counter(e.importance for e in every)
                wanted = sorted(ranks.elements(), reverse=True)[:limit]
                assert sorted((e.importance for e in some), reverse=True) == wanted
                assert ids(some) == [e.id for e in every if e.id in set(ids(some))]
                assert ids(store.window(where, limit)) == ids(some)

        holds()

    def test_the_density_counts_each_event_in_the_bin_of_its_position(self) -> None:
        @self.tries
        @given(ROWS, SPANS, st.integers(1, 40))
        def holds(rows: list[tuple[str, int]], ends: tuple[int, int], bins: int) -> None:
            whole, span = timeline(rows), Span(min(ends), max(ends))
            counts = [0] * bins
            for one in whole.events:
                if one.when and span.start <= one.when.position < span.end:
                    counts[(one.when.position - span.start) * bins // span.length] += 1
            assert self.store(whole).density(span, bins) == counts

        holds()
