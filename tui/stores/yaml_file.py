"""A timeline in a YAML file."""

import os
from stat import S_ISDIR, S_ISREG

from tui.events.clean import clean_line
from tui.events.problem import Problem, UnreadableError
from tui.events.timeline import Timeline
from tui.events.validate import validate
from tui.stores.yaml_error import YamlError
from tui.stores.yaml_reader import collector_paused, read_document
from tui.stores.yaml_text import decode

#: What names a file.
FilePath = str | os.PathLike[str]

#: Largest file that is read.
MOST_BYTES = 2 * 1024**3

#: From so many bytes on a file is read in parts, and its events are made when they are looked at.
LARGE = 1024 * 1024

#: Neither wait for the other end of a pipe, nor translate line ends.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read(path: FilePath) -> Timeline:
    """Return the timeline in a file, read once. Raise UnreadableError if there is none."""
    return to_timeline(read_bytes(path), str(path))


def check(path: FilePath) -> tuple[Problem, ...]:
    """Return all that is to be told of a file. Raise UnreadableError if it holds no timeline."""
    from tui.events.review import checked, conflict_markers

    data, text = read_bytes(path), ""
    try:
        text = decode(data)
        with collector_paused(len(text)):
            return checked(read_document(text))
    except YamlError as error:
        # Where a merge has left nothing that can be read, its marks are the reason.
        marker = next(conflict_markers(text), None)
        message = marker.message if marker else clean_line(error.message)
        place = marker.location if marker else error.location
        raise UnreadableError(str(path), message, place) from None


def read_bytes(path: FilePath) -> bytes:
    """Return the contents of a regular file.

    Raise UnreadableError for anything else, and for more than MOST_BYTES.
    """
    try:
        return _contents(path)
    except FileNotFoundError:
        message = "there is no such file"
    except PermissionError:
        message = "this file may not be read: permission is denied"
    except ValueError:
        message = "this is no name that a file can have"
    except OSError as error:
        message = f"this cannot be read: {error.strerror or error}"
    raise UnreadableError(str(path), message)


def to_timeline(data: bytes, path: str) -> Timeline:
    """Return the timeline in the bytes of a file; the path is for what is said about it.

    Raise UnreadableError if there is none.
    """
    if len(data) >= LARGE:
        from tui.stores.yaml_cut import NotInPartsError
        from tui.stores.yaml_parts import Parts

        try:
            with collector_paused(len(data)):
                parts = Parts(data)
                for _ in parts.steps():
                    pass
                return parts.timeline()
        except NotInPartsError:
            pass
    return to_whole_timeline(data, path)


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


def _contents(path: FilePath) -> bytes:
    descriptor = os.open(path, _FLAGS)
    try:
        status = os.fstat(descriptor)
        if S_ISDIR(status.st_mode):
            raise UnreadableError(str(path), "this is a directory, not a file")
        if not S_ISREG(status.st_mode):
            raise UnreadableError(str(path), "this is not a regular file")
        with open(descriptor, "rb", closefd=False) as file:
            data = file.read(MOST_BYTES + 1)
    finally:
        os.close(descriptor)
    if len(data) > MOST_BYTES:
        message = f"this file is larger than {MOST_BYTES // 1024**2} MiB"
        raise UnreadableError(str(path), message)
    return data
