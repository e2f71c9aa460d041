from pathlib import Path

import pytest

from tui.axis.folding import empty_stretches
from tui.axis.ticks import Tick, ticks
from tui.axis.viewport import Viewport
from tui.dates.calendar import DAY, instant
from tui.dates.span import Span

#: Blocks of a heading `start end width` and the row of contexts above the row of steps, each
#: between bars; a dot is a tick without a label.
RULERS = Path(__file__).with_name("rulers.txt").read_text(encoding="utf-8")

#: The same of days on which something happens, `day day … width`, all of it fitted on an axis that
#: folds what is empty; below the steps stand the breaks and the days.
FOLDED_RULERS = Path(__file__).with_name("folded_rulers.txt").read_text(encoding="utf-8")


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


@pytest.mark.parametrize(
    "block", FOLDED_RULERS.strip().split("\n\n"), ids=lambda block: block.split("\n")[0]
)
def test_a_folded_ruler_reads_as_in_the_book_of_folded_rulers(block: str) -> None:
    heading, contexts, steps, line = block.split("\n")
    *days, width = heading.split()
    happened = [(day, day + DAY) for day in map(to_instant, days)]
    span = Span(happened[0][0], happened[-1][1])
    folded = Viewport.fit(span, int(width)).fold(empty_stretches(happened))
    viewport = Viewport.fit(span, int(width), 1, folded.scale)
    rows = ticks(viewport)
    assert drawn(rows.contexts, viewport.width) == contexts
    assert drawn(rows.steps, viewport.width) == steps
    cells = [" "] * viewport.width
    for fold in viewport.folds:
        at = viewport.to_column(fold.start)
        cells[at : at + fold.cells] = f"╱{fold.words:^{fold.cells - 2}}╱"
    for day, _ in happened:
        cells[viewport.to_column(day)] = "◆"
    assert f"|{''.join(cells)}|" == line
