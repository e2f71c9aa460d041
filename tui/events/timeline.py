"""A file's events in the order of time, with all that they refer to."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from tui.dates.fuzzy_date import FuzzyDate
from tui.events.columns import is_columnar, take
from tui.events.event import OTHER_LANE, Event, Link, Source
from tui.events.problem import Problem
from tui.named import NamedTuple

if TYPE_CHECKING:
    from tui.events.named_table import NamedTable


class Lane(NamedTuple):
    """A row group. colour and glyph are as the file says them, empty where it does not."""

    name: str
    colour: str = ""
    glyph: str = ""
    text: str = ""


class SavedView(NamedTuple):
    """A view that somebody gave a name: its parts by name, several of one for a list."""

    name: str
    parts: tuple[tuple[str, str], ...]


class Era(NamedTuple):
    """A stretch of time behind the events."""

    when: FuzzyDate
    title: str
    text: str = ""


# As events are, final for the type checker alone.
@dataclass(eq=False, repr=False)
class Timeline:
    """One file as read. events is in the order of time, undated ones last as the file has them.

    lanes has the declared ones first, then the others as they first appear in the file. problems is
    sorted by place; troubles is how many errors and warnings there are, those not listed included.
    A partial one has some of all events alone, and what they link to may be missing. table is where
    events are if the file has none itself. own has the fields that only this timeline knows, as far
    as others than its events may have them.
    """

    title: Final[str] = ""
    about: Final[str] = ""
    lanes: Final[tuple[Lane, ...]] = ()
    eras: Final[tuple[Era, ...]] = ()
    views: Final[tuple[SavedView, ...]] = ()
    sources: Final[Mapping[str, Source]] = field(default_factory=dict)
    events: Final[Sequence[Event]] = ()
    problems: Final[tuple[Problem, ...]] = ()
    troubles: Final[int] = 0
    is_partial: Final[bool] = False
    table: Final["NamedTable | None"] = None
    own: Final[tuple[str, ...]] = ()

    def event(self, event_id: str) -> Event | None:
        if is_columnar(self.events):
            return self.events.named(event_id)
        return self._by_id.get(event_id)

    def incoming(self, event_id: str) -> tuple[tuple[Event, Link], ...]:
        """Return the links to an event and the events they start from, in the order of time."""
        if is_columnar(self.events):
            return tuple(self.events.linking(event_id))
        return tuple(self._incoming.get(event_id, ()))

    @cached_property
    def _by_id(self) -> dict[str, Event]:
        return {event.id: event for event in self.events}

    @cached_property
    def _incoming(self) -> dict[str, list[tuple[Event, Link]]]:
        incoming: dict[str, list[tuple[Event, Link]]] = {}
        for event in self.events:
            for link in event.links:
                incoming.setdefault(link.to, []).append((event, link))
        return incoming


def parted(events: Sequence[Event]) -> tuple[Sequence[Event], Sequence[Event]]:
    """Return those that have a date, and those that have none, of events in the order of time."""
    if is_columnar(events):
        dated = len(events.columns.positions)
    else:
        dated = bisect_left(events, 1, key=lambda event: event.when is None)
    return take(events, range(dated)), take(events, range(dated, len(events)))


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Sort by the first possible instant, then the longer first, then as they come.

    So a year stands before its first month and that before its first day. An open or unknown end
    is the longest. Events without a date come last.
    """
    dated: list[tuple[int, float, int, Event]] = []
    undated: list[Event] = []
    for number, event in enumerate(events):
        if event.when is None:
            undated.append(event)
        else:
            before = event.when.before
            longest_first = float("-inf") if before is None else -before
            dated.append((event.when.position, longest_first, number, event))
    dated.sort()
    return (*(row[-1] for row in dated), *undated)


def lanes_in_use(declared: Iterable[Lane], events: Iterable[Event]) -> tuple[Lane, ...]:
    """Return the declared lanes, then the others that events are in, in order of appearance.

    Unless it is declared, the lane of events that name none comes last.
    """
    return ordered_lanes(declared, dict.fromkeys(event.lane for event in events))


def ordered_lanes(declared: Iterable[Lane], names: Iterable[str]) -> tuple[Lane, ...]:
    """Return the declared lanes, then the others of some names, that of no name being the last."""
    lanes = {lane.name: lane for lane in declared}
    others = [name for name in names if name not in lanes]
    return (*lanes.values(), *map(Lane, sorted(others, key=lambda name: name == OTHER_LANE)))
