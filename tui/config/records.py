"""What is kept of each file between sessions, in a folder where nobody else reads it."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

from tui.config.complaint import Complaint
from tui.config.private_file import is_running, name_for, replaced
from tui.named import NamedTuple

#: Longer records are not read, and of more than so many the oldest go.
MOST_BYTES = 1_000_000
MOST_FILES = 500


class Recalled(NamedTuple):
    """The texts of a record by name, None for none; and what is wrong with the record."""

    said: Mapping[str, str] | None = None
    complaint: Complaint | None = None


class Records:
    """Texts by name, a record of them for each file, or several with numbers from 0 on."""

    def __init__(
        self, folder: Path, what: str, *, owner: int = 0, most_bytes: int = MOST_BYTES
    ) -> None:
        """Take what for what a record is of, in words.

        owner is the process that a record belongs to while it runs, 0 where all share one.
        """
        self._folder, self._what, self._owner = folder, what, owner
        self._most_bytes = most_bytes

    def record(self, file: Path, number: int = 0) -> Path:
        """Return where a record of a file is."""
        parts = [name_for(file), *map(str, filter(None, (self._owner, number)))]
        return self._folder / f"{'-'.join(parts)}.json"

    def recall(self, file: Path, number: int = 0) -> Recalled:
        """Return what was kept of a file."""
        return self._recalled(self.record(file, number))

    def numbers(self, file: Path) -> tuple[int, ...]:
        """Return the numbers of the records that the owner has of a file."""
        found = (_owned(record) for record in self._folder.glob(f"{name_for(file)}-*.json"))
        return tuple(sorted(each[1] for each in found if each and each[0] == self._owner))

    def adopt(self, file: Path) -> tuple[int, ...]:
        """Take over the records of owners that no longer run; return the numbers there are then."""
        records = self._folder.glob(f"{name_for(file)}-*.json")
        found = sorted((owned, record) for record in records if (owned := _owned(record)))
        for (owner, _), record in found:
            if owner != self._owner and not is_running(owner):
                free = next(each for each in count() if not self.record(file, each).exists())
                with suppress(OSError):
                    record.replace(self.record(file, free))
        return self.numbers(file)

    def _recalled(self, record: Path) -> Recalled:
        try:
            with record.open("rb") as source:
                data = source.read(self._most_bytes + 1)
        except FileNotFoundError:
            return Recalled()
        except OSError as error:
            message = error.strerror or "it cannot be read"
            return Recalled(None, Complaint(str(record), 1, message))
        try:
            said = json.loads(data) if len(data) <= self._most_bytes else None
        except (ValueError, RecursionError):
            said = None
        if isinstance(said, dict) and all(isinstance(text, str) for text in said.values()):
            return Recalled(said)
        message = f"this record of {self._what} cannot be read, and is made anew"
        return Recalled(None, Complaint(str(record), 1, message))

    def keep(self, file: Path, said: Mapping[str, str], number: int = 0) -> None:
        """Keep texts of a file, in place of earlier ones. Raise OSError."""
        text = json.dumps({"file": str(file.absolute()), **said}, indent=1) + "\n"
        with replaced(self.record(file, number)) as target:
            target.write(text.encode("utf-8", "surrogateescape"))
        self._drop_oldest()

    def drop(self, file: Path, number: int = 0) -> None:
        """Keep what was kept of a file no more."""
        with suppress(OSError):
            self.record(file, number).unlink(missing_ok=True)

    def _drop_oldest(self) -> None:
        records = list(self._folder.glob("*.json"))
        if len(records) > MOST_FILES:
            records.sort(key=lambda each: each.stat().st_mtime)
            for record in records[: len(records) - MOST_FILES]:
                record.unlink(missing_ok=True)


def _owned(record: Path) -> tuple[int, int] | None:
    """Return the owner and the number of a record, None where its name says none."""
    _, *parts = record.stem.split("-")
    if not 1 <= len(parts) <= 2 or not all(re.fullmatch("[0-9]{1,19}", part) for part in parts):
        return None
    owner, number = (*map(int, parts), 0)[:2]
    return owner, number
