"""A large timeline file in parts that are read without knowing each other.

Only a file whose events are a plain block list can be cut so. Whatever casts doubt on a cut, such
as an anchor or a part that is no YAML on its own, makes the file be read as a whole.
"""

from collections.abc import Callable, Sequence
from functools import cached_property, partial

from tui.events import keys
from tui.events import node as nodes
from tui.events.assembly import GuessesError, Placed, assembled
from tui.events.document import Document
from tui.events.event_table import EventTable
from tui.events.fields import Fields
from tui.events.head import Head, read_head
from tui.events.node import Node, Scalar
from tui.events.problem_log import ProblemLog
from tui.events.segment import Segment
from tui.events.timeline import Timeline
from tui.stores.part_nodes import tree_alone
from tui.stores.part_reader import PartReader
from tui.stores.yaml_cut import Cut, NotInPartsError, Part, plain_text
from tui.stores.yaml_error import YamlError
from tui.stores.yaml_tree import TreeBuilder

#: Returns so many bytes of a file, which come second, from an offset on.
Bytes = Callable[[int, int], bytes]


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
            root = tree_alone(text, part.line, self._log, index)
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
