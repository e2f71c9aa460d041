"""From a YAML text to a document: as a whole, or in pieces where it is broken."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tui.events import keys
from tui.events.document import Document
from tui.events.node import Mapping, Node, Scalar, Sequence
from tui.events.problem_log import ProblemLog
from tui.stores.yaml_error import LimitError, YamlError
from tui.stores.yaml_parser import NextEvent, parser_events
from tui.stores.yaml_text import normal_text
from tui.stores.yaml_tree import TreeBuilder

#: Characters from which on a tree is taken out of the garbage collector's rounds.
_LARGE = 1_000_000


def read_document(text: str, events: Callable[[str], NextEvent] = parser_events) -> Document:
    """Return the document of a timeline's text; its root is a mapping, or None if it is empty.

    Raise YamlError if no event can be read, or if the text is YAML but no timeline.
    """
    log = ProblemLog()
    normal = normal_text(text, log)
    try:
        root = TreeBuilder(log, events).build(normal)
    except LimitError:
        raise
    except YamlError as failure:
        from tui.stores.yaml_recovery import recover

        log = ProblemLog()
        normal = normal_text(text, log)
        root = recover(normal, failure, TreeBuilder(log, events), log)
    return Document(normal, _checked(root), log)


@contextmanager
def collector_paused(size: int = 0) -> Iterator[None]:
    """Keep the garbage collector from walking the objects that a text is being turned into.

    size is that of a text that becomes a tree. Those of a large one are frozen at the end: they
    have no cycles, so that counting references frees them all the same, and each later round would
    walk millions of them for nothing. All else is frozen with them, such as a table that is in use;
    so what makes few objects, as of parts, gives no size.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if size >= _LARGE:
                gc.freeze()
            gc.enable()


def _checked(root: Node | None) -> Mapping | None:
    """Return the root of a timeline, None where nothing is given."""
    if root is None or (isinstance(root, Scalar) and root.is_null):
        return None
    if isinstance(root, Sequence):
        message = "this is a list, not a timeline: write the line 'events:' above it"
    elif isinstance(root, Scalar):
        message = "this is a text, not a timeline: write the events as a list under 'events:'"
    elif root.pairs and not any(key.text in keys.TIMELINE.known for key, _ in root.pairs):
        message = "this is no timeline: write the events as a list under 'events:'"
    else:
        return root
    raise YamlError(message, root.location)
