"""The ruler of a viewport, held against a calendar of its own part by part."""

from itertools import pairwise

from tests.axis.almanac import (
    context_texts,
    place_texts,
    starts,
    step_text,
    tells_age,
    twin,
)
from tui.axis.interval import Interval
from tui.axis.tick_format import CONTEXTS, NARROW
from tui.axis.ticks import GAP, Tick, Ticks, finest_interval, ticks
from tui.axis.viewport import Viewport

#: Ages go on by tenths of the unit that comes below them.
LONGEST_AGE = len("13,799.9 Ma")


def check(viewport: Viewport) -> Ticks:
    """Hold the ruler of a viewport against the calendar, part by part between its breaks."""
    rows = ticks(viewport)
    for row in (rows.contexts, rows.steps):
        assert all(one.column < other.column for one, other in pairwise(row))
        labelled = [tick for tick in row if tick.label]
        for one, other in pairwise(labelled):
            assert one.column + len(one.label) + GAP <= other.column
        begun = [tick for tick in row if viewport.to_column(tick.instant) == tick.column]
        assert all(one.instant < other.instant for one, other in pairwise(begun))
    left = 0
    for column, part in viewport.parts():
        inside = range(column, column + part.width)
        contexts, steps = ([t for t in row if t.column in inside] for row in rows)
        left += len(contexts) + len(steps)
        check_part(viewport, column, part, Ticks(tuple(contexts), tuple(steps)))
    assert left == len(rows.contexts) + len(rows.steps)
    return rows


def check_part(viewport: Viewport, column: int, part: Viewport, rows: Ticks) -> None:
    span, end = part.span, column + part.width
    assert (viewport.to_instant(column), viewport.to_instant(end - 1) + part.scale.cell) == (
        span.start,
        span.end,
    )
    interval = interval_of(part)
    context = CONTEXTS[interval.unit]
    begun = starts(context.unit, context.step, span.start, span.end) if context else []
    sticky = rows.contexts[: len(rows.contexts) - len(begun)]
    inner = rows.contexts[len(sticky) :]
    assert [tick.instant for tick in rows.steps] == starts(
        interval.unit, interval.step, span.start, span.end
    )
    assert [tick.instant for tick in inner] == begun
    for tick in (*inner, *rows.steps):
        assert tick.column == viewport.to_column(tick.instant)
        assert tick.column + len(tick.label) <= end
    told_until = inner[-1].instant if inner and not inner[-1].label else span.end
    for tick in rows.steps:
        check_step(tick, interval, told_until, end)
    for tick in inner:
        if tick.label:
            assert context
            at_edge = place_texts(tick.instant) if tick.column == column else set()
            assert tick.label in context_texts(context.unit, tick.instant) | at_edge or tells_age(
                tick.label, twin(tick.instant)[0]
            )
    assert [tick.column for tick in sticky] in ([], [column])
    for tick in sticky:
        assert tick.instant <= span.start
        assert tick.label in place_texts(tick.instant) or tells_age(
            tick.label, twin(tick.instant)[0]
        )
    if part.width >= NARROW:
        assert any(tick.label for tick in (*rows.contexts, *rows.steps))


def check_step(tick: Tick, interval: Interval, told_until: int, end: int) -> None:
    year = twin(tick.instant)[0]
    if interval.unit == "age":
        assert tells_age(tick.label, year) if tick.label else tick.column + LONGEST_AGE > end
        return
    expected = step_text(interval.unit, tick.instant)
    has_room = tick.column + len(expected) <= end and tick.instant < told_until
    is_next_to_ad_1 = interval.unit == "year" and interval.step == 2 and year == 2
    assert tick.label == (expected if has_room and not is_next_to_ad_1 else "")


def interval_of(part: Viewport) -> Interval:
    years = [twin(when)[0] for when in (part.span.start, part.span.end - 1)]
    digits = len(str(max(1 - years[0], years[1])))
    return finest_interval(part.scale.cell, 4 if digits < 5 else -(-digits // 3) * 3)
