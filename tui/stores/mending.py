"""What of a file's mistakes can be mended with certainty, as edits."""

from collections.abc import Iterator

from tui.events.event import Event, LinkKind, Status
from tui.events.node import Mapping, Node, Scalar, Sequence
from tui.events.spelling import near_miss
from tui.events.timeline import Timeline
from tui.stores.yaml_edit.edit import Edit, SetField, SetItemField


def certain(timeline: Timeline) -> list[Edit]:
    """Return the edits that say what a file says already, as it is meant to be written.

    That is a status or a kind of link that is misspelt, and is taken for the one meant, and a date
    that YAML reads as a list, which is put in quotes.
    """
    return [edit for event in timeline.events for edit in _of(event)]


def _of(event: Event) -> Iterator[Edit]:
    given = {key.text: value for key, value in reversed(event.node.pairs)}
    date = given.get("date")
    if isinstance(date, Sequence | Mapping) and event.when is not None and date.end > date.start:
        yield SetField(event.location, "date", event.when.text)
    status = _text(given.get("status"))
    if _is_misspelt(status, [each.value for each in Status]):
        yield SetField(event.location, "status", event.status.value)
    links = given.get("links")
    for at, link in enumerate(links.items if isinstance(links, Sequence) else ()):
        pairs = link.pairs if isinstance(link, Mapping) else []
        kind = next((_text(value) for key, value in pairs if key.text == "kind"), "")
        kinds = [each.value for each in LinkKind]
        if _is_misspelt(kind, kinds):
            yield SetItemField(event.location, "links", at, "kind", near_miss(kind, kinds))


def _is_misspelt(text: str, known: list[str]) -> bool:
    return bool(text) and text not in known and near_miss(text, known) is not None


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""
