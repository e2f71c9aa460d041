"""Events as JSON: every field as the text that stands in the file, and the bounds it implies."""

import json
from collections.abc import Iterable

from tui.dates.calendar import civil
from tui.dates.span import Instant
from tui.events.event import Event
from tui.events.node import Node, Scalar, Sequence


def events_json(title: str, events: Iterable[Event]) -> str:
    """Return an object with the title and the events.

    Each has the keys of the file, values being text, lists and objects of text, and an id even
    where the file gives none. "earliest" is inclusive and "before" exclusive, in ISO 8601 with
    signed expanded years outside 0000 to 9999, null where open, unknown or undated. A field of the
    file that is itself called so is found as "field.earliest" or "field.before".
    """
    document = {"title": title, "events": [_event(event) for event in events]}
    # Control characters must not reach a terminal; JSON itself leaves DEL as it is.
    return json.dumps(document, indent=2).replace("\x7f", "\\u007f")


def iso(instant: Instant) -> str:
    """Return the UTC date and time, seconds included, microseconds only where there are any."""
    at = civil(instant)
    year = f"{at.year:04d}" if 0 <= at.year <= 9999 else f"{at.year:+05d}"
    fraction = f".{at.microsecond:06d}" if at.microsecond else ""
    clock = f"{at.hour:02d}:{at.minute:02d}:{at.second:02d}{fraction}"
    return f"{year}-{at.month:02d}-{at.day:02d}T{clock}Z"


def _event(event: Event) -> dict[str, object]:
    when = event.when
    earliest = when.earliest if when else None
    before = when.before if when else None
    fields = _plain(event.node)
    own = fields if isinstance(fields, dict) else {}
    return {
        "id": event.id,
        **{
            f"field.{key}" if key in ("earliest", "before") else key: value
            for key, value in own.items()
            if key != "id"
        },
        "earliest": None if earliest is None else iso(earliest),
        "before": None if before is None else iso(before),
    }


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    plain: dict[str, object] = {}
    for key, value in node.pairs:
        plain.setdefault(key.text, _plain(value))
    return plain
