"""From packed lanes to a scene."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import event
from tui.axis.scale import Scale
from tui.axis.ticks import ticks
from tui.axis.viewport import Viewport
from tui.dates.calendar import DAY, instant
from tui.dates.edtf import parse
from tui.dates.span import Span
from tui.events.event import Event
from tui.events.timeline import Era, in_order
from tui.formats.picture_text import text_of
from tui.layout.eras import era_rows
from tui.layout.frame import Frame, compose, gutter_of
from tui.layout.labels import measure
from tui.layout.lanes import group, pack
from tui.layout.marks import Role
from tui.layout.scene import Run, Scene, Zone, overlay

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


def frame(
    events: Sequence[Event],
    width: int,
    height: int,
    *,
    viewport: Viewport | None = None,
    selection: Event | None = None,
    eras: Sequence[Era] = (),
    density: Sequence[int] = (),
    top: int = 0,
) -> tuple[Frame, int]:
    events = in_order(events)
    lanes = group(events, [])
    gutter = gutter_of((lane.name for lane in lanes), width)
    dated = [e.when for e in events if e.when is not None]
    spans = [moment.span for when in dated for moment in when.moments]
    extent = Span(min(span.start for span in spans), max(span.end for span in spans))
    viewport = viewport or Viewport.fit(extent, width - gutter, 1)
    undated = [e for e in events if e.when is None]
    packing = pack(lanes, viewport.scale, extent, height)
    return Frame(
        viewport=viewport,
        packing=packing,
        ticks=ticks(viewport),
        eras=era_rows(eras),
        undated=undated,
        density=density,
        extent_cells=viewport.scale.cells(extent),
        selection=selection,
        top=top,
    ), gutter


def lines(scene: Scene) -> list[str]:
    return [text_of(row) for row in scene.rows]


def test_the_picture_of_a_small_timeline() -> None:
    made, gutter = frame(MISSION, 80, 8, eras=ERAS, density=[1] * 71)
    assert (
        lines(compose(made, gutter, 15))
        == """\

                    1960                  1965                   1970
         ───────────┴─────────────────────┴──────────────────────┴──────────────
         ◂ The race to the Moon ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤
Flights   ◆ Sputnik 1    ◆ Vostok 1                           ▬ Apollo 11

Plans                     ━━ Apollo programme ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
                                      ├╌╌╌┤ c. Voskhod planned

Probes                                         ░▒▓▒░ Surveyor lands
                                                ? Lunokhod 1 drives ◇

No date  ◌ A flight nobody dated
All      ███████████████████████████████████████████████████████████████████████
         ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━""".splitlines()
    )


def test_every_row_lies_within_the_picture() -> None:
    for width in (30, 60, 119):
        for height in (5, 9, 30):
            made, gutter = frame(MISSION, width, height, selection=MISSION[0])
            scene = compose(made, gutter, height)
            assert len(scene.rows) <= height
            assert_sound(scene)


def assert_sound(scene: Scene) -> None:
    """Runs of a row are in order, apart, and within the picture."""
    for row in scene.rows:
        free = 0
        for run in row.runs:
            assert run.x >= free, row
            free = run.x + measure(run.text)
        assert free <= scene.width, row


DATES = st.one_of(
    st.integers(1900, 2000).map(str),
    st.builds("{}-{:02}".format, st.integers(1900, 2000), st.integers(1, 12)),
    st.builds("{}-{:02}-{:02}".format, st.integers(1900, 2000), st.integers(1, 12),
              st.integers(1, 28)),
    st.builds("{}/{}".format, st.integers(1900, 1950), st.integers(1951, 2000)),
    st.integers(1900, 2000).map("{}/..".format),
    st.integers(1900, 2000).map("{}/".format),
    st.integers(1900, 2000).map("../{}".format),
    st.integers(1900, 2000).map("{}~".format),
)  # fmt: skip
EVENTS = st.lists(
    st.builds(
        event,
        DATES,
        st.text("ab 漢字", min_size=1, max_size=40),
        lane=st.sampled_from(["North", "South", "漢字 lane"]),
        importance=st.integers(1, 5),
    ),
    min_size=1,
    max_size=30,
)


@settings(deadline=None)
@given(
    EVENTS,
    st.integers(8, 120),
    st.integers(5, 40),
    st.integers(1, 10**7),
    st.integers(-20, 20),
    st.integers(0, 6),
)
def test_no_two_labels_overlap_at_any_size_zoom_and_offset(
    events: list[Event], width: int, height: int, days: int, pan: int, top: int
) -> None:
    scale = Scale(days * DAY // 1000 + 10_000)
    viewport = Viewport(scale, scale.to_cell(instant(1950)) + pan, width)
    events = [*events, event(f"{1900}", "the oldest")]
    made, gutter = frame(events, width + 8, height, viewport=viewport, selection=events[0], top=top)
    assert_sound(compose(made, gutter, height))


@settings(deadline=None)
@given(EVENTS, st.integers(20, 100), st.integers(1, 15))
def test_panning_by_cells_moves_everything_by_as_many_and_changes_nothing_else(
    events: list[Event], width: int, by: int
) -> None:
    scale = Scale(150 * DAY)
    viewport = Viewport(scale, scale.to_cell(instant(1920)), width)
    before, gutter = frame(events, width + 8, 20, viewport=viewport)
    after, _ = frame(events, width + 8, 20, viewport=viewport.pan(by))
    first, second = compose(before, gutter, 20), compose(after, gutter, 20)
    for row, moved in zip(first.rows, second.rows, strict=True):
        kept = {
            (run.x - by, run.text, run.role, run.target)
            for run in row.runs
            if run.role is Role.POINT and run.x - by >= gutter
        }
        there = {(run.x, run.text, run.role, run.target) for run in moved.runs}
        assert kept <= there


def test_a_selected_event_off_the_screen_is_pointed_to() -> None:
    made, gutter = frame(MISSION, 60, 10)
    early = made.viewport.zoom(8, instant(1957, 10, 4))
    made, gutter = frame(MISSION, 60, 10, viewport=early, selection=MISSION[3])
    scene = compose(made, gutter, 13)
    pointers = [run for row in scene.rows for run in row.runs if run.role is Role.POINTER]
    assert [(run.text, run.target) for run in pointers] == [(" Apollo 11 ▶", "Apollo 11")]
    assert pointers[0].x + measure(pointers[0].text) == scene.width


def test_a_count_is_whole_or_not_shown() -> None:
    crowd = [event("1957-10-04", f"Telegram {at}") for at in range(120)]
    made, gutter = frame([*crowd, event("1970", "The end")], 60, 1)
    for first in range(made.viewport.first - 60, made.viewport.first + 60):
        view = Viewport(made.viewport.scale, first, made.viewport.width)
        scene = compose(made._replace(viewport=view), gutter, 4)
        for row in scene.rows:
            for run in row.runs:
                if run.role is Role.CLUSTER:
                    assert run.text in ("●", "●120")


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
    assert drawn[0].startswith("◂ First ")
    assert drawn[0].endswith("▶")
    assert drawn[1].startswith("◀╌")
    assert "┤     ├ Second ╌" in drawn[1]
    assert drawn[2].startswith("├ Within ")
    assert drawn[2].endswith("┤")


def test_eras_without_a_row_are_counted() -> None:
    eras = [Era(parse("1957/1970"), f"Number {at}") for at in range(300)]
    made, gutter = frame(MISSION, 100, 8, eras=eras)
    scene = compose(made, gutter, 20)
    assert text_of(scene.rows[6]).strip() == "and 297 more eras, hidden behind these"
    assert any("Apollo 11" in text_of(row) for row in scene.rows)


def test_lane_names_stay_while_their_rows_are_scrolled() -> None:
    made, gutter = frame(MISSION, 60, 20, top=1)
    names = [
        run.text
        for row in compose(made, gutter, 20).rows
        for run in row.runs
        if run.role is Role.LANE
    ]
    assert names[0] == "Flights"


def test_undated_events_have_a_shelf_of_their_own() -> None:
    made, gutter = frame(MISSION, 60, 10)
    shelf = [row for row in compose(made, gutter, 14).rows if row.zone is Zone.UNDATED]
    assert [text_of(row) for row in shelf] == ["No date  ◌ A flight nobody dated"]


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
