"""Which ticks a viewport shows, where, and with which labels."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tui.axis.interval import EVERY_DAY, EVERY_MONTH, LADDER, Interval, year_steps, years
from tui.axis.tick_format import (
    CONTEXTS,
    context_labels,
    place_labels,
    place_start,
    step_label,
    widest_context,
    widest_step,
)
from tui.axis.viewport import Viewport
from tui.dates.calendar import DAY, civil_from_days
from tui.dates.span import Instant, Span
from tui.named import NamedTuple

#: The blank cells between one label and the next.
GAP = 2

#: The least cells from step to step, however short the labels. Single days and months may stand
#: closer, because the interval after them has a third of their ticks or fewer.
LEAST_STEP = 8
CLOSER = {EVERY_DAY: 5, EVERY_MONTH: 6}


class Tick(NamedTuple):
    """A mark at a column, with the text that begins there; an empty label is a mark alone."""

    column: int
    instant: Instant
    label: str


class Ticks(NamedTuple):
    """The two rows of a ruler, each with ascending columns.

    contexts are the units that contain the steps. The first may be sticky: it stands at column 0
    for the unit that holds the left edge, and its instant is that unit's start, which may lie
    before the viewport. Where no other context has room for a label it may be shortened to the
    month, the year or the age, and where no step has either it tells the place of the left edge
    to the unit of the steps. All other ticks lie within the viewport's span. A step whose context
    has no room for a label has none itself.

    A break ends a ruler, and after it another begins: there, too, a context may be sticky. What is
    sticky is a tick whose instant has another column than the tick.
    """

    contexts: tuple[Tick, ...]
    steps: tuple[Tick, ...]


def ticks(viewport: Viewport) -> Ticks:
    """Return the ticks of the finest interval whose labels have room at the viewport's zoom.

    The interval depends on the zoom, and on the digits of the years in view only where those are
    more than four, so panning moves every tick by as much and changes labels only at the edges. A
    break has no ticks, and on either side of it they are as they would be at the edge of a screen.
    """
    if not viewport.folds:
        return _unbroken(viewport)
    contexts: list[Tick] = []
    steps: list[Tick] = []
    for column, part in viewport.parts():
        rows = _unbroken(part)
        contexts += (tick._replace(column=column + tick.column) for tick in rows.contexts)
        steps += (tick._replace(column=column + tick.column) for tick in rows.steps)
    return Ticks(tuple(contexts), tuple(steps))


def _unbroken(viewport: Viewport) -> Ticks:
    span = viewport.span
    digits = _year_digits(span)
    interval = finest_interval(viewport.scale.cell, digits)
    context = CONTEXTS[interval.unit]
    form = _roomiest_form(context, viewport.scale.cell, digits) if context else 0
    inner = tuple(_contexts(viewport, span, context, form)) if context else ()
    # Below a context without a label, which is the last, steps would seem to belong to the one
    # before it: they go without labels too.
    told_until = inner[-1].instant if inner and not inner[-1].label else span.end
    steps = tuple(_steps(viewport, span, interval, told_until))
    room = _room(inner, viewport.width)
    if any(tick.label for tick in (*steps, *inner)):
        unit = context
        labels = _sticky_labels(context, span.start, form, inner) if context else ()
    else:
        unit = interval
        labels = place_labels(interval, span.start)
        if room and not _longest(labels, room):
            room = viewport.width
    label = _longest(labels, room)
    sticky = (Tick(0, place_start(unit, span.start), label),) if unit and label else ()
    return Ticks(sticky + inner, steps)


@lru_cache(maxsize=64)
def finest_interval(cell: int, digits: int) -> Interval:
    """Return the finest interval whose labels have room at so many microseconds a cell.

    digits is how many the widest year in view may have.
    """
    position = bisect_left(LADDER, cell, key=lambda interval: _coarsest_cell(interval, digits))
    if position < len(LADDER):
        return LADDER[position]
    candidates = map(years, year_steps(LEAST_STEP * cell // (366 * DAY)))
    return next(interval for interval in candidates if _coarsest_cell(interval, digits) >= cell)


def _coarsest_cell(interval: Interval, digits: int) -> int:
    """Return the longest cell at which every label of an interval and its context has room."""
    least = CLOSER.get(interval, LEAST_STEP)
    # Most screens show fewer than 20 steps. Where steps are so long that 20 of them reach years of
    # more digits, those are reckoned with before they come into view and would change the interval.
    bound = max(10**digits, 20 * interval.step)
    limit = interval.shortest // max(least, widest_step(interval, bound) + GAP)
    context = CONTEXTS[interval.unit]
    if context is None:
        return limit
    return min(limit, context.shortest // (widest_context(context, bound)[-1] + GAP))


def _roomiest_form(context: Interval, cell: int, digits: int) -> int:
    """Return the number of the longest form that all labels of a context can take."""
    room = context.shortest // cell - GAP
    widths = widest_context(context, 10**digits)
    return next((form for form, width in enumerate(widths) if width <= room), len(widths) - 1)


def _year_digits(span: Span) -> int:
    """Return 4, 6, 9, 12 and so on: enough digits for every year BC and AD within a span."""
    first, last = (civil_from_days(when // DAY)[0] for when in (span.start, span.end - 1))
    digits = len(str(max(1 - first, last)))
    return 4 if digits <= 4 else -(-digits // 3) * 3


def _steps(
    viewport: Viewport, span: Span, interval: Interval, told_until: Instant
) -> Iterator[Tick]:
    for start in interval.range(span):
        column = viewport.to_column(start)
        label = step_label(interval, start) if start < told_until else ""
        yield Tick(column, start, label if column + len(label) <= viewport.width else "")


def _contexts(viewport: Viewport, span: Span, context: Interval, form: int) -> Iterator[Tick]:
    for start in context.range(span):
        column = viewport.to_column(start)
        labels = context_labels(context, start)[form:]
        if column == 0:
            labels += place_labels(context, start)
        yield Tick(column, start, _longest(labels, viewport.width - column))


def _sticky_labels(
    context: Interval, when: Instant, form: int, others: Sequence[Tick]
) -> tuple[str, ...]:
    """Return what the context at the left edge may say, the best first."""
    labels = context_labels(context, when)[form:]
    return labels if any(tick.label for tick in others) else labels + place_labels(context, when)


def _room(contexts: Sequence[Tick], width: int) -> int:
    """Return how long a label at column 0 can be: up to the next mark, with a gap to a label."""
    if not contexts:
        return width
    return max(0, contexts[0].column - (GAP if contexts[0].label else 0))


def _longest(forms: Sequence[str], room: int) -> str:
    return next((form for form in forms if len(form) <= room), "")
