"""Whether the terminal is dark or light, and how many colours it has, so that a theme suits it."""

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from select import select
from typing import NoReturn

from tui.named import NamedTuple
from tui.palette import contrast

#: Asks for the background, then for the kind of terminal: all terminals answer the second question,
#: and in order, so no one needs to wait for those that do not know the first.
QUESTION = b"\x1b]11;?\x1b\\\x1b[c"

#: Seconds from the question on after which there is no answer.
DEADLINE = 0.1

_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)

_HEX = frozenset("0123456789abcdefABCDEF")

#: The answer to either question: the background in a group, or the end of the other in the next.
_ANSWER = rb"\x1b(?:\]11;([^\x07\x1b]*)(?:\x07|\x1b\\)|\[\?[0-9;]*(c))"


class Reply(NamedTuple):
    """What came from a terminal: its background as #rrggbb or "", and what was typed meanwhile.

    is_whole tells that the last question has been answered, so that nothing more will come.
    """

    background: str = ""
    typed: bytes = b""
    is_whole: bool = False


def reply_of(data: bytes) -> Reply:
    """Read all that a terminal has sent since it was asked.

    The beginning of an answer at the end of the data is not taken for typing.
    """
    background, is_whole = "", False
    for answer in re.finditer(_ANSWER, data):
        is_whole = is_whole or answer[2] is not None
        background = background or colour_of((answer[1] or b"").decode("ascii", "replace"))
    typed = re.sub(_ANSWER, b"", data)
    before, _, last = typed.rpartition(b"\x1b")
    return Reply(background, before if last.startswith((b"]11;", b"[?")) else typed, is_whole)


def colour_of(text: str) -> str:
    """Return a colour in X11's notation, as rgb:ffff/ffff/ffff, as #rrggbb; "" for other text."""
    notation, _, numbers = text.partition(":")
    levels = numbers.split("/")[:3]
    if notation not in ("rgb", "rgba") or len(levels) < 3:
        return ""
    if not all(0 < len(level) <= 4 and _HEX.issuperset(level) for level in levels):
        return ""
    bright = (int(level, 16) * 255 // (16 ** len(level) - 1) for level in levels)
    return "#" + "".join(f"{level:02x}" for level in bright)


def is_light(background: str, environment: Mapping[str, str]) -> bool:
    """Return whether dark text suits the terminal, by its own answer or else by COLORFGBG."""
    if background:
        return contrast("#000000", background) > contrast("#ffffff", background)
    # The number of the background among the 16 colours, of which 0 to 6 and 8 are dark.
    last = environment.get("COLORFGBG", "").rpartition(";")[2]
    return last in {"7", *map(str, range(9, 16))}


def has_few_colours(environment: Mapping[str, str]) -> bool:
    """Return whether Textual will draw with 16 colours: it goes by these variables."""
    system = environment.get("TEXTUAL_COLOR_SYSTEM", "auto")
    if system != "auto":
        return system == "standard"
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return False
    return not environment.get("TERM", "").strip().lower().endswith(("-256color", "-kitty"))


def theme_for(background: str, environment: Mapping[str, str]) -> str:
    """Return the name of the theme to begin with."""
    light = is_light(background, environment)
    if not has_few_colours(environment):
        return "eventide-light" if light else "eventide-dark"
    if "NO_COLOR" in environment:
        return "eventide-contrast-light" if light else "eventide-contrast"
    return "ansi-light" if light else "ansi-dark"


@contextmanager
def asked() -> Iterator[Callable[[], Reply]]:
    """Ask the terminal for its background; calling what is yielded returns the reply.

    That waits no longer than until DEADLINE after the question, so whatever takes time is best done
    before. Within the context the terminal does not show what it sends or what is typed, and
    signals that end the program leave it as it was.
    """
    handle = _handle()
    if handle is None:
        yield Reply
        return
    import termios

    before = termios.tcgetattr(handle)
    modes = termios.tcgetattr(handle)
    modes[0] &= ~termios.ICRNL
    modes[3] &= ~(termios.ECHO | termios.ICANON)
    modes[6][termios.VMIN], modes[6][termios.VTIME] = 0, 0
    handlers = {number: signal.signal(number, _leave) for number in _ENDING}
    try:
        termios.tcsetattr(handle, termios.TCSANOW, modes)
        os.write(sys.stdout.fileno(), QUESTION)
        yield partial(_reply, handle, time.monotonic() + DEADLINE)
    finally:
        with suppress(termios.error):
            termios.tcsetattr(handle, termios.TCSANOW, before)
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _handle() -> int | None:
    """Return what to read answers from, if there is a terminal that takes no harm from asking."""
    if os.environ.get("TERM", "") in ("", "dumb", "linux"):
        return None
    try:
        handle = sys.stdin.fileno()
        return handle if os.isatty(handle) and os.isatty(sys.stdout.fileno()) else None
    except (OSError, ValueError, AttributeError):
        return None


def _leave(number: int, _: object) -> NoReturn:
    sys.exit(128 + number)


def _reply(handle: int, deadline: float) -> Reply:
    data = b""
    while not (reply := reply_of(data)).is_whole:
        if not select([handle], [], [], max(0.0, deadline - time.monotonic()))[0]:
            break
        more = os.read(handle, 4096)
        if not more:
            break
        data += more
    return reply
