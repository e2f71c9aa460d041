"""Where the reader has been."""

from tests.query.samples import timeline
from tui.dates.calendar import instant
from tui.session.history import MOST
from tui.session.stage import Stage
from tui.stores.memory import MemoryStore

TIMELINE = timeline()


def stage() -> Stage:
    store = MemoryStore(TIMELINE)
    made = Stage(TIMELINE, store.extent(), store.density, instant(2026, 11, 24))
    made.resize(100, 30)
    return made


def go(made: Stage, name: str) -> None:
    event = TIMELINE.event(name)
    assert event is not None
    made.follow(event)


def chosen(made: Stage) -> str:
    return made.view.selection.id if made.view.selection else ""


def test_one_goes_back_to_where_one_was_and_forward_again() -> None:
    made = stage()
    start = made.view
    go(made, "rule")
    go(made, "r1")
    there = made.view
    made.go_back()
    assert chosen(made) == "rule"
    made.go_back()
    assert made.view == start
    made.go_back()
    assert made.view == start
    made.go_forward()
    made.go_forward()
    assert made.view == there
    made.go_forward()
    assert made.view == there


def test_a_jump_from_the_past_leaves_no_future() -> None:
    made = stage()
    go(made, "rule")
    made.go_back()
    go(made, "r1")
    made.go_forward()
    assert chosen(made) == "r1"


def test_small_steps_are_not_gone_back_to_but_jumps_are() -> None:
    made = stage()
    made.perform("next")
    made.perform("pan_later")
    here = made.view
    assert made.perform("last")
    made.go_back()
    assert made.view == here
    made.perform("zoom_in")
    zoomed = made.view
    made.perform("fit_all")
    made.go_back()
    assert made.view == zoomed


def test_a_filter_comes_back_with_the_place_it_was_left_at() -> None:
    from tui.session.inquiry import Inquiry, Purpose
    from tui.session.words import Words

    made = stage()
    for _ in Inquiry(made, Purpose.FILTER, Words(TIMELINE)).typed("lane:chips"):
        pass
    go(made, "a800")
    filtered = made.view
    made.step_back()
    go(made, "claim")
    made.go_back()
    made.go_back()
    assert made.view.filter == filtered.filter
    assert len(made.view.lanes) == 1
    made.perform("next")
    assert made.scene().rows


def test_the_history_has_a_bound() -> None:
    made = stage()
    for number in range(3 * MOST):
        go(made, ("rule", "r1")[number % 2])
    for _ in range(2 * MOST):
        made.go_back()
    assert chosen(made) in {"rule", "r1"}


def test_a_change_of_size_meanwhile_does_no_harm() -> None:
    made = stage()
    go(made, "rule")
    made.resize(60, 16)
    made.go_back()
    assert made.scene().width == 60
