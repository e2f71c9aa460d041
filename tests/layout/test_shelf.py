"""The row of the events without a date."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.layout.framing import assert_sound
from tests.samples import event
from tui.events.event import Event
from tui.formats.picture_text import text_of
from tui.layout.marks import Role
from tui.layout.scene import Scene
from tui.layout.shelf import shelf_row

UNDATED = [event("", f"Number {at}") for at in range(12)]


def shelf(selection: Event | None = None, width: int = 60) -> str:
    return text_of(shelf_row(UNDATED, selection, 9, width))


def test_the_events_that_have_no_room_are_counted() -> None:
    assert shelf() == "No date  ◌ Number 0  ◌ Number 1  ◌ Number 2  +9"
    assert shelf(width=400).endswith("◌ Number 11")
    assert "+" not in shelf(width=400)


def test_the_shelf_begins_with_the_selected_event_and_goes_round() -> None:
    assert shelf(UNDATED[11]) == "No date  ◌ Number 11  ◌ Number 0  ◌ Number 1  +9"
    row = shelf_row(UNDATED, UNDATED[4], 9, 60)
    assert [run.target for run in row.runs if run.selected] == ["Number 4"]


@given(
    st.integers(1, 150),
    st.integers(1, 40),
    st.integers(1, 60),
    st.text("ab 漢", min_size=1, max_size=40),
)
def test_all_are_told_or_counted_within_the_picture_at_any_width(
    count: int, gutter: int, width: int, title: str
) -> None:
    undated = [event("", title, id=str(at)) for at in range(count)]
    row = shelf_row(undated, undated[count // 2], gutter, gutter + width)
    assert_sound(Scene(gutter + width, 1, gutter, (row,)))
    told = [run.target for run in row.runs if run.role is Role.UNDATED]
    counts = [run.text for run in row.runs if run.role is Role.COUNT]
    assert len(set(told)) == len(told)
    if len(told) < count and width >= 4:
        assert counts == [f"+{count - len(told)}"]
    for text in counts:
        assert not re.fullmatch(r"\+\d+", text) or text == f"+{count - len(told)}"
