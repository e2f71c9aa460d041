"""What is wrong with a query, and where."""


class QueryError(ValueError):
    """A query that cannot be read. column counts characters from 0, length how many are meant."""

    def __init__(self, reason: str, column: int, length: int = 1) -> None:
        super().__init__(reason)
        self.reason, self.column, self.length = reason, column, max(1, length)

    @property
    def place(self) -> tuple[int, int]:
        """The half-open range of the characters that are meant."""
        return self.column, self.column + self.length
