"""A stage over what a survey knows: the same picture where all is at hand, and no key fails."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.samples import event
from tests.stores.table.tables import EVENTS, row, store, surveyor_of
from tests.stores.table.test_frame import MOMENTS, moments
from tests.test_app import NOW
from tui.dates.calendar import instant
from tui.dates.span import Span
from tui.events.timeline import Lane, Timeline, in_order
from tui.formats.picture_text import text_of
from tui.keymap.table import COMMANDS
from tui.layout.grouping import LANE, STATUS
from tui.query.parser import parse
from tui.query.predicate import Predicates
from tui.query.vocabulary import Vocabulary
from tui.session.found import Found, Search
from tui.session.inquiry import Inquiry, Purpose
from tui.session.stage import Stage
from tui.session.words import Words
from tui.stores.memory import MemoryStore
from tui.stores.table import surveying
from tui.stores.table.store import TableStore

COUNT = 3_000


@pytest.fixture(scope="module")
def table() -> TableStore:
    return store(MOMENTS, moments(COUNT))


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveying, "FEW", 60)
    monkeypatch.setattr(surveying, "_PAGE", 150)


def drawn(stage: Stage) -> str:
    return "\n".join(map(text_of, stage.scene().rows))


class Desk:
    """A stage and the surveyor that answers it."""

    def __init__(self, table: TableStore) -> None:
        self.surveyor = surveyor_of(table, Timeline("Moments"))
        self.stage = Stage.surveyed(self.surveyor.last, NOW)
        self.stage.resize(120, 30)

    def answer(self) -> int:
        """Bring what the view needs, and return how many surveys that took."""
        number = 0
        for survey in self.surveyor.surveys(self.stage.wish()):
            self.stage.take(self.stage.ready(survey))
            number += 1
        return number

    def perform(self, *actions: str) -> None:
        for action in actions:
            assert self.stage.perform(action)
            self.answer()

    def picture(self) -> str:
        return drawn(self.stage)

    def found(self, query: str) -> Found:
        timeline = self.surveyor.last.timeline
        meaning = Predicates(timeline).meaning(parse(query, Vocabulary(timeline)))
        search = Search(query, timeline.events, meaning)
        for _ in search.steps():
            pass
        return search.found


@pytest.fixture
def desk(table: TableStore) -> Desk:
    return Desk(table)


def test_where_all_is_at_hand_the_picture_is_that_of_a_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(surveying, "FEW", 1_000)
    dates = ("1999", "2001-02", "2001-02-03", "2003-05~", "2004/2006", "[1999,2003]", "2001/..", "")
    events = [
        event(dates[n % 8], f"Title {n}", id=str(n), lane="AB"[n % 2], importance=n % 5 + 1)
        for n in range(60)
    ]
    surveyor = surveyor_of(store(EVENTS, [row(each) for each in events]), Timeline())
    surveyed = Stage.surveyed(surveyor.last, NOW)
    timeline = Timeline(lanes=(Lane("A"), Lane("B")), events=in_order(events))
    memory = MemoryStore(timeline)
    plain = Stage(timeline, memory.extent(), memory.density, NOW)
    for action in ("fit_all", "zoom_in", "zoom_in", "pan_later", "next", "list"):
        for stage in (surveyed, plain):
            stage.resize(120, 30)
            stage.perform(action)
        assert drawn(surveyed) == drawn(plain)
        assert surveyed.counts(0)._replace(at_hand=-1) == plain.counts(0)


def test_the_view_stays_where_it_is_when_more_is_known(desk: Desk) -> None:
    desk.perform("zoom_in", "zoom_in", "next", "next")
    before = desk.stage.view
    for _ in range(8):
        desk.stage.perform("zoom_in")
    assert desk.answer() > 0
    after = desk.stage.view
    assert after.selection is not None
    assert before.selection is not None
    assert after.selection.id == before.selection.id
    assert [lane.head.name for lane in after.lanes] == [lane.head.name for lane in before.lanes]
    assert [lane.head.events for lane in after.lanes] == [lane.head.events for lane in before.lanes]
    rows = desk.stage._composer.plan(after).rows
    desk.perform("pan_later", "pan_later", "pan_later", "zoom_in")
    assert desk.stage._composer.plan(desk.stage.view).rows == rows


def test_numbers_are_those_of_the_table_and_estimates_say_so(desk: Desk) -> None:
    counts = desk.stage.counts(0)
    assert counts.events == COUNT
    assert counts.position == 0
    assert not counts.is_least
    desk.perform("zoom_in", "zoom_in", "zoom_in")
    assert "≈" in desk.picture()
    desk.stage.regroup(STATUS)
    assert desk.stage.counts(0).at_hand == len(desk.stage.view.dated)


def test_a_filter_shows_what_is_at_hand_and_then_what_the_table_has(
    desk: Desk, table: TableStore
) -> None:
    query = "importance>=4"
    desk.stage.filter(desk.found(query))
    first = desk.stage.counts(0)
    assert first.is_least
    assert 0 < first.events < COUNT / 4
    assert first.unfiltered == COUNT
    assert desk.answer() > 0
    expression = parse(query, Vocabulary(desk.surveyor.last.timeline))
    counts = desk.stage.counts(0)
    assert counts.events == table.filtered(expression).count()
    assert not counts.is_least
    assert all(each.importance >= 4 for each in desk.stage.view.dated.events)
    desk.stage.step_back()
    desk.answer()
    assert desk.stage.counts(0).events == COUNT


def test_hits_are_counted_in_all_of_the_table(desk: Desk, table: TableStore) -> None:
    query = "importance:5"
    desk.stage.mark(desk.found(query))
    desk.answer()
    dated = [each for each in table.window() if each.when and each.importance == 5]
    undated = (
        sum(e.when is None for e in desk.stage.view.hits.events) if desk.stage.view.hits else 0
    )
    assert desk.stage.counts(0).hits == len(dated) + undated
    before = desk.stage.view.selection
    desk.perform("next_hit")
    assert desk.stage.view.selection is not before
    assert desk.stage.view.selection is not None
    assert desk.stage.view.selection.importance == 5


def test_a_list_is_read_from_page_to_page_without_a_jump(desk: Desk, table: TableStore) -> None:
    order = [each for each in table.window() if each.when]
    desk.perform("first", "list", "first")
    stage = desk.stage
    assert stage.view.selection is not None
    assert stage.view.selection.when is not None
    assert order[0].when is not None
    assert stage.view.selection.when.position == order[0].when.position
    seen = []
    for _ in range(260):
        at = stage.view.position - 1 - stage.view.top
        assert stage.perform("next")
        moved = stage.view.position - 1 - stage.view.top
        assert moved in (at, at + 1)
        desk.answer()
        assert stage.view.position - 1 - stage.view.top == moved
        seen.append(stage.view.selection.id)
    assert len(set(seen)) == len(seen)
    desk.perform("last")
    assert stage.view.position == len(stage.view.dated)
    desk.perform("list")
    assert stage.counts(0).events == COUNT


ACTIONS = [
    command.action
    for command in COMMANDS
    if command.action not in {"as_of", "known_earlier", "known_later"}
]


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.one_of(st.sampled_from(ACTIONS), st.none(), st.integers(0, 2)), max_size=40))
def test_any_keys_may_be_pressed_before_an_answer_comes(
    table: TableStore, steps: list[str | int | None]
) -> None:
    desk = Desk(table)
    waiting = desk.surveyor.surveys(desk.stage.wish())
    for step in steps:
        if step is None:
            survey = next(waiting, None)
            if survey is None:
                waiting = desk.surveyor.surveys(desk.stage.wish())
            else:
                desk.stage.take(desk.stage.ready(survey))
        elif isinstance(step, int):
            desk.stage.filter(desk.found(["lane:B", "title:7", ""][step]) if step < 2 else None)
        else:
            desk.stage.perform(step)
        scene = desk.stage.scene()
        assert len(scene.rows) == 30
        desk.stage.counts(0)
    desk.answer()
    assert desk.surveyor.covers(desk.stage.wish())


def few_lanes(desk: Desk) -> None:
    """Hide a lane of the table."""
    desk.stage.arrange(desk.stage.view.settings.hide("B"))


def test_lanes_by_queries_are_made_anew_of_what_is_known(desk: Desk) -> None:
    stage = desk.stage
    for _ in stage.splitting([desk.found("importance:5"), desk.found("lane:B")]):
        pass
    desk.perform("last", *["zoom_in"] * 8)
    assert [lane.head.name for lane in stage.view.lanes][:2] == ["importance:5", "lane:B"]
    for lane in stage.view.lanes[:1]:
        assert all(each.importance == 5 for each in lane.events.events)
    before = stage.view
    stage.regroup(LANE)
    desk.perform(*["zoom_out"] * 3)
    assert len(stage.view.lanes) == 4
    stage.back_to(before)
    desk.answer()
    assert stage.view.settings.field.queries == ("importance:5", "lane:B")
    assert stage.scene()


def test_hits_under_a_filter_are_those_of_both(desk: Desk, table: TableStore) -> None:
    desk.stage.filter(desk.found("lane:B"))
    desk.answer()
    desk.stage.mark(desk.found("importance:5"))
    desk.answer()
    every = [each for each in table.window() if each.lane == "B" and each.importance == 5]
    assert desk.stage.counts(0).hits == len(every)
    desk.stage.step_back()
    desk.stage.step_back()
    desk.stage.mark(desk.found("importance:5"))
    few_lanes(desk)
    desk.answer()
    every = [each for each in table.window() if each.importance == 5 and each.lane != "B"]
    undated = [each for each in table.window() if each.importance == 5 and each.when is None]
    found = desk.stage.counts(0).hits
    assert found is not None
    assert len(every) <= found <= len(every) + len(undated)


def test_a_hidden_lane_is_hidden_in_the_list_and_counted(desk: Desk, table: TableStore) -> None:
    dated = [each for each in table.window() if each.when]
    undated = [each for each in table.window() if not each.when]
    few_lanes(desk)
    counts = desk.stage.counts(0)
    hidden = sum(each.lane == "B" for each in dated)
    assert (counts.hidden_lanes, counts.unseen) == (1, hidden)
    assert counts.events == len(dated) - hidden + len(undated)
    desk.perform("list")
    assert desk.stage.view.dated.events
    assert all(each.lane != "B" for each in desk.stage.view.dated.events)
    assert desk.stage.counts(0).events == counts.events
    assert desk.stage.counts(0).position == 0


def test_a_list_has_no_gaps_before_its_page_comes(desk: Desk) -> None:
    chosen = desk.stage.view.selection
    assert desk.stage.perform("list")
    assert desk.stage.view.total == 0
    assert desk.stage.perform("next")
    assert desk.stage.view.selection is chosen
    desk.answer()
    assert desk.stage.view.total > 100
    assert desk.stage.view.selection is chosen


def test_undated_events_are_all_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveying, "_MOST_UNDATED", 12)
    rows = [
        {**each, "start": None if n % 2 else each["start"]} for n, each in enumerate(moments(400))
    ]
    desk = Desk(store(MOMENTS, rows))
    number = sum(each["start"] is None for each in rows)
    assert desk.stage.counts(0).events == 400
    shelf = next(line for line in desk.picture().splitlines() if line.startswith("No date"))
    told = [int(word.removeprefix("+")) for word in shelf.split() if word.startswith("+")]
    assert told == [number - shelf.count("◌")]
    desk.perform("list", "last", *["next"] * 12)
    assert f"and {number - 12} more without a date" in desk.picture()


def test_of_many_lanes_those_with_most_events_are_shown_and_nothing_else() -> None:
    rows = [{**each, "lane": f"L{n % 7}"} for n, each in enumerate(moments(700))]
    rows += [{**each, "id": 700 + n, "lane": f"R{n % 60}"} for n, each in enumerate(moments(120))]
    desk = Desk(store(MOMENTS, rows))
    counts = desk.stage.counts(0)
    assert (counts.lanes, counts.all_lanes) == (50, 67)
    total = sum(lane.head.events for lane in desk.stage.view.lanes)
    for _ in range(12):
        desk.perform("zoom_in")
        assert len(desk.stage.view.lanes) == 50
        assert sum(lane.head.events for lane in desk.stage.view.lanes) == total
    # Numbers of events are of all lanes, shown or not.
    assert counts.events == desk.stage.counts(0).events == 820
    hidden = desk.stage.view.lanes[0].head
    desk.stage.arrange(desk.stage.view.settings.hide(hidden.name))
    desk.answer()
    assert desk.stage.counts(0).events == 820 - hidden.events
    desk.stage.step_back()
    desk.stage.filter(desk.found("lane:R59"))
    desk.answer()
    assert desk.stage.counts(0).events == 2
    desk.stage.step_back()
    desk.stage.mark(desk.found("lane:R59 or lane:R1"))
    desk.answer()
    # Of the hits in lanes that are not shown some may be in the hidden one.
    assert desk.stage.counts(0).are_least_hits
    desk.stage.arrange(desk.stage.view.settings._replace(hidden=frozenset()))
    desk.answer()
    counts = desk.stage.counts(0)
    assert counts.hits == 2 + sum(f"R{n % 60}".startswith("R1") for n in range(120))
    assert not counts.are_least_hits


def test_a_view_where_nothing_is_asks_nothing(desk: Desk) -> None:
    desk.stage.look_at(Span(instant(1900, 3, 1), instant(1900, 3, 1) + 1000))
    assert desk.answer() == 0
    assert desk.surveyor.covers(desk.stage.wish(), with_room=True)


def test_deep_time_is_asked_for_like_any_other() -> None:
    dates = [f"Y-13{n:09}" for n in range(300)] + [f"20{n % 90 + 10}" for n in range(300)]
    rows = [row(event(date, f"T{n}", id=str(n))) for n, date in enumerate(dates)]
    desk = Desk(store(EVENTS, rows))
    desk.stage.select(desk.stage.view.event(0))
    for _ in range(20):
        desk.perform("zoom_in")
    assert desk.surveyor.covers(desk.stage.wish())


def test_rows_without_an_id_are_asked_for_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    table = store(MOMENTS, [{**each, "id": None} for each in moments(2_000)])
    read = table._shelf.read
    most = 0

    def counted(rows: list[dict[str, object]]) -> object:
        nonlocal most
        most = max(most, len(rows))
        return read(rows)

    monkeypatch.setattr(table._shelf, "read", counted)
    desk = Desk(table)
    desk.perform(*["zoom_in"] * 5, "list")
    assert 0 < most < 500
    assert desk.stage.counts(0).events == 2_000


def test_rows_that_share_an_id_are_no_dead_end() -> None:
    rows = [{**each, "id": n % 40} for n, each in enumerate(moments(2_000))]
    desk = Desk(store(MOMENTS, rows))
    assert desk.surveyor.has_twins
    desk.perform("first", "list", "first")
    places = []
    for _ in range(30):
        places.append(desk.stage.view.position)
        desk.perform("next")
    assert len(set(places)) == len(places)


def test_an_event_that_is_remembered_is_brought(table: TableStore) -> None:
    surveyor = surveyor_of(table, Timeline())
    far = next(each.id for each in table.window() if not surveyor.last.timeline.event(each.id))
    surveyor.bring([far, "no such id"])
    stage = Stage.surveyed(surveyor.last, NOW)
    chosen = surveyor.last.timeline.event(far)
    assert chosen is not None
    stage.select(chosen)
    assert stage.view.selection is chosen


def test_what_is_selected_of_a_lane_that_goes_is_in_no_other(desk: Desk) -> None:
    desk.stage.filter(desk.found("lane:B"))
    desk.answer()
    desk.stage.filter(None)
    ready = desk.stage.ready(desk.surveyor.last)
    far = next(
        each
        for each in desk.surveyor._store.window()
        if each.when and not desk.surveyor.last.timeline.event(each.id)
    )
    desk.stage.view = desk.stage.view._replace(selection=far, lane=3)
    desk.stage.take(ready)
    assert desk.stage.view.selection is far
    assert desk.stage.scene()


def test_what_is_selected_in_the_same_view_is_brought_too(desk: Desk) -> None:
    before = desk.stage.wish()
    far = next(
        each
        for each in desk.surveyor._store.window()
        if each.when and not desk.surveyor.last.timeline.event(each.id)
    )
    desk.stage.view = desk.stage.view._replace(selection=far)
    assert desk.stage.wish() != before
    assert not desk.surveyor.covers(desk.stage.wish())
    desk.answer()
    assert desk.surveyor.last.timeline.event(far.id) is far
    assert desk.stage.view.lane is not None


def test_a_query_tells_what_it_means_in_all_of_the_table_once_that_is_known(
    table: TableStore,
) -> None:
    desk = Desk(table)
    inquiry = Inquiry(desk.stage, Purpose.FILTER, Words(desk.surveyor.last.timeline))
    for _ in inquiry.typed("importance>=4"):
        pass
    here = len(desk.surveyor.last.timeline.events)
    assert inquiry.told.endswith(f" of {here} events at hand")
    desk.answer()
    meant = sum(event.importance >= 4 for event in table.window())
    assert inquiry.told == f"{meant:,} of {COUNT:,} events"
