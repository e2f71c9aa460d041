"""One row of cells by itself: the line above the picture and the line of keys below it."""

from collections.abc import Sequence

from textual import events
from textual.message import Message

from tui.layout.scene import Row, Run, Scene, Zone
from tui.widgets.painted import Line, Painted


class RowLine(Painted):
    """Paints one row and says which run was clicked."""

    class RunClicked(Message):
        def __init__(self, run: Run) -> None:
            super().__init__()
            self.run = run

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._row = Row(Zone.AXIS, ())

    @property
    def row(self) -> Row:
        return self._row

    def show(self, row: Row) -> None:
        """Paint a row from now on."""
        if row != self._row:
            self._row = row
            self.refresh()

    def lines(self, height: int) -> Sequence[Line]:
        return (self._row,)[:height]

    def on_click(self, event: events.Click) -> None:
        run = Scene(self.size.width, 1, 0, (self._row,)).run_at(event.x, event.y)
        if run is not None and run.target:
            self.post_message(self.RunClicked(run))
