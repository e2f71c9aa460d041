"""What is written in a form and not saved yet, kept where a crash cannot take it."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tui.config.records import Records


class Subject(NamedTuple):
    """What a form is about: an event, a new one, a source or link of one, or a name.

    id is that of the event, or the name; place is that of a source or link, -1 for a new one.
    """

    kind: str
    id: str = ""
    place: int = -1

    @property
    def title(self) -> str:
        """What stands above the form."""
        if self.kind == "new":
            return "A new event"
        if self.kind == "event":
            return "Edit the event"
        if self.kind in ("source", "link"):
            return f"Edit the {self.kind}" if self.place >= 0 else f"A new {self.kind}"
        return f"Rename “{self.id}” everywhere"


class Draft(NamedTuple):
    subject: Subject
    texts: Mapping[str, str]


class Drafting:
    """Keeps the form that is open over one file; None keeps nothing."""

    def __init__(self, records: Records | None, file: Path) -> None:
        self._records, self._file = records, file

    def keep(self, subject: Subject, texts: Mapping[str, str]) -> None:
        """Keep what is written so far."""
        if self._records is None:
            return
        said = {"kind": subject.kind, "id": subject.id, "index": str(subject.place)}
        said |= {f"text {name}": text for name, text in texts.items()}
        with suppress(OSError):
            self._records.keep(self._file, said)

    def drop(self) -> None:
        if self._records is not None:
            self._records.drop(self._file)

    def left(self) -> Draft | None:
        """Return what was left unsaved, None if nothing was."""
        said = self._records.recall(self._file).said if self._records is not None else None
        if not said or not {"kind", "id", "index"} <= said.keys():
            return None
        index = int(said["index"]) if said["index"].lstrip("-").isdigit() else -1
        texts = {
            name.removeprefix("text "): text
            for name, text in said.items()
            if name.startswith("text ")
        }
        return Draft(Subject(said["kind"], said["id"], index), texts) if texts else None
