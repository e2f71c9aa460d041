"""Whether a date lies in a stretch of time, maybe or surely; None is no bound."""

from tui.dates.fuzzy_date import FuzzyDate, Kind
from tui.dates.span import Instant


def may_lie(when: FuzzyDate, start: Instant | None, end: Instant | None) -> bool:
    """Whether any instant that a date may be, or may last through, lies in [start, end)."""
    if when.kind in (Kind.ONE_OF, Kind.ALL_OF) and ".." not in when.text:
        stretches = [(moment.span.start, moment.span.end) for moment in when.moments]
        return any(_touch(*stretch, start, end) for stretch in stretches)
    return _touch(when.earliest, when.before, start, end)


def surely_lies(when: FuzzyDate, start: Instant | None, end: Instant | None) -> bool:
    """Whether all instants that a date may be, or may last through, lie in [start, end)."""
    begins = start is None or (when.earliest is not None and when.earliest >= start)
    return begins and (end is None or (when.before is not None and when.before <= end))


def _touch(
    earliest: Instant | None, before: Instant | None, start: Instant | None, end: Instant | None
) -> bool:
    begins = earliest is None or end is None or earliest < end
    return begins and (before is None or start is None or before > start)
