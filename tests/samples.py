"""Small values that many tests build on."""

from collections.abc import Sequence

from tui.dates.edtf import parse
from tui.events.event import Event, Link, Source, Status
from tui.events.node import Mapping
from tui.events.problem import Location

PLACE = Location(1, 1)


def event(
    date: str = "",
    title: str = "A title",
    *,
    id: str = "",  # noqa: A002  the field's own name
    lane: str = "Other",
    importance: int = 3,
    status: Status = Status.CONFIRMED,
    text: str = "",
    sources: Sequence[Source] = (),
    links: Sequence[Link] = (),
) -> Event:
    """Return an event, undated where the date is empty; its id is its title if not given."""
    return Event(
        id=id or title,
        title=title,
        when=parse(date) if date else None,
        location=PLACE,
        node=Mapping([], 1, 1, 0, 0),
        lane=lane,
        importance=importance,
        status=status,
        text=text,
        sources=tuple(sources),
        links=tuple(links),
    )
