"""What can be read of a file that is not YAML as a whole: every event that is, on its own."""

import re

from tui.events.lines import Lines
from tui.events.node import Mapping, Node, Scalar, Sequence
from tui.events.problem import Location
from tui.events.problem_log import ProblemLog
from tui.stores.yaml_error import LimitError, YamlError
from tui.stores.yaml_pieces import Piece, Section, second_document, sections
from tui.stores.yaml_tree import TreeBuilder, report_second

_ANCHOR = re.compile(r"&([^\s,\[\]{}]+)")


def recover(text: str, failure: YamlError, builder: TreeBuilder, log: ProblemLog) -> Mapping:
    """Return the tree of a text without the pieces that fail, each of which becomes a problem.

    Nodes keep their true places. Raise the failure if no event is left, LimitError as the builder.
    """
    recovery = _Recovery(text, builder, log)
    pairs = [pair for section in sections(text) for pair in recovery.pairs(section)]
    if not recovery.events:
        raise failure
    second = second_document(text)
    if second is not None and text.startswith("---", second):
        report_second(Lines(text).location(second), log)
    if not recovery.failures and failure.location:
        log.error(failure.location, "yaml-syntax", failure.message)
    return Mapping(pairs, 1, 1, 0, 0)


class _Recovery:
    """Reads the pieces of a text in turn; counts those that fail and the events that are read."""

    def __init__(self, text: str, builder: TreeBuilder, log: ProblemLog) -> None:
        self._text = text
        self._builder = builder
        self._log = log
        self.failures = 0
        self.events = 0

    def pairs(self, section: Section) -> list[tuple[Scalar, Node]]:
        head = self._read(section.head)
        found = head.pairs if isinstance(head, Mapping) else []
        if not section.items:
            return found
        items: list[Node] = []
        for piece in section.items:
            node = self._read(piece)
            items += node.items if isinstance(node, Sequence) else []
        self.events += len(items)
        line = section.head.line
        key = found[0][0] if found else Scalar("events", line, 1)
        return [(key, Sequence(items, line, 1, 0, 0))]

    def _read(self, piece: Piece) -> Node | None:
        text = self._text[piece.start : piece.end]
        try:
            return self._builder.build(text, piece.line, piece.start)
        except LimitError:
            raise
        except YamlError as error:
            self.failures += 1
            self._log.error(error.location or Location(piece.line, 1), "yaml-syntax", error.message)
            for anchor in _ANCHOR.findall(text):
                self._builder.anchors.forget(anchor)
            return None
