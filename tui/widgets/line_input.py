"""A line to type in, for what is asked for."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui.events.clean import clean_line


class LineInput(Input):
    """A line into which nothing that the terminal obeys can be pasted.

    Enter takes what was typed before it and nothing that came after, however fast it all came.
    """

    # Before it goes through every widget, while the keys behind it are typed already.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit_in_turn", "Take it", show=False, priority=True)
    ]

    def action_submit_in_turn(self) -> None:
        self.call_later(self.action_submit)

    def on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        text = clean_line(with_newlines(event.text))
        start, end = sorted(self.selection)
        if self.max_length and len(self.value) - (end - start) + len(text) > self.max_length:
            message = f"This is too long to be pasted here: {self.max_length:,} characters fit"
            self.app.notify(message, severity="warning", markup=False)
            return
        self.replace(text, start, end)


def with_newlines(text: str) -> str:
    """Return a pasted text with newlines for what terminals send instead of them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
