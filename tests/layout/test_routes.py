"""Ways between marks through free cells."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tui.layout.routes import Cells, End, Point, Way, bits, cells_of, low_bit, way

WIDTH = 16


def drawn(*rows: str) -> tuple[End, End, Cells]:
    """Read a picture: a and b are marks, # stands in the way, a dot is free."""
    free = [sum(1 << x for x, sign in enumerate(row) if sign == ".") for row in rows]
    return _end("a", rows), _end("b", rows), Cells(free, list(free))


def _end(name: str, rows: tuple[str, ...]) -> End:
    y = next(y for y, row in enumerate(rows) if name in row)
    first, last = rows[y].index(name), rows[y].rindex(name)
    return End(y, bits(first, last + 1), first, last)


def found(*rows: str) -> list[str]:
    """Return the picture with the cells of the way as stars."""
    points = way(*drawn(*rows))
    cells = set(cells_of(points)) if points else set()
    return [
        "".join("*" if (x, y) in cells else sign for x, sign in enumerate(row))
        for y, row in enumerate(rows)
    ]


def test_a_way_along_a_row_is_straight() -> None:
    assert found("........", ".a....b.") == ["........", ".a****b."]


def test_a_way_between_marks_above_each_other_is_straight() -> None:
    assert found("..aaaa..", "........", "........", "....bbb.") == [
        "..aaaa..",
        "....*...",
        "....*...",
        "....bbb.",
    ]


def test_a_way_goes_round_one_corner() -> None:
    assert found(".a......", "........", "......b.") == [".a......", ".*......", ".*****b."]


def test_a_way_goes_along_a_row_between_both() -> None:
    assert found(".a######", "........", "######b#") == [".a######", ".******.", "######b#"]


def test_a_way_goes_along_a_row_beyond_both() -> None:
    assert found("#a####b#", "#.####.#", "........") == ["#a####b#", "#*####*#", ".******."]


def test_a_way_goes_along_a_column_beside_both() -> None:
    assert found("aa...", "####.", "bb...") == ["aa***", "####*", "bb***"]


def test_there_may_be_no_way() -> None:
    assert way(*drawn("#a#.", "####", ".#b#")) is None


def test_marks_beside_each_other_leave_no_cell_for_a_way() -> None:
    assert way(*drawn("ab")) is None
    assert way(*drawn("a", "b")) is None


def test_the_first_of_no_columns_is_none() -> None:
    assert (low_bit(0), low_bit(0b1000), bits(3, 3), bits(-2, 2)) == (-1, 3, 0, 0b11)


@st.composite
def pictures(draw: st.DrawFn) -> tuple[End, End, Cells]:
    height = draw(st.integers(1, 6))
    one, other = (
        draw(st.tuples(st.integers(0, height - 1), st.integers(0, WIDTH - 4))) for _ in "ab"
    )
    lengths = draw(st.tuples(st.integers(1, 4), st.integers(1, 4)))
    ends = [
        End(row, bits(x, x + length), x, x + length - 1)
        for (row, x), length in zip((one, other), lengths, strict=True)
    ]
    masks = st.lists(st.integers(0, 2**WIDTH - 1), min_size=height, max_size=height)
    along, across = draw(masks), draw(masks)
    for end in ends:
        for rows in (along, across):
            rows[end.row] &= ~end.columns
    return ends[0], ends[1], Cells(along, across)


def _is_free(points: Way, cells: Cells) -> bool:
    path = [points[0], *cells_of(points), points[-1]]
    return all(
        (cell.y not in (before.y, after.y) or cells.along[cell.y] >> cell.x & 1)
        and (cell.x not in (before.x, after.x) or cells.across[cell.y] >> cell.x & 1)
        for before, cell, after in zip(path, path[1:], path[2:], strict=False)
    )


@given(pictures())
def test_a_way_takes_free_cells_from_one_mark_to_the_other(picture: tuple[End, End, Cells]) -> None:
    one, other, cells = picture
    points = way(one, other, cells)
    if points is None:
        return
    assert _is_free(points, cells)
    assert len(points) <= 4
    for end, point in ((one, points[0]), (other, points[-1])):
        assert point.y == end.row
        assert end.columns >> point.x & 1
    for before, cell in pairwise([points[0], *cells_of(points), points[-1]]):
        assert abs(before.x - cell.x) + abs(before.y - cell.y) == 1


@given(pictures(), st.integers(1, 9))
def test_a_way_moves_with_what_it_joins(picture: tuple[End, End, Cells], by: int) -> None:
    one, other, cells = picture
    ends = [End(e.row, e.columns << by, e.first + by, e.last + by) for e in (one, other)]
    moved = Cells([row << by for row in cells.along], [row << by for row in cells.across])
    here, there = way(one, other, cells), way(ends[0], ends[1], moved)
    assert there == (here and tuple(Point(x + by, y) for x, y in here))


@given(pictures())
def test_a_way_with_one_bend_or_none_is_found_wherever_there_is_one(
    picture: tuple[End, End, Cells],
) -> None:
    one, other, cells = picture
    starts = [Point(x, one.row) for x in range(WIDTH) if one.columns >> x & 1]
    stops = [Point(x, other.row) for x in range(WIDTH) if other.columns >> x & 1]
    ways = [
        points
        for a in starts
        for b in stops
        for corner in (Point(a.x, b.y), Point(b.x, a.y))
        if _leaves(one, a, corner) and _leaves(other, b, corner)
        if cells_of(points := (a, corner, b)) and _is_free(points, cells)
    ]
    found = way(one, other, cells)
    if ways:
        assert found is not None
        assert len(found) <= 3


def _leaves(end: End, point: Point, corner: Point) -> bool:
    """Whether a line from a cell of a mark to a corner goes out of the mark at once."""
    beside = Point(point.x + (1 if corner.x > point.x else -1), point.y)
    is_inside = corner.y == point.y and beside.x >= 0 and end.columns >> beside.x & 1
    return corner != point and not is_inside
