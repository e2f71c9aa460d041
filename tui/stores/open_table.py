"""A table of an SQL engine that is being looked at, as a file would be."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tui.config.private_file import name_of
from tui.events.timeline import Timeline
from tui.stores.open_file import OpenFile
from tui.stores.reading import Reading
from tui.stores.table.address import Address, parse
from tui.stores.table.loading import MOST, Loading
from tui.stores.table.store import TableStore

if TYPE_CHECKING:
    from tui.stores.table.surveying import Surveyor


class OpenTable(OpenFile):
    """The rows of a table that are in memory; it is never written to, and not watched.

    surveyor asks for those that are not, None where all of them are to be.
    """

    surveyor: "Surveyor | None" = None

    def __init__(
        self,
        address: str,
        told: Mapping[str, str],
        named_by: OpenFile | None = None,
        *,
        is_viewed: bool = False,
        rollups: Path | None = None,
    ) -> None:
        """Open the table at an address for reading, of which the first rows are there at once.

        told has columns by the field of an event that they are. named_by is the file that names the
        table: it says all that is of no event, and relative addresses begin where it is. Where it
        is viewed, a table that no memory holds is asked for what a view needs, else for what
        matters most of it. rollups is the folder for what is worked out of it beforehand, None for
        nowhere. Raise TableError.
        """
        where = parse(address, str(named_by.path.parent) if named_by else "")
        self._store = TableStore.open(where, told)
        try:
            self._read(named_by, where, told, rollups, is_viewed=is_viewed)
        except BaseException:
            self._store.close()
            raise

    def _read(
        self,
        named_by: OpenFile | None,
        where: Address,
        told: Mapping[str, str],
        rollups: Path | None,
        *,
        is_viewed: bool,
    ) -> None:
        path = named_by.path if named_by else Path(where.shown)
        # A path has fewer slashes than an address.
        self._name = named_by.name if named_by else where.shown
        about = named_by.reading.timeline if named_by else Timeline(title=where.shown)
        if is_viewed and self._store.count() > MOST:
            self.surveyor = self._surveyed(about, where, told, rollups)
            super().__init__(path, Reading(b"", self.surveyor.last.timeline), None)
            return
        loading = Loading(self._store, str(path), about)
        first = loading.first()
        rest = loading if first.is_partial else None
        super().__init__(path, Reading(b"", first), None, rest)

    def _surveyed(
        self, about: Timeline, where: Address, told: Mapping[str, str], rollups: Path | None
    ) -> "Surveyor":
        from tui.stores.table.building import RollupBuilding
        from tui.stores.table.surveying import Surveyor

        rollup = None
        if rollups is not None:
            is_file = where.engine in ("duckdb", "parquet")
            place = str(Path(where.target).absolute()) if is_file else where.shown
            named = f"{place}\n{where.table}\n{self._store.columns!r}"
            rollup = rollups / f"{name_of(named.encode())}.duckdb"
        building = RollupBuilding(rollup, lambda begun: TableStore.open(where, told, begun))
        return Surveyor(self._store, about, building)

    @property
    def name(self) -> str:
        return self._name

    @property
    def notice(self) -> str:
        """What is to be said of the table, "" for nothing."""
        said = self._store.problems()
        rows = self._store.count()
        if self.surveyor is None and rows > MOST:
            said.insert(0, f"{rows:,} rows: shown are the {MOST:,} that matter most")
        if self.surveyor is not None and self.surveyor.has_twins:
            said.insert(0, "several rows share an id: the list shows one of them alone")
        return "; ".join(said)

    def may_have_changed(self) -> bool:
        """Never: who changes a table leaves no sign that costs nothing to ask for."""
        return False
