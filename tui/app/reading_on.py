"""The rest of a large file, read while its first events are on screen: told, stopped, shown."""

from asyncio import sleep, to_thread
from collections.abc import Callable
from typing import NamedTuple

from textual.app import App

from tui.events.problem import UnreadableError
from tui.stores.open_file import OpenFile
from tui.stores.reading import Reading

#: Seconds between two looks at how far it is, and at whether something is open over the panes.
PAUSE = 0.2


class Reports(NamedTuple):
    """What is done about the rest: how far it is is told, "" at the end, and a reading is shown.

    is_busy tells that nothing may change just now. ended is called with why no more is read, or "".
    """

    is_busy: Callable[[], bool]
    far: Callable[[str], None]
    show: Callable[[Reading], None]
    ended: Callable[[str], None]


class ReadingOn:
    """Reads the rest of a file without keeping the screen waiting."""

    def __init__(self, app: App[None], file: OpenFile, reports: Reports) -> None:
        self._app, self._file, self._reports = app, file, reports
        self._timer = app.set_interval(PAUSE, self._tell, name="reading on")
        app.run_worker(self._read(), exit_on_error=False)

    def stop(self) -> bool:
        """Read no further, and return whether anything was being read."""
        rest = self._file.rest
        if rest is None or rest.is_stopped:
            return False
        rest.stop()
        return True

    def abandon(self) -> None:
        """Let what is being read be read no further, for nobody waits for it."""
        if self._file.rest is not None:
            self._file.rest.abandon()

    def _tell(self) -> None:
        rest = self._file.rest
        if rest is not None and rest.events:
            self._reports.far(
                f"Reading: {rest.events:,} events, {rest.part:.0%} of all, "
                f"{rest.rate:,.0f} a second; esc stops; shown are the first"
            )

    async def _read(self) -> None:
        ended = ""
        try:
            reading, ended = await to_thread(self._file.read_on)
        except UnreadableError as error:
            reading, ended = None, f"The rest cannot be read: {error.message}"
        self._timer.stop()
        while self._reports.is_busy():
            await sleep(PAUSE)
        self._reports.far("")
        if reading is not None:
            self._reports.show(reading)
        self._reports.ended(ended)
        if reading is not None:
            await to_thread(self._file.keep)
