"""What is kept of a part of a file once its events are in a table."""

from collections.abc import Mapping

from tui.dates.span import Span
from tui.named import NamedTuple


class Said(NamedTuple):
    """What an event says of its id: the id, or if none is given what one is made from."""

    text: str
    is_given: bool


class Trace(NamedTuple):
    """A part that was read: what a table that is made of it and others does not tell.

    It begins at an offset of the file in bytes, on a line, and has so many events. lanes are those
    of its events in order of appearance. said has a value for each event in the order of the file,
    and is None where each gives an id. reach, own and guessed are as in a segment.
    """

    offset: int
    line: int
    size: int
    lanes: tuple[str, ...]
    said: tuple[Said, ...] | None
    reach: Span | None
    own: Mapping[str, int]
    guessed: int
