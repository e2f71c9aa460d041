"""What a picture needs of a table: how dense each lane is, and its most important events."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tui.dates.span import Span
from tui.events.event import Event
from tui.stores.table.plain_row import lane_name


class LaneCount(NamedTuple):
    """A lane and how many events it has, undated ones included."""

    name: str
    events: int


@dataclass(frozen=True)
class LaneFrame:
    """A lane in a frame.

    counts has how many events have their position in each bin. events are the most important ones
    that may touch the span, in the order of time.
    """

    name: str
    counts: tuple[int, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Frame:
    """Lanes over the equal bins of a half-open span, those asked for in their order."""

    span: Span
    bins: int
    lanes: tuple[LaneFrame, ...]

    @property
    def counts(self) -> list[int]:
        """The events of all lanes by bin."""
        return [sum(column) for column in zip(*(lane.counts for lane in self.lanes), strict=True)]


class Candidate(NamedTuple):
    """A row that may be shown: what it is ordered by, and its event."""

    row: Mapping[str, Any]
    event: Event


def chosen(candidates: Sequence[Candidate], most: int) -> Sequence[Candidate]:
    """Return the most important ones by rank, then by key, in any order."""
    if len(candidates) <= most:
        return candidates
    return sorted(candidates, key=lambda each: (each.row["rank"], key_place(each.row)))[:most]


def key_place(row: Mapping[str, Any]) -> tuple[bool, bool, Any]:
    """Return what a row's key is sorted by, numbers before texts; it may have none."""
    key = row["key"]
    return key is not None, isinstance(key, str), 0 if key is None else key


def summed(
    parts: Iterable[tuple[str | None, int, int]], names: Sequence[str], bins: int, width: int
) -> dict[str, list[int]]:
    """Return counts by lane and bin of a width.

    Parts are the text of a lane, how many microseconds after the first bin begins something is, and
    how often; those of other lanes or beyond the bins do not count.
    """
    counts = {name: [0] * bins for name in names}
    by_text: dict[str | None, list[int] | None] = {}
    end = bins * width
    for text, after, count in parts:
        try:
            lane = by_text[text]
        except KeyError:
            lane = by_text[text] = counts.get(lane_name(text))
        if lane is not None and 0 <= after < end:
            lane[after // width] += count
    return counts
