"""A stage over what a survey knows: the same picture where all is at hand, and no key fails."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.samples import event
from tests.stores.table.tables import EVENTS, row, store
from tests.stores.table.test_frame import MOMENTS, moments
from tests.test_app import NOW
from tui.events.timeline import Lane, Timeline, in_order
from tui.formats.picture_text import text_of
from tui.keymap.table import COMMANDS
from tui.layout.grouping import STATUS
from tui.query.parser import parse
from tui.query.predicate import Predicates
from tui.query.vocabulary import Vocabulary
from tui.session.found import Found, Search
from tui.session.stage import Stage
from tui.stores.memory import MemoryStore
from tui.stores.table import surveying
from tui.stores.table.store import TableStore
from tui.stores.table.surveying import Surveyor

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
        self.surveyor = Surveyor(table, Timeline("Moments"))
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
    surveyor = Surveyor(store(EVENTS, [row(each) for each in events]), Timeline())
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
    assert desk.answer() == 0 or desk.stage.counts(0).events == COUNT
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
