"""What can go wrong with a table, in a sentence for people."""


class TableError(Exception):
    """A table that cannot be asked.

    message is one clean sentence without any credential. field is the field of an event whose
    column is to blame, "" if none is.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class StoppedError(TableError):
    """An answer that nobody waits for any more: it was cancelled."""
