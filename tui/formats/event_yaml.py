"""One event as YAML, to be pasted under the `events:` of a file."""

from collections.abc import Iterator

import yaml

from tui.events.event import Event
from tui.events.node import Mapping, Node, Scalar

_WIDTH = 100
_INDENT = "  "


def event_yaml(event: Event) -> str:
    """Return an event as an item of a list: all that its file says of it, in that order.

    Texts are quoted as they are in the file; what an alias repeats there is written out.
    """
    started = [
        yaml.StreamStartEvent(),
        yaml.DocumentStartEvent(explicit=False),
        yaml.SequenceStartEvent(None, None, implicit=True, flow_style=False),
    ]
    ended = [
        yaml.SequenceEndEvent(),
        yaml.DocumentEndEvent(explicit=False),
        yaml.StreamEndEvent(),
    ]
    events = [*started, *_events(event.node), *ended]
    text: str = yaml.emit(events, allow_unicode=True, width=_WIDTH)
    return "\n".join(_INDENT + line if line.strip() else line for line in text.split("\n"))


def _events(node: Node) -> Iterator[yaml.Event]:
    if isinstance(node, Scalar):
        yield yaml.ScalarEvent(None, None, (True, True), node.text, style=node.style or None)
        return
    is_flow = node.end > node.start
    if isinstance(node, Mapping):
        yield yaml.MappingStartEvent(None, None, implicit=True, flow_style=is_flow)
        for key, value in node.pairs:
            yield from _events(key)
            yield from _events(value)
        yield yaml.MappingEndEvent()
        return
    yield yaml.SequenceStartEvent(None, None, implicit=True, flow_style=is_flow)
    for item in node.items:
        yield from _events(item)
    yield yaml.SequenceEndEvent()
