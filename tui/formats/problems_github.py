"""Problems as annotations that GitHub shows beside the lines of a pull request."""

from collections.abc import Sequence

from tui.events.clean import clean_line
from tui.events.problem import Problem, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def problems_github(found: Sequence[tuple[str, Problem]]) -> list[str]:
    """Return a workflow command for each (path, problem): `::error file=…,line=…::message`.

    Paths are taken as they are given: GitHub wants them relative to the root of the repository.
    """
    return [
        f"::{_COMMANDS[problem.severity]} file={_property(clean_line(path))}"
        f",line={problem.location.line},col={problem.location.column}"
        f",title={_property(problem.code)}::{_data(problem.message)}"
        for path, problem in found
    ]


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
