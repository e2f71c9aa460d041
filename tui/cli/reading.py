"""Which file a command is about, and its timeline."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from tui.cli.arguments import UsageError
from tui.cli.output import complain, unusable
from tui.events.problem import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from tui.events.timeline import Timeline
    from tui.stores.editor import Editor
    from tui.stores.open_file import OpenFile


_SAMPLE = "This is the sample, which can only be read: eventide new FILE writes one of your own"


class Opened(NamedTuple):
    """A file, what there is to say about which one it is, and why it is only read, if so."""

    file: "OpenFile"
    notice: str = ""
    read_only: str = ""


def opened(
    path: str | None,
    *,
    in_steps: bool = False,
    tables: "Path | None" = None,
    told: Mapping[str, str] | None = None,
) -> Opened | None:
    """Return a file, or the nearest one; None once the reason for that has been printed.

    In steps, the first events of a large file are enough to begin with. tables is the folder where
    large files are kept, None for nowhere. told has columns of an SQL table by their fields.
    """
    if path is not None and _may_be_table(path):
        from tui.stores.table.address import is_address

        if is_address(path):
            return _opened_table(path, told or {}, in_steps=in_steps)
    from pathlib import Path

    from tui.stores.open_file import OpenFile

    notice = read_only = ""
    try:
        if path is None:
            from tui.stores.locate import locate

            place, is_sample = locate(Path.cwd())
            if is_sample:
                read_only = _SAMPLE
                notice = "no events.yaml here or above: this is the sample that comes with eventide"
        else:
            place = Path(path)
        file = OpenFile.begin(place, tables)
        if not in_steps:
            if file.is_trusted:
                file.is_true()  # else all of it is still to be read
            file.read_on()
        return Opened(file, notice, read_only)
    except UnreadableError as error:
        unusable(str(error))
    except OSError as error:
        unusable(f"the current folder cannot be searched: {error.strerror or error}")
    return None


def mapping(words: Iterable[str]) -> Mapping[str, str]:
    """Return the columns by field that words such as title=headline say. Raise UsageError."""
    found = {}
    for word in words:
        name, sign, column = word.partition("=")
        if not (name and sign and column):
            raise UsageError(f"--map takes FIELD=COLUMN, such as title=headline, not {word}")
        found[name] = column
    return found


def _may_be_table(path: str) -> bool:
    """Whether it is worth a look if a path is the address of a table, which costs imports."""
    return not path.lower().endswith((".yaml", ".yml"))


def _opened_table(address: str, told: Mapping[str, str], *, in_steps: bool) -> Opened | None:
    from tui.stores.table.error import TableError

    try:
        from tui.stores.open_table import OpenTable

        table = OpenTable(address, told)
        if not in_steps:
            table.read_on()
        return Opened(table, table.notice, "This is a table, which is only read")
    except TableError as error:
        unusable(error.message)
    except UnreadableError as error:
        unusable(str(error))
    return None


def editor_of(found: Opened) -> "Editor":
    """Return the editor of a file; that of the sample changes nothing."""
    from tui.stores.editor import Editor

    return Editor(found.file, read_only=found.read_only)


def read_named(
    path: str | None, told: Mapping[str, str] | None = None
) -> "tuple[str, Timeline | None, str]":
    """Return the file's name, its timeline and what there is to say about which file it is.

    The timeline is None once the reason for that has been printed.
    """
    from tui.config.place import tables_folder

    found = opened(path, tables=tables_folder(), told=told)
    if found is None:
        return "", None, ""
    return str(found.file.path), found.file.reading.timeline, found.notice


def hint(path: str, timeline: "Timeline") -> None:
    if timeline.troubles:
        from shlex import quote

        from tui.dates.english import counted

        found = counted(timeline.troubles, "problem")
        complain(f"{found}; eventide check {quote(path)} lists them")
