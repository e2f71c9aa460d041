"""What is shown in the place of characters that hide, reorder or command."""

from enum import Enum
from functools import lru_cache
from itertools import groupby
from re import Match
from unicodedata import category

_ZWNJ, _ZWJ = "\u200c", "\u200d"
_INVISIBLE = frozenset("\u00ad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff")
_DANGEROUS_FORMATS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    "\u206a\u206b\u206c\u206d\u206e\u206f\ufff9\ufffa\ufffb"
)
#: Hebrew with vowels and cantillation needs 5 marks on a letter, Burmese 7.
_MOST_MARKS = 8
#: The diacritics of Latin, Greek and Cyrillic, of which phonetic writing stacks up to 4.
_MOST_ACCENTS = 4
_ACCENTS = (
    (0x0300, 0x036F),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)
#: Where letters change their shape with their neighbours: Arabic to Myanmar, Khmer, Mongolian, …
_JOINING = (
    (0x0600, 0x109F),
    (0x1700, 0x1CFF),
    (0xA800, 0xABFF),
    (0xFB50, 0xFEFC),
    (0x10A00, 0x11FFF),
    (0x1E900, 0x1E95F),
)


class _Kind(Enum):
    BASE = "base"
    MARK = "mark"
    JOINER = "joiner"
    SELECTOR = "selector"
    INVISIBLE = "invisible"
    DANGER = "danger"


def exposed(run: Match[str]) -> str:
    """Return a run of odd characters as it may be shown.

    First the dangerous ones become visible, then each tail of marks, joiners and selectors is held
    against the character it stands on. Neither step makes work for the other, so that cleaning
    twice changes nothing more.
    """
    before = run.string[run.start() - 1] if run.start() else "\n"
    after = run.string[run.end() : run.end() + 1]
    pieces = [(tail, "".join(chars)) for tail, chars in groupby(_without_dangers(run[0]), _is_tail)]
    shown: list[str] = []
    for index, (tail, piece) in enumerate(pieces):
        if tail:
            base = pieces[index - 1][1][-1] if index else before
            following = pieces[index + 1][1][0] if index + 1 < len(pieces) else after
            shown.append(_held(base, piece, following))
        else:
            shown.append(piece)
    return "".join(shown)


@lru_cache(4096)
def _kind(char: str) -> _Kind:
    sort = category(char)
    if sort in ("Cc", "Cs", "Zl", "Zp") or char in _DANGEROUS_FORMATS:
        return _Kind.DANGER
    if _is_tag(char) or _is_noncharacter(ord(char)):
        return _Kind.DANGER
    if char in (_ZWJ, _ZWNJ):
        return _Kind.JOINER
    if char in _INVISIBLE:
        return _Kind.INVISIBLE
    if _is_selector(ord(char)):
        return _Kind.SELECTOR
    return _Kind.MARK if sort[0] == "M" else _Kind.BASE


def _is_tag(char: str) -> bool:
    return "\U000e0000" <= char <= "\U000e00ff" or "\U000e01f0" <= char <= "\U000e0fff"


def _is_noncharacter(code: int) -> bool:
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def _is_selector(code: int) -> bool:
    return (
        0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
        or code in (0x180B, 0x180C, 0x180D, 0x180F)
    )


def _within(char: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(char) <= last for first, last in ranges)


def _is_tail(char: str) -> bool:
    return _kind(char) in (_Kind.MARK, _Kind.JOINER, _Kind.SELECTOR)


def _without_dangers(run: str) -> str:
    shown: list[str] = []
    for kind, group in groupby(run, _kind):
        chars = "".join(group)
        if kind is _Kind.DANGER:
            shown.extend(_stand_in("".join(part)) for _, part in groupby(chars, _danger))
        elif kind is not _Kind.INVISIBLE:
            shown.append(chars)
        elif len(chars) > 1:
            shown.append(_stand_in(chars))
    return "".join(shown)


def _danger(char: str) -> str:
    if _is_tag(char):
        return "tag"
    return "control" if char < " " or char == "\x7f" else "other"


def _stand_in(chars: str) -> str:
    """Name characters that must not be shown; control characters have pictures of their own."""
    first = chars[0]
    if _danger(first) == "control":
        return "".join("␡" if char == "\x7f" else chr(0x2400 + ord(char)) for char in chars)
    hidden = "".join(
        chr(ord(char) - 0xE0000) for char in chars if "\U000e0020" <= char <= "\U000e007e"
    )
    if hidden:
        return f"‹tags {hidden}›"
    return f"‹U+{ord(first):04X}›" if len(chars) == 1 else f"‹U+{ord(first):04X} +{len(chars) - 1}›"


def _held(base: str, tail: str, following: str) -> str:
    """Return as much of a tail as its base can bear, and a stand-in for the rest."""
    if base in "\n\t":
        if _kind(tail[0]) is not _Kind.MARK:
            return _stand_in(tail)
        base = "◌"
        return base + _held(base, tail, following)
    marks = accents = 0
    for index, char in enumerate(tail):
        kind = _kind(char)
        if kind is _Kind.MARK:
            marks += 1
            accents += _within(char, _ACCENTS)
            fits = marks <= _MOST_MARKS and accents <= _MOST_ACCENTS
        elif kind is _Kind.SELECTOR:
            fits = index == 0 and _takes_selector(base)
        else:
            fits = _joins(base, tail, index, following)
        if not fits:
            return tail[:index] + _stand_in(tail[index:])
    return tail


def _takes_selector(base: str) -> bool:
    """Whether a character can have variants: symbols, keycaps and letters without case."""
    return category(base) in ("So", "Sm", "Po", "Nd", "Lo") or base == "\u2139"


def _joins(base: str, tail: str, index: int, following: str) -> bool:
    """Whether the joiner at the index has an effect: in joining scripts, or between two emoji."""
    if _within(base, _JOINING):
        return index == 0 or _kind(tail[index - 1]) is _Kind.MARK
    last = index + 1 == len(tail)
    return tail[index] == _ZWJ and last and _is_emoji(base) and _is_emoji(following)


def _is_emoji(char: str) -> bool:
    return char > "\u2000" and category(char) in ("So", "Sm", "Sk")
