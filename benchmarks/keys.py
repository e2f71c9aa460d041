"""What a key press costs beside a trivial repaint of the same pane, at several sizes of file."""

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory

from benchmarks.events import write
from benchmarks.start_up import ROOT, SAMPLE, USABLE
from benchmarks.table import Row
from benchmarks.terminal import Press, Terminal

FLOOR, SMALLER, LARGER = "floor", "1,000 events", "100,000 events"
_SIZES = {SMALLER: 1_000, LARGER: 100_000}

#: Enough for a slow machine to read a hundred thousand events.
_PATIENCE = 180.0

#: All programs press these first, unmeasured; they select an event in the middle of all.
_MIDDLE = ("g", "2019-12-03", "\r", "0", ".", ",", ".", ",")

_RIGHT, _PAGE_DOWN, _PAGE_UP = "\x1b[C", "\x1b[6~", "\x1b[5~"

#: In this order, so that zooming in meets each zoom for the first time and zooming out again.
KEYS: dict[str, tuple[str, ...]] = {
    "next": (".",) * 8,
    "next in lane": (_RIGHT,) * 8,
    "lane below, above": ("j",) * 3 + ("k",) * 3,
    "zoom in": ("+",) * 8,
    "pan": ("d",) * 6 + ("a",) * 6,
    "next, zoomed in": (".",) * 8,
    "scroll": (_PAGE_DOWN,) * 3 + (_PAGE_UP,) * 3,
    "zoom out": ("-",) * 8,
}

#: The presses of each kind of key in each program.
Round = dict[str, dict[str, list[Press]]]


def keys(rounds: int) -> list[Row]:
    """Press each kind of key in all programs in turn, in programs started anew for each round."""
    with TemporaryDirectory() as home:
        files = {"sample": SAMPLE}
        for name, size in _SIZES.items():
            files[name] = Path(home) / f"{size}.yaml"
            write(files[name], size)
        # A glide has many frames by intention, and none where there is no time for them.
        still = {"TEXTUAL_ANIMATIONS": "none"}
        surroundings = {"HOME": home, "PATH": os.environ["PATH"], **still}
        taken = [_round(files, surroundings) for _ in range(rounds)]
    return rows(taken)


def rows(taken: list[Round]) -> list[Row]:
    """Return the ratios of what was measured; a kind of key that changes no picture has none."""
    names = [name for name in taken[0] if name != FLOOR]
    floor = [one[FLOOR] for one in taken]
    found = [Row(f"CPU: {FLOOR}", "ms", [1e3 * _cpu(_all(one)) for one in floor])]
    for name in names:
        for kind in KEYS:
            pairs = [(one[name][kind], one[FLOOR][kind]) for one in taken]
            found += _ratio(f"CPU: {kind}, {name} ÷ {FLOOR}", pairs)
        found.append(_costliest(name, taken))
    for kind in KEYS:
        pairs = [(one[LARGER][kind], one[SMALLER][kind]) for one in taken]
        found += _ratio(f"CPU: {kind}, {LARGER} ÷ {SMALLER}", pairs)
    for name in (FLOOR, *names):
        rest = [fmean(press.afterwards for press in _all(one[name])) for one in taken]
        found.append(Row(f"CPU afterwards: {name}", "ms", [1e3 * seconds for seconds in rest]))
    for name in (FLOOR, *names):
        latency = [median(press.latency for press in _all(one[name])) for one in taken]
        found.append(Row(f"latency: {name}", "ms", [1e3 * seconds for seconds in latency]))
    return found


def _round(files: dict[str, Path], surroundings: dict[str, str]) -> Round:
    with ExitStack() as running:

        def start(*arguments: str) -> Terminal:
            command = [sys.executable, *arguments]
            return running.enter_context(Terminal(command, ROOT, surroundings))

        programs = {FLOOR: start(str(ROOT / "benchmarks" / "repaint_app.py"))}
        programs[FLOOR].wait_for(b"READY")
        for name, path in files.items():
            programs[name] = start("-m", "tui", str(path))
            programs[name].wait_for(*USABLE, timeout=_PATIENCE)
        for name, terminal in programs.items():
            for key in _MIDDLE:
                terminal.press("x" if name == FLOOR else key)
        taken: Round = {name: {} for name in programs}
        for kind, pressed in KEYS.items():
            for name, terminal in programs.items():
                sent = ("x" if name == FLOOR else key for key in pressed)
                taken[name][kind] = [terminal.press(key) for key in sent]
    return taken


def _ratio(name: str, pairs: list[tuple[list[Press], list[Press]]]) -> list[Row]:
    """Return the row of one ratio for each round, or none where keys changed nothing."""
    if not all(_drawn(a) and _drawn(b) for a, b in pairs):
        return []
    return [Row(name, "", [_cpu(a) / _cpu(b) for a, b in pairs])]


def _costliest(name: str, taken: list[Round]) -> Row:
    """Return the ratio of the press that costs most in the median of the rounds."""
    places = [(kind, at) for kind, pressed in KEYS.items() for at in range(len(pressed))]
    series = {
        (kind, at): [one[name][kind][at].cpu / _cpu(_all(one[FLOOR])) for one in taken]
        for kind, at in places
    }
    kind, at = max(series, key=lambda place: median(series[place]))
    return Row(f"CPU: costliest ({kind}), {name} ÷ {FLOOR}", "", series[kind, at])


def _all(presses: dict[str, list[Press]]) -> list[Press]:
    return [press for some in presses.values() for press in _drawn(some)]


def _drawn(presses: list[Press]) -> list[Press]:
    """Return those that changed the picture: at the end of what there is a key does nothing."""
    return [press for press in presses if press.printed]


def _cpu(presses: list[Press]) -> float:
    """Return the mean seconds of CPU of the presses that changed the picture."""
    return fmean(press.cpu for press in _drawn(presses))
