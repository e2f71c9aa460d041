"""How long until the first usable screen, beside a bare Textual app and Python alone."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.table import Row
from benchmarks.terminal import Terminal

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "events.yaml"

# A screen is usable when the lanes have their names and the footer its keys.
USABLE = (b"Models", b"Chips", b"help")
_START = ["-c", "from tui.cli import run; run()", str(SAMPLE)]
_PROGRAMS: dict[str, tuple[list[str], tuple[bytes, ...]]] = {
    "Python alone": (["-c", "print('READY')"], (b"READY",)),
    "bare Textual": ([str(ROOT / "benchmarks" / "bare_app.py")], (b"READY",)),
    "Eventide": (_START, USABLE),
    "Eventide, detail too": (_START, (*USABLE, b"Sources")),
}


def start_up(rounds: int) -> list[Row]:
    """Start all programs in turn, round after round, so that a busy moment strikes them alike."""
    with TemporaryDirectory() as home:
        surroundings = {"HOME": home, "PATH": os.environ["PATH"]}
        _round(surroundings)  # fills the caches of files
        taken = [_round(surroundings) for _ in range(rounds)]
    rows = []
    for index, (quantity, unit) in enumerate((("screen", "ms"), ("CPU", "ms"), ("memory", "MB"))):
        series = {name: [one[name][index] for one in taken] for name in _PROGRAMS}
        rows += [Row(f"{quantity}: {name}", unit, values) for name, values in series.items()]
        for name in ("Eventide", "Eventide, detail too"):
            pairs = zip(series[name], series["bare Textual"], strict=True)
            rows.append(Row(f"{quantity}: {name} ÷ bare Textual", "", [a / b for a, b in pairs]))
    return rows


def _round(surroundings: dict[str, str]) -> dict[str, tuple[float, float, float]]:
    """Return for each program the ms to its screen, its CPU ms, and its memory in MB."""
    taken = {}
    for name, (arguments, needles) in _PROGRAMS.items():
        with Terminal([sys.executable, *arguments], ROOT, surroundings) as terminal:
            seconds = terminal.wait_for(*needles)
        cpu, memory = terminal.usage
        taken[name] = (seconds * 1e3, cpu * 1e3, memory / 1e6)
    return taken
