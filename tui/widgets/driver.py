"""The terminal's driver, mended where a terminal that misbehaves would stop it."""

import codecs
import re
from functools import partial
from typing import TYPE_CHECKING, TextIO

from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App


class Driver(LinuxDriver):
    """Takes bytes that are no UTF-8 for unknown characters, and a closed terminal for a sink.

    Answers to what was asked before the start are dropped, however late they come.
    """

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

    def type(self, data: bytes) -> None:
        """Take what was typed before the start."""
        if data:
            parser = XTermParser()
            for message in (*parser.feed(data.decode(errors="replace")), *parser.feed("")):
                self.process_message(message)

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


#: A colour or the kind of the terminal, and how one begins. Textual would take both for keys.
_ANSWER = r"\x1b(?:\]1[01];[^\x07\x1b]*(?:\x07|\x1b\\)|\[\?[0-9;]*c)"
_BEGUN = r"\x1b(?:\]1(?:[01](?:;[^\x07\x1b]{,40}\x1b?)?)?|\[\?[0-9;]{,20})$"


class _Decoder:
    """Decodes what is typed, less the answers that nobody waits for any more."""

    def __init__(self, encoding: str) -> None:
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._begun = ""

    def decode(self, data: bytes, *, final: bool) -> str:
        text = self._begun + self._decoder.decode(data, final)
        self._begun = ""
        if "\x1b]" not in text and "\x1b[?" not in text:
            return text
        text = re.sub(_ANSWER, "", text)
        begun = re.search(_BEGUN, text)
        if begun is None or final:
            return text
        self._begun = begun[0]
        return text[: begun.start()]


# Textual decodes strictly and has no other place to say otherwise.
setattr(linux_driver, "getincrementaldecoder", partial(partial, _Decoder))  # noqa: B010
