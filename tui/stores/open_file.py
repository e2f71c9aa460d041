"""A timeline file that is being looked at: what it held, and whether it still does."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.events.clean import clean_line
from tui.events.problem import UnreadableError
from tui.events.timeline import Timeline
from tui.stores.yaml_file import LARGE, read_bytes, to_timeline

if TYPE_CHECKING:
    from tui.events.difference import Difference
    from tui.stores.large_file import Rest

#: What tells that a file may have changed: device, inode, size and two times, None if it is gone.
_Stamp = tuple[int, int, int, int, int] | None


class Reading(NamedTuple):
    """What a file held at one time, and the timeline that is in it."""

    data: bytes
    timeline: Timeline


class Seen(NamedTuple):
    """What a look at a file brought: another reading and what is different, or why there is none.

    None of them stands for a file that holds what it did.
    """

    reading: Reading | None = None
    difference: "Difference | None" = None
    broken: str = ""


class OpenFile:
    """Keeps the last good reading of a file, and looks whether there is another.

    rest is what of a large file is still to be read, None where all is.
    """

    def __init__(
        self, path: Path, reading: Reading, stamp: _Stamp, rest: "Rest | None" = None
    ) -> None:
        self.path = path
        self.reading = reading
        self.rest = rest
        self._stamp = stamp
        self._broken: tuple[_Stamp, str] | None = None

    @classmethod
    def open(cls, path: Path) -> "OpenFile":
        """Read a file. Raise UnreadableError."""
        stamp = _stamp(path)
        data = read_bytes(path)
        return cls(path, Reading(data, to_timeline(data, str(path))), stamp)

    @classmethod
    def begin(cls, path: Path) -> "OpenFile":
        """Read a file, of a large one the first events alone. Raise UnreadableError."""
        stamp = _stamp(path)
        if stamp is not None and stamp[2] >= LARGE:
            from tui.stores.large_file import first_events

            try:
                found = first_events(path)
            except OSError:
                found = None  # why that is so is said by what reads all of it
            if found is not None:
                data, timeline, rest = found
                return cls(path, Reading(data, timeline), stamp, rest)
        return cls.open(path)

    def read_on(self) -> tuple[Reading, str]:
        """Read a file that was begun to its end, or until its rest is stopped.

        Return the reading, which is taken, and why it does not hold the whole file, "" if it does.
        Raise UnreadableError.
        """
        if self.rest is None:
            return self.reading, ""
        rest, stamp = self.rest, _stamp(self.path)
        data, timeline = rest.read()
        self.reading, self._stamp = Reading(data, timeline), stamp
        if timeline.is_partial:
            count = f"{len(timeline.events):,}"
            return self.reading, f"Stopped: these are the first {count} events of the file"
        self.rest = None
        return self.reading, ""

    def may_have_changed(self) -> bool:
        """Whether the file is worth a look; costs one question to the system."""
        return _stamp(self.path) != self._stamp

    def look(self) -> Seen:
        """Read the file again; may take as long as opening it, and changes nothing here.

        A file whose YAML is broken where it was not before is no new reading: it may be half
        written, or its last good state is of more use than the pieces of it.
        """
        stamp = _stamp(self.path)
        if self._broken is not None and self._broken[0] == stamp:
            return Seen(broken=self._broken[1])
        try:
            data = read_bytes(self.path)
            if data == self.reading.data:
                self._stamp, self._broken = stamp, None
                return Seen()
            timeline = to_timeline(data, str(self.path))
        except UnreadableError as error:
            place = f"{error.location.line}:{error.location.column}: " if error.location else ""
            return self._is_broken(stamp, f"{place}{error.message}")
        broken = _broken(timeline)
        if broken and not _broken(self.reading.timeline):
            return self._is_broken(stamp, broken)
        from tui.events.difference import difference

        self._broken = None
        return Seen(Reading(data, timeline), difference(self.reading.timeline, timeline))

    def _is_broken(self, stamp: _Stamp, reason: str) -> Seen:
        said = clean_line(f"{self.path.name}:{reason}")
        self._broken = stamp, said
        return Seen(broken=said)

    def take(self, reading: Reading) -> None:
        """Go on from another reading; whether the file still holds it is seen at the next look."""
        self.reading = reading
        self._stamp = None


def _broken(timeline: Timeline) -> str:
    """Return where and why the YAML of a timeline is broken, "" if it is not."""
    for problem in timeline.problems:
        if problem.code == "yaml-syntax":
            return f"{problem.location.line}:{problem.location.column}: {problem.message}"
    return ""


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
