"""A second connection to a database of DuckDB, to ask one question while another is answered."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

Answer = TypeVar("Answer")

#: Seconds until a query that goes on is stopped once more: one that only begins heeds no stop.
_AGAIN = 0.02


class Beside:
    """A connection with a thread of its own, which asks one question after the other.

    It reckons in the time zone of the first connection, and knows nothing that is temporary there.
    """

    def __init__(self, first: Any) -> None:
        """Take a connection of DuckDB; raise what the engine raises."""
        zone = first.execute("SELECT current_setting('TimeZone')").fetchone()
        self._connection = first.cursor()
        self._connection.execute("SET TimeZone = ?", zone)
        self._thread = ThreadPoolExecutor(1, "eventide-beside")
        self._asked: Future[Any] | None = None

    def begin(self, ask: Callable[[Any], Answer]) -> Callable[[], Answer]:
        """Begin to ask the connection; return what waits for the answer, or raises as ask does."""
        asked = self._thread.submit(ask, self._connection)
        self._asked = asked
        return asked.result

    def cancel(self) -> None:
        """Stop the query that runs now."""
        self._connection.interrupt()

    def abandon(self) -> None:
        """Stop what was begun last, and wait until it has ended."""
        asked = self._asked
        if asked is None or asked.cancel():
            return
        while not asked.done():
            self.cancel()
            wait([asked], _AGAIN)

    def close(self) -> None:
        self.abandon()
        self._thread.shutdown()
        self._connection.close()
