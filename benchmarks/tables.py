"""What a frame of a table costs, with a rollup and without, beside the engine's own query."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.child import Child
from benchmarks.rows import EXTENT, obstacle, write
from benchmarks.table import Row
from tui.dates.calendar import instant
from tui.dates.span import Span
from tui.stores.table.alignment import padded

SIZES = (10_000_000, 50_000_000)

#: The cells of a picture on a screen of common size.
_CELLS = 160
#: Frames hold so many events of each lane. One less in each round is a question that no earlier
#: answer is kept for.
_EVENTS = 40

TABLE, ROLLUP, OWN = "table", "rollup", "own query"
_SPANS = ("whole range", "a year", "a month", "a day")


def tables(rounds: int, most: int) -> list[Row]:
    """Ask tables of each size up to the most; those that the machine cannot hold are told of."""
    found: list[Row] = []
    for size in (size for size in SIZES if size <= most):
        with TemporaryDirectory() as name:
            folder = Path(name)
            reason = obstacle(folder, size)
            if reason:
                print(f"{size:,} rows are not asked: {reason}", file=sys.stderr)
                continue
            files = {"DuckDB": folder / "events.duckdb", "Parquet": folder / "events.parquet"}
            write(files["DuckDB"], files["Parquet"], size)
            for kind, path in files.items():
                found += _asked(kind, path, size, rounds)
    return found


def _asked(kind: str, path: Path, size: int, rounds: int) -> list[Row]:
    """Return the rows of one table; all ways of asking it take turns, in processes of their own."""
    address = str(path) if kind == "Parquet" else f"duckdb://{path}?table=events"
    rollup = path.with_suffix(".rollup")
    with Child("frame_child", address, str(rollup)) as builder:
        opening = builder.ask("open")
        (building,) = builder.ask("build")
        memory = {"making the rollup": builder.memory / 1e6}
    with ExitStack() as running:
        children = {
            OWN: running.enter_context(Child("own_child", str(path))),
            TABLE: running.enter_context(Child("frame_child", address)),
            ROLLUP: running.enter_context(Child("frame_child", address, str(rollup))),
        }
        opening += children[TABLE].ask("open") + children[ROLLUP].ask("open")
        taken: dict[tuple[str, str], list[list[float]]] = {}
        for number in range(rounds + 1):
            for span, question in _questions(number):
                for way, child in children.items():
                    answer = child.ask(question)
                    if number:  # the first fills the caches of the engine
                        taken.setdefault((span, way), []).append(answer)
        memory |= {way: child.memory / 1e6 for way, child in children.items()}
    # What was measured once has no spread.
    found = [
        Row(f"{kind}: open", "ms", opening, size),
        Row(f"{kind}: making the rollup", "s", [building / 1e3] * 2, size),
        Row(f"{kind}: size of the rollup", "MB", [rollup.stat().st_size / 1e6] * 2, size),
        Row(f"{kind}: size of the table", "MB", [path.stat().st_size / 1e6] * 2, size),
    ]
    for span in _SPANS:
        found += _frame(f"{kind}, {span}", size, {way: taken[span, way] for way in children})
    found += [Row(f"{kind}: memory, {way}", "MB", [most] * 2, size) for way, most in memory.items()]
    return found


def _questions(number: int) -> Iterator[tuple[str, str]]:
    """Yield what is asked in a round, where no other round asks but for the whole range."""
    year, month, day = 2015 + number % 10, 1 + number % 12, 1 + number % 28
    spans = (
        EXTENT,
        Span(instant(year), instant(year + 1)),
        Span(instant(year, month), instant(year, month) + instant(1970, 2)),
        Span(instant(year, month, day), instant(year, month, day) + instant(1970, 1, 2)),
    )
    for name, span in zip(_SPANS, spans, strict=True):
        wide, bins = padded(span, _CELLS)
        yield name, f"{wide.start} {wide.end} {bins} {_EVENTS - number % 20}"


def _frame(name: str, size: int, taken: dict[str, list[list[float]]]) -> list[Row]:
    """Return the rows of frames of one length."""
    counted = [counts for counts, _ in taken[OWN]]
    answered = [whole for _, whole in taken[OWN]]
    found = [Row(f"{name}: {OWN}", "ms", answered, size)]
    for way in (TABLE, ROLLUP):
        values = [each[0] for each in taken[way]]
        ratios = [a / b for a, b in zip(values, answered, strict=True)]
        narrow = [a / b for a, b in zip(values, counted, strict=True)]
        found += [
            Row(f"{name}: {way}", "ms", values, size),
            Row(f"{name}: {way} ÷ {OWN}", "", ratios, size),
            Row(f"{name}: {way} ÷ {OWN} for counts alone", "", narrow, size),
        ]
    return found
