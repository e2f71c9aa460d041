"""The bytes of a large file in a fraction of their memory, to be had again piece by piece."""

from bisect import bisect_right
from operator import attrgetter
from typing import NamedTuple
from zlib import compress, decompress

#: Of zlib's levels that which takes hardly any time.
_LEVEL = 1


class Piece(NamedTuple):
    """Some bytes, packed: the offset of the first of all, how many they are, and a digest."""

    start: int
    size: int
    packed: bytes
    digest: bytes


class Packed:
    """Bytes in pieces that are packed one by one; bytes() returns all of them."""

    def __init__(self) -> None:
        self.size = 0
        #: The SHA-256 of all bytes, "" as long as it is not known.
        self.digest = ""
        self._pieces: list[Piece] = []
        self._last = -1, b""

    def add(self, data: bytes) -> None:
        """Take the next bytes."""
        self.put(Piece(0, len(data), compress(data, _LEVEL), _digest(data)))

    def put(self, piece: Piece) -> None:
        """Take the next bytes as they were packed for another place."""
        self._pieces.append(piece._replace(start=self.size))
        self.size += piece.size

    def at(self, start: int) -> Piece:
        """Return the piece that has the byte at an offset."""
        return self._pieces[self._number(start)]

    def has(self, start: int, data: bytes) -> bool:
        """Whether the bytes from an offset on are one piece, and these."""
        piece = self.at(start)
        return (piece.start, piece.size, piece.digest) == (start, len(data), _digest(data))

    def slice(self, start: int, size: int) -> bytes:
        """Return so many bytes from an offset on, fewer at the end."""
        end, found = start + size, []
        for number in range(self._number(start), len(self._pieces)):
            first = self._pieces[number].start
            if first >= end:
                break
            found.append(self._unpacked(number)[max(0, start - first) : end - first])
        return b"".join(found)

    def __bytes__(self) -> bytes:
        return b"".join([decompress(piece.packed) for piece in self._pieces])

    def _number(self, start: int) -> int:
        return max(0, bisect_right(self._pieces, start, key=attrgetter("start")) - 1)

    def _unpacked(self, number: int) -> bytes:
        """Return the bytes of a piece; those that were asked for last are at hand."""
        last, data = self._last
        if last != number:
            data = decompress(self._pieces[number].packed)
            self._last = number, data
        return data


def _digest(data: bytes) -> bytes:
    from hashlib import blake2b

    return blake2b(data, digest_size=16).digest()
