"""The time between two events, in words and drawn on the rule of the axis."""

from collections.abc import Callable

from tui.axis.viewport import Viewport
from tui.dates.calendar import DAY
from tui.dates.elapsed import brief_lag, distance
from tui.dates.fuzzy_date import FuzzyDate, Kind, Moment
from tui.dates.span import Span
from tui.events.event import Event
from tui.layout.labels import measure
from tui.layout.marks import Role
from tui.layout.scene import Run


def time_from(anchor: Event) -> Callable[[Event], str]:
    """Return what tells the time from an event to any other, in short."""
    start = anchor.when

    def remark(event: Event) -> str:
        if start is None or event.when is None or event is anchor:
            return ""
        told = brief_lag(start, event.when)
        # Doubt about the event itself has its sign in the label already.
        return told.removeprefix("? ") if event.when.uncertain else told

    return remark


def measure_runs(a: FuzzyDate, b: FuzzyDate, viewport: Viewport, gutter: int) -> list[Run]:
    """Return the runs of a measure from the beginning of a to that of b, for the rule.

    It is dashed as far as it may be longer or shorter, and ends in an arrow where it goes on beyond
    the screen. Its words stand in its middle, or beside it where it is short.
    """
    first, second = sorted((_cells(a, viewport), _cells(b, viewport)))
    low, high = min(first[0], second[0]), max(first[1], second[1])
    left, right = max(low, 0), min(high, viewport.width)
    if left >= right:
        return []
    cells = ["╌"] * (right - left)
    for at in range(max(first[1], left), min(second[0], right)):
        cells[at - left] = "━"
    cells[0] = "◂" if low < 0 else "┝"
    cells[-1] = "▸" if high > viewport.width else "┥"
    line = Run(gutter + left, "".join(cells), Role.ANCHOR)
    words = f" {distance(a, b)} "
    width = measure(words)
    if width + 4 <= right - left:
        at = left + (right - left - width) // 2
    elif right + width <= viewport.width:
        at = right
    elif width <= left:
        at = left - width
    else:
        return [line]
    return [line, Run(gutter + at, words, Role.ANCHOR)]


def _cells(date: FuzzyDate, viewport: Viewport) -> tuple[int, int]:
    """Return the columns [first, last) in which a date may begin; a day is as good as a point.

    Where its beginning is open or unknown these are the columns of all that is known of it.
    """
    begun = date.start if date.kind is not Kind.ONE_OF else None
    span = begun.span if isinstance(begun, Moment) else None
    if span is None:
        spans = [moment.span for moment in date.moments]
        span = Span(min(each.start for each in spans), max(each.end for each in spans))
    first, last = viewport.scale.cells(span)
    if span.length <= DAY:
        last = first + 1
    return first - viewport.first, max(last, first + 1) - viewport.first
