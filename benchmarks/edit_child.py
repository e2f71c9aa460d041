"""Edits a file each time that it is asked to, and says how many seconds that took.

Before the first time it reads the file as the viewer does. Beside each edit it writes the same
bytes to another file, and waits until they are on the disk: the floor to measure against.
"""

import os
import sys
import time
from pathlib import Path

from tui.stores.editor import Editor
from tui.stores.open_file import OpenFile
from tui.stores.yaml_edit.edit import SetField


def main(path: Path) -> None:
    file = OpenFile.begin(path)
    file.read_on()
    editor = Editor(file)
    for number, _ in enumerate(sys.stdin):
        events = file.reading.timeline.events
        event = events[len(events) // 2 + number]
        begun = time.perf_counter()
        editor.apply([SetField(event.location, "title", f"Title {number}")], "edited")
        seconds = time.perf_counter() - begun
        data, beside = path.read_bytes(), path.with_suffix(".floor")
        begun = time.perf_counter()
        _write(beside, data)
        print(seconds, time.perf_counter() - begun, flush=True)


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        with memoryview(data) as rest:
            at = 0
            while at < len(rest):
                at += os.write(handle, rest[at:])
        os.fsync(handle)
    finally:
        os.close(handle)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
