"""Reads a part of a large file: its events as a segment, without knowing the other parts."""

import re
from collections.abc import Collection, Mapping
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from tui.events.document import Document
from tui.events.event import Source
from tui.events.problem_log import ProblemLog
from tui.events.segment import Row, Segment
from tui.stores.plain_event import NotPlainError, PlainReader
from tui.stores.yaml_cut import plain_text
from tui.stores.yaml_items import Items
from tui.stores.yaml_lines import LineReader

if TYPE_CHECKING:
    from tui.events.event_reader import Tie
    from tui.stores.part_nodes import NodeReader


class PartReader:
    """Reads parts of one file, given what all its events may refer to."""

    def __init__(self, indent: int, sources: Mapping[str, Source], lanes: Collection[str]) -> None:
        """Take indent for the blanks before the dash of an event."""
        # What begins with a plain character is found many times as fast as what begins with "^".
        self._dash = re.compile(rf"\n {{{indent}}}-(?=\s|\Z)")
        self._indent, self._sources, self._lanes = indent, sources, lanes
        self._lines = LineReader(indent)
        self._events = PlainReader(sources, lanes)

    def read(self, data: bytes, line: int) -> Segment:
        """Return the events of a part that begins on a line; raise NotInPartsError for doubt."""
        items = Items.of(plain_text(data), self._dash, line)
        text, lines, events = items.text, self._lines, self._events
        rows: list[Row | None] = []
        ties: list[Tie] = []
        places = zip(pairwise(items.borders), pairwise(items.lines), strict=True)
        for number, ((start, end), (first, after)) in enumerate(places):
            try:
                entry = lines.read(text, start, end, first, after)
                rows.append(events.read(entry, number, ties))
            except NotPlainError:
                rows.append(None)
        plain = [row for row in rows if row is not None]
        if len(plain) == len(rows):
            return items.segment(plain, ties, Document(text, None, ProblemLog(), line))
        return self._nodes.read(items, rows, ties)

    @cached_property
    def _nodes(self) -> "NodeReader":
        # Many a part needs no YAML parser, nor does a process that reads such parts alone.
        from tui.stores.part_nodes import NodeReader

        return NodeReader(self._indent, self._sources, self._lanes, self._events)
