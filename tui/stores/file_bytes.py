"""The bytes of a file, read once and within bounds."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING
from zlib import crc32

from tui.events.problem import UnreadableError

if TYPE_CHECKING:
    from mmap import mmap

    #: Bytes, or memory of one's own that holds them and of which parts can be given back.
    Contents = bytes | mmap

#: What names a file.
FilePath = str | os.PathLike[str]

#: Largest file that is read.
MOST_BYTES = 2 * 1024**3

#: From so many bytes on a file is read in parts, and its events are made when they are looked at.
LARGE = 160 * 1024

#: So many bytes tell whether it is worth it to look at all, and so many of a mark are made of them.
_FIRST, LEAD = 96, 4

#: What tells that a file may have changed: device, inode, size and two times.
Stamp = tuple[int, int, int, int, int]

#: Neither wait for the other end of a pipe, nor translate line ends.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_bytes(path: FilePath) -> bytes:
    """Return the contents of a regular file.

    Raise UnreadableError for anything else, and for more than MOST_BYTES.
    """
    with _opened(path) as descriptor:
        return _contents(path, descriptor)


def read_slice(path: FilePath, where: slice) -> bytes:
    """Return some bytes of a regular file, fewer at its end; raise as read_bytes does."""
    with _opened(path) as descriptor:
        return os.pread(descriptor, where.stop - where.start, where.start)


def read_memory(path: FilePath) -> "Contents":
    """Return the contents of a regular file in memory of which parts can be given back.

    Where there is no such memory they are bytes. Raise UnreadableError as read_bytes does.
    """
    import mmap

    with _opened(path) as descriptor:
        size = os.fstat(descriptor).st_size
        if not 0 < size <= MOST_BYTES or not hasattr(mmap, "MADV_DONTNEED"):
            return _contents(path, descriptor)
        # No part of the file is mapped, which others may change: it is read, as always.
        memory = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        with open(descriptor, "rb", buffering=0, closefd=False) as file, memoryview(memory) as view:
            at = 0
            while at < size and (count := file.readinto(view[at:])):
                at += count
            is_whole = at == size and not file.read(1)
        if is_whole:
            return memory
        os.lseek(descriptor, 0, os.SEEK_SET)
        return _contents(path, descriptor)


@contextmanager
def _opened(path: FilePath) -> Iterator[int]:
    """Yield the handle of a regular file; raise UnreadableError for what cannot be read."""
    try:
        descriptor = os.open(path, _FLAGS)
        try:
            status = os.fstat(descriptor)
            if S_ISDIR(status.st_mode):
                raise UnreadableError(str(path), "this is a directory, not a file")
            if not S_ISREG(status.st_mode):
                raise UnreadableError(str(path), "this is not a regular file")
            yield descriptor
        finally:
            os.close(descriptor)
        return
    except FileNotFoundError:
        message = "there is no such file"
    except PermissionError:
        message = "this file may not be read: permission is denied"
    except ValueError:
        message = "this is no name that a file can have"
    except OSError as error:
        message = f"this cannot be read: {error.strerror or error}"
    raise UnreadableError(str(path), message)


def _contents(path: FilePath, descriptor: int) -> bytes:
    with open(descriptor, "rb", closefd=False) as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        message = f"this file is larger than {MOST_BYTES // 1024**2} MiB"
        raise UnreadableError(str(path), message)
    return data


def common(one: bytes, other: bytes) -> int:
    """Count the bytes that two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_end(one: bytes, other: bytes) -> int:
    """Count the bytes that two texts end with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of bytes, as it is kept with what was read of them."""
    from hashlib import sha256

    return sha256(data).hexdigest()


def mark_of(data: bytes) -> bytes:
    """Return bytes by which others are known again: lead_of them, and what tells all of them.

    That takes less long than SHA-256.
    """
    from hashlib import blake2b

    return lead_of(data) + blake2b(data, digest_size=16).digest()


def lead_of(data: bytes, start: int = 0) -> bytes:
    """Return what the mark of bytes from a place on begins with, by their first ones alone."""
    return crc32(data[start : start + _FIRST]).to_bytes(LEAD, "little")


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of a file, None if it is gone."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
