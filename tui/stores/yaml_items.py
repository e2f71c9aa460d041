"""The items of a block list in a text: where each of them stands, and on which lines."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple, Self

from tui.events.document import Document
from tui.events.event_reader import Tie
from tui.events.segment import Row, Segment, Slice, segment_of
from tui.stores.yaml_cut import NotInPartsError


class Items(NamedTuple):
    """Items that follow each other and are all of a text.

    The text begins on a line, and at an offset of a larger one. borders are where the items begin,
    and its end, in characters; lines those on which they begin, and the one behind the last.
    """

    text: str
    line: int
    offset: int
    borders: Sequence[int]
    lines: Sequence[int]

    @classmethod
    def of(cls, text: str, dash: re.Pattern[str], line: int) -> Self:
        """Return the items of a text that begins on a line.

        dash finds where they begin from the end of the line above on. Raise NotInPartsError where
        there is none, and for anything before the first.
        """
        starts = [found.start() for found in dash.finditer(f"\n{text}")]
        if not starts or text[: starts[0]].strip():
            raise NotInPartsError
        borders = [*starts, len(text)]
        first = line + text.count("\n", 0, starts[0])
        counts = [text.count("\n", start, end) for start, end in pairwise(borders)]
        return cls(text, line, 0, borders, list(accumulate(counts, initial=first)))

    def run(self, first: int, last: int) -> "Items":
        """Return the items of a half-open range as a text of their own."""
        start, end = self.borders[first], self.borders[last]
        borders = [border - start for border in self.borders[first : last + 1]]
        text = self.text[start:end]
        lines = self.lines[first : last + 1]
        return Items(text, lines[0], self.offset + start, borders, lines)

    def check(self, found: Sequence[int]) -> None:
        """Raise NotInPartsError unless these lines are those of the items, one of each."""
        if len(found) != len(self.lines) - 1:
            raise NotInPartsError
        for at, (first, after) in zip(found, pairwise(self.lines), strict=True):
            # Behind the last one there may be no newline.
            if not first <= at < max(after, first + 1):
                raise NotInPartsError

    def slices(self) -> Iterator[Slice]:
        """Yield the bytes that each item takes up in the text, up to the next one."""
        if self.text.isascii():
            for start, end in pairwise(self.borders):
                yield Slice(start, end - start)
            return
        at = len(self.text[: self.borders[0]].encode())
        for start, end in pairwise(self.borders):
            size = len(self.text[start:end].encode())
            yield Slice(at, size)
            at += size

    def segment(
        self,
        rows: Sequence[Row],
        ties: list[Tie],
        document: Document,
        slices: list[Slice] | None = None,
    ) -> Segment:
        """Return the segment of the events that items are, which are all of them without slices.

        Raise NotInPartsError for an event beyond what a segment holds.
        """
        if slices is None:
            slices = list(self.slices())
        try:
            return segment_of(rows, slices, ties, document)
        except OverflowError:
            raise NotInPartsError from None
