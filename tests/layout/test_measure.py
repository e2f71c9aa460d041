"""The time between two events, drawn on the axis."""

import pytest

from tui.axis.viewport import Viewport
from tui.dates.edtf import parse
from tui.dates.span import Span
from tui.layout.measure import measure_runs

MARCH = parse("2025-03")


def drawn(a: str, b: str, width: int = 62) -> str:
    assert MARCH.earliest is not None
    assert MARCH.before is not None
    viewport = Viewport.fit(Span(MARCH.earliest, MARCH.before), width)
    line = [" "] * width
    for run in measure_runs(parse(a), parse(b), viewport, 0):
        line[run.x : run.x + len(run.text)] = run.text
    return "".join(line).rstrip()


@pytest.mark.parametrize(
    ("a", "b", "picture"),
    [
        ("2025-03-01", "2025-03-11", "┝━━━━━ 10 days ━━━━━┥"),
        ("2025-03-11", "2025-03-01", "┝━━━━━ 10 days ━━━━━┥"),
        ("2025-03-01", "2025-03-02", "┝━┥ 1 day"),
        ("2025-03-30", "2025-03-31", " " * 52 + "1 day ┝━┥"),
        ("2025-02-01", "2025-03-11", "◂━ 1 month 10 days ━┥"),
        ("2025-02-01", "2025-04-11", f"◂{'━' * 21} 2 months 10 days {'━' * 21}▸"),
        ("2025-02", "2025-03", f"◂{'╌' * 23} 1 to 58 days {'╌' * 23}┥"),
        (
            "2025-03-01",
            "2025-03",
            f"┝{'╌' * 12} at the same time or up to 30 days {'╌' * 13}┥",
        ),
        ("2025-03-05", "2025-03-2X", f"        ┝{'━' * 16} 15 to 24 days {'╌' * 17}┥"),
        ("2025-05-01", "2025-06-01", ""),
    ],
)
def test_a_measure_goes_from_beginning_to_beginning(a: str, b: str, picture: str) -> None:
    assert drawn(a, b) == picture
