"""Reads what of a part is not told by its lines alone, from the nodes that YAML makes of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from tui.events import keys
from tui.events import node as nodes
from tui.events.document import Document
from tui.events.event import Source
from tui.events.event_reader import EventReader, Tie
from tui.events.fields import Fields
from tui.events.identity import claim_of
from tui.events.node import Node, Scalar
from tui.events.problem_log import ProblemLog
from tui.events.segment import Row, Segment, row_of
from tui.events.validate import event_mappings
from tui.stores.plain_event import NotPlainError, PlainReader
from tui.stores.yaml_cut import NotInPartsError
from tui.stores.yaml_error import YamlError
from tui.stores.yaml_items import Items
from tui.stores.yaml_plain import composed, entry_of, tree
from tui.stores.yaml_tree import TreeBuilder


class NodeReader:
    """Reads events of parts of one file, given what all its events may refer to."""

    def __init__(
        self,
        indent: int,
        sources: Mapping[str, Source],
        lanes: Collection[str],
        events: PlainReader,
    ) -> None:
        """Take indent for the blanks before the dash of an event, and what reads plain ones."""
        self._indent, self._sources, self._lanes = indent, sources, lanes
        self._events = events

    def read(self, items: Items, rows: Sequence[Row | None], ties: Sequence[Tie]) -> Segment:
        """Return the events of a part; rows are those that are known, with their ties.

        Raise NotInPartsError for doubt.
        """
        try:
            return self._each(items, list(rows), ties)
        except NotPlainError:
            return self._all(items)

    def _each(self, items: Items, rows: list[Row | None], ties: Sequence[Tie]) -> Segment:
        """Return all events of a part; raise NotPlainError where others are no plain YAML."""
        document = Document(items.text, None, ProblemLog(), items.line)
        reader = EventReader(document, self._sources, self._lanes)
        reader.ties += ties
        others: dict[int, nodes.Mapping] = {}
        unknown = [number for number, row in enumerate(rows) if row is None]
        for first, last in _runs(unknown):
            others |= self._plain(items.run(first, last), first, rows, reader.ties)
        for number, row in _rows(others, reader, document):
            rows[number] = row
        found = sorted(reader.ties, key=attrgetter("number"))
        return items.segment([row for row in rows if row is not None], found, document)

    def _plain(
        self, run: Items, first: int, rows: list[Row | None], ties: list[Tie]
    ) -> dict[int, nodes.Mapping]:
        """Put the rows of plain items, numbered from first, among rows; return the other items."""
        root, line = composed(run.text), run.line
        if root.start_mark.column != self._indent:
            raise NotPlainError
        run.check([item.start_mark.line + line for item in root.value])
        others: dict[int, nodes.Mapping] = {}
        for number, item in enumerate(root.value, first):
            try:
                rows[number] = self._events.read(entry_of(item, line), number, ties)
            except NotPlainError:
                node = tree(item, line, run.offset)
                if not isinstance(node, nodes.Mapping):
                    raise
                others[number] = node
        return others

    def _all(self, items: Items) -> Segment:
        log, line = ProblemLog(), items.line
        root = tree_alone(items.text, line, log, level=1)
        if not isinstance(root, nodes.Sequence) or root.column != self._indent + 1:
            raise NotInPartsError
        items.check([item.line for item in root.items])
        slices = dict(zip(map(id, root.items), items.slices(), strict=True))
        document = Document(items.text, None, log, line)
        reader = EventReader(document, self._sources, self._lanes)
        key = Scalar("events", line, 1)
        fields = Fields(nodes.Mapping([(key, root)], line, 1, 0, 0), keys.TIMELINE, document)
        mappings = list(event_mappings(fields))
        rows = [row for _, row in _rows(dict(enumerate(mappings)), reader, document)]
        found = [slices[id(mapping)] for mapping in mappings]
        return items.segment(rows, reader.ties, document, found)


def tree_alone(
    text: str, line: int, log: ProblemLog, index: int = 0, level: int = 0
) -> Node | None:
    """Return what a part of a file is that begins on a line, with an index and on a level of it.

    Raise NotInPartsError for what is no YAML on its own, or means what stands elsewhere.
    """
    builder = TreeBuilder(log)
    try:
        root = builder.build(text, line, index, level)
    except YamlError:
        raise NotInPartsError from None
    if builder.anchors.are_used:
        raise NotInPartsError
    return root


def _rows(
    mappings: Mapping[int, nodes.Mapping], reader: EventReader, document: Document
) -> Iterator[tuple[int, Row]]:
    """Yield the rows of mappings that are events, by their numbers in the part."""
    claims = [claim_of(mapping, document) for mapping in mappings.values()]
    for (number, mapping), claim in zip(mappings.items(), claims, strict=True):
        reader.count = number
        yield number, row_of(reader.read(mapping, ""), claim)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges that rising numbers are."""
    for _, each in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        found = [number for _, number in each]
        yield found[0], found[-1] + 1
