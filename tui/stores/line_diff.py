"""The lines in which two texts differ, found in time that grows as they do.

Lines that are unique in both texts are matched first, as many of them as stand in the same order,
which is a patience diff; then what lies between them is, and so on. Where there are none, lines are
matched with as few insertions and deletions as there can be, by Myers' greedy algorithm, a stretch
at a time where they are many.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

#: Lines of both texts up to which ranges are not cut at unique lines: the least is found as soon.
_SMALL = 64

#: So often ranges are cut at lines that are unique in them, for which each time all are looked at.
_MOST_CUTS = 8

#: After so many insertions and deletions the way that has come furthest is gone on from.
_STRETCH = 32


class Block(NamedTuple):
    """Lines that two texts share: the first one in each, from 0 on, and how many they are."""

    old: int
    new: int
    size: int


class Range(NamedTuple):
    """Lines of two texts that belong together: a half-open range of each."""

    old: int
    old_end: int
    new: int
    new_end: int


def unified_diff(
    old: Sequence[str], new: Sequence[str], name: str, context: int = 2
) -> Iterator[str]:
    """Yield the lines of a unified difference of two texts, none where they are the same.

    The texts are lines without their ends, as are those of the difference. context is how many
    lines without a difference are shown before and behind those with one.
    """
    return formatted(old, new, matching_blocks(old, new), name, context)


def matching_blocks(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Return what two texts share, in order; between two blocks something was changed."""
    # Numbers are compared and counted in less time than texts.
    numbers: dict[str, int] = {}
    olds = [numbers.setdefault(line, len(numbers)) for line in old]
    news = [numbers.setdefault(line, len(numbers)) for line in new]
    found: list[Block] = []
    left = [(Range(0, len(olds), 0, len(news)), 0)]
    while left:
        within, cuts = left.pop()
        rest = _trimmed(within, olds, news, found)
        size = rest.old_end - rest.old + rest.new_end - rest.new
        if rest.old == rest.old_end or rest.new == rest.new_end:
            continue
        anchors = _anchors(rest, olds, news) if size > _SMALL and cuts < _MOST_CUTS else []
        if anchors:
            found += anchors
            left += [(each, cuts + 1) for each in _between(anchors, rest)]
        else:
            found += _least(rest, olds, news)
    return list(_joined(sorted(found)))


def formatted(
    old: Sequence[str], new: Sequence[str], blocks: Iterable[Block], name: str, context: int
) -> Iterator[str]:
    """Yield the lines of a unified difference of two texts, of which blocks is what they share."""
    changes = _between(blocks, Range(0, len(old), 0, len(new)))
    for number, hunk in enumerate(_hunks(changes, context)):
        if not number:
            yield f"--- {name}"
            yield f"+++ {name}"
        first, last = hunk[0], hunk[-1]
        before = min(context, first.old, first.new)
        behind = min(context, len(old) - last.old_end, len(new) - last.new_end)
        at, end = first.old - before, last.old_end + behind
        olds, news = _shown(at, end), _shown(first.new - before, last.new_end + behind)
        yield f"@@ -{olds} +{news} @@"
        for change in hunk:
            yield from (f" {line}" for line in old[at : change.old])
            yield from (f"-{line}" for line in old[change.old : change.old_end])
            yield from (f"+{line}" for line in new[change.new : change.new_end])
            at = change.old_end
        yield from (f" {line}" for line in old[at:end])


def _trimmed(within: Range, olds: list[int], news: list[int], found: list[Block]) -> Range:
    """Return a range without what both texts begin and end with in it, which is added to found."""
    old, old_end, new, new_end = within
    while old < old_end and new < new_end and olds[old] == news[new]:
        old, new = old + 1, new + 1
    if old > within.old:
        found.append(Block(within.old, within.new, old - within.old))
    while old < old_end and new < new_end and olds[old_end - 1] == news[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
    if old_end < within.old_end:
        found.append(Block(old_end, new_end, within.old_end - old_end))
    return Range(old, old_end, new, new_end)


def _anchors(within: Range, olds: list[int], news: list[int]) -> list[Block]:
    """Return lines that are unique in both texts in a range, the most that are in one order."""
    old, old_end, new, new_end = within
    counts, others = Counter(olds[old:old_end]), Counter(news[new:new_end])
    places = {line: at for at, line in enumerate(news[new:new_end], new) if others[line] == 1}
    common = [
        (at, places[line])
        for at, line in enumerate(olds[old:old_end], old)
        if counts[line] == 1 and line in places
    ]
    rise = _longest_rise([at for _, at in common])
    return list(_joined((*common[number], 1) for number in rise))


def _longest_rise(values: Sequence[int]) -> list[int]:
    """Return the numbers, in order, of the values of a longest increasing subsequence."""
    ends: list[int] = []  # the least value that a rise of each length ends with, and its number
    numbers: list[int] = []
    before: list[int] = []
    for number, value in enumerate(values):
        length = bisect_left(ends, value)
        before.append(numbers[length - 1] if length else -1)
        ends[length : length + 1] = [value]
        numbers[length : length + 1] = [number]
    found: list[int] = []
    at = numbers[-1] if numbers else -1
    while at >= 0:
        found.append(at)
        at = before[at]
    return found[::-1]


def _between(blocks: Iterable[Block], within: Range) -> Iterator[Range]:
    """Yield what is in no block of a range: before them, between two of them and behind them."""
    edges = [Block(within.old, within.new, 0), *blocks, Block(within.old_end, within.new_end, 0)]
    for (old, new, size), following in pairwise(edges):
        if old + size < following.old or new + size < following.new:
            yield Range(old + size, following.old, new + size, following.new)


def _least(within: Range, olds: list[int], news: list[int]) -> Iterator[Block]:
    """Yield what is shared in a range, one line at a time, so that little of it is changed."""
    old, old_end, new, new_end = within
    # What is not in the other text at all changes nothing but the length of each way.
    here, there = set(olds[old:old_end]), set(news[new:new_end])
    first = [at for at in range(old, old_end) if olds[at] in there]
    second = [at for at in range(new, new_end) if news[at] in here]
    lines, others = [olds[at] for at in first], [news[at] for at in second]
    x = y = 0
    while x < len(lines) and y < len(others):
        steps, (x, y) = _stretch(lines, others, x, y)
        for at, other, size in steps:
            for further in range(size):
                yield Block(first[at + further], second[other + further], 1)


def _stretch(
    lines: list[int], others: list[int], x: int, y: int
) -> tuple[list[Block], tuple[int, int]]:
    """Return what two lists share from places on, and the places up to which that is told.

    That is their ends, unless they are too many insertions and deletions away.
    """
    width, height = len(lines) - x, len(others) - y
    # For each number of changes how far each diagonal, which is x - y, is come along.
    ways: list[dict[int, int]] = []
    diagonal = 0
    for changes in range(_STRETCH + 1):
        before, reached = ways[-1] if ways else {}, dict[int, int]()
        for diagonal in range(-changes, changes + 1, 2):
            at = _entry(before, diagonal, width, height) if changes else 0
            if at < 0:
                continue
            while (
                at < width and at - diagonal < height and lines[x + at] == others[y + at - diagonal]
            ):
                at += 1
            reached[diagonal] = at
            if at == width and at - diagonal == height:
                break
        ways.append(reached)
        if reached.get(width - height) == width:
            diagonal = width - height
            break
    else:
        diagonal = max(ways[-1], key=lambda each: 2 * ways[-1][each] - each)
    end = ways[-1][diagonal]
    return _way_back(ways, diagonal, (x, y), (width, height)), (x + end, y + end - diagonal)


def _entry(before: dict[int, int], diagonal: int, width: int, height: int) -> int:
    """Return where a diagonal is entered by one more change, as far as can be; -1 for nowhere."""
    by_insertion, by_deletion = before.get(diagonal + 1, -1), before.get(diagonal - 1, -2) + 1
    if by_insertion - diagonal > height:
        by_insertion = -1
    return by_insertion if by_deletion > width else max(by_insertion, by_deletion)


def _way_back(
    ways: list[dict[int, int]], diagonal: int, start: tuple[int, int], size: tuple[int, int]
) -> list[Block]:
    """Return what is shared along the way that has ended on a diagonal."""
    found: list[Block] = []
    for changes in range(len(ways) - 1, -1, -1):
        before = ways[changes - 1] if changes else {}
        end, at = ways[changes][diagonal], _entry(before, diagonal, *size) if changes else 0
        if end > at:
            found.append(Block(start[0] + at, start[1] + at - diagonal, end - at))
        came_by_insertion = before.get(diagonal + 1, -1) == at
        diagonal += 1 if came_by_insertion else -1
    return found[::-1]


def _joined(blocks: Iterable[tuple[int, int, int]]) -> Iterator[Block]:
    """Yield blocks, those that follow on each other in both texts as one."""
    start, other, size = 0, 0, 0
    for old, new, more in blocks:
        if old == start + size and new == other + size:
            size += more
            continue
        if size:
            yield Block(start, other, size)
        start, other, size = old, new, more
    if size:
        yield Block(start, other, size)


def _hunks(changes: Iterable[Range], context: int) -> Iterator[list[Range]]:
    """Yield changes that are shown together, for what is around them touches."""
    hunk: list[Range] = []
    for change in changes:
        if hunk and change.old - hunk[-1].old_end > 2 * context:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _shown(start: int, end: int) -> str:
    """Return a half-open range as the head of a hunk has it: counted from 1, and its length."""
    if end - start == 1:
        return str(start + 1)
    return f"{start + (end > start)},{end - start}"
