"""Bytes that are held packed, against the bytes themselves."""

from hypothesis import given
from hypothesis import strategies as st

from tui.stores.packed import Packed

PIECES = st.lists(st.binary(max_size=30), min_size=1, max_size=8)


def packed(pieces: list[bytes]) -> Packed:
    found = Packed()
    for piece in pieces:
        found.add(piece)
    return found


@given(PIECES, st.integers(0, 300), st.integers(0, 300))
def test_every_slice_is_that_of_the_bytes(pieces: list[bytes], start: int, size: int) -> None:
    data, found = b"".join(pieces), packed(pieces)
    assert bytes(found) == data
    assert found.size == len(data)
    assert found.slice(start, size) == data[start : start + size]
    assert found.slice(0, 7) + found.slice(7, len(data)) == data


def test_a_piece_is_known_by_its_bytes_and_where_it_begins() -> None:
    found = packed([b"one", b"two", b"three"])
    assert found.has(3, b"two")
    assert not found.has(3, b"tow")
    assert not found.has(3, b"twothree")
    assert not found.has(2, b"two")
    assert not found.has(4, b"wo")


def test_a_piece_can_be_taken_to_another_place() -> None:
    found = packed([b"one", b"two", b"three"])
    other = packed([b"four"])
    other.put(found.at(4))
    other.put(found.at(0))
    assert bytes(other) == b"fourtwoone"
    assert other.slice(5, 3) == b"woo"
    assert other.has(4, b"two")
    assert other.has(7, b"one")


def test_what_repeats_itself_takes_little() -> None:
    data = b"- {id: one, title: A title, date: 1912-04-15}\n" * 400
    assert len(packed([data]).at(0).packed) < len(data) // 10
