"""The list: the same events, selection and filter as the timeline, as a table."""

import pytest

from tests.session.test_inquiry import TIMELINE, WORDS, ask
from tests.session.test_stage import EVENTS, chosen, press, stage
from tui.formats.picture_text import text_of
from tui.session.inquiry import Purpose
from tui.session.question import which_columns
from tui.session.stage import Stage


def listed(made: Stage) -> list[str]:
    return [text_of(row) for row in made.scene().rows]


def test_the_list_has_the_selection_and_the_timeline_is_as_it_was() -> None:
    made = stage()
    press(made, "next", "next", "zoom_in")
    before = made.view
    press(made, "list")
    assert made.view.selection is before.selection
    assert any(row.startswith("▸") and chosen(made)[:12] in row for row in listed(made))
    assert made.counts(0).is_list
    press(made, "list")
    assert made.view == before._replace(top=made.view.top)


def test_every_event_is_met_going_down_and_those_on_screen_hold_the_selection() -> None:
    made = stage(80, 10)
    press(made, "first", "list")
    met = [chosen(made)]
    for _ in range(len(EVENTS) - 1):
        met.append(press(made, "lane_below"))
        assert any(row.startswith("▸") for row in listed(made))
    assert met == [event.title for event in EVENTS]
    assert press(made, "lane_below") == met[-1]
    assert press(made, "lane_above") == met[-2]


def test_pages_turn_and_what_moves_a_timeline_leaves_a_list() -> None:
    made = stage(80, 10)
    press(made, "first", "list", "scroll_down")
    assert made.view.position == made.space
    view = made.view
    press(made, "zoom_in", "fit_selection", "fold_time")
    made.pan(5)
    made.zoom_at(2, 10)
    assert made.view == view
    made.scroll(3)
    assert made.view.top == view.top + 3
    made.scroll(1000)
    assert made.view.top == len(EVENTS) - made.space
    press(made, "scroll_up")
    assert made.view.position == 1
    assert not made.together
    assert not made.open()


@pytest.mark.parametrize("size", [(30, 8), (60, 16), (200, 60)])
def test_a_list_fits_any_size(size: tuple[int, int]) -> None:
    made = stage()
    press(made, "last", "list")
    made.resize(*size)
    assert any(row.startswith("▸") for row in listed(made))
    assert len(listed(made)) == size[1]


def test_a_filter_and_marks_count_in_the_list_too() -> None:
    from tests.session.test_inquiry import stage as small

    made = small()
    press(made, "list")
    ask(made, Purpose.FILTER, "lane:chips")
    assert sum(bool(row) for row in listed(made)) == 2 + 2
    made.step_back()
    ask(made, Purpose.FIND, "lane:chips")
    hits = [run for row in made.scene().rows for run in row.runs if run.is_hit]
    assert len(hits) == 2
    assert WORDS.timeline is TIMELINE


def test_columns_are_chosen_one_by_one() -> None:
    made = stage(160)
    for name in ("lane", "id"):
        question = which_columns(made)
        at = next(at for at, entry in enumerate(question.entries) if entry[0].endswith(f" {name}"))
        question.take(at)
    heading = listed(made)[0]
    assert "Lane" not in heading
    assert "Id" in heading
    assert made.view.listed
