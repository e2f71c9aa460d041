"""What is written in a form and not saved yet, kept where a crash cannot take it."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

from tui.config.records import Records
from tui.session.draft import FIELDS, LINK_FIELDS, SOURCE_FIELDS
from tui.session.whose import Whose

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

    id is the name that is meant, or that of the event; place is that of a source or link, -1 for a
    new one. whose is the event, None for a new one or a name.
    """

    kind: str
    id: str = ""
    place: int = -1
    whose: Whose | None = None

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
    """What is written in a form, and base, what its fields had when it was opened.

    number is that of its record.
    """

    subject: Subject
    base: Mapping[str, str]
    texts: Mapping[str, str]
    number: int


class Drafting:
    """Keeps the forms that are open over one file, each by its own number; None keeps nothing."""

    def __init__(self, records: Records | None, file: Path) -> None:
        self._records, self._file = records, file
        self._taken: set[int] = set()

    def number(self) -> int:
        """Return a number for a form, which no other has and nothing is kept by."""
        kept = self._records.numbers(self._file) if self._records is not None else ()
        number = next(each for each in count() if each not in self._taken and each not in kept)
        self._taken.add(number)
        return number

    def keep(self, draft: Draft) -> None:
        """Keep what is written so far."""
        subject, base, texts, number = draft
        if self._records is None:
            return
        said = {"kind": subject.kind, "id": subject.id, "index": str(subject.place)}
        said |= {f"text {name}": text for name, text in texts.items()}
        said |= {f"base {name}": text for name, text in base.items()}
        if subject.whose is not None:
            said |= {"given": subject.whose.given, "sole": "yes" if subject.whose.is_sole else ""}
            said |= {f"event {name}": text for name, text in subject.whose.texts.items()}
        with suppress(OSError):
            self._records.keep(self._file, said, number)

    def drop(self, number: int) -> None:
        """Keep what is written in one form no more."""
        if self._records is not None:
            self._records.drop(self._file, number)

    def left(self) -> list[Draft | None]:
        """Return what was left unsaved by viewers that have ended, None for what is rubbish.

        That is dropped.
        """
        if self._records is None:
            return []
        numbers = [each for each in self._records.numbers(self._file) if each not in self._taken]
        drafts = [_draft(self._records.recall(self._file, each).said, each) for each in numbers]
        for number, draft in zip(numbers, drafts, strict=True):
            if draft is None:
                self.drop(number)
        return drafts


def _draft(said: Mapping[str, str] | None, number: int) -> Draft | None:
    """Return what a record says, None if that is rubbish."""
    known = _KNOWN.get((said or {}).get("kind", ""))
    if not said or known is None or not re.fullmatch(r"-1|[0-9]{1,6}", said.get("index", "")):
        return None
    texts, base, fields = _texts(said, "text", known), _texts(said, "base", known), None
    whose = None
    if said["kind"] in ("event", "source", "link"):
        fields = _texts(said, "event", FIELDS)
        whose = Whose(said.get("given", ""), said.get("sole") == "yes", fields or {})
    if texts is None or base is None or (whose is not None and fields is None):
        return None
    subject = Subject(said["kind"], said.get("id", ""), int(said["index"]), whose)
    return Draft(subject, base, texts, number)


def _texts(said: Mapping[str, str], what: str, names: Sequence[str]) -> dict[str, str] | None:
    """Return the texts of fields, None if one of them is missing."""
    texts = {name: said[f"{what} {name}"] for name in names if f"{what} {name}" in said}
    return texts if len(texts) == len(names) else None
