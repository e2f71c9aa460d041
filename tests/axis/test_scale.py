import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.axis.scale import MAX_CELL, MIN_CELL, Scale, worded_cell
from tui.dates.calendar import DAY, HOUR, MINUTE, SECOND
from tui.dates.span import Span

YEAR = 365 * DAY + 5 * HOUR + 49 * MINUTE + 12 * SECOND  # the mean Gregorian year
FAR = 10**15 * YEAR
instants = st.one_of(st.integers(-FAR, FAR), st.integers(-(10**6), 10**6))
cells = st.one_of(st.integers(1, 10**6), st.integers(MIN_CELL, MAX_CELL))


def test_a_cell_holds_at_least_a_microsecond() -> None:
    with pytest.raises(ValueError, match="a cell holds at least 1 µs, not 0"):
        Scale(0)


def test_cells_are_half_open_and_counted_from_1970_in_both_directions() -> None:
    scale = Scale(10)
    assert [scale.to_cell(when) for when in (-11, -10, -1, 0, 9, 10)] == [-2, -1, -1, 0, 0, 1]
    assert [scale.to_instant(index) for index in (-1, 0, 1)] == [-10, 0, 10]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 10, (0, 1)),
        (0, 11, (0, 2)),
        (9, 11, (0, 2)),
        (5, 6, (0, 1)),
        (-1, 1, (-1, 1)),
        (-20, -10, (-2, -1)),
    ],
)
def test_a_span_touches_every_cell_it_shares_an_instant_with(
    start: int, end: int, expected: tuple[int, int]
) -> None:
    assert Scale(10).cells(Span(start, end)) == expected


@given(instants, cells)
def test_an_instant_lies_in_its_cell(when: int, cell: int) -> None:
    scale = Scale(cell)
    index = scale.to_cell(when)
    assert scale.to_instant(index) <= when < scale.to_instant(index + 1)


@given(instants, st.integers(1, FAR), cells)
def test_the_cells_of_a_span_cover_it_and_none_is_idle(start: int, length: int, cell: int) -> None:
    scale, span = Scale(cell), Span(start, start + length)
    first, end = scale.cells(span)
    assert scale.to_instant(first) <= span.start < scale.to_instant(first + 1)
    assert scale.to_instant(end - 1) < span.end <= scale.to_instant(end)


def test_the_limits_leave_room_for_seconds_and_for_a_trillion_years() -> None:
    assert SECOND // MIN_CELL == 100
    assert 20 * MAX_CELL == 10**12 * YEAR


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (1, "1 µs"),
        (999, "999 µs"),
        (10_000, "10 ms"),
        (125_000, "125 ms"),
        (SECOND, "1 second"),
        (1_500_000, "1.5 seconds"),
        (1_549_999, "1.5 seconds"),
        (1_550_000, "1.6 seconds"),
        (59_400_000, "59 seconds"),
        (59_600_000, "1 minute"),
        (90 * SECOND, "1.5 minutes"),
        (90 * MINUTE, "1.5 hours"),
        (1_435 * MINUTE, "1 day"),
        (1_405 * MINUTE, "23 hours"),
        (9 * DAY, "9 days"),
        (9 * DAY + 23 * HOUR, "10 days"),
        (60 * DAY, "60 days"),
        (61 * DAY, "2 months"),
        (91 * DAY, "3 months"),
        (YEAR - 1, "1 year"),
        (YEAR, "1 year"),
        (24 * YEAR // 10, "2.4 years"),
        (150 * YEAR, "150 years"),
        (1_549 * YEAR, "1,500 years"),
        (36_400 * YEAR, "36,000 years"),
        (999_600 * YEAR, "1 million years"),
        (36_000_000 * YEAR, "36 million years"),
        (1_250_000_000 * YEAR, "1.3 billion years"),
        (MAX_CELL, "50 billion years"),
    ],
)
def test_a_cell_is_worded_in_the_largest_unit_it_reaches(cell: int, expected: str) -> None:
    assert worded_cell(cell) == expected


@given(st.integers(4, 23).flatmap(lambda digits: st.integers(10**digits, 10 ** (digits + 1))))
def test_a_worded_cell_is_true_to_a_twentieth(cell: int) -> None:
    lengths = {
        "ms": 1000,
        "second": SECOND,
        "minute": MINUTE,
        "hour": HOUR,
        "day": DAY,
        "month": YEAR // 12,
        "year": YEAR,
        "million years": 10**6 * YEAR,
        "billion years": 10**9 * YEAR,
    }
    number, unit = worded_cell(cell).split(" ", 1)
    length = lengths[unit if unit in lengths else unit.removesuffix("s")]
    assert float(number.replace(",", "")) * length == pytest.approx(cell, rel=0.051)
    assert sum(digit.isdigit() for digit in number.rstrip("0,")) <= 3
