"""YAML's complaints in plain words: what to mend, and where."""

import re
from collections.abc import Callable
from typing import NamedTuple

from yaml.error import MarkedYAMLError

_CLOSING = {"[": "]", "{": "}"}


class Complaint(NamedTuple):
    """What is wrong, at an index of the text that was parsed."""

    at: int
    message: str


class _Error(NamedTuple):
    """A parser's error with the places it names, as indexes into the text."""

    text: str
    context: str
    opened: int
    problem: str
    at: int

    @property
    def char(self) -> str:
        return self.text[self.at : self.at + 1]

    @property
    def line_before(self) -> str:
        """What stands on the line before the place."""
        return self.text[self.text.rfind("\n", 0, self.at) + 1 : self.at]

    @property
    def is_on_later_line(self) -> bool:
        return "\n" in self.text[self.opened : self.at]


def explain(error: MarkedYAMLError, text: str) -> Complaint:
    """Return what to tell about an error in a text, from the C or the pure parser."""
    problem = error.problem or "this is not YAML"
    mark = error.problem_mark or error.context_mark
    at = mark.index if mark else 0
    opened = error.context_mark.index if error.context_mark else at
    found = _Error(text, error.context or "", opened, problem, at)
    for context, fragments, answer in _ANSWERS:
        if context in found.context and any(part in problem for part in fragments):
            return answer(found)
    return Complaint(at, f"this is not YAML: {problem}")


def _says(message: str) -> Callable[[_Error], Complaint]:
    return lambda error: Complaint(error.at, message)


def _says_where_opened(message: str) -> Callable[[_Error], Complaint]:
    return lambda error: Complaint(error.opened, message)


def _colon(error: _Error) -> Complaint:
    before = error.line_before.strip()
    if ": " in before or before.startswith("? "):
        message = "a value that holds ': ' must be in quotes"
    else:
        message = "this line does not fit what stands above it: check its indentation, and that the"
        message += " key above ends in ': '"
    return Complaint(error.at, message)


def _character(error: _Error) -> Complaint:
    if error.char == "\t":
        return _tab(error)
    message = f"a text that begins with '{error.char}' must be in quotes"
    return Complaint(error.at, message)


def _tab(error: _Error) -> Complaint:
    return Complaint(error.at, "a tab stands in the indentation: YAML wants spaces there")


def _bracket(error: _Error) -> Complaint:
    opening = error.text[error.opened : error.opened + 1]
    closing = _CLOSING.get(opening, "its partner")
    if error.is_on_later_line:
        message = f"this '{opening}' is not closed by '{closing}', or a ',' is missing after it"
        return Complaint(error.opened, message)
    message = f"after '{opening}' a ',' or '{closing}' is missing here; "
    message += "texts that hold ': ' or brackets must be in quotes"
    return Complaint(error.at, message)


def _value(error: _Error) -> Complaint:
    opening = None if error.text[error.at :].strip() else _last_open(error.text)
    if opening is None:
        return Complaint(error.at, "a value or the closing bracket is missing here")
    char = error.text[opening]
    return Complaint(opening, f"this '{char}' is not closed by '{_CLOSING[char]}'")


def _last_open(text: str) -> int | None:
    """Return the index of the last opening bracket that none closes."""
    closed = 0
    for at in range(len(text) - 1, -1, -1):
        if text[at] in "]}":
            closed += 1
        elif text[at] in _CLOSING:
            if not closed:
                return at
            closed -= 1
    return None


def _key(error: _Error) -> Complaint:
    before = error.line_before.rstrip()
    alias = re.search(r"(?<!\S)\*\S*\Z", before)
    if alias:
        at = error.at - len(error.line_before) + alias.start()
        return Complaint(at, "a text that begins with '*' must be in quotes")
    if before.endswith(('"', "'", "]", "}")):
        message = f"nothing can follow the closing {before[-1]} here: put the whole text in quotes"
    elif error.char == "-":
        message = "this list item does not fit what stands above it: check its indentation"
    else:
        message = "this does not fit what stands above it: check its indentation"
    return Complaint(error.at, message)


def _escape(error: _Error) -> Complaint:
    at = error.at - (error.char != "\\")
    escape = error.text[at : at + 2]
    message = f"{escape} means nothing in double quotes: write \\{escape}, or use single quotes"
    return Complaint(at, message)


def _sigil(error: _Error) -> Complaint:
    opening = error.text[error.opened : error.opened + 1]
    return Complaint(error.opened, f"a text that begins with '{opening}' must be in quotes")


#: (part of the context, parts of the problem, answer); the first row that fits answers.
_ANSWERS: tuple[tuple[str, tuple[str, ...], Callable[[_Error], Complaint]], ...] = (
    ("", ("mapping values are not allowed",), _colon),
    ("", ("tab character that violates",), _tab),
    ("", ("cannot start any token",), _character),
    (
        "quoted scalar",
        (
            "unexpected end of stream",
            "unexpected document separator",
            "unexpected document indicator",
        ),
        _says_where_opened("the quote that opens here is never closed"),
    ),
    ("", ("unknown escape",), _escape),
    (
        "quoted scalar",
        ("hexdecimal", "hexadecimal", "Unicode character"),
        _says("this escape in double quotes is not a character"),
    ),
    ("flow sequence", ("',' or ']'",), _bracket),
    ("flow mapping", ("',' or '}'",), _bracket),
    ("block node", ("node content",), _character),
    ("flow node", ("node content",), _value),
    (
        "simple key",
        ("could not find expected ':'",),
        _says_where_opened("this line has no ': ' between a key and its value"),
    ),
    ("block mapping", ("expected key", "expected <block end>"), _key),
    ("block collection", ("expected '-'", "expected <block end>"), _key),
    ("anchor", ("alphabetic",), _sigil),
    ("alias", ("alphabetic",), _sigil),
    ("tag", ("",), _sigil),
    ("", ("undefined tag handle",), _says("a text that begins with '!' must be in quotes")),
    ("", ("mapping keys are not allowed",), _says("a text that begins with '?' must be in quotes")),
    (
        "",
        ("sequence entries are not allowed",),
        _says("a list item cannot stand here: begin it on a line of its own"),
    ),
    (
        "block scalar",
        ("comment or", "indentation indicator"),
        _says("the text begins on the line after '|' or '>'; put one that begins so in quotes"),
    ),
    (
        "",
        ("unexpected ':'",),
        _says("put a space after this ':', or the text in quotes"),
    ),
    (
        "",
        ("<document start>",),
        _says("this does not fit what stands above it: check its indentation"),
    ),
    (
        "directive",
        ("",),
        _says("this line begins with '%', which YAML keeps for its own directives"),
    ),
    ("", ("incompatible YAML",), _says("this YAML version is not known: leave the %YAML line out")),
)
