"""Cost against size as a drawing: both axes by powers of ten, a line for each quantity."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from math import ceil, floor, log10
from statistics import median

from benchmarks.table import Row

#: A size and what it cost there.
Point = tuple[float, float]

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 860, 460, 70, 250, 20, 50
_FONT = 'font-family="sans-serif" font-size="13"'
#: Okabe and Ito's colours, and dashes for those who see none.
_LOOKS = (
    ("#0072B2", ""),
    ("#E69F00", "8 4"),
    ("#009E73", "2 4"),
    ("#CC79A7", "10 3 2 3"),
    ("#56B4E9", "5 5"),
    ("#D55E00", "12 4"),
    ("#666666", "3 3"),
    ("#000000", ""),
)
_MILLISECONDS = {"ms": 1.0, "s": 1e3}


def plotted(rows: Iterable[Row]) -> str:
    """Return the rows that are times as an SVG: what each costs, by the events or rows."""
    series: dict[str, list[Point]] = {}
    for row in rows:
        if row.size and row.unit in _MILLISECONDS:
            cost = median(row.values) * _MILLISECONDS[row.unit]
            series.setdefault(row.name, []).append((row.size, cost))
    return draw(series, "events or rows", "milliseconds")


def draw(series: Mapping[str, Sequence[Point]], x_label: str, y_label: str) -> str:
    """Return an SVG of some lines; all values are above 0, and there is one at least."""
    xs = [x for points in series.values() for x, _ in points]
    ys = [y for points in series.values() for _, y in points]
    across = floor(log10(min(xs))), max(ceil(log10(max(xs))), floor(log10(min(xs))) + 1)
    up = floor(log10(min(ys))), max(ceil(log10(max(ys))), floor(log10(min(ys))) + 1)

    def place(x: float, y: float) -> tuple[float, float]:
        right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
        return (
            _LEFT + (log10(x) - across[0]) / (across[1] - across[0]) * (right - _LEFT),
            bottom - (log10(y) - up[0]) / (up[1] - up[0]) * (bottom - _TOP),
        )

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" {_FONT}>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
    ]
    for power in range(across[0], across[1] + 1):
        x, y = place(10**power, 10 ** up[0])
        lines.append(_line(x, y, x, _TOP))
        lines.append(_text(x, y + 18, f"{10**power:,}", "middle"))
    for power in range(up[0], up[1] + 1):
        x, y = place(10 ** across[0], 10**power)
        lines.append(_line(x, y, _WIDTH - _RIGHT, y))
        lines.append(_text(x - 8, y + 4, f"{10.0**power:g}", "end"))
    lines.append(_text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 10, x_label, "middle"))
    lines.append(
        f'<text transform="translate(18 {_HEIGHT / 2}) rotate(-90)" text-anchor="middle"'
        f' fill="#222222">{escape(y_label)}</text>'
    )
    taken: list[float] = []
    for number, (name, points) in enumerate(series.items()):
        lines += _curve(name, [place(*point) for point in points], number, taken)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _curve(name: str, points: Sequence[Point], number: int, taken: list[float]) -> list[str]:
    colour, dashes = _LOOKS[number % len(_LOOKS)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    style = f'stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dashes}" fill="none"'
    # A name that would stand in another moves as far up or down as it has to.
    ends = (points[-1][1] + step * side for step in range(_HEIGHT) for side in (-1, 1))
    inside = (y for y in ends if _TOP <= y <= _HEIGHT - _BOTTOM)
    y = next(y for y in inside if all(abs(y - other) >= 17 for other in taken))
    taken.append(y)
    circles = [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="4" fill="{colour}"/>' for a, b in points]
    label = _text(_WIDTH - _RIGHT + 14, y + 4, name, "start", colour)
    return [f'<polyline points="{path}" {style}/>', *circles, label]


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"'
        ' stroke="#dddddd" stroke-width="1"/>'
    )


def _text(x: float, y: float, text: str, anchor: str, colour: str = "#222222") -> str:
    where = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {where} fill="{colour}">{escape(text)}</text>'
