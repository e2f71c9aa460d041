"""A rollup of a table that is built while the table is looked at, over a connection of its own."""

from collections.abc import Callable
from pathlib import Path

from tui.config.private_file import drop_oldest
from tui.stores.table.build import Progress
from tui.stores.table.error import StoppedError, TableError
from tui.stores.table.store import TableStore

#: Rollups beyond so many, or beyond so many bytes in all, go, those first that were built first.
MOST_FILES = 20
MOST_BYTES = 4 * 1024**3


class RollupBuilding:
    """Builds the rollup of one table when asked to; stop may be called from any thread."""

    def __init__(self, path: Path | None, again: Callable[[], TableStore]) -> None:
        """Take the file that the rollup is to be in, None for nowhere, and what opens the table."""
        self.path = path
        self._again = again
        self._store: TableStore | None = None
        self._is_stopped = False

    def build(self, progress: Progress) -> None:
        """Build the rollup in place of the one before; may take as long as reading the table.

        Raise StoppedError once it is stopped, and TableError for all else that keeps it from being.
        """
        path, self._is_stopped = self.path, False
        if path is None:
            raise TableError("nothing is kept of this table, so nothing can be built for it")
        store = self._again()
        self._store = store
        try:
            if self._is_stopped:
                raise StoppedError("the rollup was stopped")
            store.build_rollup(path, progress, lambda: self._is_stopped)
        finally:
            self._store = None
            store.close()
        drop_oldest(path.parent, "*.duckdb", MOST_FILES, MOST_BYTES)

    def stop(self) -> None:
        """Build no further."""
        self._is_stopped = True
        store = self._store
        if store is not None:
            store.cancel()
