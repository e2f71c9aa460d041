"""One lane at one zoom, packed tile by tile so that only what is looked at costs anything.

The grid of absolute cells is cut into tiles of equal width. A mark belongs to the smallest of these
that holds it whole, or to the smallest of the tiles made of two, four, eight and so on of them.
Larger tiles are packed first and know nothing of the smaller ones within, so every tile is the
same from wherever one comes to it: panning never changes a packing.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from functools import lru_cache

from tui.axis.scale import Scale
from tui.dates.span import Instant, Span
from tui.events.event import Event
from tui.layout.clusters import Group, groups, shades
from tui.layout.event_index import EventIndex, date_of
from tui.layout.item import GAP, Cluster, Item, Room, beside, drawn_cells, inside, text_of
from tui.layout.marks import FADE, FAR, Mark, mark_of
from tui.layout.rows import Placed, Rows
from tui.named import NamedTuple

#: Tiles are as wide as hold no crowd of events anywhere, but not narrower than this.
LEAST_CELLS = 64

#: The most cells of a label where room is scarce, for an importance of 1 and so on; it grows into
#: what is left.
FAIR = (16, 20, 24, 36, 64)

#: Cells of a row for each event that is considered for a label.
CELLS_A_LABEL = 20


#: The members of a cluster of more events at the edge of the screen are not told apart.
MOST_TOLD = 500

#: What is said of an event before its title, "" for nothing.
Remark = Callable[[Event], str]


class Grid(NamedTuple):
    """How a lane is cut into tiles at a zoom: tile 0 begins at the absolute cell origin.

    levels is how often tiles are doubled until one holds everything. Labels are at most longest
    cells and end before the absolute cell end. unit is that of shades.
    """

    scale: Scale
    origin: int
    width: int
    levels: int
    longest: int
    end: int
    unit: int = 1


class Tile(NamedTuple):
    """Rows of what is drawn in some cells, what lies behind the last of them, and what went where.

    What crosses the border of a tile is an item of each tile that it touches. placed has the row
    of every event that stands by itself, by its number.
    """

    rows: tuple[tuple[Placed, ...], ...]
    behind: tuple[Item, ...]
    placed: dict[int, int]


class _Crossing(NamedTuple):
    """What crosses the middle of a tile or of one that it is part of; the last row lies behind."""

    rows: Rows
    placed: dict[int, int]


def grid(index: EventIndex, scale: Scale, extent: Span, longest: int) -> Grid:
    """Return the tiles of a lane whose dates lie within extent, labels being at most longest."""
    first, last = scale.cells(extent)
    cells = last - first
    crowd = 0 if index.remainder else index.crowd
    width = LEAST_CELLS
    while width < cells and (crowd is None or width * 2 * scale.cell <= crowd):
        width *= 2
    levels = max(0, -(-cells // width) - 1).bit_length()
    # What is all in view keeps its labels in view; what is smaller than that has room around it.
    return Grid(scale, first, width, levels, longest, max(last, first + longest))


class LaneTiles:
    """The rows of one lane at one zoom; tiles are packed when they are first asked for."""

    def __init__(
        self, index: EventIndex, rows: int, grid: Grid, remark: Remark | None = None
    ) -> None:
        self.index = index
        self.rows = rows
        self._grid = grid
        self._remark = remark
        self._tiles: dict[int, Tile] = {}
        self._crossings: dict[tuple[int, int], _Crossing] = {}
        self._asked: tuple[int, int, list[Tile]] = 0, 0, []

    def items(self, row: int, low: int, high: int) -> Iterator[Placed]:
        """Yield what stands in a row in the absolute cells [low, high), from left to right."""
        before = -FAR - 1
        for tile in self._between(low, high):
            items = tile.rows[row]
            for item in items[bisect_left(items, low + 1, key=_right_of) :]:
                if item.left >= high:
                    break
                if item.left > before:
                    before = item.left
                    yield item

    def behind(self, low: int, high: int) -> Iterator[Item]:
        """Yield the marks that go on behind the last row in the cells [low, high)."""
        before = -FAR - 1
        for tile in self._between(low, high):
            for item in tile.behind:
                if item.left > before and item.right > low and item.left < high:
                    before = item.left
                    yield item

    def astray(self, low: int, high: int) -> tuple[int, int]:
        """Return two numbers of events that are drawn elsewhere than the cells [low, high) suggest.

        The first begin before these and may go on into them, but are counted or cut short before.
        The others begin after them and are drawn in them all the same.
        """
        start, end = self._grid.scale.to_instant(low), self._grid.scale.to_instant(high)
        positions = self.index.positions
        begun = bisect_left(positions, start)
        hidden = begun - bisect_right(self.index.ends, start)
        early = 0
        if hidden > 0:
            hidden -= sum(self._reaching(item, begun, start) for item in self._at(low))
        later = bisect_left(positions, end)
        beginless = self.index.beginless
        if beginless and beginless[-1] >= later:
            for item in self._at(high - 1):
                if isinstance(item, Item) and drawn_cells(item)[0] < high:
                    early += self._number(item) >= later
        return max(0, hidden), early

    def _at(self, cell: int) -> Iterator[Placed]:
        """Yield all that stands in a cell, in any row and behind the last one."""
        tile = self._tile(self._tile_of(cell))
        for row in tile.rows:
            at = bisect_left(row, cell + 1, key=_right_of)
            if at < len(row) and row[at].left <= cell:
                yield row[at]
        yield from (item for item in tile.behind if item.left <= cell < item.right)

    def _reaching(self, item: Placed, begun: int, start: Instant) -> int:
        """Return how many of the first begun events are drawn from an instant on in an item."""
        _, last = drawn_cells(item)
        if last <= self._grid.scale.to_cell(start):
            return 0
        if isinstance(item, Item):
            return int(self._number(item) < begun)
        if item.shades or item.events > MOST_TOLD:
            return 0
        members = (self.index.number(event) for event in self.members(item))
        ends = (
            (number, self.index.date(number).before) for number in members if number is not None
        )
        return sum(number < begun and (end is None or end > start) for number, end in ends)

    def is_whole(self) -> bool:
        """Whether every event of the lane stands by itself, with all of its label."""
        low, high = self._bounds(self._grid.levels, 0)
        items = [item for row in range(self.rows) for item in self.items(row, low, high)]
        return not any(self.behind(low, high)) and all(
            isinstance(item, Item) and item.label == self._text(item.mark, self._grid.longest)
            for item in items
        )

    def prepare(self, low: int, high: int) -> None:
        """Pack what is in the cells [low, high) before it is asked for."""
        self._between(low, high)

    def find(self, event: Event) -> tuple[int, Placed] | None:
        """Return the row of an event and what it is part of there, None if it is not in the lane.

        A mark that lies behind the last row is found in that.
        """
        number = self.index.number(event)
        if number is None:
            return None
        scale = self._grid.scale
        cell = scale.to_cell(self.index.positions[number])
        tile = self._tile(self._tile_of(cell))
        row = tile.placed.get(number)
        if row is None:
            items = tile.rows[self.rows - 1]
            at = bisect_left(items, cell + 1, key=_right_of)
            return self.rows - 1, items[at]
        everything = (*tile.rows[row], *tile.behind)
        return row, next(
            item for item in everything if isinstance(item, Item) and item.mark.event is event
        )

    def members(self, cluster: Cluster) -> list[Event]:
        """Return the events that a cluster counts, in the order of time."""
        to_instant = self._grid.scale.to_instant
        first, last = self.index.between(to_instant(cluster.first), to_instant(cluster.last))
        placed = self._tile(self._tile_of(cluster.first)).placed
        return [self.index[number] for number in range(first, last) if number not in placed]

    def has_any(self, item: Placed, ids: frozenset[str]) -> bool:
        """Whether an item stands for any event of some ids."""
        if isinstance(item, Item):
            return item.mark.event.id in ids
        to_instant = self._grid.scale.to_instant
        first, last = self.index.between(to_instant(item.first), to_instant(item.last))
        placed = self._tile(self._tile_of(item.first)).placed
        found = self.index.among(ids)
        at = bisect_left(found, first)
        return any(number not in placed for number in found[at : bisect_left(found, last, at)])

    def _between(self, low: int, high: int) -> list[Tile]:
        # Every row of a lane asks for the same cells in turn.
        if self._asked[:2] != (low, high):
            first, last = self._tile_of(low), self._tile_of(high - 1)
            tiles = [self._tile(number) for number in range(first, last + 1)]
            self._asked = low, high, tiles
        return self._asked[2]

    def _tile_of(self, cell: int) -> int:
        if self._grid.levels == 0:
            return 0
        number = (cell - self._grid.origin) // self._grid.width
        last: int = 2**self._grid.levels - 1
        return max(0, min(number, last))

    def _tile(self, number: int) -> Tile:
        tile = self._tiles.get(number)
        if tile is None:
            tile = self._tiles[number] = self._packed(number)
        return tile

    def _packed(self, number: int) -> Tile:
        low, high = self._bounds(0, number)
        start, end = self._instants(low, high, number)
        first, last = self.index.between(start, end)
        crossing = self._crossing(1, number // 2) if self._grid.levels else _nothing(self.rows)
        known = {n: row for n, row in crossing.placed.items() if first <= n < last}
        limit = max(4, self.rows * (high - low) // CELLS_A_LABEL)
        others, bands = self._others(low, high)
        is_crowded = last - first > 2 * limit or bool(others)
        ranked = self.index.first_ranked(start, end, limit if is_crowded else 2 * limit)
        marks = [(n, self._mark(n)) for n in ranked if n not in known]
        if self._grid.levels:
            marks = [(n, mark) for n, mark in marks if low <= mark.start and mark.end <= high]
        placed: dict[int, int] = {}
        if not is_crowded:
            rows, placed = self._filled(crossing, marks, self.rows, low, high)
        if (
            is_crowded
            or len(placed) + len(known) < last - first
            or self._hidden(rows, known, low, high)
        ):
            rows, placed = self._filled(crossing, marks, self.rows - 1, low, high)
        placed |= known
        begun: dict[int, int] = {}
        while others or len(placed) < last - first:
            begun = begun or self._begun(first, last, low, high)
            counts = self._counts(begun, placed)
            for cell, events in others.items():
                counts[cell] = counts.get(cell, 0) + events
            counted = self._counted(counts, bands, placed, low, high)
            shown = Rows([*rows.items[: self.rows - 1], counted, rows.items[self.rows]])
            self._bring_forward(shown, placed.keys() - crossing.placed.keys())
            shown.items[-2] = self._labelled(shown.items[-2], low, high)
            hidden = self._hidden(shown, placed, low, high)
            if not hidden:
                rows = shown
                break
            placed = {n: row for n, row in placed.items() if n not in hidden}
            rows.items[-1] = [item for item in rows.items[-1] if self._number(item) not in hidden]
        *upper, behind = rows.items
        return Tile(
            tuple(map(tuple, upper)),
            tuple(item for item in behind if isinstance(item, Item)),
            placed,
        )

    def _bring_forward(self, rows: Rows, local: Container[int]) -> None:
        """Let what lies behind the last row, and in this tile only, stand in it if it is free."""
        behind = rows.items[-1]
        ranks = self.index.ranks
        for item in sorted(behind, key=lambda item: ranks[self._number(item)]):
            is_free = rows.room(self.rows - 1, item.left, item.right) is not None
            if is_free and self._number(item) in local:
                rows.insert(self.rows - 1, item)
                behind.remove(item)

    def _hidden(self, rows: Rows, placed: Container[int], low: int, high: int) -> set[int]:
        """Return the numbers of those placed behind the last row of which nothing is seen."""
        hidden = set()
        *_, front, behind = rows.items
        for item in behind:
            at = max(item.left, low)
            for other in front:
                if other.left - 1 > at:
                    break
                at = max(at, other.right + 1)
            if at >= min(item.right, high) and self._number(item) in placed:
                hidden.add(self._number(item))
        return hidden

    def _number(self, item: Placed) -> int:
        event = item.event if isinstance(item, Cluster) else item.mark.event
        number = None if event is None else self.index.number(event)
        return -1 if number is None else number

    def _filled(
        self,
        crossing: _Crossing,
        marks: Sequence[tuple[int, Mark]],
        usable: int,
        low: int,
        high: int,
    ) -> tuple[Rows, dict[int, int]]:
        """Put marks into the first usable rows, and stretches that find no room there behind.

        Where all rows are usable, it is given up as soon as a mark finds no room.
        """
        rows = Rows(_within(row, low, high) for row in crossing.rows.items)
        bounds = self._room(low, high)
        placed: dict[int, int] = {}
        is_tight = usable < self.rows
        for number, mark in marks:
            longest = FAIR[mark.event.importance - 1] if is_tight else self._grid.longest
            text = self._text(mark, min(longest, self._grid.longest))
            row = rows.place(mark, text, self._order(number, usable), bounds)
            if row is None and is_tight and mark.end - mark.start > 2:
                row = self._put_behind(rows, mark)
            if row is not None:
                placed[number] = row
            elif not is_tight:
                return rows, placed
        if is_tight:
            for number, mark in marks:
                if placed.get(number, usable) < usable:
                    text = self._text(mark, self._grid.longest)
                    rows.lengthen(placed[number], mark, text, bounds)
        return rows, placed

    def _put_behind(self, rows: Rows, mark: Mark) -> int | None:
        if rows.room(self.rows, mark.start, mark.end) is None:
            return None
        rows.insert(self.rows, Item(mark.start, mark.end, mark))
        return self.rows - 1

    def _crossing(self, level: int, number: int) -> _Crossing:
        key = level, number
        if key not in self._crossings:
            self._crossings[key] = self._crossed(level, number)
        return self._crossings[key]

    def _crossed(self, level: int, number: int) -> _Crossing:
        grid = self._grid
        is_whole = level == grid.levels
        low, high = self._bounds(level, number)
        above = _nothing(self.rows) if is_whole else self._crossing(level + 1, number // 2)
        middle = (low + high) // 2
        usable = (self.rows - 1) // 2
        free = (*range(usable), self.rows)
        if not any(above.rows.room(row, middle - 1, middle + 1) for row in free):
            return above
        most = usable + 2
        cell = grid.scale.cell
        reach = grid.scale.to_instant(high) - grid.scale.to_instant(low)
        lengths = cell, None if is_whole else reach
        numbers = self.index.holding(
            grid.scale.to_instant(middle), lengths, (FADE + 2) * cell, most
        )
        if is_whole:
            numbers = sorted(
                (*numbers, *self.index.unbounded[:most]), key=self.index.ranks.__getitem__
            )
        if not numbers:
            return above
        rows = Rows(_within(row, low, high) for row in above.rows.items)
        placed = dict(above.placed)
        bounds = self._room(low, high)
        for found in numbers:
            mark = self._mark(found)
            fits = is_whole or (low <= mark.start and mark.end <= high)
            if not (fits and mark.start < middle < mark.end) and not (is_whole and _is_far(mark)):
                continue
            row = rows.place(
                mark, self._text(mark, grid.longest), self._order(found, usable), bounds
            )
            if row is None:
                row = self._put_behind(rows, mark)
            if row is not None:
                placed[found] = row
        return _Crossing(rows, placed)

    def _others(self, low: int, high: int) -> tuple[dict[int, int], set[int]]:
        """Return how many events that are not at hand begin in each cell; see by_cell."""
        remainder = self.index.remainder
        return remainder.by_cell(self._grid.scale, low, high) if remainder else ({}, set())

    def _counted(
        self,
        counts: dict[int, int],
        bands: Container[int],
        placed: dict[int, int],
        low: int,
        high: int,
    ) -> list[Placed]:
        """Return the last row: events that have no place of their own, counted where they touch."""
        found = groups(counts)
        left, end = (low, high) if self._grid.levels else (-FAR, FAR)
        frees = (*(group.first - 1 for group in found[1:]), end)
        row: list[Placed] = []
        for group, free in zip(found, frees, strict=False):
            number = self._first_unplaced(group, placed)
            if group.events > 1 or number is None:
                is_band = any(cell in bands for cell in range(group.first, group.last))
                row.append(self._cluster(group, number, counts, free, is_band=is_band))
            else:
                row.append(self._single(number, row[-1].right + 1 if row else left, free))
        return row

    def _begun(self, first: int, last: int, low: int, high: int) -> dict[int, int]:
        """Return how many of the events from first on to before last begin in each cell."""
        positions, scale = self.index.positions, self._grid.scale
        if last - first <= 4 * (high - low):
            return Counter(map(scale.to_cell, positions[first:last]))
        counts: dict[int, int] = {}
        at = first
        for cell in range(low, high):
            until = bisect_left(positions, scale.to_instant(cell + 1), at, last)
            if until > at:
                counts[cell] = until - at
                at = until
        return counts

    def _counts(self, begun: dict[int, int], placed: dict[int, int]) -> dict[int, int]:
        """Return how many events begin in each cell, less those that have a place."""
        positions, to_cell = self.index.positions, self._grid.scale.to_cell
        counts = dict(begun)
        for number in placed:
            cell = to_cell(positions[number])
            counts[cell] -= 1
            if not counts[cell]:
                del counts[cell]
        return counts

    def _first_unplaced(self, group: Group, placed: dict[int, int]) -> int | None:
        """Return the first event at hand that a group counts, None if it counts only others."""
        to_instant = self._grid.scale.to_instant
        number, end = self.index.between(to_instant(group.first), to_instant(group.last))
        while number in placed:
            number += 1
        return number if number < end else None

    def _cluster(
        self, group: Group, number: int | None, counts: dict[int, int], free: int, *, is_band: bool
    ) -> Cluster:
        is_shaded, unit = group.is_dense or is_band, self._grid.unit
        shaded = shades(counts, group.first, group.last, unit) if is_shaded else ""
        right = min(group.last if is_shaded else group.right, free)
        event = None if number is None else self.index[number]
        return Cluster(group.first, right, group.events, group.first, group.last, event, shaded)

    def _single(self, number: int, left: int, free: int) -> Item:
        mark = self._mark(number)
        return Item(max(mark.start, left), min(mark.end, free), mark)

    def _labelled(self, row: list[Placed], low: int, high: int) -> list[Placed]:
        """Give single marks of a row the labels there is room for, those that matter most first."""
        numbers = {
            at: number
            for at, item in enumerate(row)
            if isinstance(item, Item)
            and (item.left, item.right) == (item.mark.start, item.mark.end)
            and (number := self.index.number(item.mark.event)) is not None
        }
        bounds = self._room(low, high)
        for at in sorted(numbers, key=lambda at: self.index.ranks[numbers[at]]):
            item = row[at]
            room = Room(
                max(bounds.low, row[at - 1].right + GAP if at else low),
                min(bounds.high, row[at + 1].left - GAP if at + 1 < len(row) else high),
            )
            if isinstance(item, Item):
                text = self._text(item.mark, self._grid.longest)
                row[at] = inside(item.mark, text, room) or beside(item.mark, text, room)
        return row

    def _mark(self, number: int) -> Mark:
        event = self.index[number]
        return mark_of(event, date_of(event), self._grid.scale)

    def _text(self, mark: Mark, longest: int) -> str:
        return text_of(mark, longest, self._remark(mark.event) if self._remark else "")

    def _order(self, number: int, usable: int) -> tuple[int, ...]:
        """Return the rows to try for an event, beginning with the one it has at every zoom."""
        if usable == self.rows:
            return (*_from(number % max(1, usable - 1), usable - 1), usable - 1)
        return _from(number % usable, usable) if usable > 0 else ()

    def _room(self, low: int, high: int) -> Room:
        """Return where labels of a tile may stand: a cell from the tiles beside it, if any."""
        margin = int(self._grid.levels > 0)
        return Room(low + margin, min(high - margin, self._grid.end))

    def _bounds(self, level: int, number: int) -> tuple[int, int]:
        width = self._grid.width << level
        low = self._grid.origin + number * width
        return low, low + width

    def _instants(self, low: int, high: int, number: int) -> tuple[int, int]:
        """Return the half-open instants of a tile; the first and the last go on to all time."""
        scale = self._grid.scale
        start = scale.to_instant(low) if number > 0 else -(10**60)
        is_last = number == 2**self._grid.levels - 1
        return start, 10**60 if is_last else scale.to_instant(high)


@lru_cache(maxsize=4096)
def _from(first: int, rows: int) -> tuple[int, ...]:
    """Return all rows, beginning with one and going round."""
    return (*range(first, rows), *range(first))


def _within(row: Sequence[Placed], low: int, high: int) -> Iterator[Placed]:
    return (item for item in row if item.right > low - GAP and item.left < high + GAP)


def _nothing(rows: int) -> _Crossing:
    return _Crossing(Rows([] for _ in range(rows + 1)), {})


def _is_far(mark: Mark) -> bool:
    return mark.start <= -FAR or mark.end >= FAR


def _right_of(item: Placed) -> int:
    return item.right
