"""Segments that were put together, against the same ones one by one."""

import pytest

from tui.events.event import Source
from tui.events.gathered import Columns, Gathered, Moved, Picking, places_of
from tui.events.segment import Segment
from tui.stores.part_reader import PartReader
from tui.stores.yaml_cut import Part
from tui.stores.yaml_parts import Parts

ONE = "- {id: a, date: 1912, lane: Ships}\n-\n  title: B\n  id: b\n"
TWO = "- {date: 1911, lane: Docks, links: [a], cost: 3}\n- {id: d, title: Undated}\n"
THREE = "- {id: e, date: 1910, lane: Docks, importance: 9}\n"
HEAD = "events:\n"


def segment(text: str, line: int) -> Segment:
    return PartReader(0, {"log": Source(id="log")}, ()).read(text.encode(), line)


def gathered(*texts: str) -> Gathered:
    found, offset, line = Gathered(), len(HEAD), 2
    for text in texts:
        found.add(segment(text, line), offset, line)
        offset, line = offset + len(text), line + text.count("\n")
    return found


def copied(columns: Columns) -> dict[str, list[int]]:
    return {name: list(values) for name, values in columns.items()}


def state(of: Gathered) -> tuple[object, ...]:
    """Return all that is told of events, the numbers of lanes as their names."""
    columns, names = copied(of.columns()), list(of.lanes)
    lanes = [names[number] for number in columns.pop("lanes")]
    pieces = [
        (
            piece.offset,
            piece.line,
            piece.first,
            piece.size,
            list(piece.claims(columns["lines"])),
            piece.reach,
            dict(piece.own),
            piece.log.state if piece.log else None,
        )
        for piece in of.pieces
    ]
    return columns, lanes, pieces, of.ties, bytes(of.records)


def test_columns_are_those_of_the_segments_one_behind_the_other() -> None:
    found, columns = gathered(ONE, TWO), gathered(ONE, TWO).columns()
    one, two = segment(ONE, 2), segment(TWO, 6)
    assert found.size == 4
    assert list(columns["positions"]) == [*one.positions, *two.positions]
    assert list(columns["lines"]) == [2, 4, 6, 7]
    start = len(HEAD) + len(ONE)
    assert list(columns["text_starts"])[2:] == [start + at for at in two.text_starts]
    assert bytes(found.records) == bytes(one.records) + bytes(two.records)
    assert [list(found.lanes)[lane] for lane in columns["lanes"]][::2] == ["Ships", "Docks"]
    assert [(tie.number, tie.to, tie.place.line) for tie in found.ties] == [(2, "a", 6)]
    lines = columns["lines"]
    claims = [claim for piece in found.pieces for claim in piece.claims(lines)]
    places = [(claim.text, claim.place.line if claim.place else 0) for claim in claims]
    assert places == [("a", 2), ("b", 5), ("", 0), ("d", 7)]


def test_once_they_are_a_table_the_columns_are_the_same_again() -> None:
    parts = Parts((HEAD + ONE + TWO + THREE).encode())
    parts.read()
    before = state(parts.gathered)
    timeline = parts.timeline()
    assert timeline.events[0].id == "e"
    with pytest.raises(ValueError, match="table"):
        parts.take(segment(THREE, 9), Part(0, len(THREE), 9))
    assert state(parts.gathered) == before
    assert parts.timeline().events[1].title == timeline.events[1].title


@pytest.mark.parametrize("numbers", [range(3), range(1), range(1, 3), range(2, 3), range(2, 2)])
def test_pieces_are_taken_to_where_they_have_moved(numbers: range) -> None:
    texts = [ONE, TWO, THREE.replace(", importance: 9", "")]
    before = gathered(*texts)
    other = "- {id: z, lane: Piers}\n- {id: y}\n"
    kept = texts[numbers.start : numbers.stop]
    by = len(other) - sum(map(len, texts[: numbers.start]))
    lines = 2 - "".join(texts[: numbers.start]).count("\n")
    after = gathered(other)
    after.add_again(before, before.columns(), Moved(numbers, by, lines))
    assert state(after) == state(gathered(other, *kept))
    assert list(after.lanes) == list(gathered(other, *kept).lanes)


def test_what_was_moved_can_be_moved_again() -> None:
    once, twice = gathered("- {id: z}\n"), gathered("- {id: x}\n- {id: y}\n- {id: z}\n")
    before = gathered(ONE, TWO)
    once.add_again(before, before.columns(), Moved(range(2), 10, 1))
    twice.add_again(once, once.columns(), Moved(range(1, 3), 20, 2))
    assert state(twice) == state(gathered("- {id: x}\n- {id: y}\n- {id: z}\n", ONE, TWO))


def test_what_tells_a_line_cannot_be_moved() -> None:
    before = gathered("- {id: a, date: 1912, date: 1913}\n")
    log = before.pieces[0].log
    assert log is not None
    log.warning(before.pieces[0].claims([2, 2]).__next__().place, "x", "as on line 2")  # type: ignore[arg-type]
    assert before.pieces[0].can_move(0)
    assert not before.pieces[0].can_move(1)


@pytest.mark.parametrize("count", [0, 1, 2, 8_191, 8_192, 8_193, 20_000])
def test_values_are_picked_in_an_order(count: int) -> None:
    order = sorted(range(count), key=lambda number: number * 7_919 % 104_729)
    values = [number * 3 for number in range(count)]
    pick = Picking(order)
    assert list(pick("I", values)) == [values[number] for number in order]
    assert [each for piece in pick.pieces(values) for each in piece] == list(pick("I", values))
    places = places_of(order)
    assert [order[place] for place in places] == list(range(count))
