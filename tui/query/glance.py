"""What the record of an event tells of a query, so that few events have to be made to be tested."""

import operator
import re
from collections.abc import Callable
from functools import singledispatch

from tui.dates.edtf import parse
from tui.events.record import FoldedRecord
from tui.query.overlap import may_lie, surely_lies
from tui.query.syntax import (
    All,
    During,
    Either,
    Expression,
    Near,
    Not,
    Number,
    Operator,
    Value,
    Words,
)

#: Whether an event is meant, None where its record does not tell.
Glance = Callable[[FoldedRecord], bool | None]

COMPARE: dict[Operator, Callable[[float, float], bool]] = {
    Operator.EQUAL: operator.eq,
    Operator.UNEQUAL: operator.ne,
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.MORE: operator.gt,
    Operator.AT_LEAST: operator.ge,
}

_VALUES: dict[str, Callable[[FoldedRecord], list[str] | None]] = {
    "title": lambda record: [record.title],
    "text": lambda record: [record.text],
    "lane": lambda record: [record.lane],
    "status": lambda record: [record.status],
    "actor": lambda record: record.actors,
    "tag": lambda record: record.tags,
    "publisher": lambda record: record.publishers,
    "as_written": lambda record: [record.as_written],
}
_NUMBERS: dict[str, Callable[[FoldedRecord], int]] = {
    "importance": lambda record: record.importance,
    "actor": lambda record: len(record.actors),
    "tag": lambda record: len(record.tags),
    "source": lambda record: record.sources,
    "link": lambda record: record.links,
}


@singledispatch
def glance(expression: Expression) -> Glance | None:
    """Return what tells of records whether an expression means their events, None for nothing."""
    return None


@glance.register
def _(said: Words) -> Glance:
    needle = said.text.casefold()
    words = re.compile(rf"(?<!\w){re.escape(needle)}(?!\w)")

    def look(record: FoldedRecord) -> bool | None:
        if needle not in record.whole:
            # What a shared source says stands in no record.
            return None if record.has_shared else False
        if said.is_whole:
            return True if any(map(words.search, record.words)) else None
        return True if any(needle in text for text in record.words) else None

    return look


@glance.register
def _(said: Value) -> Glance | None:
    values = None if said.is_own else _VALUES.get(said.field)
    if values is None:
        return None
    needle = said.text.casefold()

    def look(record: FoldedRecord) -> bool | None:
        found = values(record)
        if found is None:
            return None
        return needle in found if said.is_whole else any(needle in text for text in found)

    return look


@glance.register
def _(said: Number) -> Glance | None:
    number = None if said.is_own else _NUMBERS.get(said.field)
    if number is None:
        return None
    compare = COMPARE[said.operator]
    return lambda record: compare(number(record), said.number)


@glance.register
def _(said: During) -> Glance:
    lies = surely_lies if said.surely else may_lie

    def look(record: FoldedRecord) -> bool:
        return bool(record.date) and lies(parse(record.date), said.start, said.end)

    return look


@glance.register
def _(said: Near) -> Glance:
    return glance(Either(said.around)) or (lambda _: None)


@glance.register
def _(said: Not) -> Glance | None:
    found = glance(said.expression)
    if found is None:
        return None

    def look(record: FoldedRecord) -> bool | None:
        verdict = found(record)
        return None if verdict is None else not verdict

    return look


@glance.register
def _(said: All) -> Glance:
    return _joined(said.expressions, decisive=False)


@glance.register
def _(said: Either) -> Glance:
    return _joined(said.expressions, decisive=True)


def _joined(expressions: tuple[Expression, ...], *, decisive: bool) -> Glance:
    """Return what several tell together, one verdict of which decides alone."""
    found = [glance(each) for each in expressions]

    def look(record: FoldedRecord) -> bool | None:
        is_known = True
        for each in found:
            verdict = None if each is None else each(record)
            if verdict is decisive:
                return decisive
            is_known = is_known and verdict is not None
        return not decisive if is_known else None

    return look
