"""A row of a scene as a strip of styled text: the one place where roles become colours."""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.layout.labels import measure
from tui.layout.marks import Role
from tui.layout.scene import Row
from tui.palette import DARK, LIGHT


def paint(row: Row, width: int, ground: Style, *, dark: bool) -> Strip:
    """Return the row as exactly width cells on a ground."""
    segments: list[Segment] = []
    x = 0
    for run in row.runs:
        if run.x > x:
            segments.append(Segment(" " * (run.x - x), ground))
        segments.append(Segment(run.text, _style(ground, run.role, run.lane, run.selected, dark)))
        x = run.x + measure(run.text)
    return Strip(segments, x).adjust_cell_length(width, ground)


@lru_cache(maxsize=1024)
def _style(ground: Style, role: Role, lane: int, selected: bool, dark: bool) -> Style:  # noqa: FBT001
    palette = DARK if dark else LIGHT
    ink = palette.roles[role.value]
    hue = palette.lanes[lane % len(palette.lanes)] if lane >= 0 else palette.text
    if selected and role is not Role.POINTER:
        return ground + Style(color=palette.ground, bgcolor=hue, bold=True)
    return ground + Style(color=ink.colour or hue, bold=ink.bold)
