"""Sources that are too old or too young to have seen what they are cited for."""

from collections.abc import Iterator

from tui.dates.calendar import DAY, civil
from tui.dates.span import Instant
from tui.events.event import Event, Source
from tui.events.problem import Problem, Severity, brief
from tui.events.review.order import YEAR, is_doubtful, surely_ends_before
from tui.events.timeline import Timeline

#: An article may be dated the day before, on the other side of the date line.
_LEEWAY = DAY
#: A source so much older than an event is more likely misdated than background to it.
_LONG_BEFORE = 10 * YEAR
#: A witness so much later tells what others told.
_LONG_AFTER = 30 * YEAR
#: From this year on there are newspapers and archives of nearly everything.
_SINCE = 1800


def sources_before_events(timeline: Timeline) -> Iterator[Problem]:
    """Yield events that no source can report, for all are dated and surely older than they are.

    And each source that is more than ten years older than its event. Both can be meant: the first
    where something was announced, the second as background. Vague dates count as late as they can.
    """
    for event in timeline.events:
        begun = event.when.earliest if event.when and not is_doubtful(event.when) else None
        if begun is None:
            continue
        dated = [(source, source.date) for source in event.sources if source.date]
        older = [source for source, date in dated if surely_ends_before(date, begun - _LEEWAY)]
        much_older = [
            (source, date)
            for source, date in dated
            if surely_ends_before(date, begun - _LONG_BEFORE)
        ]
        for source, date in much_older:
            message = f"this source is dated {brief(date.text)}, more than ten years before the "
            message += f"event '{brief(event.id)}' that it is cited for"
            yield Problem(source.location, Severity.NOTE, "source-before-event", message)
        if older and not much_older and len(older) == len(event.sources):
            message = f"this event has no source from {brief(_said(event))} or later: all of them "
            message += "are older, so they can announce it and not report it"
            yield Problem(event.location, Severity.NOTE, "source-before-event", message)


def late_sources(timeline: Timeline) -> Iterator[Problem]:
    """Yield events since 1800 of which every source is dated, 30 years later at the earliest."""
    for event in timeline.events:
        over = event.when.before if event.when and not is_doubtful(event.when) else None
        if over is None or civil(over).year < _SINCE or not event.sources:
            continue
        if all(_is_late(source, over) for source in event.sources):
            message = "this event has no source from within 30 years after it"
            yield Problem(event.location, Severity.NOTE, "source-late", message)


def _is_late(source: Source, over: Instant) -> bool:
    date = source.date
    if date is None or is_doubtful(date) or date.earliest is None:
        return False
    return date.earliest >= over + _LONG_AFTER


def _said(event: Event) -> str:
    return event.when.text if event.when else ""
