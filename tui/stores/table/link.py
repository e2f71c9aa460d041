"""Links of a row: texts that name the event they lead to, or say what it is to it before that."""

from collections.abc import Iterable

from tui.events.clean import clean_line
from tui.events.event import Link, LinkKind

#: What parts the kind of a link from the id it leads to.
COLON = ":"
KINDS = {kind.value: kind for kind in LinkKind}


def links_of(texts: Iterable[str | None]) -> tuple[Link, ...]:
    """Return the links that texts are: KIND:ID, or the id alone of what an event is related to."""
    links = (_link_of(text) for text in texts if text is not None)
    return tuple(link for link in links if link.to)


def texts_to(event_id: str) -> list[str]:
    """Return the texts of all links to the event with an id."""
    texts = [event_id, *(f"{kind}{COLON}{event_id}" for kind in KINDS)]
    # Where an id itself is written as KIND:ID, it alone is a link to another event.
    return [text for text in texts if _parts(text)[1] == event_id]


def _link_of(text: str) -> Link:
    kind, to = _parts(text)
    return Link(clean_line(to), kind)


def _parts(text: str) -> tuple[LinkKind, str]:
    """Return the kind of the link that a text is, and the id it leads to as it stands there."""
    kind, _, to = text.partition(COLON)
    return (KINDS[kind], to) if to and kind in KINDS else (LinkKind.RELATED, text)
