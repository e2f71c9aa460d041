"""What a view needs of a table: every event is at hand or counted, once, wherever one looks."""

from bisect import bisect_left
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.stores.table.tables import Bench, store, surveyor_of
from tests.stores.table.test_frame import MOMENTS, moments
from tui.dates.calendar import DAY, instant
from tui.dates.span import Span
from tui.events.event import Event, LinkKind
from tui.events.timeline import Lane, Timeline
from tui.layout.remainder import joined
from tui.query.error import QueryError
from tui.query.parser import parse
from tui.query.predicate import Predicates
from tui.query.vocabulary import Vocabulary
from tui.session.survey import PageWish, Survey, Wish
from tui.stores.table import surveying
from tui.stores.table.alignment import bin_width
from tui.stores.table.building import Begun, RollupBuilding
from tui.stores.table.error import TableError
from tui.stores.table.store import TableStore
from tui.stores.table.surveying import Surveyor

ABOUT = Timeline("Moments")
COUNT = 3_000
QUERIES = ["", "importance>=4", "lane:B", "title:7", "lane:A or importance:1", "title:nothing"]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveying, "FEW", 60)


@pytest.fixture(scope="module")
def table() -> TableStore:
    return store(MOMENTS, moments(COUNT))


@pytest.fixture(scope="module")
def every(table: TableStore) -> list[Event]:
    return list(table.window())


def last_of(surveyor: Surveyor, wish: Wish) -> Survey:
    *_, last = surveyor.surveys(wish)
    return last


def meant(query: str, survey: Survey, events: list[Event]) -> list[Event]:
    expression = parse(query, Vocabulary(survey.timeline))
    passes = Predicates(survey.timeline).of(expression)
    return [event for event in events if passes(event)]


def assert_accounted(survey: Survey, query: str, every: list[Event], edges: list[int]) -> None:
    """Lane by lane, what is at hand and what is counted is all that there is.

    That holds for each stretch between edges too, where bins begin.
    """
    answer, truth = survey.answers[query], meant(query, survey, every)
    assert answer.events == len(truth)
    assert {event.id for event in answer.found.events} <= {event.id for event in truth}
    for lane, others in answer.lanes.items():
        there = sorted(e.when.position for e in truth if e.when and e.lane == lane)
        here = sorted(e.when.position for e in answer.found.events if e.when and e.lane == lane)
        assert others.events + len(here) == len(there)
        for start, end in pairwise(edges):
            counted = others.before(end) - others.before(start)
            at_hand = bisect_left(here, end) - bisect_left(here, start)
            assert counted + at_hand == bisect_left(there, end) - bisect_left(there, start)


def test_from_afar_the_most_important_events_are_at_hand(
    table: TableStore, every: list[Event]
) -> None:
    survey = surveyor_of(table, ABOUT).last
    assert survey.timeline.title == "Moments"
    assert {lane.name for lane in survey.timeline.lanes} == {"A", "B", "C␛", "Other"}
    assert survey.timeline.lanes[0].name == "B"
    assert_accounted(survey, "", every, [survey.extent.start, survey.extent.end])
    here = [event for event in survey.timeline.events if event.when]
    assert 4 * 30 < len(here) < COUNT / 10
    assert sum(event.importance == 5 for event in here) > len(here) * 0.9
    assert any(event.when is None for event in survey.timeline.events)


DAYS = st.floats(0, 1)
VIEWS = st.tuples(DAYS, st.floats(0.001, 1.5), st.integers(20, 200))


@settings(
    deadline=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(VIEWS, st.sampled_from(QUERIES)), min_size=1, max_size=6))
def test_every_event_is_at_hand_or_counted_wherever_one_looks(
    table: TableStore,
    every: list[Event],
    looks: list[tuple[tuple[float, float, int], str]],
) -> None:
    surveyor = surveyor_of(table, ABOUT)
    extent = surveyor.extent
    for (place, length, columns), query in looks:
        start = extent.start + int(place * extent.length)
        span = Span(start, start + max(columns, int(length * extent.length)))
        wish = Wish(span, columns, tuple(dict.fromkeys(("", query))))
        found = list(surveyor.surveys(wish))
        assert surveyor.covers(wish, with_room=True)
        assert list(surveyor.surveys(wish)) == []
        assert all(survey.extent == extent for survey in found)
        width = bin_width(span, 2 * columns)
        edges = list(range(span.start // width * width, span.end, width))[:300]
        for each in wish.queries:
            assert_accounted(surveyor.last, each, every, edges)


def test_where_there_are_few_all_are_at_hand_with_all_that_reaches_in(
    table: TableStore, every: list[Event]
) -> None:
    surveyor = surveyor_of(table, ABOUT)
    span = Span(instant(1970, 5, 1), instant(1970, 5, 4))
    survey = last_of(surveyor, Wish(span, 100, ("",)))
    others = joined(survey.answers[""].lanes.values())
    assert others.before(span.end) == others.before(span.start)
    here = {event.id for event in survey.timeline.events}
    there = {event.id for event in every if event.when and event.when.may_touch(span)}
    assert there
    assert there <= here
    deeper = Wish(Span(instant(1970, 5, 2), instant(1970, 5, 2) + 1000), 100, ("",))
    assert surveyor.covers(deeper)
    assert surveyor.covers(deeper, with_room=True)
    assert not surveyor.covers(Wish(Span(instant(1969, 7, 2), instant(1969, 7, 3)), 100, ("",)))


def test_what_is_kept_stays_at_hand(table: TableStore, every: list[Event]) -> None:
    surveyor = surveyor_of(table, ABOUT)
    far = next(event for event in every if surveyor.last.timeline.event(event.id) is None)
    wish = Wish(surveyor.extent, 100, ("",), (far,))
    assert not surveyor.covers(wish)
    survey = last_of(surveyor, wish)
    assert survey.timeline.event(far.id) is far
    assert_accounted(survey, "", every, [surveyor.extent.start, surveyor.extent.end])


def test_what_the_selected_event_is_linked_with_is_at_hand(every: list[Event]) -> None:
    rows = [
        {**each, "links_to": [f"leads-to:{(number + 1_500) % COUNT}", "7", "nothing"]}
        for number, each in enumerate(moments(COUNT))
    ]
    surveyor = surveyor_of(store({**MOMENTS, "links_to": "array<string>"}, rows), ABOUT)
    chosen = surveyor.last.timeline.events[0]
    target, origin = (str((int(chosen.id) + by) % COUNT) for by in (1_500, -1_500))
    before = {event.id for event in surveyor.last.timeline.events}
    wish = Wish(surveyor.extent, 100, ("",), (chosen,))
    assert not surveyor.covers(wish)
    survey = last_of(surveyor, wish)
    assert surveyor.covers(wish)
    timeline = survey.timeline
    assert {event.id for event in timeline.events} - before <= {target, origin, "7"}
    assert timeline.event(target) is not None
    assert [link.to for link in chosen.links] == [target, "7", "nothing"]
    assert [(event.id, link.kind) for event, link in timeline.incoming(chosen.id)] == [
        (origin, LinkKind.LEADS_TO)
    ]
    assert_accounted(survey, "", every, [survey.extent.start, survey.extent.end])
    # Of the many with links to one event those that matter most are at hand.
    seven = timeline.event("7")
    assert seven is not None
    crowd = last_of(surveyor, Wish(surveyor.extent, 100, ("",), (seven, chosen))).timeline
    linking = [event for event, _ in crowd.incoming("7")]
    assert 100 <= len(linking) < COUNT / 10
    assert sum(event.importance == 5 for event in linking) >= 100


def test_where_no_column_has_links_nothing_is_asked_of_them(
    table: TableStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    surveyor = surveyor_of(table, ABOUT)
    monkeypatch.delattr(TableStore, "linked")
    wish = Wish(surveyor.extent, 10, ("",), tuple(surveyor.last.timeline.events[:2]))
    assert surveyor.covers(wish)


def test_a_question_that_is_none_is_told_and_what_is_known_stays(table: TableStore) -> None:
    surveyor = surveyor_of(table, ABOUT)
    span = Span(surveyor.extent.start, surveyor.extent.start + 90 * DAY)
    found: list[Survey] = []
    with pytest.raises(QueryError):
        found.extend(surveyor.surveys(Wish(span, 100, ("", "nonsense:("))))
    assert surveyor.covers(Wish(span, 100, ("",)))


@pytest.mark.parametrize("query", ["", "importance>=4"])
def test_pages_lead_through_every_event_in_time(
    table: TableStore, every: list[Event], monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr(surveying, "_PAGE", 120)
    monkeypatch.setattr(surveying, "_ROOM", 30)
    surveyor = surveyor_of(table, ABOUT)
    queries = tuple(dict.fromkeys(("", query)))
    dated = [event for event in meant(query, surveyor.last, every) if event.when]
    wish = Wish(
        surveyor.extent,
        100,
        queries,
        page=PageWish(query, frozenset(), None, surveyor.extent.start),
    )
    seen: list[str] = []
    for _ in range(COUNT):
        page = last_of(surveyor, wish).page
        assert page is not None
        ids = [event.id for event in page.events if event.when]
        at = ids.index(seen[-1]) + 1 if seen else 0
        assert bool(seen) is not page.is_first or len(ids) - at < 120
        seen += ids[at:]
        assert surveyor.covers(wish, with_room=True)
        if page.is_last:
            break
        event = next(event for event in page.events if event.id == seen[-10])
        assert event.when
        about = PageWish(query, frozenset(), event, event.when.position)
        wish = Wish(surveyor.extent, 100, queries, page=about)
    assert sorted(seen, key=int) == sorted((event.id for event in dated), key=int)
    assert len(seen) == len(set(seen))
    positions = {event.id: event.when.position for event in dated if event.when}
    assert all(positions[one] <= positions[other] for one, other in pairwise(seen))
    assert page is not None
    undated = {event.id for event in page.events if event.when is None}
    assert undated == {e.id for e in meant(query, surveyor.last, every) if e.when is None}


def test_pages_lead_back_too(table: TableStore, every: list[Event]) -> None:
    surveyor = surveyor_of(table, ABOUT)
    end = surveyor.extent.end
    wish = Wish(surveyor.extent, 100, ("",), page=PageWish("", frozenset(), None, end))
    page = last_of(surveyor, wish).page
    assert page is not None
    assert page.is_last
    assert not page.is_first
    assert page.sought == end
    last = [event for event in every if event.when][-400:]
    here = {event.id for event in page.events}
    assert {event.id for event in last} <= here


def test_a_rollup_changes_no_survey(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: list[Event]
) -> None:
    table = store(MOMENTS, moments(COUNT))

    def again(begun: Begun) -> TableStore:
        begun(table.engine)
        return table

    monkeypatch.setattr(table, "close", lambda: None)
    building = RollupBuilding(tmp_path / "rollup", again)
    surveyor = Surveyor(table, ABOUT, building)
    steps: list[str] = []
    read = building.build(lambda _done, _of, words: steps.append(words))
    assert steps[-1] == "done"
    assert surveyor.built(read)
    span = Span(instant(1969, 8, 1), instant(1969, 9, 1))
    survey = last_of(surveyor, Wish(span, 60, ("",)))
    assert table.rollup is not None
    plain = last_of(surveyor_of(store(MOMENTS, moments(COUNT)), ABOUT), Wish(span, 60, ("",)))
    assert [event.id for event in survey.timeline.events] == [
        event.id for event in plain.timeline.events
    ]
    assert_accounted(survey, "", every, [survey.extent.start, survey.extent.end])
    # The next one who opens the table finds it.
    assert Surveyor(table, ABOUT, building).last.answers[""].events == COUNT


def test_a_rollup_of_another_table_is_not_taken(tmp_path: Path) -> None:
    table, other = store(MOMENTS, moments(COUNT)), store(MOMENTS, moments(COUNT + 1))
    building = RollupBuilding(tmp_path / "rollup", lambda _: other)
    surveyor = Surveyor(table, ABOUT, building)
    assert not surveyor.built(building.build(lambda *_: None))
    list(surveyor.surveys(Wish(surveyor.extent, 60, ("",))))
    assert table.rollup is None


def test_a_rollup_that_has_no_place_is_refused(table: TableStore) -> None:
    with pytest.raises(TableError, match="nothing is kept"):
        RollupBuilding(None, lambda _: table).build(lambda *_: None)


def test_a_page_of_rows_that_share_ids_has_only_those_that_are_meant() -> None:
    rows = [{**each, "id": n % 40} for n, each in enumerate(moments(2_000))]
    table = store(MOMENTS, rows)
    every = {(event.when, event.title) for event in table.window()}
    surveyor = surveyor_of(table, ABOUT)
    here = None
    for query in ("title:7", "", "title:7", "title:8"):
        where = PageWish(query, frozenset(), here, here.when.position if here and here.when else 0)
        survey = last_of(surveyor, Wish(surveyor.extent, 40, ("", query), page=where))
        assert survey.page is not None
        events = survey.page.events
        assert here is None or here in events
        assert {(event.when, event.title) for event in events} <= every
        assert all(query[-1:] in event.title for event in events if event is not here)
        assert len({event.id for event in events}) == len(events) > 9
        assert all(survey.timeline.event(event.id) is event for event in events)
        here = next((event for event in events if "7" in event.title and "8" in event.title), here)


@pytest.mark.near
def test_a_list_leads_to_events_that_lie_too_far_for_an_engine(bench: Bench) -> None:
    years = [-13_800_000_000, -4_500_000_000, 1969, 1970, 2001, 9_000_000_000]
    rows = [{"id": n, "start": year, "title": f"{year}"} for n, year in enumerate(years)]
    kinds = {"id": "int64", "start": "int64", "title": "string"}
    table = bench.store(kinds, rows, {"numbers": "years"})
    surveyor = surveyor_of(table, ABOUT)
    events = surveyor.last.timeline.events
    assert [event.title for event in events] == [str(year) for year in years]
    places = [(None, surveyor.extent.start), (None, surveyor.extent.end)]
    for event, at in [*places, *((e, e.when.position) for e in events if e.when)]:
        where = PageWish("", frozenset(), event, at)
        wish = Wish(surveyor.extent, 40, ("",), page=where)
        page = last_of(surveyor_of(table, ABOUT), wish).page
        assert page is not None
        assert [event.title for event in page.events] == [str(year) for year in years]
        assert page.is_first
        assert page.is_last


@pytest.mark.parametrize("kind", ["int64", "string"])
def test_pages_lead_past_many_events_at_one_instant(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(surveying, "_PAGE", 40)
    monkeypatch.setattr(surveying, "_ROOM", 10)
    days = [1, *[2] * 300, 3]
    rows = [
        {"id": n if kind == "int64" else f"e{n:03}", "start": f"2001-01-0{day}", "title": f"{n}"}
        for n, day in enumerate(days)
    ]
    columns = {"id": kind, "start": "string", "title": "string"}
    surveyor = surveyor_of(store(columns, rows), ABOUT)
    for backwards in (False, True):
        extent = surveyor.extent
        at = extent.end if backwards else extent.start
        where, seen = PageWish("", frozenset(), None, at), list[str]()
        while len(seen) < len(days):
            page = last_of(surveyor, Wish(extent, 40, ("",), page=where)).page
            assert page is not None
            titles = [event.title for event in page.events]
            titles = titles[::-1] if backwards else titles
            more = titles[titles.index(seen[-1]) + 1 if seen else 0 :]
            assert more
            seen += more
            event = next(event for event in page.events if event.title == seen[-5])
            assert event.when
            where = PageWish("", frozenset(), event, event.when.position)
        order = range(len(days))
        assert seen == [str(n) for n in (reversed(order) if backwards else order)]


def crowded(monkeypatch: pytest.MonkeyPatch) -> tuple[TableStore, list[Event]]:
    """Return a table of forty lanes, of which four can be shown, and its events."""
    monkeypatch.setattr(surveying, "MOST_LANES", 4)
    rows = moments(COUNT)
    for number, row in enumerate(rows):
        row["lane"] = f"L{number * number % 40}"
        row["title"] = f"Event {number % 40}"
    found = store(MOMENTS, rows)
    return found, list(found.window())


def test_lanes_of_what_is_asked_are_shown_beside_those_with_most_events(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table, every = crowded(monkeypatch)
    surveyor = surveyor_of(table, ABOUT)
    shown = [lane.name for lane in surveyor.last.timeline.lanes]
    assert len(shown) == 4
    lane = next(event.lane for event in every if event.lane not in shown)
    query = f"lane:{lane}"
    wish = Wish(surveyor.extent, 100, ("", query))
    survey = last_of(surveyor, wish)
    assert [each.name for each in survey.timeline.lanes] == [*shown, lane]
    assert set(survey.answers) == {"", query}
    assert survey.answers[query].found.events
    assert {event.lane for event in survey.answers[query].found.events} == {lane}
    edges = [survey.extent.start, survey.extent.end]
    assert_accounted(survey, query, every, edges)
    everything = survey.answers[""]
    assert everything.events == len(every)
    there = [event for event in every if event.when and event.lane == lane]
    here = [event for event in everything.found.events if event.when and event.lane == lane]
    assert everything.lanes[lane].events + len(here) == len(there)
    assert list(surveyor.surveys(wish)) == []


def test_lanes_of_several_queries_are_shown_together_and_no_more_than_these(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table, every = crowded(monkeypatch)
    surveyor = surveyor_of(table, ABOUT)
    shown = {lane.name for lane in surveyor.last.timeline.lanes}
    first, second, third = [
        f'title:"Event {number}"'
        for number in range(40)
        if not {e.lane for e in every if e.title == f"Event {number}"} <= shown
    ][:3]
    for queries in (("", first, second), ("",), ("", third), ("", first, second)):
        list(surveyor.surveys(Wish(surveyor.extent, 100, queries)))
        survey = surveyor.last
        assert set(queries) <= set(survey.answers)
        lanes = {lane.name for lane in survey.timeline.lanes}
        for query in filter(None, queries):
            assert {event.lane for event in meant(query, survey, every)} <= lanes
            assert_accounted(survey, query, every, [survey.extent.start, survey.extent.end])
    assert len(lanes) < 4 + 3 * 4


def test_a_page_has_the_events_of_lanes_that_are_shown_since(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table, every = crowded(monkeypatch)
    surveyor = surveyor_of(table, ABOUT)
    where = PageWish("", frozenset(), None, surveyor.extent.start)
    wish = Wish(surveyor.extent, 100, ("",), page=where)
    page = last_of(surveyor, wish).page
    assert page is not None
    shown = {event.lane for event in page.events}
    lane = next(event.lane for event in every if event.lane not in shown)
    more = wish._replace(queries=("", f"lane:{lane}"))
    page = last_of(surveyor, more).page
    assert page is not None
    assert {event.lane for event in page.events} == {*shown, lane}
    assert surveyor.covers(more)
    assert list(surveyor.surveys(more)) == []


def test_what_is_known_of_a_view_stays_while_lanes_come(monkeypatch: pytest.MonkeyPatch) -> None:
    table, every = crowded(monkeypatch)
    surveyor = surveyor_of(table, ABOUT)
    shown = [lane.name for lane in surveyor.last.timeline.lanes]
    lane = next(event.lane for event in every if event.lane not in shown)
    start = surveyor.extent.start + surveyor.extent.length // 3
    span = Span(start, start + surveyor.extent.length // 40)

    def here(survey: Survey, query: str) -> int:
        found = survey.answers[query].found.events
        return sum(span.start <= event.when.position < span.end for event in found if event.when)

    queries = ("", "importance:5")
    before = last_of(surveyor, Wish(span, 100, queries))
    wish = Wish(span, 100, (*queries, f"lane:{lane}"))
    surveys = list(surveyor.surveys(wish))
    assert len(surveys) >= 3
    for survey in surveys:
        for query in queries:
            assert here(survey, query) >= here(before, query) > 0
    assert surveyor.covers(wish, with_room=True)
    assert lane in surveyor.last.answers[""].lanes


def test_a_lane_that_is_declared_is_shown_however_few_its_events(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table, every = crowded(monkeypatch)
    least = table.lanes(40)[-1].name
    about = Timeline("Moments", lanes=(Lane(least), Lane("Of no row")))
    survey = surveyor_of(table, about).last
    assert [lane.name for lane in survey.timeline.lanes[:2]] == [least, "Of no row"]
    assert len(survey.answers[""].lanes) == 5
    assert least in survey.answers[""].lanes
    assert_accounted(survey, "", every, [survey.extent.start, survey.extent.end])
