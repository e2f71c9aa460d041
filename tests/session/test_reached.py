"""Nothing is lost: every event is on screen or counted at an edge, and can be selected."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.framing import EVENTS
from tests.samples import event
from tui.dates.calendar import instant
from tui.events.event import Event
from tui.events.timeline import Timeline, in_order
from tui.layout.item import Cluster, drawn_cells
from tui.session.stage import Stage
from tui.stores.memory import MemoryStore

MOVES = st.lists(
    st.sampled_from(["zoom_in", "zoom_in", "zoom_out", "pan_later", "pan_earlier", "next", "list"]),
    max_size=12,
)


def stage(events: list[Event], width: int = 80, height: int = 200) -> Stage:
    timeline = Timeline(events=in_order(events))
    store = MemoryStore(timeline)
    made = Stage(timeline, store.extent(), store.density, instant(2026))
    made.resize(width, height)
    return made


def drawn(made: Stage) -> set[str]:
    """Return the ids of all events of which something is on screen, if only in a number."""
    view, packing = made.view, made._composer.packing(made.view)
    low, high, shown = view.viewport.first, view.viewport.first + view.viewport.width, set()
    span = view.viewport.span
    for lane in range(len(view.lanes)):
        rows = range(packing.plan.rows[lane])
        items = [item for row in rows for item in packing.items(lane, row, low, high)]
        for item in (*items, *packing.behind(lane, low, high)):
            first, last = drawn_cells(item)
            if first >= high or last <= low:
                continue
            if not isinstance(item, Cluster):
                shown.add(item.mark.event.id)
                continue
            for each in packing.members(lane, item):
                when = each.when
                is_counted = (
                    when is None
                    or when.position >= span.end
                    or (when.before is not None and when.before <= span.start)
                )
                if not is_counted:
                    shown.add(each.id)
    return shown


def assert_nothing_is_lost(made: Stage) -> None:
    edges = made._composer._edges(made.view)
    assert len(drawn(made)) + edges.before + edges.after == len(made.view.dated)


@settings(max_examples=150, deadline=None)
@given(EVENTS, st.sampled_from([30, 80, 160]), MOVES)
def test_what_is_not_on_screen_is_counted_at_an_edge(
    events: list[Event], width: int, moves: list[str]
) -> None:
    made = stage(events, width)
    assert_nothing_is_lost(made)
    for move in moves:
        made.perform(move)
        if not made.view.listed:
            assert_nothing_is_lost(made)


def test_of_a_crowded_day_the_number_is_counted_once_it_is_off_the_screen() -> None:
    day = [event("2023-05-01", f"Happening {at}") for at in range(30)]
    made = stage([*day, event("2023-05-03", "Later")], 80, 24)
    for move in ("zoom_in", "zoom_in", "pan_later"):
        made.perform(move)
    assert made._composer._edges(made.view).before > 0
    assert_nothing_is_lost(made)


@settings(max_examples=100, deadline=None)
@given(EVENTS, st.sampled_from([30, 80]), MOVES)
def test_what_is_selected_is_drawn_on_screen(
    events: list[Event], width: int, moves: list[str]
) -> None:
    made = stage(events, width, 24)
    if made.view.listed:
        made.perform("list")
    for move in moves:
        if move != "list":
            made.perform(move)
    for action in ("next", "next_in_lane", "first", "last", "previous", "lane_below"):
        made.perform(action)
        place = made.place
        if place is None:
            continue
        first, last = drawn_cells(place.item)
        low = made.view.viewport.first
        assert first < low + made.view.viewport.width
        assert last > low
        assert any(run.selected for row in made.scene().rows for run in row.runs)
