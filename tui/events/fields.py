"""The fields of one mapping, each read as what it is meant to be."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from tui.events import node as nodes
from tui.events.clean import clean, clean_line
from tui.events.document import Document
from tui.events.keys import Keys
from tui.events.node import NULLS, Mapping, Node, Scalar
from tui.events.problem import Location, brief
from tui.events.spelling import near_miss

Choice = TypeVar("Choice", bound=StrEnum)

_KINDS = {Scalar: "a text", nodes.Sequence: "a list", Mapping: "a mapping"}
_NONE: dict[str, tuple[str, ...]] = {}


class Fields:
    """What a mapping gives for its known keys and its own.

    A field that is absent, or plain and empty, '~' or 'null', is not given. Of a repeated key the
    first value counts. Whatever is not as it is meant to be becomes a problem and counts as not
    given. All texts are cleaned.
    """

    __slots__ = ("_given", "_keys", "document", "mapping")

    def __init__(self, mapping: Mapping, keys: Keys, document: Document) -> None:
        self.mapping = mapping
        self.document = document
        self._keys = keys
        given: dict[str, Node | None] = {}
        repeated = False
        for key, node in mapping.pairs:
            name = key.text
            if name in given:
                repeated = True
            elif node.__class__ is Scalar and not node.style and node.text in NULLS:
                given[name] = None
            else:
                given[name] = node
        self._given = given
        if repeated:
            self._report_repeated()
        if not given.keys() <= keys.known:
            self._report_unknown()

    def __contains__(self, name: str) -> bool:
        """Whether the key stands there, even if nothing is given for it."""
        return name in self._given

    @property
    def location(self) -> Location:
        return self.mapping.location

    def node(self, name: str) -> Node | None:
        return self._given.get(name)

    def line(self, name: str) -> str:
        """Return a text on one line, empty if not given."""
        node = self._given.get(name)
        if node is None:
            return ""
        if isinstance(node, Scalar):
            return clean_line(node.text)
        self.report_type(node, f"'{name}'", "a text")
        return ""

    def prose(self, name: str) -> str:
        """Return a text of any number of lines, empty if not given."""
        node = self._given.get(name)
        if node is None:
            return ""
        if isinstance(node, Scalar):
            return clean(node.text)
        self.report_type(node, f"'{name}'", "a text")
        return ""

    def items(self, name: str) -> Sequence[Node]:
        """Return the nodes of a list without the empty ones; a single value is a list of one."""
        node = self._given.get(name)
        if node is None:
            return ()
        if isinstance(node, nodes.Sequence):
            return [item for item in node.items if not self._is_empty(item, name)]
        message = f"'{name}' is meant to be a list; this is taken as a list of one"
        self.document.log.note(node.location, "list-expected", message)
        return (node,)

    def lines(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, each on one line and each once."""
        texts = []
        for item in self.items(name):
            if isinstance(item, Scalar):
                texts.append(clean_line(item.text))
            else:
                self.report_type(item, f"an item of '{name}'", "a text")
        return tuple(dict.fromkeys(texts))

    def choice(self, name: str, default: Choice, *, doubt: Choice, code: str) -> Choice:
        """Return the member that a text names: default if not given, doubt if there is no such.

        A misspelt one is taken for the one that was probably meant.
        """
        text = self.line(name)
        if not text:
            return default
        try:
            return type(default)(text)
        except ValueError:
            pass
        known = [member.value for member in type(default)]
        meant = near_miss(text, known)
        taken = type(default)(meant) if meant else doubt
        hint = f"did you mean '{meant}'?" if meant else f"write {_either(known)}"
        message = f"there is no {name} '{brief(text)}', so it counts as {taken.value}: {hint}"
        self.document.log.error(self._place(name), code, message)
        return taken

    def own(self) -> dict[str, tuple[str, ...]]:
        """Return the fields with unknown keys: one text for a text, several for a list."""
        if self._given.keys() <= self._keys.known:
            return _NONE
        known = self._keys.known
        return {
            clean_line(name): tuple(_values(node))
            for name, node in self._given.items()
            if name not in known and node is not None
        }

    def report_type(self, node: Node, name: str, wanted: str) -> None:
        report_type(self.document, node, name, wanted)

    def _place(self, name: str) -> Location:
        node = self._given[name]
        return node.location if node else self.location

    def _is_empty(self, item: Node, name: str) -> bool:
        if not (isinstance(item, Scalar) and item.is_null):
            return False
        message = f"this item of '{name}' is empty"
        self.document.log.warning(item.location, "item-empty", message)
        return True

    def _report_repeated(self) -> None:
        what = self._keys.what
        first: dict[str, Scalar] = {}
        for key, _ in self.mapping.pairs:
            before = first.setdefault(key.text, key)
            if before is not key:
                name = brief(clean_line(key.text))
                message = f"'{name}' stands on line {before.line} of this {what} already; "
                message += "the first one counts"
                self.document.log.error(key.location, "key-duplicate", message)

    def _report_unknown(self) -> None:
        what, names, known, own_welcome = self._keys
        for key, _ in self.mapping.pairs:
            if key.text in known:
                continue
            place, name = key.location, clean_line(key.text)
            meant = near_key(key.text, names)
            if meant and meant not in self._given:
                message = f"this {what} has an unknown key '{name}': did you mean '{meant}'?"
                self.document.log.warning(place, "key-near-miss", message)
            elif not own_welcome:
                message = f"a {what} knows no key '{name}'; it has no effect"
                self.document.log.note(place, "key-unknown", message)


def report_type(document: Document, node: Node, name: str, wanted: str) -> None:
    message = f"{name} is meant to be {wanted}, and this is {_KINDS[type(node)]}"
    document.log.error(node.location, "type-wrong", message)


@lru_cache(1024)
def near_key(word: str, names: tuple[str, ...]) -> str | None:
    return near_miss(word, names)


def _either(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _values(node: Node) -> Iterator[str]:
    if isinstance(node, nodes.Sequence):
        yield from map(_shown, node.items)
    else:
        yield _shown(node)


def _shown(node: Node) -> str:
    """Return a node as one text, collections in brackets."""
    if isinstance(node, Scalar):
        return clean(node.text)
    if isinstance(node, Mapping):
        pairs = (f"{clean_line(key.text)}: {_shown(value)}" for key, value in node.pairs)
        return f"{{{', '.join(pairs)}}}"
    return f"[{', '.join(map(_shown, node.items))}]"
