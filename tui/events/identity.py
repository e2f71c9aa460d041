"""The ids of a file's events: those it gives, and made ones where it gives none of its own."""

from collections.abc import Sequence

from tui.events.clean import clean_line
from tui.events.document import Document
from tui.events.fields import report_type
from tui.events.node import Mapping, Node, Scalar
from tui.events.problem import brief
from tui.events.slug import slug


def assign_ids(events: Sequence[Mapping], document: Document) -> list[str]:
    """Return an id for each event, all different.

    The first event with an id keeps it. One that repeats an id gets that with a number, and one
    without gets its title's slug, with a number if need be.
    """
    given = [_given(event, document) for event in events]
    texts = [_text(scalar) for scalar in given]
    first: dict[str, int] = {}
    for index, text in enumerate(texts):
        first.setdefault(text, index)
    first.pop("", None)
    names = _Names(first)
    ids = []
    for index, text in enumerate(texts):
        scalar = given[index]
        if scalar is None or not text:
            ids.append(names.make(slug(_text(_scalar(events[index], "title")))))
        elif first[text] == index:
            ids.append(text)
        else:
            ids.append(names.make(text))
            _report(scalar, given[first[text]], ids[-1], document)
    return ids


class _Names:
    """Makes names that are not taken, numbered from 2 where need be."""

    def __init__(self, taken: dict[str, int]) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def make(self, stem: str) -> str:
        name, number = stem, self._next.get(stem, 2)
        while name in self._taken:
            name = f"{stem}-{number}"
            number += 1
        self._next[stem] = number
        self._taken.add(name)
        return name


def _scalar(event: Mapping, name: str) -> Scalar | None:
    node = _first(event, name)
    return node if isinstance(node, Scalar) and not node.is_null else None


def _given(event: Mapping, document: Document) -> Scalar | None:
    node = _first(event, "id")
    if node is None or isinstance(node, Scalar):
        return _scalar(event, "id")
    report_type(document, node, "'id'", "a text")
    return None


def _first(event: Mapping, name: str) -> Node | None:
    for key, value in event.pairs:
        if key.text == name:
            return value
    return None


def _text(node: Scalar | None) -> str:
    return "" if node is None else clean_line(node.text)


def _report(again: Scalar, first: Scalar | None, made: str, document: Document) -> None:
    line = first.line if first else again.line
    message = f"the event on line {line} has the id '{brief(_text(again))}' already; "
    message += f"this one counts as '{brief(made)}'"
    document.log.error(again.location, "id-duplicate", message)
