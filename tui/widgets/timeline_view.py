"""The timeline pane: shows a scene and says what was done to it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from tui.keymap.command import Pane
from tui.layout.overview import Grip, grip_at
from tui.layout.scene import Run, Scene, Zone
from tui.widgets.bindings import bindings
from tui.widgets.painted import Line, Painted

#: One notch of the wheel.
WHEEL_ZOOM = 2**0.25
WHEEL_ROWS = 3


class TimelineView(Painted, can_focus=True):
    """Paints the rows of a scene as they are."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Pane.TIMELINE)

    class RunClicked(Message):
        """A cell of a run that belongs to an event was clicked, again if chained is above 1."""

        def __init__(self, run: Run, chained: int) -> None:
            super().__init__()
            self.run, self.chained = run, chained

    class Dragged(Message):
        """The picture was pulled by so many cells, to the right and down for positive numbers."""

        def __init__(self, cells: int, rows: int) -> None:
            super().__init__()
            self.cells, self.rows = cells, rows

    class Scrolled(Message):
        def __init__(self, rows: int) -> None:
            super().__init__()
            self.rows = rows

    class Panned(Message):
        def __init__(self, steps: int) -> None:
            super().__init__()
            self.steps = steps

    class Zoomed(Message):
        def __init__(self, factor: float, column: int) -> None:
            super().__init__()
            self.factor, self.column = factor, column

    class Brushed(Message):
        """The brush, or an end of it, was pulled to a column."""

        def __init__(self, grip: Grip, column: int) -> None:
            super().__init__()
            self.grip, self.column = grip, column

    def __init__(self) -> None:
        super().__init__("timeline")
        self._scene = Scene(0, 0, 0, ())
        self._pressed: tuple[int, int, Zone | None] | None = None
        self._has_dragged = False
        self._grip = Grip.WHOLE

    @property
    def scene(self) -> Scene:
        return self._scene

    def show(self, scene: Scene) -> None:
        """Paint a scene from now on; only the rows that differ are painted again."""
        before, self._scene = self._scene, scene
        if (before.width, before.height) != (scene.width, scene.height):
            self.refresh()
        else:
            self.refresh_changes(before.rows, scene.rows)

    def lines(self, height: int) -> Sequence[Line]:
        return self._scene.rows[:height]

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button == 1:
            self._pressed = event.x, event.y, self._scene.zone_at(event.y)
            self._has_dragged = False
            self.capture_mouse()
            if self._pressed[2] is Zone.OVERVIEW:
                self._grip = grip_at(self._scene.rows[event.y], event.x)
                self._brush(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._pressed is None:
            return
        x, y, zone = self._pressed
        if zone is Zone.OVERVIEW:
            self._brush(event)
        elif (event.x, event.y) != (x, y):
            self._has_dragged = True
            self._pressed = event.x, event.y, zone
            self.post_message(self.Dragged(event.x - x, event.y - y))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self._release()
        if self._has_dragged:
            self.suppress_click()

    def on_blur(self) -> None:
        self._release()

    def on_hide(self) -> None:
        self._release()

    def on_click(self, event: events.Click) -> None:
        run = self._scene.run_at(event.x, event.y)
        if run is not None and run.target and not self._has_dragged:
            self.post_message(self.RunClicked(run, event.chain))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, 1)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        event.stop()
        self.post_message(self.Panned(-1))

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        event.stop()
        self.post_message(self.Panned(1))

    def _wheel(self, event: events.MouseEvent, turn: int) -> None:
        # The base class scrolls sideways when ctrl or shift is held.
        event.prevent_default()
        event.stop()
        zone = self._scene.zone_at(event.y)
        if event.ctrl or zone in (Zone.AXIS, Zone.OVERVIEW):
            self.post_message(self.Zoomed(WHEEL_ZOOM**-turn, event.x))
        elif event.shift:
            self.post_message(self.Panned(turn))
        else:
            self.post_message(self.Scrolled(turn * WHEEL_ROWS))

    def _brush(self, event: events.MouseEvent) -> None:
        self.post_message(self.Brushed(self._grip, event.x))

    def _release(self) -> None:
        if self._pressed is not None:
            self._pressed = None
            self.release_mouse()
