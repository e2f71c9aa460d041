"""The line that a query is typed in, with what it finds or what is wrong with it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from tui.layout.labels import measure
from tui.layout.query_rows import choices_row, mistake_row
from tui.widgets.line_input import LineInput
from tui.widgets.row_line import RowLine

HINT = "words, lane:chips, -tag:law, date:2023..2024-06, sources>=2, near:ID~30d, a or b"


class QueryBar(Vertical):
    """A line to type in; above it what can be said of the text: a mistake under its place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", show=False),
        Binding("tab", "complete(1)", "Complete", show=False, priority=True),
        Binding("shift+tab", "complete(-1)", "Complete", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    QueryBar {
        layer: above;
        dock: bottom;
        height: auto;
        background: $panel;
        padding: 0 1;

        Horizontal {
            height: 1;
        }

        #purpose, #told {
            width: auto;
            height: 1;
        }

        #told {
            padding: 0 0 0 2;
        }

        Input, Input:focus {
            border: none;
            width: 1fr;
            height: 1;
            padding: 0;
            background: $panel;
        }

        #said {
            height: 1;
            background: $panel;
        }
    }
    """

    class Changed(Message):
        def __init__(self, bar: "QueryBar", text: str, cursor: int) -> None:
            super().__init__()
            self.bar, self.text, self.cursor = bar, text, cursor

    class Accepted(Message):
        """A text was taken, whatever may have been typed since."""

        def __init__(self, bar: "QueryBar", text: str) -> None:
            super().__init__()
            self.bar, self.text = bar, text

    class Cancelled(Message):
        pass

    def __init__(self, purpose: str, text: str) -> None:
        super().__init__(id="query")
        self._purpose = f"{purpose}: "
        self._line = LineInput(text, placeholder=HINT, max_length=2_000, select_on_focus=bool(text))
        self._told = Static(id="told", markup=False)
        self._said = RowLine("said")
        self._choices: Sequence[str] = ()
        self._place = (0, 0)
        self._choice = -1
        self._completed = ""

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(self._purpose, id="purpose", markup=False)
            yield self._line
            yield self._told
        yield self._said

    def take_focus(self) -> None:
        """Let the very next key go into the line."""
        self.screen.set_focus(self._line)

    @property
    def text(self) -> str:
        return self._line.value

    def tell(self, told: str) -> None:
        """Show what was found so far, and leave the rest."""
        self._told.update(told)

    def show(self, told: str, choices: Sequence[str], place: tuple[int, int]) -> None:
        """Show what was found, and what could stand in a place [start, end) of the text."""
        self._told.update(told)
        self._offer(choices, place)
        self._list_choices()

    def show_mistake(
        self, reason: str, wrong: tuple[int, int], choices: Sequence[str], place: tuple[int, int]
    ) -> None:
        """Show what is wrong under the characters [start, end), which a choice may mend."""
        self._told.update("")
        self._offer(choices, place)
        start, end = wrong
        at = measure(self._purpose) + measure(self.text[:start]) - self._line.scroll_offset.x
        cells = measure(self.text[start:end])
        self._said.show(mistake_row(reason, at, cells, self.size.width - 2))

    def _offer(self, choices: Sequence[str], place: tuple[int, int]) -> None:
        """Take what tab puts into the line, unless it is putting one after the other."""
        if not self._is_completing:
            self._choices, self._place, self._choice = choices, place, -1

    def action_complete(self, by: int) -> None:
        """Put the next of what could stand there into the line."""
        if not self._choices:
            return
        start, end = self._place
        self._choice = (self._choice + by) % len(self._choices)
        chosen = self._choices[self._choice]
        rest = self._line.value[end:]
        self._place = start, start + len(chosen)
        self._completed = f"{self._line.value[:start]}{chosen}{rest}"
        self._line.value = self._completed
        self._line.cursor_position = self._place[1]
        self._list_choices()

    def action_cancel(self) -> None:
        self.post_message(self.Cancelled())

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self, event.value, self._line.cursor_position))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Accepted(self, event.value))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        # A terminal that loses the focus takes it from every widget, and gives it back.
        self.call_later(self._accept_if_left)

    @property
    def _is_completing(self) -> bool:
        """Whether the text is as a completion has left it, so that tab goes on with the next."""
        return self._choice >= 0 and self.text == self._completed

    def _accept_if_left(self) -> None:
        focused = self.screen.focused
        if focused is not None and self not in focused.ancestors:
            self.post_message(self.Accepted(self, self.text))

    def _list_choices(self) -> None:
        self._said.show(choices_row(self._choices, self._choice, self.size.width - 2))
