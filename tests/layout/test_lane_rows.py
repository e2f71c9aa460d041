"""The rows of the lanes as they are on screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.framing import (
    DAILY,
    FIRST,
    assert_sound,
    at_day,
    frame,
    framed_lane,
    lane_lines,
)
from tests.samples import event
from tui.axis.viewport import Viewport
from tui.events.event import Event
from tui.layout.frame import compose
from tui.layout.lane_rows import Head, shown_rows
from tui.layout.marks import Glyphs, Role
from tui.layout.plan import Plan, plan


def picture(events: list[Event], rows: int, *, shift: int = 0, chosen: str = "") -> list[str]:
    """Return the rows of a lane over 68 days from 1 January 1950 on, right of its heading."""
    selection = next((e for e in events if e.id == chosen), None)
    made = framed_lane(events, rows, first=FIRST + shift, selection=selection)
    return [line[4:].replace("┊", " ").rstrip() for line in lane_lines(made, rows + 3)]


#: What keeps a lane as long as the picture.
ENDS = [event(at_day(0), "", id="first"), event(at_day(67), "", id="last")]


def test_where_there_is_room_labels_are_whole_and_stay_within_the_picture() -> None:
    events = [
        event(at_day(0), "The first"),
        event(at_day(20), "A whole label"),
        event(at_day(67), "The last"),
    ]
    assert picture(events, 1) == [
        "◆ The first         ◆ A whole label                       The last ◆",
    ]


def test_where_there_is_less_of_it_they_are_shortened_but_not_what_matters_most() -> None:
    events = [
        event(at_day(2), "A label with much to say"),
        event(at_day(10), "Yet another", importance=5),
        event(at_day(30), "Another one"),
        event(at_day(45), "One that cannot be told at its length"),
        event(at_day(67), "The last"),
    ]
    assert picture(events, 2) == [
        "          ◆ Yet another       ◆ Another one  ◆ One that cannot be…",
        "  ◆ A label with much to say                              The last ◆",
    ]


def test_where_there_is_none_they_are_glyphs_alone() -> None:
    events = [event(at_day(3 * at), f"Number {at}", id=str(at)) for at in range(22)]
    events[10] = event(at_day(30), "The one that matters", importance=5)
    shown = picture([*events, ENDS[1]], 2)
    assert "◆ The one that matters" in shown[0]
    assert "◆  ◆  ◆  ◆  ◆" in shown[1]


def test_events_of_one_cell_are_counted_and_those_that_matter_most_are_told() -> None:
    events = [
        event(at_day(20), f"Number {at}", id=str(at), importance=at % 5 + 1) for at in range(14)
    ]
    assert picture([*ENDS, *events], 3) == [
        "◆                   ◆ Number 9",
        "                    ◆ Number 4                                     ◆",
        "                    ●12",
    ]


def test_a_crowd_is_shaded_the_fuller_the_more_events_begin() -> None:
    crowd = [
        event(at_day(day), "", id=f"{day}-{at}")
        for day in range(5, 60)
        for at in range(1 + (day // 6) ** 2 // 2)
    ]
    shaded = picture([*ENDS, *crowd], 1)[0]
    assert shaded[0] == "◆"
    assert set(shaded[5:60]) <= set("▁▂▃▄▅▆▇█")
    assert list(shaded[5:60]) == sorted(shaded[5:60])
    assert len(set(shaded[5:60])) > 3


BARS = [
    *(
        event(f"{at_day(3 * at - 30)}/{at_day(40 + 5 * at)}", f"Bar {at}", importance=5)
        for at in range(4)
    ),
    *(event(at_day(9 * at), f"Number {at}") for at in range(9)),
    event("1900-01-01", "long before"),
    event("2000-01-01", "long after"),
]


def test_bars_that_cross_the_picture_go_on_behind_the_last_row() -> None:
    assert picture(BARS, 3) == [
        "◂━ Bar 1 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━        ◆ Number 6",
        "◂━ Bar 0 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━    ◆ Number 5        ◆",
        "◆ ━━━━━━ ◆ ━━━━━━ ◆ ━━━━━━ ◆ ━━━━━━ ◆ Number 4 ━━━━",
    ]


def test_a_bar_behind_a_row_is_selected_like_any_other() -> None:
    made = framed_lane(BARS, 3, selection=BARS[2])
    runs = [run for row in compose(*made, 6).rows for run in row.runs if run.selected]
    assert {run.target for run in runs} == {"Bar 2"}
    assert {run.role for run in runs} == {Role.BAR}


WITHIN = [
    event(at_day(5), "A label"),
    event(f"{at_day(17)}/{at_day(43)}", "within"),
    *(event(at_day(48), "", id=str(at)) for at in range(3)),
    event(at_day(67), "to the left"),
]


@pytest.mark.parametrize(
    ("shift", "drawn"),
    [
        (0, "     ◆ A label   ━━ within ━━━━━━━━━━━━━━━━━    ◆      to the left ◆"),
        (6, "           ━━ within ━━━━━━━━━━━━━━━━━    ◆      to the left ◆"),
        (20, "◂━ within ━━━━━━━━━━━━━━    ◆      to the left ◆"),
        (38, "◂━━━━━    ◆      to the left ◆"),
        (50, "     to the left ◆"),
        (56, "… the left ◆"),
        (60, "       ◆"),
        (-28, "                                 ◆ A label   ━━ within ━━━━━━━━━━━━▸"),
        (-50, "                                                       ◆ A label   ▸"),
        (-54, "                                                           ◆ A label"),
        (-55, "                                                            ◆"),
    ],
)
def test_what_the_edge_of_the_screen_cuts_has_an_arrow_or_a_shorter_label(
    shift: int, drawn: str
) -> None:
    assert picture(WITHIN, 2, shift=shift)[0] == drawn


@pytest.mark.parametrize(
    ("shift", "drawn"),
    [
        (40, "        ●2"),
        (48, "●2"),
        (49, ""),
        (-18, " " * 66 + "●2"),
        (-19, " " * 67 + "●"),
    ],
)
def test_part_of_a_number_is_not_told(shift: int, drawn: str) -> None:
    assert picture(WITHIN, 2, shift=shift)[1] == drawn


def test_what_has_no_bound_goes_on_to_the_edges() -> None:
    events = [
        event(f"{at_day(2)}/..", "Goes on"),
        event(f"../{at_day(19)}", "Long ago"),
        event(at_day(30), "Point"),
    ]
    assert picture(events, 3) == [
        "  ━━ Goes on ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━▶",
        "◀━━━ Long ago ━━━━━━          ◆ Point",
        "",
    ]


LANES = [
    event(at_day(7 * at + lane), f"E{at}", id=f"{lane} {at}", lane=f"Lane {lane}")
    for lane in range(5)
    for at in range(4 + lane)
]
HEADS = [
    Head("Models", 12),
    Head("A long name of a lane", 3, 1, Glyphs("■", "□")),
    Head("Folded", 77, 2, is_folded=True),
    Head("Law", 5, 3, Glyphs("●", "○")),
    Head("漢字漢字漢字漢字漢字", 10**6, 4),
]


def lanes(rows: Plan, space: int, top: int = 0) -> list[str]:
    view = Viewport(DAILY, FIRST, 46)
    made, _ = frame(LANES, 60, 9, rows=rows, heads=HEADS, viewport=view, top=top)
    return [line.replace("┊", " ").rstrip() for line in lane_lines((made, 14), space + 3)]


def test_a_lane_is_named_after_its_glyph_with_its_number_of_events_below() -> None:
    assert lanes(plan([3, 2, 1, 2, 1], None), 14) == [
        "◆ Models      ◆ E0          ◆ E2",
        "  12                 ◆ E1          ◆ E3",
        "",
        "",
        "■ A long…      ■ E0   ■ E1   ■ E2   ■ E3   ■ E4",
        "  3",
        "",
        "+ Folded 77     ◆ E0   ◆ E1   ◆ E2   ◆ E3   ◆ E4   ◆ E5",
        "",
        "● Law            ● E0   ● E1   ● E2   ● E3   ● E4   ● E5   ●",
        "  5",
        "",
        "◆ 漢字漢字…       ◆ E0   ◆ E1   ◆ E2   ◆ E3   ◆ E4   ◆ E5",
        "",
    ]


def test_a_lane_of_one_row_has_the_number_beside_its_name_if_there_is_room() -> None:
    assert lanes(plan([1] * 5, 5), 5) == [
        "◆ Models 12   ◆ E0   ◆ E1   ◆ E2   ◆ E3",
        "■ A long… 3    ■ E0   ■ E1   ■ E2   ■ E3   ■ E4",
        "+ Folded 77     ◆ E0   ◆ E1   ◆ E2   ◆ E3   ◆ E4   ◆ E5",
        "● Law 5          ● E0   ● E1   ● E2   ● E3   ● E4   ● E5   ●",
        "◆ 漢字漢字…       ◆ E0   ◆ E1   ◆ E2   ◆ E3   ◆ E4   ◆ E5",
    ]


def test_pinned_lanes_stay_while_the_others_are_scrolled() -> None:
    rows = plan([1] * 5, 4, pinned=2)
    assert rows.frozen == 2
    assert lanes(rows, 4, top=1) == [
        "◆ Models 12   ◆ E0   ◆ E1   ◆ E2   ◆ E3",
        "■ A long… 3    ■ E0   ■ E1   ■ E2   ■ E3   ■ E4",
        "● Law 5          ● E0   ● E1   ● E2   ● E3   ● E4   ● E5   ●",
        "◆ 漢字漢字…       ◆ E0   ◆ E1   ◆ E2   ◆ E3   ◆ E4   ◆ E5",
    ]


def test_a_lane_keeps_its_name_while_its_first_rows_are_scrolled_away() -> None:
    assert [line[:12].rstrip() for line in lanes(plan([3] * 5, None), 6, top=1)] == [
        "◆ Models",
        "",
        "",
        "■ A long…",
        "  3",
        "",
    ]


@given(st.integers(0, 60), st.integers(0, 30), st.integers(0, 60), st.integers(0, 40))
def test_the_first_rows_always_show_and_the_others_from_where_it_is_scrolled_to(
    height: int, frozen: int, top: int, space: int
) -> None:
    frozen = min(frozen, height)
    shown = shown_rows(height, frozen, top, space)
    assert len(shown) <= space
    assert shown[:frozen] == list(range(min(frozen, space)))
    others = shown[frozen:]
    assert others == list(range(frozen + top, frozen + top + len(others)))
    if frozen <= space and frozen + top <= height:
        assert len(shown) == min(space, height - top)


@given(st.integers(4, 30), st.integers(1, 60), st.integers(0, 12), st.integers(-60, 60))
def test_heads_stay_within_the_gutter(gutter: int, width: int, top: int, pan: int) -> None:
    view = Viewport(DAILY, FIRST + pan, width)
    rows = plan([3, 2, 1, 2, 1], None)
    made, _ = frame(LANES, 60, 9, rows=rows, heads=HEADS, viewport=view, top=top)
    scene = compose(made, gutter, 17)
    assert_sound(scene)
    for row in scene.rows[3:]:
        for run in row.runs:
            if run.role in (Role.LANE, Role.COUNT):
                assert run.x + len(run.text) < gutter


def test_a_selected_label_has_blanks_of_its_own_colour_around_it() -> None:
    for chosen, text in ((WITHIN[0], " A label"), (WITHIN[-1], "to the left ")):
        made = framed_lane(WITHIN, 2, selection=chosen)
        runs = [run for row in compose(*made, 5).rows for run in row.runs if run.selected]
        assert [run.text for run in runs if run.role is Role.LABEL] == [text]
        assert_sound(compose(*made, 5))


def test_a_cluster_that_holds_the_selection_is_selected() -> None:
    made = framed_lane(WITHIN, 2, selection=WITHIN[3])
    runs = [run for row in compose(*made, 5).rows for run in row.runs if run.selected]
    assert [(run.text, run.role) for run in runs] == [("●2", Role.CLUSTER)]
