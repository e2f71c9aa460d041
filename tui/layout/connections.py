"""The events that the selected one is linked with, and where each of them is in the picture."""

from collections.abc import Sequence
from typing import NamedTuple

from tui.axis.viewport import Viewport
from tui.events.event import Event, LinkKind
from tui.layout.item import Cluster
from tui.layout.lanes import Place
from tui.layout.marks import FAR, reach
from tui.layout.plan import Plan


class Connection(NamedTuple):
    """A link between the selected event and another: from it, if outgoing, or else to it.

    place is where the other one is in its lane, None where it is in none that is shown.
    """

    event: Event
    kind: LinkKind
    outgoing: bool
    look: int = -1
    place: Place | None = None


class Spot(NamedTuple):
    """The column and row of a picture's part for lanes; either may lie outside of it."""

    x: int
    y: int


def spot_of(place: Place, event: Event, viewport: Viewport, plan: Plan, top: int) -> Spot:
    """Return where the sign of an event is: where it begins, or as near to that as is on screen.

    Columns count from the left end of the axis, rows from the first row of the lanes. A column is
    outside of the picture only where all of the event is.
    """
    low, high = viewport.first, viewport.first + viewport.width
    if isinstance(place.item, Cluster):
        start, end = place.item.left, place.item.left + 1
    elif event.when is not None:
        start, end = reach(event.when, viewport.scale)
    else:
        start, end = -FAR, -FAR + 1
    x = start if start >= low or end <= low else min(low, end - 1)
    x = min(x, high) if start < high else start
    row = place.row if place.row < plan.frozen else place.row - top
    if plan.frozen <= place.row and row < plan.frozen:
        row = -1
    return Spot(x - low, row)


def kept(connections: Sequence[Connection], own: Place | None) -> frozenset[int]:
    """Return the identities of the items that events linked with the selection are part of."""
    places = (own, *(connection.place for connection in connections))
    return frozenset(id(place.item) for place in places if place is not None)
