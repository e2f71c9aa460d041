"""How grave each code is in one file."""

import pytest

from tests.events.review.reviewing import Told, told
from tui.events.problem import CODES, Location, Problem, Severity
from tui.events.review import FIXED, checked, configured, levels_of
from tui.stores.yaml_reader import read_document

EVENT = "events: [{date: 2020, title: A, sources: [{title: X}, {title: Y}]}]\n"
BARE = "events: [{date: 2020, title: A}]\n"


def test_a_file_turns_codes_off_and_changes_how_grave_they_are() -> None:
    assert told(BARE) == [(1, 10, "note", "source-missing")]
    assert told(BARE + "check: {source-missing: off}\n") == []
    assert told(BARE + "check: {source-missing: error}\n") == [(1, 10, "error", "source-missing")]


def test_levels_hold_for_what_loading_tells_too() -> None:
    text = EVENT.replace("2020", "2020-02-30")
    assert told(text + "check: {date-invalid: note}\n") == [(1, 25, "note", "date-invalid")]


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("check:", []),
        ("check: {}", []),
        ("check: {source-missing: }", []),
        ("check: off", [(2, 8, "error", "type-wrong")]),
        ("check: [source-missing]", [(2, 8, "error", "type-wrong")]),
        ("check: {source-mising: off}", [(2, 9, "warning", "check-unknown")]),
        ("check: {colour: off}", [(2, 9, "warning", "check-unknown")]),
        ("check: {source-missing: warnign}", [(2, 25, "error", "level-unknown")]),
        ("check: {source-missing: loud}", [(2, 25, "error", "level-unknown")]),
        ("check: {source-missing: ''}", [(2, 25, "error", "level-unknown")]),
        ("check: {source-missing: [off]}", [(2, 25, "error", "level-unknown")]),
        ("check: {yaml-syntax: off}", [(2, 9, "warning", "check-fixed")]),
        ("check: {date-end: off, date-end: note}", [(2, 24, "error", "key-duplicate")]),
        ("check: {key-unknown: error, date-end: off}", []),
    ],
)
def test_what_is_wrong_in_it_has_its_place(check: str, expected: list[Told]) -> None:
    assert told(f"{EVENT}{check}\n") == expected


def test_a_misspelt_code_or_level_is_told_what_was_meant() -> None:
    text = f"{EVENT}check: {{source-mising: off, date-end: eror}}\n"
    first, second = checked(read_document(text))
    assert "did you mean 'source-missing'?" in first.message
    assert "did you mean 'error'?" in second.message


def test_the_first_of_two_levels_counts() -> None:
    document = read_document("check: {date-end: off, date-end: note}\n")
    assert levels_of(document) == {"date-end": None}


def test_a_file_without_a_mapping_has_no_levels() -> None:
    assert levels_of(read_document("")) == {}
    assert levels_of(read_document("check: [a]\n")) == {}


def test_what_is_not_read_cannot_be_turned_off() -> None:
    assert set(CODES) > FIXED
    problem = Problem(Location(1, 1), Severity.ERROR, "yaml-syntax", "broken")
    assert configured([problem], {"yaml-syntax": None}) == [problem]
    assert levels_of(read_document("check: {yaml-syntax: off, date-end: off}\n")) == {
        "date-end": None
    }


def test_other_codes_stay_as_they_are() -> None:
    problem = Problem(Location(1, 1), Severity.NOTE, "date-missing", "no date")
    assert configured([problem], {"date-end": None}) == [problem]
    assert configured([problem], {"date-missing": Severity.ERROR}) == [
        problem._replace(severity=Severity.ERROR)
    ]
    assert configured([problem], {"date-missing": None}) == []
