"""Measurements as rows of a table."""

from collections.abc import Iterable
from statistics import median, quantiles
from typing import NamedTuple


class Row(NamedTuple):
    """One quantity, measured two or more times; at a size if it is not 0, of events or rows."""

    name: str
    unit: str
    values: list[float]
    size: int = 0


def draw(rows: Iterable[Row]) -> str:
    """Return a Markdown table of medians and of the middle half of the values."""
    lines = ["| quantity | median | middle half | unit |", "|---|---:|---:|---|"]
    for row in rows:
        low, _, high = quantiles(row.values, n=4, method="inclusive")
        places = 1 if row.unit else 2
        middle = f"{low:.{places}f} – {high:.{places}f}"
        name = f"{row.name}, {row.size:,}" if row.size else row.name
        lines.append(f"| {name} | {median(row.values):.{places}f} | {middle} | {row.unit} |")
    return "\n".join(lines)


def draw_by_size(rows: Iterable[Row]) -> str:
    """Return a Markdown table of medians, a column for each size; rows without one are left out."""
    medians: dict[tuple[str, str], dict[int, float]] = {}
    for row in rows:
        if row.size:
            medians.setdefault((row.name, row.unit), {})[row.size] = median(row.values)
    sizes = sorted({size for found in medians.values() for size in found})
    lines = [
        f"| events or rows | {' | '.join(f'{size:,}' for size in sizes)} |",
        f"|---|{'---:|' * len(sizes)}",
    ]
    for (name, unit), found in medians.items():
        shown = (_shown(found[size]) if size in found else "" for size in sizes)
        lines.append(f"| {name}{f', {unit}' if unit else ''} | {' | '.join(shown)} |")
    return "\n".join(lines)


def _shown(value: float) -> str:
    """Return three digits, and no fractions of large numbers."""
    places = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    return f"{value:,.{places}f}"
