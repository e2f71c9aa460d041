"""What a file held at one time."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tui.events.problem import UnreadableError
from tui.events.timeline import Timeline
from tui.stores import file_bytes
from tui.stores.file_bytes import digest_of, read_bytes, read_slice

if TYPE_CHECKING:
    from tui.stores.held import Held
    from tui.stores.outline import Outline
    from tui.stores.packed import Packed


class Reading:
    """What a file held at one time, and the timeline that is in it."""

    def __init__(
        self, data: "bytes | Packed", timeline: Timeline, outline: "Outline | None" = None
    ) -> None:
        """Take the outline of a large file, so that not all of it is read after a change."""
        self._data: bytes | Packed | None = data
        self.timeline = timeline
        self._outline = outline

    @classmethod
    def of(cls, data: bytes, path: Path, before: "Reading | None" = None) -> "Reading":
        """Return the reading of a file's bytes; what is the same as before is not read again.

        Raise UnreadableError.
        """
        from tui.stores.yaml_file import in_parts, to_whole_timeline

        found = before.changed(data) if before and len(data) >= file_bytes.LARGE else None
        found = found or in_parts(data)
        if found is None:
            return cls(data, to_whole_timeline(data, str(path)))
        prepare(found.timeline)
        return cls(*found)

    def changed(self, data: bytes) -> "Held | None":
        """Return what the file holds with other bytes, None where all of it is to be read."""
        if self.outline is None:
            return None
        from tui.stores.yaml_reuse import reread

        packed = None if self._data is None or isinstance(self._data, bytes) else self._data
        return reread(self.outline, self.timeline, packed, data)

    @property
    def outline(self) -> "Outline | None":
        """By what its parts are known again, None where all is to be read after a change."""
        return self._outline

    @property
    def data(self) -> bytes:
        """The bytes of the file, unpacked whenever they are asked for if they are held packed.

        Raise UnreadableError where they can no longer be had.
        """
        if self._data is None:
            raise ValueError("a reading without bytes")
        return bytes(self._data)

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes. Raise UnreadableError as data does."""
        known = "" if self._data is None or isinstance(self._data, bytes) else self._data.digest
        return known or digest_of(self.data)

    @property
    def is_at_hand(self) -> bool:
        """Whether the bytes can be had without reading the file."""
        return True

    def holds(self, data: bytes) -> bool:
        """Whether the file held these bytes."""
        if isinstance(self._data, bytes):
            return data == self._data
        return self._data is not None and digest_of(data) == self.digest


class KeptFile:
    """A file of which a table was kept, but not its bytes: they are read when they are asked for.

    digest is the SHA-256 that it had. outline is by what its parts are known, once the table was
    seen to be true. What is made of the file may hold this, for this holds nothing of it.
    """

    def __init__(self, path: Path) -> None:
        self.digest = ""
        self.outline: Outline | None = None
        self._path = path
        self._data: bytes | None = None

    @property
    def is_at_hand(self) -> bool:
        """Whether all of it has been read."""
        return self._data is not None

    @property
    def data(self) -> bytes:
        """The bytes of the file. Raise UnreadableError where they can no longer be had."""
        if self._data is None:
            data = read_bytes(self._path)
            if digest_of(data) != self.digest:
                raise self._changed
            self._data = data
        return self._data

    def bytes_at(self, start: int, size: int) -> bytes:
        """Return so many bytes of an event, from an offset on; raise UnreadableError as data does.

        No more of the file is read than the part they are in, as long as all of it is not at hand.
        """
        outline = self.outline
        if self._data is not None or outline is None:
            return self.data[start : start + size]
        number = outline.number_at(start)
        where = outline.slice(number)
        data = read_slice(self._path, where)
        if not outline.holds(number, data):
            raise self._changed
        return data[start - where.start : start - where.start + size]

    @property
    def _changed(self) -> UnreadableError:
        return UnreadableError(str(self._path), "the file has changed since it was read")


class KeptReading(Reading):
    """A reading of an earlier session, kept without the bytes of its file."""

    def __init__(self, file: KeptFile, timeline: Timeline) -> None:
        super().__init__(b"", timeline)
        self._data = None
        self._file = file

    def believe(self, outline: "Outline | None") -> None:
        """Take what was kept for true, which has been seen: what is read anew may go by it."""
        self._file.outline = outline

    @property
    def outline(self) -> "Outline | None":
        return self._file.outline

    @property
    def data(self) -> bytes:
        return self._file.data

    @property
    def is_at_hand(self) -> bool:
        return self._file.is_at_hand

    @property
    def digest(self) -> str:
        return self._file.digest

    def holds(self, data: bytes) -> bool:
        return digest_of(data) == self.digest


def prepare(timeline: Timeline) -> None:
    """Make what a picture of a large file needs, where no screen waits for it."""
    from tui.stores.table_file import index

    with suppress(OverflowError):
        index(timeline)
