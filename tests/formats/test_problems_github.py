"""Problems as GitHub's annotations."""

import pytest

from tui.events.problem import Location, Problem, Severity
from tui.formats.problems_github import problems_github

PLACE = Location(12, 5)


@pytest.mark.parametrize(
    ("severity", "command"), [("error", "error"), ("warning", "warning"), ("note", "notice")]
)
def test_each_severity_has_its_command(severity: str, command: str) -> None:
    problem = Problem(PLACE, Severity(severity), "date-invalid", "there is no 30 February")
    assert problems_github([("data/a.yaml", problem)]) == [
        f"::{command} file=data/a.yaml,line=12,col=5,title=date-invalid::there is no 30 February"
    ]


def test_signs_that_end_a_part_are_escaped() -> None:
    problem = Problem(PLACE, Severity.NOTE, "date-invalid", "100% so: a, b\r\n::error::c")
    (line,) = problems_github([("C:\\50%,a.yaml", problem)])
    assert line.startswith("::notice file=C%3A\\50%25%2Ca.yaml,line=12,col=5,title=date-invalid::")
    assert line.endswith("::100%25 so: a, b%0D%0A::error::c")


def test_what_terminals_obey_in_a_path_is_shown() -> None:
    problem = Problem(PLACE, Severity.NOTE, "date-invalid", "a")
    (line,) = problems_github([("a\x1b[31m\nb.yaml", problem)])
    assert line.isprintable()


def test_without_problems_there_is_no_line() -> None:
    assert problems_github([]) == []
