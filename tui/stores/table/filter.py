"""A query's expression to a condition of the engine, which means what it means in memory.

Texts are matched as they stand in the table: what cleaning makes of control characters, and of
line breaks in what is shown on one line, is not looked for.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from functools import reduce, singledispatchmethod
from re import search
from typing import Any, NamedTuple

from tui.events.event import DEFAULT_IMPORTANCE, OTHER_LANE, LinkKind, Status
from tui.events.event_reader import UNTITLED
from tui.query.syntax import (
    All,
    Also,
    During,
    Either,
    Expression,
    Has,
    Known,
    Linked,
    Near,
    Not,
    Number,
    Operator,
    Value,
    Words,
)
from tui.stores.table import folding
from tui.stores.table.column import EventColumns
from tui.stores.table.condition import as_number, constant, never_null
from tui.stores.table.error import TableError
from tui.stores.table.instant import FURTHEST
from tui.stores.table.link import COLON, KINDS

_COMPARE: dict[Operator, Callable[[Any, float], Any]] = {
    Operator.EQUAL: operator.eq,
    Operator.UNEQUAL: operator.ne,
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.MORE: operator.gt,
    Operator.AT_LEAST: operator.ge,
}
_NUMBER = r"^[+-]?[0-9]{1,15}(\.[0-9]{1,15})?$"
_WEB = "^[hH][tT][tT][pP][sS]?://[^/?#: ][^ ]*$"
#: The columns of fields that a query names otherwise.
_COLUMNS = {"actor": "actors", "tag": "tags", "link": "links"}
#: All that shows nothing: see tui.events.clean.
_BLANK = "^[\\t-\\r\x1c-\x1f \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_BLANK += "\u115f\u1160\u2800\u3164\uffa0]*$"


class Ties(NamedTuple):
    """What ties rows to an event: its key, the keys that its links name, the texts of links to it.

    key is None where no row can have the id of the event.
    """

    key: Any
    keys: Sequence[Any]
    texts: Sequence[str]


def table_filter(
    expression: Expression,
    events: EventColumns,
    statuses: Mapping[str, Status],
    ties_of: Callable[[str], Ties],
) -> Any:
    """Return a boolean expression of Ibis, never null, over the columns of an event table.

    statuses has what the texts of the status column that are no status are taken for; others count
    as reported. ties_of tells the ties of an event by its id. Raise TableError for what a table
    cannot be asked.
    """
    return _Conditions(events, statuses, ties_of).of(expression)


def leads_to(events: EventColumns, texts: Sequence[str]) -> Any:
    """Whether a row has a link of one of some texts."""
    return _some(events.table.links, lambda text: never_null(text.isin(texts)))


def may_touch(table: Any, start: Any, end: Any) -> Any:
    """Whether any instant that a row's date may be lies in [start, end); None is no bound.

    Both are instants, or stand for some that the engine reckons with.
    """
    begins = never_null(table.earliest.isnull() | _below(table.earliest, end))
    ends = never_null(table.before.isnull() | _above(table.before, start))
    return table.is_dated & begins & ends


class _Conditions:
    def __init__(
        self,
        events: EventColumns,
        statuses: Mapping[str, Status],
        ties_of: Callable[[str], Ties],
    ) -> None:
        self._events = events
        self._table = events.table
        self._own = {name: alias for alias, name in events.own.items()}
        self._statuses = statuses
        self._ties_of = ties_of

    @singledispatchmethod
    def of(self, expression: Expression) -> Any:
        raise TypeError(f"no condition for {type(expression).__name__}")

    @of.register
    def _(self, said: Words) -> Any:
        patterns = [folding.containing(said.text)]
        if said.is_whole:
            patterns.append(folding.words(said.text))
        if "\n" in said.text:
            raise TableError("a phrase of several lines cannot be asked of a table")
        fields = ("title", "text", "actor", "tag", "publisher", "url")
        return _any(self._matches(field, *patterns) for field in fields)

    @of.register
    def _(self, said: Value) -> Any:
        pattern = folding.equal(said.text) if said.is_whole else folding.containing(said.text)
        if said.is_own:
            return self._own_matches(said.field, pattern)
        fields = ("publisher", "url") if said.field == "source" else (said.field,)
        return _any(self._matches(field, pattern) for field in fields)

    @of.register
    def _(self, said: Number) -> Any:
        compare, number = _COMPARE[said.operator], said.number
        if not said.is_own:
            return compare(self._count(said.field), number)
        column = self._own_column(said.field)
        if column is None:
            return constant(value=False)

        def holds(text: Any) -> Any:
            import ibis

            plain = text.replace(",", "")
            is_number = never_null(plain.re_search(_NUMBER))
            # Only numbers are ever cast, for engines cast before they filter.
            found = ibis.ifelse(is_number, plain, "0").cast("float64")
            return is_number & compare(found, number)

        return _some(column, holds)

    @of.register
    def _(self, said: During) -> Any:
        if not said.surely:
            return may_touch(self._table, said.start, said.end)
        begins = constant(value=True)
        if said.start is not None:
            begins = never_null(~_below(self._table.earliest, said.start))
        ends = constant(value=True)
        if said.end is not None:
            ends = never_null(~_above(self._table.before, said.end))
        known = constant(value=True)
        if said.start is not None:
            known &= self._table.earliest.notnull()
        if said.end is not None:
            known &= self._table.before.notnull()
        return self._table.is_dated & known & begins & ends

    @of.register
    def _(self, _: Known) -> Any:
        # No column says when a source told of an event.
        return constant(value=False)

    @of.register
    def _(self, said: Near) -> Any:
        return self.of(Either(said.around))

    @of.register
    def _(self, said: Linked) -> Any:
        if "links" in self._events.same:
            hint = "tell which has them as links"
            raise TableError(
                f"linked: cannot be asked of a table without a column of links: {hint}"
            )
        if said.steps > 1:
            raise TableError("linked: a table can be asked for one step alone")
        ties, key = self._ties_of(said.event), self._table.key
        found = leads_to(self._events, ties.texts)
        if ties.keys:
            found |= never_null(key.isin(ties.keys))
        return found if ties.key is None else found & ~never_null(key == ties.key)

    @of.register
    def _(self, _: Also) -> Any:
        raise TableError("also: cannot be asked of a table: it compares all events with each other")

    @of.register
    def _(self, said: Has) -> Any:
        if said.is_own:
            column = self._own_column(said.field)
            return constant(value=False) if column is None else _some(column, _is_given)
        return self._says(said.field)

    @of.register
    def _(self, said: Not) -> Any:
        return ~self.of(said.expression)

    @of.register
    def _(self, said: All) -> Any:
        every = [self.of(each) for each in said.expressions]
        return reduce(operator.and_, every, constant(value=True))

    @of.register
    def _(self, said: Either) -> Any:
        return _any(self.of(each) for each in said.expressions)

    def _says(self, field: str) -> Any:
        table = self._table
        if field in ("date", "end"):
            return table.is_dated & table.is_interval if field == "end" else table.is_dated
        if field == "importance":
            return table.importance != DEFAULT_IMPORTANCE
        if field == "url":
            return never_null(table.url.re_search(_WEB))
        if field == "source":
            return _is_given(table.publisher) | _is_given(table.url)
        if field in ("id", "title", "lane", "status"):
            return constant(value=True)
        column = self._column(field)
        return constant(value=False) if column is None else _some(column, _is_given)

    def _count(self, field: str) -> Any:
        import ibis

        if field == "importance":
            return self._table.importance
        if field == "source":
            return as_number(self._says("source"))
        column = self._column(field) if field in _COLUMNS else None
        if column is None:
            return ibis.literal(0, "int64")
        if field == "link":
            return column.length().fill_null(0)
        # An array keeps its order, so that the same text may stand in it twice.
        return column.unique().length().fill_null(0)

    def _matches(self, field: str, *patterns: str) -> Any:
        """Whether a text of a field has all patterns; the first is to leave few to the others."""
        import ibis

        column = self._column(field)
        if column is None:
            return constant(value=False)

        def match(text: Any) -> Any:
            found, *others = (never_null(text.re_search(each)) for each in patterns)
            for each in others:
                found = ibis.ifelse(found, each, constant(value=False))
            return found

        matching = _some(column, match)
        instead = {"title": UNTITLED, "lane": OTHER_LANE}.get(field)
        if instead is None:
            return matching
        usual = constant(value=all(search(each, instead) for each in patterns))
        return ibis.ifelse(_is_blank(column), usual, matching)

    def _own_matches(self, name: str, pattern: str) -> Any:
        column = self._own_column(name)
        if column is None:
            return constant(value=False)
        return _some(column, lambda text: never_null(text.re_search(pattern)))

    def _own_column(self, name: str) -> Any:
        alias = self._own.get(name)
        return None if alias is None else self._table[alias]

    def _column(self, field: str) -> Any:
        """Return the column or columns of a field as texts, None for one that no row has."""
        table = self._table
        if _COLUMNS.get(field, field) in self._events.same.keys() - {"title", "lane", "status"}:
            return None
        if field == "status":
            return self._status()
        if field == "link":
            return table.links.map(_kind)
        columns = {
            "id": table.key.cast("string"),
            "title": table.title,
            "text": table.text,
            "lane": table.lane,
            "actor": table.actors,
            "tag": table.tags,
            "publisher": table.publisher,
            "url": table.url,
        }
        return columns.get(field)

    def _status(self) -> Any:
        import ibis

        text = self._table.status
        known = [(text == status.value, status.value) for status in Status]
        taken = [(text == raw, status.value) for raw, status in self._statuses.items()]
        given = (text.isnull() | (text == ""), Status.CONFIRMED.value)
        return ibis.cases(given, *known, *taken, else_=Status.REPORTED.value)


def _some(column: Any, holds: Callable[[Any], Any]) -> Any:
    """Whether a condition holds for a text, or for any of an array's."""
    if not column.type().is_array():
        return holds(column)
    return never_null(column.filter(holds).length() > 0)


def _kind(text: Any) -> Any:
    """Return what the link that a text is says of the event it leads to."""
    import ibis

    named = [(text.re_search(f"(?s)^{kind}{COLON}."), kind) for kind in KINDS]
    return ibis.cases(*named, else_=LinkKind.RELATED.value)


def _is_given(text: Any) -> Any:
    return never_null(text != "")


def _is_blank(text: Any) -> Any:
    return text.isnull() | never_null(text.re_search(_BLANK))


def _below(column: Any, bound: Any) -> Any:
    """Whether instants of an engine lie before a bound, which may be too far for it, or None.

    What stands for a number is none that is too far.
    """
    if bound is None or (isinstance(bound, int) and bound > FURTHEST):
        return column.notnull()
    is_beyond = isinstance(bound, int) and bound < -FURTHEST
    return constant(value=False) if is_beyond else column < bound


def _above(column: Any, bound: Any) -> Any:
    if bound is None or (isinstance(bound, int) and bound < -FURTHEST):
        return column.notnull()
    is_beyond = isinstance(bound, int) and bound > FURTHEST
    return constant(value=False) if is_beyond else column > bound


def _any(conditions: Any) -> Any:
    return reduce(operator.or_, conditions, constant(value=False))
