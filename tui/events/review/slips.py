"""Two spellings of one name, where only one can be meant."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from tui.events.spelling import near_miss

_WORD = re.compile(r"\w+")
#: What may be put between or behind words without making another name of them.
_LOOSE = frozenset(" \t\u00a0-‐‑‒–—_.,:;/'’‘\"“”()[]")
_ROMAN = frozenset("ivxlcdm")
#: A name of one word so short is too close to others for a letter to mean a slip.
_SHORT = 5
#: Longer spellings are only held against those with the same letters.
_LONGEST = 60
#: So many names that differ in the same letter are a series, and none of them a slip.
_SERIES = 30


def is_slip(one: str, other: str) -> bool:
    """Whether two different texts are spellings of one name.

    They have the same letters and digits, and differ in capitals, blanks, hyphens and stops alone;
    or in one word, by a letter as `near_miss` says. Digits, initials, Roman numerals and signs such
    as + and # are always meant.
    """
    if _letters(one) == _letters(other):
        return _signs(one) == _signs(other)
    words, others = _words(one), _words(other)
    if len(words) != len(others) or _signs(one) != _signs(other):
        return False
    odd = [(word, meant) for word, meant in zip(words, others, strict=True) if word != meant]
    return len(odd) == 1 and _is_slip_of_word(*odd[0], is_alone=len(words) == 1)


def has_same_letters(one: str, other: str) -> bool:
    return _letters(one) == _letters(other)


def slips(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each pair of names that are spellings of one, once.

    Two of them have a letter at most that the other lacks, so that each pair meets where it is
    left out. The time this takes grows with the number of names, not with that of pairs.
    """
    meetings: dict[str, list[str]] = {}
    for name in names:
        for key in _keys(_letters(name)):
            meetings.setdefault(key, []).append(name)
    seen: set[tuple[str, str]] = set()
    for met in meetings.values():
        if 1 < len(met) <= _SERIES:
            for pair in combinations(met, 2):
                if pair not in seen and is_slip(*pair):
                    seen.add(pair)
                    yield pair


def _keys(letters: str) -> set[str]:
    """Return the letters, and what is left of them without any one that is no digit."""
    keys = {letters}
    if len(letters) <= _LONGEST:
        keys |= {
            letters[:index] + letters[index + 1 :]
            for index, char in enumerate(letters)
            if not char.isdigit()
        }
    keys.discard("")
    return keys


def _is_slip_of_word(word: str, meant: str, *, is_alone: bool) -> bool:
    if is_alone and max(len(word), len(meant)) <= _SHORT:
        return False
    if any(char.isdigit() for char in word + meant):
        return False
    if _ROMAN.issuperset(word) and _ROMAN.issuperset(meant):
        return False
    return near_miss(word, [meant]) is not None


def _letters(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _words(name: str) -> list[str]:
    return _WORD.findall(name.casefold())


def _signs(name: str) -> str:
    return "".join(char for char in name if not char.isalnum() and char not in _LOOSE)
