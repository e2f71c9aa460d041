"""From YAML texts to timelines and problems, for tables of tests."""

from tui.events.problem import CODES
from tui.events.timeline import Timeline
from tui.events.validate import validate
from tui.stores.yaml_reader import read_document

#: (line, column, severity, code, part of the message)
Expected = tuple[int, int, str, str, str]


def timeline(text: str) -> Timeline:
    return validate(read_document(text))


def check_problems(found: Timeline, expected: list[Expected]) -> None:
    """Assert that a timeline has these problems and no others, in this order."""
    told = [(*problem.location, problem.severity, problem.code) for problem in found.problems]
    assert told == [row[:4] for row in expected]
    for problem, row in zip(found.problems, expected, strict=True):
        assert row[4] in problem.message
        assert problem.code in CODES
        assert not problem.message.endswith(".")
