"""Events that seem to tell of the same."""

import pytest

from tests.events.review.reviewing import events, found

CODE = "event-near-duplicate"


def two(first: str, second: str, *, more: str = "") -> str:
    return events(
        f'id: a, date: 2020-05-01, title: "{first}"{more}',
        f'id: b, date: 2020-05-01, title: "{second}"{more}',
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("DeepSeek releases R1", "Deepseek releases: R1!"),
        ("The US bans chips for China", "US bans chips for China"),
        ("Nvidia loses $589bn in one day", "Nvidia loses a record $589bn in one day"),
        ("Nvidia loses a record $589bn in one day", "Nvidia loses $589bn in one day"),
        ("OpenAI announces Stargate with Oracle", "OpenAI anounces Stargate with Oracle"),
        ("Chips – banned", "chips banned"),
    ],
)
def test_a_title_with_a_word_more_or_misspelt_is_told(first: str, second: str) -> None:
    (problem,) = found(two(first, second), CODE)
    assert problem.location == (3, 5)
    assert problem.severity == "note"
    assert "on line 2" in problem.message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("US sanctions China", "China sanctions US"),
        ("Model 2 is published by Meta", "Model 3 is published by Meta"),
        ("Meta publishes its model 2", "Meta publishes its model"),
        ("US bans chips for China", "US bans chips for Russia"),
        ("Llama", "Llama model"),
        ("Chips are banned", "chips are banned"),
    ],
)
def test_titles_that_say_something_else_are_not_told(first: str, second: str) -> None:
    assert found(two(first, second), CODE) == []


def test_another_day_is_another_event() -> None:
    text = two("US bans chips for China", "The US bans chips for China")
    assert found(text.replace("2020-05-01", "2020-05-02", 1), CODE) == []


@pytest.mark.parametrize(
    ("date", "is_told"), [("2020-05-01T10:00Z", True), ("2020-05-01/..", True), ("2020-05", False)]
)
def test_the_day_counts_and_not_the_text_of_the_date(date: str, is_told: bool) -> None:
    text = two("US bans chips for China", "The US bans chips for China")
    assert bool(found(text.replace("2020-05-01", date, 1), CODE)) == is_told


def test_vague_dates_must_be_alike() -> None:
    text = two("US bans chips for China", "The US bans chips for China")
    assert len(found(text.replace("2020-05-01", "2020"), CODE)) == 1


def test_events_of_one_page_need_not_be_so_alike() -> None:
    first = "Commerce bans advanced chips for China"
    second = "Advanced chips for China banned, says Commerce"
    page = ", sources: [{url: 'https://example.org/a'}]"
    assert len(found(two(first, second, more=page), CODE)) == 1
    assert found(two(first, second), CODE) == []
    assert found(two(first, "Beijing protests against a ban", more=page), CODE) == []
    assert found(two(f"{first} 1", f"{second} 2", more=page), CODE) == []


def test_events_that_a_link_joins_are_two() -> None:
    text = two("US bans chips for China", "The US bans chips for China", more=", links: [a]")
    assert found(text.replace(", links: [a]", "", 1), CODE) == []


def test_each_is_told_once() -> None:
    page = "sources: [{url: 'https://example.org/a'}, {url: 'https://example.org/b'}]"
    text = events(
        *(
            f"date: 2020, title: {article} new law on chips is {word} passed, {page}"
            for article, word in (("A", ""), ("The", "at last"), ("The", "really"))
        )
    )
    assert [problem.location.line for problem in found(text, CODE)] == [3, 4]


def test_a_series_is_no_slip() -> None:
    words = [f"{a}{b}{c}mission" for a in "bcdf" for b in "aeiou" for c in "lmnr"]
    text = events(*(f"date: 2020, title: Report of the {word} is out" for word in words))
    assert len(found(text, CODE)) < len(words) / 2
