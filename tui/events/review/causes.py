"""Links from a cause to an effect that came first."""

from collections.abc import Iterator

from tui.events.event import Event, Link, LinkKind
from tui.events.problem import Problem, Severity, brief
from tui.events.review.order import surely_begins_before
from tui.events.review.places import place_of_link
from tui.events.timeline import Timeline


def effects_before_causes(timeline: Timeline) -> Iterator[Problem]:
    """Yield each `leads-to` to an event that surely began before the one it starts from.

    And each `responds-to` to an event that surely began after it.
    """
    for event in timeline.events:
        for link in dict.fromkeys(event.links):
            other = timeline.event(link.to)
            if other is None or other is event:
                continue
            if link.kind is LinkKind.LEADS_TO and _is_before(other, event):
                yield _problem(event, link, other, "leads to", "before")
            elif link.kind is LinkKind.RESPONDS_TO and _is_before(event, other):
                yield _problem(event, link, other, "responds to", "after")


def _is_before(one: Event, other: Event) -> bool:
    return bool(one.when and other.when and surely_begins_before(one.when, other.when))


def _problem(event: Event, link: Link, other: Event, does: str, when: str) -> Problem:
    dates = [brief(each.when.text) if each.when else "" for each in (event, other)]
    message = f"this event ({dates[0]}) {does} '{brief(other.id)}' ({dates[1]}), "
    message += f"which surely began {when} it: turn the link round, or mend a date"
    return Problem(place_of_link(event, link), Severity.WARNING, "effect-before-cause", message)
