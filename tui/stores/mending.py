"""What of a file's mistakes can be mended with certainty, as edits."""

from collections.abc import Collection, Iterator

from tui.events.event import Event, LinkKind, Status
from tui.events.node import Mapping, Node, Scalar, Sequence
from tui.events.spelling import certainly
from tui.events.timeline import Timeline
from tui.stores.yaml_edit.edit import Edit, SetField, SetItemField

_STATUSES = tuple(status.value for status in Status)
_KINDS = tuple(kind.value for kind in LinkKind)
#: Words of another sense that a letter makes of a status; kinds of links have too many of them.
_OTHERS = frozenset(
    ("conformed", "reposted", "repotted", "resorted", "retorted", "refracted", "retraced")
)


def certain(timeline: Timeline) -> list[Edit]:
    """Return the edits that say what a file says already, as it is meant to be written.

    That is a status or a kind of link that can be no other, but for how it is written, and a date
    that YAML reads as a list, which is put in quotes. What is only likely stays a problem.
    """
    return [edit for event in timeline.events for edit in _of(event)]


def _of(event: Event) -> Iterator[Edit]:
    given = {key.text: value for key, value in reversed(event.node.pairs)}
    date = given.get("date")
    if isinstance(date, Sequence | Mapping) and event.when is not None and date.end > date.start:
        yield SetField(event.location, "date", event.when.text)
    if status := _meant(given.get("status"), _STATUSES, _OTHERS):
        yield SetField(event.location, "status", status)
    links = given.get("links")
    for at, link in enumerate(links.items if isinstance(links, Sequence) else ()):
        pairs = link.pairs if isinstance(link, Mapping) else []
        kind = next((value for key, value in pairs if key.text == "kind"), None)
        if meant := _meant(kind, _KINDS):
            yield SetItemField(event.location, "links", at, "kind", meant)


def _meant(
    node: Node | None, known: tuple[str, ...], others: Collection[str] | None = None
) -> str | None:
    """Return the known word that a text is for certain; None if it is one, or may be another."""
    if not isinstance(node, Scalar) or node.is_null or node.text in known:
        return None
    return certainly(node.text, known, others)
