"""From parser events to a tree of nodes."""

from collections.abc import Callable
from sys import intern
from typing import Any

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
from tui.stores.yaml_anchors import MOST_LEVELS, Anchors, Target, check_level
from tui.stores.yaml_error import LimitError, YamlError
from tui.stores.yaml_parser import NextEvent, parser_events

#: Parser events of one file, about 60 an event of the timeline.
MOST_EVENTS = 50_000_000
#: The C parser compares each %TAG line with all before it.
MOST_DIRECTIVES = 100

_PLAIN_TAGS = ("!", "tag:yaml.org,2002:str")


class TreeBuilder:
    """Builds the trees of one file's pieces; anchors and budgets last from piece to piece."""

    def __init__(self, log: ProblemLog, events: Callable[[str], NextEvent] = parser_events) -> None:
        self.anchors = Anchors(log)
        self._log = log
        self._events = events
        self._count = 0
        self._first_line = 1
        self._start = self._level = 0

    def build(self, text: str, first_line: int = 1, start: int = 0, level: int = 0) -> Node | None:
        """Return the root of a text that begins on a line and at an index of its file.

        level is how many collections of the file it stands in. Only the first document is read.
        Return None if there is none. Raise YamlError for what is not YAML or nests too deep,
        LimitError when a budget is spent.
        """
        self._first_line, self._start, self._level = first_line, start, level
        if text.count("\n%TAG") > MOST_DIRECTIVES:
            raise LimitError(f"there are more than {MOST_DIRECTIVES} %TAG lines in this file")
        try:
            return self._root(self._events(text))
        except MarkedYAMLError as error:
            from tui.stores.yaml_message import explain

            index, message = explain(error, text)
            line = first_line + text.count("\n", 0, index)
            place = Location(line, index - text.rfind("\n", 0, index))
            raise YamlError(message, place) from None

    def _root(self, next_event: NextEvent) -> Node | None:
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
                level = len(open_ones) + self._level
                open_ones.append(self._opened(event, items, count, level))
                items = []
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                opened = open_ones.pop()
                node = self._closed(opened, items, event, count)
                items = opened.outer
                items.append(node)
                if open_ones and open_ones[-1].height <= opened.height:
                    open_ones[-1].height = opened.height + 1
            elif kind is AliasEvent:
                items.append(self._repeated(event, open_ones))
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
            self.anchors.complete(event.anchor, Target(scalar, 1, 0))
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
            check_level(level + 1, self._place(event))
        if event.anchor is not None:
            self.anchors.begin(event.anchor)
        if event.tag is not None:
            self._check_tag(event)
        return _Open(event, outer, count + self.anchors.repeated)

    def _closed(
        self, opened: "_Open", items: list[Any], event: Any, count: int
    ) -> Sequence | Mapping:
        mark = opened.event.start_mark
        line, column = mark.line + self._first_line, mark.column + 1
        first = last = 0
        if opened.event.flow_style:
            first, last = mark.index + self._start, event.end_mark.index + self._start
        node: Sequence | Mapping
        if event.__class__ is SequenceEndEvent:
            node = Sequence(items, line, column, first, last)
        else:
            node = Mapping(self._pairs(items), line, column, first, last)
        if opened.event.anchor is not None:
            weight = count + self.anchors.repeated - opened.before
            self.anchors.complete(opened.event.anchor, Target(node, weight, opened.height))
        return node

    def _pairs(self, items: list[Any]) -> list[tuple[Scalar, Node]]:
        odd = False
        for key in items[::2]:
            if key.__class__ is Scalar and key.text and key.text != "<<":
                key.text = intern(key.text)
            else:
                odd = True
        pairs = list(zip(items[::2], items[1::2], strict=True))
        return self.anchors.merged(pairs) if odd else pairs

    def _repeated(self, event: Any, open_ones: "list[_Open]") -> Node:
        target = self.anchors.resolve(event.anchor, self._place(event), len(open_ones))
        if open_ones and open_ones[-1].height <= target.height:
            open_ones[-1].height = target.height + 1
        return target.node


def report_second(place: Location, log: ProblemLog) -> None:
    message = "a second document begins here, and only the first is read: leave '---' out"
    log.error(place, "document-second", message)


class _Open:
    """A collection whose end has not come yet.

    before is the number of events and repeated nodes before it, height that of its levels so far.
    """

    __slots__ = ("before", "event", "height", "outer")

    def __init__(self, event: Any, outer: list[Any], before: int) -> None:
        self.event = event
        self.outer = outer
        self.before = before
        self.height = 1
