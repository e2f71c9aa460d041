"""Asks a table for frames as the viewer would, and says how many milliseconds each took.

A line is `open`, `build`, or a span, a number of bins and how many events each lane shows. Answers
come from the rollup in the file of the second argument, if there is one.
"""

import sys
import time
from pathlib import Path

from tui.dates.span import Span
from tui.stores.table.store import TableStore


def main(address: str, rollup: Path | None) -> None:
    store: TableStore | None = None
    for line in sys.stdin:
        begun = time.perf_counter()
        if line.startswith("open"):
            store = TableStore.open(address)
            store.lanes()
            if rollup is not None:
                store.use_rollup(rollup)
        assert store
        if line.startswith("build"):
            assert rollup
            store.build_rollup(rollup)
        elif not line.startswith("open"):
            start, end, bins, most = map(int, line.split())
            store.frame(Span(start, end), bins, most=most)
        print((time.perf_counter() - begun) * 1e3, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else None)
