"""Prints one table of a measurement: of start-up, or of key presses."""

import argparse
import compileall
import sysconfig

from benchmarks.keys import keys
from benchmarks.start_up import ROOT, start_up
from benchmarks.table import draw

#: What is measured, and how often if nothing else is said.
MEASUREMENTS = {"start": (start_up, 15), "keys": (keys, 5)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python3 dev.py bench", description=__doc__)
    parser.add_argument("what", nargs="?", choices=MEASUREMENTS, default="start")
    parser.add_argument("--rounds", type=int, help="how often each is measured (15; keys 5)")
    options = parser.parse_args()
    measure, usual = MEASUREMENTS[options.what]
    for folder in (ROOT / "tui", ROOT / "benchmarks", sysconfig.get_path("purelib")):
        compileall.compile_dir(folder, quiet=2, workers=0)
    print(draw(measure(max(2, options.rounds or usual))))


if __name__ == "__main__":
    main()
