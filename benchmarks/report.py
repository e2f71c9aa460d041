"""The table in the README, and which of all quantities stand in it."""

import re
from collections.abc import Iterable, Sequence

from benchmarks.plot import plotted
from benchmarks.start_up import ROOT
from benchmarks.table import Row, draw_by_size

README = ROOT / "README.md"
PLOT = ROOT / "benchmarks" / "sizes.svg"

#: In this order.
_HEADLINES = (
    "screen: cold",
    "screen: cold ÷ bare Textual app",
    "screen: unchanged",
    "screen: unchanged ÷ bare Textual app",
    "screen: with the last event",
    "read: to the last event ÷ libyaml's raw parse",
    "memory: cold",
    "memory: unchanged",
    "memory: beyond bare Textual app ÷ file",
    "key to repaint",
    "key to repaint: CPU ÷ floor",
    "key to repaint: memory",
    "pan held at 250 × 70, frames a second",
    "pan held at 250 × 70: memory",
    "filter keystroke",
    "filter keystroke: CPU ÷ floor",
    "filter and search: memory",
    "edit and save",
    "edit and save ÷ write and fsync",
    "edit and save: memory",
    *(
        f"DuckDB, {span}: {way}"
        for span in ("whole range", "a year", "a month", "a day")
        for way in ("table ÷ own query", "rollup", "rollup ÷ own query")
    ),
    "DuckDB: making the rollup",
    "DuckDB: size of the rollup",
    "DuckDB: memory, making the rollup",
    "DuckDB: memory, table",
    "DuckDB: memory, rollup",
)
_DRAWN = (
    "screen: cold",
    "screen: unchanged",
    "screen: with the last event",
    "key to repaint",
    "filter keystroke",
    "edit and save",
    "DuckDB, whole range: rollup",
    "DuckDB, whole range: own query",
)
_TABLE = re.compile(r"(?<=<!-- benchmarks -->\n\n)(?:\|.*\n)+")


def chosen(rows: Iterable[Row]) -> list[Row]:
    """Return the rows that are worth showing to all, in their order."""
    return _in_order(rows, _HEADLINES)


def drawn(rows: Iterable[Row]) -> str:
    """Return a drawing (SVG) of those rows that show how cost grows."""
    return plotted(_in_order(rows, _DRAWN))


def renewed(text: str, rows: Iterable[Row]) -> str:
    """Return a text with the table of some rows in place of the one behind its mark."""
    return _TABLE.sub(lambda _: f"{draw_by_size(chosen(rows))}\n", text)


def _in_order(rows: Iterable[Row], names: Sequence[str]) -> list[Row]:
    places = {name: place for place, name in enumerate(names)}
    return sorted((row for row in rows if row.name in places), key=lambda row: places[row.name])
