"""The text of a query to tokens with their columns."""

import re
from enum import Enum
from typing import NamedTuple

from tui.query.error import QueryError


class Kind(Enum):
    """What a token is; the value is how it is named in a message."""

    OPEN = "("
    CLOSE = ")"
    NOT = "-"
    OR = "or"
    AND = "and"
    FIELD = "a field"  # text is the name, followed by an OPERATOR
    OPERATOR = "an operator"
    WORD = "a word"
    PHRASE = "a quoted phrase"
    END = "the end"


class Token(NamedTuple):
    """A piece of a query: text without quotes, and where it stands from column on."""

    kind: Kind
    text: str
    column: int
    length: int


_BLANKS = re.compile(r"\s*")
#: A field and an operator.
FIELD_PATTERN = re.compile(r"([^\W\d][\w.-]*)(:|>=|<=|!=|=|<|>)")
_WORD = re.compile(r"[^\s()\"]+")

#: A value may hold what ends a word: a set of dates, an id with a bracket.
_VALUE = re.compile(r"(?:\[[^\]\"]*\]|\{[^}\"]*\}|[^\s()\"])+")

_KEYWORDS = {"or": Kind.OR, "|": Kind.OR, "and": Kind.AND, "not": Kind.NOT}


def tokens(text: str) -> list[Token]:
    """Return the tokens of a query, the last one being its end.

    `or`, `and` and `not` are keywords in small letters and in capitals; in quotes they are words.
    Raise QueryError for a quote that is not closed.
    """
    found: list[Token] = []
    at = _BLANKS.match(text).end()  # type: ignore[union-attr]  # it matches anything
    while at < len(text):
        if found and found[-1].kind is Kind.OPERATOR and found[-1].column + found[-1].length == at:
            token = _after_operator(text, at)
        else:
            token = _term(text, at)
        found += token
        at = _BLANKS.match(text, token[-1].column + token[-1].length).end()  # type: ignore[union-attr]
    found.append(Token(Kind.END, "", len(text), 1))
    return found


def parts(text: str) -> list[tuple[int, str]]:
    """Cut a text at each | outside quotes and parentheses; return the pieces with their columns.

    Raise QueryError for a quote that is not closed.
    """
    bars = [-1]
    depth = 0
    for token in tokens(text):
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        if token.text == "|" and token.kind is Kind.OR and not depth:
            bars.append(token.column)
    return [
        (first + 1, text[first + 1 : last])
        for first, last in zip(bars, [*bars[1:], len(text)], strict=True)
    ]


def _term(text: str, at: int) -> list[Token]:
    char = text[at]
    if char in "()":
        return [Token(Kind.OPEN if char == "(" else Kind.CLOSE, char, at, 1)]
    if char == '"':
        return [_phrase(text, at)]
    if char == "-" and at + 1 < len(text) and not (text[at + 1].isspace() or text[at + 1] == ")"):
        return [Token(Kind.NOT, char, at, 1)]
    field = FIELD_PATTERN.match(text, at)
    if field:
        name, operator = field[1], field[2]
        return [
            Token(Kind.FIELD, name, at, len(name)),
            Token(Kind.OPERATOR, operator, field.start(2), len(operator)),
        ]
    word = _WORD.match(text, at)
    if word is None:
        raise QueryError(f"nothing is known of {char!r} here", at)
    keyword = _KEYWORDS.get(word[0].lower()) if word[0] in _KEYWORDS or word[0].isupper() else None
    return [Token(keyword or Kind.WORD, word[0], at, len(word[0]))]


def _after_operator(text: str, at: int) -> list[Token]:
    if text[at] == '"':
        return [_phrase(text, at)]
    if text[at] in "()":
        return _term(text, at)
    value = _VALUE.match(text, at)
    if value is None:
        return _term(text, at)
    return [Token(Kind.WORD, value[0], at, len(value[0]))]


def _phrase(text: str, at: int) -> Token:
    end = text.find('"', at + 1)
    if end < 0:
        raise QueryError('this quote is not closed: write " at its end', at, len(text) - at)
    return Token(Kind.PHRASE, text[at + 1 : end], at, end + 1 - at)
