"""Events read one by one."""

from tests.session.test_inquiry import ask
from tests.session.test_inquiry import stage as asked_stage
from tests.session.test_stage import chosen, press, stage
from tui.session.inquiry import Purpose
from tui.session.story import before, chapters


def test_a_story_goes_through_all_events_in_order_and_stops_at_its_ends() -> None:
    made = stage()
    press(made, "story")
    assert made.counts(0).story == (1, made.view.total)
    first = chosen(made)
    met = [press(made, "next_in_lane") for _ in range(made.view.total + 2)]
    assert len({first, *met}) == made.view.total
    assert met[-1] == met[-4] == "A lifeboat drill"
    assert press(made, "previous") == met[-5]


def test_keys_of_the_text_are_left_to_it_and_others_mean_what_they_did() -> None:
    made = stage()
    press(made, "story")
    for action in ("lane_above", "lane_below", "scroll_up", "scroll_down"):
        assert not made.perform(action)
    cell = made.view.viewport.scale.cell
    press(made, "zoom_in")
    assert made.view.viewport.scale.cell < cell


def test_hits_are_the_chapters_where_there_are_any() -> None:
    made = asked_stage()
    ask(made, Purpose.FIND, "chips or cost")
    hits = made.view.shown_hits
    assert 1 < len(hits) < made.view.total
    press(made, "first", "story")
    assert chapters(made.view) == hits
    places = set()
    for _ in hits:
        made.perform("next_in_lane")
        places.add(made.view.position - 1)
    assert places <= set(hits)


def test_the_event_before_is_the_chapter_before() -> None:
    made = stage()
    press(made, "story")
    assert before(made.view) is None
    first = made.view.selection
    press(made, "next")
    assert before(made.view) is first


def test_escape_ends_the_story_before_anything_else() -> None:
    made = asked_stage()
    ask(made, Purpose.FIND, "chips")
    press(made, "story")
    here = made.view.selection
    assert made.step_back()
    assert made.view.hits is not None
    assert made.view.selection is here
    assert made.counts(0).story is None


def test_a_list_gives_way_to_a_story_and_the_other_way_round() -> None:
    made = stage()
    modes = []
    for action in ("list", "story", "list"):
        press(made, action)
        modes.append((made.view.listed, made.view.told))
    assert modes == [(True, False), (False, True), (True, False)]


def test_there_is_no_story_without_events() -> None:
    made = stage(events=())
    made.perform("story")
    assert not made.view.told
