"""One row of cells by itself: the line above the picture and the line of keys below it."""

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.layout.scene import Row, Run, Scene, Zone
from tui.widgets.paint import paint
from tui.widgets.theme import inks_of


class RowLine(Widget):
    """Paints one row and says which run was clicked."""

    ALLOW_SELECT = False

    class RunClicked(Message):
        def __init__(self, run: Run) -> None:
            super().__init__()
            self.run = run

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._row = Row(Zone.AXIS, ())

    @property
    def row(self) -> Row:
        return self._row

    def show(self, row: Row) -> None:
        """Paint a row from now on."""
        if row != self._row:
            self._row = row
            self.refresh()

    def render_line(self, y: int) -> Strip:
        inks = inks_of(self)
        if y:
            return Strip.blank(self.size.width, inks.ground)
        return paint(self._row, self.size.width, inks)

    def on_click(self, event: events.Click) -> None:
        run = Scene(self.size.width, 1, 0, (self._row,)).run_at(event.x, event.y)
        if run is not None and run.target:
            self.post_message(self.RunClicked(run))
