"""A form over the panes: a line for each field, with what is understood of it told live."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from tui.events.clean import clean
from tui.session.draft import Checked
from tui.widgets.line_input import LineInput, with_newlines


class Field(NamedTuple):
    """A field by its name, with the text that it has at first, and the one that is known.

    The form is changed where its texts are not those known. choices are what may be completed;
    is_list tells that several stand in a line, with commas between them; is_long gives it more
    than a line.
    """

    name: str
    text: str = ""
    known: str = ""
    hint: str = ""
    choices: Sequence[str] = ()
    is_list: bool = False
    is_long: bool = False


#: Said of a text whose line ends a line to type in would change.
FIXED = "it has line ends that cannot be written here: E opens the file, to edit it there"

Judge = Callable[[Mapping[str, str]], Checked]


class Form(ModalScreen[dict[str, str] | None]):
    """Ends with the texts of the fields once they can be meant, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False, priority=True),
        Binding("ctrl+s", "save", "Save", show=False, priority=True),
        Binding("enter", "take", "Save", show=False, priority=True),
        Binding("down", "app.focus_next", "Next", show=False),
        Binding("up", "app.focus_previous", "Previous", show=False),
    ]

    DEFAULT_CSS = """
    Form {
        align: center middle;

        #form {
            width: 90;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            background: $panel;
            border: round $ink-accent;
            padding: 0 1;
        }

        #fields {
            height: auto;
            scrollbar-size-vertical: 1;
            scrollbar-color: $secondary 40%;
            scrollbar-background: $panel;
        }

        .field {
            height: auto;
        }

        .name {
            width: 13;
            color: $ink-muted;
        }

        Vertical {
            height: auto;
            width: 1fr;
        }

        Input, Input:focus {
            border: none;
            height: 1;
            padding: 0;
            background: $panel;
        }

        Input:focus, TextArea:focus {
            background: $background;
        }

        TextArea {
            border: none;
            padding: 0;
            height: 6;
            color: $ink-text;
            background: $panel;
        }

        .note {
            color: $ink-muted;
            height: auto;
            display: none;
        }

        .note.-said {
            display: block;
        }

        .note.-wrong {
            color: $ink-accent;
        }

        #end {
            color: $ink-muted;
            height: 1;
        }
    }
    """

    class Ended(Message):
        """What was typed before the form was to be saved has reached its line."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        judge: Judge,
        changed: Callable[[dict[str, str]], None] = lambda _: None,
    ) -> None:
        """Take judge for what says of the texts; changed is called with them when they are."""
        super().__init__()
        self._title, self._fields, self._judge, self._changed = title, fields, judge, changed
        self._lines: dict[str, LineInput | TextArea] = {}
        self._notes: dict[str, Static] = {}
        # What the lines show at first, which need not be what they were given.
        self._shown: dict[str, str] = {}
        self._warned_of: dict[str, str] | None = None
        self._was_changed = False
        #: Whether it is being saved, and lines take nothing that is typed from now on.
        self.is_ending = False

    def compose(self) -> ComposeResult:
        with Vertical(id="form") as box:
            box.border_title = Content(self._title)
            with VerticalScroll(id="fields", can_focus=False):
                for field in self._fields:
                    yield from self._row(field)
            yield Static("^s save   ⇥ next   → completes   esc leave", id="end", markup=False)

    def _row(self, field: Field) -> ComposeResult:
        line: LineInput | TextArea
        if field.is_long:
            line = _TextField(field.text, soft_wrap=True, tab_behavior="focus")
        else:
            suggester = _Completion(field.choices, is_list=field.is_list) if field.choices else None
            line = _Line(
                field.text,
                placeholder=field.hint,
                suggester=suggester,
                select_on_focus=False,
            )
        note = Static(markup=False, classes="note")
        self._lines[field.name], self._notes[field.name] = line, note
        self._shown[field.name] = _shown(line)
        if isinstance(line, TextArea):
            line.read_only = line.text != field.text
        with Horizontal(classes="field"):
            yield Static(field.name.replace("_", " "), classes="name", markup=False)
            with Vertical():
                yield line
                yield note

    def on_resize(self, event: events.Resize) -> None:
        # The frame and the line at its end are there at any height.
        self.query_one("#fields").styles.max_height = max(1, event.size.height - 3)

    def on_mount(self) -> None:
        self.set_focus(next(iter(self._lines.values())))
        self._tell()

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields, and what was there at first where it still stands."""
        shown = {name: _shown(line) for name, line in self._lines.items()}
        return {
            field.name: field.text
            if shown[field.name] == self._shown[field.name]
            else shown[field.name]
            for field in self._fields
        }

    @property
    def is_changed(self) -> bool:
        texts = self.texts
        return any(texts[field.name] != field.known for field in self._fields)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._tell()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._tell()

    def _tell(self) -> Checked:
        said = self._judge(self.texts)
        for name, note in self._notes.items():
            mistake, line = said.mistakes.get(name, ""), self._lines[name]
            text = mistake or said.notes.get(name, "")
            if isinstance(line, TextArea) and line.read_only:
                text = text or FIXED
            note.update(text)
            note.set_class(bool(text), "-said")
            note.set_class(bool(mistake), "-wrong")
        if self.is_changed or self._was_changed:
            # What was written and taken back is kept as such too.
            self._was_changed = True
            self._changed(self.texts)
        return said

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave enter to a text of several lines."""
        return action != "take" or isinstance(self.focused, LineInput)

    def action_take(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        """Save what stands there now, whatever is typed from here on."""
        if self.is_ending:
            return
        self.is_ending = True
        # What was typed before may not have reached its line yet: it is on the same way.
        (self.focused or self).post_message(self.Ended())

    def on_form_ended(self, event: Ended) -> None:
        event.stop()
        # A key that is no letter goes on from here, and comes back as an action.
        self.app.call_later(self._save)

    def _save(self) -> None:
        said = self._tell()
        if said.mistakes:
            self.is_ending = False
            name = next(field.name for field in self._fields if field.name in said.mistakes)
            self.set_focus(self._lines[name])
        elif self.is_active:
            self.dismiss(self.texts)

    def action_leave(self) -> None:
        """Leave without saving, at the second time if anything was written."""
        if self.is_ending:
            return
        if self.is_changed and self._warned_of != self.texts:
            self._warned_of = self.texts
            self.query_one("#end", Static).update("esc again leaves without saving   ^s save")
        elif self.is_active:
            self.dismiss(None)


def _shown(line: LineInput | TextArea) -> str:
    return line.text if isinstance(line, TextArea) else line.value


def _is_late(line: Widget, event: events.Event) -> bool:
    """Whether something is typed into a line of a form that is being saved."""
    is_typed = isinstance(event, events.Key | events.Paste)
    return is_typed and isinstance(line.screen, Form) and line.screen.is_ending


class _Line(LineInput):
    """A line that takes nothing once its form is being saved."""

    def _forward_event(self, event: events.Event) -> None:
        if not _is_late(self, event):
            super()._forward_event(event)


class _TextField(TextArea):
    """A text of any number of lines, into which nothing that the terminal obeys can be pasted."""

    def _forward_event(self, event: events.Event) -> None:
        if not _is_late(self, event):
            super()._forward_event(event)

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        if self.read_only:
            return
        self.insert(clean(with_newlines(event.text)))


class _Completion(Suggester):
    """Completes a text, or the last item of a list, to the first choice that begins so."""

    def __init__(self, choices: Sequence[str], *, is_list: bool) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._choices, self._is_list = choices, is_list

    async def get_suggestion(self, value: str) -> str | None:
        before, comma, last = value.rpartition(",") if self._is_list else ("", "", value)
        typed = last.lstrip()
        if not typed:
            return None
        for choice in self._choices:
            if choice.startswith(typed) and choice != typed:
                return before + comma + last[: len(last) - len(typed)] + choice
        return None
