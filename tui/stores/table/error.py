"""What can go wrong with a table, in a sentence for people."""


class TableError(Exception):
    """A table that cannot be asked. message is one clean sentence without any credential."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class StoppedError(TableError):
    """An answer that nobody waits for any more: it was cancelled."""
