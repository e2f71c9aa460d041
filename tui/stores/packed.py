"""The bytes of a large file in a fraction of their memory, to be had again pack by pack."""

from bisect import bisect_right
from contextlib import suppress
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple
from zlib import compress, decompress

from tui.stores.file_bytes import digest_of, mark_of

if TYPE_CHECKING:
    from hashlib import _Hash as _Digest

    from tui.stores.file_bytes import Contents

#: So many bytes are given back at once, a multiple of any page of memory.
_STEP = 1024 * 1024

#: So many bytes of what is in no part are packed at once.
_REST = 64 * 1024

#: Of zlib's levels that which takes hardly any time.
_LEVEL = 1


class Pack(NamedTuple):
    """Some bytes, packed: the offset of the first of all, how many they are, and their mark."""

    start: int
    size: int
    packed: bytes
    mark: bytes


class Packed:
    """Bytes in packs that are packed one by one; bytes() returns all of them."""

    def __init__(self) -> None:
        self.size = 0
        #: The SHA-256 of all bytes, "" as long as it is not known.
        self.digest = ""
        self._packs: list[Pack] = []
        self._last = -1, b""

    def add(self, data: bytes) -> None:
        """Take the next bytes."""
        self.put(Pack(0, len(data), compress(data, _LEVEL), mark_of(data)))

    def put(self, pack: Pack) -> None:
        """Take the next bytes as they were packed for another place."""
        self._packs.append(pack._replace(start=self.size))
        self.size += pack.size

    def at(self, start: int) -> Pack:
        """Return the pack that has the byte at an offset."""
        return self._packs[self._number(start)]

    def finish(self, data: bytes) -> None:
        """Take those of all bytes that have not been taken, and the digest of all."""
        while self.size < len(data):
            self.add(data[self.size : self.size + _REST])
        self.digest = digest_of(data)

    def slice(self, start: int, size: int) -> bytes:
        """Return so many bytes from an offset on, fewer at the end."""
        end, found = start + size, []
        for number in range(self._number(start), len(self._packs)):
            first = self._packs[number].start
            if first >= end:
                break
            found.append(self._unpacked(number)[max(0, start - first) : end - first])
        return b"".join(found)

    def __bytes__(self) -> bytes:
        return b"".join([decompress(pack.packed) for pack in self._packs])

    def _number(self, start: int) -> int:
        return max(0, bisect_right(self._packs, start, key=attrgetter("start")) - 1)

    def _unpacked(self, number: int) -> bytes:
        """Return the bytes of a pack; those that were asked for last are at hand."""
        last, data = self._last
        if last != number:
            data = decompress(self._packs[number].packed)
            self._last = number, data
        return data


class Packing:
    """The bytes of a file that is being read: what has been packed is held packed alone.

    What is not to be packed is held as it is.
    """

    def __init__(self, data: "Contents", *, packs: bool) -> None:
        self.size = len(data)
        self.packed = Packed() if packs else None
        self._data: Contents | None = data
        self._given_back = 0
        #: Of the bytes that have been packed.
        self._digest: _Digest | None = None

    @property
    def data(self) -> bytes | Packed:
        """All bytes, packed once all have been."""
        if self._data is None:
            if self.packed is None:
                raise ValueError("no bytes are held")
            return self.packed
        if isinstance(self._data, bytes):
            return self._data
        first = b"" if self.packed is None else bytes(self.packed)
        return first + self._data[len(first) :]

    @property
    def unpacked(self) -> "Contents":
        """What holds the bytes that have not been packed, where they are in all of it."""
        return b"" if self._data is None else self._data

    def slice(self, start: int, size: int) -> bytes:
        """Return so many bytes from an offset on, all of which have been packed, or none."""
        if self.packed is not None and start + size <= self.packed.size:
            return self.packed.slice(start, size)
        return self.unpacked[start : start + size]

    def pack(self, end: int) -> None:
        """Pack the next bytes, up to an offset."""
        if self.packed is None:
            return
        data = self.unpacked[self.packed.size : end]
        self.packed.add(data)
        self._give_back()
        if self._digest is None:
            # Who packs nothing, as before the first frame, has no time to load what digests.
            from hashlib import sha256

            self._digest = sha256()
        self._digest.update(data)

    def finish(self) -> None:
        """Pack all bytes that have not been packed, for no more will come."""
        data, packed = self._data, self.packed
        if data is None or packed is None:
            return
        while packed.size < self.size:
            self.pack(min(packed.size + _REST, self.size))
        if self._digest is not None:
            packed.digest = self._digest.hexdigest()
        self._data = None

    def stop(self) -> None:
        """Hold all bytes as they are, for no more of them are to be packed."""
        data = self.data
        if isinstance(data, bytes):
            self._data, self.packed = data, None

    def _give_back(self) -> None:
        """Give memory back that holds what has been packed."""
        data, packed = self._data, self.packed
        if data is None or packed is None or isinstance(data, bytes):
            return
        until = packed.size // _STEP * _STEP
        if until > self._given_back:
            import mmap

            with suppress(OSError):  # of memory that is locked, such as all of a process, none goes
                data.madvise(mmap.MADV_DONTNEED, self._given_back, until - self._given_back)
            self._given_back = until
