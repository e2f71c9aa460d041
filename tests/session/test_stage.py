"""A timeline on a screen: what every key makes of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import event
from tui.axis.scale import Scale
from tui.dates.calendar import DAY, instant
from tui.dates.edtf import parse
from tui.dates.fuzzy_date import FuzzyDate
from tui.dates.span import Span
from tui.events.event import Event
from tui.events.timeline import Lane, Timeline, in_order, lanes_in_use
from tui.keymap.command import Pane
from tui.keymap.table import COMMANDS, of_panes
from tui.layout.item import Cluster
from tui.layout.marks import Mark, Role, mark_of
from tui.layout.overview import Grip
from tui.session.destination import Destination
from tui.session.stage import LANE_ACTIONS, TRANSITIONS, Stage
from tui.session.view_state import SURROUNDINGS

EVENTS = in_order(
    [
        event("1912-04-10/1912-04-15", "Titanic's voyage", lane="Ships", importance=4),
        event("1912-04-14", "Titanic meets the ice", lane="Ships", importance=5),
        event("1912-05", "Senate inquiry", lane="Law"),
        event("1914-01-20", "SOLAS convention signed", lane="Law", importance=4),
        event("1985-09-01", "Wreck found", lane="Science"),
        event("1912/..", "Ice patrol", lane="Science"),
        *(event("1912-04-15", f"Wireless message {at}", lane="Wireless") for at in range(31)),
        event("", "A lifeboat drill", lane="Ships"),
    ]
)
NOW = instant(2026, 11, 23)


def stage(width: int = 100, height: int = 30, events: tuple[Event, ...] = EVENTS) -> Stage:
    extent = Span(instant(1912), instant(1985, 9, 2)) if events else None

    def density(span: Span, bins: int) -> list[int]:
        return [span.length % 7] * bins

    declared = [Lane(name) for name in ("Ships", "Law", "Science", "Empty")]
    timeline = Timeline(events=events, lanes=lanes_in_use(declared, events))
    made = Stage(timeline, extent, density, NOW)
    made.resize(width, height)
    return made


def chosen(made: Stage) -> str:
    return made.view.selection.title if made.view.selection else ""


def select_crowded(made: Stage) -> Event:
    """Select the first event that is only counted."""
    for candidate in EVENTS:
        made.select(candidate)
        if made.place is not None and isinstance(made.place.item, Cluster):
            return candidate
    raise AssertionError("every event stands by itself")


def press(made: Stage, *actions: str) -> str:
    for action in actions:
        assert made.perform(action)
    return chosen(made)


def test_every_key_of_the_timeline_has_a_transition_or_is_the_apps_own() -> None:
    actions = {command.action for command in of_panes(COMMANDS, Pane.TIMELINE)}
    performed = {*TRANSITIONS, *LANE_ACTIONS}
    routed = {"open", "lanes_by", "split", "show_lanes", "columns", "step_back"}
    routed |= {"follow_back", "follow_on", "chain"}
    routed |= {"as_of", "known_earlier", "known_later", "play"}
    assert actions - performed == routed
    assert performed <= {command.action for command in COMMANDS}
    assert not stage().perform("open the pod bay doors")


def test_it_opens_on_everything_with_the_first_event_selected() -> None:
    made = stage()
    assert chosen(made) == "Ice patrol"
    shown = made.view.viewport.span
    assert shown.start <= instant(1912)
    assert shown.end >= instant(1985, 9, 2)


def test_left_and_right_stay_in_the_lane_and_stop_at_its_ends() -> None:
    made = stage()
    made.select(EVENTS[1])
    assert chosen(made) == "Titanic's voyage"
    assert press(made, "next_in_lane") == "Titanic meets the ice"
    assert press(made, "next_in_lane") == "Titanic meets the ice"
    assert press(made, "previous_in_lane", "previous_in_lane") == "Titanic's voyage"


def test_up_and_down_select_the_nearest_event_of_the_next_lane_that_has_any() -> None:
    made = stage()
    made.select(next(e for e in EVENTS if e.title == "Titanic meets the ice"))
    assert press(made, "lane_below") == "Senate inquiry"
    assert press(made, "lane_above") == "Titanic meets the ice"
    assert press(made, "lane_above") == "Titanic meets the ice"
    made.select(next(e for e in EVENTS if e.title == "Wreck found"))
    assert press(made, "lane_above") == "SOLAS convention signed"
    made.select(next(e for e in EVENTS if e.title == "Wreck found"))
    assert press(made, "lane_below").startswith("Wireless")
    assert press(made, "lane_below") == "A lifeboat drill"
    assert press(made, "lane_above").startswith("Wireless")


def test_every_event_can_be_reached_in_the_order_of_time() -> None:
    made = stage()
    press(made, "first")
    met = [chosen(made), *(press(made, "next") for _ in EVENTS[1:])]
    assert met == [event.title for event in EVENTS]
    assert press(made, "next") == "A lifeboat drill"
    assert made.view.position == len(EVENTS)
    assert press(made, "last") == "Wreck found"


def test_panning_leaves_the_selection_and_moving_brings_the_screen_back_to_it() -> None:
    made = stage()
    made.select(next(e for e in EVENTS if e.title == "Titanic meets the ice"))
    press(made, *["zoom_in"] * 8)
    press(made, *["pan_later"] * 12)
    assert chosen(made) == "Titanic meets the ice"
    pointers = [r for row in made.scene().rows for r in row.runs if r.role is Role.POINTER]
    assert [run.target for run in pointers] == ["Titanic meets the ice"]
    press(made, "previous_in_lane")
    assert made.view.viewport.span.overlaps(Span(instant(1912, 4, 10), instant(1912, 4, 16)))


def test_zooming_keeps_the_selected_event_in_its_column() -> None:
    made = stage()
    made.select(next(e for e in EVENTS if e.title == "SOLAS convention signed"))
    at = instant(1914, 1, 20, 12)
    column = made.view.viewport.to_column(at)
    for _ in range(6):
        press(made, "zoom_in")
        assert made.view.viewport.to_column(at) == column


def test_zooming_in_and_out_again_shows_the_same() -> None:
    made = stage()
    before = made.scene()
    press(made, *["zoom_in"] * 5, *["zoom_out"] * 5)
    after = made.scene()
    assert [row.runs for row in before.rows[3:]] == [row.runs for row in after.rows[3:]]


def test_fit_all_and_fit_selection() -> None:
    made = stage()
    whole = made.view.viewport
    press(made, "zoom_in", "pan_later", "fit_all")
    assert made.view.viewport == whole
    made.select(next(e for e in EVENTS if e.title == "Senate inquiry"))
    press(made, "fit_selection")
    shown = made.view.viewport.span
    assert shown.start < instant(1912, 5)
    assert shown.end > instant(1912, 6)
    assert shown.length < 80 * DAY


def test_a_cluster_opens_by_zooming_until_its_events_stand_apart_or_the_zoom_ends() -> None:
    made = stage()
    crowded = select_crowded(made)
    before = made.view.viewport.scale.cell
    assert made.open()
    assert made.view.viewport.scale.cell < before
    assert chosen(made) == crowded.title
    for _ in range(60):
        if not made.open():
            break
    assert not made.open()


def test_events_of_one_day_are_shown_as_that_day_and_no_closer() -> None:
    made = stage()
    select_crowded(made)
    while made.open():
        pass
    assert made.view.viewport.span.length >= DAY
    before = made.view
    assert not made.open()
    assert made.view == before


def test_what_is_fitted_is_scrolled_to() -> None:
    events = in_order(
        [event(f"{1900 + at}", f"number {at}", lane=f"lane {at}") for at in range(60)]
    )
    timeline = Timeline(events=events, lanes=lanes_in_use((), events))
    extent = Span(instant(1900), instant(1960))
    made = Stage(timeline, extent, lambda _, bins: [1] * bins, NOW)
    made.resize(100, 20)
    made.select(events[50])
    for action in ("fit_selection", "zoom_in", "zoom_out", "fit_all"):
        made.perform(action)
        assert made.place is not None
        row = made.place.row
        assert made.view.top <= row < made.view.top + made.space, action


def test_an_event_by_itself_has_nothing_to_open() -> None:
    made = stage()
    made.select(next(e for e in EVENTS if e.title == "Wreck found"))
    assert not made.open()


@pytest.mark.parametrize(
    ("date", "most", "selected"),
    [
        ("1912-04-14", SURROUNDINGS[1][1], "Titanic meets the ice"),
        ("1912-04", SURROUNDINGS[2][1], "Titanic's voyage"),
        ("1985", SURROUNDINGS[3][1], "Wreck found"),
    ],
)
def test_going_to_a_date_shows_it_in_its_surroundings(date: str, most: int, selected: str) -> None:
    made = stage()
    when = parse(date)
    assert when.earliest is not None
    assert when.before is not None
    span = Span(when.earliest, when.before)
    made.visit(Destination("", span=span))
    shown = made.view.viewport.span
    assert shown.start <= span.start
    assert shown.end >= span.end
    assert shown.length <= 1.5 * most
    assert chosen(made) == selected


def test_a_new_size_keeps_a_fitted_view_fitted() -> None:
    made = stage(100, 30)
    made.resize(160, 45)
    assert made.view.viewport == stage(160, 45).view.viewport
    press(made, "zoom_in")
    left = made.view.viewport.span.start
    made.resize(80, 24)
    assert abs(made.view.viewport.span.start - left) < made.view.viewport.scale.cell


def test_without_any_event_there_is_still_a_picture() -> None:
    made = stage(events=())
    assert len(made.scene().rows) <= 30
    for action in TRANSITIONS:
        assert made.perform(action)
    assert chosen(made) == ""
    assert not made.open()


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(sorted(TRANSITIONS)), max_size=40),
    st.integers(1, 200),
    st.integers(1, 60),
)
def test_no_sequence_of_keys_breaks_the_picture(keys: list[str], width: int, height: int) -> None:
    made = stage(width, height)
    for key in keys:
        made.perform(key)
        assert made.view.top >= 0
    scene = made.scene()
    assert len(scene.rows) <= height
    shown, extent = made.view.viewport.span, made.view.extent
    assert shown.overlaps(extent)


def test_pulling_an_end_of_the_brush_zooms_and_the_other_end_stays() -> None:
    made = stage()
    press(made, *["zoom_in"] * 4)
    end = made.view.viewport.span.end
    made.brush(Grip.FIRST, made.gutter)
    shown = made.view.viewport.span
    assert abs(shown.start - made.view.extent.start) <= 2 * made.view.viewport.scale.cell
    assert abs(shown.end - end) <= 2 * made.view.viewport.scale.cell


def test_hiding_a_lane_hides_its_events_until_one_is_asked_for() -> None:
    made = stage()
    ice = next(e for e in EVENTS if e.title == "Titanic meets the ice")
    made.select(ice)
    press(made, "hide_lane")
    assert "Ships" not in [lane.head.name for lane in made.view.lanes]
    assert made.view.dated.number(ice) is None
    assert made.counts(0).unseen == 2
    made.select(ice)
    assert "Ships" in [lane.head.name for lane in made.view.lanes]
    assert chosen(made) == "Titanic meets the ice"


def test_folding_empty_time_changes_no_distance_and_unfolds_to_what_was_there() -> None:
    made = stage()
    press(made, *["zoom_in"] * 6)
    before = made.view.viewport
    folded = []
    for _ in range(2):
        press(made, "fold_time")
        folded.append(made.view.is_folded)
    assert folded == [True, False]
    assert made.view.viewport.scale == before.scale


def test_the_anchor_is_set_and_taken_away_by_the_same_key() -> None:
    made = stage()
    drawn = []
    for _ in range(2):
        press(made, "anchor")
        drawn.append(any(r.role is Role.ANCHOR for row in made.scene().rows for r in row.runs))
    assert drawn == [True, False]


@pytest.mark.parametrize("action", ["zoom_in", "zoom_out"])
def test_what_was_done_ahead_is_not_done_again(
    action: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, other = stage(), stage()
    for one in (made, other):
        assert one.perform("next")
        assert one.perform("zoom_in")
        one.scene()
    steps = sum(1 for _ in made.ahead())
    assert steps >= 2 * len(made.view.lanes)
    ahead = made.scene()
    marks = []

    def counted(event: Event, when: FuzzyDate, scale: Scale) -> Mark:
        marks.append(event)
        return mark_of(event, when, scale)

    monkeypatch.setattr("tui.layout.tiles.mark_of", counted)
    made.perform(action)
    seen = made.scene()
    assert not marks
    assert (seen is made.scene()) == (action == "zoom_in"), "the last key is drawn once more"
    assert seen != ahead
    other.perform(action)
    assert other.scene() == seen
    assert marks
