"""A text with its lines and the spots of its first document."""

import re
from collections.abc import Callable
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

from tui.events.lines import Lines
from tui.events.problem import Location
from tui.events.problem_log import ProblemLog
from tui.stores.yaml_anchors import MOST_LEVELS
from tui.stores.yaml_edit.edit import EditError
from tui.stores.yaml_edit.spot import Alias, Items, Pairs, Spot, Text
from tui.stores.yaml_message import explain
from tui.stores.yaml_parser import NextEvent, parser_events
from tui.stores.yaml_reader import collector_paused
from tui.stores.yaml_text import normal_text

_PROPERTIES = re.compile(r"(?:[&!]\S*(?:[ \t]+|(?=\r?\n|\Z)))*")
#: What can stand before the question mark of an explicit key, "" at the start of the text.
_BEFORE_MARK = ("", " ", "\t", "\n", "{", ",", "[")
#: So many items of a list are given back at once.
_AT_ONCE = 500
_COMMENT = re.compile(r"[ \t]*(?:#.*)?\r?")


class Page:
    """A text as it stands in the file (raw), and as YAML reads it (text), of the same length.

    root is None where nothing is given. repeated has, by the id of a spot, an alias of it.
    marked says that the document has an anchor, alias, directive or marker of a document.
    tail is the number of characters from the second document on.
    """

    def __init__(
        self,
        raw: str,
        events: Callable[[str], NextEvent] = parser_events,
        above: str = "\n",
    ) -> None:
        """Raise EditError if the text is no YAML or nests too deep."""
        self.raw = raw
        self.text = normal_text(raw, ProblemLog())
        self._above = above
        self.repeated: dict[int, Alias] = {}
        self.marked = False
        self.tail = 0
        self._lines: Lines | None = None
        self._anchors: dict[str, Spot] = {}
        try:
            with collector_paused(len(self.text)):
                self.root = self._read(events(self.text))
        except MarkedYAMLError as error:
            index, message = explain(error, self.text)
            reason = f"this is not YAML as a whole, so it cannot be changed: {message}"
            raise EditError(reason, self.location(index)) from None

    def let_go(self) -> None:
        """Give the spots back, so that no other thread waits until all of a large text's are gone.

        There is no root any more then.
        """
        root, self.root = self.root, None
        pairs = root.pairs if isinstance(root, Pairs) else ()
        for _, spot in pairs:
            while isinstance(spot, Items) and spot.items:
                del spot.items[-_AT_ONCE:]

    def location(self, index: int) -> Location:
        self._lines = self._lines or Lines(self.text)
        return self._lines.location(index)

    def refuse(self, reason: str, spot: Spot) -> EditError:
        return EditError(reason, self.location(spot.start))

    def line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        """Return where the line of an index ends, before what breaks it."""
        end = self.text.find("\n", index)
        if end < 0:
            return len(self.text)
        return end - 1 if end > index and self.text[end - 1] == "\r" else end

    def next_line(self, index: int) -> int:
        """Return where the line after that of an index begins, or the end of the text."""
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end + 1

    def column(self, index: int) -> int:
        return index - self.line_start(index)

    def eol(self, index: int) -> str:
        """Return what ends the line of an index; for the last one what ends the line before."""
        end = self.text.find("\n", index)
        if end < 0:
            end = self.text.rfind("\n", 0, index)
        if end < 0:
            return self._above
        return self.raw[end - (self.text[end - 1 : end] == "\r") : end + 1]

    def begins_line(self, index: int) -> bool:
        return not self.text[self.line_start(index) : index].strip(" \t")

    def ends_line(self, index: int) -> bool:
        """Whether only blanks and a comment follow on the line."""
        end = self.line_end(index)
        if index < end and self.text[index] == "#":
            return False
        return _COMMENT.fullmatch(self.text, index, end) is not None

    def is_blank(self, start: int) -> bool:
        """Whether the line that starts at an index exists and shows nothing."""
        return start < len(self.text) and not self.text[start : self.line_end(start)].strip()

    def comment_column(self, start: int) -> int | None:
        """Return in which column from 0 the comment of a line stands that has nothing else."""
        line = self.text[start : self.line_end(start)]
        stripped = line.lstrip(" \t")
        return len(line) - len(stripped) if stripped.startswith("#") else None

    def colon_after(self, key: Spot) -> int | None:
        """Return the index behind the colon that follows a key, None if there is none."""
        at = self.skip(key.end)
        return at + 1 if self.text.startswith(":", at) else None

    def skip(self, index: int) -> int:
        """Return the index of what follows blanks, line breaks and comments."""
        text, length = self.text, len(self.text)
        while index < length:
            if text[index] in " \t\r\n":
                index += 1
            elif text[index] == "#" and (index == 0 or text[index - 1] in " \t\n"):
                index = self.line_end(index)
            else:
                break
        return index

    def pair_start(self, key: Spot) -> int:
        """Return where a pair begins: with its key, or with the question mark before it."""
        at = key.start
        while at and self.text[at - 1] in " \t":
            at -= 1
        if at and self.text[at - 1] == "?" and self.text[at - 2 : at - 1] in _BEFORE_MARK:
            return at - 1
        return key.start

    def _read(self, next_event: NextEvent) -> Spot | None:
        children: list[Spot] = []
        open_ones: list[tuple[Any, list[Spot]]] = []
        seen = False
        while (event := next_event()) is not None:
            kind = event.__class__
            if kind is ScalarEvent:
                children.append(self._text(event))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(open_ones) >= MOST_LEVELS:
                    reason = f"lists and mappings are nested more than {MOST_LEVELS} deep here"
                    raise EditError(reason, self.location(event.start_mark.index))
                open_ones.append((event, children))
                children = []
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                opening, outer = open_ones.pop()
                outer.append(self._collection(opening, children, event))
                children = outer
            elif kind is AliasEvent:
                children.append(self._alias(event))
            elif kind is DocumentStartEvent:
                if seen:
                    self.marked = True
                    self.tail = len(self.text) - event.start_mark.index
                    break
                seen = True
                self.marked = bool(event.explicit or event.version or event.tags)
        return children[0] if children else None

    def _text(self, event: Any) -> Text:
        start, end = event.start_mark.index, event.end_mark.index
        spot = Text(start, start, end, event.anchor, event.tag, event.value, event.style or "")
        if event.anchor is not None or event.tag is not None:
            self._enter(spot)
        if spot.is_block:
            spot.end = self._block_end(spot)
        return spot

    def _block_end(self, spot: Text) -> int:
        """Return where a block scalar's last line of text ends."""
        head = self.line_end(spot.body)
        header = self.text[spot.body : head].partition("#")[0]
        start, end = self.next_line(spot.body), spot.end
        if end <= head:
            return head
        if not end or self.text[end - 1] == "\n":
            end -= 1
            if end > head and self.text[end - 1] == "\r":
                end -= 1
        if "+" in header:
            return max(end, head)
        lines = self.text[start:end].split("\n")
        indents = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" \r")]
        least = min(indents, default=0)
        while lines and not lines[-1].strip(" \r") and len(lines[-1].rstrip("\r")) <= least:
            lines.pop()
        if not lines or not indents:
            return head
        return start + len("\n".join(lines)) - lines[-1].endswith("\r")

    def _collection(self, opening: Any, children: list[Spot], closing: Any) -> Spot:
        start, end = opening.start_mark.index, closing.end_mark.index
        spot: Items | Pairs
        flow = bool(opening.flow_style)
        if closing.__class__ is SequenceEndEvent:
            spot = Items(start, start, end, opening.anchor, opening.tag, children, flow)
            if not flow:
                # The mark ends before the first dash, or behind one that is not indented.
                end_mark = opening.end_mark.index
                spot.body = end_mark - (self.text[end_mark : end_mark + 1] != "-")
        else:
            pairs = list(zip(children[::2], children[1::2], strict=True))
            for key, value in pairs:
                if value.start == value.end:
                    # Where nothing stands, parsers mark what comes next, each in its way.
                    colon = self.colon_after(key)
                    value.start = value.body = value.end = key.end if colon is None else colon
            spot = Pairs(start, start, end, opening.anchor, opening.tag, pairs, flow)
            if not flow:
                spot.body = self.pair_start(pairs[0][0])
        if opening.anchor is not None or opening.tag is not None:
            self._enter(spot)
        if not flow and children:
            spot.end = children[-1].end
        return spot

    def _enter(self, spot: Spot) -> None:
        """Note an anchor, and find where what follows anchor and tag begins."""
        if spot.anchor is not None:
            self._anchors[spot.anchor] = spot
            self.marked = True
        if isinstance(spot, Text) or spot.body == spot.start:
            match = _PROPERTIES.match(self.text, spot.start, spot.end)
            at = match.end() if match else spot.start
            if at < spot.end and self.text[at] in "\r\n#":
                at = self.skip(at)
            spot.body = min(at, spot.end)

    def _alias(self, event: Any) -> Alias:
        start, end = event.start_mark.index, event.end_mark.index
        spot = Alias(start, start, end, None, None, event.anchor, self._anchors.get(event.anchor))
        self.marked = True
        if spot.target is not None:
            self.repeated.setdefault(id(spot.target), spot)
        return spot
