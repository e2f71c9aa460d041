"""What happened: an event with its claims, where they come from and what it is tied to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tui.dates.fuzzy_date import FuzzyDate
from tui.events import node
from tui.events.problem import Location
from tui.named import NamedTuple

#: The lane of events that name none.
OTHER_LANE = "Other"
DEFAULT_IMPORTANCE = 3

_START = Location(1, 1)


class Status(StrEnum):
    """How far an event can be relied on."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    DISPUTED = "disputed"
    RETRACTED = "retracted"


class LinkKind(StrEnum):
    """What one event is to another."""

    LEADS_TO = "leads-to"
    RESPONDS_TO = "responds-to"
    CONTRADICTS = "contradicts"
    PART_OF = "part-of"
    SUPERSEDES = "supersedes"
    SAME_AS = "same-as"
    RELATED = "related"


class Link(NamedTuple):
    """A tie to the event with an id, which need not exist."""

    to: str
    kind: LinkKind = LinkKind.RELATED


# Final, for the type checker, and neither frozen nor with a repr: both take time at every start.
@dataclass(slots=True, eq=False, repr=False)
class Source:
    """A citation. Texts are clean, and empty where nothing is given.

    url and archive_url are http or https and may be opened. locator is what stands in the file as
    an address but is neither: to be shown, never opened. id is that of a shared source. other has
    the fields that only this file knows.
    """

    publisher: Final[str] = ""
    title: Final[str] = ""
    url: Final[str] = ""
    archive_url: Final[str] = ""
    locator: Final[str] = ""
    accessed: Final[str] = ""
    date: Final[FuzzyDate | None] = None
    quote: Final[str] = ""
    id: Final[str] = ""
    other: Final[Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    location: Final[Location] = _START


@dataclass(slots=True, weakref_slot=True, eq=False, repr=False)
class Event:
    """One event. Texts are clean, and empty where nothing is given.

    id is unique in its timeline. when is None where no date is known or readable. text is Markdown.
    other has the fields that only this file knows: one value for a text, several for a list. node
    is the event as it stands in the file, for its fields as they are written there.
    """

    id: Final[str]
    title: Final[str]
    when: Final[FuzzyDate | None]
    location: Final[Location]
    node: Final[node.Mapping]
    as_written: Final[str] = ""
    lane: Final[str] = OTHER_LANE
    actors: Final[tuple[str, ...]] = ()
    tags: Final[tuple[str, ...]] = ()
    importance: Final[int] = DEFAULT_IMPORTANCE  # 1 to 5
    status: Final[Status] = Status.CONFIRMED
    text: Final[str] = ""
    sources: Final[tuple[Source, ...]] = ()
    links: Final[tuple[Link, ...]] = ()
    other: Final[Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
