"""Dates that look made up."""

import pytest

from tests.events.review.reviewing import events, found, places

CODE = "dates-falsely-precise"


def dated(*dates: str) -> str:
    return events(*(f"date: '{date}', title: Event {index}" for index, date in enumerate(dates)))


def days(number: int) -> list[str]:
    """Return days that are no first of a month."""
    return [f"{1990 + index % 30}-0{1 + index % 9}-{2 + index % 27:02d}" for index in range(number)]


def test_years_written_as_new_year_are_told_once_at_the_first() -> None:
    (problem,) = found(dated("1990-05-17", *(f"{year}-01-01" for year in range(2000, 2006))), CODE)
    assert problem.location == (3, 12)
    assert problem.severity == "warning"
    assert "6 of 7 dates given to the day are the 1st of January" in problem.message


def test_months_written_as_their_first_day_are_told() -> None:
    firsts = [f"2001-{month:02d}-01" for month in range(2, 13)]
    (problem,) = found(dated(*days(10), *firsts), CODE)
    assert problem.location == (12, 12)
    assert "11 of 21 dates given to the day, New Year aside, are the first" in problem.message


def test_days_written_as_midnight_are_told() -> None:
    (problem,) = found(dated(*(f"{day}T00:00:00Z" for day in days(5))), CODE)
    assert "5 of 5 dates given to the minute are midnight" in problem.message


@pytest.mark.parametrize(
    "dates",
    [
        pytest.param([f"{year}-01-01" for year in range(2000, 2004)], id="four are no habit"),
        pytest.param([f"{year}-01-01" for year in range(2000, 2005)] + days(130), id="a few laws"),
        pytest.param([f"{year}-04-01" for year in range(2000, 2020)] + days(110), id="many laws"),
        pytest.param([f"{year}" for year in range(2000, 2030)], id="years"),
        pytest.param([f"{year}-01" for year in range(2000, 2030)], id="months"),
        pytest.param([f"{year}-01-01~" for year in range(2000, 2030)], id="approximate"),
        pytest.param([f"{day}T0{index}:30Z" for index, day in enumerate(days(9))], id="times"),
        pytest.param([f"../{year}-01-01" for year in range(2000, 2030)], id="only ends"),
        pytest.param([], id="no event"),
    ],
)
def test_what_careful_files_have_is_not_told(dates: list[str]) -> None:
    text = dated(*dates) if dates else "title: A\nevents: [{date: 2020, title: A}]\n"
    assert found(text, CODE) == []


def test_one_habit_is_told_at_a_time() -> None:
    text = dated(
        *(f"{year}-01-01" for year in range(2000, 2010)),
        *(f"{year}-03-01" for year in range(2000, 2020)),
    )
    assert places(found(text, CODE)) == [(2, 12)]
