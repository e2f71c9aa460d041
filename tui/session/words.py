"""What queries on a timeline are made of, and what they mean there."""

from tui.events.timeline import Timeline
from tui.query.parser import parse
from tui.query.predicate import Meaning, Predicates
from tui.query.syntax import Expression
from tui.query.vocabulary import Vocabulary
from tui.session.found import Found, searched


class Words:
    """What queries on a timeline are made of, kept from one to the next."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.vocabulary = Vocabulary(timeline)
        self.predicates = Predicates(timeline)

    def read(self, query: str) -> tuple[Expression, Meaning]:
        """Return what a query says, and its test; raise QueryError where it says nothing."""
        expression = parse(query, self.vocabulary)
        return expression, self.predicates.meaning(expression)

    def test(self, query: str) -> Meaning:
        """Return the test that a query stands for; raise QueryError where it stands for none."""
        return self.read(query)[1]

    def found(self, query: str) -> Found:
        """Return all events that a query means; raise QueryError as test does."""
        return searched(query, self.timeline.events, self.test(query))
