"""A second connection to a database of DuckDB, to ask one question while another is answered."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Answer = TypeVar("Answer")


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

    def begin(self, ask: Callable[[Any], Answer]) -> Callable[[], Answer]:
        """Begin to ask the connection; return what waits for the answer, or raises as ask does."""
        return self._thread.submit(ask, self._connection).result

    def cancel(self) -> None:
        """Stop the query that runs now."""
        self._connection.interrupt()

    def close(self) -> None:
        """Stop what runs, and wait until it has."""
        self.cancel()
        self._thread.shutdown(cancel_futures=True)
        self._connection.close()
