"""How it became known, day by day, as a film."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import App
from textual.screen import ModalScreen

from tui.session.stage import Stage

if TYPE_CHECKING:
    from textual.timer import Timer

#: Seconds that a day on which something became known is on screen.
PLAYING = 1.2


class Playing:
    """Steps of what was known on one stage, by hand or played."""

    def __init__(self, app: App[None], stage: Stage, move: Callable[[], None]) -> None:
        self._app, self._stage, self._move = app, stage, move
        self._timer: Timer | None = None

    def toggle(self) -> None:
        """Show what was known when the selected event happened, or all again."""
        reason = self._stage.toggle_as_of()
        if reason:
            self._app.notify(reason)
        self._move()

    def step(self, by: int) -> bool:
        """Show what was known a step earlier or later; False, and words, if there is none."""
        has_moved = self._stage.step_as_of(by)
        if has_moved:
            self._move()
        else:
            where = "after this" if by > 0 else "before this"
            self._app.notify(f"No source has a date {where}")
        return has_moved

    def play(self) -> None:
        self._timer = self._app.set_interval(PLAYING, self._play_on)
        self._play_on()

    def _play_on(self) -> None:
        if not isinstance(self._app.screen, ModalScreen) and not self.step(1):
            self.stop()

    def stop(self) -> bool:
        """Stop, and return whether anything was playing."""
        if self._timer is None:
            return False
        self._timer.stop()
        self._timer = None
        return True
