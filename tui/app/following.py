"""The file on screen from the first frame on: read to its end, held to what was kept, watched."""

from asyncio import to_thread
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from textual.app import App

if TYPE_CHECKING:
    from tui.app.reading_on import ReadingOn
    from tui.stores.editor import Editor
    from tui.stores.reading import Reading


class Reports(NamedTuple):
    """What is done about a file: another reading is shown, and what there is to say is said.

    is_busy tells that nothing may change just now. far and broken are called with how far a file
    has been read and why it cannot be, "" once that is over.
    """

    is_busy: Callable[[], bool]
    show: Callable[["Reading"], None]
    told: Callable[[str], None]
    warn: Callable[[str], None]
    far: Callable[[str], None]
    broken: Callable[[str], None]


class Following:
    """Keeps what is on screen to what one file holds."""

    def __init__(self, app: App[None], editor: "Editor", reports: Reports) -> None:
        self._app, self._editor, self._reports = app, editor, reports
        self._reading_on: ReadingOn | None = None
        if editor.file.rest is not None:
            self._read_on()
        elif editor.file.is_trusted:
            app.run_worker(self._verify(), exit_on_error=False)
        else:
            self._watch()

    def stop(self) -> bool:
        """Read no further, and return whether anything was being read."""
        return self._reading_on is not None and self._reading_on.stop()

    def abandon(self) -> None:
        """Let what is being read be read no further, for nobody waits for it."""
        if self._reading_on is not None:
            self._reading_on.abandon()

    async def _verify(self) -> None:
        """See behind the first frame that what was kept of the file is what it holds."""
        if await to_thread(self._editor.file.is_true):
            self._watch()
        else:
            self._reports.warn("What was kept of this file was not true: it is read again")
            self._read_on()

    def _read_on(self) -> None:
        """Read the rest of the file, which can be edited once all of it is here."""
        from tui.app.reading_on import ReadingOn, Reports

        editor, reports = self._editor, self._reports
        before, editor.read_only = editor.read_only, "The file is still being read"

        def ended(reason: str) -> None:
            if reason:
                editor.read_only = reason
                reports.warn(f"{reason}; open it again to read all of it")
            else:
                editor.read_only = before
                self._watch()

        told = Reports(reports.is_busy, reports.far, reports.show, ended)
        self._reading_on = ReadingOn(self._app, editor.file, told)

    def _watch(self) -> None:
        from tui.app.watching import Reports, Watching

        reports = self._reports
        told = Reports(reports.is_busy, reports.show, reports.told, reports.broken)
        Watching(self._app, self._editor.file, told)
