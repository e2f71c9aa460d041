"""Processes that read parts of a large file, one part after the other.

The standard library's pools start a helper with the standard error of this process, which an app in
the terminal has none of to give.
"""

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from tui.events.segment import Segment
from tui.stores.part_answers import Common
from tui.stores.yaml_cut import NotInPartsError, Part

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from tui.stores.yaml_parts import Parts

#: From so many bytes on it is worth it to start processes that read along.
WORTH_PROCESSES = 4 * 1024 * 1024

#: The most processes, and the parts that each is given ahead.
_MOST_PROCESSES, _AHEAD = 8, 2

_PROGRAM = """
import sys
sys.path[:] = {path!r}
from tui.stores.part_answers import answer
answer(sys.stdin.buffer, sys.stdout.buffer)
"""


class PartProcess:
    """A process that reads parts of one file."""

    def __init__(self, common: Common) -> None:
        """Raise OSError where there can be none."""
        command = [sys.executable, "-c", _PROGRAM.format(path=sys.path)]
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        self._process = subprocess.Popen(  # noqa: S603  this very program
            command, stdin=pipe, stdout=pipe, stderr=nothing
        )
        self._send(common)

    def read(self, data: bytes, line: int) -> Segment:
        """Read a part. Raise NotInPartsError as PartReader does, OSError if the process fails."""
        if self._process.stdout is None:
            raise OSError
        try:
            self._send((data, line))
            found: Segment | None = pickle.load(self._process.stdout)  # noqa: S301  our own
        except (EOFError, ValueError, pickle.UnpicklingError) as error:
            raise OSError("a process that reads the file has ended") from error
        if found is None:
            raise NotInPartsError
        return found

    def end(self) -> None:
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self._process.wait()

    def _send(self, value: object) -> None:
        if self._process.stdin is None:
            raise OSError
        pickle.dump(value, self._process.stdin, pickle.HIGHEST_PROTOCOL)
        self._process.stdin.flush()


def segments(parts: "Parts", processes: int | None = None) -> Iterator[tuple[Part, Segment]]:
    """Yield the parts of a file as they are read, in order.

    Each is to be taken before the next one is asked for. Take how many processes may read it if it
    is large enough, None for all. Raise NotInPartsError.
    """
    count = min(_MOST_PROCESSES, os.cpu_count() or 1) if processes is None else processes
    if count > 1 and parts.size >= WORTH_PROCESSES:
        common = parts.cut.indent, parts.head.sources, tuple(parts.head.lanes)
        yield from by_processes(parts, common, count)
    reader = parts.reader
    for part in parts.rest():
        yield part, reader.read(parts.bytes_of(part), part.line)


def by_processes(parts: "Parts", common: Common, count: int) -> Iterator[tuple[Part, Segment]]:
    """Yield the parts of a file as count processes read them, in order.

    End early where there can be no processes, or when one of them fails.
    """
    from concurrent.futures import ThreadPoolExecutor
    from queue import SimpleQueue

    free: SimpleQueue[PartProcess] = SimpleQueue()
    processes: list[PartProcess] = []

    def read(part: Part) -> Segment:
        process = free.get()
        try:
            return process.read(parts.bytes_of(part), part.line)
        finally:
            free.put(process)

    waiting: deque[tuple[Part, Future[Segment]]] = deque()
    with ThreadPoolExecutor(count) as threads:
        try:
            for _ in range(count):
                processes.append(PartProcess(common))
                free.put(processes[-1])
            for part in parts.rest():
                waiting.append((part, _submitted(threads, read, part)))
                if len(waiting) > count * _AHEAD:
                    first, future = waiting.popleft()
                    yield first, future.result()
            while waiting:
                first, future = waiting.popleft()
                yield first, future.result()
        except OSError:
            return
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.end()


def _submitted(
    threads: "ThreadPoolExecutor", read: Callable[[Part], Segment], part: Part
) -> "Future[Segment]":
    """Let a thread read a part; raise OSError where there can be none."""
    try:
        return threads.submit(read, part)
    except RuntimeError as error:
        raise OSError("no thread can be started") from error
