"""A field of a query with its operator and its value to an expression."""

import re
from difflib import get_close_matches

from tui.dates.edtf import EdtfError
from tui.dates.edtf import parse as parse_date
from tui.dates.fuzzy_date import FuzzyDate
from tui.dates.fuzzy_date import Kind as DateKind
from tui.dates.length import length
from tui.dates.span import Instant
from tui.events.event import LinkKind, Status
from tui.query.error import QueryError
from tui.query.lexer import Kind, Token
from tui.query.syntax import (
    During,
    Expression,
    Has,
    Known,
    Linked,
    Near,
    Not,
    Number,
    Operator,
    Value,
)
from tui.query.vocabulary import COUNTS, DATES, OWN, TEXTS, Vocabulary, has_names

#: The most steps along links.
MAX_STEPS = 99

_OPERATORS = {operator.value: operator for operator in Operator}


def found_field(name: Token, vocabulary: Vocabulary) -> tuple[str, bool]:
    """Return a field's own name and whether only this file knows it; QueryError if none does."""
    is_own = name.text.lower().startswith(OWN)
    known = None if is_own else vocabulary.known(name.text)
    if known is not None:
        return known, False
    own = vocabulary.own_name(name.text)
    if own is not None:
        return own, True
    choice = _closest(name.text, vocabulary.names)
    raise QueryError(f"no field is called {name.text!r}{choice}", name.column, name.length)


def term(
    field: str, operator: Token, value: Token, vocabulary: Vocabulary, *, is_own: bool
) -> Expression:
    """Return what a field, an operator and a value say; raise QueryError where that is nothing."""
    if not is_own and field in DATES:
        return _dated(field, operator, value)
    if not is_own and field in _READERS:
        plain(operator)
        return _READERS[field](value, vocabulary)
    return _compared(field, operator, value, is_own=is_own)


def _near(value: Token, vocabulary: Vocabulary) -> Expression:
    event_id, mark, reach = value.text.rpartition("~")
    event = vocabulary.timeline.event(event_id if mark else value.text)
    if not mark:
        raise QueryError(
            "how near? Write the id, ~ and a length: near:ID~90d",
            value.column + value.length,
        )
    found = length(reach)
    at = value.column + value.length - len(reach) - (value.kind is Kind.PHRASE)
    if found is None:
        raise QueryError("a length is expected here, such as 90d or 6months", at, len(reach))
    if event is None:
        raise _no_event(event_id, value, vocabulary)
    if event.when is None:
        raise QueryError(f"nothing is near {event_id}: it has no date", value.column, value.length)
    stretches = (
        [(event.when.earliest, event.when.before)]
        if event.when.kind in (DateKind.MOMENT, DateKind.INTERVAL)
        else [(moment.span.start, moment.span.end) for moment in event.when.moments]
    )
    return Near(
        event_id,
        tuple(
            During(
                None if start is None else (found * -1).after(start),
                None if end is None else found.after(end),
            )
            for start, end in stretches
        ),
    )


def _linked(value: Token, vocabulary: Vocabulary) -> Expression:
    event_id, steps = value.text, 1
    head, mark, tail = value.text.rpartition("~")
    if mark and tail.isdecimal() and vocabulary.timeline.event(head):
        event_id, steps = head, int(tail)
        if not 1 <= steps <= MAX_STEPS:
            raise QueryError(f"1 to {MAX_STEPS} steps are expected", value.column, value.length)
    if vocabulary.timeline.event(event_id) is None:
        raise _no_event(event_id, value, vocabulary)
    return Linked(event_id, steps)


def _has(value: Token, vocabulary: Vocabulary) -> Expression:
    is_own = value.text.lower().startswith(OWN)
    known = None if is_own else vocabulary.known(value.text) or value.text.lower()
    if known in has_names(()):
        return Has(known or "")
    own = vocabulary.own_name(value.text)
    if own is not None:
        return Has(own, is_own=True)
    choice = _closest(value.text, has_names(vocabulary.own))
    raise QueryError(f"no field is called {value.text!r}{choice}", value.column, value.length)


def _no_event(event_id: str, value: Token, vocabulary: Vocabulary) -> QueryError:
    from tui.query.closest import closest_id

    meant = closest_id(event_id, vocabulary.timeline)
    hint = f", did you mean {meant}?" if meant is not None else ""
    return QueryError(
        f"no event has the id {event_id!r}{hint}",
        value.column,
        value.length,
    )


_READERS = {"near": _near, "linked": _linked, "has": _has}


def filled(token: Token) -> Token:
    """Return a token; raise QueryError where it has quotes with nothing between them."""
    if not token.text.strip():
        raise QueryError("there is nothing between these quotes", token.column, token.length)
    return token


def plain(operator: Token) -> None:
    """Raise QueryError for a comparison where only a colon or an equals sign has a meaning."""
    if operator.text not in (":", "="):
        raise QueryError(
            f"this cannot be compared by {operator.text}: write :", operator.column, operator.length
        )


def _compared(field: str, operator: Token, value: Token, *, is_own: bool) -> Expression:
    number = _number(value)
    sign = operator.text
    if sign in ("<", "<=", ">", ">="):
        if number is None:
            raise QueryError("a number is expected here", value.column, value.length)
        if not is_own and field not in COUNTS:
            raise QueryError(
                f"{field} is no number: write {field}:{value.text}",
                operator.column,
                operator.length,
            )
        return Number(field, _OPERATORS[sign], number, is_own=is_own)
    if not is_own and field in COUNTS and (field not in TEXTS or number is not None):
        if number is None:
            raise QueryError("a number is expected here", value.column, value.length)
        same = Number(field, Operator.EQUAL, number)
        return Not(same) if sign == "!=" else same
    _check_choice(field, value, is_own=is_own)
    is_whole = sign != ":" or value.kind is Kind.PHRASE
    found = Value(field, value.text, is_whole=is_whole, is_own=is_own)
    return Not(found) if sign == "!=" else found


def _check_choice(field: str, value: Token, *, is_own: bool) -> None:
    """Raise QueryError for a value that no event can ever have."""
    choices: dict[str, list[str]] = {
        "status": [status.value for status in Status],
        "link": [kind.value for kind in LinkKind],
    }
    known = choices.get(field, []) if not is_own else []
    if known and not any(value.text.casefold() in choice for choice in known):
        *rest, last = known
        raise QueryError(f"{', '.join(rest)} or {last} is expected", value.column, value.length)


def _dated(field: str, operator: Token, value: Token) -> Expression:
    sign = operator.text
    if field != "date":
        plain(operator)
    start, end = _stretch(value)
    if field == "surely":
        return During(start, end, surely=True)
    if field == "known":
        if end is None:
            raise QueryError("a date with an end is expected here", value.column, value.length)
        return Known(end)
    if field == "before" or sign == "<":
        return During(None, _bound(start, value))
    if field == "after" or sign == ">":
        return During(_bound(end, value), None)
    if sign == ">=":
        return During(_bound(start, value), None)
    if sign == "<=":
        return During(None, _bound(end, value))
    during = During(start, end)
    return Not(during) if sign == "!=" else during


def _bound(when: Instant | None, value: Token) -> Instant:
    if when is None:
        raise QueryError("a date with a bound is expected here", value.column, value.length)
    return when


def _stretch(value: Token) -> tuple[Instant | None, Instant | None]:
    """Return the half-open stretch of a date, an EDTF interval or two dates joined by `..`."""
    text = value.text
    begins = value.column + (value.kind is Kind.PHRASE)
    if "/" in text or ".." not in text or text[0] in "[{":
        date = _date(text, begins)
        if date.kind not in (DateKind.MOMENT, DateKind.INTERVAL):
            raise QueryError(
                "one date or a range is expected here, such as 2023..2024-06", begins, len(text)
            )
        return date.earliest, date.before
    first, _, last = text.partition("..")
    start = _date(first, begins).earliest if first else None
    end = _date(last, begins + len(first) + 2).before if last else None
    if not first and not last:
        raise QueryError("a date is expected before or after the dots", begins, len(text))
    if start is not None and end is not None and start >= end:
        raise QueryError("this range ends before it begins", begins, len(text))
    return start, end


def _date(text: str, column: int) -> FuzzyDate:
    try:
        return parse_date(text)
    except EdtfError as error:
        raise QueryError(error.reason, column + error.column - 1, 1) from None


def _number(value: Token) -> float | None:
    if value.kind is Kind.PHRASE or not re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,15})?", value.text):
        return None
    return float(value.text)


def _closest(name: str, names: list[str]) -> str:
    found = get_close_matches(name.lower(), names, n=1, cutoff=0.6)
    return f", did you mean {found[0]}?" if found else ""
