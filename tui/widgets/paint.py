"""A row of a scene as a strip of styled text: the one place where roles become colours."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.layout.labels import measure
from tui.layout.marks import Role
from tui.layout.scene import Row, Run
from tui.palette import LANE, ROLES, Palette, hue_of, lane_look, legible

#: A hit is told by its line whatever its colour is.
_HIT = Style(bold=True, underline=True)


class Inks:
    """The styles of all that is painted on one ground, each made when it is first asked for.

    The palette's ground is that of the style. colours are those that the file gives to lanes, by
    the numbers of their looks; where one is empty or unknown the palette's own hue counts.
    """

    def __init__(self, palette: Palette, ground: Style, colours: Sequence[str] = ()) -> None:
        self.palette, self.ground = palette, ground
        self._colours = colours
        self._styles: dict[tuple[Role, int, bool, bool, bool], tuple[Style, Style]] = {}

    def style(self, run: Run) -> Style:
        return self.styles(run)[0]

    def styles(self, run: Run) -> tuple[Style, Style]:
        """Return the style of a run and that of blanks beside it, the same where nobody sees it."""
        key = run.role, run.lane, run.selected, run.dimmed, run.is_hit
        styles = self._styles.get(key)
        if styles is None:
            style = self.ground + self._made(run)
            if run.is_hit:
                style += _HIT
            is_seen = style.reverse or style.underline or style.bgcolor != self.ground.bgcolor
            self._styles[key] = styles = style, self.ground if is_seen else style
        return styles

    def _made(self, run: Run) -> Style:
        palette, ink = self.palette, ROLES[run.role.value]
        if run.selected and run.role is not Role.POINTER:
            # Which of its colours a terminal shows legibly on which other, only it knows.
            if palette.is_terminals:
                return Style(reverse=True, bold=True)
            return Style(color=palette.ground, bgcolor=self._hue(run.lane), bold=True)
        if palette.is_terminals:
            is_mark = ink.tone == LANE and not ink.is_text and not run.dimmed
            colour = self._hue(run.lane) if is_mark else palette.text
            is_dim = run.dimmed or ink.tone == "faint"
            return Style(color=colour, bold=ink.bold and not run.dimmed, dim=is_dim)
        if run.dimmed:
            return Style(color=palette.faint if ink.tone == "faint" else palette.muted)
        colour = self._hue(run.lane) if ink.tone == LANE else palette.tones[ink.tone]
        return Style(color=colour, bold=ink.bold)

    def _hue(self, lane: int) -> str:
        palette = self.palette
        if lane < 0:
            return palette.text
        own = hue_of(self._colours[lane]) if lane < len(self._colours) else None
        if own is None or palette.is_terminals:
            return palette.lanes[lane_look(lane).hue]
        return legible(own, palette.ground, palette.least)


def paint(row: Row, width: int, inks: Inks) -> Strip:
    """Return the row as exactly width cells."""
    return Strip(segments_of(row, width, inks), width)


def segments_of(row: Row, width: int, inks: Inks) -> list[Segment]:
    """Return the row as text of exactly width cells, with its styles.

    Blanks go with what stands beside them, for a change of style costs more than its cells do.
    """
    segments: list[Segment] = []
    text, last, x = "", inks.ground, 0
    beside: Style | None = None
    for run in row.runs:
        style, blank = inks.styles(run)
        if run.x > x:
            if beside is not last and blank is not last:
                segments.append(Segment(text, last))
                text, last = "", blank
            text += " " * (run.x - x)
        if style is not last:
            segments.append(Segment(text, last))
            text, last = "", style
        text += run.text
        beside, x = blank, run.x + measure(run.text)
    if x < width:
        if beside is not last and last is not inks.ground:
            segments.append(Segment(text, last))
            text, last = "", inks.ground
        text += " " * (width - x)
    segments.append(Segment(text, last))
    segments = [segment for segment in segments if segment.text]
    return segments if x <= width else list(Strip(segments, x).crop(0, width))
