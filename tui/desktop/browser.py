"""Opens addresses, on request only, in the reader's own browser."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import Popen

_ALLOWED = ("http://", "https://")

#: Processes that were asked to open something and may not have ended yet.
_asked: "list[Popen[bytes]]" = []


def can_open(address: str) -> bool:
    """Return whether it is a web address; anything else is never handed to another program."""
    return address.lower().startswith(_ALLOWED) and not any(char.isspace() for char in address)


def open_address(address: str) -> bool:
    """Ask the desktop to show a web address; False when it is none or no browser was found.

    The address reaches the browser as one argument, never through a shell. A process of its own
    asks for it, which has no terminal to write to and cannot keep the viewer waiting.
    """
    if not can_open(address):
        return False
    import subprocess
    import sys
    import webbrowser

    try:
        webbrowser.get()
        _asked[:] = [process for process in _asked if process.poll() is None]
        process = subprocess.Popen(  # noqa: S603  the program is this Python itself
            [sys.executable, "-m", "webbrowser", "-t", address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _asked.append(process)
    except (webbrowser.Error, OSError):
        return False
    return True
