"""Segments that were put together, against the same ones one by one."""

import pytest

from tui.dates.edtf import parse
from tui.events.event import Source
from tui.events.gathered import Gathered, Picking, places_of
from tui.events.segment import Segment
from tui.events.trace import Said
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


def test_columns_are_those_of_the_segments_one_behind_the_other() -> None:
    found, columns = gathered(ONE, TWO), gathered(ONE, TWO).columns
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


def test_once_they_are_a_table_there_are_no_more() -> None:
    parts = Parts((HEAD + ONE + TWO + THREE).encode())
    parts.read()
    assert parts.timeline().events[0].id == "e"
    with pytest.raises(ValueError, match="table"):
        parts.take(segment(THREE, 9), Part(0, len(THREE), 9))


def test_a_trace_tells_what_a_table_does_not() -> None:
    one, two = (piece.trace for piece in gathered(ONE, TWO).pieces)
    assert (one.offset, one.line, one.size) == (len(HEAD), 2, 2)
    assert (two.offset, two.line, two.size) == (len(HEAD) + len(ONE), 6, 2)
    assert one.lanes == ("Ships", "Other")
    assert two.lanes == ("Docks", "Other")
    assert one.said is None
    assert two.said == (Said("event", is_given=False), Said("d", is_given=True))
    assert two.own == {"cost": 1}
    assert one.reach == parse("1912").moments[0].span


@pytest.mark.parametrize("count", [0, 1, 2, 8_191, 8_192, 8_193, 20_000])
def test_values_are_picked_in_an_order(count: int) -> None:
    order = sorted(range(count), key=lambda number: number * 7_919 % 104_729)
    values = [number * 3 for number in range(count)]
    pick = Picking(order)
    assert list(pick("I", values)) == [values[number] for number in order]
    assert [each for piece in pick.pieces(values) for each in piece] == list(pick("I", values))
    places = places_of(order)
    assert [order[place] for place in places] == list(range(count))
