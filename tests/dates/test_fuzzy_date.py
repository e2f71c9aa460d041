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
    ("text", "touches"),
    [
        ("2004", True),
        ("2004-06-15", True),
        ("2004-05-31", False),
        ("2004-07-01", False),
        ("2003/2005", True),
        ("2004-07/..", False),
        ("2004-06-30/..", True),
        ("../2004-06-01", True),
        ("../2004-05-31", False),
        ("2003/", True),
        ("/2004-05-31", False),
        ("[2003,2005]", True),
    ],
)
def test_a_date_may_touch_a_span_that_holds_any_instant_it_may_have(
    text: str, touches: bool
) -> None:
    assert parse(text).may_touch(span("2004-06-01", "2004-07-01")) is touches


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


@given(MOMENTS)
def test_a_moment_is_its_own_start_and_end(text: str) -> None:
    date = parse(text)
    assert isinstance(date.start, Moment)
    assert date.moments == (date.start,) == (date.end,)
    assert (date.earliest, date.before) == (date.start.span.start, date.start.span.end)
