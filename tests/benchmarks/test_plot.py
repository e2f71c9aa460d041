"""The drawing of what files cost by their size."""

from xml.etree import ElementTree

from benchmarks.plot import draw, plotted
from benchmarks.table import Row

SVG = "{http://www.w3.org/2000/svg}"


def test_a_drawing_has_a_line_and_a_name_for_each_quantity() -> None:
    series = {"first & last": [(1_000, 0.2), (100_000, 3.0)], "again": [(1_000, 0.2)]}
    root = ElementTree.fromstring(draw(series, "events", "seconds"))  # noqa: S314  our own
    assert len(root.findall(f"{SVG}polyline")) == 2
    texts = [each.text for each in root.findall(f"{SVG}text")]
    for name in ("first & last", "again", "events", "seconds", "1,000", "100,000", "0.1", "10"):
        assert name in texts
    ends = [float(each.get("y", "0")) for each in root.findall(f"{SVG}text")][-2:]
    assert abs(ends[0] - ends[1]) >= 17, "names do not stand in each other"


def test_rows_that_are_times_are_drawn_by_their_sizes() -> None:
    rows = [
        Row("screen", "s", [0.2, 0.3, 0.4], 1_000),
        Row("screen ÷ bare Textual app", "", [1.0, 1.0], 1_000),
        Row("memory", "MB", [1.0, 1.0], 1_000),
        Row("floor", "ms", [1.0, 1.0]),
        Row("screen", "s", [0.4, 0.5, 0.6], 10_000),
        Row("key", "ms", [4.0, 4.0], 10_000),
    ]
    assert plotted(rows) == draw(
        {"screen": [(1_000, 300.0), (10_000, 500.0)], "key": [(10_000, 4.0)]},
        "events or rows",
        "milliseconds",
    )
