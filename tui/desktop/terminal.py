"""The terminal that we are given: whether it can show the viewer, and leaving it as it was."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

#: Leaves the alternate screen; shows the cursor; ends mouse, focus and paste reports; resets
#: colours.
_RESET = (
    "\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"
    "\x1b[?1004l\x1b[?2004l\x1b[0m"
)

_ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT", "SIGALRM", "SIGUSR1", "SIGUSR2")

#: Seconds that the program has to end in good order once a signal has asked for it.
PATIENCE = 2.0


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


def on_ending_signals(end: Callable[[int], object]) -> None:
    """Call end with the signal's number, from any place, when asked from outside to stop.

    A program that does not stop by itself within PATIENCE, because its terminal no longer takes
    what it writes, is stopped, and the terminal's modes are set back.
    """

    def asked(number: int, _: object) -> None:
        threading.Thread(target=_insist, args=(number,), daemon=True).start()
        end(number)

    for name in _ENDING:
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(OSError, ValueError):
                signal.signal(number, asked)


def _insist(number: int) -> None:
    time.sleep(PATIENCE)
    _set_back(write=False)
    os._exit(128 + number)


#: The modes of the terminal while the viewer has it, empty at all other times.
_found: list[list[object]] = []


@contextmanager
def left_as_found() -> Iterator[None]:
    """Give the terminal back as it was, whatever happens within."""
    try:
        import termios
    except ImportError:
        yield
        return
    _found.append(list(termios.tcgetattr(sys.stdin.fileno())))
    try:
        yield
    finally:
        _set_back(write=True)
        _found.clear()


def _set_back(*, write: bool) -> None:
    import termios

    if not _found:
        return
    handle, before = sys.stdin.fileno(), _found[0]
    with suppress(termios.error, OSError, ValueError):
        if write and termios.tcgetattr(handle)[3] != before[3]:
            os.write(sys.stderr.fileno(), _RESET.encode())
        termios.tcsetattr(handle, termios.TCSADRAIN if write else termios.TCSANOW, before)  # type: ignore[arg-type]


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False
