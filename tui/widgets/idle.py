"""Work that is done while nobody presses a key, so that the next key finds it done."""

import gc
from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:
    from textual.timer import Timer


#: Seconds after a key, and between pieces of work: the picture goes first, and so does a key.
PAUSE = 0.015

#: Seconds that a piece may take, give or take one step: a key that comes meanwhile still makes its
#: frame.
PIECE = 0.003

#: A full collection of garbage, which takes longer than a key may, is due after so many small ones.
_DUE = gc.get_threshold()[2]


class Idle:
    """Does what it was given last, step by step, until that is done or there is something else.

    Then it collects the garbage, if there is much: once there is an Idle, no key waits for that.
    """

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._timer: Timer | None = None
        self._steps: Iterator[object] = iter(())

    def begin(self, steps: Iterator[object]) -> None:
        """Take steps in place of those that are not done."""
        self._steps = steps
        if self._timer is None:
            gc.set_threshold(*gc.get_threshold()[:2], 1_000_000)
            self._timer = self._app.set_interval(PAUSE, self._work, name="idle")
        else:
            self._timer.reset()
            self._timer.resume()

    def rest(self) -> None:
        """Give up what is not done."""
        self._steps = iter(())

    def _work(self) -> None:
        until = monotonic() + PIECE
        for _ in self._steps:
            if monotonic() >= until:
                return
        if self._timer is not None:
            self._timer.pause()
        if gc.get_count()[2] >= _DUE:
            gc.collect()
