"""Events that rest on no source, or on a single one."""

from collections.abc import Callable, Iterator, Sequence

from tui.events.event import Event, Source, Status
from tui.events.problem import Problem, Severity, brief
from tui.events.timeline import Timeline

#: From so many on, and if it is most of them, a finding is one about the file.
_MANY = 10


def missing_sources(timeline: Timeline) -> Iterator[Problem]:
    """Yield each event without a source; one finding where that is most of the events."""
    without = [event for event in timeline.events if not event.sources]
    yield from _told(
        "source-missing",
        without,
        timeline.events,
        lambda event: "this event has no source",
        "events have no source",
    )


def single_sources(timeline: Timeline) -> Iterator[Problem]:
    """Yield each confirmed event with sources of one voice; one finding where that is most of them.

    Sources of one publisher are one voice. What is not called confirmed says enough by that.
    """
    confirmed = [
        event for event in timeline.events if event.sources and event.status is Status.CONFIRMED
    ]
    single = [event for event in confirmed if len({_voice(each) for each in event.sources}) == 1]
    yield from _told(
        "source-single", single, confirmed, _single, "confirmed events rest on a single source"
    )


def _voice(source: Source) -> object:
    """Return what two sources share if they are one voice."""
    return source.publisher.casefold() or source.url or id(source)


def _single(event: Event) -> str:
    if len(event.sources) == 1:
        return "this event counts as confirmed and rests on a single source"
    publisher = brief(event.sources[0].publisher)
    by = f"by '{publisher}'" if publisher else "at one address"
    return f"this event counts as confirmed, and all its sources are {by}"


def _told(
    code: str,
    found: Sequence[Event],
    among: Sequence[Event],
    each: Callable[[Event], str],
    together: str,
) -> Iterator[Problem]:
    if len(found) >= _MANY and 2 * len(found) > len(among):
        first = min(event.location for event in found)
        message = f"{len(found):,} of {len(among):,} {together}; the first of them is here"
        yield Problem(first, Severity.NOTE, code, message)
        return
    for event in found:
        yield Problem(event.location, Severity.NOTE, code, each(event))
