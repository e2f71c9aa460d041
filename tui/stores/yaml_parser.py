"""Parser events of PyYAML, from its C parser or the pure one, as one and the same."""

from collections.abc import Callable
from itertools import chain
from re import compile as compile_pattern
from typing import Any

from yaml.events import ScalarEvent
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

try:
    from yaml._yaml import CParser as CParser
except ImportError:  # PyYAML without its extension
    CParser = None  # type: ignore[assignment, misc]

#: Returns the next event with its marks, None after the last.
NextEvent = Callable[[], Any]


class _PureParser(Reader, Scanner, Parser):
    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def c_events(text: str) -> NextEvent:
    return CParser(text).get_event


def pure_events(text: str) -> NextEvent:
    """Let plain texts in brackets hold '?' as the C parser does, so that `2023?` is a date."""
    private = map(chr, chain(range(0xE000, 0xF900), range(0xF0000, 0xFFFFE)))
    stand_in = next(char for char in private if char not in text)
    inside = compile_pattern(r"(?<=[^\s,\[\]{}])\?")
    next_event: NextEvent = _PureParser(inside.sub(stand_in, text)).get_event

    def restored() -> Any:
        event = next_event()
        if isinstance(event, ScalarEvent):
            event.value = event.value.replace(stand_in, "?")
        return event

    return restored


#: The fastest parser that is there.
parser_events = pure_events if CParser is None else c_events
