"""What is wrong with a file of the reader's preferences, and where."""

from tui.named import NamedTuple


class Complaint(NamedTuple):
    """A sentence on a place; the line is counted from 1."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"
