"""A query while it is typed: what is wrong with it, what it finds, and how to take it back."""

from collections.abc import Iterator, Sequence
from enum import Enum

from tui.dates.english import counted
from tui.query.completion import Completion, complete
from tui.query.error import QueryError
from tui.query.implied import is_implied
from tui.query.lexer import parts
from tui.query.predicate import Meaning
from tui.query.syntax import Expression
from tui.session.found import Found, Search
from tui.session.stage import Stage
from tui.session.words import Words

#: So many searches are kept while a query is typed, or as many as are asked at once; each has the
#: ids of all that it found.
_MOST_KNOWN = 3


class Purpose(Enum):
    """What becomes of the events that a query means."""

    FIND = "find"  # they are marked
    FILTER = "filter"  # all others are hidden
    SPLIT = "split"  # each of several queries has a lane


class Inquiry:
    """Lets what a query means so far be seen on the stage, as far as it can be read."""

    def __init__(self, stage: Stage, purpose: Purpose, words: Words) -> None:
        self.purpose = purpose
        self.mistake: QueryError | None = None
        self._stage = stage
        self._before = stage.view
        self._words = words
        self._searches: list[Search] = []
        #: What was asked last, for a letter more mostly means some of the same events.
        self._known: list[tuple[Expression, Search]] = []
        self.text = ""

    @property
    def start(self) -> str:
        """What is in the line at first: the query that counts now."""
        view = self._before
        if self.purpose is Purpose.SPLIT:
            return " | ".join(view.settings.field.queries)
        found = view.filter if self.purpose is Purpose.FILTER else view.hits
        return found.query if found else ""

    def typed(self, text: str) -> Iterator[None]:
        """Take a text for the query, step by step; the stage shows it when the steps are done."""
        self.text, self.mistake, self._searches = text, None, []
        try:
            meant = [(part.strip(), *self._read(at, part)) for at, part in self._parts(text)]
        except QueryError as error:
            self.mistake = error
            return
        known, events = self._known, self._words.timeline.events
        for part, expression, test in meant if text.strip() else ():
            search = Search(part, events, test, _wider(expression, known))
            self._searches.append(search)
            latest = [*self._known, (expression, search)]
            self._known = latest[-max(_MOST_KNOWN, len(meant)) :]
            yield from search.steps()
        yield from self._shown([search.found for search in self._searches])

    def _parts(self, text: str) -> list[tuple[int, str]]:
        """Return the queries of a text and where they begin."""
        if self.purpose is not Purpose.SPLIT:
            return [(0, text)]
        return [(at, part) for at, part in parts(text) if part.strip()]

    def _read(self, at: int, text: str) -> tuple[Expression, Meaning]:
        """Return what a query that begins at a place says, and the test that it stands for."""
        try:
            return self._words.read(text)
        except QueryError as error:
            raise QueryError(error.reason, error.column + at, error.length) from None

    def cancel(self) -> None:
        """Show all as it was before."""
        self._stage.back_to(self._before)

    def completion(self, cursor: int) -> Completion:
        """Return what could stand where the cursor is, counted in characters from 0."""
        return complete(self.text, cursor, self._words.vocabulary)

    @property
    def told(self) -> str:
        """What is to be said of the query: how much it found, or how far it has looked."""
        if self.mistake is not None or not self._searches:
            return ""
        *_, last = self._searches
        if not last.is_done:
            return f"{last.hits:,} of {last.looked_at:,} so far"
        timeline = self._words.timeline
        every = counted(len(timeline.events), "event") + (" at hand" if timeline.is_partial else "")
        hits = [search.hits for search in self._searches]
        meant = [
            self._stage.meant(query) for query in ("", *(each.query for each in self._searches))
        ]
        known = [number for number in meant if number is not None]
        if len(known) == len(meant):
            every, hits = counted(known[0], "event"), known[1:]
        found = " and ".join(f"{number:,}" for number in hits)
        return f"{found} of {every}"

    def _shown(self, found: list[Found]) -> Iterator[None]:
        stage, first = self._stage, found[0] if found else None
        if self.purpose is Purpose.SPLIT:
            yield from stage.splitting(found)
        elif self.purpose is Purpose.FILTER:
            yield from stage.filtering(first)
        else:
            # As the query grows the first hit is looked for from where one was.
            here = stage.view._replace(selection=self._before.selection, lane=self._before.lane)
            yield from stage.marking(first, here._replace(viewport=self._before.viewport))


def _wider(expression: Expression, known: Sequence[tuple[Expression, Search]]) -> Search | None:
    """Return the search that leaves least to look at of those that find no less."""
    some = [search for meant, search in known if is_implied(meant, expression)]
    return min(some, key=lambda search: search.most, default=None)
