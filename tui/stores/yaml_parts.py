"""A large timeline file in parts that are read without knowing each other.

Only a file whose events are a plain block list can be cut so. Whatever casts doubt on a cut, such
as an anchor or a part that is no YAML on its own, makes the file be read as a whole.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import pairwise

from tui.events import keys
from tui.events import node as nodes
from tui.events.assembly import GuessesError, Placed, assembled
from tui.events.document import Document
from tui.events.event import Source
from tui.events.event_reader import EventReader, Tie
from tui.events.event_table import EventTable
from tui.events.fields import Fields
from tui.events.head import Head, read_head
from tui.events.identity import Claim, claim_of
from tui.events.node import Node, Scalar
from tui.events.problem_log import ProblemLog
from tui.events.segment import Row, Segment, Slice, row_of, segment_of
from tui.events.timeline import Timeline
from tui.events.validate import event_mappings
from tui.stores.yaml_cut import Cut, NotInPartsError, Part, plain_text
from tui.stores.yaml_error import YamlError
from tui.stores.yaml_plain import NotPlainError, Plain, PlainReader, composed, tree
from tui.stores.yaml_tree import TreeBuilder

#: Returns so many bytes of a file, which come second, from an offset on.
Bytes = Callable[[int, int], bytes]


class PartReader:
    """Reads parts of one file, given what all its events may refer to."""

    def __init__(self, indent: int, sources: Mapping[str, Source], lanes: Collection[str]) -> None:
        """Take indent for the blanks before the dash of an event."""
        self._item = re.compile(rf"^ {{{indent}}}-(?=\s|\Z)", re.MULTILINE)
        self._indent, self._sources, self._lanes = indent, sources, lanes
        self._events = PlainReader(sources, lanes)

    def read(self, data: bytes, line: int) -> Segment:
        """Return the events of a part that begins on a line; raise NotInPartsError for doubt."""
        text = plain_text(data)
        starts = [found.start() for found in self._item.finditer(text)]
        try:
            return self._plain(text, starts, line)
        except NotPlainError:
            return self._any(text, starts, line)

    def _plain(self, text: str, starts: list[int], line: int) -> Segment:
        """Return the events of a part whose YAML is plain; raise NotPlainError for any other."""
        root = composed(text)
        if root.start_mark.column != self._indent:
            raise NotPlainError
        _check_items([item.start_mark.line + line for item in root.value], text, starts, line)
        document = Document(text, None, ProblemLog(), line)
        reader = EventReader(document, self._sources, self._lanes)
        found: list[Plain | nodes.Mapping] = []
        for event, item in zip(self._events.read(root, line), root.value, strict=True):
            other = event or tree(item, line)
            if not isinstance(other, Plain | nodes.Mapping):
                raise NotPlainError
            found.append(other)
        claims = [e.claim if isinstance(e, Plain) else claim_of(e, document) for e in found]
        rows: list[Row] = []
        for reader.count, each in enumerate(found):
            if isinstance(each, Plain):
                rows.append(each.row)
                reader.ties += each.ties
            else:
                rows.append(row_of(reader.read(each, "")))
        return _segment(rows, list(_slices(text, starts)), claims, reader.ties, document)

    def _any(self, text: str, starts: list[int], line: int) -> Segment:
        log = ProblemLog()
        root = _built(text, line, log, level=1)
        if not isinstance(root, nodes.Sequence) or root.column != self._indent + 1:
            raise NotInPartsError
        _check_items([item.line for item in root.items], text, starts, line)
        slices = dict(zip(map(id, root.items), _slices(text, starts), strict=True))
        document = Document(text, None, log, line)
        reader = EventReader(document, self._sources, self._lanes)
        key = Scalar("events", line, 1)
        fields = Fields(nodes.Mapping([(key, root)], line, 1, 0, 0), keys.TIMELINE, document)
        mappings = list(event_mappings(fields))
        claims = [claim_of(mapping, document) for mapping in mappings]
        rows = [row_of(reader.read(mapping, "")) for mapping in mappings]
        found = [slices[id(mapping)] for mapping in mappings]
        return _segment(rows, found, claims, reader.ties, document)


class Parts:
    """A file that is being read part by part."""

    def __init__(self, data: bytes) -> None:
        """Raise NotInPartsError for a file that cannot be cut."""
        self.data = data
        self.cut = Cut(data)
        self._log = ProblemLog()
        self._document, self.head = self._read_head()
        self._placed: list[Placed] = []
        self._gathered = bytearray()

    def _read_head(self) -> tuple[Document, Head]:
        pairs: list[tuple[Scalar, Node]] = []
        for part in (self.cut.head, self.cut.tail):
            text = plain_text(self.data[part.start : part.end])
            # Nodes in brackets are found in the text by their index in all of it.
            index = len(plain_text(self.data[self.cut.head.start : part.start])) if text else 0
            root = _built(text, part.line, self._log, index)
            if isinstance(root, nodes.Mapping):
                pairs += root.pairs
            elif root is not None:
                raise NotInPartsError
        mapping = nodes.Mapping(pairs, 1, 1, 0, 0)
        # Another spelling of the key above the one that was found would be the one that counts.
        given = [value for key, value in pairs if key.text == "events"]
        if len(given) != 1 or not (isinstance(given[0], Scalar) and given[0].is_null):
            raise NotInPartsError
        document = _LateDocument(self.data, mapping, self._log)
        return document, read_head(Fields(mapping, keys.TIMELINE, document))

    @property
    def reader(self) -> PartReader:
        return PartReader(self.cut.indent, self.head.sources, self.head.lanes)

    def bytes_of(self, part: Part) -> bytes:
        return self.data[part.start : part.end]

    def read(self) -> None:
        """Read all parts, one after the other."""
        reader = self.reader
        for part in self.cut.parts():
            segment = reader.read(self.bytes_of(part), part.line)
            self.take(segment, part.start)

    def take(self, segment: Segment, offset: int) -> None:
        """Take the segment of the next part, which begins at an offset of the file."""
        # At once, so that what held its records can hold those of the next one.
        self._gathered += segment.records
        self._placed.append(Placed(segment._replace(records=b""), offset))

    def timeline(self, *, is_partial: bool = False) -> Timeline:
        """Return the timeline of what has been read so far, which may not be all.

        Raise NotInPartsError where it would say something else than that of the whole.
        """
        log = ProblemLog()
        log.absorb(self._log)
        document = _LateDocument(self.data, self._document.root, log)
        nodes_at = partial(node_at, self._slice)
        try:
            return assembled(
                self.head, self._placed, self._records, document, nodes_at, is_partial=is_partial
            )
        except GuessesError:
            raise NotInPartsError from None

    @property
    def placed(self) -> Sequence[Placed]:
        """The segments of all parts, to be asked for once they are all there."""
        _ = self._records  # of which the segments have theirs from now on
        return self._placed

    @cached_property
    def _records(self) -> memoryview:
        """The records of all segments, each of which has its own there and not a second time."""
        every, start = memoryview(self._gathered).toreadonly(), 0
        for number, (segment, offset) in enumerate(self._placed):
            end = start + sum(segment.record_sizes)
            self._placed[number] = Placed(segment._replace(records=every[start:end]), offset)
            start = end
        return every

    def _slice(self, start: int, size: int) -> bytes:
        return self.data[start : start + size]


def node_at(bytes_at: Bytes, table: EventTable, number: int) -> nodes.Mapping:
    """Return what stands in a file for an event of a table. Raise YamlError if nothing does."""
    arrays = table.arrays
    text = plain_text(bytes_at(arrays.text_starts[number], arrays.text_sizes[number]))
    line = arrays.lines[number]
    for _ in range(2):
        root = TreeBuilder(ProblemLog()).build(text, line)
        if not isinstance(root, nodes.Sequence) or not isinstance(root.items[0], nodes.Mapping):
            break
        found = root.items[0]
        if found.line == arrays.lines[number]:
            return found
        # The dash stands alone on a line, or on several.
        line -= found.line - line
    raise YamlError("the file is no longer as it was when it was read")


class _LateDocument(Document):
    """The document of the head; its text is all of the file, should anybody ask for it."""

    def __init__(self, data: bytes, root: Node | None, log: ProblemLog) -> None:
        super().__init__("", root, log)
        self._data = data

    @property
    def text(self) -> str:
        return self._data.removeprefix(b"\xef\xbb\xbf").decode()


def _segment(
    rows: list[Row], slices: list[Slice], claims: list[Claim], ties: list[Tie], document: Document
) -> Segment:
    try:
        return segment_of(rows, slices, claims, ties, document)
    except OverflowError:
        raise NotInPartsError from None


def _check_items(lines: Sequence[int], text: str, starts: Sequence[int], line: int) -> None:
    """Raise NotInPartsError unless each item, by its line, stands where one was looked for."""
    if len(lines) != len(starts) or not starts or text[: starts[0]].strip():
        raise NotInPartsError
    first = line + text.count("\n", 0, starts[0])
    for at, (start, end) in zip(lines, pairwise([*starts, len(text)]), strict=True):
        after = first + text.count("\n", start, end)
        # Behind the last one there may be no newline.
        if not first <= at < max(after, first + 1):
            raise NotInPartsError
        first = after


def _built(text: str, line: int, log: ProblemLog, start: int = 0, level: int = 0) -> Node | None:
    builder = TreeBuilder(log)
    try:
        root = builder.build(text, line, start, level)
    except YamlError:
        raise NotInPartsError from None
    if builder.anchors.are_used:
        raise NotInPartsError
    return root


def _slices(text: str, starts: list[int]) -> Iterator[Slice]:
    """Yield the bytes that each item takes up, up to the next one."""
    ends = [*starts[1:], len(text)]
    if text.isascii():
        for start, end in zip(starts, ends, strict=True):
            yield Slice(start, end - start)
        return
    at = len(text[: starts[0]].encode()) if starts else 0
    for start, end in zip(starts, ends, strict=True):
        size = len(text[start:end].encode())
        yield Slice(at, size)
        at += size
