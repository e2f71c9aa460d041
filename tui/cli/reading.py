"""Which file a command is about, and its timeline."""

from typing import TYPE_CHECKING, NamedTuple

from tui.cli.output import complain, unusable

if TYPE_CHECKING:
    from pathlib import Path

    from tui.events.timeline import Timeline
    from tui.stores.editor import Editor
    from tui.stores.open_file import OpenFile


class Opened(NamedTuple):
    """A file, and what there is to say about which one it is; is_sample for the one to try with."""

    file: "OpenFile"
    notice: str = ""
    is_sample: bool = False


def opened(
    path: str | None, *, in_steps: bool = False, tables: "Path | None" = None
) -> Opened | None:
    """Return a file, or the nearest one; None once the reason for that has been printed.

    In steps, the first events of a large file are enough to begin with. tables is the folder where
    large files are kept, None for nowhere.
    """
    from pathlib import Path

    from tui.events.problem import UnreadableError
    from tui.stores.locate import locate
    from tui.stores.open_file import OpenFile

    notice, is_sample = "", False
    try:
        if path is None:
            place, is_sample = locate(Path.cwd())
            if is_sample:
                notice = "no events.yaml here or above: this is the sample that comes with eventide"
        else:
            place = Path(path)
        file = OpenFile.begin(place, tables)
        if not in_steps:
            if file.is_trusted:
                file.is_true()  # else all of it is still to be read
            file.read_on()
        return Opened(file, notice, is_sample)
    except UnreadableError as error:
        unusable(str(error))
    except OSError as error:
        unusable(f"the current folder cannot be searched: {error.strerror or error}")
    return None


def editor_of(found: Opened) -> "Editor":
    """Return the editor of a file; that of the sample changes nothing."""
    from tui.stores.editor import Editor

    reason = "This is the sample, which can only be read: eventide new FILE writes one of your own"
    return Editor(found.file, read_only=reason if found.is_sample else "")


def read_named(path: str | None) -> "tuple[str, Timeline | None, str]":
    """Return the file's name, its timeline and what there is to say about which file it is.

    The timeline is None once the reason for that has been printed.
    """
    from tui.config.place import tables_folder

    found = opened(path, tables=tables_folder())
    if found is None:
        return "", None, ""
    return str(found.file.path), found.file.reading.timeline, found.notice


def hint(path: str, timeline: "Timeline") -> None:
    if timeline.troubles:
        from shlex import quote

        from tui.dates.english import counted

        found = counted(timeline.troubles, "problem")
        complain(f"{found}; eventide check {quote(path)} lists them")
