"""The lines of one event, where they alone can prove what an edit does to the whole file.

Why a slice proves it. The places come from reading the whole file, so when the scanner comes to
the dash of an event it is in block style with the dash's column as its indentation: the list is
open there, or this dash opens it. Read on its own, the slice begins in that same state, because
only blanks precede the dash. The next line that shows anything stands no deeper than the dash, so
it ends whatever is open: no text, list or mapping of the slice reaches beyond it. What a scanner
makes of a stretch depends on its state at the start and on the characters alone. So if the slice
is exactly one item of a list on its own, before and after the edit, the file has the same tokens
before it, that item, and the same tokens after it, before and after.

Only a few things reach across lines in other ways. Anchors and aliases do, even from outside where
the whole list is anchored: no file that may hold both is cut. Markers and directives of documents
show in the slice as what it is not: one plain document. A text that keeps the blank lines below it
('|+') takes more of them when the event between is gone: no event is cut out of such a file.
A lone carriage return is a line's end like any other when the file is read: no such file is cut.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui.stores.yaml_edit.event_list import Around

# Each pattern begins with its rarest character, which is what makes it fast on a whole file.
#: What could be an anchor or an alias, wherever it stands.
_ANCHOR = re.compile(rb"&(?<![^\s,\[{:]&)[\w\-\x80-\xff]")
_ALIAS = re.compile(rb"\*(?<![^\s,\[{:]\*)[\w\-\x80-\xff]")
_KEEP = re.compile(rb"\+(?:(?<=[|>]\+)|(?<=[|>][0-9]\+))")
_DASH = re.compile(rb"( *)-[ \t]+")
_SINGLE_CR = re.compile(rb"\r(?!\n)")
#: So many lines above an event are looked at.
_MOST_LINES = 10_000


class Slice(NamedTuple):
    """A half-open slice of bytes: an event's whole lines, and the blanks and comments above them.

    item is where its first line begins, column that of its dash from 0.
    """

    start: int
    item: int
    end: int
    column: int
    around: Around


def slice_of(data: bytes, first: int, event: int) -> Slice | None:
    """Return the slice of the event at an offset of the data, which itself begins at first.

    Return None where the slice might not prove enough.
    """
    # A single byte is found much faster than a pattern.
    if b"\r" in data and _SINGLE_CR.search(data):
        return None
    if b"&" in data and b"*" in data and _ANCHOR.search(data) and _ALIAS.search(data):
        return None
    line = max(data.rfind(b"\n", 0, event) + 1, first)
    dash = _DASH.fullmatch(data, line, event)
    if dash is None:
        return None
    column = len(dash[1])
    below = data.find(b"\n", event) + 1 or len(data)
    outside = re.compile(rb"^ {0,%d}[^ \r\n#]" % column, re.MULTILINE).search(data, below)
    end = outside.start() if outside else len(data)
    is_item = re.compile(rb" {%d}-(?=[ \t\r\n]|\Z)" % column).match
    start = line
    for above, text in _lines_above(data, first, line):
        if text and not text.startswith(b"#"):
            break
        start = above
    after = outside is not None and is_item(data, end) is not None
    around = Around(_has_item_above(data, first, start, column), after)
    return Slice(start, line, end, column, around)


def is_removable(data: bytes, cut: Slice) -> bool:
    """Whether a slice of the data can be cut out without reading the rest.

    A quoted text that ends on a line has a quote there: without one it is a comment indeed. Where
    the last line has no end, that of the line above goes with it.
    """
    if not data.endswith(b"\n", 0, cut.end) or re.search(rb"[\"']", data[cut.start : cut.item]):
        return False
    return not (b"+" in data and _KEEP.search(data))


def _lines_above(data: bytes, first: int, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the lines above the one that starts at an offset, upward: where, and what they show."""
    for _ in range(_MOST_LINES):
        if start <= first:
            return
        above = max(data.rfind(b"\n", 0, start - 1) + 1, first)
        yield above, data[above:start].strip(b" \r\n")
        start = above


def _has_item_above(data: bytes, first: int, start: int, column: int) -> bool:
    """Whether the next line above that stands no deeper than a dash is one with a dash there.

    It is an item of the same list then: the key of the list stands no deeper either.
    """
    for above, text in _lines_above(data, first, start):
        indent = len(data[above:start]) - len(data[above:start].lstrip(b" "))
        start = above
        if text and not text.startswith(b"#") and indent <= column:
            return indent == column and (text == b"-" or text.startswith((b"- ", b"-\t")))
    return False


def holds_nothing(text: str, column: int) -> bool:
    """Whether a text has only blank lines, and comments that stand no deeper than a column."""
    lines = text.replace("\r\n", "\n").split("\n")
    shown = [line for line in lines if line.strip(" ")]
    return all(line.lstrip(" ").startswith("#") and line.index("#") <= column for line in shown)
