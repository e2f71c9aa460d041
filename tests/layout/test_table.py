"""Events as a table."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import event
from tui.events.event import Source, Status
from tui.formats.picture_text import text_of
from tui.layout.labels import measure
from tui.layout.table import COLUMNS, Table, draw_table

EVENTS = [
    event("1912-04-10/1912-04-15", "Titanic's voyage", lane="Ships", importance=4),
    event("1912-04-14", "Titanic meets the ice", lane="Ships", sources=[Source(), Source()]),
    event("1912-05?", "Senate inquiry", lane="Law", status=Status.DISPUTED),
    event("1985-09-01", "氷山" * 30, lane="Science"),
    event("", "A lifeboat drill", lane="Ships"),
]


def drawn(table: Table, width: int = 100, height: int = 7) -> list[str]:
    return [text_of(row) for row in draw_table(table, width, height).rows]


def table_of(**changes: object) -> Table:
    return Table(EVENTS.__getitem__, len(EVENTS), COLUMNS[:6])._replace(**changes)  # type: ignore[arg-type]


PICTURE = """\
  Date                    After the last  Title                                 Lane
────────────────────────────────────────────────────────────────────────────────────────────
  10–15 Apr 1912                          Titanic's voyage                      Ships
▸ 14 Apr 1912             +4 d            Titanic meets the ice                 Ships
  May 1912?               ? +17–47 d      !? Senate inquiry                     Law
  1 Sep 1985              ? +73–74 y      氷山氷山氷山氷山氷山氷山氷山氷山氷…   Science
                                          A lifeboat drill                      Ships
"""

FROM_ANCHOR = """\
  From anchor     Title
────────────────────────────────────────────────────────────────────────
  ? −21–51 d      Titanic's voyage
  ? −17–47 d      Titanic meets the ice
                  !? Senate inquiry
  ? +73–74 y      氷山氷山氷山氷山氷山氷山氷山氷山氷山氷山氷山氷山氷山…
                  A lifeboat drill
"""


def test_a_line_for_each_event_tells_when_after_what_and_on_what_it_rests() -> None:
    assert drawn(table_of(selected=1), 92) == PICTURE.splitlines()


def test_with_an_anchor_the_time_from_it_is_told() -> None:
    table = table_of(anchor=EVENTS[2], columns=("elapsed", "id"))
    assert drawn(table, 72) == FROM_ANCHOR.splitlines()


def test_the_event_above_the_first_one_shown_is_reckoned_from() -> None:
    assert "? +73–74 y" in drawn(table_of(top=3))[2]


@given(
    st.integers(1, 200),
    st.integers(0, 12),
    st.sets(st.sampled_from(COLUMNS)),
    st.integers(0, 4),
    st.integers(-1, 4),
)
def test_nothing_overlaps_or_leaves_the_table(
    width: int, height: int, columns: set[str], top: int, selected: int
) -> None:
    scene = draw_table(table_of(columns=tuple(columns), top=top, selected=selected), width, height)
    assert len(scene.rows) == height
    for row in scene.rows:
        ends = [(run.x, run.x + measure(run.text)) for run in row.runs]
        assert all(last <= first for (_, last), (first, _) in pairwise(ends))
        assert all(0 <= first < last <= width for first, last in ends)


@pytest.mark.parametrize("width", [40, 60, 80, 160])
def test_a_title_can_be_read_at_any_width(width: int) -> None:
    assert "Titanic's voyage" in drawn(table_of(), width)[2]
