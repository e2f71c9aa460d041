"""Events as a table of text: date, lane and title, one event a line."""

from collections.abc import Iterable

from tui.events.event import Event
from tui.layout.labels import measure


def listing(events: Iterable[Event]) -> list[str]:
    """Return one line an event in the order given, the date as EDTF, columns aligned."""
    rows = [
        (event.when.text if event.when else "no date", event.lane, event.title) for event in events
    ]
    dates = max((measure(date) for date, _, _ in rows), default=0)
    lanes = max((measure(lane) for _, lane, _ in rows), default=0)
    return [
        f"{_padded(date, dates)}  {_padded(lane, lanes)}  {title}".rstrip()
        for date, lane, title in rows
    ]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - measure(text))
