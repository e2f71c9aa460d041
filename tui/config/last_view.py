"""The last view of each file, kept between sessions where nobody else reads it."""

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from tui.config.complaint import Complaint

#: Longer records are not read, and of more than so many the oldest go.
MOST_BYTES = 100_000
MOST_FILES = 500


class Recalled(NamedTuple):
    """The line of a view, "" for none; and what is wrong with the record of it."""

    line: str
    complaint: Complaint | None = None


class LastViews:
    """Records in a folder, one for each file that was looked at."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def record(self, file: Path) -> Path:
        """Return where the view of a file is kept."""
        name = sha256(os.fsencode(file.absolute())).hexdigest()[:32]
        return self._folder / f"{name}.json"

    def recall(self, file: Path) -> Recalled:
        """Return the last view of a file."""
        record = self.record(file)
        try:
            with record.open("rb") as source:
                data = source.read(MOST_BYTES + 1)
        except FileNotFoundError:
            return Recalled("")
        except OSError as error:
            return Recalled("", Complaint(str(record), 1, error.strerror or "it cannot be read"))
        try:
            line = json.loads(data)["view"] if len(data) <= MOST_BYTES else None
        except (ValueError, TypeError, KeyError, RecursionError):
            line = None
        if isinstance(line, str):
            return Recalled(line)
        message = "this record of the last view cannot be read, and is made anew"
        return Recalled("", Complaint(str(record), 1, message))

    def keep(self, file: Path, line: str) -> None:
        """Keep the view of a file, in place of an earlier one. Raise OSError."""
        record = self.record(file)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        said = json.dumps({"file": str(file.absolute()), "view": line}, indent=1)
        beside = record.with_suffix(f".{os.getpid()}")
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape") as target:
                target.write(said + "\n")
            beside.replace(record)
        finally:
            beside.unlink(missing_ok=True)
        self._drop_oldest()

    def _drop_oldest(self) -> None:
        records = list(self._folder.glob("*.json"))
        if len(records) > MOST_FILES:
            records.sort(key=lambda each: each.stat().st_mtime)
            for record in records[: len(records) - MOST_FILES]:
                record.unlink(missing_ok=True)
