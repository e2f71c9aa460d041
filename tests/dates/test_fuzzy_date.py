import pytest
from hypothesis import given

from tests.dates.iso import at, span
from tests.dates.texts import DATES, MOMENTS
from tui.dates.edtf import parse
from tui.dates.fuzzy_date import FuzzyDate, Kind, Limit, Moment


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("1985-04-12", "1985-04-12"),
        ("1985-04", "1985-04-01"),
        ("198X", "1980-01-01"),
        ("1984?", "1984-01-01"),
        ("2004-06/2006-08", "2004-06-01"),
        ("2004-06/..", "2004-06-01"),
        ("../1985-04", "1985-04-01"),
        ("/1985", "1985-01-01"),
        ("[1668,1667]", "1667-01-01"),
        ("[..1760-12-03]", "1760-12-03"),
        ("{1960,1961-12}", "1960-01-01"),
        ("-0043-03-15", "-43-03-15"),
    ],
)
def test_a_date_is_ordered_by_its_first_possible_instant(text: str, position: str) -> None:
    assert parse(text).position == at(position)


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("2004-06/2006-08", ("2004-07-01", "2006-08-01")),
        ("2016-03-09/2016-03-15", ("2016-03-10", "2016-03-15")),
        ("1984~/2004-06", ("1985-01-01", "2004-06-01")),
        ("198X/2001", ("1990-01-01", "2001-01-01")),
    ],
)
def test_an_interval_surely_lasted_from_the_end_of_its_start_to_the_start_of_its_end(
    text: str, core: tuple[str, str]
) -> None:
    assert parse(text).core == span(*core)


@pytest.mark.parametrize(
    "text", ["2016", "2016/2016", "2008/2008-05", "2015/2016", "2016/..", "/2016", "[2014,2016]"]
)
def test_there_is_no_core_where_nothing_is_sure(text: str) -> None:
    assert parse(text).core is None


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("1984", False, False),
        ("1984?", True, False),
        ("2004-06-~11", False, True),
        ("1984/2004%", True, True),
        ("1984~/..", False, True),
        ("[1667,1668?]", True, False),
    ],
)
def test_doubt_about_any_part_is_doubt_about_the_date(
    text: str, uncertain: bool, approximate: bool
) -> None:
    date = parse(text)
    assert (date.uncertain, date.approximate) == (uncertain, approximate)


def test_a_date_without_any_moment_has_no_position() -> None:
    with pytest.raises(ValueError, match="no moment"):
        _ = FuzzyDate("../..", Kind.INTERVAL, Limit.OPEN, Limit.OPEN).position


@given(DATES)
def test_every_moment_lies_between_the_bounds(date: FuzzyDate) -> None:
    for moment in date.moments:
        if date.kind is not Kind.INTERVAL:
            assert date.earliest is None or date.earliest <= moment.span.start
            assert date.before is None or moment.span.end <= date.before
    if date.earliest is not None and date.before is not None:
        assert date.earliest < date.before


@given(DATES)
def test_the_core_lies_within_the_bounds(date: FuzzyDate) -> None:
    core = date.core
    if core is not None:
        assert date.earliest is not None
        assert date.before is not None
        assert date.earliest < core.start < core.end < date.before


@given(MOMENTS)
def test_a_moment_is_its_own_start_and_end(text: str) -> None:
    date = parse(text)
    assert isinstance(date.start, Moment)
    assert date.moments == (date.start,) == (date.end,)
    assert (date.earliest, date.before) == (date.start.span.start, date.start.span.end)
