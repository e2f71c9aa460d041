"""The ids of a file's events: those it gives, and made ones where it gives none of its own."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tui.events.clean import clean_line
from tui.events.document import Document
from tui.events.fields import report_type
from tui.events.node import Mapping, Node, Scalar
from tui.events.problem import Location, brief
from tui.events.problem_log import ProblemLog
from tui.events.slug import slug
from tui.events.trace import Said


class Claim(NamedTuple):
    """What an event says of its id: the text and its place, both empty where it gives none.

    stem is what an id is made from where none is given.
    """

    text: str
    place: Location | None
    stem: str = ""


def claim_of(event: Mapping, document: Document) -> Claim:
    """Return what an event says of its id; one that is no text is a problem and none."""
    scalar = _given(event, document)
    text = _text(scalar)
    if scalar is None or not text:
        return Claim("", None, slug(_text(_scalar(event, "title"))))
    return Claim(text, scalar.location)


def assign_ids(claims: Sequence[Claim], log: ProblemLog) -> list[str]:
    """Return an id for each event, all different.

    The first event with an id keeps it. One that repeats an id gets that with a number, and one
    without gets its title's slug, with a number if need be.
    """
    first: dict[str, int] = {}
    for index, claim in enumerate(claims):
        first.setdefault(claim.text, index)
    first.pop("", None)
    names = _Names(first)
    ids = []
    for index, (text, place, stem) in enumerate(claims):
        if place is None:
            ids.append(names.make(stem))
        elif first[text] == index:
            ids.append(text)
        else:
            ids.append(names.make(text))
            _report(text, place, claims[first[text]].place, ids[-1], log)
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


def _report(text: str, place: Location, first: Location | None, made: str, log: ProblemLog) -> None:
    line = first.line if first else place.line
    message = f"the event on line {line} has the id '{brief(text)}' already; "
    message += f"this one counts as '{brief(made)}'"
    log.error(place, "id-duplicate", message)


#: What a made id may end with.
_NUMBERED = re.compile(r"(.+)-\d+", re.DOTALL)


def ids_again(
    before: Sequence[Sequence[Said]],
    after: Sequence[Sequence[Said]],
    ids: Sequence[str],
    is_known: Callable[[str], bool],
    *,
    are_given: bool,
) -> list[str] | None:
    """Return the ids of events that were read again, None where only all others can tell.

    All are as assign_ids would give them; before and after have the events between others that
    stay, in the order of the file, and ids are those they had. is_known tells whether one of the
    others has an id; are_given that each of them gives its own, and no two the same.
    """
    if list(map(list, before)) == list(map(list, after)):
        return list(ids)
    old, new = ([said for each in some for said in each] for some in (before, after))
    texts = [said.text for said in new]
    if len(set(texts)) < len(texts) or "" in texts or any(map(is_known, texts)):
        return None
    if are_given and all(said.is_given for said in (*old, *new)):
        return texts
    if [said.text for said in old] != list(ids):
        return None
    # A made id depends on what was taken before it, be it the name itself or one with a number.
    every = {*texts, *ids}
    for text in every:
        numbered = _NUMBERED.fullmatch(text)
        if is_known(text) or is_known(f"{text}-2") or f"{text}-2" in every:
            return None
        if numbered and (is_known(numbered[1]) or numbered[1] in every):
            return None
    return texts
