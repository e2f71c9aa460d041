"""Where a timeline file can be cut into pieces that are YAML on their own."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from tui.events import keys

_KEY_LINE = re.compile(r"^(?![\s#\-\]}.])([^\n]*?):(?=\s|\Z)", re.MULTILINE)
_ITEM_LINE = re.compile(r"^( *)-(?:( +)(?=\S)|(?=\s|\Z))", re.MULTILINE)
_EVENT_LINE = re.compile(rf"^ *- +(?:{'|'.join(keys.EVENT.names)}):(?=\s|\Z)", re.MULTILINE)
_DOCUMENT_LINE = re.compile(r"^(?:---|\.\.\.)(?=\s|\Z)", re.MULTILINE)


class Piece(NamedTuple):
    """A run of whole lines: a half-open slice of the text, and the number of its first line."""

    start: int
    end: int
    line: int


class Section(NamedTuple):
    """The lines of one key in the first column: the items of `events`, and what precedes them."""

    head: Piece
    items: tuple[Piece, ...] = ()


def sections(text: str) -> Iterator[Section]:
    """Cut the first document of a text at the keys in its first column, `events` at its items too.

    Lines before the first key are left out.
    """
    starts, end = _key_starts(text)
    for whole in _cut(text, starts, Piece(0, end, 1)):
        items = _items(text, whole) if _name_at(text, whole.start) == "events" else ()
        head = whole._replace(end=items[0].start) if items else whole
        yield Section(head, items)


def second_document(text: str) -> int | None:
    """Return the index at which the first document of a text ends, None if it is the only one."""
    first = _KEY_LINE.search(text)
    end = _DOCUMENT_LINE.search(text, first.end()) if first else None
    return end.start() if end else None


def _key_starts(text: str) -> tuple[list[int], int]:
    """Return where the pieces of a text's first document start, and where the last one ends.

    A line that only looks like a key, in the middle of the events, belongs to the event above it.
    """
    second = second_document(text)
    end = len(text) if second is None else second
    found = [match.start() for match in _KEY_LINE.finditer(text, 0, end)]
    starts: list[int] = []
    for start, stop in pairwise([*found, end]):
        known = _name_at(text, start) in keys.TIMELINE.known
        if known or not (starts and _EVENT_LINE.search(text, start, stop)):
            starts.append(start)
    return starts, end


def _name_at(text: str, start: int) -> str:
    match = _KEY_LINE.match(text, start)
    return match[1].strip().strip("'\"") if match else ""


def _items(text: str, section: Piece) -> tuple[Piece, ...]:
    """Return the items of a section's list.

    An item begins where a dash stands further left than what the item before it holds.
    """
    starts: list[int] = []
    content = 0
    for match in _ITEM_LINE.finditer(text, section.start, section.end):
        indent = len(match[1])
        if not starts or indent < content:
            starts.append(match.start())
            content = indent + 1 + len(match[2] or "")
    return tuple(_cut(text, starts, section))


def _cut(text: str, starts: list[int], whole: Piece) -> Iterator[Piece]:
    """Cut a piece at the indexes, each the start of a line; leave out what precedes the first."""
    line, counted = whole.line, whole.start
    for start, end in pairwise([*starts, whole.end]):
        line, counted = line + text.count("\n", counted, start), start
        yield Piece(start, end, line)
