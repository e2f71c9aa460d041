"""Measurements as rows of a table."""

from collections.abc import Iterable
from statistics import median, quantiles
from typing import NamedTuple


class Row(NamedTuple):
    """One quantity, measured two or more times."""

    name: str
    unit: str
    values: list[float]


def draw(rows: Iterable[Row]) -> str:
    """Return a Markdown table of medians and of the middle half of the values."""
    lines = ["| quantity | median | middle half | unit |", "|---|---:|---:|---|"]
    for name, unit, values in rows:
        low, _, high = quantiles(values, n=4)
        places = 1 if unit else 2
        middle = f"{low:.{places}f} – {high:.{places}f}"
        lines.append(f"| {name} | {median(values):.{places}f} | {middle} | {unit} |")
    return "\n".join(lines)
