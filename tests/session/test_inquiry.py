"""A query while it is typed."""

from itertools import islice
from weakref import ref

import pytest

from tests.query.samples import timeline
from tests.samples import event
from tui.dates.calendar import instant
from tui.events.event import Event
from tui.query.predicate import Meaning
from tui.session.found import PIECE, Search
from tui.session.inquiry import Inquiry, Purpose
from tui.session.stage import Stage
from tui.session.words import Words
from tui.stores.memory import MemoryStore

TIMELINE = timeline()
WORDS = Words(TIMELINE)


def stage(selected: str = "rule") -> Stage:
    store = MemoryStore(TIMELINE)
    made = Stage(TIMELINE, store.extent(), store.density, instant(2026, 11, 24))
    made.resize(100, 30)
    chosen = TIMELINE.event(selected)
    assert chosen is not None
    made.select(chosen)
    return made


def ask(made: Stage, purpose: Purpose, text: str) -> Inquiry:
    asked = Inquiry(made, purpose, WORDS)
    for _ in asked.typed(text):
        pass
    return asked


def shown(made: Stage) -> set[str]:
    return {each.id for each in (*made.view.dated.events, *made.view.undated)}


def chosen(made: Stage) -> str | None:
    return made.view.selection.id if made.view.selection else None


def test_a_filter_shows_what_it_means_and_leaves_the_screen_and_the_selection() -> None:
    made = stage()
    before = made.view
    asked = ask(made, Purpose.FILTER, "lane:chips")
    assert shown(made) == {"rule", "a800"}
    assert [lane.head.name for lane in made.view.lanes] == ["Chips"]
    assert (chosen(made), made.view.viewport.span.start) == ("rule", before.viewport.span.start)
    assert asked.told == "2 of 8 events"
    counts = made.counts(0)
    assert (counts.filter, counts.events, counts.unfiltered) == ("lane:chips", 2, 8)
    assert made.step_back()
    assert made.view == before
    assert not made.step_back()


def test_looks_of_lanes_stay_while_others_are_filtered_away() -> None:
    made = stage()
    looks = {lane.head.name: lane.head.look for lane in made.view.lanes}
    ask(made, Purpose.FILTER, "lane:policy or memo")
    assert [(lane.head.name, lane.head.look) for lane in made.view.lanes] == [
        ("Policy", looks["Policy"])
    ]
    assert [event.id for event in made.view.undated] == ["memo"]


def test_a_selection_that_is_filtered_away_comes_back_with_the_rest() -> None:
    made = stage("rule")
    ask(made, Purpose.FILTER, "lane:models")
    assert chosen(made) in {"r1", "leak"}
    ask(made, Purpose.FILTER, "lane:policy")
    assert chosen(made) in {"claim", "law", "trial"}
    made.step_back()
    assert chosen(made) == "rule"


def test_a_selection_moved_under_a_filter_stays_where_it_was_moved() -> None:
    made = stage("rule")
    ask(made, Purpose.FILTER, "lane:models")
    made.perform("first")
    made.perform("next")
    here = chosen(made)
    made.step_back()
    assert chosen(made) == here == "r1"


def test_a_filter_that_means_nothing_shows_nothing_and_is_taken_back() -> None:
    made = stage("law")
    before = made.view
    asked = ask(made, Purpose.FILTER, "zzz")
    assert shown(made) == set()
    assert chosen(made) is None
    assert asked.told == "0 of 8 events"
    assert made.scene().rows
    for action in ("next", "previous_in_lane", "lane_below", "zoom_in", "fit_all", "fit_found"):
        made.perform(action)
    asked.cancel()
    assert made.view == before


def test_hits_are_marked_and_the_first_from_the_selection_on_is_selected() -> None:
    made = stage("a800")
    asked = ask(made, Purpose.FIND, "weights")
    assert asked.told == "2 of 8 events"
    assert chosen(made) == "leak"
    assert shown(made) == {each.id for each in TIMELINE.events}
    counts = made.counts(0)
    assert (counts.hit, counts.hits) == (1, 2)
    hits = [run for row in made.scene().rows for run in row.runs if run.is_hit]
    assert {run.target for run in hits} == {"leak", "r1"}
    made.perform("next_hit")
    assert chosen(made) == "r1"
    made.perform("next_hit")
    assert chosen(made) == "leak"
    made.perform("previous_hit")
    assert chosen(made) == "r1"
    made.perform("next")
    assert made.counts(0).hit == 0
    assert made.step_back()
    assert not [run for row in made.scene().rows for run in row.runs if run.is_hit]


def test_as_the_query_grows_hits_are_looked_for_from_where_one_was() -> None:
    made = stage("a800")
    asked = Inquiry(made, Purpose.FIND, WORDS)
    for text in ("r", "r1", "r", ""):
        for _ in asked.typed(text):
            pass
        assert made.view.hits is None or chosen(made) in made.view.hits.ids
    assert chosen(made) == "a800"
    for _ in asked.typed("deepseek"):
        pass
    asked.cancel()
    assert (chosen(made), made.view.hits) == ("a800", None)


def test_a_hit_off_the_screen_comes_onto_it_and_no_further_than_needed() -> None:
    made = stage("rule")
    for _ in range(12):
        made.perform("zoom_in")
    scale = made.view.viewport.scale
    ask(made, Purpose.FIND, "id:r1")
    assert made.view.viewport.scale == scale
    assert made.view.shows_selection
    ask(made, Purpose.FIND, "id:rule")
    assert made.view.shows_selection


def test_hits_are_among_what_the_filter_shows() -> None:
    made = stage("rule")
    ask(made, Purpose.FILTER, "lane:models")
    ask(made, Purpose.FIND, "deepseek")
    assert made.counts(0).hits == 1
    made.step_back()
    assert made.view.filter is not None
    made.step_back()
    assert made.view.filter is None


def test_a_mistake_changes_nothing_and_is_told() -> None:
    made = stage()
    asked = ask(made, Purpose.FILTER, "lane:chips")
    before = made.view
    for _ in asked.typed("lane:chips ("):
        pass
    assert asked.mistake is not None
    assert asked.mistake.column == 12
    assert asked.told == ""
    assert made.view == before


def test_what_counts_now_is_what_a_line_begins_with() -> None:
    made = stage()
    ask(made, Purpose.FILTER, "lane:chips")
    assert Inquiry(made, Purpose.FILTER, WORDS).start == "lane:chips"
    assert Inquiry(made, Purpose.FIND, WORDS).start == ""


def test_hits_and_what_is_filtered_are_drawn_in_the_overview() -> None:
    made = stage()
    ask(made, Purpose.FIND, "id:r1")
    below = made.scene().rows[-1]
    assert sum(run.text.count("▾") for run in below.runs) == 1
    ask(made, Purpose.FILTER, "zzz")
    density = made.scene().rows[-2]
    assert not "".join(run.text for run in density.runs[1:]).strip()


@pytest.mark.parametrize("count", [0, 1, PIECE, PIECE + 1, 3 * PIECE + 7])
def test_a_search_looks_at_every_event_once_piece_by_piece(count: int) -> None:
    events = [event("2020", f"number {at}") for at in range(count)]
    seen = []

    def meant(each: object) -> bool:
        seen.append(each)
        return len(seen) % 3 == 0

    search = Search("query", events, Meaning(meant, None))
    pieces = sum(1 for _ in search.steps())
    assert seen == events
    assert pieces == -(-count // PIECE)
    assert search.is_done
    assert list(search.found.events) == events[2::3]
    assert search.found.ids == {each.id for each in events[2::3]}


def heads(made: Stage) -> list[tuple[str, int]]:
    return [(lane.head.name, lane.head.events) for lane in made.view.lanes]


def test_lanes_are_made_by_queries_and_the_rest_is_not_dropped() -> None:
    made = stage()
    asked = ask(made, Purpose.SPLIT, "lane:chips | lane:policy or status:disputed")
    assert asked.mistake is None
    names = [name for name, _ in heads(made)]
    assert names == ["lane:chips", "lane:policy or status:disputed", "None of these"]
    every = {event.id for event in TIMELINE.events if event.when}
    assert {event.id for lane in made.view.lanes for event in lane.events.events} == every
    assert made.counts(0).grouped_by == "query"
    assert Inquiry(made, Purpose.SPLIT, WORDS).start == (
        "lane:chips | lane:policy or status:disputed"
    )
    asked.cancel()
    assert made.view.settings.field.name == "lane"


def test_an_event_that_two_queries_mean_is_in_both_lanes() -> None:
    made = stage()
    ask(made, Purpose.SPLIT, "lane:chips | id:rule")
    assert all("rule" in {event.id for event in made.view.lanes[at].events.events} for at in (0, 1))


def test_a_split_goes_with_a_filter_and_with_other_lanes() -> None:
    made = stage()
    ask(made, Purpose.SPLIT, "lane:chips | lane:policy")
    ask(made, Purpose.FILTER, "lane:chips")
    assert [name for name, _ in heads(made)] == ["lane:chips"]
    assert made.step_back()
    made.perform("hide_lane")
    ask(made, Purpose.SPLIT, "")
    assert made.view.settings.field.name == "lane"
    assert len(heads(made)) > 2


@pytest.mark.parametrize(
    ("text", "column"),
    [("lane:chips | lane=", 18), ("a | (b | c", 4), ('a | "b', 4), ("frog:1 | b", 0)],
)
def test_a_mistake_in_a_split_is_told_at_its_place_in_the_whole(text: str, column: int) -> None:
    made = stage()
    asked = ask(made, Purpose.SPLIT, text)
    assert asked.mistake
    assert asked.mistake.column == column
    assert made.view.settings.field.name == "lane"


def test_a_bar_within_parentheses_or_quotes_does_not_split() -> None:
    made = stage()
    ask(made, Purpose.SPLIT, '(lane:chips | lane:policy) | "a | b" |')
    assert [name for name, _ in heads(made)][:2] == ["(lane:chips | lane:policy)", '"a | b"']


TYPED = [
    *("c", "ch", "chi", "chip", "chips", "chip", "chips l", "chips lane:c", "chips lane:chips"),
    *("not", "not c", "not chip", "(", "r", "rule or", "rule or chip", "", "c", '"c', '"chips"'),
]


@pytest.mark.parametrize("purpose", [Purpose.FILTER, Purpose.FIND])
def test_typing_on_finds_what_asking_anew_finds(purpose: Purpose) -> None:
    made = stage()
    asked = Inquiry(made, purpose, WORDS)
    for text in (*TYPED, *reversed(TYPED)):
        for _ in asked.typed(text):
            pass
        anew = stage()
        other = ask(anew, purpose, text)
        assert asked.told == other.told
        assert (asked.mistake is None) == (other.mistake is None)
        if asked.mistake is None:
            assert shown(made) == shown(anew)
            found, wanted = (
                of.view.hits if purpose is Purpose.FIND else of.view.filter for of in (made, anew)
            )
            assert (found and (found.query, found.ids)) == (wanted and (wanted.query, wanted.ids))
            assert [each.head for each in made.view.lanes] == [
                each.head for each in anew.view.lanes
            ]


@pytest.mark.parametrize("pieces", [0, 1, 3, 99])
@pytest.mark.parametrize("more", [0, 2, 99])
def test_a_search_goes_on_from_one_that_finds_no_less(pieces: int, more: int) -> None:
    count = 4 * PIECE + 7
    events = [event("2001", f"e{number}") for number in range(count)]
    looked: list[int] = []

    def every(divisor: int) -> Meaning:
        def meant(each: Event) -> bool:
            looked.append(int(each.id[1:]))
            return looked[-1] % divisor == 0

        return Meaning(meant, None)

    search, before, last = None, 0, Search("1", events, every(1))
    for divisor, steps in ((2, pieces), (4, more), (8, 99)):
        looked.clear()
        search = Search(str(divisor), events, every(divisor), search or last)
        list(islice(search.steps(), steps))
        before = search.looked_at
        assert looked == sorted(set(looked))
        assert all(number < before for number in looked)
    assert search is not None
    for _ in search.steps():
        pass
    assert search.is_done
    assert search.looked_at == count
    assert [each.id for each in search.found.events] == [f"e{n}" for n in range(0, count, 8)]
    if pieces == more == 99:
        assert len(looked) == -(-count // 4)


def test_what_means_the_same_events_is_the_same_find() -> None:
    events = [event("2001", f"e{number}") for number in range(PIECE + 9)]
    wide = Search("e", events, Meaning(lambda each: each.id.endswith("1"), None))
    for _ in wide.steps():
        pass
    narrow = Search("ev", events, Meaning(lambda each: True, None), wide)
    for _ in narrow.steps():
        pass
    assert narrow.found.ids is wide.found.ids
    assert (wide.found.query, narrow.found.query) == ("e", "ev")


def test_expressions_within_expressions_are_compared_in_no_time() -> None:
    def nested(between: str, name: str) -> str:
        text = f"{name}z"
        for level in range(40):
            text = f"({name}{level}{between}{text})"
        return text[1:-1]

    made = stage()
    asked = Inquiry(made, Purpose.SPLIT, WORDS)
    for text in (nested(" or ", "a"), f"{nested(' or ', 'a')} | {nested(' ', 'b')}"):
        for _ in asked.typed(text):
            pass
    assert asked.mistake is None


def test_of_searches_that_were_broken_off_none_is_held() -> None:
    events = [event("2001", f"e{number}") for number in range(3 * PIECE)]
    done = Search("e", events, Meaning(lambda each: True, None))
    for _ in done.steps():
        pass
    search, broken = done, []
    for number in range(5):
        search = Search(str(number), events, Meaning(lambda each: True, None), search)
        next(search.steps())
        broken.append(ref(search))
    last = Search("last", events, Meaning(lambda each: True, None), search)
    del search
    assert [each() for each in broken] == [None] * 5
    for _ in last.steps():
        pass
    assert last.found.ids is done.found.ids


def test_each_of_several_queries_goes_on_from_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    wider: list[bool] = []
    whole = Search.__init__

    def noted(self: Search, *values: object) -> None:
        wider.append(values[3] is not None)
        whole(self, *values)  # type: ignore[arg-type]

    monkeypatch.setattr(Search, "__init__", noted)
    asked = Inquiry(stage(), Purpose.SPLIT, WORDS)
    for text in ("a | b | c | d", "a | b | c | da", "ab | b | c | da"):
        wider.clear()
        for _ in asked.typed(text):
            pass
        assert len(wider) == 4
    assert all(wider)
