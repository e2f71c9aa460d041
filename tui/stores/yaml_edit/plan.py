"""Which slices of a text give way to what, and what the tree is meant to be then."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from tui.stores.yaml_edit.edit import EditError
from tui.stores.yaml_edit.page import Page
from tui.stores.yaml_edit.spot import Spot


class Kept(NamedTuple):
    """A spot that stays as it is, though a change may take its place for another."""

    spot: Spot


class Entry(NamedTuple):
    """A pair of a mapping as it is meant to be: the key is a spot that stays, or a new name."""

    key: Spot | str
    value: "Meant"


class Fields(NamedTuple):
    """A mapping as it is meant to be."""

    entries: Sequence[Entry]


#: What is meant to stand somewhere: an old spot with the changes in it, or something new.
Meant: TypeAlias = Spot | Kept | Fields | str | Mapping[str, "Meant"] | Sequence["Meant"]


class Splice(NamedTuple):
    """A half-open slice of the text, and the text that takes its place."""

    start: int
    end: int
    text: str


class Plan:
    """Collects what an edit does to a page.

    changes has, by the id of an old spot, what is meant to stand in its place. In a careful plan
    texts take one line each, for what stands below could add to them, and the text's last line
    gets an end, for what comes to stand there may need it. has_careful says that this matters.
    """

    def __init__(self, page: Page, *, careful: bool = False) -> None:
        self.page = page
        self.careful = careful
        self.has_careful = False
        self.changes: dict[int, Meant] = {}
        self.root: Meant | None = None
        self._splices: list[Splice] = []

    def put(self, at: int, text: str) -> None:
        self.replace(at, at, text)

    def cut(self, start: int, end: int) -> None:
        self.replace(start, end, "")

    def replace(self, start: int, end: int, text: str) -> None:
        if start < end or text:
            self._splices.append(Splice(start, end, text))

    def mean(self, spot: Spot, meant: Meant) -> None:
        self.changes[id(spot)] = meant

    def put_lines(self, index: int, lines: Sequence[str]) -> None:
        """Put lines below the line of an index, ended as that is."""
        if lines:
            eol = self.page.eol(index)
            self.put(self.page.line_end(index), "".join(eol + line for line in lines))

    def cut_lines(self, start: int, end: int) -> None:
        """Cut the lines from that of one index to that of another."""
        page = self.page
        first, after = page.line_start(start), page.next_line(end)
        if after == page.line_end(end) and first:
            self.has_careful = True
        if after == page.line_end(end) and first and not self.careful:
            # The last line has no end: that of the line before goes, so that none is there again.
            before = page.line_start(first - 1)
            self.cut(page.line_end(before), after)
        else:
            self.cut(first, after)

    def splices(self) -> list[Splice]:
        """Return the splices in order. Raise EditError if they overlap."""
        ordered = sorted(self._splices, key=lambda splice: splice.start)
        for before, after in pairwise(ordered):
            if after.start < before.end:
                place = self.page.location(after.start)
                raise EditError("these changes touch one another: make them one by one", place)
        return ordered

    def result(self) -> str:
        raw, at = self.page.raw, 0
        parts: list[str] = []
        for start, end, text in self.splices():
            parts += (raw[at:start], text)
            at = end
        return "".join([*parts, raw[at:]])
