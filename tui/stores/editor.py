"""Edits a file by its text: each edit is saved at once, and taken back by a further save."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.events.columns import event_at, last_place
from tui.events.problem import UnreadableError
from tui.stores.file_bytes import common, common_end, read_bytes
from tui.stores.open_file import OpenFile
from tui.stores.reading import Reading

# What only an edit needs is imported by it: a start has no time for it.
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.events.timeline import Timeline
    from tui.stores.yaml_edit.edit import Edit
    from tui.stores.yaml_parser import NextEvent

#: Edits that can be taken back.
MOST = 500

#: So many bytes of a text, and the rest of their line, are made into lines at once.
_PIECE = 256 * 1024


#: What part of a preview is done when the text is edited.
_EDITED = 0.85

#: So many parts of a text are read before it is told how far that is.
_OFTEN = 4_096

#: Is called with what part of something is done, from 0 to 1.
Tell = Callable[[float], None]


class Change(NamedTuple):
    """A splice: at a place in the bytes some went and others came; told says what it was for.

    before and after are the SHA-256 of all bytes before and after it.
    """

    at: int
    removed: bytes
    added: bytes
    told: str
    before: str
    after: str


class Done(NamedTuple):
    """What came of an edit: the new reading, and what it was. warning is "" where all is well."""

    reading: Reading
    told: str
    warning: str = ""


class Preview(NamedTuple):
    """What edits would make of what a reading holds: other bytes, and the lines of a difference."""

    reading: Reading
    data: bytes
    lines: list[str]


class StaleError(Exception):
    """An edit or its taking back that was meant for what the file held before."""


class Editor:
    """The edits of one file, as far as they were made from here."""

    def __init__(self, file: OpenFile, *, read_only: str = "") -> None:
        """Take for read_only why nothing may be changed, if so."""
        self.file = file
        self.read_only = read_only
        self._past: list[Change] = []
        self._future: list[Change] = []

    @property
    def obstacle(self) -> str:
        """Why nothing can be changed just now, "" if something can."""
        if self.read_only:
            return self.read_only
        # Whoever has seen what a file holds need not read it as long as nobody has touched it.
        if not self.file.is_trusted and not self.file.may_have_changed():
            return ""
        try:
            self.fetch()
        except StaleError as error:
            return f"Nothing can be changed: {error}"
        return ""

    def fetch(self) -> None:
        """Read what was kept of a file without its bytes; raise StaleError if it has changed."""
        if not self.file.reading.is_at_hand:
            self._bytes(self.file.reading)

    def preview(
        self, edits: "Sequence[Edit]", reading: Reading | None = None, tell: Tell | None = None
    ) -> Preview:
        """Return what edits would make of the file; nothing is saved.

        reading is the one whose places the edits name, None for that of now. tell is called with
        what part of it is done, from 0 to 1; what it raises ends it. Raise EditError, and
        StaleError as apply does, also where the file is read anew meanwhile.
        """
        reading = self._current(reading)
        before = self._bytes(reading)
        after = self._edited(edits, reading.timeline, before, tell)
        if tell is not None:
            tell(_EDITED)
        lines = difference_of(before, after, self.file.path.name)
        self.check(reading)
        return Preview(reading, after, lines)

    def save(self, preview: Preview, told: str) -> Done:
        """Save what edits were seen to make of the file. Raise as apply does."""
        self._refuse()
        self.check(preview.reading)
        before = self._bytes(preview.reading)
        return self._changed(preview.reading, before, preview.data, told)

    def apply(self, edits: "Sequence[Edit]", told: str, reading: Reading | None = None) -> Done:
        """Edit the file and save it.

        reading is the one whose places the edits name, None for that of now. Raise StaleError if
        there has been another since, EditError or SaveError; then nothing has changed.
        """
        self._refuse()
        reading = self._current(reading)
        before = self._bytes(reading)
        after = self._edited(edits, reading.timeline, before)
        return self._changed(reading, before, after, told)

    def undo(self) -> Done | None:
        """Take back the last edit, None where there is none. Raise StaleError or SaveError."""
        if not self._past:
            return None
        change = self._past[-1]
        done = self._turned(change.after, change.at, change.added, change.removed, change.told)
        self._future.append(self._past.pop())
        return done

    def redo(self) -> Done | None:
        """Make the last edit again that was taken back. Raise StaleError or SaveError."""
        if not self._future:
            return None
        change = self._future[-1]
        done = self._turned(change.before, change.at, change.removed, change.added, change.told)
        self._past.append(self._future.pop())
        return done

    def difference_on_disk(self) -> list[str]:
        """Return the lines of a difference between what was read and what the file holds now."""
        try:
            now = read_bytes(self.file.path)
        except UnreadableError as error:
            return [str(error)]
        return difference_of(self._bytes(self.file.reading), now, self.file.path.name)

    def keep_beside(self, edits: "Sequence[Edit]", reading: Reading | None = None) -> Path:
        """Write the file as it was read, with edits, beside it; return where.

        Raise SaveError, EditError, and StaleError as apply does.
        """
        from tui.stores.save import SaveError, create

        reading = self._current(reading)
        data = self._edited(edits, reading.timeline, self._bytes(reading))
        path = self.file.path
        for number in range(1, 100):
            beside = path.with_name(f"{path.stem}.mine-{number}{path.suffix}")
            if not beside.exists():
                create(beside, data)
                return beside
        raise SaveError(f"there are too many copies beside {path.name}", "remove some of them")

    def check(self, reading: Reading) -> None:
        """Raise StaleError if there has been another reading since this one."""
        if reading is not self.file.reading:
            raise StaleError("the file has been read anew since, so nothing was changed")

    def _refuse(self) -> None:
        """Raise EditError where nothing may be changed."""
        from tui.stores.yaml_edit.edit import EditError

        if self.read_only:
            raise EditError(self.read_only)

    @staticmethod
    def _bytes(reading: Reading) -> bytes:
        try:
            return reading.data
        except UnreadableError as error:
            raise StaleError(error.message) from None

    def _current(self, reading: Reading | None) -> Reading:
        if reading is not None:
            self.check(reading)
        return reading or self.file.reading

    @staticmethod
    def _edited(
        edits: "Sequence[Edit]", timeline: "Timeline", data: bytes, tell: Tell | None = None
    ) -> bytes:
        from tui.stores.yaml_edit.edited import edited, place_of
        from tui.stores.yaml_parser import parser_events

        doubtful = {"yaml-syntax", "character-invalid", "problems-more"}
        is_sound = all(problem.code not in doubtful for problem in timeline.problems)
        places = dict.fromkeys(map(place_of, edits))
        meant = {place: event_at(timeline.events, place) for place in places if place}
        titles = {place: event.title for place, event in meant.items() if event}
        events = parser_events if tell is None else _told(tell)
        last = last_place(timeline.events) if is_sound and None in places else None
        return edited(data, edits, sound=is_sound, titles=titles, last=last, events=events)

    def _turned(self, known: str, at: int, gone: bytes, come: bytes, told: str) -> Done:
        if self.file.reading.digest != known:
            raise StaleError("the file has changed since, so this cannot be taken back or redone")
        data = self._bytes(self.file.reading)
        return self._saved(data, data[:at] + come + data[at + len(gone) :], told)

    def _changed(self, reading: Reading, before: bytes, after: bytes, told: str) -> Done:
        """Save what an edit has made of the bytes of a reading, and keep how it is taken back."""
        done = self._saved(before, after, told)
        digests = reading.digest, done.reading.digest
        self._past = [*self._past, change_of(before, after, told, digests)][-MOST:]
        self._future.clear()
        return done

    def _saved(self, before: bytes, after: bytes, told: str) -> Done:
        from tui.stores.save import UnsettledError, save
        from tui.stores.yaml_edit.edit import EditError

        path, warning = self.file.path, ""
        try:
            reading = Reading.of(after, path, self.file.reading)
        except UnreadableError as error:
            raise EditError(f"the file could not be read any more: {error.message}") from error
        try:
            save(path, before, after)
        except UnsettledError as error:
            warning = str(error)
        self.file.take(reading)
        return Done(reading, told, warning)


def change_of(before: bytes, after: bytes, told: str, digests: tuple[str, str]) -> Change:
    """Return the least splice between two texts, which have these digests."""
    start = common(before, after)
    most = min(len(before), len(after)) - start
    end = min(common_end(before, after), most)
    removed, added = before[start : len(before) - end], after[start : len(after) - end]
    return Change(start, removed, added, told, *digests)


def _told(tell: Tell) -> "Callable[[str], NextEvent]":
    """Return what reads a text before an edit and after it, and tells how far that is."""
    from tui.stores.yaml_parser import parser_events

    texts = 0

    def events(text: str) -> "NextEvent":
        nonlocal texts
        read, next_event, left = texts, parser_events(text), _OFTEN
        texts += 1

        def told() -> Any:
            nonlocal left
            event = next_event()
            left -= 1
            if not left and event is not None:
                left = _OFTEN
                # What is doubtful is read more often than twice.
                tell(_EDITED * min(1.0, (read + event.start_mark.index / len(text)) / 2))
            return event

        return told

    return events


def difference_of(before: bytes, after: bytes, name: str) -> list[str]:
    """Return the lines of a unified difference of two texts."""
    from tui.stores.line_diff import unified_diff

    return list(unified_diff(_lines(before), _lines(after), name))


def _lines(data: bytes) -> list[str]:
    """Return the lines of a text without their ends."""
    lines: list[str] = []
    start = 0
    # All at once would keep other threads waiting.
    while start < len(data):
        end = data.find(b"\n", start + _PIECE) + 1 or len(data)
        lines += data[start:end].decode("utf-8", "replace").splitlines()
        start = end
    return lines
