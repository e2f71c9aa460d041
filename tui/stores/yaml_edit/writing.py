"""How a text is written in YAML so that every reader takes it for just that text."""

import re
from typing import NamedTuple

from tui.events.node import NULLS
from tui.events.problem_log import ProblemLog
from tui.stores.yaml_edit.edit import EditError
from tui.stores.yaml_text import normal_text

#: A scanner looks no further for the colon behind a key.
MOST_KEY = 1_000

#: A plain text: no indicator begins it, except the minus of a number or a year.
_FIRST = re.compile(r"-[0-9A-Za-z.]|[^\s\-?:,\[\]{}#&*!|>'\"%@`]")
_NEVER = re.compile(r":(?:\s|\Z)|\s#|\A\.\.\.|\s\Z")
#: In brackets these end a plain text; the pure parser takes a question mark for a key's, too.
_NEVER_IN_FLOW = re.compile(r"[,\[\]{}]|(?:\A|\s)\?|:\?")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}
#: Where a line of a folded text can be broken.
_FOLD = re.compile(r"(?<=\S) (?=\S)")
#: Narrowest and widest lines that a folded text is broken into.
_WIDTHS = (40, 120)


class Place(NamedTuple):
    """Where a text is to stand.

    parent is the column from 0 of the key or dash that it belongs to, column that of its lines
    if it takes several. before_blank says that a blank line follows, at_end that nothing follows,
    not even the end of the line, one_line that it must not take several.
    """

    flow: bool
    parent: int = 0
    column: int = 2
    before_blank: bool = False
    at_end: bool = False
    one_line: bool = False


class Written(NamedTuple):
    """What stands behind the key or dash, and the whole lines below, without their ends."""

    head: str
    lines: tuple[str, ...] = ()


class Habit(NamedTuple):
    """How the text was written that gives way: its style, and how wide its lines are."""

    style: str = ""
    width: int = 100
    had_lines: bool = False


FLOW = Place(flow=True)


def written(text: str, place: Place, habit: Habit = Habit()) -> Written:  # noqa: B008
    """Return a text in the style it had if that can hold it, else with the least quoting.

    Raise EditError for what no YAML can hold.
    """
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise EditError("this text holds half a character, which no file can hold")
    style = habit.style
    wants_lines = style in ("|", ">") or ("\n" in text and not (style == '"' and habit.had_lines))
    if wants_lines and _fits_lines(text, place):
        return (_folded(text, place, habit) if style == ">" else None) or _literal(text, place)
    return Written(on_one_line(text, style, flow=place.flow))


def on_one_line(text: str, style: str = "", *, flow: bool = True) -> str:
    if style == '"' or not _is_bare(text):
        return _double(text)
    if style == "'":
        return _single(text)
    if is_plain(text, flow=flow):
        return text
    return _single(text) if re.search(r'[\\"]', text) and "'" not in text else _double(text)


def key(name: str, styles: set[str]) -> str:
    """Return a key as its siblings are written. Raise EditError if it can be none."""
    style = styles.pop() if len(styles) == 1 else ""
    text = on_one_line(name, '"' if name == "<<" and not style else style)
    if not name or len(text) > MOST_KEY:
        raise EditError("a field needs a name, and one that is not as long as this")
    return text


def is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text can stand without quotes, for the C parser and the pure one."""
    if text in NULLS or not _FIRST.match(text) or not _is_bare(text) or _NEVER.search(text):
        return False
    return not (flow and _NEVER_IN_FLOW.search(text))


def _is_bare(text: str) -> bool:
    """Whether a text is one line of characters that stand for themselves."""
    return not re.search(r"[\n\r\t]", text) and _is_raw(text)


def _is_raw(text: str) -> bool:
    return normal_text(text, ProblemLog()) == text


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if _is_raw(char):
        return char
    code = ord(char)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"


def _fits_lines(text: str, place: Place) -> bool:
    if place.flow or place.one_line or "\r" in text or not text.strip(" \t\n") or not _is_raw(text):
        return False
    if place.at_end and text.endswith("\n"):
        return False
    return not (place.before_blank and text.endswith("\n\n"))


def _literal(text: str, place: Place) -> Written:
    return _block("|", text, text.split("\n"), place)


def _block(sign: str, text: str, lines: list[str], place: Place) -> Written:
    chomping = "+" if text.endswith("\n\n") else "" if text.endswith("\n") else "-"
    if text.endswith("\n"):
        lines = lines[:-1]
    column, indicator = place.column, ""
    if re.match(r"\n*[ \t]", text):
        if not 1 <= column - place.parent <= 9:
            column = place.parent + 2
        indicator = str(column - place.parent)
    indent = " " * column
    return Written(sign + indicator + chomping, tuple(line and indent + line for line in lines))


def _folded(text: str, place: Place, habit: Habit) -> Written | None:
    """Return a text with its lines broken as wide as before, None if folding would alter it."""
    body = text.rstrip("\n")
    if body.startswith("\n") or re.search(r"^[ \t]|[ \t]$", body, re.MULTILINE):
        return None
    width = min(max(habit.width, _WIDTHS[0]), _WIDTHS[1]) - place.column
    lines: list[str] = []
    # Between two lines of text a break is a space, and one more break is the first real one.
    for number, line in enumerate(body.split("\n")):
        if number and line:
            lines.append("")
        lines += _broken(line, width)
    lines += [""] * (len(text) - len(body))
    return _block(">", text, lines, place)


def _broken(line: str, width: int) -> list[str]:
    rows = [""]
    for word in _FOLD.split(line):
        if not rows[-1]:
            rows[-1] = word
        elif len(rows[-1]) + 1 + len(word) <= width:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return rows
