"""Where the list of a timeline's events can be cut into parts that are YAML on their own."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from tui.stores.yaml_text import is_normal

if TYPE_CHECKING:
    from tui.stores.file_bytes import Contents

#: The least bytes of a part, but for the last one.
PART = 16 * 1024

#: So many bytes are looked at at once.
_STEP = 1024 * 1024

#: Where a line begins, also behind a byte-order mark.
_LINE = rb"(?:^|\A\xef\xbb\xbf)"
#: The line above the events, blank lines and comments up to the first of them, and its indentation.
_EVENTS = re.compile(
    _LINE + rb"events[ \t]*:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)-(?=\s)",
    re.MULTILINE,
)
#: Lines that begin or end a document, and keys that take over others, from before or behind.
_MARKER = re.compile(_LINE + rb"(?:---|\.\.\.|%)", re.MULTILINE)
_MERGE = re.compile(_LINE + rb"['\"]?<<", re.MULTILINE)
#: What a tail begins with that goes on with the mapping above the events.
_KEY = re.compile(rb"[A-Za-z_][\w-]*[ \t]*:(?=\s)")


class NotInPartsError(Exception):
    """A file that is to be read as a whole."""


class Part(NamedTuple):
    """A run of whole lines: a half-open slice of the bytes, and the number of its first line."""

    start: int
    end: int
    line: int


class Cut:
    """The parts of a file: head and tail have all but the items of `events:`, which items have.

    indent is the blanks before the dash of an event. The bytes are not held, and those of a part
    that has been read may be gone: whatever asks for bytes says which.
    """

    def __init__(self, data: "Contents") -> None:
        """Raise NotInPartsError for a file that cannot be cut, or may not."""
        start = len(BOM_UTF8) if data[: len(BOM_UTF8)] == BOM_UTF8 else 0
        found = _EVENTS.search(data)
        if found is None or data.find(b"\0") >= 0:
            raise NotInPartsError
        first = found.start(1)
        self.indent = len(found[1])
        self.head = Part(start, first, 1)
        beyond = re.compile(rb"\n[^\s#]" if self.indent else rb"\n(?!-\s)[^\s#]")
        stop = beyond.search(data, first)
        end = stop.start() + 1 if stop else len(data)
        self.items = Part(first, end, 1 + _lines(data, start, first))
        self.tail = Part(end, len(data), 1)
        if stop:
            self.tail = self.tail._replace(line=self.items.line + _lines(data, first, end))
        self._check_rest(data)
        self._item = re.compile(rb"\n {%d}-(?=\s|\Z)" % self.indent)

    def _check_rest(self, data: "Contents") -> None:
        head, tail = self.head, self.tail
        marks = [found.start() for found in _MARKER.finditer(data, 0, head.end)]
        is_second = any(at > head.start for at in marks) or _MARKER.search(data, tail.start)
        is_merged = _MERGE.search(data, 0, head.end) or _MERGE.search(data, tail.start)
        is_foreign = tail.start < tail.end and not _KEY.match(data, tail.start)
        if is_second or is_merged or is_foreign or data[head.start : head.start + 1] == b"%":
            raise NotInPartsError

    def is_border(self, data: "Contents", at: int) -> bool:
        """Whether an item of the list begins at an offset of the file, or the list ends there."""
        return at in (self.items.start, self.items.end) or bool(self._item.match(data, at - 1))

    def parts(self, data: "Contents") -> Iterator[Part]:
        """Yield the parts of the list in order."""
        return self.between(data, self.items)

    def borders(self, data: "Contents", lines: Part) -> Iterator[int]:
        """Yield where items begin in some lines, which begin at a border."""
        if lines.start < lines.end:
            yield lines.start
            for found in self._item.finditer(data, lines.start, lines.end):
                yield found.start() + 1

    def between(self, data: "Contents", lines: Part) -> Iterator[Part]:
        """Yield the parts that some lines are cut into, which begin and end at borders."""
        start, end, line = lines
        while start < end:
            found = self._item.search(data, start + PART - 1, end)
            until = found.start() + 1 if found else end
            # Of a part that has been yielded the bytes may be gone.
            part, line = Part(start, until, line), line + _lines(data, start, until)
            yield part
            start = until


def first_parts(data: bytes) -> bytes:
    """Return the beginning of a file up to the last event that begins in it.

    Raise NotInPartsError where none does.
    """
    cut = Cut(data)
    ends = [part.start for part in cut.parts(data)]
    if len(ends) < 2:
        raise NotInPartsError
    return data[: ends[-1]]


def plain_text(data: bytes) -> str:
    """Return the text of some lines; raise NotInPartsError if YAML does not take all of it."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise NotInPartsError from None
    if not is_normal(data):
        raise NotInPartsError
    return text


def _lines(data: "Contents", start: int, end: int) -> int:
    """Count the ends of lines in a half-open slice, of which no copy as a whole is made."""
    steps = range(start, end, _STEP)
    return sum(data[at : min(at + _STEP, end)].count(b"\n") for at in steps)
