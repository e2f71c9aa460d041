"""Which id was meant by one that no event has, in a time that hardly grows with the events."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches

from tui.events.columns import ids_of, joined_ids
from tui.events.timeline import Timeline

#: What is less like than that is not meant, as difflib counts it.
_LIKENESS = 0.6

#: Of so many events every id is held against what was written.
_FEW = 1_000

#: Of more events, those ids are that have a text in common with it, at so many places each.
_PLACES = 100


def closest_id(written: str, timeline: Timeline) -> str | None:
    """Return the id that is most like what was written, None if none is like it.

    Of many events those ids count that are a beginning of it, and that have the longest beginning
    of it that any has, or the longest end: a letter that is wrong, missing or too many leaves one
    of the two as it is.
    """
    is_few = len(timeline.events) <= _FEW
    ids = ids_of(timeline.events) if is_few else _alike(written, timeline)
    found = get_close_matches(written.lower(), ids, n=1, cutoff=_LIKENESS)
    return found[0] if found else None


def _alike(written: str, timeline: Timeline) -> set[str]:
    data, starts = joined_ids(timeline.events)
    # What is shorter than that is not like it.
    least = int(len(written) * _LIKENESS / (2 - _LIKENESS))
    begun = (written[:size] for size in range(max(1, least), len(written)))
    found = {each for each in begun if timeline.event(each) is not None}
    for text in {written, written.lower()}:
        whole = text.encode("utf-8", "surrogatepass")
        for piece in (lambda size, of=whole: of[:size], lambda size, of=whole: of[-size:]):
            found |= _with_longest(piece, len(whole), data, starts)
    return found


def _with_longest(
    piece: Callable[[int], bytes], most: int, data: bytes, starts: Sequence[int]
) -> set[str]:
    """Return ids that have the longest piece that any has; piece gives that of a size.

    Each piece is part of all larger ones; most is the size of the largest.
    """
    # Whether one is there is asked as often as the logarithm of its size.
    size = bisect_left(range(1, most + 1), 1, key=lambda each: piece(each) not in data)
    while size:
        found = set(_having(piece(size), data, starts))
        if found:
            return found
        size = size * 2 // 3  # it was where one id ends and the next begins
    return set()


def _having(piece: bytes, data: bytes, starts: Sequence[int]) -> Iterator[str]:
    at = 0
    for _ in range(_PLACES):
        at = data.find(piece, at)
        if at < 0:
            return
        number = bisect_right(starts, at) - 1
        end = starts[number + 1]
        if at + len(piece) <= end:
            yield data[starts[number] : end].decode("utf-8", "surrogatepass")
        at = end
