"""Prints one table of a measurement: of start-up, of key presses, or of files by size."""

import argparse
import compileall
import sysconfig
from collections.abc import Callable
from pathlib import Path

from benchmarks.keys import keys
from benchmarks.sizes import plotted, sizes
from benchmarks.start_up import ROOT, start_up
from benchmarks.table import Row, draw

#: What is measured, and how often if nothing else is said.
MEASUREMENTS: dict[str, tuple[Callable[[int, int], list[Row]], int]] = {
    "start": (lambda rounds, _: start_up(rounds), 15),
    "keys": (lambda rounds, _: keys(rounds), 5),
    "sizes": (sizes, 3),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python3 dev.py bench", description=__doc__)
    parser.add_argument("what", nargs="?", choices=MEASUREMENTS, default="start")
    parser.add_argument(
        "--rounds", type=int, help="how often each is measured (15; keys 5, sizes 3)"
    )
    parser.add_argument("--most", type=int, default=100_000, help="events of the largest of sizes")
    parser.add_argument("--plot", type=Path, help="the file for a drawing (SVG) of sizes")
    options = parser.parse_args()
    measure, usual = MEASUREMENTS[options.what]
    for folder in (ROOT / "tui", ROOT / "benchmarks", sysconfig.get_path("purelib")):
        compileall.compile_dir(folder, quiet=2, workers=0)
    rows = measure(max(2, options.rounds or usual), options.most)
    print(draw(rows))
    if options.plot:
        options.plot.write_text(plotted(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
