"""What panes stand on: nothing but ground, which is the same on every line."""

from textual.containers import Container
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget


class MainScreen(Screen[None]):
    """The screen of the panes."""

    def render_lines(self, crop: Region) -> list[Strip]:
        return _ground(self, crop)


class Panes(Container):
    """What shares the screen among the panes."""

    def render_lines(self, crop: Region) -> list[Strip]:
        return _ground(self, crop)


def _ground(widget: Widget, crop: Region) -> list[Strip]:
    """Return the ground of a widget without edges, tint and opacity.

    Textual works out each line, though panes cover nearly all of them.
    """
    strip = Strip.blank(crop.width, widget.rich_style)
    for each in widget.get_line_filters():
        strip = strip.apply_filter(each, widget.background_colors[1])
    return [strip] * crop.height
