from hypothesis import assume, given
from hypothesis import strategies as st

from tui.dates.calendar import DAY, days_from_civil, days_in_month
from tui.dates.edtf import EdtfError, parse
from tui.dates.edtf.unspecified import matches


def test_x_stands_for_any_digit() -> None:
    assert matches("1X", 1, 12) == [10, 11, 12]
    assert matches("X1", 1, 31) == [1, 11, 21, 31]
    assert matches("XX", 1, 12) == list(range(1, 13))
    assert matches("3X", 1, 12) == []


def _pattern(width: int) -> st.SearchStrategy[str]:
    return st.text("0123X", min_size=width, max_size=width)


@given(st.sampled_from(["", "-"]), _pattern(4), _pattern(2), _pattern(2))
def test_a_span_runs_from_the_first_to_the_last_of_all_dates_that_match(
    sign: str, years: str, months: str, days: str
) -> None:
    assume("X" in years + months + days)
    assume(years.count("X") <= 2)
    assume("X" in months or int(months) <= 12)
    possible = [
        days_from_civil(year, month, day)
        for magnitude in matches(years, 1 if sign else 0, 9_999)
        for year in [-magnitude if sign else magnitude]
        for month in matches(months, 1, 12)
        for day in matches(days, 1, 31)
        if day <= days_in_month(year, month)
    ]
    try:
        (moment,) = parse(f"{sign}{years}-{months}-{days}").moments
    except EdtfError:
        assert not possible
    else:
        assert moment.span.start == min(possible) * DAY
        assert moment.span.end == (max(possible) + 1) * DAY
