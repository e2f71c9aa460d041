"""The table of the README."""

from benchmarks.report import README, chosen, renewed
from benchmarks.table import Row

ROWS = [
    Row("key to repaint", "ms", [4.0, 4.0], 1_000),
    Row("floor", "ms", [3.0, 3.0]),
    Row("screen: cold", "s", [0.2, 0.2], 1_000),
]


def test_what_is_worth_showing_has_an_order() -> None:
    assert [row.name for row in chosen(ROWS)] == ["screen: cold", "key to repaint"]


def test_a_table_takes_the_place_of_the_last_one() -> None:
    text = "a\n\n<!-- benchmarks -->\n\n| old |\n|---|\n\nb\n"
    new = renewed(text, ROWS)
    assert new == (
        "a\n\n<!-- benchmarks -->\n\n| events or rows | 1,000 |\n|---|---:|\n"
        "| screen: cold, s | 0.20 |\n| key to repaint, ms | 4.00 |\n\nb\n"
    )
    assert renewed(new, ROWS) == new


def test_the_readme_has_a_place_for_it() -> None:
    text = README.read_text(encoding="utf-8")
    assert renewed(text, ROWS) != text
