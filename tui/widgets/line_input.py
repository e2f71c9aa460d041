"""A line to type in, for what is asked for."""

from textual import events
from textual.widgets import Input

from tui.events.clean import clean_line


class LineInput(Input):
    """A line into which nothing that the terminal obeys can be pasted."""

    def on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.replace(clean_line(event.text), *self.selection)
