"""Names of linked events that lie off the screen, at the side where they are to be found."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from tui.layout.arrows import LINES, Arrow, Sheet
from tui.layout.labels import measure, shorten
from tui.layout.routes import End, bits, way

#: The most cells of a name, the best first.
_NAMES = (26, 16, 10)

#: The rows from the upper or lower edge on that a name of something beyond it may stand in.
_EDGE_ROWS = 4

#: Free places to which a way is looked for, before a name stands by itself.
_TRIES = 6


class Signpost(NamedTuple):
    """The event that an arrow goes to, and so many others: side is ◀, ▶, ▲ or ▼."""

    side: str
    title: str
    others: int
    arrow: Arrow


def put_up(sheet: Sheet, start: End, post: Signpost, rows: range) -> None:
    """Write a name at its side of some rows, with an arrow between it and the selected mark.

    Where no way is free the name has the letter and head of the arrow; where nothing is free,
    there is none.
    """
    for longest in _NAMES:
        text = _text(post, longest)
        width = measure(text)
        for row, x in islice(spots(sheet, start, post.side, width, rows), _TRIES):
            end = End(row, bits(x, x + width), x - 1, x + width)
            found = way(start, end, sheet.cells(post.arrow, (row, x, width)))
            if found is not None:
                sheet.write(row, x, text, post.arrow)
                sheet.draw(found, post.arrow)
                return
    letter = LINES[post.arrow.kind][1]
    head = f"{letter}→" if post.arrow.outgoing else f"{letter}←"
    for longest in _NAMES:
        text = f"{head} {_text(post, longest)}"
        spot = next(spots(sheet, start, post.side, measure(text), rows), None)
        if spot is not None:
            sheet.write(*spot, text, post.arrow)
            return


def spots(
    sheet: Sheet, start: End, side: str, width: int, rows: range
) -> Iterator[tuple[int, int]]:
    """Yield the rows and columns with so many free cells at a side, the best first.

    Without a side the best are those closest to the selected mark. Cells beside them are blank.
    """
    near = sorted(rows, key=lambda row: abs(row - start.row))
    by_side = {"▲": rows[:_EDGE_ROWS], "▼": rows[: -_EDGE_ROWS - 1 : -1]}
    columns = range(sheet.low, sheet.high - width + 1)
    if side in ("◀", "▶"):
        columns = columns[:1] if side == "◀" else columns[-1:]
    middle = (start.first + start.last - width) // 2
    for row in by_side.get(side, near):
        for x in sorted(columns, key=lambda x: abs(x - middle)):
            if sheet.is_free(row, x - 1, width + 2):
                yield row, x


def _text(post: Signpost, longest: int) -> str:
    name = shorten(post.title, longest, 2) + (f" +{post.others}" if post.others else "")
    return f"{name} {post.side}" if post.side == "▶" else f"{post.side} {name}"
