"""The row under a query: what is wrong with it, or what it could go on with."""

from collections.abc import Sequence

from tui.layout.labels import measure, shorten
from tui.layout.marks import Role
from tui.layout.scene import Row, Run, Zone

_KEY = "tab"
_GAP = 2


def mistake_row(reason: str, at: int, cells: int, width: int) -> Row:
    """Mark the cells from a column on, and say what is wrong beside them, where there is room.

    Where there is none on either side the marks give way to the reason.
    """
    at = max(0, min(at, width - 1))
    marks = Run(at, "^" * max(1, min(cells, width - at)), Role.POINTER)
    after = at + measure(marks.text) + 1
    if after + measure(reason) <= width:
        runs = [marks, Run(after, reason, Role.LABEL)]
    elif measure(reason) < at:
        runs = [Run(at - measure(reason) - 1, reason, Role.LABEL), marks]
    else:
        runs = [Run(0, shorten(reason, width), Role.LABEL)]
    return Row(Zone.AXIS, tuple(runs))


def choices_row(choices: Sequence[str], chosen: int, width: int) -> Row:
    """List as many choices as there is room for, the chosen one among them, -1 for none."""
    if not choices or width <= _end(choices[:0]) + _GAP:
        return Row(Zone.AXIS, ())
    runs = [Run(0, _KEY, Role.NOTE)]
    first = 0
    while first < chosen and _end(choices[first : chosen + 1]) > width:
        first += 1
    x = measure(_KEY) + _GAP
    for at, choice in enumerate(choices[first:], first):
        text = shorten(choice, width - x)
        if not text or (text != choice and len(runs) > 1):
            break
        runs.append(Run(x, text, Role.LABEL, selected=at == chosen))
        x += measure(text) + _GAP
    return Row(Zone.AXIS, tuple(runs))


def _end(choices: Sequence[str]) -> int:
    return measure(_KEY) + sum(_GAP + measure(choice) for choice in choices)
