"""The line above the picture: what the timeline is, what part of it is on screen, at what scale."""

from collections.abc import Sequence

from tui.axis.scale import worded_cell
from tui.axis.viewport import Viewport
from tui.dates.calendar import DAY, HOUR, civil
from tui.dates.english import counted
from tui.dates.fuzzy_date import FuzzyDate, Kind, Moment, Precision
from tui.dates.span import Instant, Span
from tui.dates.wording import brief
from tui.layout.labels import clip, measure, shorten
from tui.layout.marks import Role
from tui.layout.scene import Row, Run, Zone
from tui.named import NamedTuple

#: Stands alone where the window is too small for a picture.
TOO_SMALL = Row(Zone.AXIS, (Run(0, "Too small: enlarge the window", Role.TITLE),))


class Counts(NamedTuple):
    """position is the selected event's place from 1 on, 0 where none is.

    grouped_by names the field that lanes are made by unless they are those of the file. filter is
    the query of what is shown, out of all that are unfiltered. hit is the place among the hits of a
    search that is selected, 0 for none of them; hits is None where nothing was searched for. as_of
    is the day by whose end all that is shown was known. is_list tells that the events are shown as
    a table, which has no span and no scale. story is which part of how many is read of a story.
    at_hand is how many of the events are in the lanes, where others are not; -1 for all.
    all_lanes is how many lanes there are, where not all can be shown, else 0 or any less.
    first is how many events have been read of a file that has more, 0 where all have.
    waiting says what is to come beyond what is drawn, "" for nothing; is_least then tells that
    there may be more events than are counted, are_least_hits that there may be more hits.
    """

    events: int
    lanes: int
    position: int = 0
    problems: int = 0
    grouped_by: str = ""
    hidden_lanes: int = 0
    unseen: int = 0
    filter: str = ""
    unfiltered: int = 0
    hit: int = 0
    hits: int | None = None
    is_list: bool = False
    as_of: Instant | None = None
    story: tuple[int, int] | None = None
    at_hand: int = -1
    all_lanes: int = 0
    first: int = 0
    waiting: str = ""
    is_least: bool = False
    are_least_hits: bool = False


def headline(
    title: str, counts: Counts, viewport: Viewport, width: int, shown: Span | None = None
) -> Row:
    """Return one row; where it is too narrow the parts that matter least go first.

    shown is the half-open span that the picture is of, where it is known better than by its cells.
    """
    scale = f"1 cell = {worded_cell(viewport.scale.cell)}"
    scale += " · folded" if viewport.folds else ""
    parts = [(worded_span(viewport, shown), Role.CONTEXT), (scale, Role.NOTE)]
    if counts.is_list:
        parts = [("list", Role.CONTEXT)]
    if counts.story is not None:
        at, of = counts.story
        parts = [(f"story {at:,} of {of:,}" if at else f"story of {of:,}", Role.CONTEXT)]
    if counts.position and counts.story is None:
        parts.append((f"{counts.position:,} of {counts.events:,}", Role.TITLE))
    if counts.problems:
        parts.insert(0, (f"! {counted(counts.problems, 'problem')}", Role.POINTER))
    if counts.hits is not None:
        more = "+" if counts.are_least_hits else ""
        told = f"{counts.hits:,}{more} {'hit' if counts.hits == 1 and not more else 'hits'}"
        told = f"hit {counts.hit:,} of {counts.hits:,}{more}" if counts.hit else told
        parts.insert(0, (told if counts.hits or more else "no hits", Role.POINTER))
    narrowed = _narrowed(counts, width)
    if narrowed:
        parts.insert(0, (narrowed, Role.POINTER))
    if counts.waiting:
        parts.insert(0, (counts.waiting, Role.POINTER))
    while len(parts) > 1 and _width(parts) + 12 > width:
        del parts[-2 if len(parts) > 2 else 1 if narrowed else 0]
    right = _width(parts)
    name = shorten(title, max(0, width - right - 2), 4)
    runs = [Run(1, name, Role.TITLE)] if name else []
    all_lanes = counts.lanes + counts.hidden_lanes
    known = f"{counts.lanes:,} of {counted(counts.all_lanes, 'lane')}"
    lanes = known if counts.all_lanes > all_lanes else counted(counts.lanes, "lane")
    lanes = f"{counted(counts.events, 'event')} · {lanes}"
    lanes += f" by {counts.grouped_by}" if counts.grouped_by else ""
    lanes += f" of the {counts.at_hand:,} at hand" if counts.at_hand >= 0 else ""
    if counts.hidden_lanes:
        lanes += f" and {counts.hidden_lanes:,} hidden with {counted(counts.unseen, 'event')}"
    if measure(name) + measure(lanes) + right + 8 <= width:
        runs.append(Run(measure(name) + 4, lanes, Role.NOTE))
    x = max(0, width - right + 1)
    for text, role in parts:
        runs.append(Run(x, clip(text, 0, max(0, width - x)), role))
        x += measure(text) + 3
    return Row(Zone.AXIS, tuple(run for run in runs if run.text))


def _narrowed(counts: Counts, width: int) -> str:
    """Return what narrows the picture and to how many events, "" for nothing.

    All of it stands together, so that no number is beside only one of its reasons.
    """
    found: list[str] = []
    if counts.as_of is not None:
        day = _moment(counts.as_of, DAY)
        found.append(f"known by {brief(FuzzyDate('', Kind.MOMENT, day, day))}")
    if counts.filter:
        longest = max(12, width // (6 if found else 4))
        found.insert(0, f"filter {shorten(counts.filter, longest)}")
    more = "+" if counts.is_least else ""
    every = f"the first {counts.unfiltered:,}" if counts.first else f"{counts.unfiltered:,}"
    if found:
        return f"{', '.join(found)}: {counts.events:,}{more} of {every}"
    return f"first {counted(counts.first, 'event')}" if counts.first else ""


def banner(message: str, width: int) -> Row:
    """Return one row that says what is wrong."""
    return Row(Zone.AXIS, (Run(1, shorten(f"! {message}", width - 2, 2), Role.POINTER),))


def progress(message: str, width: int) -> Row:
    """Return one row that says how far something is."""
    return Row(Zone.AXIS, (Run(1, shorten(message, width - 2, 2), Role.CONTEXT),))


def worded_span(viewport: Viewport, shown: Span | None = None) -> str:
    """Return what is on screen, no finer than a cell is.

    Without a span that is known better, it is told from the middles of the first and last cell.
    """
    cell = viewport.scale.cell
    start, end = viewport.span.start + cell // 2, viewport.span.end - cell // 2
    if shown is not None:
        start, end = shown.start, shown.end - 1
    first, final = _moment(start, cell), _moment(end, cell)
    if first[1:] == final[1:]:
        return brief(FuzzyDate("", Kind.MOMENT, first, first))
    return brief(FuzzyDate("", Kind.INTERVAL, first, final))


def _moment(instant: Instant, cell: int) -> Moment:
    at, span = civil(instant), Span(instant, instant + 1)
    if cell < HOUR // 4:
        return Moment(span, Precision.MINUTE, *at[:5])
    if cell < 6 * HOUR:
        return Moment(span, Precision.HOUR, *at[:4])
    if cell < 20 * DAY:
        return Moment(span, Precision.DAY, *at[:3])
    if cell < 400 * DAY:
        return Moment(span, Precision.MONTH, *at[:2])
    return Moment(span, Precision.YEAR, at.year)


def _width(parts: Sequence[tuple[str, Role]]) -> int:
    return sum(measure(text) + 3 for text, _ in parts)
