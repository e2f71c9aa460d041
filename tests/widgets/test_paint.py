"""A row of a scene as a strip."""

from rich.style import Style

from tui.layout.marks import Role
from tui.layout.scene import Row, Run, Zone
from tui.palette import DARK, LIGHT
from tui.widgets.paint import paint

GROUND = Style(color="#ffffff", bgcolor="#000000")
ROW = Row(Zone.LANES, (Run(2, "漢字", Role.LABEL, 0, "x"), Run(8, "◆", Role.POINT, 1, "y", True)))


def test_a_row_is_painted_as_wide_as_asked_for() -> None:
    for width in (1, 5, 9, 40):
        strip = paint(ROW, width, GROUND, dark=True)
        assert strip.cell_length == width
    assert paint(ROW, 12, GROUND, dark=True).text == "  漢字  ◆   "


def test_every_cell_has_a_ground_and_the_lane_gives_the_colour() -> None:
    for dark, palette in ((True, DARK), (False, LIGHT)):
        segments = list(paint(ROW, 12, GROUND, dark=dark))
        assert all(segment.style and segment.style.bgcolor for segment in segments)
        point = next(segment for segment in segments if segment.text == "◆")
        assert point.style is not None
        assert point.style.bgcolor is not None
        assert point.style.bgcolor.name == palette.lanes[1]
        assert point.style.bold
