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

#: The same for what somebody waits for.
URGENT = 0.008

#: Seconds between two such pieces, in which keys and frames have their turn.
BREATH = 0.002

#: A full collection of garbage, which takes longer than a key may, is due after so many small ones.
#: Some versions of Python have no number for it.
_DUE = gc.get_threshold()[2] or 10


class Idle:
    """Does what it was given last, step by step, until that is done or there is something else.

    Then it collects the garbage, if there is much: once there is an Idle, no key waits for that.
    """

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._timer: Timer | None = None
        self._hurry: Timer | None = None
        self._is_hurried = False
        self._steps: Iterator[object] = iter(())
        self._urgent: Iterator[object] = iter(())

    def begin(self, steps: Iterator[object]) -> None:
        """Take steps in place of those that are not done."""
        self._steps = steps
        self._wake()

    def at_once(self, steps: Iterator[object]) -> None:
        """Take steps that somebody waits for, before all others, and do a piece of them now."""
        self._urgent = steps
        self._is_hurried = self._piece(steps, URGENT)
        if not self._is_hurried:
            return
        self._wake()
        if self._hurry is None:
            self._hurry = self._app.set_interval(BREATH, self._work_at_once, name="at once")
        else:
            self._hurry.resume()

    def _wake(self) -> None:
        if self._timer is None:
            gc.set_threshold(*gc.get_threshold()[:2], 1_000_000)
            self._timer = self._app.set_interval(PAUSE, self._work, name="idle")
        else:
            self._timer.reset()
            self._timer.resume()

    def rest(self) -> None:
        """Give up what is not done, but for what somebody waits for."""
        self._steps = iter(())

    def _piece(self, steps: Iterator[object], seconds: float) -> bool:
        """Take steps for so long, and return whether there may be more of them."""
        until = monotonic() + seconds
        return any(monotonic() >= until for _ in steps)

    def _work_at_once(self) -> None:
        self._is_hurried = self._piece(self._urgent, URGENT)
        if not self._is_hurried and self._hurry is not None:
            self._hurry.pause()

    def _work(self) -> None:
        if self._is_hurried or self._piece(self._steps, PIECE):
            return
        if self._timer is not None:
            self._timer.pause()
        if gc.get_count()[2] >= _DUE:
            gc.collect()
