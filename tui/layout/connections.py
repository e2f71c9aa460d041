"""The events that the selected one is linked with, and where each of them is in its lane."""

from collections.abc import Sequence

from tui.events.event import Event, LinkKind
from tui.layout.lanes import Place
from tui.named import NamedTuple


class Connection(NamedTuple):
    """A link between the selected event and another: from it, if outgoing, or else to it.

    place is where the other one is in its lane, None where it is in none that is shown.
    """

    event: Event
    kind: LinkKind
    outgoing: bool
    look: int = -1
    place: Place | None = None


def kept(connections: Sequence[Connection], own: Place | None) -> frozenset[int]:
    """Return the identities of the items that events linked with the selection are part of."""
    places = (own, *(connection.place for connection in connections))
    return frozenset(id(place.item) for place in places if place is not None)
