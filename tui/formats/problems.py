"""Problems as lines that editors can jump to, or as JSON."""

import json
from collections.abc import Iterable, Sequence

from tui.events.clean import clean_line
from tui.events.problem import Problem


def said(problem: Problem) -> str:
    """Return `severity: message [code]`."""
    return f"{problem.severity}: {problem.message} [{problem.code}]"


def problems_text(found: Iterable[tuple[str, Problem]]) -> list[str]:
    """Return `path:line:column: severity: message [code]` for each (path, problem)."""
    return [
        f"{clean_line(path)}:{problem.location.line}:{problem.location.column}: {said(problem)}"
        for path, problem in found
    ]


def problems_json(found: Sequence[tuple[str, Problem]]) -> str:
    """Return a list of objects with path, line, column, severity, code and message."""
    rows = [
        {
            "path": path,
            "line": problem.location.line,
            "column": problem.location.column,
            "severity": str(problem.severity),
            "code": problem.code,
            "message": problem.message,
        }
        for path, problem in found
    ]
    return json.dumps(rows, indent=2).replace("\x7f", "\\u007f")
