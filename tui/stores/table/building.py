"""A rollup of a table that is built while the table is looked at, over a connection of its own."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tui.config.private_file import drop_oldest
from tui.stores.table.build import Progress
from tui.stores.table.engine import Engine
from tui.stores.table.error import TableError
from tui.stores.table.store import TableStore

#: Rollups beyond so many, or beyond so many bytes in all, go, those first that were built first.
MOST_FILES = 20
MOST_BYTES = 4 * 1024**3

#: Is told an engine that has been opened.
Begun = Callable[[Engine], None]


class RollupBuilding:
    """Builds the rollup of one table when asked to; stop may be called from any thread."""

    def __init__(self, path: Path | None, again: Callable[[Begun], TableStore]) -> None:
        """Take the file that the rollup is to be in, None for nowhere, and what opens the table.

        The latter tells the engine before it asks it anything.
        """
        self.path = path
        self._again = again
        self._engine: Engine | None = None
        self._is_stopped = False

    def build(self, progress: Progress) -> str:
        """Build the rollup in place of the one before; may take as long as reading the table.

        Return the fingerprint of the table that it was made of, which others may have changed.
        Raise StoppedError once it is stopped, and TableError for all else that keeps it from being.
        """
        path = self.path
        if path is None:
            raise TableError("nothing is kept of this table, so nothing can be built for it")
        try:
            store = self._again(self._begin)
            try:
                store.build_rollup(path, progress, lambda: self._is_stopped)
                built = store.fingerprint
            finally:
                self._engine = None
                store.close()
        finally:
            self._engine, self._is_stopped = None, False
        drop_oldest(path.parent, "*.duckdb", MOST_FILES, MOST_BYTES)
        return built

    def _begin(self, engine: Engine) -> None:
        engine.is_stopped = lambda: self._is_stopped
        self._engine = engine

    def stop(self) -> None:
        """Build no further, or not at all if it is about to begin."""
        self._is_stopped = True
        engine = self._engine
        if engine is not None:
            with suppress(TableError):  # it may be closed by now
                engine.cancel()
