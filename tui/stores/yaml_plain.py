"""Events of which nothing is amiss, read straight from the nodes that PyYAML composes in C.

Nearly all events of a large file are such. Whatever is not as plain as what is known here is left
to the reader of all events, and tests hold both to the same segments.
"""

import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Any, NamedTuple

from yaml.error import YAMLError
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from tui.dates.edtf import EdtfError, interval, parse
from tui.dates.fuzzy_date import FuzzyDate
from tui.events import keys
from tui.events import node as nodes
from tui.events.clean import clean, clean_line, is_blank
from tui.events.event import DEFAULT_IMPORTANCE, OTHER_LANE, LinkKind, Status
from tui.events.event_reader import IMPORTANCES, Tie
from tui.events.fields import near_key
from tui.events.identity import Claim
from tui.events.node import NULLS
from tui.events.problem import Location
from tui.events.record import Said, link_text, owned, shared_text, source_text
from tui.events.segment import Row
from tui.events.slug import slug
from tui.events.source_field import is_web_address
from tui.stores.yaml_anchors import MOST_LEVELS
from tui.stores.yaml_parser import CParser

#: How an alias or a tag begins; what only looks so stands in many a text.
_DOUBT = r"(?<!\w)[*!]"
#: How an anchor begins, or a tag that says nothing: a node does not tell of either.
_UNTOLD = r"(?m)(?<!\w)&(?=\S)|(?:^|[-:,?\[{])[ \t]*!(?=\s)"

#: The keys that are known here; an event with any other known one is not plain.
_LISTS = frozenset({"actors", "tags", "sources", "links"})
_TEXTS = frozenset(
    ["id", "date", "end", "as_written", "title", "lane", "importance", "status", "text"]
)
_SOURCE = frozenset(["publisher", "title", "url", "archive_url", "accessed", "date", "quote"])
_LINK = frozenset({"to", "kind"})
_STATUSES = {"": Status.CONFIRMED.value} | {each.value: each.value for each in Status}
_KINDS = {"": LinkKind.RELATED.value} | {each.value: each.value for each in LinkKind}

#: What PyYAML knows of the tag of a text that has none: whether it may be plain, and quoted.
_PLAIN: Any = (True, False)
_QUOTED: Any = (False, True)


class NotPlainError(Exception):
    """What is to be read as anything else."""


class Plain(NamedTuple):
    """A plain event: what its segment is made of, what it says of its id, and its links."""

    row: Row
    claim: Claim
    ties: list[Tie]


class PlainReader:
    """Reads the plain events of a part, given what all events of the file may refer to."""

    def __init__(self, sources: Collection[str], lanes: Collection[str]) -> None:
        self._sources, self._lanes = sources, lanes
        self._line = 1
        self._number = 0

    def read(self, root: SequenceNode, line: int) -> list[Plain | None]:
        """Return the events of a list that begins on a line, None for each that is not plain."""
        self._line = line
        return [self._event(number, node) for number, node in enumerate(root.value)]

    def _event(self, number: int, node: Any) -> Plain | None:
        self._number = number
        try:
            return self._plain(node)
        except (NotPlainError, EdtfError):
            return None

    def _plain(self, node: Any) -> Plain:
        texts, lists, given = _given(node, _TEXTS, _LISTS)
        own = _own(given, keys.EVENT)
        text_of = texts.get
        title, lane = _line(text_of("title", "")), _line(text_of("lane", ""))
        importance = text_of("importance", "")
        place = self._place(node)
        ties: list[Tie] = []
        if is_blank(title) or (importance and importance not in IMPORTANCES):
            raise NotPlainError
        when = _when(texts)
        said = Said(
            title,
            when.text,
            _line(text_of("as_written", "")),
            self._lane(lane),
            _lines(lists.get("actors")),
            _lines(lists.get("tags")),
            IMPORTANCES.get(importance, DEFAULT_IMPORTANCE),
            _known(_STATUSES, text_of("status", "")),
            clean(text_of("text", "")),
            [self._source(item, place) for item in _items(lists.get("sources"))],
            [self._link(item, ties) for item in _items(lists.get("links"))],
            owned(own),
        )
        row = Row(said.record, when, said.importance, said.lane, place, own)
        return Plain(row, self._claim(node, _line(text_of("id", "")), title), ties)

    def _place(self, node: Any) -> Location:
        mark = node.start_mark
        return Location(mark.line + self._line, mark.column + 1)

    def _claim(self, node: Any, text: str, title: str) -> Claim:
        if not text:
            return Claim("", None, slug(title))
        found = (value for key, value in node.value if key.value == "id")
        return Claim(text, self._place(next(found)))

    def _lane(self, lane: str) -> str:
        if is_blank(lane):
            return OTHER_LANE
        if self._lanes and lane not in self._lanes:
            raise NotPlainError
        return lane

    def _source(self, item: Any, event: Location) -> str:
        if item.__class__ is ScalarNode:
            name = _line(item.value)
            if _is_null(item) or name not in self._sources:
                raise NotPlainError
            return shared_text(name)
        texts, _, own = _given(item, _SOURCE, ())
        text_of = texts.get
        url, archive_url = text_of("url", ""), text_of("archive_url", "")
        publisher, title = _line(text_of("publisher", "")), _line(text_of("title", ""))
        if not (publisher or title or url or archive_url):
            raise NotPlainError
        if (url and not is_web_address(url)) or (archive_url and not is_web_address(archive_url)):
            raise NotPlainError
        if own:
            raise NotPlainError
        date = parse(texts["date"]).text if "date" in texts else ""
        accessed, quote = _line(text_of("accessed", "")), clean(text_of("quote", ""))
        place = self._place(item)
        said = (publisher, title, url, archive_url, "", accessed, date, quote, "")
        return source_text(said, place.line - event.line, place.column)

    def _link(self, item: Any, ties: list[Tie]) -> str:
        target, kind = item, ""
        if item.__class__ is not ScalarNode:
            texts, _, own = _given(item, _LINK, ())
            if own:
                raise NotPlainError
            kind = texts.get("kind", "")
            target = next((value for key, value in item.value if key.value == "to"), item)
        is_text = target.__class__ is ScalarNode and not _is_null(target)
        to = _line(target.value) if is_text else ""
        if not to:
            raise NotPlainError
        ties.append(Tie(self._number, to, self._place(item), self._place(target)))
        return link_text(to, _known(_KINDS, kind))


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


def tree(node: Any, line: int) -> nodes.Node:
    """Return a node without PyYAML, of a text that begins on a line.

    Raise NotPlainError for one with a key that is not a name.
    """
    mark = node.start_mark
    place = mark.line + line, mark.column + 1
    if node.__class__ is ScalarNode:
        return nodes.Scalar(node.value, *place, node.style or "")
    within = (mark.index, node.end_mark.index) if node.flow_style else (0, 0)
    if node.__class__ is SequenceNode:
        return nodes.Sequence([tree(item, line) for item in node.value], *place, *within)
    pairs: list[tuple[nodes.Scalar, nodes.Node]] = []
    for key, value in node.value:
        name = tree(key, line)
        if not isinstance(name, nodes.Scalar) or name.text in ("", "<<"):
            raise NotPlainError
        pairs.append((name, tree(value, line)))
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


def _given(
    node: Any, texts: Collection[str], lists: Collection[str]
) -> tuple[dict[str, str], dict[str, SequenceNode], dict[str, str]]:
    """Return the texts and lists that a mapping gives for known keys, and its own texts."""
    if node.__class__ is not MappingNode:
        raise NotPlainError
    found: dict[str, str] = {}
    others: dict[str, SequenceNode] = {}
    own: dict[str, str] = {}
    for key, value in node.value:
        name = key.value
        if key.__class__ is not ScalarNode or name in found or name in others or name in own:
            raise NotPlainError
        if value.__class__ is ScalarNode and name not in lists:
            # Whether it stands there even so is for others to tell.
            text = value.value
            if text in NULLS and not value.style:
                raise NotPlainError
            if name in texts:
                found[name] = text
            else:
                own[name] = text
        elif value.__class__ is SequenceNode and name in lists:
            others[name] = value
        else:
            raise NotPlainError
    return found, others, own


def _own(texts: dict[str, str], known: keys.Keys) -> dict[str, tuple[str, ...]]:
    """Return own texts as an event has them, unless a key is or looks like a known one."""
    if not texts:
        return {}
    if not known.known.isdisjoint(texts) or not {"<<", ""}.isdisjoint(texts):
        raise NotPlainError
    if any(near_key(name, known.names) for name in texts):
        raise NotPlainError
    found: dict[str, tuple[str, ...]] = {}
    for name, text in texts.items():
        found[clean_line(name)] = (clean(text),)
    if len(found) < len(texts):
        raise NotPlainError
    return found


def _is_null(node: Any) -> bool:
    return node.value in NULLS and not node.style


def _line(text: str) -> str:
    return text if text.isascii() and text.isprintable() else clean_line(text)


def _lines(node: SequenceNode | None) -> Collection[str]:
    if node is None:
        return ()
    found: dict[str, None] = {}
    for item in node.value:
        if item.__class__ is not ScalarNode or _is_null(item):
            raise NotPlainError
        found[_line(item.value)] = None
    return found


def _items(node: SequenceNode | None) -> list[Any]:
    return [] if node is None else node.value


def _known(names: dict[str, str], name: str) -> str:
    if name not in names:
        raise NotPlainError
    return names[name]


def _when(texts: dict[str, str]) -> FuzzyDate:
    date = texts.get("date", "")
    # A line that a block text ends with does not count.
    if date.endswith("\n") or "date" not in texts:
        raise NotPlainError
    return interval(date, texts["end"]) if "end" in texts else parse(date)
