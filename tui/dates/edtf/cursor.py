"""A place in a text that is being read, which knows its column."""

from tui.dates.edtf.error import EdtfError


class Cursor:
    """Reads text[at:stop] from left to right; columns count from the start of the whole text."""

    __slots__ = ("at", "stop", "text")

    def __init__(self, text: str, at: int, stop: int) -> None:
        self.text = text
        self.at = at
        self.stop = stop

    def peek(self) -> str:
        """Return the next character, or an empty text at the end."""
        return self.text[self.at] if self.at < self.stop else ""

    def take(self, characters: str) -> str:
        """Step over the next character if it is one of these, and return it or an empty text."""
        if self.at < self.stop and self.text[self.at] in characters:
            self.at += 1
            return self.text[self.at - 1]
        return ""

    def run(self, characters: str) -> str:
        """Step over as many of these characters as follow each other, and return them."""
        start = self.at
        while self.at < self.stop and self.text[self.at] in characters:
            self.at += 1
        return self.text[start : self.at]

    def error(self, reason: str, at: int | None = None) -> EdtfError:
        """Make the error for the character at this index, or for the next one."""
        return EdtfError(reason, (self.at if at is None else at) + 1)

    def found(self) -> str:
        """Name the next character, as the end of a sentence needs it."""
        character = self.peek()
        if not character:
            return "the text ends here"
        return "a blank stands here" if character == " " else f"'{character}' stands here"


def shown_length(digits: str) -> str:
    """Say how many digits there are, without repeating a thousand of them."""
    shown = digits if len(digits) <= 8 else digits[:8] + "..."
    return f"'{shown}' has {len(digits)}"
