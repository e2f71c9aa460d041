"""What a query could go on with where the cursor is."""

import re
from typing import NamedTuple

from tui.query.lexer import FIELD_PATTERN
from tui.query.vocabulary import DATES, Vocabulary, has_names

#: The most that is offered.
MOST = 20

_TERM = re.compile(r"[^\s()]*$")


class Completion(NamedTuple):
    """Texts that can take the place of the characters [start, end) of a query, best first."""

    start: int
    end: int
    texts: tuple[str, ...] = ()


def complete(text: str, cursor: int, vocabulary: Vocabulary) -> Completion:
    """Return the names of fields, or the values of one, that begin or contain what is typed."""
    before = text[:cursor]
    quoted = _open_value(before)
    if quoted is not None:
        at, name, typed = quoted
    else:
        match = _TERM.search(before)
        at = match.start() if match else cursor
        at += len(before[at:]) - len(before[at:].lstrip("-"))
        field = FIELD_PATTERN.match(before, at)
        if field is None:
            return _names(before[at:], at, cursor, vocabulary)
        at, name, typed = field.end(), field[1], before[field.end() :]
    values = _values(name, vocabulary)
    folded = typed.casefold()
    matching = [value for value in values if folded in value.casefold()]
    matching.sort(key=lambda value: not value.casefold().startswith(folded))
    texts = [written(value) for value in matching if '"' not in value]
    return Completion(at, cursor, tuple(text for text in texts if text != before[at:])[:MOST])


def _names(typed: str, at: int, cursor: int, vocabulary: Vocabulary) -> Completion:
    folded = typed.casefold()
    if not folded:
        return Completion(at, cursor)
    names = [name for name in vocabulary.names if name.casefold().startswith(folded)]
    return Completion(at, cursor, tuple(f"{name}:" for name in names)[:MOST])


def _values(name: str, vocabulary: Vocabulary) -> list[str]:
    if vocabulary.known(name) == "has":
        return has_names(vocabulary.own)
    return [] if vocabulary.known(name) in DATES else vocabulary.values(name)


def _open_value(before: str) -> tuple[int, str, str] | None:
    """Return where a value begins whose quote is still open, its field and what is typed of it."""
    match = re.search(r'(?:^|[\s(-])([^\W\d][\w.-]*)(?::|!=|=)"([^"]*)$', before)
    if match is None or before.count('"') % 2 == 0:
        return None
    return match.start(2) - 1, match[1], match[2]


def written(value: str) -> str:
    """Return a value as a query has it: in quotes where it has more than one word."""
    return f'"{value}"' if re.search(r"[\s()\[\]{}]", value) else value
