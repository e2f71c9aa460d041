"""What is still to be read of something large, while its first events are on screen."""

from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.stores.held import Held


class Unread:
    """Is read in a thread; all else here may be asked and done from others meanwhile."""

    def __init__(self) -> None:
        #: How many events have been read.
        self.events = 0
        self.is_stopped = False
        self._begun = monotonic()

    @property
    def part(self) -> float:
        """How much of all has been read, from 0 to 1."""
        raise NotImplementedError

    @property
    def rate(self) -> float:
        """How many events have been read in a second."""
        return self.events / max(1e-3, monotonic() - self._begun)

    def stop(self) -> None:
        """Read no further; what has been read is kept."""
        self.is_stopped = True

    def abandon(self) -> None:
        """Read no further, and keep nothing, for nobody waits for it."""
        self.is_stopped = True

    def read(self) -> "Held":
        """Return what was read. Raise UnreadableError where there is nothing."""
        raise NotImplementedError
