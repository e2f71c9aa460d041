"""What is worked out of a large table beforehand: asked for, told how far it is, stopped, taken."""

from asyncio import CancelledError, to_thread
from collections.abc import Callable
from typing import NamedTuple

from textual.app import App

from tui.stores.table.building import RollupBuilding
from tui.stores.table.error import StoppedError, TableError


class Reports(NamedTuple):
    """What is done about it: how far it is is told, it is taken, and all else is said.

    far is called with "" at the end, built with the fingerprint of the table that was read; it
    returns whether what was built is of use.
    """

    far: Callable[[str], None]
    built: Callable[[str], bool]
    told: Callable[[str], None]
    warn: Callable[[str], None]


class Building:
    """Builds a rollup behind the screen, one at a time."""

    def __init__(self, app: App[None], rollup: RollupBuilding, reports: Reports) -> None:
        self._app, self._rollup, self._reports = app, rollup, reports
        self._is_running = False

    def begin(self) -> None:
        """Build it, unless that is being done."""
        if not self._is_running:
            self._is_running = True
            self._app.run_worker(self._build(), exit_on_error=False)

    def stop(self) -> bool:
        """Build no further, and return whether anything was being built."""
        if self._is_running:
            self._rollup.stop()
        return self._is_running

    async def _build(self) -> None:
        self._reports.far("Working out: looking at the table; esc stops")
        try:
            read = await to_thread(self._rollup.build, self._tell)
        except StoppedError:
            self._reports.told("Stopped: nothing is kept of what was worked out")
        except TableError as error:
            self._reports.warn(f"This cannot be worked out: {error.message}")
        except CancelledError:
            # The viewer is being left, and would wait for the thread.
            self._rollup.stop()
            raise
        else:
            if self._reports.built(read):
                self._reports.told("Worked out: from now on views of this table come sooner")
            else:
                said = "the table has changed since it was opened: open it again to make use of it"
                self._reports.warn(f"Worked out, but {said}")
        self._is_running = False
        self._reports.far("")

    def _tell(self, done: int, of: int, words: str) -> None:
        """Say which step is being done, from the thread that does it."""
        if done < of:
            message = f"Working out, step {done + 1} of {of}: {words}; esc stops"
            self._app.call_from_thread(self._reports.far, message)
