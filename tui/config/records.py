"""What is kept of each file between sessions, in a folder where nobody else reads it."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from tui.config.complaint import Complaint

#: Longer records are not read, and of more than so many the oldest go.
MOST_BYTES = 1_000_000
MOST_FILES = 500


class Recalled(NamedTuple):
    """The texts of a record by name, None for none; and what is wrong with the record."""

    said: Mapping[str, str] | None = None
    complaint: Complaint | None = None


class Records:
    """Texts by name, a record of them for each file."""

    def __init__(self, folder: Path, what: str, *, owner: int = 0) -> None:
        """Take what for what a record is of, in words.

        owner is the process that a record belongs to while it runs, 0 where all share one.
        """
        self._folder, self._what, self._owner = folder, what, owner

    def record(self, file: Path) -> Path:
        """Return where the record of a file is."""
        return self._folder / f"{_name(file)}{f'-{self._owner}' if self._owner else ''}.json"

    def recall(self, file: Path) -> Recalled:
        """Return what was kept of a file."""
        return self._recalled(self.record(file))

    def adopt(self, file: Path) -> bool:
        """Take over the record of an owner that no longer runs; False if there is none."""
        for record in sorted(self._folder.glob(f"{_name(file)}-*.json")):
            owner = record.stem.rpartition("-")[2]
            if owner.isascii() and owner.isdigit() and not _is_running(int(owner)):
                with suppress(OSError):
                    record.replace(self.record(file))
                    return True
        return False

    def _recalled(self, record: Path) -> Recalled:
        try:
            with record.open("rb") as source:
                data = source.read(MOST_BYTES + 1)
        except FileNotFoundError:
            return Recalled()
        except OSError as error:
            message = error.strerror or "it cannot be read"
            return Recalled(None, Complaint(str(record), 1, message))
        try:
            said = json.loads(data) if len(data) <= MOST_BYTES else None
        except (ValueError, RecursionError):
            said = None
        if isinstance(said, dict) and all(isinstance(text, str) for text in said.values()):
            return Recalled(said)
        message = f"this record of {self._what} cannot be read, and is made anew"
        return Recalled(None, Complaint(str(record), 1, message))

    def keep(self, file: Path, said: Mapping[str, str]) -> None:
        """Keep texts of a file, in place of earlier ones. Raise OSError."""
        record = self.record(file)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        text = json.dumps({"file": str(file.absolute()), **said}, indent=1)
        beside = record.with_suffix(f".{os.getpid()}")
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape") as target:
                target.write(text + "\n")
            beside.replace(record)
        finally:
            beside.unlink(missing_ok=True)
        self._drop_oldest()

    def drop(self, file: Path) -> None:
        """Keep nothing of a file any more."""
        with suppress(OSError):
            self.record(file).unlink(missing_ok=True)

    def _drop_oldest(self) -> None:
        records = list(self._folder.glob("*.json"))
        if len(records) > MOST_FILES:
            records.sort(key=lambda each: each.stat().st_mtime)
            for record in records[: len(records) - MOST_FILES]:
                record.unlink(missing_ok=True)


def _name(file: Path) -> str:
    return sha256(os.fsencode(file.absolute())).hexdigest()[:32]


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
