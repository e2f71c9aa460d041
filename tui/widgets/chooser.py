"""A list over the panes to choose one of its entries from, narrowed by what is typed."""

from collections.abc import Sequence
from itertools import chain
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region, Size
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input

from tui.layout.labels import STUMP, measure, shorten
from tui.layout.marks import Role
from tui.layout.page import CURSOR
from tui.layout.scene import Row, Run, Zone
from tui.palette import DARK
from tui.widgets.line_input import LineInput
from tui.widgets.paint import Inks, paint
from tui.widgets.theme import inks_of

#: An entry's text, and what is said of it at the right, if anything.
Entry = tuple[str, str]

HINT = "type to narrow the list"
NOTHING = "nothing here has these words"

LEAST_WIDTH, MOST_WIDTH = 32, 76
_FRAME_WIDTH = 3  # border and scroll bar
_FRAME_HEIGHT = 3  # border and the line to type in


class Chooser(ModalScreen[int | None]):
    """Ends with the place of the chosen entry among all of them, from 0 on, or with None.

    start is the place of the entry that the cursor is at first. names has what else each entry is
    found by, which is not shown; empty, there is nothing else.
    """

    # Before the line to type in gets them, and in step with each other.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, action, show=False, priority=True)
        for key, action in (
            ("escape", "dismiss"),
            ("enter", "choose"),
            ("up", "move(-1)"),
            ("down", "move(1)"),
            ("pageup", "turn(-1)"),
            ("pagedown", "turn(1)"),
            ("home", "go_to(0)"),
            ("end", "go_to(-1)"),
        )
    ]

    DEFAULT_CSS = """
    Chooser {
        align: center middle;

        #choices {
            height: auto;
            max-width: 100%;
            max-height: 100%;
            background: $panel;
            border: round $ink-accent;
        }

        Input, Input:focus {
            border: none;
            height: 1;
            padding: 0 2;
            background: $panel;
        }

        #entries {
            overflow-x: hidden;
            scrollbar-gutter: stable;
            scrollbar-size-vertical: 1;
            scrollbar-color: $secondary 40%;
            scrollbar-background: $panel;
        }
    }
    """

    def __init__(
        self, title: str, entries: Sequence[Entry], start: int = 0, names: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._entries = entries
        self._texts = [text.casefold() for text, _ in entries]
        self._names = [name.casefold() for name in names] or [""] * len(entries)
        self._box = Vertical(id="choices")
        self._title = title
        self._box.border_title = Content(title)
        self._line = LineInput(placeholder=HINT, max_length=200, select_on_focus=False)
        self._list = _EntryList(entries, start)
        self._typed = ""

    def compose(self) -> ComposeResult:
        with self._box:
            yield self._line
            yield self._list

    @property
    def rows(self) -> list[Row]:
        """The rows of the list, those out of sight included."""
        return self._list.rows

    def on_mount(self) -> None:
        # The very next key goes into the line.
        self.set_focus(self._line)

    def on_resize(self, event: events.Resize) -> None:
        room = max(1, event.size.height - _FRAME_HEIGHT)
        self._list.styles.height = max(1, min(len(self._entries), room))
        named = min(measure(self._title) + 4, MOST_WIDTH)
        self._box.styles.width = max(self._list.best_width, named) + _FRAME_WIDTH

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow(event.value)

    def _narrow(self, text: str) -> None:
        """Show the entries with all words of a text, the cursor at the likeliest."""
        if text == self._typed:
            return
        self._typed, typed = text, text.casefold()
        words, whole = typed.split(), typed.strip()
        said = zip(self._texts, self._names, strict=True)
        found = [
            at
            for at, (text, name) in enumerate(said)
            if all(word in text or word in name for word in words)
        ]
        named = (at for at in found if self._names[at] == whole)
        begun = (at for at in found if self._texts[at].startswith(whole))
        self._list.show(found, next(chain(named, begun), None) if words else self._list.chosen)
        count = f"{len(found):,} of {len(self._entries):,}"
        self._box.border_subtitle = Content(count if words else "")

    def on_click(self, event: events.Click) -> None:
        if event.widget is self._list:
            if self._list.point_to(event.y):
                self.action_choose()
        elif event.widget is self and self.is_active:
            self.dismiss(None)

    def action_choose(self) -> None:
        # What was typed before may not have reached the line yet.
        self._line.call_later(self._take)

    def _take(self) -> None:
        self._narrow(self._line.value)
        if self._list.chosen is not None and self.is_active:
            self.dismiss(self._list.chosen)

    def action_move(self, by: int) -> None:
        self._list.move_to(self._list.cursor + by)

    def action_turn(self, pages: int) -> None:
        self._list.move_to(self._list.cursor + pages * max(1, self._list.size.height))

    def action_go_to(self, place: int) -> None:
        self._list.move_to(place % max(1, len(self._entries)))


class _EntryList(ScrollView, can_focus=False):
    """Paints the entries found, one of which is at the cursor."""

    ALLOW_SELECT = False

    def __init__(self, entries: Sequence[Entry], cursor: int) -> None:
        super().__init__(id="entries")
        self._entries = entries
        self._found: Sequence[int] = range(len(entries))
        self._cursor = cursor
        self._inks = Inks(DARK, Style())
        widths = (measure(text) + measure(note) + 2 * bool(note) for text, note in entries)
        self._widest = max(widths, default=0) + 3  # the cursor's place, and one cell at the end

    @property
    def best_width(self) -> int:
        """The cells in which every entry is whole, within limits."""
        return max(LEAST_WIDTH, min(self._widest, MOST_WIDTH))

    @property
    def cursor(self) -> int:
        """The place of the cursor among the entries found."""
        return self._cursor

    @property
    def chosen(self) -> int | None:
        """The place of the entry at the cursor among all of them."""
        return self._found[self._cursor] if self._found else None

    @property
    def rows(self) -> list[Row]:
        return [self._row(at) for at in range(max(1, len(self._found)))]

    def show(self, found: Sequence[int], at: int | None) -> None:
        """Show the entries at these places, the cursor at one of them, else at the first."""
        self._found = found
        self.virtual_size = Size(self.size.width, len(found))
        self.move_to(0 if at is None or at not in found else found.index(at))

    def move_to(self, place: int) -> None:
        """Put the cursor on one of the entries found, as near as there is one, and show it."""
        self._cursor = max(0, min(place, len(self._found) - 1))
        height = max(1, self.size.height)
        top = min(max(self.scroll_offset.y, self._cursor - height + 1), self._cursor)
        self.scroll_to(y=top, animate=False)
        self.refresh()

    def point_to(self, y: int) -> bool:
        """Put the cursor on the entry in a row of the screen; False where there is none."""
        place = y + self.scroll_offset.y
        if place >= len(self._found):
            return False
        self.move_to(place)
        return True

    def on_mount(self) -> None:
        self.show(self._found, self._cursor)

    def on_resize(self) -> None:
        self.move_to(self._cursor)

    def render_lines(self, crop: Region) -> list[Strip]:
        # Working these out costs more than painting a line with them.
        self._inks = inks_of(self)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        width, at = self.scrollable_content_region.width, y + self.scroll_offset.y
        if at >= max(1, len(self._found)):
            return Strip.blank(width, self._inks.ground)
        return paint(self._row(at), width, self._inks)

    def _row(self, at: int) -> Row:
        width = self.scrollable_content_region.width
        if not self._found:
            return Row(Zone.AXIS, (Run(2, shorten(NOTHING, width - 2), Role.NOTE),))
        text, note = self._entries[self._found[at]]
        is_chosen = at == self._cursor
        beside = width - measure(note) - 5
        runs = [Run(0, CURSOR, Role.POINTER)] if is_chosen else []
        if note and beside >= min(measure(text), STUMP):
            runs.append(Run(2, shorten(text, beside), Role.LABEL, selected=is_chosen))
            runs.append(Run(width - measure(note) - 1, note, Role.NOTE))
        else:
            runs.append(Run(2, shorten(text, width - 3, 2), Role.LABEL, selected=is_chosen))
        return Row(Zone.AXIS, tuple(runs))
