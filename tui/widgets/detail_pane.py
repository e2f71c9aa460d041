"""The detail pane: one event with its sources and links, to be read and followed."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.console import Console
from rich.style import Style
from rich.theme import Theme
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.keymap.command import Pane
from tui.layout.page import head, paragraphs, references
from tui.layout.scene import Row
from tui.palette import DARK, Palette
from tui.widgets.bindings import bindings
from tui.widgets.painted import Line, Painted
from tui.widgets.theme import inks_of

if TYPE_CHECKING:
    from tui.layout.detail import Detail

#: What only Markdown would show differently; without any of it text is laid out directly, at once.
_MARKUP = r"(?m)[*_`\[\]<>#|~\\]|^\s*(?:[-+]|\d+[.)])\s|^(?: {4}|\t)|^\s*[-=]{2,}\s*$"

#: Longer texts are shown as they are written: Markdown takes time in proportion.
_LONGEST_MARKDOWN = 50_000


class DetailPane(Painted, ScrollView, can_focus=True):
    """Paints what is known of an event; one of its references is at the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Pane.DETAIL)

    class ReferenceOpened(Message):
        """A source's address, or the id of the event that a link leads to."""

        def __init__(self, target: str, *, is_source: bool) -> None:
            super().__init__()
            self.target, self.is_source = target, is_source

    def __init__(self) -> None:
        super().__init__("detail")
        self._detail: Detail | None = None
        self._lane = -1
        self._nothing: Callable[[int], Sequence[Row]] | None = None
        self._cursor = -1
        self._width = 0
        self._rows: list[Line] = []
        self._owners: list[int] = []
        self._body: tuple[tuple[str, int, Palette], list[Line]] = ("", 0, DARK), []

    @property
    def detail(self) -> "Detail | None":
        return self._detail

    @property
    def rows(self) -> list[Line]:
        return self._rows

    @property
    def cursor(self) -> int:
        """The place of the reference at the cursor, sources first; -1 for none."""
        return self._cursor

    @property
    def source(self) -> int:
        """The place of the source at the cursor, -1 for none."""
        is_one = self._detail is not None and self._cursor < len(self._detail.sources)
        return self._cursor if is_one else -1

    def show(self, detail: "Detail", lane: int) -> None:
        """Show an event from its top; lane is its lane's place, for the colour."""
        if (detail, lane) == (self._detail, self._lane):
            return
        self._detail, self._lane, self._cursor = detail, lane, -1
        self._lay_out()
        self.scroll_to(y=0, animate=False)

    def show_nothing(self, instead: Callable[[int], Sequence[Row]]) -> None:
        """Show the rows that are to stand in a width instead of an event."""
        self._detail, self._nothing = None, instead
        self._lay_out()

    def open_reference(self) -> None:
        """Ask for what the reference at the cursor leads to; with none there, choose the next."""
        detail = self._detail
        if detail is None or self._cursor < 0:
            self.step(1)
            return
        is_source = self._cursor < len(detail.sources)
        reference = (*detail.sources, *detail.links)[self._cursor]
        self.post_message(self.ReferenceOpened(reference.target, is_source=is_source))

    def step(self, by: int) -> None:
        """Move to the next reference if it is on screen or nearly so, else scroll a line."""
        top, height = self.scroll_offset.y, self.size.height
        shown = [owner for owner in self._owners[top : top + height] if owner >= 0]
        if self._cursor not in shown and shown:
            target = shown[0] if by > 0 else shown[-1]
        else:
            target = self._cursor + by
        rows = [y for y, owner in enumerate(self._owners) if owner == target and target >= 0]
        if rows and top - 1 <= rows[0] and rows[-1] <= top + height:
            self._cursor = target
            self._lay_out()
            overshoot = max(0, rows[-1] - top - height + 1)
            self.scroll_to(y=min(top + overshoot, rows[0]), animate=False)
        else:
            self.scroll_relative(y=by, animate=False)

    def turn(self, pages: int) -> None:
        """Scroll by what is on screen but for a line."""
        self.scroll_relative(y=pages * max(1, self.size.height - 1), animate=False)

    def lines(self, height: int) -> Sequence[Line]:
        top = self.scroll_offset.y
        return self._rows[top : top + height]

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _: self._lay_out())

    def on_resize(self, event: events.Resize) -> None:
        event.prevent_default()
        if self.scrollable_content_region.width != self._width:
            self._lay_out()
        else:
            self._make_room()

    def expect(self, width: int, *, margin: int | None = None) -> None:
        """Lay out for so many cells until the first layout tells the real number.

        Where a margin is given, so many cells are left free around these, as many on either side.
        """
        if not self._width:
            self._width = width
        if margin is not None:
            self.styles.padding = (1, max(1, margin // 2 - 1), 0, max(1, margin // 2))
        else:
            self.styles.clear_rule("padding")

    def on_click(self, event: events.Click) -> None:
        at = event.y + self.scroll_offset.y
        if 0 <= at < len(self._owners) and self._owners[at] >= 0:
            self._cursor = self._owners[at]
            self._lay_out()
            self.open_reference()

    def _lay_out(self) -> None:
        width = max(1, self.scrollable_content_region.width or self._width)
        self._width = width
        before = self._rows
        if self._detail is None:
            self._rows = list(self._nothing(width)) if self._nothing else []
            self._owners = [-1] * len(self._rows)
        else:
            above = [*head(self._detail, self._lane, width), *self._text(width)]
            below = references(self._detail, width, self._cursor)
            self._rows = [*above, *(row for row, _ in below)]
            self._owners = [-1] * len(above) + [owner for _, owner in below]
        self._make_room()
        height, top = self.size.height, self.scroll_offset.y
        self.refresh_changes(before[top : top + height], self.lines(height))

    def _make_room(self) -> None:
        """Let all rows be scrolled to; the size differs only where that makes a difference."""
        size = Size(self._width, max(len(self._rows), self.size.height))
        if size != self.virtual_size:
            # The bar is always there, so that nothing has to be laid out anew, which takes a frame.
            self.set_reactive(DetailPane.virtual_size, size)
            self._scroll_update(size)

    def _text(self, width: int) -> list[Line]:
        """Lay out the text, once for each text, width and theme: Markdown takes its time."""
        text = self._detail.text if self._detail else ""
        palette = inks_of(self).palette
        if self._body[0] != (text, width, palette):
            rows: list[Line]
            if is_plain(text):
                rows = list(paragraphs(text, width))
            else:
                rows = list(_markdown(text, width, palette))
            self._body = (text, width, palette), rows
        return self._body[1]


def is_plain(text: str) -> bool:
    """Return whether a text is laid out as it is written, which takes no time to speak of."""
    return len(text) > _LONGEST_MARKDOWN or not re.search(_MARKUP, text)


def _markdown(text: str, width: int, palette: Palette) -> list[Strip]:
    from rich.markdown import Markdown  # 20 ms that most timelines never need
    from rich.syntax import ANSISyntaxTheme

    plain, bold = Style(color=palette.text), Style(color=palette.text, bold=True)
    quiet, marked = Style(color=palette.muted), Style(color=palette.accent)
    link = Style(color=palette.text, underline=True)
    styles = {
        **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "h7"), bold),
        **dict.fromkeys(("item.bullet", "item.number", "table.header", "kbd"), bold),
        **dict.fromkeys(("block_quote", "table.border", "hr"), quiet),
        **dict.fromkeys(("code", "code_block"), marked),
        "list": plain,
        "link": link,
        "link_url": link,
    }
    theme = Theme({f"markdown.{name}": style for name, style in styles.items()})
    console = Console(width=width, theme=theme, color_system="truecolor", legacy_windows=False)
    # A syntax theme without styles leaves the ground as it is; Rich takes one for a name of one.
    document = Markdown(text, hyperlinks=False, code_theme=ANSISyntaxTheme({}), style=plain)  # type: ignore[arg-type]
    lines = console.render_lines(document, console.options.update(width=width), pad=False)
    return [Strip(line) for line in lines]
