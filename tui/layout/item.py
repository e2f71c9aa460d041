"""What stands in a row of a lane, in absolute cells: a mark with its label, or counted events."""

from tui.events.event import Event
from tui.layout.labels import measure, shorten
from tui.layout.marks import FAR, Mark, Shape, label_of, signs_of
from tui.named import NamedTuple

#: Blank cells between an item and the next one in its row.
GAP = 2

#: Cells of a bar or range that stay free on either side of a label within it.
_WITHIN = 3

#: A label is not shortened to fewer cells than this to find room for it.
LEAST_LABEL = 10


class Item(NamedTuple):
    """A mark that occupies [left, right) with its label.

    A mark without a label may be longer than that: it is then drawn as far as it has room.

    label_at is the absolute cell that the label begins at; an inside label stands within its bar
    or range and may move along it.
    """

    left: int
    right: int
    mark: Mark
    label: str = ""
    label_at: int = 0
    inside: bool = False


class Cluster(NamedTuple):
    """So many events that begin in the cells [first, last), too close to stand apart.

    It occupies [left, right). shades has a character for each cell from first on where they are
    drawn as a density, else it is empty. event is the first in time of those at hand, None for
    none.
    """

    left: int
    right: int
    events: int
    first: int
    last: int
    event: Event | None
    shades: str = ""


class Room(NamedTuple):
    """The half-open cells that are free around a mark."""

    low: int
    high: int


def drawn_cells(item: "Item | Cluster") -> tuple[int, int]:
    """Return the half-open absolute cells of what is drawn of a mark, or of counted events."""
    if isinstance(item, Cluster):
        return item.first, item.last
    return max(item.mark.start, item.left), min(item.mark.end, item.right)


def text_of(mark: Mark, longest: int, remark: str = "") -> str:
    """Return the label of a mark in at most longest cells."""
    return shorten(label_of(mark.event, remark), longest)


def alone(mark: Mark) -> Item:
    return Item(mark.start, mark.end, mark)


def inside(mark: Mark, text: str, room: Room) -> Item | None:
    """Return the mark with a text within it, None where it is no stretch or too short for it.

    In a set it stands between the two members that lie furthest apart.
    """
    if mark.shape is Shape.POINT:
        return None
    first, last = max(mark.start, room.low), min(mark.end, room.high)
    if mark.shape is Shape.SET:
        first, last = _widest_gap(mark, first, last)
    if last - first < measure(text) + 2 * _WITHIN:
        return None
    return Item(mark.start, mark.end, mark, text, first + _WITHIN, inside=True)


def _widest_gap(mark: Mark, first: int, last: int) -> tuple[int, int]:
    """Return the half-open cells between two members of a set, within [first, last)."""
    ends = [first, *(end for _, end in mark.members)]
    starts = [*(start for start, _ in mark.members), last]
    gaps = ((max(first, a), min(last, b)) for a, b in zip(ends, starts, strict=True))
    return max(gaps, key=lambda gap: gap[1] - gap[0])


def right_of(mark: Mark, text: str) -> Item:
    if not text or mark.end >= FAR:
        return alone(mark)
    signs = signs_of(mark.event)
    at = mark.end + (0 if signs and text.startswith(signs) else 1)
    return Item(mark.start, at + measure(text), mark, text, at)


def left_of(mark: Mark, text: str) -> Item:
    if not text or mark.start <= -FAR:
        return alone(mark)
    at = mark.start - 1 - measure(text)
    return Item(at, mark.end, mark, text, at)


def beside(mark: Mark, text: str, room: Room) -> Item:
    """Return the mark with as much of a text as the roomier side of it takes.

    A text stands on the right wherever it fits there; less than LEAST_LABEL cells are no label.
    """
    after, before = room.high - mark.end - 1, mark.start - room.low - 1
    width = measure(text)
    if width <= after:
        return right_of(mark, text)
    if width <= before:
        return left_of(mark, text)
    if after >= before:
        return right_of(mark, shorten(text, after, LEAST_LABEL))
    return left_of(mark, shorten(text, before, LEAST_LABEL))
