"""A text that cannot be read as YAML, and where."""

from tui.events.problem import Location


class YamlError(Exception):
    """Says in plain words what keeps a text from being read; location is None for all of it."""

    def __init__(self, message: str, location: Location | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.location = location


class LimitError(YamlError):
    """A text that would take more memory or time than a file is worth; nothing more is read."""
