"""Where in the file a field of an event stands, and what in it."""

from collections.abc import Iterator

from tui.events.clean import clean_line
from tui.events.event import Event, Link, LinkKind
from tui.events.node import Mapping, Node, Scalar, Sequence
from tui.events.problem import Location


def value(mapping: Mapping, name: str) -> Node | None:
    """Return what stands under a key, the first time if it is repeated."""
    return next((node for key, node in mapping.pairs if key.text == name), None)


def items(node: Node | None) -> Iterator[Node]:
    """Yield the nodes of a list; a single value is a list of one."""
    if isinstance(node, Sequence):
        yield from node.items
    elif node is not None:
        yield node


def place_of(event: Event, name: str) -> Location:
    """Return where a field's value stands, or the event where it has none."""
    node = value(event.node, name)
    return node.location if node else event.location


def place_of_text(event: Event, name: str, text: str) -> Location:
    """Return where a clean text stands in a field that is a text or a list of them."""
    for item in items(value(event.node, name)):
        if isinstance(item, Scalar) and clean_line(item.text) == text:
            return item.location
    return event.location


def place_of_link(event: Event, link: Link) -> Location:
    """Return where a link of an event stands, the event if that is nowhere."""
    for item in items(value(event.node, "links")):
        if _says(item, link):
            return item.location
    return event.location


def _says(item: Node, link: Link) -> bool:
    if isinstance(item, Scalar):
        return clean_line(item.text) == link.to and link.kind is LinkKind.RELATED
    if not isinstance(item, Mapping):
        return False
    to, kind = value(item, "to"), value(item, "kind")
    if not isinstance(to, Scalar) or clean_line(to.text) != link.to:
        return False
    said = kind.text if isinstance(kind, Scalar) and not kind.is_null else LinkKind.RELATED
    return said == link.kind
