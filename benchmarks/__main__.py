"""Measures a part of what the viewer costs, or all, and prints it as one table."""

import argparse
import compileall
import sysconfig
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.edits import edits
from benchmarks.held import held
from benchmarks.keys import keys
from benchmarks.plot import plotted
from benchmarks.prompts import prompts
from benchmarks.report import PLOT, README, drawn, renewed
from benchmarks.sizes import sizes
from benchmarks.start_up import ROOT, start_up
from benchmarks.table import Row, draw
from benchmarks.tables import tables

#: Takes a number of rounds, and the most events of a file or rows of a table.
Measure = Callable[[int, int], list[Row]]

#: What is measured, and how often if nothing else is said.
MEASUREMENTS: dict[str, tuple[Measure, int]] = {
    "start": (lambda rounds, _: start_up(rounds), 15),
    "keys": (keys, 5),
    "held": (held, 3),
    "prompts": (prompts, 3),
    "edits": (edits, 5),
    "sizes": (sizes, 3),
    "tables": (tables, 5),
}
ALL = "all"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python3 dev.py bench", description=__doc__)
    parser.add_argument("what", nargs="?", choices=(*MEASUREMENTS, ALL), default="start")
    usual = ", ".join(f"{name} {rounds}" for name, (_, rounds) in MEASUREMENTS.items())
    parser.add_argument("--rounds", type=int, help=f"how often each is measured ({usual})")
    parser.add_argument("--most", type=int, default=100_000, help="events of the largest file")
    parser.add_argument("--rows", type=int, default=10_000_000, help="rows of the largest table")
    parser.add_argument("--plot", type=Path, help="the file for a drawing (SVG) of cost by size")
    parser.add_argument(
        "--renew", action="store_true", help="put the table into the README, and its drawing here"
    )
    options = parser.parse_args()
    for folder in (ROOT / "tui", ROOT / "benchmarks", sysconfig.get_path("purelib")):
        compileall.compile_dir(folder, quiet=2, workers=0)
    rows: list[Row] = []
    for name in MEASUREMENTS if options.what == ALL else (options.what,):
        measure, usually = MEASUREMENTS[name]
        most = options.rows if measure is tables else options.most
        rows += measure(max(2, options.rounds or usually), most)
    print(draw(rows))
    write = partial(Path.write_text, encoding="utf-8")
    if options.plot:
        write(options.plot, plotted(rows))
    if options.renew:
        write(PLOT, drawn(rows))
        write(README, renewed(README.read_text(encoding="utf-8"), rows))


if __name__ == "__main__":
    main()
