"""Which known word a misspelt one was meant to be."""

import re
from collections.abc import Collection, Iterable

#: What may stand between the words of one that is known, or not.
_LOOSE = re.compile(r"[\s_\-]")
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


def certainly(word: str, known: Iterable[str], others: Collection[str] | None = None) -> str | None:
    """Return the known word that a word is for certain, written otherwise; None if there is none.

    It differs in case, blanks, hyphens and underscores only, or by a slip of the pen that makes no
    other word: two letters swapped, one doubled, or a double one that stands once. others are the
    words of another sense that stand near those known: where they are given, and it is none of
    them, a letter inside may also be wrong, missing or too many, as `near_miss` says. At the end of
    a word that would be another form of it. Any other sign may be meant.
    """
    written = _LOOSE.sub("", word.casefold())
    if not written.isalnum():
        return None
    folded = {each: _fold(each) for each in known if each != word}
    alike = [each for each, meant in folded.items() if written == meant]
    if not alike:
        alike = [each for each, meant in folded.items() if _is_near(written, meant)]
        if len(alike) == 1 and not _is_slip(written, meant := folded[alike[0]]):
            is_open = others is None or written in others or written[-1] != meant[-1]
            alike = [] if is_open else alike
    return alike[0] if len(alike) == 1 else None


def _is_slip(word: str, known: str) -> bool:
    """Whether two words differ by neighbours swapped, or by one letter doubled."""
    start = _common(word, known)
    odd, meant = word[start:], known[start:]
    if len(odd) == len(meant):
        return len(odd) > 1 and odd[:2] == meant[1::-1] and odd[2:] == meant[2:]
    longer, shorter = (odd, meant) if len(odd) > len(meant) else (meant, odd)
    # What doubles the letter before it is found behind that letter.
    return longer[1:] == shorter and start > 0 and longer[0] == word[start - 1]


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
