"""One event of a file: from its mapping to the value, with a problem for all that does not fit."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from tui.dates.fuzzy_date import FuzzyDate
from tui.events import keys, node
from tui.events.clean import clean_line, is_blank
from tui.events.date_field import read_when
from tui.events.document import Document
from tui.events.event import (
    DEFAULT_IMPORTANCE,
    OTHER_LANE,
    Event,
    Link,
    LinkKind,
    Source,
    Status,
)
from tui.events.fields import Fields
from tui.events.node import Node, Scalar
from tui.events.problem import Location, brief
from tui.events.source_field import cited_sources

UNTITLED = "(untitled)"

#: What an importance may be.
IMPORTANCES = {str(number): number for number in range(1, 6)}


class Tie(NamedTuple):
    """A link as it stands in a file: of which event in its order, to which id, and where.

    place is where the link begins, target where its id stands.
    """

    number: int
    to: str
    place: Location
    target: Location


class EventReader:
    """Reads the events of one file, or of a part of it.

    Where their links lead is kept in ties, to be checked once all ids are known.
    """

    def __init__(
        self, document: Document, sources: Mapping[str, Source], lanes: Collection[str]
    ) -> None:
        self.ties: list[Tie] = []
        self._document = document
        self._log = document.log
        self._sources = sources
        self._lanes = lanes
        self._near_lanes: dict[str, str | None] = {}
        #: The number of the next event in the order of the file.
        self.count = 0

    def read(self, mapping: node.Mapping, event_id: str) -> Event:
        """Return the event that a mapping is, under an id."""
        fields = Fields(mapping, keys.EVENT, self._document)
        event = Event(
            id=event_id,
            title=self._title(fields),
            when=self._when(fields),
            location=mapping.location,
            node=mapping,
            as_written=fields.line("as_written"),
            lane=self._lane(fields),
            actors=fields.lines("actors"),
            tags=fields.lines("tags"),
            importance=self._importance(fields),
            status=fields.choice(
                "status", Status.CONFIRMED, doubt=Status.REPORTED, code="status-unknown"
            ),
            text=fields.prose("text"),
            sources=cited_sources(fields, self._sources),
            links=self._links(fields),
            other=fields.own(),
        )
        self.count += 1
        return event

    def _title(self, fields: Fields) -> str:
        title = fields.line("title")
        if not is_blank(title):
            return title
        if isinstance(fields.node("title"), Scalar | None):
            message = f"this event has no title, so it is shown as {UNTITLED}"
            self._log.error(fields.location, "title-missing", message)
        return UNTITLED

    def _when(self, fields: Fields) -> FuzzyDate | None:
        if fields.node("date") is None and fields.node("end") is None:
            if "date" in fields:
                message = "this event has an empty date, so it stands among the undated ones"
                self._log.note(fields.location, "date-missing", message)
            else:
                message = "this event has no date, so it stands among the undated ones; "
                message += "an empty 'date:' says that none is known"
                self._log.warning(fields.location, "date-missing", message)
            return None
        return read_when(fields)

    def _lane(self, fields: Fields) -> str:
        lane = fields.line("lane")
        if is_blank(lane):
            return OTHER_LANE
        if self._lanes and lane not in self._lanes:
            if lane not in self._near_lanes:
                self._near_lanes[lane] = self._document.guess(lane, self._lanes)
            meant, at = self._near_lanes[lane], fields.node("lane")
            if meant and at:
                message = f"no lane '{brief(lane)}' is declared: did you mean '{brief(meant)}'?"
                self._log.warning(at.location, "lane-near-miss", message)
        return lane

    def _importance(self, fields: Fields) -> int:
        text = fields.line("importance")
        importance = IMPORTANCES.get(text)
        at = fields.node("importance")
        if importance is None and at and text:
            message = f"importance is a whole number from 1 to 5, not '{brief(text)}'; 3 counts"
            self._log.error(at.location, "importance-invalid", message)
        return importance or DEFAULT_IMPORTANCE

    def _links(self, fields: Fields) -> tuple[Link, ...]:
        links = []
        for item in fields.items("links"):
            link = self._link(item, fields)
            if link is not None:
                self.ties.append(Tie(self.count, link.to, item.location, _target(item)))
                links.append(link)
        return tuple(links)

    def _link(self, item: Node, event: Fields) -> Link | None:
        if isinstance(item, Scalar):
            return Link(clean_line(item.text))
        if not isinstance(item, node.Mapping):
            event.report_type(item, "an item of links", "a mapping or the id of an event")
            return None
        fields = Fields(item, keys.LINK, self._document)
        to = fields.line("to")
        if to:
            kind = fields.choice(
                "kind", LinkKind.RELATED, doubt=LinkKind.RELATED, code="kind-unknown"
            )
            return Link(to, kind)
        message = "this link names no event: write 'to: ' and an id"
        self._log.error(item.location, "link-empty", message)
        return None


def check_ties(ties: Iterable[Tie], ids: Sequence[str], document: Document) -> None:
    """Report the links that lead nowhere, or to the event itself; ids has one for each event."""
    known: dict[str, None] = {}
    for number, to, place, target in ties:
        known = known or dict.fromkeys(ids)
        if to == ids[number]:
            document.log.warning(place, "link-self", "this event links to itself")
        elif to not in known:
            meant = document.guess(to, known)
            hint = f": did you mean '{brief(meant)}'?" if meant else ""
            message = f"no event has the id '{brief(to)}'{hint}"
            document.log.error(target, "link-dangling", message)


def _target(item: Node) -> Location:
    """Return where a link says which event it leads to."""
    if isinstance(item, node.Mapping):
        return next(value.location for key, value in item.pairs if key.text == "to")
    return item.location
