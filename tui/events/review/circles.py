"""Links of one kind that lead back to where they start."""

from collections.abc import Iterator, Mapping, Sequence

from tui.events.event import Link, LinkKind
from tui.events.problem import Problem, Severity, brief
from tui.events.review.places import place_of_link
from tui.events.timeline import Timeline

#: What one event is to another and that one cannot be to it as well, by any way round.
_ONE_WAY = (LinkKind.LEADS_TO, LinkKind.RESPONDS_TO, LinkKind.PART_OF, LinkKind.SUPERSEDES)
#: So many ids of a circle are named.
_MOST_NAMED = 8


def circles(timeline: Timeline) -> Iterator[Problem]:
    """Yield each circle of links at the link that closes it; without these links there is none.

    An event that links to itself is none of these.
    """
    events = sorted(timeline.events, key=lambda event: event.location)
    for kind in _ONE_WAY:
        targets = {
            event.id: [link.to for link in dict.fromkeys(event.links) if link.kind is kind]
            for event in events
        }
        for circle in _closed(targets):
            last = timeline.event(circle[-1])
            if last is None:
                continue
            message = f"'{kind}' leads round in a circle: {_named(circle)}"
            place = place_of_link(last, Link(circle[0], kind))
            yield Problem(place, Severity.WARNING, "links-in-a-circle", message)


def _closed(targets: Mapping[str, Sequence[str]]) -> Iterator[Sequence[str]]:
    """Walk everything once, deep first, and yield the way walked from where it meets itself.

    Of a long circle only its first steps and its last are given.
    """
    done: set[str] = set()
    for start in targets:
        if start in done:
            continue
        way, taken, depths = [start], [0], {start: 0}
        while way:
            steps = targets[way[-1]]
            if taken[-1] == len(steps):
                taken.pop()
                del depths[way[-1]]
                done.add(way.pop())
                continue
            step = steps[taken[-1]]
            taken[-1] += 1
            depth = depths.get(step)
            if depth is not None:
                if step != way[-1]:
                    yield [*way[depth : min(depth + _MOST_NAMED, len(way) - 1)], way[-1]]
            elif step in targets and step not in done:
                depths[step] = len(way)
                way.append(step)
                taken.append(0)


def _named(circle: Sequence[str]) -> str:
    steps = [brief(step) for step in circle]
    if len(steps) > _MOST_NAMED:
        steps[-2] = "…"
    return " → ".join([*steps, steps[0]])
