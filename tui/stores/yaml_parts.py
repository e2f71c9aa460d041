"""A large timeline file in parts that are read without knowing each other.

Only a file whose events are a plain block list can be cut so. Whatever casts doubt on a cut, such
as an anchor or a part that is no YAML on its own, makes the file be read as a whole.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from tui.events import keys
from tui.events import node as nodes
from tui.events.assembly import GuessesError, assembled
from tui.events.document import Document
from tui.events.event import Source
from tui.events.event_reader import EventReader, Tie
from tui.events.event_table import EventTable
from tui.events.fields import Fields
from tui.events.gathered import Columns, Gathered, Moved
from tui.events.head import Head, read_head
from tui.events.identity import Claim, claim_of
from tui.events.node import Node, Scalar
from tui.events.problem_log import ProblemLog
from tui.events.segment import Row, Segment, Slice, row_of, segment_of
from tui.events.timeline import Timeline
from tui.events.validate import event_mappings
from tui.stores.packed import Packed, Packing
from tui.stores.yaml_cut import Cut, NotInPartsError, Part, plain_text
from tui.stores.yaml_error import YamlError
from tui.stores.yaml_plain import NotPlainError, Plain, PlainReader, composed, tree
from tui.stores.yaml_tree import TreeBuilder

if TYPE_CHECKING:
    from tui.stores.file_bytes import Contents

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
    """A file that is being read part by part.

    What has been read of it is held packed, if it is to be; see Packing.
    """

    def __init__(self, data: "Contents", *, packs: bool = False) -> None:
        """Raise NotInPartsError for a file that cannot be cut."""
        self.cut = Cut(data)
        self.gathered = Gathered()
        self._bytes = Packing(data, packs=packs)
        self._log = ProblemLog()
        self._last: Part | None = None
        self._root, self.head = self._read_head(data)
        self._bytes.pack(self.cut.head.end)

    def _read_head(self, data: "Contents") -> tuple[Node, Head]:
        head, tail = self.cut.head, self.cut.tail
        above, below = (plain_text(data[part.start : part.end]) for part in (head, tail))
        if below:
            # Places in the text of both are to be those in all of it, by their lines.
            above += "\n" * (tail.line - head.line - above.count("\n"))
        pairs: list[tuple[Scalar, Node]] = []
        for text, part, index in ((above, head, 0), (below, tail, len(above))):
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
        document = Document(above + below, mapping, self._log)
        return mapping, read_head(Fields(mapping, keys.TIMELINE, document))

    @property
    def reader(self) -> PartReader:
        return PartReader(self.cut.indent, self.head.sources, self.head.lanes)

    @property
    def data(self) -> bytes | Packed:
        """The bytes of the file, packed if all of it is."""
        return self._bytes.data

    @property
    def size(self) -> int:
        """How many bytes the file has."""
        return self._bytes.size

    def rest(self) -> Iterator[Part]:
        """Yield the parts of the list, in order, that have not been taken so far."""
        data, last = self._bytes.unpacked, self._last
        if last is None:
            return self.cut.parts(data)
        line = last.line + self.bytes_of(last).count(b"\n")
        return self.cut.between(data, Part(last.end, self.cut.tail.start, line))

    def bytes_of(self, part: Part) -> bytes:
        return self._bytes.slice(part.start, part.end - part.start)

    def read(self) -> None:
        """Read all parts, one after the other."""
        reader = self.reader
        for part in self.rest():
            self.take(reader.read(self.bytes_of(part), part.line), part)

    def take(self, segment: Segment, part: Part) -> None:
        """Take the segment of the next part."""
        self.gathered.add(segment, part.start, part.line)
        self._bytes.pack(part.end)
        self._last = part

    def take_again(self, other: "Parts", columns: Columns, moved: Moved) -> None:
        """Take parts of another state, whose columns were asked for; see Gathered."""
        self.gathered.add_again(other.gathered, columns, moved)
        for number in moved.pieces:
            start, end, line = other.part(number)
            self._last = Part(start + moved.by, end + moved.by, line + moved.lines)
            known = other._bytes.packed  # noqa: SLF001
            if known is not None and self._bytes.packed is not None:
                self._bytes.packed.put(known.at(start))
            else:
                self._bytes.pack(self._last.end)

    def part(self, number: int) -> Part:
        """Return a part by its number, once all have been taken."""
        piece, *after = self.gathered.pieces[number : number + 2]
        return Part(piece.offset, after[0].offset if after else self.cut.tail.start, piece.line)

    def holds(self, part: Part, data: bytes) -> bool:
        """Whether these are the bytes of a part, all of which have been taken."""
        packed = self._bytes.packed
        return self.bytes_of(part) == data if packed is None else packed.has(part.start, data)

    def let_go(self) -> None:
        """Hold all bytes packed, if they are to be, for no more parts are taken."""
        self._bytes.finish()

    def timeline(self, *, is_partial: bool = False) -> Timeline:
        """Return the timeline of what has been read so far, which may not be all.

        Raise NotInPartsError where it would say something else than that of the whole.
        """
        log = ProblemLog()
        log.absorb(self._log)
        document = Document("", self._root, log)
        nodes_at = partial(node_at, self._bytes.slice)
        try:
            return assembled(self.head, self.gathered, document, nodes_at, is_partial=is_partial)
        except GuessesError:
            raise NotInPartsError from None


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
