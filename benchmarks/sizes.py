"""What a file costs by its size: until its first events are on screen, until all are, and again."""

import os
import sys
import time
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from yaml._yaml import CParser

from benchmarks.events import write
from benchmarks.start_up import ROOT, USABLE
from benchmarks.table import Row
from benchmarks.terminal import Terminal

SIZES = (1_000, 10_000, 100_000, 1_000_000)

#: Seconds that a million events may take.
_PATIENCE = 300.0

_BARE = [str(ROOT / "benchmarks" / "bare_app.py")]


class Taken(dict[tuple[str, int], float]):
    """What one round took, by the name of the quantity and the number of events."""


def sizes(rounds: int, most: int) -> list[Row]:
    """Open files of each size up to the most, read for the first time and then again."""
    taken: list[Taken] = []
    with TemporaryDirectory() as folder:
        files = {size: Path(folder) / f"{size}.yaml" for size in SIZES if size <= most}
        for size, path in files.items():
            write(path, size)
        for number in range(rounds + 1):
            found = _round(files, Path(folder) / "home")
            taken += [found] if number else []  # the first fills the caches of files
    return [
        Row(name, _unit(name), [each[name, size] for each in taken], size)
        for name, size in taken[0]
    ]


def _unit(name: str) -> str:
    return "" if "÷" in name else "MB" if name.startswith("memory") else "s"


def _round(files: dict[int, Path], home: Path) -> Taken:
    """Return the ratios of one round, all programs starting in turn."""
    taken = Taken()
    for size, path in files.items():
        rmtree(home, ignore_errors=True)
        home.mkdir()
        bare, least = _opened(_BARE, home, (b"READY",))
        screen, all_of_it, memory = _read(path, f"{size:,} events", home)
        again, memory_again = _opened(_viewer(path), home, USABLE)
        raw = _raw_parse(path)
        taken["screen: bare Textual app", size] = bare
        taken["screen: cold", size] = screen
        taken["screen: cold ÷ bare Textual app", size] = screen / bare
        # A small file leaves nothing behind, and is read again.
        taken["screen: unchanged", size] = again
        taken["screen: unchanged ÷ bare Textual app", size] = again / bare
        taken["screen: with the last event", size] = all_of_it
        taken["read: to the last event ÷ libyaml's raw parse", size] = (all_of_it - bare) / raw
        taken["memory: cold", size] = memory / 1e6
        taken["memory: unchanged", size] = memory_again / 1e6
        beyond = (memory - least) / path.stat().st_size
        taken["memory: beyond bare Textual app ÷ file", size] = beyond
    return taken


def _viewer(path: Path) -> list[str]:
    return ["-c", "from tui.cli import run; run()", str(path)]


def _opened(arguments: list[str], home: Path, needles: tuple[bytes, ...]) -> tuple[float, int]:
    """Return the seconds until a program's screen has some texts, and its memory in bytes."""
    with Terminal([sys.executable, *arguments], ROOT, _surroundings(home)) as terminal:
        seconds = terminal.wait_for(*needles)
    return seconds, terminal.usage.memory


def _read(path: Path, name: str, home: Path) -> tuple[float, float, int]:
    """Return the seconds until the first events are there and until all are, and the memory."""
    command = [sys.executable, *_viewer(path)]
    with Terminal(command, ROOT, _surroundings(home)) as terminal:
        screen = terminal.wait_for(*USABLE, timeout=_PATIENCE)
        all_of_it = terminal.wait_for(name.encode(), timeout=_PATIENCE)
        if all_of_it > screen:
            # What was read is kept for the next time behind the screen.
            until = time.monotonic() + _PATIENCE
            while not _tables(home) and time.monotonic() < until:
                time.sleep(0.05)
    return screen, all_of_it, terminal.usage.memory


def _tables(home: Path) -> bool:
    return any((home / ".cache").rglob("*.table"))


def _surroundings(home: Path) -> dict[str, str]:
    home.mkdir(exist_ok=True)
    return {"HOME": str(home), "PATH": os.environ["PATH"]}


def _raw_parse(path: Path) -> float:
    """Return the seconds that libyaml takes for the text, without anything made of it."""
    text = path.read_text(encoding="utf-8")
    parser, begun = CParser(text), time.perf_counter()
    parser.raw_parse()
    return time.perf_counter() - begun
