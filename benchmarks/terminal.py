"""A program on the far side of a pseudo-terminal, answered as a common terminal would."""

import os
import pty
import re
import select
import signal
import sys
import termios
import time
from pathlib import Path
from typing import NamedTuple, Self

ROWS, COLUMNS = 45, 160

# What programs ask of a terminal, and the answer; without one they wait until they give up.
_ANSWERS: tuple[tuple[bytes, bytes], ...] = (
    (rb"\x1b\[0?c", b"\x1b[?62;22c"),  # primary device attributes
    (rb"\x1b\[>0?q", b"\x1bP>|benchmark(1)\x1b\\"),  # name and version
    (rb"\x1b\[\?2026\$p", b"\x1b[?2026;2$y"),  # synchronised output: known, and off
    (rb"\x1b\[\?(\d+)\$p", b"\x1b[?%s;0$y"),  # any other mode: not known
    (rb"\x1b\[\?u", b"\x1b[?0u"),  # keyboard protocol: the old one
    (rb"\x1b\[6n", b"\x1b[1;1R"),  # place of the cursor
    (rb"\x1b\]10;\?(?:\x07|\x1b\\)", b"\x1b]10;rgb:d0d0/d0d0/d0d0\x1b\\"),  # foreground
    (rb"\x1b\]11;\?(?:\x07|\x1b\\)", b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\"),  # background
)
_QUESTION = re.compile(b"|".join(question for question, _ in _ANSWERS))
_SEQUENCE = re.compile(
    rb"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)"  # operating system command
    rb"|[PX^_][^\x1b]*\x1b\\"  # device control and other strings
    rb"|\[[0-?]*[ -/]*[@-~]"  # control sequence
    rb"|[ -/]*[0-OQ-WYZ\\`-~])"  # two or three characters
)
_UNFINISHED = re.compile(rb"\x1b(?:\][^\x07\x1b]*\x1b?|[PX^_][^\x1b]*\x1b?|\[[0-?]*[ -/]*)?$")


#: How a program says where a frame ends, once it knows that the terminal shows it as a whole.
_FRAME_END = b"\x1b[?2026l"
_TO_ROW = re.compile(rb"\x1b\[(\d+);\d+H")

# Two frames of Textual's and more: what is not printed by then is not the answer to a key.
_QUIET = 0.06
#: A program that uses no more than this part of the time is at rest, not about to print.
_RESTING = 0.03
#: What a program may take before it prints anything at all, at rest.
_SILENT = 0.2


class Press(NamedTuple):
    """What a key cost: seconds of CPU and of time until the last byte, and how many bytes.

    afterwards is the seconds of CPU from then on until the program rests.
    """

    cpu: float
    latency: float
    printed: int
    afterwards: float = 0.0


class Hold(NamedTuple):
    """What a key did while it was held.

    sent is how many times it came, frames how many pictures were drawn because of it, from the
    first to the last in seconds. late is the seconds from the last key to the last picture, cpu
    those of CPU until then.
    """

    sent: int
    frames: int
    seconds: float
    late: float
    cpu: float


class Usage(NamedTuple):
    """What a program took from start to end: CPU in seconds, memory at its peak in bytes."""

    cpu: float
    memory: int


class Terminal:
    """Starts a program at once; leaving the context kills it and sets `usage`."""

    def __init__(
        self,
        command: list[str],
        folder: Path,
        environment: dict[str, str],
        size: tuple[int, int] = (COLUMNS, ROWS),
    ) -> None:
        """Take size for the columns and rows of the screen."""
        self.columns, self.rows = size
        self.usage = Usage(0.0, 0)
        self.text = b""
        self.received = 0
        self._rest = b""
        self._ended = False
        self._chunks: list[tuple[float, bytes]] | None = None
        surroundings = {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        surroundings |= {"LC_ALL": "C.UTF-8"}
        self._begun = time.perf_counter()
        self._process, self._screen = pty.fork()
        if self._process == 0:
            try:
                termios.tcsetwinsize(0, (self.rows, self.columns))
                os.chdir(folder)
                os.execvpe(command[0], command, surroundings)  # noqa: S606
            finally:
                os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        memory = self.peak_memory
        os.kill(self._process, signal.SIGKILL)
        used = os.wait4(self._process, 0)[2]
        os.close(self._screen)
        unit = 1 if sys.platform == "darwin" else 1024
        self.usage = Usage(used.ru_utime + used.ru_stime, memory or used.ru_maxrss * unit)

    @property
    def peak_memory(self) -> int:
        """The most bytes held so far, of what Linux knows; see peak_memory."""
        return peak_memory(self._process)

    def wait_for(self, *needles: bytes, timeout: float = 30.0) -> float:
        """Return the seconds from the start until all needles have been printed.

        `RuntimeError` says what was printed when the program ends or the time is over before.
        """
        deadline, arrived = time.perf_counter() + timeout, time.perf_counter()
        while True:
            if all(needle in self.text for needle in needles):
                return arrived - self._begun
            if self._ended or arrived > deadline:
                break
            arrived = self._read(deadline)
        wanted = b", ".join(needles).decode()
        raise RuntimeError(f"no {wanted} on the screen, but:\n{self.text.decode(errors='replace')}")

    def press(self, keys: str, timeout: float = 60.0) -> Press:
        """Type keys at once, and wait until their output has come and gone quiet, if there is any.

        `text` is then what was printed because of them. `RuntimeError` where there is no end to it.
        """
        self.text = b""
        begun, used, received = time.perf_counter(), self.cpu_seconds, self.received
        drawn = used
        os.write(self._screen, keys.encode())
        arrived = last = begun
        while arrived < begun + timeout and not self._ended:
            so_far, busy = self.received, self.cpu_seconds
            patience = _QUIET if so_far > received else _SILENT
            arrived = self._read(time.perf_counter() + patience)
            if self.received > so_far:
                last, drawn = arrived, self.cpu_seconds
            elif self.cpu_seconds - busy < patience * _RESTING:
                printed = self.received - received
                cpu, afterwards = drawn - used, self.cpu_seconds - drawn
                return Press(cpu, last - begun, printed, afterwards)
        raise RuntimeError(f"no end to the answer to {keys!r}")

    def hold(self, key: str, a_second: int, seconds: float) -> Hold:
        """Type a key so many times a second, as a keyboard does while it is held.

        A frame counts if it draws a quarter of the rows at least, for those in which nothing stands
        stay as they are; a clock or a line alone is none.
        """
        self.text, self._chunks = b"", []
        begun, used = time.perf_counter(), self.cpu_seconds
        pressed = last = begun
        spent, sent = 0.0, 0
        while sent < a_second * seconds or time.perf_counter() < last + _SILENT:
            due = begun + sent / a_second
            if sent < a_second * seconds and time.perf_counter() >= due:
                os.write(self._screen, key.encode())
                sent, pressed = sent + 1, time.perf_counter()
                last = pressed
            received = self.received
            self._read(due if sent < a_second * seconds else last + _SILENT)
            if self.received > received:
                last, spent = time.perf_counter(), self.cpu_seconds - used
        ends = frames_in(self._chunks, self.rows // 4)
        self._chunks = None
        if not ends:
            raise RuntimeError(f"no frame while {key!r} was held")
        return Hold(sent, len(ends), ends[-1] - begun, ends[-1] - pressed, spent)

    def rest(self, timeout: float = 300.0) -> None:
        """Wait until the program has no more to do; `RuntimeError` where there is no end to it."""
        until = time.perf_counter() + timeout
        while time.perf_counter() < until:
            pause, busy = time.perf_counter() + _SILENT, self.cpu_seconds
            while time.perf_counter() < pause:
                self._read(pause)
            if self.cpu_seconds - busy < _SILENT * _RESTING:
                return
        raise RuntimeError("the program does not come to rest")

    @property
    def cpu_seconds(self) -> float:
        """The CPU time of all threads of the program so far, to the nanosecond, on Linux."""
        # What clock_getcpuclockid(3) returns for a process; Python offers it for threads alone.
        return time.clock_gettime(~self._process << 3 | 2)

    def _read(self, deadline: float) -> float:
        """Take what the program prints next, and return when it came."""
        ready, _, _ = select.select([self._screen], [], [], max(0, deadline - time.perf_counter()))
        try:
            data = os.read(self._screen, 1 << 16) if ready else b""
        except OSError:  # Linux says so when the far side is closed
            data = b""
        arrived = time.perf_counter()
        self._ended = bool(ready) and not data
        self.received += len(data)
        if self._chunks is not None and data:
            self._chunks.append((arrived, data))
        data = self._rest + data
        unfinished = _UNFINISHED.search(data)
        end = unfinished.start() if unfinished else len(data)
        self._rest = data[end:]
        for question in _QUESTION.finditer(data, 0, end):
            self._answer(question[0])
        self.text += _SEQUENCE.sub(b"", data[:end])
        return arrived

    def _answer(self, asked: bytes) -> None:
        for question, answer in _ANSWERS:
            match = re.fullmatch(question, asked)
            if match:
                os.write(self._screen, answer % match.groups())
                return


def frames_in(chunks: list[tuple[float, bytes]], rows: int) -> list[float]:
    """Return when each frame was whole that draws so many rows, from what came when."""
    found, rest = [], b""
    for arrived, data in chunks:
        *frames, rest = (rest + data).split(_FRAME_END)
        found += [arrived for frame in frames if len(set(_TO_ROW.findall(frame))) >= rows]
    return found


def peak_memory(process: int) -> int:
    """Return the bytes that Linux knows of, or 0; wait4 counts this process before exec too."""
    status = Path(f"/proc/{process}/status")
    peak = re.search(r"VmHWM:\s*(\d+) kB", status.read_text()) if status.exists() else None
    return int(peak[1]) * 1024 if peak else 0
