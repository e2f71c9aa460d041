"""All rules together."""

import pytest

from tests.events.review.reviewing import events, told
from tests.terminal import ROOT
from tui.events.problem_log import MOST_PROBLEMS
from tui.events.review import checked, review
from tui.events.validate import validate
from tui.stores.yaml_reader import read_document


@pytest.mark.parametrize("name", ["events.yaml", "examples/deep-time.yaml"])
def test_the_timelines_that_come_along_have_notes_at_most(name: str) -> None:
    text = (ROOT / "data" / name).read_text(encoding="utf-8")
    problems = checked(read_document(text))
    assert {str(problem.severity) for problem in problems} <= {"note"}
    assert {problem.code for problem in problems} <= {"source-single"}


def test_what_loading_tells_and_what_rules_tell_stand_in_one_order() -> None:
    text = events("date: 2020-13, title: A", "date: 2020, titel: B", "date: 2021, title: C")
    assert told(text) == [
        (2, 5, "note", "source-missing"),
        (2, 17, "error", "date-invalid"),
        (3, 5, "error", "title-missing"),
        (3, 5, "note", "source-missing"),
        (3, 18, "warning", "key-near-miss"),
        (4, 5, "note", "source-missing"),
    ]


def test_rules_keep_the_severity_that_is_theirs() -> None:
    document = read_document(events("date: 2020, title: A") + "check: {source-missing: off}\n")
    (problem,) = review(validate(document), document)
    assert problem.severity == "note"


@pytest.mark.parametrize("text", ["", "events:\n", "events: []\n", "title: A\n"])
def test_a_file_without_events_has_nothing_to_review(text: str) -> None:
    document = read_document(text)
    assert review(validate(document), document) == []


def test_more_than_can_be_listed_are_counted() -> None:
    rows = [f"date: 2020, title: Event {index}" for index in range(MOST_PROBLEMS + 5)]
    sourced = [f"{row} b, sources: [{{title: A}}]" for row in rows]
    problems = checked(read_document(events(*rows, *sourced)))
    assert problems[-1].code == "problems-more"


def test_hostile_text_is_harmless_in_messages() -> None:
    text = events(
        'date: 2020, title: "A\\e[31m", actors: ["x\\e]yyyyy", "x\\e]yyyyyz"]',
        'date: 2020, title: "A\\e[31m", actors: ["x\\e]yyyyy"]',
        'date: 2020, title: "the A\\e[31m", actors: ["x\\e]yyyyy"]',
    )
    problems = checked(read_document(text))
    assert {problem.code for problem in problems} >= {
        "spelling-near-miss",
        "event-duplicate",
        "event-near-duplicate",
    }
    assert "\x1b" not in "".join(problem.message for problem in problems)
