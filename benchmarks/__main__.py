"""Prints one table of all measurements."""

import argparse
import compileall
import sysconfig

from benchmarks.start_up import ROOT, start_up
from benchmarks.table import draw

MEASUREMENTS = (start_up,)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python3 dev.py bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="how often each is measured (15)")
    rounds = max(2, parser.parse_args().rounds)
    for folder in (ROOT / "tui", ROOT / "benchmarks", sysconfig.get_path("purelib")):
        compileall.compile_dir(folder, quiet=2, workers=0)
    print(draw(row for measure in MEASUREMENTS for row in measure(rounds)))


if __name__ == "__main__":
    main()
