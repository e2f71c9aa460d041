"""The terminal that we are given: whether it can show the viewer, and leaving it as it was."""

import os
import signal
import sys
from asyncio import AbstractEventLoop
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

#: Leaves the alternate screen; shows the cursor; ends mouse, focus and paste reports and the
#: enhanced key protocol; resets colours.
_RESET = (
    "\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"
    "\x1b[?1004l\x1b[?2004l\x1b[<u\x1b[0m"
)

_ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT")


def obstacle() -> str:
    """Return why the viewer cannot be shown here, or "" when it can."""
    for stream, name in ((sys.stdin, "standard input"), (sys.stderr, "standard error")):
        if not _is_terminal(stream):
            return f"the viewer needs a terminal, and {name} is none"
    if os.environ.get("TERM", "") in ("", "dumb"):
        return "the viewer needs a terminal that can move its cursor, and TERM says it cannot"
    return ""


def is_output_terminal() -> bool:
    return _is_terminal(sys.stdout)


def on_ending_signals(loop: AbstractEventLoop, end: Callable[[int], None]) -> None:
    """Call end with the signal's number when the program is asked to stop from outside."""
    for name in _ENDING:
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, end, int(number))


@contextmanager
def left_as_found() -> Iterator[None]:
    """Give the terminal back as it was, whatever happens within."""
    try:
        import termios
    except ImportError:
        yield
        return
    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    try:
        yield
    finally:
        with suppress(termios.error, OSError, ValueError):
            if termios.tcgetattr(handle)[3] != before[3]:
                os.write(sys.stderr.fileno(), _RESET.encode())
            termios.tcsetattr(handle, termios.TCSADRAIN, before)


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False
