"""Edits tried in every way there is, which must all come to the same."""

from collections.abc import Callable, Sequence
from unittest.mock import patch

from tests.stores.trees import plain
from tui.events.node import Mapping, Node
from tui.events.node import Sequence as List
from tui.events.problem import Location, UnreadableError
from tui.stores.yaml_edit import edited as module
from tui.stores.yaml_edit.edit import Edit, EditError
from tui.stores.yaml_edit.page import Page
from tui.stores.yaml_file import to_whole_timeline
from tui.stores.yaml_parser import c_events, pure_events
from tui.stores.yaml_reader import read_document
from tui.stores.yaml_text import decode

Titles = dict[Location, str]
NO_TITLES: Titles = {}

#: The edits of a text, given the places of its events.
Edits = Callable[[list[Location]], Sequence[Edit]]


def nodes(data: bytes) -> list[Node]:
    """Return what stands in the list of events, as the loader gives it."""
    root = read_document(decode(data)).root
    for key, value in root.pairs if isinstance(root, Mapping) else ():
        if key.text == "events":
            return value.items if isinstance(value, List) else []
    return []


def places(data: bytes) -> list[Location]:
    return [node.location for node in nodes(data)]


def outcome(data: bytes, edits: Sequence[Edit]) -> bytes | str:
    """Return the new bytes, or the reason against them."""
    found = _outcome(data, edits)
    assert _outcome(data, edits, sound=True) == found
    shown = titles(data)
    assert _outcome(data, edits, sound=True, titles=shown) == found
    assert _outcome(data, edits, sound=True, last=max(shown, default=None)) == found
    if is_read_by_both(data):
        assert _outcome(data, edits, pure=True) == found
    with patch.object(module, "slice_of", return_value=None):
        assert _outcome(data, edits) == found
    return found


def titles(data: bytes) -> Titles:
    """Return the titles of the events by their places, as the timeline shows them."""
    try:
        events = to_whole_timeline(data, "events.yaml").events
    except UnreadableError:
        return {}
    return {event.location: event.title for event in events}


def is_read_by_both(data: bytes) -> bool:
    """Whether the pure parser takes it, too: it wants no tabs at the ends of lines."""
    try:
        Page(decode(data), pure_events)
    except EditError:
        return False
    return True


def _outcome(
    data: bytes,
    edits: Sequence[Edit],
    *,
    sound: bool = False,
    pure: bool = False,
    titles: Titles = NO_TITLES,
    last: Location | None = None,
) -> bytes | str:
    events = pure_events if pure else c_events
    try:
        return module.edited(data, edits, sound=sound, titles=titles, last=last, events=events)
    except EditError as error:
        return error.reason


def texts(data: bytes) -> list[object]:
    """Return the events as plain values, a null as None."""
    return [_text(node) for node in nodes(data)]


def _text(node: Node) -> object:
    if isinstance(node, Mapping):
        return [(key.text, _text(value)) for key, value in node.pairs]
    if isinstance(node, List):
        return [_text(item) for item in node.items]
    return None if node.is_null else node.text


def around(data: bytes) -> object:
    """Return all of a timeline but its events."""
    root = read_document(decode(data)).root
    if not isinstance(root, Mapping):
        return None
    return [(key.text, plain(value)) for key, value in root.pairs if key.text != "events"]
