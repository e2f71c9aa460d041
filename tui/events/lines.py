"""The lines of a text: between an index and its line and column."""

from bisect import bisect_right

from tui.events.problem import Location


class Lines:
    """Where the lines of a text begin; only a newline ends one."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        index = text.find("\n")
        while index >= 0:
            self._starts.append(index + 1)
            index = text.find("\n", index + 1)
        self._length = len(text)

    def location(self, index: int) -> Location:
        """Return the place of the character at an index, or of the end of the text."""
        line = bisect_right(self._starts, index)
        return Location(line, index - self._starts[line - 1] + 1)

    def bounds(self, line: int) -> tuple[int, int]:
        """Return the half-open slice of the text that a line takes up, without its newline."""
        last = line == len(self._starts)
        return self._starts[line - 1], self._length if last else self._starts[line] - 1
