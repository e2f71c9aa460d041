"""Sorting many numbers without a list of all of them, and of all that they are sorted by."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import partial

#: So many are sorted at once.
_MOST = 16_384

#: Of so many the others are told into which part they fall.
_SAMPLE = 1_024


def in_order(numbers: Sequence[int], *keys: Callable[[int], int], kind: str = "I") -> "array[int]":
    """Return numbers in ascending order of keys, as an array of a type.

    A further key is for those that have the same first one; what has all of them the same stays as
    it was. Raise OverflowError for what the array cannot hold.
    """
    key, *others = keys or (int,)
    if len(numbers) <= _MOST:
        return _sorted(numbers, key, others, kind)
    sample = sorted(map(key, numbers[:: max(1, len(numbers) // _SAMPLE)]))
    step = max(1, len(sample) * _MOST // (2 * len(numbers)))
    borders = sample[step::step]
    parts = [array(kind) for _ in range(len(borders) + 1)]
    adding = [part.append for part in parts]
    places = map(partial(bisect_right, borders), map(key, numbers))
    for number, place in zip(numbers, places, strict=True):
        adding[place](number)
    del adding
    found = array(kind)
    while parts:
        found.extend(_sorted(parts.pop(0), key, others, kind))
    return found


def _sorted(
    numbers: Sequence[int],
    key: Callable[[int], int],
    others: Sequence[Callable[[int], int]],
    kind: str,
) -> "array[int]":
    # Sorting keeps what is equal as it was, so the last key is the first to sort by.
    found = list(numbers)
    for each in (*reversed(others), key):
        found.sort(key=each)
    return array(kind, found)
