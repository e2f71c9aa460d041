"""Links that hold in both directions, and of which one is missing."""

from collections.abc import Iterator

from tui.events.event import Event, Link, LinkKind
from tui.events.problem import Problem, Severity, brief
from tui.events.review.places import place_of_link
from tui.events.timeline import Timeline

_MUTUAL = (LinkKind.CONTRADICTS, LinkKind.SAME_AS, LinkKind.RELATED)


def one_way_links(timeline: Timeline) -> Iterator[Problem]:
    """Yield each link of a mutual kind that its file states from one side, if most have both.

    Each link is shown at both of its events, so that a file may well state all of them from one
    side. Only where it states most of a kind twice is one that stands alone a slip.
    """
    links = [
        (event, link)
        for event in timeline.events
        for link in dict.fromkeys(event.links)
        if link.kind in _MUTUAL and link.to != event.id and timeline.event(link.to)
    ]
    stated = {(event.id, link.to, link.kind) for event, link in links}
    for kind in _MUTUAL:
        of_kind = [(event, link) for event, link in links if link.kind is kind]
        alone = [row for row in of_kind if not _is_answered(*row, stated)]
        # A pair that stands on both sides is two links.
        if 2 * len(alone) < len(of_kind) - len(alone):
            yield from (_problem(event, link) for event, link in alone)


def _is_answered(event: Event, link: Link, stated: set[tuple[str, str, LinkKind]]) -> bool:
    return (link.to, event.id, link.kind) in stated


def _problem(event: Event, link: Link) -> Problem:
    message = f"'{brief(link.to)}' does not say '{link.kind}' of this event, as most such links "
    message += "of this file do in both directions"
    return Problem(place_of_link(event, link), Severity.NOTE, "link-one-way", message)
