"""The nodes that PyYAML composes in C, where they are plain, and what plain events say by them."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from yaml.error import YAMLError
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from tui.events import node as nodes
from tui.events.node import NULLS
from tui.stores.plain_event import ITEMS, WORDS, Entry, Item, NotPlainError, Place
from tui.stores.yaml_anchors import MOST_LEVELS
from tui.stores.yaml_parser import CParser

#: How an alias or a tag begins; what only looks so stands in many a text.
_DOUBT = r"(?<!\w)[*!]"
#: How an anchor begins, or a tag that says nothing: a node does not tell of either.
_UNTOLD = r"(?m)(?<!\w)&(?=\S)|(?:^|[-:,?\[{])[ \t]*!(?=\s)"

#: What PyYAML knows of the tag of a text that has none: whether it may be plain, and quoted.
_PLAIN: Any = (True, False)
_QUOTED: Any = (False, True)


def composed(text: str) -> SequenceNode:
    """Return the list that a text is; raise NotPlainError for none, and for aliases and tags."""
    if CParser is None:
        raise NotPlainError
    try:
        root = _Composer(text).get_single_node()
    except YAMLError:
        raise NotPlainError from None
    if root.__class__ is not SequenceNode:
        raise NotPlainError
    # These are slow to look for, and most parts have none of them.
    has_signs = "*" in text or "&" in text or "!" in text
    if has_signs and (
        re.search(_UNTOLD, text) or (re.search(_DOUBT, text) and not _is_plain(root))
    ):
        raise NotPlainError
    found: SequenceNode = root
    return found


if CParser is not None:

    class _Composer(CParser):
        """Keeps what PyYAML knows of tags, which have no meaning here, and what nests too deep."""

        def __init__(self, text: str) -> None:
            super().__init__(text)
            # A part stands within one more.
            levels = [0] * (MOST_LEVELS - 1)
            # For each node that is entered there is one less to take away, for each left one more.
            self.descend_resolver = partial(_entered, levels.pop)
            self.ascend_resolver = partial(levels.append, 0)

        def resolve(self, _kind: object, _value: object, implicit: object) -> object:
            return implicit


def _entered(take: Callable[[], int], _parent: object, _index: object) -> None:
    try:
        take()
    except IndexError:
        raise NotPlainError from None


def tree(node: Any, line: int, index: int) -> nodes.Node:
    """Return a node without PyYAML; its text begins on a line and at an index of a larger one.

    Raise NotPlainError for one with a key that is not a name.
    """
    mark = node.start_mark
    place = mark.line + line, mark.column + 1
    if node.__class__ is ScalarNode:
        return nodes.Scalar(node.value, *place, node.style or "")
    within = (mark.index + index, node.end_mark.index + index) if node.flow_style else (0, 0)
    if node.__class__ is SequenceNode:
        return nodes.Sequence([tree(item, line, index) for item in node.value], *place, *within)
    pairs: list[tuple[nodes.Scalar, nodes.Node]] = []
    for key, value in node.value:
        name = tree(key, line, index)
        if not isinstance(name, nodes.Scalar) or name.text in ("", "<<"):
            raise NotPlainError
        pairs.append((name, tree(value, line, index)))
    return nodes.Mapping(pairs, *place, *within)


def _is_plain(root: Any) -> bool:
    """Whether no node under a root has a tag, or stands in two places."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            return False
        seen.add(id(node))
        if node.__class__ is ScalarNode:
            if node.tag != (_QUOTED if node.style else _PLAIN):
                return False
        elif node.tag is not True:
            return False
        else:
            waiting += _below(node)
    return True


def _below(node: Any) -> Iterator[Any]:
    for each in node.value:
        if node.__class__ is MappingNode:
            yield from each
        else:
            yield each


def entry_of(node: Any, line: int) -> Entry:
    """Return what an event says that is a node of a text which begins on a line.

    Raise NotPlainError for one that is not plain.
    """
    if node.__class__ is not MappingNode:
        raise NotPlainError
    texts: dict[str, str] = {}
    words: dict[str, list[str]] = {}
    items: dict[str, list[Item]] = {}
    claimed = 0, 0
    for key, value in node.value:
        name = key.value
        if key.__class__ is not ScalarNode:
            raise NotPlainError
        if name in WORDS:
            words[name] = [_text(item) for item in _listed(value)]
        elif name in ITEMS:
            items[name] = [_item(item, line) for item in _listed(value)]
        else:
            texts[name] = _text(value)
        if name == "id":
            claimed = _place(value, line)
    if len(texts) + len(words) + len(items) < len(node.value):
        raise NotPlainError
    return Entry(texts, words, items, _place(node, line), claimed)


def _listed(node: Any) -> list[Any]:
    if node.__class__ is not SequenceNode:
        raise NotPlainError
    found: list[Any] = node.value
    return found


def _item(node: Any, line: int) -> Item:
    at = target = _place(node, line)
    if node.__class__ is not MappingNode:
        return Item(_text(node), {}, at, at)
    texts: dict[str, str] = {}
    for key, value in node.value:
        if key.__class__ is not ScalarNode:
            raise NotPlainError
        texts[key.value] = _text(value)
        if key.value == "to":
            target = _place(value, line)
    if not texts or len(texts) < len(node.value):
        raise NotPlainError
    return Item("", texts, at, target)


def _text(node: Any) -> str:
    if node.__class__ is not ScalarNode or (node.value in NULLS and not node.style):
        raise NotPlainError
    text: str = node.value
    return text


def _place(node: Any, line: int) -> Place:
    mark = node.start_mark
    return mark.line + line, mark.column + 1
