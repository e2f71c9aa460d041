"""A page of text over the panes, closed by the keys that close such things."""

from collections.abc import Iterable
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.layout.labels import measure, wrap

#: A heading, and its lines as pairs of a term and what is said of it.
Section = tuple[str, Iterable[tuple[str, str]]]

WIDTH = 84
_FRAME = 7  # border, padding and scroll bar


class PageScreen(ModalScreen[bool]):
    """Shows sections of text, never as markup; ends with whether enter was pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,exclamation_mark", "close(False)", "Close", show=False),
        Binding("enter", "close(True)", "Close", show=False),
    ]

    DEFAULT_CSS = """
    PageScreen {
        align: center middle;

        #page {
            width: 84;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 0 2;
            background: $panel;
            border: round $ink-accent;
            scrollbar-size-vertical: 1;
            scrollbar-color: $secondary 40%;
            scrollbar-background: $panel;
        }
    }
    """

    def __init__(self, sections: Iterable[Section], patience: float = 0.0) -> None:
        """Take for how many seconds an enter is not for the page yet, which comes by itself."""
        super().__init__()
        self.sections = [(heading, tuple(entries)) for heading, entries in sections]
        self._patience = patience
        self._calm = 0.0

    def on_mount(self) -> None:
        self._calm = monotonic() + self._patience

    def action_close(self, is_agreed: bool) -> None:  # noqa: FBT001  an action has no names
        now = monotonic()
        if is_agreed and now < self._calm:
            # Who types on has not seen it.
            self._calm = now + self._patience
            return
        self.dismiss(is_agreed)

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="page"):
            yield Static(markup=False)

    def on_resize(self) -> None:
        width = max(20, min(WIDTH, self.size.width) - _FRAME)
        self.query_one(Static).update(self._content(width))

    def _content(self, width: int) -> Content:
        lines: list[Content] = []
        for heading, entries in self.sections:
            terms = [measure(term) for term, _ in entries]
            column = min(max(terms, default=0), width // 3) + 2
            lines += [Content(""), Content.styled(heading, "bold $ink-accent")]
            for term, meaning in entries:
                first, *others = wrap(meaning, width - column if term else width)
                blank = " " * max(1, column - measure(term)) if term else ""
                lines.append(Content.assemble((f"{term}{blank}", "bold"), first))
                indent = " " * (column if term else 0)
                lines += [Content(indent + line) for line in others]
        return Content("\n").join(lines[1:])
