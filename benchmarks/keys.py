"""What a key press costs beside a trivial repaint of the same pane, at several sizes of file."""

import os
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.events import written
from benchmarks.sizes import SIZES
from benchmarks.start_up import ROOT, SAMPLE, USABLE
from benchmarks.table import Row
from benchmarks.terminal import Press, Terminal

FLOOR, SAMPLE_NAME = "floor", "sample"

#: Enough for a slow machine to read a million events.
PATIENCE = 300.0

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


class Round(NamedTuple):
    """The presses of each kind of key in each program, and the most bytes that it held."""

    presses: dict[str, dict[str, list[Press]]]
    memory: dict[str, int]


def keys(rounds: int, most: int) -> list[Row]:
    """Press each kind of key in all programs in turn, in programs started anew for each round."""
    with TemporaryDirectory() as home:
        made = written(Path(home), SIZES, most)
        files = {SAMPLE_NAME: SAMPLE, **{named(size): path for size, path in made.items()}}
        taken = [_round(files, still(home)) for _ in range(rounds)]
    return rows(taken)


def named(size: int) -> str:
    """Return what a file of so many events is called, as its headline says it."""
    return f"{size:,} events"


def still(home: str) -> dict[str, str]:
    """Return an environment in which nothing moves but by keys.

    A glide has many frames by intention, and none where there is no time for them.
    """
    return {"HOME": home, "PATH": os.environ["PATH"], "TEXTUAL_ANIMATIONS": "none"}


def rows(taken: list[Round]) -> list[Row]:
    """Return the ratios of what was measured; a kind of key that changes no picture has none."""
    names = [name for name in taken[0].presses if name != FLOOR]
    sizes = [size for size in SIZES if named(size) in names]
    floor = [_cpu(_all(one.presses[FLOOR])) for one in taken]
    found = [Row(f"CPU: {FLOOR}", "ms", [1e3 * seconds for seconds in floor])]
    for name in names:
        for kind in KEYS:
            pairs = [(one.presses[name][kind], one.presses[FLOOR][kind]) for one in taken]
            found += _ratio(f"CPU: {kind}, {name} ÷ {FLOOR}", pairs)
        found.append(_costliest(name, taken))
    for size in sizes[1:]:
        for kind in KEYS:
            larger, smaller = named(size), named(sizes[0])
            pairs = [(one.presses[larger][kind], one.presses[smaller][kind]) for one in taken]
            found += _ratio(f"CPU: {kind}, {larger} ÷ {smaller}", pairs)
    for name in taken[0].presses:
        rest = [fmean(each.afterwards for each in _all(one.presses[name])) for one in taken]
        found.append(Row(f"CPU afterwards: {name}", "ms", [1e3 * seconds for seconds in rest]))
    for name in taken[0].presses:
        latency = [median(press.latency for press in _all(one.presses[name])) for one in taken]
        found.append(Row(f"latency: {name}", "ms", [1e3 * seconds for seconds in latency]))
    for size in sizes:
        found += _of_all_keys(size, taken)
    return found


def _of_all_keys(size: int, taken: list[Round]) -> list[Row]:
    """Return what all kinds of keys together come to in a file of some size."""
    ratios, whole, latency = [], [], []
    for one in taken:
        presses, floor = _all(one.presses[named(size)]), _all(one.presses[FLOOR])
        ratios.append(_cpu(presses) / _cpu(floor))
        both = fmean(press.cpu + press.afterwards for press in presses)
        whole.append(both / fmean(press.cpu + press.afterwards for press in floor))
        latency.append(1e3 * median(press.latency for press in presses))
    memory = [one.memory[named(size)] / 1e6 for one in taken]
    return [
        Row(f"key to repaint: CPU ÷ {FLOOR}", "", ratios, size),
        Row(f"key to repaint and what is made ahead: CPU ÷ {FLOOR}", "", whole, size),
        Row("key to repaint", "ms", latency, size),
        Row("key to repaint: memory", "MB", memory, size),
    ]


def opened(running: ExitStack, arguments: Iterable[str], home: dict[str, str]) -> Terminal:
    """Return a terminal in which a program of Python's was started."""
    return running.enter_context(Terminal([sys.executable, *arguments], ROOT, home))


def _round(files: dict[str, Path], surroundings: dict[str, str]) -> Round:
    with ExitStack() as running:
        floor = opened(running, [str(ROOT / "benchmarks" / "repaint_app.py")], surroundings)
        programs = {FLOOR: floor}
        programs[FLOOR].wait_for(b"READY")
        for name, path in files.items():
            programs[name] = opened(running, ["-m", "tui", str(path)], surroundings)
            programs[name].wait_for(*USABLE, timeout=PATIENCE)
        for name, terminal in programs.items():
            if name not in (FLOOR, SAMPLE_NAME):
                terminal.wait_for(name.encode(), timeout=PATIENCE)
            # What is read, kept and verified behind the first screen is no key's.
            terminal.rest()
            for key in _MIDDLE:
                terminal.press("x" if name == FLOOR else key)
        taken = Round({name: {} for name in programs}, {})
        for kind, pressed in KEYS.items():
            for name, terminal in programs.items():
                sent = ("x" if name == FLOOR else key for key in pressed)
                taken.presses[name][kind] = [terminal.press(key) for key in sent]
        for name, terminal in programs.items():
            taken.memory[name] = terminal.peak_memory
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
        (kind, at): [
            one.presses[name][kind][at].cpu / _cpu(_all(one.presses[FLOOR])) for one in taken
        ]
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
