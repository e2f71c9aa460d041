"""Events that stand in a file twice."""

from collections.abc import Iterator

from tui.events.event import Event
from tui.events.event_reader import UNTITLED
from tui.events.problem import Problem, Severity, brief
from tui.events.timeline import Timeline


def duplicates(timeline: Timeline) -> Iterator[Problem]:
    """Yield each event with the title and the date of one above it, capitals aside.

    Unless a link joins the two: then somebody knows that there are two of them.
    """
    first: dict[tuple[str, str], Event] = {}
    for event in in_file_order(timeline):
        if event.title == UNTITLED:
            continue
        before = first.setdefault(identity(event), event)
        if before is not event and not are_linked(event, before):
            message = f"the event '{brief(before.id)}' on line {before.location.line} has this "
            message += "title and this date already"
            yield Problem(event.location, Severity.WARNING, "event-duplicate", message)


def identity(event: Event) -> tuple[str, str]:
    """Return what two events share if one of them is too many: the date's text and the title."""
    return event.when.text if event.when else "", event.title.casefold()


def are_linked(one: Event, other: Event) -> bool:
    """Whether a link joins two events, in either direction."""
    return any(
        link.to == to.id for event, to in ((one, other), (other, one)) for link in event.links
    )


def in_file_order(timeline: Timeline) -> list[Event]:
    return sorted(timeline.events, key=lambda event: event.location)
