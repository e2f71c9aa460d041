"""What one event looks like on the grid of absolute cells, before any lane or screen.

Length of time is drawn heavy, doubt about it is drawn light: a bar is what lasted, a range between
two posts is what is known of something that happened at some point within it.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache

from tui.axis.scale import Scale
from tui.dates.fuzzy_date import FuzzyDate, Kind, Limit, Moment, is_approximate, is_uncertain
from tui.dates.span import Span
from tui.events.columns import is_columnar
from tui.events.event import Event, Status
from tui.events.record import heading_of
from tui.named import NamedTuple

#: Beyond every cell that a calendar can reach: where open ends end.
FAR = 10**40

#: Cells over which an end that nobody knows fades out.
FADE = 4

#: The signs of claims that do not stand.
_STANDING: dict[str, str] = {Status.DISPUTED: "!", Status.RETRACTED: "×"}


class Glyphs(NamedTuple):
    """What stands for an event at a point: solid for a date that is sure, hollow for others."""

    solid: str
    hollow: str


DIAMONDS = Glyphs("◆", "◇")


class Role(Enum):
    """What a run of cells is; the palette says what that looks like."""

    TITLE = "title"
    NOTE = "note"
    CONTEXT = "context"
    STEP = "step"
    RULE = "rule"
    GRID = "grid"
    ERA = "era"
    LANE = "lane"
    COUNT = "count"
    POINT = "point"
    RANGE = "range"
    BAR = "bar"
    DOUBT = "doubt"
    LABEL = "label"
    CLUSTER = "cluster"
    POINTER = "pointer"
    UNDATED = "undated"
    DENSITY = "density"
    BRUSH = "brush"
    DENSE = "dense"
    EDGE = "edge"
    NOW = "now"
    ANCHOR = "anchor"
    BREAK = "break"
    LINK = "link"
    HIT = "hit"
    ADDRESS = "address"


class Shape(Enum):
    POINT = "point"  # all that is known lies within one cell
    RANGE = "range"  # it happened somewhere within these cells
    SET = "set"  # it happened at one, or at all, of the members
    BAR = "bar"  # it lasted


class Mark(NamedTuple):
    """An event in absolute cells, half-open [start, end).

    For a bar the cells [core_start, core_end) are certain and those around them in doubt. members
    are the cells of each date of a set. An open
    side lies at FAR or -FAR; a side whose end is unknown fades within FADE cells.
    """

    event: Event
    shape: Shape
    start: int
    end: int
    core_start: int
    core_end: int
    unknown_start: bool = False
    unknown_end: bool = False
    members: tuple[tuple[int, int], ...] = ()


class Piece(NamedTuple):
    """A run of equal cells of a mark, x being the absolute cell it begins at."""

    x: int
    text: str
    role: Role


def mark_of(event: Event, when: FuzzyDate, scale: Scale) -> Mark:
    """Return what the event is at this scale.

    What is known to less than a cell is a point in the cell it begins in, wherever the cells'
    borders happen to fall.
    """
    if when.kind is Kind.INTERVAL:
        return _bar(event, when, scale)
    if when.kind is Kind.MOMENT and isinstance(when.start, Moment):
        start, end = _cells(when.start.span, scale)
    else:
        start, end = reach(when, scale)
    if end - start == 1:
        return Mark(event, Shape.POINT, start, end, start, end)
    if when.kind is Kind.MOMENT:
        return Mark(event, Shape.RANGE, start, end, end, end)
    members = tuple(sorted({_cells(moment.span, scale) for moment in when.moments}))
    # A member of less than a cell stands where it begins, and the set ends with it.
    start = start if start == -FAR else members[0][0]
    end = end if end == FAR else max(last for _, last in members)
    if end - start == 1:
        return Mark(event, Shape.POINT, start, end, start, end)
    return Mark(event, Shape.SET, start, end, end, end, members=members)


def reach(when: FuzzyDate, scale: Scale) -> tuple[int, int]:
    """Return the half-open absolute cells that a date takes; FAR where it is open or unknown."""
    if when.earliest is not None and when.before is not None:
        return _cells(Span(when.earliest, when.before), scale)
    start = _cells(when.start.span, scale)[0] if isinstance(when.start, Moment) else -FAR
    end = _cells(when.end.span, scale)[1] if isinstance(when.end, Moment) else FAR
    return start, end


class Stretch(NamedTuple):
    """What lasted, in half-open absolute cells: all of it, its certain core, and unknown ends."""

    start: int
    end: int
    core_start: int
    core_end: int
    unknown_start: bool = False
    unknown_end: bool = False


def stretch_of(when: FuzzyDate, scale: Scale) -> Stretch:
    """Return the cells of what lasted from the beginning of a date to its end."""
    first, last = when.start, when.end
    start, end = core_start, core_end = -FAR, FAR
    if isinstance(first, Moment):
        start, past = _cells(first.span, scale)
        core_start = past if past - start > 1 or _is_vague(first) else start
    if isinstance(last, Moment):
        until, end = _cells(last.span, scale)
        core_end = until if end - until > 1 or _is_vague(last) else end
    if first is Limit.UNKNOWN:
        core_start = core_end - (core_end == end)
        start = core_end - FADE
    if last is Limit.UNKNOWN:
        core_end = core_start + (core_start == start)
        end = core_start + FADE
    if core_end <= core_start:
        core_start = core_end = (start + end) // 2
    unknown = first is Limit.UNKNOWN, last is Limit.UNKNOWN
    return Stretch(start, end, core_start, core_end, *unknown)


def _bar(event: Event, when: FuzzyDate, scale: Scale) -> Mark:
    first, last = when.start, when.end
    if (
        isinstance(first, Moment)
        and isinstance(last, Moment)
        and last.span.end - first.span.start <= scale.cell
    ):
        start = scale.to_cell(first.span.start)
        return Mark(event, Shape.POINT, start, start + 1, start, start + 1)
    return Mark(event, Shape.BAR, *stretch_of(when, scale))


def _is_vague(moment: Moment) -> bool:
    return bool(moment.approximate or moment.uncertain)


def _cells(span: Span, scale: Scale) -> tuple[int, int]:
    if span.end - span.start <= scale.cell:
        cell = scale.to_cell(span.start)
        return cell, cell + 1
    return scale.cells(span)


def glyph_of(event: Event, glyphs: Glyphs = DIAMONDS) -> str:
    """Return the one cell that stands for an event at a point, of a lane's two glyphs."""
    when = event.when
    if when is not None and (when.approximate or when.uncertain):
        return glyphs.hollow
    if when is not None and when.kind is Kind.INTERVAL:
        return "▬"
    return glyphs.solid


def standing_sign(event: Event) -> str:
    """Return the sign of a claim that is disputed or retracted, else ""."""
    return _STANDING.get(event.status, "")


@lru_cache(maxsize=100_000)
def signs_of(event: Event) -> str:
    """Return the signs that stand close to the mark, before the label's words."""
    return _signs(standing_sign(event), event.when.text if event.when else "")


@lru_cache(maxsize=100_000)
def label_of(event: Event, remark: str = "") -> str:
    """Return the title with the signs of doubt that stand before it, and a remark after these."""
    title = f"{remark}  {event.title}" if remark else event.title
    return _label(signs_of(event), event.when.text if event.when else "", title)


def labels_of(events: Sequence[Event]) -> Iterator[str]:
    """Yield the label of each event; those of a table are not made for it."""
    if not is_columnar(events):
        yield from map(label_of, events)
        return
    for title, date, status in map(heading_of, events.records()):
        yield _label(_signs(_STANDING.get(status, ""), date), date, title)


def _signs(standing: str, date: str) -> str:
    return f"{standing}?" if is_uncertain(date) else standing


def _label(signs: str, date: str, title: str) -> str:
    return f"{signs}{' c.' if is_approximate(date) else ''} {title}".lstrip()


def draw(mark: Mark, low: int, high: int, glyphs: Glyphs = DIAMONDS) -> list[Piece]:
    """Return the pieces of a mark in the absolute cells [low, high), from left to right.

    Where a mark goes on beyond these cells its last visible one is an arrow.
    """
    start, end = max(mark.start, low), min(mark.end, high)
    if start >= end:
        return []
    if mark.shape is Shape.POINT:
        return [Piece(mark.start, glyph_of(mark.event, glyphs), Role.POINT)]
    if mark.shape is Shape.BAR:
        pieces = _draw_bar(mark, start, end)
    else:
        pieces = [Piece(start, _range_text(mark, start, end), Role.RANGE)]
    if mark.start < low:
        pieces = _with_head(pieces, "◂" if mark.start > -FAR else "◀")
    if mark.end > high:
        pieces = _with_tail(pieces, "▸" if mark.end < FAR else "▶")
    return pieces


def _draw_bar(mark: Mark, start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    core_start, core_end = max(mark.core_start, start), min(mark.core_end, end)
    if start < core_start:
        shades = [
            shade(cell - mark.start, mark.core_start - mark.start)
            for cell in range(start, min(core_start, end))
        ]
        pieces.append(Piece(start, "".join(shades), Role.DOUBT))
    if core_start < core_end:
        pieces.append(Piece(core_start, "━" * (core_end - core_start), Role.BAR))
    if core_end < end:
        first = max(core_end, start)
        shades = [
            shade(mark.end - 1 - cell, mark.end - mark.core_end) for cell in range(first, end)
        ]
        pieces.append(Piece(first, "".join(shades), Role.DOUBT))
    if mark.unknown_start and start == mark.start:
        pieces = _with_head(pieces, "?")
    if mark.unknown_end and end == mark.end:
        pieces = _with_tail(pieces, "?")
    return pieces


def shade(distance: int, length: int) -> str:
    """Return the shade of a doubtful cell, the fuller the nearer it lies to what is certain."""
    return "░▒▓"[min(2, distance * 3 // length)]


def _range_text(mark: Mark, start: int, end: int) -> str:
    when = mark.event.when
    vague = when is not None and (when.approximate or when.uncertain)
    is_all = when is not None and when.kind is Kind.ALL_OF
    line = "─" if not vague else "╌"
    if mark.shape is Shape.SET:
        line = "┈" if is_all else "╌"
    cells = [line] * (end - start)
    if mark.shape is Shape.RANGE:
        if vague and mark.end - mark.start == 2:
            return "".join(cells)  # two posts would hide that it is
        return _posts(cells, (mark.start, mark.end), start)
    post = "◆" if is_all else "◇"
    for first, last in mark.members:
        if last - first > 1:
            for cell in range(max(first, start), min(last, end)):
                cells[cell - start] = "─"
            _posts(cells, (first, last), start)
        elif start <= first < end:
            cells[first - start] = post
    return "".join(cells)


def _posts(cells: list[str], bounds: tuple[int, int], start: int) -> str:
    """Set the posts of a range where its ends are among the cells that begin at start."""
    first, last = bounds[0] - start, bounds[1] - 1 - start
    if 0 <= first < len(cells):
        cells[first] = "├"
    if 0 <= last < len(cells):
        cells[last] = "┤"
    return "".join(cells)


def _with_head(pieces: list[Piece], char: str) -> list[Piece]:
    first, *others = pieces
    return [first._replace(text=char + first.text[1:]), *others]


def _with_tail(pieces: list[Piece], char: str) -> list[Piece]:
    *others, last = pieces
    return [*others, last._replace(text=last.text[:-1] + char)]
