"""Sources that are older or much younger than what they are cited for."""

import pytest

from tests.events.review.reviewing import events, found

BEFORE, LATE = "source-before-event", "source-late"


def cited(date: str, *dates: str) -> str:
    sources = ", ".join(f"{{title: A, date: '{each}'}}" if each else "{title: B}" for each in dates)
    return events(f"id: it, date: '{date}', title: It happens, sources: [{sources}]")


@pytest.mark.parametrize(
    ("date", "sources"),
    [
        ("2024-05-03", ["2024-05-01"]),
        ("2024-05-10", ["2024-05-01", "2024-04"]),
        ("2024-05/2024-06", ["2024-04-01"]),
        ("2028", ["2024"]),
    ],
)
def test_an_event_that_no_source_can_report_is_told(date: str, sources: list[str]) -> None:
    (problem,) = found(cited(date, *sources), BEFORE)
    assert problem.location == (2, 5)
    assert problem.severity == "note"
    assert f"no source from {date} or later" in problem.message


@pytest.mark.parametrize(
    ("date", "sources"),
    [
        ("2024-05-03", ["2024-05-03"]),
        ("2024-05-03", ["2024-05-02"]),
        ("2024-05-03", ["2024-05"]),
        ("2024-05-03", ["2024-04-01", "2024-05-04"]),
        ("2024-05-03", ["2024-04-01", ""]),
        ("2024-05-03", ["2024-04-01~"]),
        ("2024-05-03?", ["2024-04-01"]),
        ("2024", ["2024-04-01"]),
        ("../2024-05-03", ["2020"]),
        ("2024-05-03", [""]),
        ("2024-05-03", ["2015-05-03", "2024-05-03"]),
    ],
)
def test_sources_that_may_report_it_are_not_told(date: str, sources: list[str]) -> None:
    assert found(cited(date, *sources), BEFORE) == []


def test_a_source_more_than_ten_years_older_is_told_beside_others() -> None:
    text = cited("2024-05-03", "2024-05-03", "2014-05-02", "2014-05-05")
    (problem,) = found(text, BEFORE)
    assert problem.location.line == 2
    assert text.splitlines()[1][problem.location.column - 1 :].startswith(
        "{title: A, date: '2014-05-02'"
    )
    assert "more than ten years before" in problem.message


def test_an_event_with_sources_from_decades_later_only_is_told() -> None:
    (problem,) = found(cited("1914-06-28", "1990", "2014"), LATE)
    assert problem.location == (2, 5)
    assert problem.severity == "note"


@pytest.mark.parametrize(
    ("date", "sources"),
    [
        ("1914-06-28", ["1914-06-29", "2014"]),
        ("1914-06-28", ["1944-06-01"]),
        ("1914-06-28", ["1990", ""]),
        ("1914-06-28", ["1990~"]),
        ("1914-06-28", []),
        ("1914~", ["1990"]),
        ("1914/..", ["1990"]),
        ("1798", ["1990"]),
        ("-0043-03-15", ["1990"]),
        ("Y-13800000000", ["2018"]),
    ],
)
def test_other_sources_are_not_late(date: str, sources: list[str]) -> None:
    assert found(cited(date, *sources), LATE) == []
