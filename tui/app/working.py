"""What takes long is worked on behind the screen: how far it is is told, and it can be stopped."""

from asyncio import CancelledError, to_thread
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from textual.app import App

#: Seconds between two looks at how far something is.
PAUSE = 0.2

#: Is called by what is being worked on with what part of it is done, from 0 to 1, as often as it
#: likes. Raises StoppedError.
Tell = Callable[[float], None]

Result = TypeVar("Result")


class StoppedError(Exception):
    """Work that was stopped before its end."""


class _Work:
    def __init__(self, words: str, *, stops: bool) -> None:
        self.words, self.stops = words, stops
        self.is_stopped = False
        self._part = 0.0

    def tell(self, part: float) -> None:
        if self.is_stopped:
            raise StoppedError
        self._part = part

    @property
    def message(self) -> str:
        if self.is_stopped:
            return f"{self.words}: stopping"
        part = f": {self._part:.0%}" if self._part else ""
        return f"{self.words}{part}{'; esc stops' if self.stops else ''}"


class Working:
    """Works without keeping the screen waiting."""

    def __init__(self, app: App[None], far: Callable[[str], None]) -> None:
        """Take what is called with how far something is, and with "" once that is over."""
        self._app, self._far = app, far
        self._works: list[_Work] = []

    async def done(
        self, words: str, work: Callable[[Tell], Result], *, stops: bool = True
    ) -> Result:
        """Return what comes of some work, which words say; stops tells whether it can be stopped.

        Raise what the work does, or StoppedError.
        """
        one = _Work(words, stops=stops)
        self._works.append(one)
        # What is done at once is not told at all.
        timer = self._app.set_interval(PAUSE, partial(self._say, one), name="working")
        try:
            found = await to_thread(work, one.tell)
        except CancelledError:
            # The viewer is being left, and would wait for the thread.
            one.is_stopped = stops
            raise
        finally:
            timer.stop()
            self._works.remove(one)
            self._far(self._works[-1].message if self._works else "")
        if one.is_stopped:
            raise StoppedError
        return found

    def stop(self) -> bool:
        """Stop what can be stopped, and return whether anything could."""
        works = [one for one in self._works if one.stops]
        for one in works:
            one.is_stopped = True
        return bool(works)

    def _say(self, one: _Work) -> None:
        if one in self._works[-1:]:
            self._far(one.message)
