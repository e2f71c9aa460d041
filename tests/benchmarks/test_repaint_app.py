"""The floor that key presses are measured against."""

from benchmarks.repaint_app import Pane, RepaintApp
from benchmarks.terminal import COLUMNS, ROWS
from tui.session.arrangement import arrange


async def test_its_pane_is_as_large_as_the_viewers_and_each_key_changes_every_row() -> None:
    app = RepaintApp()
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        pane = app.query_one(Pane)
        shares = arrange(COLUMNS, ROWS)
        assert (pane.region.x, pane.region.y) == (0, 1)
        assert pane.size == (shares.width, shares.height)
        before = [pane.render_line(y).text for y in range(pane.size.height)]
        await pilot.press("x")
        after = [pane.render_line(y).text for y in range(pane.size.height)]
        assert all(old != new for old, new in zip(before, after, strict=True))
