"""From parser events to a tree of nodes, with aliases and merge keys resolved within budgets."""

from collections.abc import Callable
from sys import intern
from typing import Any, NamedTuple

from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from tui.events.clean import clean_line
from tui.events.node import Mapping, Node, Scalar, Sequence
from tui.events.problem import Location, brief
from tui.events.problem_log import ProblemLog
from tui.stores.yaml_error import LimitError, YamlError
from tui.stores.yaml_parser import NextEvent, parser_events

#: Deepest nesting of lists and mappings.
MOST_LEVELS = 64
#: Parser events of one file, about 60 an event of the timeline.
MOST_EVENTS = 50_000_000
#: Nodes that aliases and merge keys may repeat in one file.
MOST_REPEATED = 1_000_000
#: The C parser compares each %TAG line with all before it.
MOST_DIRECTIVES = 100

_PLAIN_TAGS = ("!", "tag:yaml.org,2002:str")


class TreeBuilder:
    """Builds the trees of one file's pieces; anchors and budgets last from piece to piece."""

    def __init__(self, log: ProblemLog, events: Callable[[str], NextEvent] = parser_events) -> None:
        self._log = log
        self._events = events
        self._anchors: dict[str, tuple[Node, int] | None] = {}
        self._count = 0
        self._repeated = 0
        self._first_line = 1

    def build(self, text: str, first_line: int = 1, start: int = 0) -> Node | None:
        """Return the root of a text that begins on a line and at an index of its file.

        Only the first document is read. Return None if there is none. Raise YamlError for what is
        not YAML or nests too deep, LimitError when a budget is spent.
        """
        self._first_line = first_line
        if text.count("\n%TAG") > MOST_DIRECTIVES:
            raise LimitError(f"there are more than {MOST_DIRECTIVES} %TAG lines in this file")
        try:
            return self._root(self._events(text), start)
        except MarkedYAMLError as error:
            from tui.stores.yaml_message import explain

            index, message = explain(error, text)
            line = first_line + text.count("\n", 0, index)
            place = Location(line, index - text.rfind("\n", 0, index))
            raise YamlError(message, place) from None

    def forget(self, anchor: str) -> None:
        """Make later aliases of an anchor problems, because what it stood for could not be read."""
        self._anchors.pop(anchor, None)

    def _root(self, next_event: NextEvent, start: int) -> Node | None:
        first_line = self._first_line
        items: list[Any] = []
        open_ones: list[_Open] = []
        for count in range(self._count, MOST_EVENTS):
            event = next_event()
            kind = event.__class__
            if kind is ScalarEvent:
                mark = event.start_mark
                style = event.style or ""
                scalar = Scalar(event.value, mark.line + first_line, mark.column + 1, style)
                if event.anchor is not None or event.tag is not None:
                    self._mark(event, scalar)
                items.append(scalar)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                open_ones.append(self._opened(event, items, count, len(open_ones)))
                items = []
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                opened = open_ones.pop()
                node = self._closed(opened, items, event, count, start)
                items = opened.outer
                items.append(node)
            elif kind is AliasEvent:
                items.append(self._target(event))
            elif event is None or (kind is DocumentStartEvent and items):
                self._count = count
                if event:
                    report_second(self._place(event), self._log)
                return items[0] if items else None
        raise LimitError(f"there are more than {MOST_EVENTS:,} values in this file")

    def _place(self, event: Any) -> Location:
        return Location(event.start_mark.line + self._first_line, event.start_mark.column + 1)

    def _mark(self, event: Any, scalar: Scalar) -> None:
        if event.anchor is not None:
            self._anchors[event.anchor] = scalar, 1
        if event.tag is not None:
            scalar.style = scalar.style or "!"
            self._check_tag(event)

    def _check_tag(self, event: Any) -> None:
        if event.tag is not None and event.tag not in _PLAIN_TAGS:
            name = brief(clean_line(event.tag.replace("tag:yaml.org,2002:", "!!")))
            message = f"the tag {name} has no meaning here; the text is kept as it stands"
            self._log.note(self._place(event), "tag-ignored", message)

    def _opened(self, event: Any, outer: list[Any], count: int, level: int) -> "_Open":
        if level >= MOST_LEVELS:
            message = f"lists and mappings are nested more than {MOST_LEVELS} deep here"
            raise YamlError(message, self._place(event))
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        self._check_tag(event)
        return _Open(event, outer, count + self._repeated)

    def _closed(
        self, opened: "_Open", items: list[Any], event: Any, count: int, start: int
    ) -> Sequence | Mapping:
        mark = opened.event.start_mark
        line, column = mark.line + self._first_line, mark.column + 1
        first = last = 0
        if opened.event.flow_style:
            first, last = mark.index + start, event.end_mark.index + start
        node: Sequence | Mapping
        if event.__class__ is SequenceEndEvent:
            node = Sequence(items, line, column, first, last)
        else:
            node = Mapping(self._pairs(items), line, column, first, last)
        if opened.event.anchor is not None:
            weight = count + self._repeated - opened.before
            self._anchors[opened.event.anchor] = node, weight
        return node

    def _pairs(self, items: list[Any]) -> list[tuple[Scalar, Node]]:
        odd = False
        for key in items[::2]:
            if key.__class__ is Scalar and key.text and key.text != "<<":
                key.text = intern(key.text)
            else:
                odd = True
        pairs = list(zip(items[::2], items[1::2], strict=True))
        return self._merged(pairs) if odd else pairs

    def _merged(self, pairs: list[tuple[Node, Node]]) -> list[tuple[Scalar, Node]]:
        """Return pairs with the merge keys carried out; a mapping's own keys come first."""
        own: list[tuple[Scalar, Node]] = []
        merges: list[Node] = []
        for key, value in pairs:
            if not isinstance(key, Scalar) or not key.text:
                message = "a key is one text: put it in quotes if it is meant so"
                self._log.error(key.location, "key-invalid", message)
            elif key.text == "<<" and not key.style:
                merges.extend(value.items if isinstance(value, Sequence) else [value])
            else:
                own.append((key, value))
        names = {key.text for key, _ in own}
        for base in merges:
            if isinstance(base, Mapping):
                self._repeat(len(base.pairs), base.location)
                fresh = [pair for pair in base.pairs if pair[0].text not in names]
                names.update(key.text for key, _ in fresh)
                own.extend(fresh)
            elif not (isinstance(base, Scalar) and base.is_null):
                message = "'<<' takes over the fields of a mapping, and this is none"
                self._log.error(base.location, "merge-invalid", message)
        return own

    def _target(self, event: Any) -> Node:
        """Return the node that an alias stands for; a null where there is none."""
        place = self._place(event)
        name = brief(clean_line(event.anchor))
        if event.anchor not in self._anchors:
            message = (
                f"there is no '&{name}' before this '*{name}'; a text like this must be in quotes"
            )
            self._log.error(place, "alias-unknown", message)
            return Scalar("", *place)
        found = self._anchors[event.anchor]
        if found is None:
            message = f"'*{name}' stands inside '&{name}', which it repeats"
            self._log.error(place, "alias-recursive", message)
            return Scalar("", *place)
        node, weight = found
        self._repeat(weight, place)
        return node

    def _repeat(self, weight: int, place: Location) -> None:
        self._repeated += weight
        if self._repeated > MOST_REPEATED:
            message = f"aliases repeat more than {MOST_REPEATED:,} values in this file"
            raise LimitError(message, place)


def report_second(place: Location, log: ProblemLog) -> None:
    message = "a second document begins here, and only the first is read: leave '---' out"
    log.error(place, "document-second", message)


class _Open(NamedTuple):
    """A collection whose end has not come yet."""

    event: Any
    outer: list[Any]
    before: int  # events and repeated nodes before it
