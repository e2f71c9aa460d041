"""What a key costs that is typed into the filter or the search, until its picture is there."""

from contextlib import ExitStack
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from benchmarks.events import written
from benchmarks.keys import FLOOR, PATIENCE, named, opened, still
from benchmarks.sizes import SIZES
from benchmarks.start_up import ROOT, USABLE
from benchmarks.table import Row
from benchmarks.terminal import Press, Terminal

#: A word of some titles, and a field with a value; each letter asks for something else.
_TYPED = ("doubts", "lane:chips")
_KINDS = {"filter": "f", "search": "/"}
_ENTER, _ESCAPE = "\r", "\x1b"

#: The presses of each kind in each program, and the most bytes that it held.
Round = dict[str, tuple[dict[str, list[Press]], int]]


def prompts(rounds: int, most: int) -> list[Row]:
    """Type the same into all programs in turn, in programs started anew for each round."""
    with TemporaryDirectory() as home:
        files = written(Path(home), SIZES, most)
        taken = [_round(files, still(home)) for _ in range(rounds)]
    return rows(taken, list(files))


def rows(taken: list[Round], sizes: list[int]) -> list[Row]:
    """Return the latency and the CPU of the typed letters, and the worst of each round."""
    found = []
    for size in sizes:
        for kind in _KINDS:
            presses = [one[named(size)][0][kind] for one in taken]
            floors = [one[FLOOR][0][kind] for one in taken]
            pairs = list(zip(presses, floors, strict=True))
            mean = [1e3 * fmean(press.latency for press in some) for some in presses]
            worst = [1e3 * max(press.latency for press in some) for some in presses]
            ratios = [_cpu(some) / _cpu(floor) for some, floor in pairs]
            found += [
                Row(f"{kind} keystroke", "ms", mean, size),
                Row(f"{kind} keystroke, the slowest", "ms", worst, size),
                Row(f"{kind} keystroke: CPU ÷ {FLOOR}", "", ratios, size),
            ]
        memory = [one[named(size)][1] / 1e6 for one in taken]
        found.append(Row("filter and search: memory", "MB", memory, size))
    return found


def _round(files: dict[int, Path], surroundings: dict[str, str]) -> Round:
    taken: Round = {}
    with ExitStack() as running:
        floor = opened(running, [str(ROOT / "benchmarks" / "repaint_app.py")], surroundings)
        floor.wait_for(b"READY")
        programs = {FLOOR: floor}
        for size, path in files.items():
            terminal = opened(running, ["-m", "tui", str(path)], surroundings)
            terminal.wait_for(*USABLE, named(size).encode(), timeout=PATIENCE)
            terminal.rest()
            programs[named(size)] = terminal
        for name, terminal in programs.items():
            typed = _repainted if name == FLOOR else _typed
            presses = {kind: typed(terminal, key) for kind, key in _KINDS.items()}
            taken[name] = presses, terminal.peak_memory
    return taken


def _typed(terminal: Terminal, key: str) -> list[Press]:
    """Return the presses of all letters of all that is typed into what a key opens."""
    found = []
    for text in _TYPED:
        terminal.press(key)
        found += [terminal.press(letter) for letter in text]
        for end in (_ENTER, _ESCAPE):
            terminal.press(end)
        terminal.rest()
    return found


def _repainted(terminal: Terminal, _: str) -> list[Press]:
    """Return as many presses of a key that paints all of the pane anew."""
    return [terminal.press("x") for text in _TYPED for _ in text]


def _cpu(presses: list[Press]) -> float:
    return fmean(press.cpu for press in presses)
