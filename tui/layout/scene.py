"""A frame as rows of cells: what stands where and what it is, without colour, fonts or time.

A run is text that begins at a column of its row; runs of a row never overlap and are in order.
Everything that paints, prints or picks reads a Scene and nothing else.
"""

from bisect import bisect_right
from collections.abc import Iterable
from enum import Enum

from tui.layout.labels import clip, measure
from tui.layout.marks import Role
from tui.named import NamedTuple


class Run(NamedTuple):
    """Text at a column.

    lane is the lane's place in the picture, -1 where there is none. target is what a click on it
    concerns: the id of an event, an action, an address; empty for none.
    """

    x: int
    text: str
    role: Role
    lane: int = -1
    target: str = ""
    selected: bool = False
    dimmed: bool = False
    is_hit: bool = False


class Zone(Enum):
    """What a row is for."""

    AXIS = "axis"
    LANES = "lanes"
    UNDATED = "undated"
    OVERVIEW = "overview"


class Row(NamedTuple):
    zone: Zone
    runs: tuple[Run, ...]


class Scene(NamedTuple):
    """A picture of width x height cells; the time axis begins right of the gutter."""

    width: int
    height: int
    gutter: int
    rows: tuple[Row, ...]

    def run_at(self, x: int, y: int) -> Run | None:
        """Return the run that covers a cell."""
        if not 0 <= y < len(self.rows):
            return None
        runs = self.rows[y].runs
        at = bisect_right(runs, x, key=column_of) - 1
        if at < 0 or x >= runs[at].x + measure(runs[at].text):
            return None
        return runs[at]

    def zone_at(self, y: int) -> Zone | None:
        return self.rows[y].zone if 0 <= y < len(self.rows) else None


def overlay(runs: Iterable[Run], top: Run) -> list[Run]:
    """Return the runs with one laid over them: what it covers is cut away."""
    start, end = top.x, top.x + measure(top.text)
    kept: list[Run] = []
    for run in runs:
        first, last = run.x, run.x + measure(run.text)
        if last <= start or first >= end:
            kept.append(run)
            continue
        if first < start:
            kept.append(run._replace(text=clip(run.text, 0, start - first)))
        if last > end:
            kept.append(run._replace(x=end, text=clip(run.text, end - first, last - end)))
    return sorted([*kept, top], key=column_of)


def whole(runs: Iterable[Run], top: Run) -> list[Run]:
    """Leave out what a run would cover in part and what would then say something else.

    That is a label, whose rest would read as a name, and the number of a cluster, whose first
    digits would be another number.
    """
    end = top.x + measure(top.text)
    kept = []
    for run in runs:
        if run.x >= end or run.x + measure(run.text) <= top.x:
            kept.append(run)
        elif run.role is Role.CLUSTER:
            kept.append(run._replace(text=run.text[:1]))
        elif run.role is not Role.LABEL:
            kept.append(run)
    return kept


def column_of(run: Run) -> int:
    return run.x
