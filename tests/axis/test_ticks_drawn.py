from pathlib import Path

import pytest

from tui.axis.ticks import Tick, ticks
from tui.axis.viewport import Viewport
from tui.dates.calendar import instant
from tui.dates.span import Span

#: Blocks of a heading `start end width` and the row of contexts above the row of steps, each
#: between bars; a dot is a tick without a label.
RULERS = Path(__file__).with_name("rulers.txt").read_text(encoding="utf-8")


def to_instant(text: str) -> int:
    date, _, time = text.partition("T")
    year, *rest = date.removeprefix("-").split("-")
    fields = [int(part) for part in (*rest, *(time.split(":") if time else ()))]
    return instant(-int(year) if date.startswith("-") else int(year), *fields)


def drawn(row: tuple[Tick, ...], width: int) -> str:
    text = ""
    for tick in row:
        text = text.ljust(tick.column) + (tick.label or "·")
    return f"|{text.ljust(width)}|"


@pytest.mark.parametrize(
    "block", RULERS.strip().split("\n\n"), ids=lambda block: block.split("\n")[0]
)
def test_a_ruler_reads_as_in_the_book_of_rulers(block: str) -> None:
    heading, contexts, steps = block.split("\n")
    start, end, width = heading.split()
    viewport = Viewport.fit(Span(to_instant(start), to_instant(end)), int(width))
    rows = ticks(viewport)
    assert drawn(rows.contexts, viewport.width) == contexts
    assert drawn(rows.steps, viewport.width) == steps
