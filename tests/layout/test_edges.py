"""How many events lie beyond each edge of the screen."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.framing import EVENTS, assert_sound, extent_of, frame, lines
from tests.samples import event
from tui.axis.scale import Scale
from tui.axis.viewport import Viewport
from tui.dates.calendar import DAY, instant
from tui.dates.span import Span
from tui.events.event import Event
from tui.events.timeline import in_order
from tui.formats.picture_text import text_of
from tui.layout.axis_rows import RULE
from tui.layout.edges import Edges, beyond
from tui.layout.event_index import EventIndex
from tui.layout.frame import compose
from tui.layout.marks import Role
from tui.layout.overview import Overview

EVENTS_SHOWN = [event(f"{1900 + 10 * at}-06-15", f"number {at}") for at in range(10)]


@given(EVENTS, st.integers(1890, 2010), st.integers(1, 60))
def test_before_are_those_surely_over_and_after_those_that_begin_later(
    events: list[Event], year: int, years: int
) -> None:
    shown = Span(instant(year), instant(year + years))
    dates = [e.when for e in events if e.when is not None]
    before = sum(d.before is not None and d.before <= shown.start for d in dates)
    after = sum(d.position >= shown.end for d in dates)
    assert beyond(EventIndex(events), shown) == (before, after)


def test_a_moment_ends_with_the_last_instant_it_may_have_been() -> None:
    index = EventIndex(in_order([event("1950"), event("1949/", "b"), event("1940/..", "c")]))
    assert beyond(index, Span(instant(1951), instant(1952))) == (1, 0)
    assert beyond(index, Span(instant(1950, 12, 31), instant(1952))) == (0, 0)
    assert beyond(index, Span(instant(1930), instant(1940))) == (0, 3)


def test_the_counts_stand_at_the_edges() -> None:
    edges, overview = Edges(12, 34, 5, 6), Overview(extent_of(EVENTS_SHOWN), [1] * 51)
    made, gutter = frame(EVENTS_SHOWN, 60, 3, overview=overview, edges=edges)
    assert (
        lines(compose(made, gutter, 8))
        == """\

▴ 5       1900       1920      1940       1960       1980
     12 ◂─┴──────────┴─────────┴──────────┴──────────┴─ 34 ▸
◆ Other   ◆ number 0      ◆ number 3      ◆ number 6      ◆
  10           ◆ number 1       ◆ number 4      ◆ number 7
                     ◆ number 2      ◆ number 5      ◆
All      ███████████████████████████████████████████████████
▾ 6      ┝━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┥""".splitlines()
    )


def test_without_an_overview_the_count_below_stands_where_the_last_row_is_free() -> None:
    made, gutter = frame(EVENTS_SHOWN, 60, 1, edges=Edges(below=6))
    last = lines(compose(made, gutter, 4))[-1]
    assert last == "◆ Other   ◆    ◆     ◆    ◆     ◆    ◆    ◆ ▾ 6 ◆    ◆    ◆"


def test_a_count_covers_no_part_of_the_number_of_a_cluster() -> None:
    day = [event("1985-06-15", f"one of many {at}") for at in range(123)]
    for by in range(12):
        made, gutter = frame([event("1900", "first"), *day], 60, 1)
        view = made.viewport.pan(by)
        told = lines(compose(made._replace(viewport=view, edges=Edges(below=6)), gutter, 4))[-1]
        assert " ▾ 6" in told
        told = told.replace(" ▾ 6", "")
        assert "123" in told or not re.search(r"\d", told[gutter:-1]), told


def test_a_count_hides_no_tick_where_another_row_of_the_axis_has_room() -> None:
    places = set()
    whole, _ = frame(EVENTS_SHOWN, 60, 3)
    for by in range(40):
        made, gutter = frame(EVENTS_SHOWN, 60, 3, viewport=whole.viewport.pan(by))
        before = compose(made, gutter, 8).rows[:3]
        after = compose(made._replace(edges=Edges(after=123)), gutter, 8).rows[:3]
        texts = [text_of(row).ljust(60) for row in before]
        hidden = [set(text[-len(" 123 ▸") :]) - {"─", " "} for text in texts]
        (place,) = (at for at, row in enumerate(after) if text_of(row).endswith(" 123 ▸"))
        places.add(place)
        assert place == max((at for at in range(3) if not hidden[at]), default=RULE)
        assert [row for at, row in enumerate(after) if at != place] == [
            row for at, row in enumerate(before) if at != place
        ]
    assert len(places) > 1


@pytest.mark.parametrize("with_overview", [False, True])
@given(
    width=st.integers(1, 60),
    pan=st.integers(-60, 60),
    counts=st.tuples(*[st.sampled_from([0, 1, 12, 4321, 1_000_000])] * 4),
)
def test_a_count_is_whole_or_not_told_and_within_the_picture(
    with_overview: bool, width: int, pan: int, counts: tuple[int, int, int, int]
) -> None:
    view = Viewport(Scale(700 * DAY), -30 + pan, width)
    overview = Overview(extent_of(EVENTS_SHOWN), [1] * width) if with_overview else None
    made, gutter = frame(
        EVENTS_SHOWN, width + 8, 3, viewport=view, overview=overview, edges=Edges(*counts)
    )
    scene = compose(made, gutter, 8)
    assert_sound(scene)
    told = [run.text for row in scene.rows for run in row.runs if run.role is Role.EDGE]
    assert len(told) <= sum(count > 0 for count in counts)
    for number in re.findall(r"\d+", " ".join(told)):
        assert int(number) in counts
