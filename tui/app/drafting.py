"""What is written in a form and not saved yet, kept where a crash cannot take it."""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tui.config.records import Records
from tui.session.draft import FIELDS, LINK_FIELDS, SOURCE_FIELDS

#: The texts of a form by what it is about.
_KNOWN: dict[str, tuple[str, ...]] = {
    "event": FIELDS,
    "new": FIELDS,
    "source": SOURCE_FIELDS,
    "link": LINK_FIELDS,
    **dict.fromkeys(("actors", "tags", "lane"), ("name",)),
}


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
    """What is written in a form, and base, what its fields had when it was opened."""

    subject: Subject
    base: Mapping[str, str]
    texts: Mapping[str, str]


class Drafting:
    """Keeps the form that is open over one file; None keeps nothing."""

    def __init__(self, records: Records | None, file: Path) -> None:
        self._records, self._file = records, file

    def keep(self, draft: Draft) -> None:
        """Keep what is written so far."""
        subject, base, texts = draft
        if self._records is None:
            return
        said = {"kind": subject.kind, "id": subject.id, "index": str(subject.place)}
        said |= {f"text {name}": text for name, text in texts.items()}
        said |= {f"base {name}": text for name, text in base.items()}
        with suppress(OSError):
            self._records.keep(self._file, said)

    def drop(self) -> None:
        if self._records is not None:
            self._records.drop(self._file)

    def left(self) -> Draft | None:
        """Return what was left unsaved, None if nothing was."""
        said = self._records.recall(self._file).said if self._records is not None else None
        known = _KNOWN.get((said or {}).get("kind", ""))
        if not said or known is None or not re.fullmatch(r"-1|[0-9]{1,6}", said.get("index", "")):
            return None
        texts = {name: said[f"text {name}"] for name in known if f"text {name}" in said}
        base = {name: said[f"base {name}"] for name in known if f"base {name}" in said}
        if len(texts) != len(known) or len(base) != len(known):
            return None
        return Draft(Subject(said["kind"], said.get("id", ""), int(said["index"])), base, texts)
