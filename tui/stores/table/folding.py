"""Case-folded matching as a regular expression, the same in every engine and language setting.

Engines lower case each in their own way, and none folds as Python does: ß to ss, İ to i and a dot.
So the pattern names every character that folds to a letter that is asked for.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from sys import maxunicode
from typing import NamedTuple

from tui.stores.table.error import TableError

#: Of a longer run of letters that can be written as one there are too many ways.
_LONGEST = 12


class _Folds(NamedTuple):
    """Characters by what they fold to, those of one character and those of several."""

    single: dict[str, str]  # folded character -> all that fold to it
    several: dict[str, str]  # folded text -> the characters that fold to it


class _Step(NamedTuple):
    """A pattern for one character that stands for the half-open [start, end) of a folded text."""

    start: int
    end: int
    pattern: str


class _End(NamedTuple):
    """A step whose character folds to more than it stands for: what comes before and after that."""

    step: _Step
    before: str = ""
    after: str = ""


def containing(text: str) -> str:
    """Return a pattern for texts whose folded form contains the folded text."""
    folded = text.casefold()
    return _pattern(folded, (*_steps(folded), *(end.step for end in _ends(folded))))


def equal(text: str) -> str:
    """Return a pattern for texts whose folded form is the folded text."""
    folded = text.casefold()
    return f"^(?:{_pattern(folded, _steps(folded))})$"


def words(text: str) -> str:
    """Return a pattern for texts whose folded form has the folded text between words' bounds."""
    folded = text.casefold()
    within = [_End(step) for step in _steps(folded)]
    bounded = (_bounded(end, len(folded)) for end in (*within, *_ends(folded)))
    return _pattern(folded, (step for step in bounded if step))


def _bounded(end: _End, length: int) -> _Step | None:
    """Return a step that also asks for a word's bound where it is at an end of the text."""
    if any(map(_is_word, end.before + end.after)):
        return None
    before, after = _outside()
    start, stop, pattern = end.step
    if start == 0 and not end.before:
        pattern = f"(?:^|[{before}]){pattern}"
    if stop == length and not end.after:
        pattern = f"{pattern}(?:[{after}]|$)"
    return _Step(start, stop, pattern)


def _pattern(folded: str, ways: Iterable[_Step]) -> str:
    steps: list[list[_Step]] = [[] for _ in folded]
    inside = set(range(1, len(folded)))
    for step in ways:
        steps[step.start].append(step)
        inside.difference_update(range(step.start + 1, step.end))
    bounds = [0, *sorted(inside), len(folded)]
    return "".join(_stretch(steps, start, end) for start, end in pairwise(bounds) if start < end)


def _stretch(steps: list[list[_Step]], start: int, end: int) -> str:
    """Return all ways to write a stretch of the text that no step leads into or out of."""
    if end - start > _LONGEST:
        raise TableError("this can be written in too many ways to ask a table for it")
    rest = {end: ""}
    for at in range(end - 1, start - 1, -1):
        rest[at] = _either(each.pattern + rest[each.end] for each in steps[at] if each.end in rest)
    return rest[start]


def _steps(folded: str) -> Iterator[_Step]:
    """Yield what each piece of the text can be written as: a character that folds to it."""
    single, several = _folds()
    for at, char in enumerate(folded):
        yield _Step(at, at + 1, _class(single.get(char, char)))
        for expansion, chars in several.items():
            if folded.startswith(expansion, at):
                yield _Step(at, at + len(expansion), _class(chars))


def _ends(folded: str) -> Iterator[_End]:
    """Yield characters at the ends of the text that fold to more than a piece of it."""
    length = len(folded)
    for expansion, chars in _folds().several.items():
        size = len(expansion)
        for skipped in range(size):
            piece = expansion[skipped:]
            before = expansion[skipped - 1] if skipped else ""
            if skipped and folded.startswith(piece):
                yield _End(_Step(0, len(piece), _class(chars)), before)
            elif len(piece) > length and piece.startswith(folded):
                yield _End(_Step(0, length, _class(chars)), before, piece[length])
        for kept in range(1, min(size, length)):
            if folded.endswith(expansion[:kept]):
                step = _Step(length - kept, length, _class(chars))
                yield _End(step, after=expansion[kept])


def _either(choices: Iterable[str]) -> str:
    different = list(dict.fromkeys(choices))
    return different[0] if len(different) == 1 else f"(?:{'|'.join(different)})"


def _class(chars: str) -> str:
    if len(chars) == 1:
        return _escaped(chars)
    return f"[{''.join(map(_escaped, chars))}]"


def _escaped(char: str) -> str:
    return (
        f"\\{char}"
        if char.isascii() and char.isprintable() and not char.isalnum() and char not in " _"
        else char
    )


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


@cache
def _folds() -> _Folds:
    single: dict[str, str] = {}
    several: dict[str, str] = {}
    for code in range(maxunicode + 1):
        char = chr(code)
        folded = char.casefold()
        if folded == char:
            continue
        table = single if len(folded) == 1 else several
        table[folded] = table.get(folded, "") + char
    return _Folds({folded: folded + chars for folded, chars in single.items()}, several)


@cache
def _outside() -> tuple[str, str]:
    """Return classes of the characters that end before a word begins, and begin after one ends.

    That is judged by the last and the first character of what they fold to.
    """
    return tuple(_ranges(place) for place in (-1, 0))  # type: ignore[return-value]  # there are two


def _ranges(place: int) -> str:
    """Return all characters without a word's character at a place of what they fold to."""
    parts, first = [], None
    for code in range(1, maxunicode + 2):
        is_outside = code <= maxunicode and _is_outside(code, place)
        if is_outside and first is None:
            first = code
        elif not is_outside and first is not None:
            parts.append(_range(first, code - 1))
            first = None
    return "".join(parts)


def _is_outside(code: int, place: int) -> bool:
    if 0xD800 <= code <= 0xDFFF:
        return False
    folded = chr(code).casefold()
    return not _is_word(folded[place])


def _range(first: int, last: int) -> str:
    one, other = _escaped(chr(first)), _escaped(chr(last))
    return one if first == last else f"{one}-{other}"
