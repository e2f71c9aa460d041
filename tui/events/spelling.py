"""Which known word a misspelt one was meant to be."""

from collections.abc import Iterable

#: Words up to this length are too close to each other for a changed letter to mean a slip.
_SHORT = 5


def near_miss(word: str, known: Iterable[str]) -> str | None:
    """Return the first known word that the word is probably a misspelling of.

    That is one that differs in case, blanks and hyphens only, or by two swapped letters, or after
    its first letter by one that is missing or too many, or in a word of more than five by one that
    is wrong. Digits count as meant.
    """
    folded = _fold(word)
    if not folded:
        return None
    for candidate in known:
        if candidate != word and _is_near(folded, _fold(candidate)):
            return candidate
    return None


def _fold(word: str) -> str:
    return "".join(char for char in word.casefold() if char.isalnum())


def _is_near(word: str, known: str) -> bool:
    if word == known:
        return True
    if abs(len(word) - len(known)) > 1 or min(len(word), len(known)) < 3:
        return False
    start = _common(word, known)
    word, known = word[start:], known[start:]
    end = _common(word[::-1], known[::-1])
    odd, meant = word[: len(word) - end], known[: len(known) - end]
    if any(char.isdigit() for char in odd + meant):
        return False
    if len(odd) == 2 and odd == meant[::-1]:
        return True
    if len(odd) == len(meant) == 1:
        return start > 0 and start + 1 + end > _SHORT
    return start > 0 and len(odd) + len(meant) == 1


def _common(one: str, other: str) -> int:
    """Count the letters that two words begin with alike."""
    for index, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return index
    return min(len(one), len(other))
