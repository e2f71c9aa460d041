"""Frames between two pictures, as many as the terminal has time for."""

from collections.abc import Callable
from time import monotonic

from textual.app import App

from tui.axis.viewport import Viewport
from tui.session.motion import DURATION, HASTE, between, can_glide

#: Seconds that a frame may take; a terminal that takes longer is shown the goal at once.
SLOW = 0.04

#: Slow frames after which there are no more glides.
_PATIENCE = 3


class Glide:
    """Plays the way from what is on screen to where a key leads, unless something is in a hurry."""

    def __init__(self, app: App[None], show: Callable[[Viewport | None], None]) -> None:
        self._app, self._show = app, show
        self._shown: Viewport | None = None
        self._goal: Viewport | None = None
        self._began = self._drawn = self._asked = 0.0
        self._slow = 0
        #: Whether to glide where nobody watches, which only tests want.
        self.plays_headless = False

    def to(self, goal: Viewport) -> None:
        """Bring a viewport on screen; show is called with those on the way, and last with None."""
        now = monotonic()
        is_hasty, self._asked = now - self._asked < HASTE, now
        start, self._goal = self._shown, None
        if start is None or is_hasty or not self._may_glide or not can_glide(start, goal):
            self.at_once(goal)
            return
        self._goal, self._began, self._start = goal, now, start
        self._frame()

    @property
    def _may_glide(self) -> bool:
        is_watched = self.plays_headless or not self._app.is_headless
        return is_watched and self._app.animation_level == "full" and self._slow < _PATIENCE

    def _frame(self) -> None:
        goal = self._goal
        if goal is None:
            return
        self._drawn = monotonic()
        # The first frame comes with the key, so it is already on its way.
        progress = (self._drawn - self._began) / DURATION + 0.2
        if progress >= 1:
            self.at_once(goal)
            return
        self._shown = between(self._start, goal, progress)
        self._show(self._shown)
        self._app.call_after_refresh(self._next, goal)

    def _next(self, goal: Viewport) -> None:
        if self._goal is not goal:
            return
        if monotonic() - self._drawn > SLOW:
            self._slow += 1
            self.at_once(goal)
        else:
            self._frame()

    def at_once(self, goal: Viewport) -> None:
        """Show a viewport without a way to it."""
        self._goal, self._shown = None, goal
        self._show(None)

    def repaint(self) -> None:
        """Show what is on screen again, unless it is on its way somewhere."""
        if self._goal is None:
            self._show(None)
