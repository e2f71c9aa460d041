"""What led to an event and what it led to, link by link."""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from tui.events.event import Event, LinkKind
from tui.events.timeline import Timeline

#: Steps that a chain is followed in either direction, and the most events it has there.
DEPTH = 8
MOST = 400


class Way(Enum):
    """Which way links are followed."""

    BACK = "back"  # to what led here
    ON = "on"  # to what it led to


#: Kinds whose links point at what came of an event, and those that point at what it came of. All
#: others are followed both ways.
_ON = frozenset({LinkKind.LEADS_TO})
_BACK = frozenset({LinkKind.RESPONDS_TO, LinkKind.CONTRADICTS, LinkKind.SUPERSEDES})


class Step(NamedTuple):
    """A link to another event; outgoing if the event that one comes from holds it.

    depth is how many steps it is from the first event, from 1 on. is_again tells that the chain has
    the event already, and goes on from there only.
    """

    event: Event
    kind: LinkKind
    outgoing: bool
    depth: int = 1
    is_again: bool = False


def steps(timeline: Timeline, event: Event, way: Way) -> list[Step]:
    """Return the links of an event that lead one way, in the order of time, undated ones last."""
    found = [
        Step(other, link.kind, outgoing=True)
        for link in event.links
        if (other := timeline.event(link.to)) is not None
    ]
    found += [Step(other, link.kind, outgoing=False) for other, link in timeline.incoming(event.id)]
    leading = [step for step in found if step.event is not event and _leads(step, way)]
    return sorted(leading, key=_order)


def chain(timeline: Timeline, event: Event, way: Way) -> list[Step]:
    """Return all that can be reached one way: after each step those that lead on from it.

    An event that several ways lead to goes on where it is met first, and is said to be there again.
    """
    seen = {event.id}
    return list(_reached(timeline, event, way, seen, 1))


def _reached(
    timeline: Timeline, event: Event, way: Way, seen: set[str], depth: int
) -> Iterator[Step]:
    for step in steps(timeline, event, way):
        if len(seen) > MOST:
            return
        is_again = step.event.id in seen
        seen.add(step.event.id)
        yield step._replace(depth=depth, is_again=is_again)
        if not is_again and depth < DEPTH:
            yield from _reached(timeline, step.event, way, seen, depth + 1)


def _leads(step: Step, way: Way) -> bool:
    points_on = step.kind in _ON
    if not points_on and step.kind not in _BACK:
        return True
    return (points_on == step.outgoing) is (way is Way.ON)


def _order(step: Step) -> tuple[bool, int]:
    when = step.event.when
    return when is None, when.position if when else 0
