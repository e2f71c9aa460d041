"""How grave each code is in one file, as its own `check` says."""

from collections.abc import Iterable, Iterator, Mapping

from tui.events import node as nodes
from tui.events.clean import clean_line
from tui.events.document import Document
from tui.events.node import Node, Scalar
from tui.events.problem import CODES, Problem, Severity, brief
from tui.events.review.places import value
from tui.events.spelling import near_miss

#: Severities by code; None turns a code off.
Levels = Mapping[str, Severity | None]

#: Every level that can be written, the mildest first.
LEVELS: Mapping[str, Severity | None] = {
    "off": None,
    "note": Severity.NOTE,
    "warning": Severity.WARNING,
    "error": Severity.ERROR,
}

#: What counts as it is, for it says that something of the file is not read, or not told.
FIXED = frozenset(
    {
        "alias-recursive",
        "alias-unknown",
        "character-invalid",
        "conflict-marker",
        "document-second",
        "merge-invalid",
        "problems-more",
        "yaml-syntax",
    }
)


def levels_of(document: Document) -> Levels:
    """Return the levels that a document gives to codes, without those that cannot be meant."""
    levels: dict[str, Severity | None] = {}
    for key, node in _settings(document):
        level = _text(node)
        if key.text in CODES and key.text not in FIXED and level is not None and level in LEVELS:
            levels.setdefault(key.text, LEVELS[level])
    return levels


def configured(problems: Iterable[Problem], levels: Levels) -> list[Problem]:
    """Return problems with the severities that their codes have, without those turned off.

    A code without a level, and one of FIXED, stays as it is.
    """
    kept = []
    for problem in problems:
        code = problem.code
        level = problem.severity if code in FIXED else levels.get(code, problem.severity)
        if level is not None:
            kept.append(problem._replace(severity=level))
    return kept


def misplaced_levels(document: Document) -> Iterator[Problem]:
    """Yield what is wrong under a document's `check`."""
    table = _table(document)
    if isinstance(table, nodes.Sequence) or (isinstance(table, Scalar) and not table.is_null):
        message = "'check' is meant to be a mapping from codes to off, note, warning or error"
        yield Problem(table.location, Severity.ERROR, "type-wrong", message)
    seen: set[str] = set()
    for key, node in _settings(document):
        name = brief(clean_line(key.text))
        if key.text in seen:
            message = f"'{name}' stands under 'check' already; the first one counts"
            yield Problem(key.location, Severity.ERROR, "key-duplicate", message)
            continue
        seen.add(key.text)
        if key.text not in CODES:
            hint = _hint(key.text, CODES, "; codes stand in brackets behind each problem")
            message = f"there is no code '{name}'{hint}"
            yield Problem(key.location, Severity.WARNING, "check-unknown", message)
        elif key.text in FIXED:
            message = f"the level of '{name}' stays as it is: it says that something is not read"
            yield Problem(key.location, Severity.WARNING, "check-fixed", message)
        else:
            yield from _misspelt(node, name)


def _misspelt(node: Node, code: str) -> Iterator[Problem]:
    level = _text(node)
    if level in LEVELS or (isinstance(node, Scalar) and node.is_null):
        return
    if level is None:
        message = f"the level of '{code}' is meant to be off, note, warning or error"
    else:
        hint = _hint(level, LEVELS, ": write off, note, warning or error")
        message = f"there is no level '{brief(clean_line(level))}'{hint}"
    yield Problem(node.location, Severity.ERROR, "level-unknown", message)


def _hint(word: str, known: Iterable[str], otherwise: str) -> str:
    meant = near_miss(word, known)
    return f": did you mean '{meant}'?" if meant else otherwise


def _table(document: Document) -> Node | None:
    return value(document.root, "check") if isinstance(document.root, nodes.Mapping) else None


def _settings(document: Document) -> list[tuple[Scalar, Node]]:
    table = _table(document)
    return table.pairs if isinstance(table, nodes.Mapping) else []


def _text(node: Node) -> str | None:
    return node.text if isinstance(node, Scalar) else None
