"""What one event looks like on the grid of cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import event
from tui.axis.scale import Scale
from tui.dates.calendar import DAY, instant
from tui.dates.edtf import parse
from tui.layout.marks import FADE, FAR, Mark, Shape, draw, glyph_of, label_of, mark_of

#: Cells of one day; 1 January 2025 is the first cell of every picture below.
DAILY = Scale(DAY)
FIRST = DAILY.to_cell(instant(2025))


def mark(date: str, scale: Scale = DAILY) -> Mark:
    when = parse(date)
    return mark_of(event(date), when, scale)


def picture(date: str, width: int = 12, scale: Scale = DAILY) -> str:
    """Return the cells from 1 January 2025 on."""
    first = scale.to_cell(instant(2025))
    cells = [" "] * width
    for piece in draw(mark(date, scale), first, first + width):
        cells[piece.x - first : piece.x - first + len(piece.text)] = piece.text
    return "".join(cells)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025-01-03", "  ◆         "),
        ("2025-01-03~", "  ◇         "),
        ("2025-01-03?", "  ◇         "),
        ("2025-01-03T14:30Z", "  ◆         "),
        ("2025-01-03T14/2025-01-03T16", "  ▬         "),
        ("2025-01-0X", "├───────┤   "),
        ("2025-01-0X~", "├╌╌╌╌╌╌╌┤   "),
        ("2025-01", "├──────────▸"),
        ("2024/2026", "◂━━━━━━━━━━▸"),
        ("2024-12-30/2025-01-04", "◂━━━        "),
        ("2025-01-02/2025-01-05", " ━━━━       "),
        ("2025-01-03/..", "  ━━━━━━━━━▶"),
        ("../2025-01-03", "◀━━         "),
        ("2025-01-03/", "  ━▓▒?      "),
        ("/2025-01-09", "     ?▒▓━   "),
        ("[2025-01-02,2025-01-05,2025-01-09]", " ◇╌╌◇╌╌╌◇   "),
        ("{2025-01-02,2025-01-05}", " ◆┈┈◆       "),
        ("[2025-01-02,2025-01-0X]", "├◇──────┤   "),
        ("2025-01-02~/2025-01-05", " ░━━━       "),
        ("2025-01-02/2025-01-05?", " ━━━░       "),
        ("2025-01-02%/2025-01-05%", " ░━━░       "),
    ],
)
def test_doubt_is_drawn_as_doubt(date: str, expected: str) -> None:
    assert picture(date) == expected


def test_a_doubtful_end_is_shaded_and_the_certain_core_is_not() -> None:
    weekly = Scale(7 * DAY)
    assert picture("2025-01-01/2025-03", 14, weekly) == "━━━━━━━━━▓▒▒░░"
    found = mark("2025-02/2025-06-30", weekly)
    february, march = weekly.to_cell(instant(2025, 2)), weekly.to_cell(instant(2025, 3)) + 1
    assert (found.start, found.core_start) == (february, march)
    assert found.core_end == found.end


def test_a_member_of_a_set_is_as_wide_as_what_is_known_of_it() -> None:
    monthly = Scale(30 * DAY)
    found = mark("[2025,2027]", monthly)
    # 365 days touch thirteen cells of thirty days, or fourteen, as their borders fall.
    assert all(last - first in (13, 14) for first, last in found.members)
    cells = "".join(piece.text for piece in draw(found, found.start, found.end))
    assert cells.count("├") == cells.count("┤") == 2


def test_an_interval_without_a_certain_core_is_all_doubt() -> None:
    found = mark("2025-01/2025-01")
    assert found.core_start == found.core_end


@pytest.mark.parametrize("hours", [25, 30, 100, 24 * 40])
def test_what_is_known_to_the_day_is_a_point_when_a_day_is_less_than_a_cell(hours: int) -> None:
    scale = Scale(hours * DAY // 24)
    for day in range(1, 29):
        assert mark(f"2025-02-{day:02}", scale).shape is Shape.POINT


def test_what_is_known_to_the_day_is_exactly_as_wide_as_a_day_when_that_is_more() -> None:
    found = mark("2025-01-20", Scale(DAY // 24))
    assert found.shape is Shape.RANGE
    assert found.end - found.start == 24


def test_open_ends_lie_beyond_every_cell() -> None:
    assert mark("2025/..").end == FAR
    assert mark("../2025").start == -FAR
    assert mark("2025-01-01/").end == FIRST + FADE


def test_labels_carry_the_signs_of_doubt() -> None:
    assert label_of(event("2025", "A summit")) == "A summit"
    assert label_of(event("2025~", "A summit")) == "c. A summit"
    assert label_of(event("2025?", "A summit")) == "? A summit"
    assert label_of(event("2025%", "A summit")) == "? c. A summit"
    assert glyph_of(event("2025%", "A summit")) == "◇"


@given(
    st.sampled_from(["2025", "2025-01", "2025-01-20", "2024-12/2025-02", "2025/..", "../2025-01",
                     "2025-01-03/", "[2024,2025-01-05]", "2025-01-20T10:15"]),
    st.integers(1, 400),
    st.integers(-60, 60),
    st.integers(1, 40),
)  # fmt: skip
def test_pieces_are_in_order_within_the_cells_asked_for_and_leave_no_gap(
    date: str, hours: int, shift: int, width: int
) -> None:
    scale = Scale(hours * DAY // 24)
    low = scale.to_cell(instant(2025)) + shift
    at = None
    for piece in draw(mark(date, scale), low, low + width):
        assert piece.text
        assert at is None or piece.x == at
        at = piece.x + len(piece.text)
        assert low <= piece.x < at <= low + width
