"""A table of an SQL engine that is being looked at, as a file would be."""

from collections.abc import Mapping
from pathlib import Path

from tui.events.timeline import Timeline
from tui.stores.open_file import OpenFile
from tui.stores.reading import Reading
from tui.stores.table.address import parse
from tui.stores.table.loading import MOST, Loading
from tui.stores.table.store import TableStore


class OpenTable(OpenFile):
    """The rows of a table that are in memory; it is never written to, and not watched."""

    def __init__(
        self, address: str, told: Mapping[str, str], named_by: OpenFile | None = None
    ) -> None:
        """Open the table at an address for reading, of which the first rows are there at once.

        told has columns by the field of an event that they are. named_by is the file that names the
        table: it says all that is of no event, and relative addresses begin where it is. Raise
        TableError.
        """
        where = parse(address, str(named_by.path.parent) if named_by else "")
        self._store = TableStore.open(where, told)
        path = named_by.path if named_by else Path(where.shown)
        about = named_by.reading.timeline if named_by else Timeline(title=where.shown)
        loading = Loading(self._store, str(path), about)
        first = loading.first()
        rest = loading if first.is_partial else None
        super().__init__(path, Reading(b"", first), None, rest)

    @property
    def notice(self) -> str:
        """What is to be said of the table, "" for nothing."""
        said = self._store.problems()
        rows = self._store.count()
        if rows > MOST:
            said.insert(0, f"{rows:,} rows: shown are the {MOST:,} that matter most")
        return "; ".join(said)

    def may_have_changed(self) -> bool:
        """Never: who changes a table leaves no sign that costs nothing to ask for."""
        return False
