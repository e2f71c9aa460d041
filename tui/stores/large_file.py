"""A large file behind its first events: read on by several processes, counted, and stopped."""

from pathlib import Path

from tui.events.problem import UnreadableError
from tui.events.timeline import Timeline
from tui.stores.file_bytes import MOST_BYTES, read_memory
from tui.stores.held import Held
from tui.stores.part_process import segments
from tui.stores.unread import Unread
from tui.stores.yaml_cut import NotInPartsError, first_parts
from tui.stores.yaml_file import to_whole_timeline
from tui.stores.yaml_parts import Parts
from tui.stores.yaml_reader import collector_paused

#: So many bytes are read for the first frame.
FIRST = 64 * 1024


class Rest(Unread):
    """What is still to be read of a large file when its first events are on screen."""

    def __init__(self, path: Path, size: int, *, processes: int | None = None) -> None:
        """Take the size of the file in bytes, and how many processes may read it, None for all."""
        super().__init__()
        self.path, self.size = path, size
        self.bytes = 0
        self._is_abandoned = False
        self._processes = processes

    @property
    def part(self) -> float:
        """How much of the file has been read, from 0 to 1."""
        return min(1.0, self.bytes / self.size) if self.size else 1.0

    def abandon(self) -> None:
        self._is_abandoned = True
        super().abandon()

    def read(self) -> Held:
        """Return what the file holds, its first events alone if it is stopped.

        Raise UnreadableError where there is no timeline, and when it is abandoned.
        """
        data = read_memory(self.path)
        self.size = len(data)
        with collector_paused(len(data)):
            try:
                parts = Parts(data, packs=True)
            except NotInPartsError:
                return self._whole(bytes(data[:]))
            del data  # is held by the parts alone, as long as they need it
            try:
                timeline = self._timeline(parts)
            except NotInPartsError:
                return self._whole(bytes(parts.data))
            # What was read of some parts tells nothing of all others after a change.
            return Held(parts.data, timeline, None if timeline.is_partial else parts.outline())

    def _whole(self, data: bytes) -> Held:
        return Held(data, to_whole_timeline(data, str(self.path)))

    def _timeline(self, parts: Parts) -> Timeline:
        for part, segment in segments(parts, self._processes):
            self.events += segment.size
            self.bytes = part.end
            parts.take(segment, part)
            if self._is_abandoned:
                raise UnreadableError(str(self.path), "nobody waits for the rest of it")
            # What the first frame has shown stays in any case.
            if self.is_stopped and self.bytes >= FIRST:
                parts.stop()
                return parts.timeline(is_partial=self.bytes < parts.cut.tail.start)
        self.bytes = self.size
        parts.let_go()
        return parts.timeline()


def first_events(path: Path) -> tuple[bytes, Timeline, Rest] | None:
    """Return the first events of a large file, and what reads the rest of it.

    The bytes are those that hold these events. Return None for a file that is not large, or not to
    be read in parts; raise OSError for one that cannot be read at all.
    """
    from tui.stores.file_bytes import LARGE

    size = path.stat().st_size
    if not LARGE <= size <= MOST_BYTES:
        return None
    with path.open("rb") as file:
        data = file.read(FIRST)
    try:
        data = first_parts(data)
        parts = Parts(data)
        parts.read()
        return data, parts.timeline(is_partial=True), Rest(path, size)
    except NotInPartsError:
        return None
