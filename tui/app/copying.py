"""What a reader can copy, and how it gets to a clipboard."""

from asyncio import to_thread
from collections.abc import Sequence
from shlex import quote
from typing import TYPE_CHECKING

from tui.dates.wording import worded
from tui.desktop.clipboard import MOST_OSC_52, hand_to_tool
from tui.events.clean import clean_line
from tui.events.event import Event
from tui.formats.event_yaml import event_yaml
from tui.session.view_line import written
from tui.session.view_state import ViewState

if TYPE_CHECKING:
    from textual.app import App

_MOST_SAID = 60


def title_and_date(event: Event) -> str:
    return f"{event.title} ({worded(event.when)})" if event.when else event.title


def as_yaml(event: Event) -> str:
    return event_yaml(event)


def command(path: str, view: ViewState, options: Sequence[str] = ()) -> str:
    """Return the command that opens a file with a view, "" where its name cannot be typed."""
    if not all(text.isprintable() for text in (path, *options)):
        return ""
    if "/" not in path:
        path = f"./{path}"  # a name may be that of a command, or look like an option
    return " ".join(map(quote, ("eventide", path, *options, "--view", written(view))))


async def copy(app: "App[None]", what: str, text: str) -> None:
    """Put a text on the clipboard by all ways there are, and tell what was copied and how."""
    by_terminal = len(text.encode("utf-8", "replace")) <= MOST_OSC_52
    if by_terminal:
        app.copy_to_clipboard(text)
    tool = await to_thread(hand_to_tool, text)
    first = clean_line(text.strip().split("\n", 1)[0])
    said = first if len(first) <= _MOST_SAID else f"{first[: _MOST_SAID - 1]}…"
    if tool:
        app.notify(f"Copied {what} by {tool}: {said}", markup=False)
    elif by_terminal:
        app.notify(f"Sent {what} to the terminal's clipboard: {said}", markup=False)
    else:
        message = (
            "There is no clipboard here for so long a text: wl-copy, xclip or xsel are missing"
        )
        app.notify(message, severity="warning", markup=False)
