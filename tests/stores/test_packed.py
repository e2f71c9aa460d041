"""Bytes that are held packed, against the bytes themselves."""

from hypothesis import given
from hypothesis import strategies as st

from tui.stores.file_bytes import digest_of
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


def test_a_piece_can_be_taken_to_another_place() -> None:
    found = packed([b"one", b"two", b"three"])
    other = packed([b"four"])
    other.put(found.at(4))
    other.put(found.at(0))
    assert bytes(other) == b"fourtwoone"
    assert other.slice(5, 3) == b"woo"
    assert other.at(5).mark == found.at(3).mark != found.at(0).mark


def test_what_is_left_is_packed_at_last() -> None:
    data = bytes(range(256)) * 600
    found = packed([data[:1000]])
    found.finish(data)
    assert bytes(found) == data
    assert found.digest == digest_of(data)


def test_what_repeats_itself_takes_little() -> None:
    data = b"- {id: one, title: A title, date: 1912-04-15}\n" * 400
    assert len(packed([data]).at(0).packed) < len(data) // 10
