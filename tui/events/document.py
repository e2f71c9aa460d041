"""A YAML text as a tree of nodes, with what is wrong with it so far."""

from collections.abc import Collection

from tui.events.lines import Lines
from tui.events.node import Mapping, Node, Scalar, Sequence
from tui.events.problem import Location
from tui.events.problem_log import ProblemLog
from tui.events.spelling import near_miss

#: So many names are looked through, over a whole document, for those that wrong ones meant.
_MOST_GUESSES = 200_000


class Document:
    """A text, its tree (None for an empty text) and the log of its problems.

    The text may be part of a file, from a line on.
    """

    def __init__(self, text: str, root: Node | None, log: ProblemLog, first_line: int = 1) -> None:
        self._text = text
        self._first_line = first_line
        self.root = root
        self.log = log
        self._lines: Lines | None = None
        self._guesses = _MOST_GUESSES

    @property
    def text(self) -> str:
        return self._text

    @property
    def guessed(self) -> int:
        """How many names have been looked through so far."""
        return _MOST_GUESSES - self._guesses

    def has_guessed(self, names: int) -> bool:
        """Take over what others have looked through of the same file; False if it is too much."""
        self._guesses -= names
        return self._guesses > 0

    def source(self, node: Sequence | Mapping) -> str:
        """Return what stands in the text for a collection in brackets, empty for block style."""
        return self.text[node.start : node.end]

    def place(self, scalar: Scalar, column: int) -> Location:
        """Return where the character in the column (from 1) of a scalar's text stands.

        Where quoting or folding changed the text, that is where the scalar begins.
        """
        if self._lines is None:
            self._lines = Lines(self.text)
        start, end = self._lines.bounds(scalar.line - self._first_line + 1)
        index = self.text.find(scalar.text, start + scalar.column - 1, end)
        if index < 0:
            return Location(scalar.line, scalar.column)
        return Location(scalar.line, index - start + column)

    def guess(self, name: str, known: Collection[str]) -> str | None:
        """Return the known name that a wrong one probably meant, as long as guessing is cheap."""
        if self._guesses <= 0:
            return None
        self._guesses -= len(known)
        return near_miss(name, known)
