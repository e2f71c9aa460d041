"""As many rows of a table as fit into memory, as a timeline: all, or those that matter most."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice

from tui.events.assembly import assembled
from tui.events.document import Document
from tui.events.event import Event
from tui.events.event_reader import Tie
from tui.events.event_table import EventTable
from tui.events.gathered import Gathered
from tui.events.head import Head
from tui.events.identity import Claim
from tui.events.node import Mapping, Node, Scalar, Sequence
from tui.events.problem import Location, UnreadableError
from tui.events.problem_log import ProblemLog
from tui.events.segment import Segment, Slice, row_of, segment_of
from tui.events.timeline import Timeline
from tui.stores.held import Held
from tui.stores.table.error import StoppedError, TableError
from tui.stores.table.store import TableStore
from tui.stores.unread import Unread

#: So many rows are held in memory.
MOST = 200_000
#: So many are there for the first frame, and so many are taken in at once.
FIRST, PAGE = 500, 10_000

_PLACE = Location(1, 1)


class Loading(Unread):
    """Rows of a table on their way into memory."""

    def __init__(self, store: TableStore, name: str, about: Timeline) -> None:
        """Ask how many rows there are; raise TableError if the engine does not tell.

        name is for messages; about is a timeline that has all but the events.
        """
        super().__init__()
        self.rows = store.count()
        self._store, self._name, self._about = store, name, about

    @property
    def size(self) -> int:
        """How many rows are to be held."""
        return min(self.rows, MOST)

    @property
    def part(self) -> float:
        """How many of them are, from 0 to 1."""
        return self.events / self.size if self.size else 1.0

    def stop(self) -> None:
        super().stop()
        # Before anything has been read there is nothing to be kept.
        if self.events:
            with suppress(TableError):
                self._store.cancel()

    def abandon(self) -> None:
        super().abandon()
        self._store.cancel()

    def first(self) -> Timeline:
        """Return the rows that matter most, as many as the first frame has time for."""
        events = list(self._store.window(None, FIRST))
        gathered = Gathered()
        gathered.add(_segment(events))
        return self._assembled(gathered, is_partial=self.rows > FIRST)

    def read(self) -> Held:
        """Return all rows that are held, or those read so far, without bytes.

        Raise UnreadableError where the engine does not answer.
        """
        try:
            return Held(b"", self._read())
        except TableError as error:
            raise UnreadableError(self._name, error.message) from error

    def _read(self) -> Timeline:
        events, gathered = iter(self._events()), Gathered()
        with self._kept_when_stopped():
            while piece := list(islice(events, PAGE)):
                gathered.add(_segment(piece))
                self.events += len(piece)
                if self.is_stopped:
                    break
        return self._assembled(gathered, is_partial=self.events < self.size)

    @contextmanager
    def _kept_when_stopped(self) -> Iterator[None]:
        """Let what has been read be enough where the engine was stopped for it."""
        try:
            yield
        except StoppedError:
            if not self.events:
                raise

    def _events(self) -> Iterable[Event]:
        if self.rows > MOST:
            return self._store.window(None, MOST)
        return self._store.every()

    def _assembled(self, gathered: Gathered, *, is_partial: bool) -> Timeline:
        about = self._about
        lanes = {lane.name: lane for lane in about.lanes}
        head = Head(about.title, about.about, lanes, about.sources, about.eras, about.views)
        document = Document("", None, ProblemLog())
        found = assembled(head, gathered, document, node_at, is_partial=is_partial)
        # A row has no line that a problem could name; what is amiss the store tells as a whole.
        return replace(found, problems=about.problems, troubles=about.troubles)


def _segment(events: list[Event]) -> Segment:
    rows = [row_of(event, Claim(event.id, _PLACE)) for event in events]
    slices = [Slice(0, 0)] * len(events)
    document = Document("", None, ProblemLog())
    ties = [
        Tie(number, link.to, _PLACE, _PLACE)
        for number, event in enumerate(events)
        for link in event.links
    ]
    return segment_of(rows, slices, ties, document)


def node_at(table: EventTable, number: int) -> Mapping:
    """Return an event as a file would have it, for a row has no text of its own."""
    event = table[number]
    fields: dict[str, Node | None] = {
        "id": _text(event.id),
        "date": _text(event.when.text) if event.when else None,
        "title": _text(event.title),
        "lane": _text(event.lane),
        "actors": _list(event.actors),
        "tags": _list(event.tags),
        "importance": _text(str(event.importance)),
        "status": _text(event.status.value),
        "text": _text(event.text) if event.text else None,
        "sources": _sources(event),
        "links": _links(event),
        **{name: _list(values) for name, values in event.other.items()},
    }
    pairs = [(_text(name), node) for name, node in fields.items() if node is not None]
    return Mapping(pairs, 1, 1, 0, 0)


def _sources(event: Event) -> Node | None:
    cited: list[Node] = []
    for source in event.sources:
        given = {"publisher": source.publisher, "title": source.title, "url": source.url}
        pairs: list[tuple[Scalar, Node]] = [
            (_text(name), _text(text)) for name, text in given.items() if text
        ]
        cited.append(Mapping(pairs, 1, 1, 0, 0))
    return Sequence(cited, 1, 1, 0, 0) if cited else None


def _links(event: Event) -> Node | None:
    links: list[Node] = []
    for link in event.links:
        pairs: list[tuple[Scalar, Node]] = [
            (_text("to"), _text(link.to)),
            (_text("kind"), _text(link.kind.value)),
        ]
        links.append(Mapping(pairs, 1, 1, 0, 0))
    return Sequence(links, 1, 1, 0, 0) if links else None


def _text(text: str) -> Scalar:
    return Scalar(text, 1, 1)


def _list(values: tuple[str, ...]) -> Node | None:
    return Sequence([_text(value) for value in values], 1, 1, 0, 0) if values else None
