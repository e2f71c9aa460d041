"""Arrays made of others of which some values have gone and some have come."""

from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

#: Stands for the place of what has gone.
GONE = 2**32 - 1


class Run(NamedTuple):
    """Values next to each other, from a place to another (exclusive), of those that come or not."""

    comes: bool
    start: int
    end: int

    @property
    def size(self) -> int:
        return self.end - self.start


class Splicing:
    """Takes some out of a row of values, and puts others between them.

    Whatever it makes is made run by run, so it costs as much as copying where few change.
    """

    def __init__(self, size: int, gone: Sequence[int], places: Sequence[int]) -> None:
        """Take how many there are, and the places of those that go, in ascending order.

        places are where the others come, in ascending order: each before what has its place now.
        """
        self.runs = list(_runs(size, gone, places))
        self._size = size

    def __call__(self, kind: str, values: Sequence[int], others: Sequence[int]) -> "array[int]":
        """Return the values as an array of a type, which theirs are, given those that come."""
        found = array(kind)
        for comes, start, end in self.runs:
            found.frombytes(_bytes(others if comes else values, start, end))
        return found

    def joined(
        self, values: tuple[bytes | memoryview, Sequence[int]], others: tuple[bytes, Sequence[int]]
    ) -> tuple[bytes, "array[int]"]:
        """Return texts that lie one behind the other, as their bytes and where each begins.

        Values and others are the same; the last one of their beginnings is the end of all.
        """
        parts, starts, end = [], array("Q", [0]), 0
        for comes, first, last in self.runs:
            data, known = others if comes else values
            start = known[first]
            parts.append(data[start : known[last]])
            by, more = end - start, known[first + 1 : last + 1]
            if by:
                starts.extend(array("Q", map(by.__add__, more)))
            else:
                starts.frombytes(_bytes(known, first + 1, last + 1))
            end += len(parts[-1])
        return b"".join(parts), starts

    @cached_property
    def is_even(self) -> bool:
        """Whether all that stay have the places that they had."""
        return all(comes or start == at for (comes, start, _), at in self._placed())

    @cached_property
    def places(self) -> Sequence[int]:
        """Where each of those that were there is now, GONE for one that is not."""
        found = array("I")
        for (comes, start, end), at in self._placed():
            if comes:
                continue
            found.extend(array("I", [GONE]) * (start - len(found)))
            found.extend(array("I", range(at, at + end - start)))
        found.extend(array("I", [GONE]) * (self._size - len(found)))
        return found

    @cached_property
    def others(self) -> Sequence[int]:
        """Where each of those that come is now."""
        found = array("I")
        for (comes, start, end), at in self._placed():
            if comes:
                found.extend(range(at, at + end - start))
        return found

    def _placed(self) -> Iterator[tuple[Run, int]]:
        return zip(self.runs, accumulate((run.size for run in self.runs), initial=0), strict=False)


def _runs(size: int, gone: Sequence[int], places: Sequence[int]) -> Iterator[Run]:
    # What goes and what comes cut those that were there; all that comes at one place is one run.
    stays = ((a + 1, b) for a, b in pairwise([-1, *gone, size]))
    come = 0
    for first, end in stays:
        start = first
        while come < len(places) and places[come] <= end:
            place = max(start, places[come])
            if start < place:
                yield Run(comes=False, start=start, end=place)
            first_come = come
            while come < len(places) and max(start, places[come]) == place:
                come += 1
            yield Run(comes=True, start=first_come, end=come)
            start = place
        if start < end:
            yield Run(comes=False, start=start, end=end)


def _bytes(values: Sequence[int], start: int, end: int) -> memoryview | bytes:
    # A view of nothing cannot be cast.
    return memoryview(values)[start:end].cast("B") if start < end else b""  # type: ignore[arg-type]
