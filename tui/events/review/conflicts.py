"""Lines that a merge left in a text."""

import re
from collections.abc import Iterator

from tui.events.lines import Lines
from tui.events.problem import Problem, Severity

#: Seven signs in the first column, with a blank and a name or nothing behind them. Neither YAML nor
#: text within YAML begins there.
_MARKER = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|\Z)", re.MULTILINE)

_MEANINGS = {
    "<": "where one side begins",
    "|": "where what stood there before begins",
    "=": "where the other side begins",
    ">": "where the other side ends",
}


def conflict_markers(text: str) -> Iterator[Problem]:
    """Yield each line of a text that marks a conflict of a merge."""
    lines = None
    for found in _MARKER.finditer(text):
        lines = lines or Lines(text)
        message = f"a merge left this line {_MEANINGS[found[1][0]]}: "
        message += "keep what is right and take the line out"
        yield Problem(lines.location(found.start()), Severity.ERROR, "conflict-marker", message)
