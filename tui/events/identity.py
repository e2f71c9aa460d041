"""The ids of a file's events: those it gives, and made ones where it gives none of its own."""

from collections.abc import Sequence

from tui.events.clean import clean_line
from tui.events.document import Document
from tui.events.fields import report_type
from tui.events.node import Mapping, Scalar
from tui.events.problem import brief
from tui.events.slug import slug


def assign_ids(events: Sequence[Mapping], document: Document) -> list[str]:
    """Return an id for each event, all different.

    The first event with an id keeps it. One that repeats an id gets that with a number, and one
    without gets its title's slug, with a number if need be.
    """
    given = [_text(_given(event, document)) for event in events]
    first: dict[str, int] = {}
    for index, name in enumerate(given):
        if name:
            first.setdefault(name, index)
    names = _Names(first)
    ids = []
    for index, (event, name) in enumerate(zip(events, given, strict=True)):
        if not name:
            ids.append(names.make(slug(_text(_field(event, "title")))))
        elif first[name] == index:
            ids.append(name)
        else:
            ids.append(names.make(name))
            _report(event, events[first[name]], ids[-1], document)
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


def _field(event: Mapping, name: str) -> Scalar | None:
    for key, value in event.pairs:
        if key.text == name:
            return value if isinstance(value, Scalar) and not value.is_null else None
    return None


def _given(event: Mapping, document: Document) -> Scalar | None:
    for key, value in event.pairs:
        if key.text == "id":
            if isinstance(value, Scalar):
                return None if value.is_null else value
            report_type(document, value, "'id'", "a text")
            return None
    return None


def _text(node: Scalar | None) -> str:
    return "" if node is None else clean_line(node.text)


def _report(event: Mapping, first: Mapping, made: str, document: Document) -> None:
    again, before = _field(event, "id"), _field(first, "id")
    if again and before:
        message = f"the event on line {before.line} has the id '{brief(_text(again))}' already; "
        message += f"this one counts as '{brief(made)}'"
        document.log.error(again.location, "id-duplicate", message)
