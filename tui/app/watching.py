"""Another program changes the file while it is looked at: seen within a second, told in brief."""

from asyncio import to_thread
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from tui.stores.open_file import OpenFile, Seen
from tui.stores.reading import Reading

if TYPE_CHECKING:
    from textual.app import App

#: Seconds between two looks.
PAUSE = 0.4


class Reports(NamedTuple):
    """What is done about a look: another reading is shown, and what is broken is said.

    broken is called with "" once it no longer is. is_busy tells that nothing may change just now.
    """

    is_busy: Callable[[], bool]
    changed: Callable[[Reading], None]
    told: Callable[[str], None]
    broken: Callable[[str], None]


class Watching:
    """Looks at a file again and again."""

    def __init__(self, app: "App[None]", file: OpenFile, reports: Reports) -> None:
        self._app, self._file, self._reports = app, file, reports
        self._is_looking = False
        self._broken = self._said = ""
        self._timer = app.set_interval(PAUSE, self._look, name="watching")

    def stop(self) -> None:
        self._timer.stop()

    def _look(self) -> None:
        if self._is_looking or self._reports.is_busy():
            return
        if self._file.may_have_changed():
            self._is_looking = True
            self._app.run_worker(self._look_again(), exit_on_error=False)

    async def _look_again(self) -> None:
        try:
            before = self._file.reading
            seen = await to_thread(self._file.look)
            # Else it was changed from here meanwhile, or something was opened over the panes.
            if self._file.reading is before and not self._reports.is_busy():
                self._take(seen)
        finally:
            self._is_looking = False

    def _take(self, seen: Seen) -> None:
        # What is broken at one look only may have been half written.
        before, self._broken = self._broken, seen.broken
        if seen.broken:
            if before == seen.broken and self._said != seen.broken:
                self._said = seen.broken
                self._reports.broken(seen.broken)
            return
        if self._said:
            self._said = ""
            self._reports.broken("")
        if seen.reading is not None:
            self._file.take(seen.reading)
            self._reports.changed(seen.reading)
            if seen.difference is not None and seen.difference.told:
                self._reports.told(f"The file has changed: {seen.difference.told}")
