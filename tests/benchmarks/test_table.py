"""Measurements as a table."""

from benchmarks.table import Row, draw, draw_by_size

ROWS = [
    Row("screen", "s", [0.1, 0.3, 0.7], 1_000),
    Row("floor", "ms", [1.0, 1.0]),
    Row("screen", "s", [123.4, 123.4], 10_000),
    Row("key ÷ floor", "", [1.25, 1.25], 10_000),
]


def test_a_row_has_its_size_beside_its_name() -> None:
    assert draw(ROWS).splitlines()[2:] == [
        "| screen, 1,000 | 0.3 | 0.2 – 0.5 | s |",
        "| floor | 1.0 | 1.0 – 1.0 | ms |",
        "| screen, 10,000 | 123.4 | 123.4 – 123.4 | s |",
        "| key ÷ floor, 10,000 | 1.25 | 1.25 – 1.25 |  |",
    ]


def test_sizes_stand_side_by_side_without_what_has_none() -> None:
    assert draw_by_size(ROWS).splitlines() == [
        "| events or rows | 1,000 | 10,000 |",
        "|---|---:|---:|",
        "| screen, s | 0.30 | 123 |",
        "| key ÷ floor |  | 1.25 |",
    ]
