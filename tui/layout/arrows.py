"""Arrows on free cells: how the line of each kind of link looks, and a sheet to draw them on."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.events.event import LinkKind
from tui.layout.labels import measure
from tui.layout.marks import Role
from tui.layout.routes import Cells, Point, Way, bits, cells_of
from tui.layout.scene import Row, Run, overlay

#: A line along a row, one across, and corners and junctions by the sides that they join: a bit for
#: up, right, down and left each.
_UP, _RIGHT, _DOWN, _LEFT = 1, 2, 4, 8
_ROUND = {3: "╰", 6: "╭", 9: "╯", 12: "╮", 7: "├", 11: "┴", 13: "┤", 14: "┬", 15: "┼"}
_DOUBLE = {3: "╚", 6: "╔", 9: "╝", 12: "╗", 7: "╠", 11: "╩", 13: "╣", 14: "╦", 15: "╬"}


def _line(along: str, across: str, joints: dict[int, str]) -> dict[int, str]:
    return {**joints, **dict.fromkeys((2, 8, 10), along), **dict.fromkeys((1, 4, 5), across)}


_SOLID = _line("─", "│", _ROUND)
_DASHED = _line("┄", "┆", _ROUND)
_DOTTED = _line("┈", "╎", _ROUND)
_TWIN = _line("═", "║", _DOUBLE)

#: The line of each kind of link, and the letter in it.
LINES: dict[LinkKind, tuple[dict[int, str], str]] = {
    LinkKind.LEADS_TO: (_SOLID, "L"),
    LinkKind.RESPONDS_TO: (_DASHED, "R"),
    LinkKind.CONTRADICTS: (_TWIN, "C"),
    LinkKind.PART_OF: (_SOLID, "P"),
    LinkKind.SUPERSEDES: (_DOTTED, "S"),
    LinkKind.SAME_AS: (_DOTTED, "="),
    LinkKind.RELATED: (_DASHED, "~"),
}

_HEADS = {_UP: "↑", _RIGHT: "→", _DOWN: "↓", _LEFT: "←"}


class Arrow(NamedTuple):
    """A link of the selected event: from it, if outgoing, else to it; target is the other's id."""

    kind: LinkKind
    outgoing: bool
    look: int
    target: str

    @property
    def style(self) -> tuple[LinkKind, bool]:
        """What arrows have in common that may share cells."""
        return self.kind, self.outgoing


class Sheet:
    """Rows of free cells in the columns [low, high), and what is drawn on them.

    Arrows of one kind and direction may share their cells. Others cross at right angles only, where
    the one drawn first hides the other, so that no crossing looks like a joint.
    """

    def __init__(self, free: Sequence[int], low: int, high: int) -> None:
        self.low, self.high = low, high
        self._free = list(free)
        self._taken: dict[tuple[LinkKind, bool], Cells] = {}
        self._sides: dict[Point, int] = {}
        self._drawn: dict[Point, tuple[str, Arrow]] = {}
        self._texts: list[tuple[int, Run]] = []

    def cells(self, arrow: Arrow, text: tuple[int, int, int] | None = None) -> Cells:
        """Return the cells that are free for an arrow, less those of a text: row, x, width."""
        along, across = list(self._free), list(self._free)
        if text is not None:
            row, x, width = text
            along[row] &= ~bits(x, x + width)
            across[row] &= ~bits(x, x + width)
        for style, taken in self._taken.items():
            if style != arrow.style:
                along = [free & ~used for free, used in zip(along, taken.along, strict=True)]
                across = [free & ~used for free, used in zip(across, taken.across, strict=True)]
        return Cells(along, across)

    def is_free(self, row: int, x: int, width: int) -> bool:
        """Return whether nothing stands in so many cells, as far as they are on the sheet."""
        wanted = bits(max(x, self.low), min(x + width, self.high))
        free = self._free[row]
        for taken in self._taken.values():
            free &= ~(taken.along[row] | taken.across[row])
        return wanted & ~free == 0

    def write(self, row: int, x: int, text: str, arrow: Arrow) -> None:
        """Put a text of an arrow where it is free; no line takes its cells."""
        width = max(1, measure(text))
        self._free[row] &= ~bits(x, x + width)
        self._texts.append((row, Run(x, text, Role.LINK, arrow.look, arrow.target)))

    def draw(self, points: Way, arrow: Arrow) -> None:
        """Draw an arrow along a way, from the selected mark to another."""
        path = cells_of(points)
        marks = points[0], points[-1]
        sides = [
            _side(cell, before) | _side(cell, after)
            for before, cell, after in zip(
                (marks[0], *path), path, (*path[1:], marks[1]), strict=False
            )
        ]
        head = len(path) - 1 if arrow.outgoing else 0
        ends = 0, len(path) - 1
        letter = _place_of_letter(path, [cell in self._drawn for cell in path])
        taken = self._taken.setdefault(arrow.style, self._nothing())
        for at, (cell, joined) in enumerate(zip(path, sides, strict=True)):
            bit = 1 << cell.x
            if joined != _UP | _DOWN or at in ends:
                taken.along[cell.y] |= bit
            if joined != _LEFT | _RIGHT or at in ends:
                taken.across[cell.y] |= bit
            self._lay(cell, joined, arrow, letter=at == letter)
        tip = path[head]
        towards = marks[1] if arrow.outgoing else marks[0]
        self._drawn[tip] = _HEADS[_side(tip, towards)], arrow
        if arrow.outgoing:
            self._free[tip.y] &= ~(1 << tip.x)

    def over(self, rows: Sequence[Row]) -> list[Row]:
        """Return rows with all that was drawn over them."""
        runs = [list(row.runs) for row in rows]
        for y, run in (*self._texts, *self._lines()):
            runs[y] = overlay(runs[y], run)
        return [row._replace(runs=tuple(each)) for row, each in zip(rows, runs, strict=True)]

    def _lay(self, cell: Point, joined: int, arrow: Arrow, *, letter: bool) -> None:
        """Draw one cell of a line; a head or letter that is there already stays."""
        line, sign = LINES[arrow.kind]
        known, owner = self._drawn.get(cell, ("", arrow))
        if known and (owner.style != arrow.style or known not in line.values()):
            return
        self._sides[cell] = joined | self._sides.get(cell, 0)
        self._drawn[cell] = sign if letter else line[self._sides[cell]], arrow

    def _nothing(self) -> Cells:
        return Cells([0] * len(self._free), [0] * len(self._free))

    def _lines(self) -> Iterator[tuple[int, Run]]:
        """Yield the cells that were drawn, those of an arrow that stand side by side as one run."""
        cells = sorted(self._drawn, key=lambda cell: (cell.y, cell.x))
        at = 0
        while at < len(cells):
            x, y = cells[at]
            arrow, text = self._drawn[cells[at]][1], ""
            while at < len(cells) and cells[at] == (x + len(text), y):
                sign, owner = self._drawn[cells[at]]
                if owner != arrow:
                    break
                text += sign
                at += 1
            yield y, Run(x, text, Role.LINK, arrow.look, arrow.target)


def _side(cell: Point, other: Point) -> int:
    """Return the side of a cell on which another in its row or column lies."""
    if other.y == cell.y:
        return _RIGHT if other.x > cell.x else _LEFT
    return _DOWN if other.y > cell.y else _UP


def _place_of_letter(path: Sequence[Point], shared: Sequence[bool]) -> int | None:
    """Return where the letter of a line stands: amid its longest part that is straight and its own.

    Corners and the ends of the line have none.
    """
    best, longest, first = None, 0, 1
    for at in range(1, len(path)):
        is_end = at == len(path) - 1
        straight = not is_end and not shared[at] and _is_between(*path[at - 1 : at + 2])
        if not straight:
            if at - first > longest:
                best, longest = (first + at - 1) // 2, at - first
            first = at + 1
    return best


def _is_between(before: Point, cell: Point, after: Point) -> bool:
    return before.x == cell.x == after.x or before.y == cell.y == after.y
