"""From packed lanes to a scene."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.framing import (
    CELLS,
    EVENTS,
    assert_sound,
    extent_of,
    frame,
    lines,
    scale_for,
)
from tests.samples import event
from tui.axis.viewport import Viewport
from tui.dates.calendar import instant
from tui.dates.edtf import parse
from tui.events.event import Event
from tui.events.timeline import Era
from tui.formats.picture_text import text_of
from tui.layout.edges import Edges
from tui.layout.eras import era_rows
from tui.layout.frame import Frame, compose, gutter_of, space_for_lanes
from tui.layout.item import Cluster
from tui.layout.labels import measure
from tui.layout.marks import Role
from tui.layout.overview import Overview
from tui.layout.plan import plan
from tui.layout.scene import Run, Zone, overlay
from tui.layout.tiles import LEAST_CELLS

MISSION = (
    event("1957-10-04", "Sputnik 1", lane="Flights", importance=5),
    event("1961-04-12", "Vostok 1", lane="Flights", importance=5),
    event("1961-05/1972-12", "Apollo programme", lane="Plans", importance=4),
    event("1969-07-16/1969-07-24", "Apollo 11", lane="Flights", importance=5),
    event("1964~", "Voskhod planned", lane="Plans", importance=2),
    event("1966/1966", "Surveyor lands", lane="Probes"),
    event("1970-11?", "Lunokhod 1 drives", lane="Probes"),
    event("", "A flight nobody dated", lane="Flights"),
)
ERAS = (Era(parse("1957/1969"), "The race to the Moon"),)


def test_the_picture_of_a_small_timeline() -> None:
    overview = Overview(extent_of(MISSION), [1] * 69)
    made, gutter = frame(MISSION, 80, 8, eras=ERAS, overview=overview, now=instant(1963))
    assert (
        lines(compose(made, gutter, 15))
        == """\

                      1960                  1965                  1970
           ───────────┴────────────┿now─────┴─────────────────────┴─────────────
           ◂▒▓▓─ The race to the Moon ───────────────────────▓▒▒░░
◆ Flights   ◆ Sputnik 1     ◆ Vostok 1                         ▬ Apollo 11
                                   │
◆ Plans                     ━━ Apollo programme ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
  2                                │    ├╌╌╌┤ c. Voskhod planned
                                   │
◆ Probes                           │            ░▒▓▓▒░ Surveyor lands
  2                                │             ? Lunokhod 1 drives ◇
                                   │
No date    ◌ A flight nobody dated
All        █████████████████████████████████████████████████████████████████████
           ┝━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┥""".splitlines()
    )


FRAMES = st.tuples(
    EVENTS,
    st.integers(1, 120),  # cells of the picture
    st.integers(1, 40),  # rows
    CELLS,
    st.integers(-30, 120),  # cells before the extent, or into it
    st.integers(0, 6),  # rows scrolled
    st.booleans(),
)


@settings(deadline=None)
@given(FRAMES, st.sampled_from([Edges(), Edges(12, 3456, 7, 89012)]), st.data())
def test_no_two_runs_overlap_at_any_size_zoom_and_offset(
    drawn: tuple[list[Event], int, int, int, int, int, bool], edges: Edges, data: st.DataObject
) -> None:
    events, width, height, cells, pan, top, with_overview = drawn
    extent = extent_of(events)
    scale = scale_for(extent, cells)
    view = Viewport(scale, scale.cells(extent)[0] + pan, width)
    chosen = data.draw(st.sampled_from(events))
    now = view.to_instant(data.draw(st.integers(-1, width)))
    made, gutter = frame(
        events,
        width + 8,
        height,
        viewport=view,
        selection=chosen,
        top=top,
        edges=edges,
        now=now,
        anchor=chosen.when.position if chosen.when else None,
        eras=[Era(chosen.when, "An era")] if chosen.when else [],
        overview=Overview(extent, [1] * width) if with_overview else None,
    )
    scene = compose(made, gutter, height + 6)
    assert len(scene.rows) <= height + 6
    assert_sound(scene)


Told = tuple[int, int, str, Role, str]


def whole_ones(made: Frame, gutter: int, by: int) -> tuple[set[str], list[Told]]:
    """Return what stands in view with nothing cut off, and the runs of that as if panned by by."""
    view = made.viewport
    low, high = view.first, view.first + view.width
    inside: set[str] = set()
    cut: set[str] = set()
    for lane, rows in enumerate(made.packing.plan.rows):
        for row in range(rows):
            for item in made.packing.items(lane, row, low - 1, high + 1):
                held = item.event if isinstance(item, Cluster) else item.mark.event
                assert held is not None
                is_whole = low <= item.left and item.right <= high
                (inside if is_whole else cut).add(held.id)
        cut |= {item.mark.event.id for item in made.packing.behind(lane, low - 1, high + 1)}
    scene = compose(made, gutter, 200)
    told = [
        (y, run.x + by, run.text, run.role, run.target)
        for y, row in enumerate(scene.rows)
        for run in row.runs
        if row.zone is Zone.LANES and run.target
    ]
    return inside - cut, told


@settings(deadline=None)
@given(
    EVENTS,
    st.integers(20, 100),
    st.integers(1, 30),
    CELLS,
    st.integers(0, 60),
    st.integers(-19, 19),
)
def test_panning_moves_all_that_is_not_cut_by_an_edge_and_changes_nothing_else(
    events: list[Event], width: int, height: int, cells: int, start: int, by: int
) -> None:
    extent = extent_of(events)
    scale = scale_for(extent, cells)
    view = Viewport(scale, scale.cells(extent)[0] + start - 10, width)
    before, gutter = frame(events, width + 8, height, viewport=view)
    after, _ = frame(events, width + 8, height, viewport=view.pan(by))
    here, runs = whole_ones(before, gutter, 0)
    there, moved = whole_ones(after, gutter, by)
    both = here & there
    assert [run for run in runs if run[-1] in both] == [run for run in moved if run[-1] in both]
    again, _ = whole_ones(before._replace(viewport=view.pan(by)), gutter, by)
    assert again == there
    assert compose(before._replace(viewport=view.pan(by)), gutter, 200) == compose(
        after._replace(ticks=before.ticks), gutter, 200
    )


@settings(deadline=None)
@given(EVENTS, st.integers(1, 12), CELLS)
def test_every_event_on_screen_has_a_cell_that_leads_to_it_or_to_its_cluster(
    events: list[Event], height: int, cells: int
) -> None:
    extent = extent_of(events)
    scale = scale_for(extent, min(cells, 300))
    first, last = scale.cells(extent)
    view = Viewport(scale, first - 4, 8 + 2 * max(LEAST_CELLS, last - first))
    made, gutter = frame(events, 100, height, viewport=view)
    scene = compose(made, gutter, 200)
    names = list(dict.fromkeys(e.lane for e in events))
    targets: dict[int, set[str]] = {
        y: {run.target for run in row.runs} for y, row in enumerate(scene.rows)
    }
    for one in events:
        place = made.packing.place(names.index(one.lane), one)
        assert place is not None
        held = place.item.event if isinstance(place.item, Cluster) else place.item.mark.event
        assert held is not None
        assert held.id in targets[3 + place.row], one.when


def test_a_selected_event_off_the_screen_is_pointed_to() -> None:
    made, gutter = frame(MISSION, 60, 10)
    early = made.viewport.zoom(8, instant(1957, 10, 4))
    made, gutter = frame(MISSION, 60, 10, viewport=early, selection=MISSION[3])
    scene = compose(made, gutter, 13)
    pointers = [run for row in scene.rows for run in row.runs if run.role is Role.POINTER]
    assert [(run.text, run.target) for run in pointers] == [(" Apollo 11 ▶", "Apollo 11")]
    assert pointers[0].x + measure(pointers[0].text) == scene.width


@pytest.mark.parametrize(
    ("at", "top", "row", "sign"), [(2, 0, 2, ""), (9, 0, 4, "▼"), (2, 3, 2, "▲"), (1, 3, 1, "")]
)
def test_a_selected_event_above_or_below_is_pointed_to_from_the_rows_that_scroll(
    at: int, top: int, row: int, sign: str
) -> None:
    events = [event(f"{1950 + n}", f"number {n}", lane=f"lane {n}") for n in range(10)]
    rows = plan([1] * 10, 5, pinned=2)
    made, gutter = frame(events, 60, 5, rows=rows, selection=events[at], top=top)
    scene = compose(made, gutter, 8)
    found = [
        (y - 3, run.text.strip())
        for y, line in enumerate(scene.rows)
        for run in line.runs
        if run.role is Role.POINTER
    ]
    assert found == ([(row, f"{sign} number {at}")] if sign else [])


def test_what_is_pointed_from_cuts_no_name_in_two() -> None:
    made, _ = frame(MISSION, 60, 10)
    titles = {e.title for e in MISSION}
    for zoom in (2, 4, 8):
        view = made.viewport.zoom(zoom, instant(1961, 4, 12))
        again, gutter = frame(MISSION, 60, 10, viewport=view, selection=MISSION[3])
        for row in compose(again, gutter, 13).rows:
            for run in row.runs:
                if run.role is Role.LABEL and not run.text.strip().endswith("…"):
                    words = run.text.strip().lstrip("…").removeprefix("? ").removeprefix("c. ")
                    assert any(words in title for title in titles), run.text


@given(
    st.lists(st.text("ab 漢", max_size=40), max_size=8),
    st.integers(1, 200),
    st.booleans(),
)
def test_names_get_as_much_as_the_longest_asks_for_but_no_more_than_a_fifth(
    names: list[str], width: int, undated: bool
) -> None:
    gutter = gutter_of(names, width, undated=undated)
    assert gutter <= max(10, width // 5 + 2)
    longest = max((measure(name) + 4 for name in names), default=2)
    assert gutter >= min(longest, 10)
    assert gutter <= max(longest, 9 if undated else 0)


def test_lanes_have_the_rows_that_nothing_else_takes() -> None:
    assert space_for_lanes(24, eras=0, undated=False, overview=False) == 21
    assert space_for_lanes(24, eras=2, undated=True, overview=True) == 16
    assert space_for_lanes(2, eras=2, undated=True, overview=True) == 1


def test_eras_that_share_time_have_rows_of_their_own_and_true_ends() -> None:
    eras = [
        Era(parse("1957/1964"), "First"),
        Era(parse("1960/1968"), "Second"),
        Era(parse("1962/1963"), "Within"),
        Era(parse("1965/.."), "Third"),
        Era(parse("../1958"), "Before"),
    ]
    rows = era_rows(eras)
    assert [[era.title for era in row] for row in rows] == [
        ["First", "Third"],
        ["Before", "Second"],
        ["Within"],
    ]
    made, gutter = frame(MISSION, 100, 8, eras=eras)
    drawn = [text_of(row).strip() for row in compose(made, gutter, 20).rows[3:6]]
    assert drawn[0].startswith("◂▒▓▓─ First ─")
    assert drawn[0].endswith("▶")
    assert drawn[1].startswith("◀─")
    assert "▓▓▒▒░░     ░░░▒▒▓▓─ Second ─" in drawn[1]
    assert drawn[2].startswith("░ Within ")
    assert drawn[2].endswith("░")


@pytest.mark.parametrize(
    ("date", "drawn"),
    [
        ("1960-06-01/1965-06-01", "┌ An era ────────────┐"),
        ("1960-06-01~/1965-06-01?", "░─ ? c. An era ──────░"),
        ("1960/1965-06-01", "░░▒▒▓─ An era ─────────┐"),
        ("1960-06-01/", "┌▓▒? An era"),
        ("1960-06-01/..", "┌ An era ─────────────────────────────────────────────▶"),
        ("../1965-06-01", "◀ An era ────────────────────────┐"),
        ("1960~", "┌───┐"),
    ],
)
def test_an_era_shows_how_sure_its_ends_are(date: str, drawn: str) -> None:
    made, gutter = frame(MISSION, 78, 8, eras=[Era(parse(date), "An era")])
    assert text_of(compose(made, gutter, 20).rows[3]).strip() == drawn


def test_eras_without_a_row_are_counted() -> None:
    eras = [Era(parse("1957/1970"), f"Number {at}") for at in range(300)]
    made, gutter = frame(MISSION, 100, 8, eras=eras)
    scene = compose(made, gutter, 20)
    assert text_of(scene.rows[6]).strip() == "and 297 more eras, hidden behind these"
    assert any("Apollo 11" in text_of(row) for row in scene.rows)


def test_undated_events_have_a_shelf_of_their_own() -> None:
    made, gutter = frame(MISSION, 60, 10)
    shelf = [row for row in compose(made, gutter, 14).rows if row.zone is Zone.UNDATED]
    assert [text_of(row) for row in shelf] == ["No date    ◌ A flight nobody dated"]


def test_a_cell_knows_which_run_covers_it() -> None:
    made, gutter = frame(MISSION, 80, 10)
    scene = compose(made, gutter, 14)
    for y, row in enumerate(scene.rows):
        for run in row.runs:
            assert scene.run_at(run.x, y) == run
            assert scene.run_at(run.x + measure(run.text) - 1, y) == run
    assert scene.run_at(0, 99) is None


def test_what_is_laid_over_a_row_cuts_away_what_it_covers() -> None:
    row = [Run(0, "abcdef", Role.LABEL), Run(8, "漢字", Role.LABEL)]
    laid = overlay(row, Run(4, "#####", Role.POINTER))
    assert [(run.x, run.text) for run in laid] == [(0, "abcd"), (4, "#####"), (9, " 字")]
