"""Files of the reader's own, which nobody else reads and which are written wholly or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import IO, Any

#: Seconds after which nobody writes a file any more that was not touched since; the first where its
#: process is gone as well, which looks so too where the folder is shared with another machine.
_IDLE, _LEFT = 60, 3600

#: Where SHA-256 is without OpenSSL, which takes long to load, by the version; at last with it.
_SHA256 = ("_sha2", "_sha256", "hashlib")


def name_for(file: Path) -> str:
    """Return a name for what is kept of a file, by where that is."""
    return name_of(os.fsencode(file.absolute()))


def name_of(told: bytes) -> str:
    """Return a name for what is kept of anything that is told from all else so."""
    name: str = _sha256(told).hexdigest()
    return name[:32]


def _sha256(data: bytes) -> Any:
    for module in _SHA256:
        with suppress(ImportError, AttributeError):
            return import_module(module).sha256(data)
    raise ImportError("there is no SHA-256")


@contextmanager
def replaced(target: Path) -> Iterator[IO[bytes]]:
    """Yield a file to write to, which takes the place of another when all is written.

    What others left behind in its folder as they were killed over this goes. Raise OSError.
    """
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _drop_left(target.parent)
    # Numbers of processes come again, and soon where each container counts from 1.
    beside = target.with_suffix(f".{os.getpid()}-{os.urandom(4).hex()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def is_running(process: int) -> bool:
    """Whether there is a process with a number."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _drop_left(folder: Path) -> None:
    """Remove what nobody writes any more and what never took its place."""
    from time import time

    for path in folder.iterdir():
        process = _writer(path)
        if process is None:
            continue
        with suppress(OSError):
            idle = time() - path.stat().st_mtime
            if idle > _LEFT or (idle > _IDLE and not is_running(process)):
                path.unlink()


def _writer(path: Path) -> int | None:
    """Return the process that writes a file, None for one that is in its place."""
    number, _, unique = path.suffix[1:].partition("-")
    is_number = number.isascii() and number.isdecimal() and len(number) < 20
    return int(number) if is_number and (unique.isalnum() or not unique) else None


def drop_oldest(folder: Path, pattern: str, most_files: int, most_bytes: int) -> None:
    """Remove files beyond so many, or beyond so many bytes in all, those used last stay.

    One is kept however large it is.
    """
    found = []
    for path in folder.glob(pattern):
        with suppress(OSError):
            status = path.stat()
            found.append((status.st_mtime_ns, status.st_size, path))
    held = 0
    for number, (_, size, path) in enumerate(sorted(found, reverse=True)):
        held += size
        if number >= most_files or (number and held > most_bytes):
            path.unlink(missing_ok=True)
