"""The links of the selected event in the picture."""

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.framing import (
    CELLS,
    EVENTS,
    assert_sound,
    extent_of,
    frame,
    lane_lines,
    scale_for,
)
from tests.samples import event
from tui.axis.viewport import Viewport
from tui.events.event import Event, LinkKind
from tui.keymap.legend import LEGEND
from tui.layout.arrows import LINES
from tui.layout.axis_rows import AXIS_ROWS
from tui.layout.connections import Connection
from tui.layout.frame import Frame, compose
from tui.layout.labels import measure
from tui.layout.links import MOST_ARROWS
from tui.layout.marks import Role
from tui.layout.plan import Plan
from tui.layout.scene import Run

L, R, C = LinkKind.LEADS_TO, LinkKind.RESPONDS_TO, LinkKind.CONTRADICTS

#: A link of the selected event: the other's title, its kind, whether it goes out.
Tie = tuple[str, LinkKind, bool]


def tied(made: tuple[Frame, int], ties: Sequence[Tie], events: Sequence[Event]) -> Frame:
    """Return a frame with links of its selection."""
    made_frame, _ = made
    names = list(dict.fromkeys(e.lane for e in events if e.when))
    by_title = {e.title: e for e in events}
    connections = []
    for title, kind, outgoing in ties:
        other = by_title[title]
        lane = names.index(other.lane)
        place = made_frame.packing.place(lane, other)
        connections.append(Connection(other, kind, outgoing, lane, place))
    return made_frame._replace(connections=connections)


def picture(
    events: Sequence[Event],
    ties: Sequence[Tie],
    *,
    rows: int = 1,
    width: int = 60,
    viewport: Viewport | None = None,
    top: int = 0,
    height: int | None = None,
) -> list[str]:
    """Return the rows of lanes of so many rows each, the first event being selected."""
    names = list(dict.fromkeys(e.lane for e in events))
    count = len(names) * rows
    plan = Plan(tuple(range(0, count, rows)), (rows,) * len(names), count)
    made = frame(events, width, count, rows=plan, selection=events[0], viewport=viewport, top=top)
    shown = count if height is None else height
    ordered = sorted(events, key=_start)
    return lane_lines((tied(made, ties, ordered), made[1]), shown + AXIS_ROWS)


def _start(one: Event) -> int:
    assert one.when is not None
    return one.when.position


ONE = event("1950-01-01", "one", lane="A")
TWO = event("1990-01-01", "two", lane="A")
LOW = event("1975-01-01", "low", lane="B")
MID = event("1960-01-01", "mid", lane="C")


def test_an_arrow_goes_along_the_row_of_both() -> None:
    assert picture((ONE, TWO), [("two", L, True)]) == [
        "◆ A   ◆ one ───────────────────L───────────────────→ two ◆",
    ]


def test_the_head_of_a_link_to_the_selected_event_is_beside_that() -> None:
    assert picture((ONE, TWO), [("two", L, False)]) == [
        "◆ A   ◆ one ←──────────────────L──────────────────── two ◆",
    ]


def test_an_arrow_comes_from_above_or_the_side() -> None:
    assert picture((ONE, TWO, LOW), [("low", L, True), ("two", R, True)], rows=2) == [
        "◆ A   ◆ one ─────────────L────────────╮              two ◆",
        "  2       ┆                           ↓              ↑",
        "◆ B       ┆                           ◆ low          ┆",
        "  1       ╰┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄R┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄╯",
    ]


def test_arrows_of_other_kinds_cross_without_a_joint() -> None:
    ties = [("low", L, True), ("two", R, True), ("mid", C, True)]
    assert picture((ONE, TWO, LOW, MID), ties, rows=2) == [
        "◆ A   ◆ one ═══C══╗                                  two ◆",
        "  2      ┆│       ↓                                  ↑",
        "◆ C      ┆│       ◆ mid                              ┆",
        "  1      ╰│┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄R┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄╯",
        "◆ B       ╰────────────L─────────────→◆ low",
        "  1",
    ]


def test_arrows_of_one_kind_and_direction_share_their_cells() -> None:
    assert picture((ONE, TWO, LOW, MID), [("low", L, True), ("mid", L, True)], rows=2) == [
        "◆ A   ◆ one ───L──┬─────────L─────────╮              two ◆",
        "  2               ↓                   │",
        "◆ C               ◆ mid               │",
        "  1                                   ↓",
        "◆ B                                   ◆ low",
        "  1",
    ]


def test_an_arrow_leads_to_the_name_of_what_lies_off_the_screen() -> None:
    whole = extent_of((ONE, TWO))
    scale = scale_for(whole, 100)
    early = Viewport(scale, scale.to_cell(whole.start) - 10, 52)
    ties = [("two", L, True), ("low", R, False)]
    assert picture((ONE, TWO, LOW, MID), ties, rows=2, viewport=early) == [
        "◆ A            ◆ one ←┄┄┄┄┄┄┄┄┄┄┄┄R┄┄┄┄┄┄┄┄┄┄┄┄┄ low +1 ▶",
        "  2",
        "◆ C                                    ◆ mid",
        "  1",
        "◆ B",
        "  1",
    ]


def test_what_lies_below_the_screen_is_named_at_its_lower_edge() -> None:
    ties = [("low", L, True), ("mid", R, True)]
    assert picture((ONE, TWO, LOW, MID), ties, rows=3, height=5) == [
        "◆ A   ◆ one ┄┄┄R┄┄╮",
        "  2   │           ┆                                  two ◆",
        "      L           ↓",
        "◆ C   ↓           ◆ mid",
        "  1   ▼ low",
    ]


def test_links_to_events_that_are_counted_together_are_one_arrow() -> None:
    crowd = [event("1970-01-01", f"many {n}", lane="B") for n in range(4)]
    ties = [(f"many {n}", L, True) for n in range(4)]
    assert picture((ONE, TWO, *crowd), ties) == [
        "◆ A   ◆ one ──────────L─────────↓                    two ◆",
        "◆ B                             ●4",
    ]


def test_where_no_way_is_free_a_letter_and_head_stand_beside_the_mark() -> None:
    full = [event(f"{year}-01-01", str(year), lane="A") for year in range(1950, 1990)]
    ties = [("1955", L, True), ("1985", C, False)]
    assert picture((full[20], *full[:20], *full[21:]), ties) == [
        "◆ A   ●3L→●3  ●3  ●3  ●3  ●3  ●2 ●3  ●3  ●3  ●3  ●3←C●3  ●2",
    ]


def test_links_beyond_the_most_are_counted() -> None:
    many = [
        event(f"{1952 + 2 * n}-01-01", f"e{n}", lane=f"L{n:02}") for n in range(MOST_ARROWS + 3)
    ]
    rows = picture((ONE, *many), [(e.title, L, True) for e in many], rows=2)
    assert sum("+3 links" in row for row in rows) == 1
    assert sum(row.count("→") + row.count("↓") for row in rows) == MOST_ARROWS


@pytest.mark.parametrize("kind", LinkKind)
def test_each_kind_of_link_has_a_line_and_letter_that_the_legend_tells(kind: LinkKind) -> None:
    (row,) = picture((ONE, TWO), [("two", kind, True)])
    line, letter = LINES[kind]
    assert line[10] * 3 + letter + line[10] * 3 in row
    told = " ".join(signs for signs, _ in LEGEND)
    assert f"{line[10]}{letter}" in told


def test_kinds_differ_in_line_or_letter() -> None:
    assert len({(line[10], letter) for line, letter in LINES.values()}) == len(LinkKind)


def test_an_arrow_has_the_other_event_as_its_target() -> None:
    made, gutter = frame((ONE, TWO), 60, 1, selection=ONE)
    scene = compose(tied((made, gutter), [("two", L, True)], (ONE, TWO)), gutter, AXIS_ROWS + 1)
    (run,) = [run for run in scene.rows[AXIS_ROWS].runs if run.role is Role.LINK]
    assert run.target == "two"


def test_nothing_is_drawn_of_a_selection_off_the_screen() -> None:
    scale = scale_for(extent_of((ONE, TWO, LOW)), 100)
    assert TWO.when is not None
    later = Viewport(scale, scale.to_cell(TWO.when.position) - 20, 52)
    rows = picture((ONE, TWO, LOW), [("two", L, True)], viewport=later)
    assert not any("→" in row or "L" in row for row in rows)


@given(EVENTS, CELLS, st.data())
def test_arrows_take_free_cells_only(events: list[Event], cells: int, data: st.DataObject) -> None:
    """All that stands in a picture without links stands in the one with them too."""
    extent = extent_of(events)
    chosen = data.draw(st.sampled_from(events))
    assert chosen.when is not None
    scale = scale_for(extent, cells)
    width, space = data.draw(st.integers(30, 90)), data.draw(st.integers(1, 30))
    viewport = Viewport(scale, scale.to_cell(chosen.when.position) - width // 3, width - 10)
    made, gutter = frame(events, width, space, selection=chosen, viewport=viewport)
    others = data.draw(st.lists(st.sampled_from(events), max_size=20, unique_by=lambda e: e.id))
    kinds = st.sampled_from([*LinkKind])
    names = list(dict.fromkeys(e.lane for e in events))
    connections = [
        Connection(
            other,
            data.draw(kinds),
            data.draw(st.booleans()),
            names.index(other.lane),
            made.packing.place(names.index(other.lane), other),
        )
        for other in others
        if other is not chosen
    ]
    height = AXIS_ROWS + space
    plain = compose(made, gutter, height)
    linked = compose(made._replace(connections=connections), gutter, height)
    assert_sound(linked)
    for before, after in zip(plain.rows, linked.rows, strict=True):
        kept = [run for run in after.runs if run.role is not Role.LINK]
        assert _words(kept) == _words(before.runs)
        for run in after.runs:
            if run.role is Role.LINK:
                assert run.x >= gutter
                assert run.x + measure(run.text) <= gutter + viewport.width


def _words(runs: Iterable[Run]) -> list[Run]:
    """Return the runs that are more than lines to guide the eye."""
    return [run for run in runs if run.role not in (Role.GRID, Role.NOW, Role.ANCHOR, Role.BREAK)]
