"""A timeline file that is being looked at: what it held, and whether it still does."""

from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from weakref import ref

from tui.events.clean import clean_line
from tui.events.columns import ColumnarEvents
from tui.events.problem import Location, UnreadableError
from tui.events.timeline import Timeline
from tui.named import NamedTuple
from tui.stores.file_bytes import LARGE, Stamp, digest_of, read_bytes, stamp_of
from tui.stores.reading import KeptFile, KeptReading, Reading, prepare

if TYPE_CHECKING:
    from tui.events.difference import Difference
    from tui.events.event_table import EventTable
    from tui.events.node import Mapping
    from tui.stores.table_file import Kept
    from tui.stores.unread import Unread


class Seen(NamedTuple):
    """What a look at a file brought: another reading and what is different, or why there is none.

    None of them stands for a file that holds what it did.
    """

    reading: Reading | None = None
    difference: "Difference | None" = None
    broken: str = ""


class OpenFile:
    """Keeps the last good reading of a file, and looks whether there is another.

    rest is what of a large file is still to be read, None where all is. tables is the folder where
    large files are kept for the next time, None for nowhere; keeps tells whether they are to be.
    """

    def __init__(
        self, path: Path, reading: Reading, stamp: Stamp | None, rest: "Unread | None" = None
    ) -> None:
        self.path = path
        self.reading = reading
        self.rest = rest
        self.tables: Path | None = None
        self.keeps = True
        self._keeping = Lock()
        self._stamp = stamp
        #: What was kept in an earlier session, until it is seen to be true.
        self._trusted: Kept | None = None
        #: The reading that is kept for the next session, as long as it is of use in this one.
        self._kept: ref[Reading] | None = None
        self._broken: tuple[Stamp | None, str] | None = None

    @classmethod
    def open(cls, path: Path) -> "OpenFile":
        """Read a file. Raise UnreadableError."""
        stamp = stamp_of(path)
        data = read_bytes(path)
        return cls(path, Reading.of(data, path), stamp)

    @classmethod
    def begin(cls, path: Path, tables: Path | None = None) -> "OpenFile":
        """Read a file, of a large one what was kept of it, or the first events alone.

        Raise UnreadableError.
        """
        stamp = stamp_of(path)
        found = None
        if stamp is not None and stamp[2] >= LARGE:
            with suppress(OSError):  # why that is so is said by what reads all of it
                found = cls._recalled(path, stamp, tables) or cls._begun(path, stamp)
        found = found or cls.open(path)
        found.tables = tables
        return found

    @classmethod
    def _recalled(cls, path: Path, stamp: Stamp, tables: Path | None) -> "OpenFile | None":
        from tui.stores.table_file import recall

        if tables is None:
            return None

        kept_file = KeptFile(path)

        def node_at(table: "EventTable", number: int) -> "Mapping":
            from tui.stores import yaml_parts

            return yaml_parts.node_at(kept_file.bytes_at, table, number)

        kept = recall(tables, path, stamp, node_at)
        if kept is None:
            return None
        kept_file.digest = kept.digest
        reading = KeptReading(kept_file, kept.timeline)
        file = cls(path, reading, stamp)
        file._trusted, file._kept = kept, ref(reading)
        return file

    @classmethod
    def _begun(cls, path: Path, stamp: Stamp) -> "OpenFile | None":
        from tui.stores.large_file import first_events

        found = first_events(path)
        if found is None:
            return None
        data, timeline, rest = found
        return cls(path, Reading(data, timeline), stamp, rest)

    @property
    def name(self) -> str:
        """What it is opened by again, and called in messages."""
        return str(self.path)

    @property
    def is_trusted(self) -> bool:
        """Whether the reading was kept in an earlier session, and was not seen to be true."""
        return self.trusts(self.reading.timeline)

    def trusts(self, timeline: Timeline) -> bool:
        """Whether a timeline, which may be on screen still, is that of such a reading."""
        return self._trusted is not None and self._trusted.timeline is timeline

    def is_true(self) -> bool:
        """Whether what was kept of the file is what it holds; may take as long as reading it.

        If not, all of it is to be read, and until that is done nothing of it is to be believed.
        """
        from hashlib import file_digest

        from tui.stores.large_file import Rest

        kept, reading = self._trusted, self.reading
        if kept is None or not self.trusts(reading.timeline):
            return True
        try:
            with self.path.open("rb") as source:
                is_same = file_digest(source, "sha256").hexdigest() == kept.digest
        except OSError:
            is_same = True  # whoever watches the file will say so
        if self.reading is not reading:  # it was changed from here meanwhile, and so read again
            return True
        if is_same and kept.is_whole:
            self._trusted = None
            if isinstance(reading, KeptReading):
                reading.believe(kept.outline())
            return True
        self.distrust()
        self.rest, self._kept = Rest(self.path, self.path.stat().st_size), None
        return False

    def distrust(self) -> None:
        """Keep nothing of the file any more."""
        from tui.stores.table_file import forget

        if self.tables is not None:
            forget(self.tables, self.path)

    def keep(self) -> None:
        """Keep what was read of a large file for the next time; a disk that is full is no harm."""
        # Who leaves while that is being done behind the screen waits for it.
        with self._keeping:
            self._keep()

    def _keep(self) -> None:
        reading, stamp = self.reading, stamp_of(self.path)
        timeline = reading.timeline
        if self.tables is None or not self.keeps or self.rest is not None or stamp is None:
            return
        if self.is_trusted or timeline.is_partial or (self._kept and self._kept() is reading):
            return
        if not isinstance(timeline.events, ColumnarEvents):
            return
        from tui.stores import table_file

        with suppress(OSError, OverflowError, UnreadableError):
            digest = reading.digest
            if stamp != self._stamp and digest != digest_of(read_bytes(self.path)):
                return
            table_file.keep(
                self.tables, self.path, stamp, digest, reading.timeline, reading.outline
            )
            self._kept = ref(reading)

    def read_on(self) -> tuple[Reading, str]:
        """Read a file that was begun to its end, or until its rest is stopped.

        Return the reading, which is taken, and why it does not hold the whole file, "" if it does.
        Raise UnreadableError.
        """
        if self.rest is None:
            return self.reading, ""
        rest, stamp = self.rest, stamp_of(self.path)
        try:
            reading = Reading(*rest.read())
        finally:
            self.rest = None
        timeline = reading.timeline
        prepare(timeline)
        self.reading, self._stamp = reading, stamp
        if timeline.is_partial:
            return self.reading, f"Stopped: these are the first {len(timeline.events):,} events"
        return self.reading, ""

    def may_have_changed(self) -> bool:
        """Whether the file is worth a look; costs one question to the system."""
        return stamp_of(self.path) != self._stamp

    def look(self) -> Seen:
        """Read the file again; may take as long as opening it, and changes nothing here.

        A file whose YAML is broken where it was not before is no new reading: it may be half
        written, or its last good state is of more use than the pieces of it.
        """
        stamp = stamp_of(self.path)
        if self._broken is not None and self._broken[0] == stamp:
            return Seen(broken=self._broken[1])
        try:
            data = read_bytes(self.path)
            if self.reading.holds(data):
                self._stamp, self._broken = stamp, None
                return Seen()
            reading = Reading.of(data, self.path, self.reading)
        except UnreadableError as error:
            return self._is_broken(stamp, f"{_place(error.location)}{error.message}")
        if reading.timeline.table is not None:
            said = "it names a table now, which is shown when it is opened anew"
            return self._is_broken(stamp, f"{_place(reading.timeline.table.place)}{said}")
        broken = _broken(reading.timeline)
        if broken and not _broken(self.reading.timeline):
            return self._is_broken(stamp, broken)
        from tui.events.difference import difference

        self._broken = None
        return Seen(reading, difference(self.reading.timeline, reading.timeline))

    def _is_broken(self, stamp: Stamp | None, reason: str) -> Seen:
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
            return f"{_place(problem.location)}{problem.message}"
    return ""


def _place(location: Location | None) -> str:
    return f"{location.line}:{location.column}: " if location else ""
