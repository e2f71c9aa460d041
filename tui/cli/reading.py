"""Which file a command is about, and its timeline."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tui.cli.arguments import UsageError
from tui.cli.output import complain, told_if_slow, unusable
from tui.events.problem import UnreadableError
from tui.named import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from tui.events.named_table import NamedTable
    from tui.events.timeline import Timeline
    from tui.stores.editor import Editor
    from tui.stores.open_file import OpenFile
    from tui.stores.table.surveying import Surveyor


_TABLE = "This is a table, which is only read"
_SAMPLE = "This is the sample, which can only be read: eventide new FILE writes one of your own"


class Opened(NamedTuple):
    """A file, what there is to say about which one it is, and why it is only read, if so.

    surveyor asks for what a view of a table needs that no memory holds.
    """

    file: "OpenFile"
    notice: str = ""
    read_only: str = ""
    surveyor: "Surveyor | None" = None


def opened(
    path: str | None,
    *,
    in_steps: bool = False,
    to_edit: bool = False,
    tables: "Path | None" = None,
    told: Mapping[str, str] | None = None,
) -> Opened | None:
    """Return a file, or the nearest one; None once the reason for that has been printed.

    In steps, the first events of a large file are enough to begin with. To edit, a file that names
    a table is itself returned, without the table's events. tables is the folder where large files
    are kept, None for nowhere. told has columns of an SQL table by their fields.
    """
    # What is worked out of a table is kept beside what is kept of files.
    rollups = tables.with_name("rollups") if tables is not None else None
    if path is not None and _may_be_table(path):
        from tui.stores.table.address import is_address

        if is_address(path):
            return _opened_table(path, told or {}, rollups, in_steps=in_steps)
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
        named = file.reading.timeline.table
        if named is not None:
            if to_edit:
                return Opened(file, notice, _TABLE)
            return _opened_named(file, named, told or {}, rollups, in_steps=in_steps)
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


def _opened_table(
    address: str, told: Mapping[str, str], rollups: "Path | None", *, in_steps: bool
) -> Opened | None:
    from tui.stores.table.error import TableError

    try:
        return _table(address, told, None, rollups, in_steps=in_steps)
    except TableError as error:
        unusable(error.message)
    except UnreadableError as error:
        unusable(str(error))
    return None


def _opened_named(
    file: "OpenFile",
    named: "NamedTable",
    told: Mapping[str, str],
    rollups: "Path | None",
    *,
    in_steps: bool,
) -> Opened | None:
    """Return the table that a file names, with columns told here before those told there.

    Return None once the reason has been printed. Raise UnreadableError.
    """
    from tui.stores.table.error import TableError

    columns = {**named.columns, **told}
    try:
        return _table(named.address, columns, file, rollups, in_steps=in_steps)
    except TableError as error:
        if error.field not in told:
            place = named.location(error.field)
            raise UnreadableError(str(file.path), error.message, place) from None
        unusable(error.message)
        return None


def _table(
    address: str,
    told: Mapping[str, str],
    named_by: "OpenFile | None",
    rollups: "Path | None",
    *,
    in_steps: bool,
) -> Opened:
    """Return a table; raise TableError or UnreadableError."""
    from tui.stores.open_table import OpenTable

    with told_if_slow("eventide: asking the table; ctrl+c stops"):
        table = OpenTable(address, told, named_by, is_viewed=in_steps, rollups=rollups)
        if not in_steps:
            table.read_on()
    return Opened(table, table.notice, _TABLE, table.surveyor)


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
    return found.file.name, found.file.reading.timeline, found.notice


def hint(path: str, timeline: "Timeline") -> None:
    if timeline.troubles:
        from shlex import quote

        from tui.dates.english import counted

        found = counted(timeline.troubles, "problem")
        complain(f"{found}; eventide check {quote(path)} lists them")
