"""What a file held at one time."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tui.events.problem import UnreadableError
from tui.events.timeline import Timeline
from tui.stores.file_bytes import digest_of, read_bytes

if TYPE_CHECKING:
    from tui.stores.packed import Packed
    from tui.stores.table_file import Kept
    from tui.stores.yaml_parts import Parts


class Reading:
    """What a file held at one time, and the timeline that is in it."""

    def __init__(
        self, data: "bytes | Packed", timeline: Timeline, parts: "Parts | None" = None
    ) -> None:
        """Take the parts that a large file was read in, so that not all is read after a change."""
        self._data: bytes | Packed | None = data
        self.parts = parts
        self.timeline = timeline

    @classmethod
    def of(cls, data: bytes, path: Path, before: "Reading | None" = None) -> "Reading":
        """Return the reading of a file's bytes; what is the same as before is not read again.

        Raise UnreadableError.
        """
        from tui.stores.yaml_file import in_parts, to_whole_timeline

        found = in_parts(data, before.parts if before is not None else None)
        if found is None:
            return cls(data, to_whole_timeline(data, str(path)))
        parts, timeline = found
        prepare(timeline)
        return cls(parts.data, timeline, parts)

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

    def fetch(self) -> None:
        """See to it that the bytes can be had. Raise UnreadableError where they no longer can."""

    def holds(self, data: bytes) -> bool:
        """Whether the file held these bytes."""
        if isinstance(self._data, bytes):
            return data == self._data
        return self._data is not None and digest_of(data) == self.digest


class KeptReading(Reading):
    """A reading of an earlier session, kept without the bytes of its file."""

    def __init__(self, path: Path, kept: "Kept") -> None:
        super().__init__(b"", kept.timeline)
        self._data = None
        self._path, self._digest = path, kept.digest

    @property
    def data(self) -> bytes:
        self.fetch()
        return super().data

    def fetch(self) -> None:
        if self._data is None:
            data = read_bytes(self._path)
            if not self.holds(data):
                raise UnreadableError(str(self._path), "the file has changed since it was read")
            self._data = data

    @property
    def digest(self) -> str:
        return self._digest

    def holds(self, data: bytes) -> bool:
        return super().holds(data) if self._data is not None else digest_of(data) == self._digest


def prepare(timeline: Timeline) -> None:
    """Make what a picture of a large file needs, where no screen waits for it."""
    from tui.stores.table_file import index

    with suppress(OverflowError):
        index(timeline)
