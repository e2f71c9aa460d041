"""One action of the program: the keys that ask for it and what it says of itself."""

from enum import Enum

from tui.keymap.key_name import shown
from tui.named import NamedTuple


class Pane(Enum):
    """Where a key counts."""

    EVERYWHERE = "everywhere"
    TIMELINE = "timeline"
    DETAIL = "detail"


HEADINGS: dict[Pane, str] = {
    Pane.TIMELINE: "In the timeline",
    Pane.DETAIL: "In the detail pane",
    Pane.EVERYWHERE: "Everywhere",
}


class Command(NamedTuple):
    """An action of the app: keys by their terminal names, a sentence, a word for the key line.

    brief is empty where the line of keys does not show the command.
    """

    action: str
    keys: tuple[str, ...]
    sentence: str
    pane: Pane = Pane.TIMELINE
    brief: str = ""

    @property
    def shown_as(self) -> str:
        """The keys as they are shown to a reader."""
        return " ".join(map(shown, self.keys))
