"""Lanes at a zoom: what stands in each of their rows, and where an event went."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from tui.axis.scale import Scale
from tui.dates.span import Span
from tui.events.event import Event
from tui.layout.clusters import unit_of
from tui.layout.event_index import SAMPLE, EventIndex
from tui.layout.item import Cluster, Item, Room
from tui.layout.marks import mark_of
from tui.layout.plan import Plan, plan
from tui.layout.rows import Placed
from tui.layout.scene import Run
from tui.layout.stacking import labelled, ladder
from tui.layout.tiles import LaneTiles, Remark, grid
from tui.named import NamedTuple

#: Rows that a lane gets beyond its need, at the most.
_MOST_MORE = 6


class Place(NamedTuple):
    """Where an event is in a lane: its row, counted over all lanes, and its item there."""

    row: int
    item: Placed


class Packing(Protocol):
    """All lanes at one scale.

    drawn keeps the runs of items that were drawn whole, by the identity of the item, with absolute
    cells for columns.
    """

    scale: Scale
    plan: Plan
    drawn: dict[int, tuple[Run, ...]]

    def items(self, lane: int, row: int, low: int, high: int) -> Iterable[Placed]:
        """Return what stands in a row of a lane in the absolute cells [low, high), in order."""
        ...

    def behind(self, lane: int, low: int, high: int) -> Iterable[Item]:
        """Return the marks that go on behind the last row of a lane in [low, high), in order."""
        ...

    def place(self, lane: int, event: Event) -> Place | None:
        """Return where an event is in a lane, None if it is not in it."""
        ...


class TiledPacking:
    """Lanes in the rows that a plan gives them, packed as far as they are looked at."""

    def __init__(
        self,
        lanes: Sequence[EventIndex],
        plan: Plan,
        scale: Scale,
        extent: Span,
        longest: int,
        remark: Remark | None = None,
    ) -> None:
        self.scale, self.plan = scale, plan
        self._remark = remark
        self._lanes, self._extent, self._longest = lanes, extent, longest
        self.drawn: dict[int, tuple[Run, ...]] = {}
        first, last = scale.cells(extent)
        # Lanes are compared by their shades, so all have the same.
        self._unit = unit_of(max((lane.total for lane in lanes), default=0), last - first)
        self._tiles: dict[int, LaneTiles] = {}

    def items(self, lane: int, row: int, low: int, high: int) -> Iterator[Placed]:
        return self._tiled(lane).items(row, low, high)

    def behind(self, lane: int, low: int, high: int) -> Iterator[Item]:
        return self._tiled(lane).behind(low, high)

    def astray(self, lane: int, low: int, high: int) -> tuple[int, int]:
        """Return how many events of a lane are drawn elsewhere than their dates say; see tiles."""
        return self._tiled(lane).astray(low, high)

    def prepare(self, lane: int, low: int, high: int) -> None:
        """Pack what stands in a lane in the absolute cells [low, high) before it is asked for."""
        self._tiled(lane).prepare(low, high)

    def place(self, lane: int, event: Event) -> Place | None:
        found = self._tiled(lane).find(event)
        return None if found is None else Place(self.plan.firsts[lane] + found[0], found[1])

    def members(self, lane: int, cluster: Cluster) -> list[Event]:
        """Return the events that a cluster of a lane counts, in the order of time."""
        return self._tiled(lane).members(cluster)

    def has_any(self, lane: int, item: Placed, ids: frozenset[str]) -> bool:
        """Whether an item of a lane stands for any event of some ids."""
        return self._tiled(lane).has_any(item, ids)

    def _tiled(self, lane: int) -> LaneTiles:
        tiles = self._tiles.get(lane)
        if tiles is None:
            index = self._lanes[lane]
            cut = grid(index, self.scale, self._extent, self._longest)
            cut = cut._replace(unit=self._unit)
            tiles = self._tiles[lane] = LaneTiles(index, self.plan.rows[lane], cut, self._remark)
        return tiles


def rows_for(
    index: EventIndex, rows: int, spare: int, scale: Scale, extent: Span, longest: int
) -> int:
    """Return how many rows from rows on, at most spare more, let every label of a lane be whole.

    Each event has a row that it tries first, so that nothing jumps, and that may take more rows
    than labels need. Where no number of rows will do it is rows, as for a lane of many events.
    """
    if len(index) > SAMPLE or index.remainder:
        return rows
    cut = grid(index, scale, extent, longest)
    tried = range(rows, rows + min(spare, _MOST_MORE) + 1)
    return next((more for more in tried if LaneTiles(index, more, cut).is_whole()), rows)


class LadderPacking:
    """Lanes as high as all labels need, reading downwards in the order of time."""

    def __init__(
        self,
        lanes: Sequence[Sequence[Event]],
        scale: Scale,
        within: Span,
        label: Callable[[Event], str],
    ) -> None:
        room = Room(*scale.cells(within))
        self.scale = scale
        self.drawn: dict[int, tuple[Run, ...]] = {}
        self._lanes = [
            ladder(
                [
                    labelled(mark_of(event, event.when, scale), label(event), room)
                    for event in events
                    if event.when is not None
                ]
            )
            for events in lanes
        ]
        self.plan = plan([max(1, len(rows)) for rows in self._lanes], None)

    def items(self, lane: int, row: int, low: int, high: int) -> Iterator[Placed]:
        rows = self._lanes[lane][row : row + 1]
        return (item for row in rows for item in row if item.right > low and item.left < high)

    def behind(self, lane: int, low: int, high: int) -> Iterator[Item]:
        return iter(())

    def place(self, lane: int, event: Event) -> Place | None:
        first = self.plan.firsts[lane]
        return next(
            (
                Place(first + at, item)
                for at, row in enumerate(self._lanes[lane])
                for item in row
                if item.mark.event is event
            ),
            None,
        )
