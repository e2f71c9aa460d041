"""A row of a scene as a strip of styled text: the one place where roles become colours."""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.layout.labels import measure
from tui.layout.marks import Role
from tui.layout.scene import Row, Run
from tui.palette import DARK, LIGHT, Palette


def paint(row: Row, width: int, ground: Style, *, dark: bool, raised: bool = False) -> Strip:
    """Return the row as exactly width cells on a ground."""
    palette = DARK if dark else LIGHT
    segments: list[Segment] = []
    x = 0
    for run in row.runs:
        if run.x > x:
            segments.append(Segment(" " * (run.x - x), ground))
        segments.append(Segment(run.text, ground + style_of(run, palette, raised=raised)))
        x = run.x + measure(run.text)
    return Strip(segments, x).adjust_cell_length(width, ground)


def style_of(run: Run, palette: Palette, *, raised: bool) -> Style:
    return _style(run.role, run.lane, run.selected, palette is DARK, raised)


@lru_cache(maxsize=1024)
def _style(role: Role, lane: int, selected: bool, dark: bool, raised: bool) -> Style:  # noqa: FBT001
    palette = DARK if dark else LIGHT
    ink = palette.roles[role.value]
    hue = palette.lanes[lane % len(palette.lanes)] if lane >= 0 else palette.text
    colour = ink.colour or hue
    if selected and role is not Role.POINTER:
        return Style(color=palette.ground, bgcolor=hue, bold=True)
    return Style(color=colour, bgcolor=palette.raised if raised else None, bold=ink.bold)
