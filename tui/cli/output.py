"""What goes to standard output and standard error, and the exit codes."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import IntEnum
from typing import TextIO


class Exit(IntEnum):
    OK = 0
    PROBLEMS = 1
    UNUSABLE = 2
    CRASHED = 70


class OutputError(Exception):
    """Standard output does not take what is written; the message says why."""


def abandon_output() -> None:
    """Let nothing more be written, lest the interpreter complain when it flushes at its end."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def speaks_unicode(stream: TextIO) -> bool:
    encoding = (stream.encoding or "").lower().replace("-", "")
    return encoding.startswith("utf")


def print_lines(lines: Sequence[str]) -> None:
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    try:
        for line in lines:
            encoding = sys.stdout.encoding or "ascii"
            print(line.encode(encoding, "replace").decode(encoding))  # noqa: T201
        sys.stdout.flush()
    except OSError as error:
        raise OutputError(error.strerror or str(error)) from error


def unusable(message: str) -> int:
    complain(message)
    return Exit.UNUSABLE


def crashed(failure: BaseException) -> int:
    """Keep the traceback in a file, without values of variables, and say where."""
    from traceback import format_exception

    from platformdirs import user_log_path

    path = user_log_path("eventide", appauthor=False) / "crash.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(format_exception(failure)), encoding="utf-8")
        kept = f"the details are in {path}"
    except OSError as error:
        kept = f"the details could not be kept: {error.strerror}"
    complain(f"stopped by a mistake in the program ({type(failure).__name__}); {kept}")
    return Exit.CRASHED


def complain(message: str) -> None:
    from tui.events.clean import clean_line

    with suppress(OSError, ValueError):
        print(f"eventide: {clean_line(message)}", file=sys.stderr, flush=True)  # noqa: T201


#: Seconds after which something is slow.
_SLOW = 0.5
_CLEAR_LINE = "\r\x1b[K"


@contextmanager
def told_if_slow(message: str) -> Iterator[None]:
    """Say on a terminal what is being done, if it takes long, and take that away at the end."""
    from threading import Timer

    from tui.events.clean import clean_line

    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    said = []

    def say() -> None:
        said.append(message)
        _write(clean_line(message))

    timer = Timer(_SLOW, say)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if said:
            _write(_CLEAR_LINE)


def _write(text: str) -> None:
    with suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()
