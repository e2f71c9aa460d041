"""Trees of nodes as plain values, for comparison."""

from typing import Any

from tui.events.node import Mapping, Node, Scalar, Sequence


def plain(node: Node | None) -> Any:
    """Return texts, lists and lists of pairs."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return [(key.text, plain(value)) for key, value in node.pairs]
    return None


def placed(node: Node | None) -> Any:
    """Return the same with the line, column and style of every text, and slices of collections."""
    if isinstance(node, Scalar):
        return node.text, node.line, node.column, node.style
    if isinstance(node, Sequence):
        return node.line, node.column, node.start, node.end, [placed(item) for item in node.items]
    if isinstance(node, Mapping):
        pairs = [(placed(key), placed(value)) for key, value in node.pairs]
        return node.line, node.column, node.start, node.end, pairs
    return None
