"""How many pictures a second are drawn while a key that pans is held on a large screen."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.events import written
from benchmarks.keys import FLOOR, PATIENCE, named, still
from benchmarks.sizes import SIZES
from benchmarks.start_up import ROOT, USABLE
from benchmarks.table import Row
from benchmarks.terminal import Hold, Terminal

_SCREEN = 250, 70
#: As often as a fast keyboard repeats, and for so many seconds.
_A_SECOND, _SECONDS = 60, 4.0

#: From the first events on, with a few weeks on screen, there is enough to pan over.
_START = ("g", "2014-06-03", "\r", *"+" * 8)

#: What each program did and the most bytes that it held.
Round = dict[str, tuple[Hold, int]]


def held(rounds: int, most: int) -> list[Row]:
    """Hold the key in all programs in turn, in programs started anew for each round."""
    with TemporaryDirectory() as home:
        files = written(Path(home), SIZES, most)
        taken = [_round(files, still(home)) for _ in range(rounds)]
    return rows(taken, list(files))


def rows(taken: list[Round], sizes: list[int]) -> list[Row]:
    """Return frames a second and CPU of a frame, those of the floor first."""
    found = []
    for name, size in ((FLOOR, 0), *((named(size), size) for size in sizes)):
        holds = [one[name][0] for one in taken]
        end = "" if size else f": {FLOOR}"
        rates = [hold.frames / hold.seconds for hold in holds]
        cpu = [1e3 * hold.cpu / hold.frames for hold in holds]
        late = [1e3 * hold.late for hold in holds]
        found += [
            Row(f"pan held at 250 × 70, frames a second{end}", "/s", rates, size),
            Row(f"pan held at 250 × 70, CPU of a frame{end}", "ms", cpu, size),
            Row(f"pan held at 250 × 70, last key to last frame{end}", "ms", late, size),
        ]
        if size:
            memory = [one[name][1] / 1e6 for one in taken]
            found.append(Row("pan held at 250 × 70: memory", "MB", memory, size))
    return found


def _round(files: dict[int, Path], surroundings: dict[str, str]) -> Round:
    taken: Round = {}
    commands = {FLOOR: [str(ROOT / "benchmarks" / "repaint_app.py")]}
    commands |= {named(size): ["-m", "tui", str(path)] for size, path in files.items()}
    for name, arguments in commands.items():
        with Terminal([sys.executable, *arguments], ROOT, surroundings, _SCREEN) as terminal:
            if name == FLOOR:
                terminal.wait_for(b"READY")
            else:
                terminal.wait_for(*USABLE, name.encode(), timeout=PATIENCE)
                terminal.rest()
                for key in _START:
                    terminal.press(key)
            hold = terminal.hold("x" if name == FLOOR else "d", _A_SECOND, _SECONDS)
            taken[name] = hold, terminal.peak_memory
    return taken
