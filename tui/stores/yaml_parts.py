"""A large timeline file in parts that are read without knowing each other.

Only a file whose events are a plain block list can be cut so. Whatever casts doubt on a cut, such
as an anchor or a part that is no YAML on its own, makes the file be read as a whole.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from tui.events import keys
from tui.events import node as nodes
from tui.events.assembly import GuessesError, assembled
from tui.events.document import Document
from tui.events.event_table import EventTable
from tui.events.fields import Fields
from tui.events.gathered import Gathered
from tui.events.head import Head, read_head
from tui.events.node import Node, Scalar
from tui.events.problem_log import ProblemLog
from tui.events.segment import Segment
from tui.events.timeline import Timeline
from tui.stores.packed import Packed, Packing
from tui.stores.part_nodes import tree_alone
from tui.stores.part_reader import PartReader
from tui.stores.yaml_cut import Cut, NotInPartsError, Part, plain_text
from tui.stores.yaml_error import YamlError
from tui.stores.yaml_tree import TreeBuilder

if TYPE_CHECKING:
    from tui.stores.file_bytes import Contents
    from tui.stores.outline import Outline

#: Returns so many bytes of a file, which come second, from an offset on.
Bytes = Callable[[int, int], bytes]


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

    def let_go(self) -> None:
        """Hold all bytes packed, if they are to be, for no more parts are taken."""
        self._bytes.finish()

    def stop(self) -> None:
        """Hold all bytes as they are, for no more parts are taken and packing takes long."""
        self._bytes.stop()

    def document(self) -> Document:
        """Return what the whole file is to be told by, with what is wrong with its head."""
        log = ProblemLog()
        log.absorb(self._log)
        return Document("", self._root, log)

    def timeline(self, *, is_partial: bool = False) -> Timeline:
        """Return the timeline of what has been read so far, which may not be all; no more is read.

        Raise NotInPartsError where it would say something else than that of the whole.
        """
        at, document = partial(node_at, self._bytes.slice), self.document()
        try:
            return assembled(self.head, self.gathered, document, at, is_partial=is_partial)
        except GuessesError:
            raise NotInPartsError from None

    def outline(self) -> "Outline | None":
        """Return what they are known by again, None where the bytes are not packed."""
        from tui.stores.outline import outline

        packed = self._bytes.packed
        if packed is None:
            return None
        traces = [piece.trace for piece in self.gathered.pieces]
        marks = [packed.at(trace.offset).mark for trace in traces]
        return outline(self.cut, packed, traces, marks)


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
