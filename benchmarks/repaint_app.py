"""The least that a key press which changes a whole pane can cost: the floor to measure against.

The screen is cut up as the viewer's is; each key paints the left pane anew and nothing else.
"""

import gc
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

_GROUND = Style(color="#dce3ea", bgcolor="#0e1318")
_STYLES = [_GROUND + Style(color=hue) for hue in ("#56b4e9", "#e69f00", "#009e73", "#cc79a7")]


class Pane(Widget, can_focus=True):
    """Rows of a few styled segments, all of which move with each key."""

    BINDINGS: ClassVar[list[BindingType]] = [("x", "app.press", "Paint all of it anew")]
    ALLOW_SELECT = False

    pressed = 0

    def render_line(self, y: int) -> Strip:
        width, at = self.size.width, (self.pressed * 3 + y) % 20
        label = f"label {self.pressed} of row {y}"
        segments = [
            Segment(f" lane {y:<6}", _STYLES[y % 4]),
            Segment(" " * (at + 2), _GROUND),
            Segment("◆", _STYLES[(y + 1) % 4]),
            Segment(f" {label}", _GROUND),
            Segment(" " * (24 - at), _GROUND),
            Segment("━" * 12, _STYLES[(y + self.pressed) % 4]),
            Segment(f" {label}", _GROUND),
        ]
        return Strip(segments).adjust_cell_length(width, _GROUND)


class RepaintApp(App[None]):
    """Two panes between two lines."""

    CSS = """
    #above, #below { height: 1; }
    #panes { height: 1fr; layout: horizontal; }
    Pane { height: 1fr; }
    #beside { width: 1fr; height: 1fr; border-left: tall $panel; }
    """

    def compose(self) -> ComposeResult:
        yield Static("above", id="above")
        with Container(id="panes"):
            pane = Pane()
            pane.styles.width = self.size.width * 2 // 3
            yield pane
            yield Static("READY", id="beside")
        yield Static("below", id="below")

    def on_mount(self) -> None:
        self.query_one(Pane).focus()
        # The viewer too keeps what was there at its start out of later collections.
        self.call_after_refresh(gc.freeze)

    def action_press(self) -> None:
        pane = self.query_one(Pane)
        pane.pressed += 1
        pane.refresh()


if __name__ == "__main__":
    RepaintApp().run()
