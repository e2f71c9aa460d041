"""A timeline in a YAML file."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.events.clean import clean_line
from tui.events.problem import Problem, UnreadableError
from tui.events.timeline import Timeline
from tui.events.validate import validate
from tui.stores import file_bytes
from tui.stores.file_bytes import FilePath, read_bytes
from tui.stores.yaml_error import YamlError
from tui.stores.yaml_reader import collector_paused, read_document
from tui.stores.yaml_text import decode

if TYPE_CHECKING:
    from tui.stores.held import Held


def read(path: FilePath) -> Timeline:
    """Return the timeline in a file, read once. Raise UnreadableError if there is none."""
    return to_timeline(read_bytes(path), str(path))


def check(path: FilePath) -> tuple[Problem, ...]:
    """Return all that is to be told of a file, and of the table that it names, if it does.

    Raise UnreadableError if it holds no timeline.
    """
    from tui.events.review import checked, conflict_markers

    def of_table(timeline: Timeline) -> Iterable[Problem]:
        if timeline.table is None:
            return ()
        from tui.stores.named_table import problems_of

        return problems_of(timeline.table, str(Path(path).parent))

    data, text = read_bytes(path), ""
    try:
        text = decode(data)
        with collector_paused(len(text)):
            return checked(read_document(text), of_table)
    except YamlError as error:
        # Where a merge has left nothing that can be read, its marks are the reason.
        marker = next(conflict_markers(text), None)
        message = marker.message if marker else clean_line(error.message)
        place = marker.location if marker else error.location
        raise UnreadableError(str(path), message, place) from None


def to_timeline(data: bytes, path: str) -> Timeline:
    """Return the timeline in the bytes of a file; the path is for what is said about it.

    Raise UnreadableError if there is none.
    """
    found = in_parts(data)
    if found is not None:
        return found.timeline
    return to_whole_timeline(data, path)


def in_parts(data: bytes) -> "Held | None":
    """Return what a large file holds, None for one that is to be read as a whole."""
    if len(data) < file_bytes.LARGE:
        return None
    from tui.stores.held import Held
    from tui.stores.part_process import segments
    from tui.stores.yaml_cut import NotInPartsError
    from tui.stores.yaml_parts import Parts

    try:
        with collector_paused():
            parts = Parts(data, packs=True)
            for part, segment in segments(parts):
                parts.take(segment, part)
            parts.let_go()
            return Held(parts.data, parts.timeline(), parts.outline())
    except NotInPartsError:
        return None


def to_whole_timeline(data: bytes, path: str) -> Timeline:
    """Return the timeline in the bytes of a file, with all of its events at hand.

    Raise UnreadableError if there is none.
    """
    try:
        text = decode(data)
        with collector_paused(len(text)):
            return validate(read_document(text))
    except YamlError as error:
        raise UnreadableError(path, clean_line(error.message), error.location) from None
