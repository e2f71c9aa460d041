"""Events that stand in a file twice."""

from tests.events.review.reviewing import events, found

CODE = "event-duplicate"


def test_an_event_with_date_and_title_of_one_above_is_told() -> None:
    text = events(
        "id: a, date: 2020-05-01, title: Chips are banned",
        "id: b, date: 2020-05-02, title: Chips are banned",
        "id: c, date: 2020-05-01, title: chips ARE banned",
    )
    (problem,) = found(text, CODE)
    assert problem.location == (4, 5)
    assert problem.severity == "warning"
    assert "'a' on line 2" in problem.message


def test_the_later_in_the_file_is_told_whatever_the_order_of_time() -> None:
    text = events(
        "date: 2021, title: B",
        "date: 2020, title: A",
        "date: 2021, title: B",
        "date: 2021, title: B",
    )
    assert [problem.location.line for problem in found(text, CODE)] == [4, 5]


def test_dates_that_say_something_else_are_no_duplicates() -> None:
    text = events(
        "date: 2020, title: A",
        "date: 2020~, title: A",
        "date: 2020-01, title: A",
        "date: 2020/.., title: A",
    )
    assert found(text, CODE) == []


def test_events_that_a_link_joins_are_two() -> None:
    text = events(
        "id: a, date: 2020, title: A",
        "id: b, date: 2020, title: A, links: [{to: a, kind: same-as}]",
    )
    assert found(text, CODE) == []


def test_events_without_a_title_are_no_duplicates() -> None:
    text = events("date: 2020, title: (untitled)", "date: 2020, title: (untitled)")
    assert found(text, CODE) == []
