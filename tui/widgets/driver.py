"""The terminal's driver, mended where a terminal that misbehaves would stop it."""

import codecs
from functools import partial
from typing import TYPE_CHECKING, TextIO

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App


class Driver(LinuxDriver):
    """Takes bytes that are no UTF-8 for unknown characters, and a closed terminal for a sink."""

    def __init__(
        self,
        app: "App[object]",
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # The thread that writes dies of an error, and all who write to it then wait for ever.
        if self._file is not None:
            self._file = _Sink(self._file)  # type: ignore[assignment]

    def run_input_thread(self) -> None:
        try:
            super().run_input_thread()
        except Exception as error:  # kept whole: what Textual hands on is only a picture of it
            self._app.call_later(self._app.panic, error)


class _Sink:
    """A terminal to write to, or nothing once it is gone."""

    def __init__(self, file: TextIO) -> None:
        self._terminal = file

    def write(self, text: str) -> int:
        try:
            return self._terminal.write(text)
        except (OSError, ValueError):
            return len(text)

    def flush(self) -> None:
        try:
            self._terminal.flush()
        except (OSError, ValueError):
            return

    def fileno(self) -> int:
        return self._terminal.fileno()

    def isatty(self) -> bool:
        return self._terminal.isatty()


def _lenient(encoding: str) -> "partial[codecs.IncrementalDecoder]":
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")


# Textual decodes strictly and has no other place to say otherwise.
setattr(linux_driver, "getincrementaldecoder", _lenient)  # noqa: B010
