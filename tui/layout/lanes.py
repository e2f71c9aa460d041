"""Lanes: which events share one, how many rows each gets, and what stands in those rows."""

from collections.abc import Callable, Iterable, Sequence
from heapq import heapify, heapreplace
from typing import NamedTuple

from tui.axis.scale import Scale
from tui.dates.span import Span
from tui.events.event import Event
from tui.layout.marks import Mark, mark_of
from tui.layout.packing import Bounds, Item, labelled, ladder, squeeze, stack


class Lane(NamedTuple):
    """A named group of events in the order of time, undated ones left out."""

    name: str
    events: tuple[Event, ...]


class PackedLane(NamedTuple):
    """A lane at one zoom: rows of items, from left to right in absolute cells."""

    name: str
    rows: tuple[tuple[Item, ...], ...]


class Place(NamedTuple):
    """Where an event went: its lane, its row counted over all lanes, and its item there."""

    lane: int
    row: int
    item: Item


class Packing(NamedTuple):
    """All lanes at one zoom. Where spaced, a blank row stands between lanes.

    height counts the rows of all lanes, blank ones included; places are by event id.
    """

    scale: Scale
    lanes: tuple[PackedLane, ...]
    spaced: bool
    height: int
    places: dict[str, Place]


def group(events: Iterable[Event], order: Sequence[str]) -> tuple[Lane, ...]:
    """Return the lanes in the order given, those it does not name after them as they turn up."""
    members: dict[str, list[Event]] = {name: [] for name in order}
    for event in events:
        if event.when is not None:
            members.setdefault(event.lane, []).append(event)
    return tuple(Lane(name, tuple(events)) for name, events in members.items())


def pack(
    lanes: Sequence[Lane],
    scale: Scale,
    within: Span,
    height: int | None,
    label: Callable[[Event], str] | None = None,
) -> Packing:
    """Return the lanes packed at a scale into about height rows, or as many as all labels need.

    Labels stay within the cells that the span touches where they can. No lane gets less than one
    row, so with more lanes than height the packing is higher.
    """
    low, high = scale.cells(within)
    longest = high - low if height is None else max(12, min(64, (high - low) * 3 // 5))
    bounds = Bounds(low, high, longest)
    marks = [
        [mark_of(event, event.when, scale) for event in lane.events if event.when is not None]
        for lane in lanes
    ]
    arrange = ladder if height is None else stack
    stacks = [
        arrange([labelled(mark, bounds, label(mark.event) if label else None) for mark in in_lane])
        for in_lane in marks
    ]
    needs = [max(1, len(rows)) for rows in stacks]
    budgets = needs if height is None else share(needs, height)
    spaced = height is None or sum(budgets) + len(lanes) - 1 <= height
    packed = tuple(
        PackedLane(lane.name, _rows(rows, in_lane, budget, bounds))
        for lane, rows, in_lane, budget in zip(lanes, stacks, marks, budgets, strict=True)
    )
    return Packing(scale, packed, spaced, *_places(packed, spaced=spaced))


def _places(lanes: Sequence[PackedLane], *, spaced: bool) -> tuple[int, dict[str, Place]]:
    places: dict[str, Place] = {}
    row = 0
    for at, lane in enumerate(lanes):
        row += spaced and at > 0
        for items in lane.rows:
            for item in items:
                for mark in item.members or (item.mark,):
                    places[mark.event.id] = Place(at, row, item)
            row += 1
    return row, places


def share(needs: Sequence[int], height: int) -> list[int]:
    """Return how many rows each lane gets of the height: at least one, at most its need.

    Rows go one by one to the lane that has the smallest part of its need.
    """
    given = [1] * len(needs)
    spare = height - len(needs)
    hungry = [(1 / need, at) for at, need in enumerate(needs) if need > 1]
    heapify(hungry)
    while spare > 0 and hungry:
        _, at = hungry[0]
        given[at] += 1
        spare -= 1
        part = given[at] / needs[at]
        heapreplace(hungry, (part if part < 1 else float("inf"), at))
        if hungry[0][0] == float("inf"):
            break
    return given


def _rows(
    rows: list[list[Item]], marks: list[Mark], budget: int, bounds: Bounds
) -> tuple[tuple[Item, ...], ...]:
    chosen = rows if len(rows) <= budget else squeeze(marks, budget, bounds)
    return tuple(tuple(row) for row in chosen) or ((),)
