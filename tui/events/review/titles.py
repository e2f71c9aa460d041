"""Titles that have nearly the same words in the same order."""

import re
from collections.abc import Iterator

from tui.events.event import Event
from tui.events.review.slips import is_slip

Words = tuple[str, ...]

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_ARTICLES = frozenset({"a", "an", "the"})
#: A title of so many words still says the same when one more is put to it.
_FEWEST = 3
#: Longer titles are held against each other as a whole.
_MOST = 30
#: So many titles that differ in the same one word are a series, and none of them a slip.
_SERIES = 20


def words_of(title: str) -> Words:
    """Return a title's words in their order, without capitals and articles."""
    return tuple(word for word in _WORD.findall(title.casefold()) if word not in _ARTICLES)


def numbers_of(words: Words) -> Words:
    """Return the words with a digit in them."""
    return tuple(word for word in words if _DIGIT.search(word))


def share_of_words(one: Words, other: Words) -> float:
    """Return how many of all words are in both, from 0 to 1."""
    either = set(one).union(other)
    return len(set(one).intersection(other)) / len(either) if either else 0.0


class Titles:
    """Events to be found by what is nearly their title."""

    def __init__(self) -> None:
        self._whole: dict[Words, Event] = {}
        self._without: dict[Words, list[tuple[str, Event]]] = {}

    def add(self, event: Event) -> None:
        words = words_of(event.title)
        self._whole.setdefault(words, event)
        for word, rest in _shortened(words):
            others = self._without.setdefault(rest, [])
            if len(others) < _SERIES:
                others.append((word, event))

    def alike(self, event: Event) -> Event | None:
        """Return an event whose title has these words but for one left out or misspelt."""
        words = words_of(event.title)
        if not words:
            return None
        if words in self._whole:
            return self._whole[words]
        longer = self._without.get(words)
        if longer:
            return longer[0][1]
        for word, rest in _shortened(words):
            if rest in self._whole:
                return self._whole[rest]
            for other, candidate in self._without.get(rest, ()):
                if is_slip(word, other):
                    return candidate
        return None


def _shortened(words: Words) -> Iterator[tuple[str, Words]]:
    """Yield each word that can be left out, with the others; numbers cannot."""
    if not _FEWEST < len(words) <= _MOST:
        return
    for index, word in enumerate(words):
        if not _DIGIT.search(word):
            yield word, words[:index] + words[index + 1 :]
