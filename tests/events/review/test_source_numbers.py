"""Events that rest on no source or on one."""

from tests.events.review.reviewing import events, found, places

BOTH = "sources: [{publisher: Reuters, title: A}, {publisher: BBC, title: B}]"
ONE = "sources: [{publisher: Reuters, title: A}]"
NONE = "lane: Chips"


def files(*fields: str) -> str:
    return events(*(f"date: 2020, title: Event {i}, {each}" for i, each in enumerate(fields)))


def test_an_event_without_a_source_is_told() -> None:
    (problem,) = found(files(BOTH, NONE, ONE), "source-missing")
    assert problem.location == (3, 5)
    assert problem.severity == "note"


def test_where_most_events_have_none_that_is_told_once() -> None:
    (problem,) = found(files(BOTH, *[NONE] * 12), "source-missing")
    assert problem.location == (3, 5)
    assert "12 of 13 events have no source" in problem.message


def test_a_few_or_a_smaller_part_are_told_one_by_one() -> None:
    assert len(found(files(*[NONE] * 9), "source-missing")) == 9
    assert len(found(files(*[NONE] * 10, *[BOTH] * 10), "source-missing")) == 10


def test_a_confirmed_event_with_one_source_is_told() -> None:
    (problem,) = found(files(BOTH, ONE, NONE), "source-single")
    assert problem.location == (3, 5)
    assert problem.severity == "note"
    assert "rests on a single source" in problem.message


def test_two_reports_of_one_publisher_are_one_voice() -> None:
    same = "sources: [{publisher: Reuters, title: A}, {publisher: REUTERS, title: B}]"
    page = "sources: ['https://example.org/', {url: 'https://example.org/', title: B}]"
    unknown = "sources: [{title: A}, {title: B}]"
    problems = found(files(same, page, unknown), "source-single")
    assert places(problems) == [(2, 5), (3, 5)]
    assert "by 'Reuters'" in problems[0].message
    assert "at one address" in problems[1].message


def test_what_is_not_called_confirmed_may_rest_on_one() -> None:
    text = files(*(f"status: {status}, {ONE}" for status in ("reported", "disputed", "retracted")))
    assert found(text, "source-single") == []


def test_where_most_confirmed_events_have_one_that_is_told_once() -> None:
    (problem,) = found(files(NONE, *[ONE] * 11, BOTH), "source-single")
    assert "11 of 12 confirmed events" in problem.message
    assert problem.location == (3, 5)
