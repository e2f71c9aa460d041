"""The prompt for a place to go, with what was understood shown before it is gone to."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tui.widgets.line_input import LineInput

HINT = "2024, mar 2025, 15 mar 44 BC, today, +6 months, an id or words of a title"


class GoToBar(Vertical):
    """A line to type in; above it the readings, one of which enter takes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", show=False),
        Binding("up", "choose(-1)", "Reading above", show=False, priority=True),
        Binding("down", "choose(1)", "Reading below", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    GoToBar {
        layer: above;
        dock: bottom;
        height: auto;
        max-height: 60%;
        background: $panel;
        padding: 0 1;

        Input, Input:focus {
            border: none;
            height: 1;
            padding: 0 2;
            background: $panel;
        }

        #readings {
            height: auto;
            text-wrap: nowrap;
            text-overflow: ellipsis;
        }
    }
    """

    class Changed(Message):
        def __init__(self, bar: "GoToBar", text: str) -> None:
            super().__init__()
            self.bar, self.text = bar, text

    class Chosen(Message):
        """The reading of a text at this place, from 0 on, was taken."""

        def __init__(self, index: int, text: str) -> None:
            super().__init__()
            self.index, self.text = index, text

    class Cancelled(Message):
        pass

    def __init__(self) -> None:
        super().__init__(id="go-to")
        self._line = LineInput(placeholder=HINT, max_length=200, select_on_focus=False)
        self._shown = Static(id="readings", markup=False)
        self._readings: Sequence[str] = ()
        self._index = 0

    def compose(self) -> ComposeResult:
        yield self._shown
        yield self._line

    def on_mount(self) -> None:
        self.show(())

    def take_focus(self) -> None:
        """Let the very next key go into the line."""
        self.screen.set_focus(self._line)

    @property
    def readings(self) -> Sequence[str]:
        return self._readings

    def show(self, readings: Sequence[str]) -> None:
        """Show what the text may mean, the surest first."""
        self._readings, self._index = readings, 0
        self._paint()

    def action_choose(self, by: int) -> None:
        self._index = max(0, min(self._index + by, len(self._readings) - 1))
        self._paint()

    def action_cancel(self) -> None:
        self.post_message(self.Cancelled())

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Chosen(self._index, event.value))

    def on_descendant_blur(self) -> None:
        # A terminal that loses the focus takes it from every widget, and gives it back.
        self.call_later(self._cancel_if_left)

    def _cancel_if_left(self) -> None:
        focused = self.screen.focused
        if focused is not None and self not in focused.ancestors:
            self.post_message(self.Cancelled())

    def _paint(self) -> None:
        if not self.is_attached:
            return
        typed = self._line.value.strip()
        lines = [
            Content(f"{'▸' if at == self._index else ' '} {line}")
            for at, line in enumerate(self._readings)
        ]
        if not lines and typed:
            lines = [Content("  neither a date nor an event")]
        elif not lines:
            lines = [Content("  Go to")]
        self._shown.update(Content("\n").join(lines))
