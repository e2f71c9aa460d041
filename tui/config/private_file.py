"""Files of the reader's own, which nobody else reads and which are written wholly or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO


def name_for(file: Path) -> str:
    """Return a name for what is kept of a file, by where that is."""
    return sha256(os.fsencode(file.absolute())).hexdigest()[:32]


@contextmanager
def replaced(target: Path) -> Iterator[IO[bytes]]:
    """Yield a file to write to, which takes the place of another when all is written.

    Raise OSError.
    """
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = target.with_suffix(f".{os.getpid()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
