"""Links that a file states from one side, where it states others from both."""

import pytest

from tests.events.review.reviewing import events, found

CODE = "link-one-way"


def linked(*pairs: str, kind: str = "contradicts") -> str:
    return events(
        *(
            f"id: {letter}, date: 2020, title: Event {letter}, links: ["
            + ", ".join(f"{{to: {pair[1]}, kind: {kind}}}" for pair in pairs if pair[0] == letter)
            + "]"
            for letter in "abcdef"
        )
    )


@pytest.mark.parametrize("kind", ["contradicts", "same-as", "related"])
def test_one_that_stands_alone_among_mutual_ones_is_told(kind: str) -> None:
    (problem,) = found(linked("ab", "ba", "cd", "dc", "ef", kind=kind), CODE)
    assert problem.location.line == 6
    assert problem.severity == "note"
    assert f"'f' does not say '{kind}'" in problem.message


def test_where_links_stand_on_one_side_by_habit_none_is_told() -> None:
    assert found(linked("ab", "cd", "ef"), CODE) == []
    assert found(linked("ab", "ba", "cd"), CODE) == []
    assert found(linked("ab", "ba", "cd", "dc"), CODE) == []


def test_kinds_with_a_direction_are_not_told() -> None:
    assert found(linked("ab", "ba", "cd", "dc", "ef", kind="part-of"), CODE) == []
