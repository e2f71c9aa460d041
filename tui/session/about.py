"""Ready-made queries about one event: what shares something with it."""

from collections.abc import Iterator
from typing import NamedTuple

from tui.events.event import Event, Source
from tui.events.timeline import Timeline
from tui.query.completion import written

#: Lengths of time around an event, as queries and as words.
_AROUND = (("7d", "7 days"), ("30d", "30 days"), ("1year", "a year"))


class Topic(NamedTuple):
    """What other events may share with one: in words, and as a query that means them.

    source is the place of the source that is shared, -1 for anything else.
    """

    words: str
    query: str
    source: int = -1


def topics(event: Event, timeline: Timeline) -> list[Topic]:
    """Return what can be asked about an event; a query that cannot be written is left out."""
    return [topic for topic in _topics(event, timeline) if '""' not in topic.query]


def _topics(event: Event, timeline: Timeline) -> Iterator[Topic]:
    if event.when is not None:
        for length, words in _AROUND:
            yield Topic(f"within {words} of it", f"near:{_value(f'{event.id}~{length}')}")
    if event.links or timeline.incoming(event.id):
        itself = f"id={_whole(event.id)}"
        yield Topic("it and what it is linked with", f"linked:{_value(event.id)} or {itself}")
        around = _value(f"{event.id}~3")
        yield Topic("the same in three steps", f"linked:{around} or {itself}")
    for actor in event.actors:
        yield Topic(f"by {actor}", f"actor:{_whole(actor)}")
    for tag in event.tags:
        yield Topic(f"tagged {tag}", f"tag:{_whole(tag)}")
    yield Topic(f"in {event.lane}", f"lane:{_whole(event.lane)}")
    for at, source in enumerate(event.sources):
        named = _name(source)
        if named:
            heading = source.title or source.publisher or named
            yield Topic(f"resting on “{heading}”", f"source:{_whole(named)}", at)


def _name(source: Source) -> str:
    """Return what tells a source from others, "" if nothing does."""
    return source.id or source.url or source.locator or source.title


def _value(text: str) -> str:
    return '""' if '"' in text else written(text)


def _whole(text: str) -> str:
    return '""' if '"' in text or not text else f'"{text}"'
