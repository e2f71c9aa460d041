"""A terminal to run a program in: a pty whose screen can be read as text."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

import pyte

ROOT = Path(__file__).resolve().parents[1]

#: Long enough for a slow machine under load; nothing waits for it when all is well.
PATIENCE = 30.0


class Terminal:
    """Starts `python -m tui` (or other Python arguments) and plays the person before it."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        columns: int = 100,
        rows: int = 30,
        environment: dict[str, str] | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.output = b""
        self._is_closed = False
        self._master, slave = pty.openpty()
        self.resize(columns, rows)
        self.modes_before = termios.tcgetattr(slave)
        settings = {
            **os.environ,
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            **(environment or {}),
        }
        self.slave = slave
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for handle in (0, 1, 2):
                os.dup2(slave, handle)
            os.closerange(3, 256)
            os.execve(sys.executable, [sys.executable, *arguments], settings)  # noqa: S606
        self.exit_code: int | None = None

    def resize(self, columns: int, rows: int) -> None:
        """Change the window's size; the program is told as by any terminal."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def send(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def send_bytes(self, data: bytes) -> None:
        os.write(self._master, data)

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, needle: str) -> str:
        """Return the screen once the needle stands on it; fail with the screen if it never does."""
        end = time.monotonic() + PATIENCE
        while needle not in self.text:
            if not self._read(end):
                raise AssertionError(f"{needle!r} never came:\n{self.text}")
        return self.text

    def wait_while(self, needle: str) -> None:
        """Return once the needle no longer stands on the screen."""
        end = time.monotonic() + PATIENCE
        while needle in self.text:
            if not self._read(end):
                raise AssertionError(f"{needle!r} never went:\n{self.text}")

    def wait(self) -> int:
        """Return the exit code once the program has ended, killing it if it never does."""
        end = time.monotonic() + PATIENCE
        while self.exit_code is None:
            self._read(time.monotonic() + 0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > end:
                self.close()
                raise AssertionError(f"it never ended:\n{self.text}")
        while self._read(time.monotonic() + 0.1):
            pass
        return self.exit_code

    def wait_until_stopped(self) -> None:
        """Return once the program has stopped itself, to be continued."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self._read(time.monotonic() + 0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
            if pid and os.WIFSTOPPED(status):
                return
        raise AssertionError(f"it never stopped:\n{self.text}")

    @property
    def modes(self) -> list[object]:
        """The line's modes now, to be compared with modes_before."""
        return list(termios.tcgetattr(self.slave))

    def close(self) -> None:
        """End the program if it still runs, and give the pty back."""
        if self.exit_code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.exit_code = -signal.SIGKILL
        if not self._is_closed:
            self._is_closed = True
            for handle in (self._master, self.slave):
                os.close(handle)

    def _read(self, end: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            return False
        try:
            chunk = os.read(self._master, 65536)
        except OSError:
            return False
        self.output += chunk
        # Textual asks for the kitty protocol with a sequence that pyte takes for a style.
        self._stream.feed(chunk.replace(b"\x1b[>1u", b"").replace(b"\x1b[<u", b""))
        return bool(chunk)
