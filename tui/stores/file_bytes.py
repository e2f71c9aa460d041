"""The bytes of a file, read once and within bounds."""

import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from tui.events.problem import UnreadableError

#: What names a file.
FilePath = str | os.PathLike[str]

#: Largest file that is read.
MOST_BYTES = 2 * 1024**3

#: From so many bytes on a file is read in parts, and its events are made when they are looked at.
LARGE = 160 * 1024

#: What tells that a file may have changed: device, inode, size and two times.
Stamp = tuple[int, int, int, int, int]

#: Neither wait for the other end of a pipe, nor translate line ends.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_bytes(path: FilePath) -> bytes:
    """Return the contents of a regular file.

    Raise UnreadableError for anything else, and for more than MOST_BYTES.
    """
    try:
        return _contents(path)
    except FileNotFoundError:
        message = "there is no such file"
    except PermissionError:
        message = "this file may not be read: permission is denied"
    except ValueError:
        message = "this is no name that a file can have"
    except OSError as error:
        message = f"this cannot be read: {error.strerror or error}"
    raise UnreadableError(str(path), message)


def _contents(path: FilePath) -> bytes:
    descriptor = os.open(path, _FLAGS)
    try:
        status = os.fstat(descriptor)
        if S_ISDIR(status.st_mode):
            raise UnreadableError(str(path), "this is a directory, not a file")
        if not S_ISREG(status.st_mode):
            raise UnreadableError(str(path), "this is not a regular file")
        with open(descriptor, "rb", closefd=False) as file:
            data = file.read(MOST_BYTES + 1)
    finally:
        os.close(descriptor)
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


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of a file, None if it is gone."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
