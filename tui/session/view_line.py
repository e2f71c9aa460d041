"""A view as one short line of text: `at=2025-01/2025-02&filter=status:disputed&select=r1`."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import parse_qsl, quote_plus

from tui.dates.calendar import civil, days_in_month, instant
from tui.dates.edtf import EdtfError, parse
from tui.dates.span import Instant, Span
from tui.events.clean import clean_line
from tui.layout.grouping import LANE, Field
from tui.layout.table import COLUMNS
from tui.session.view_state import FIRST_COLUMNS, ViewState

#: What shells and readers take as it is, in quotes.
_PLAIN = ":/~,.()<>!*@|[]{}$;^"

#: An exact instant, as a view writes it itself; the end of a span is then exclusive.
_INSTANT = re.compile(r"(-?\d{4,32})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?Z", re.ASCII)

#: Longer lines are not read.
MOST = 500_000


class ViewLineError(ValueError):
    """A view that cannot be read; the message says which part and why."""


class ViewLine(NamedTuple):
    """What a line says of a view; empty or None where it leaves things as they are.

    at is the span on screen, as_of an EDTF date; filter, find and split are queries; anchor and
    select are ids; lanes is the name of a field, of an own one after `field.`; folded, pinned,
    hidden and order have names of lanes.
    """

    at: Span | None = None
    select: str = ""
    filter: str = ""
    find: str = ""
    as_of: str = ""
    lanes: str = ""
    split: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    anchor: str = ""
    columns: tuple[str, ...] = ()
    measures: bool = False
    dims: bool = False
    listed: bool = False
    folds_time: bool = False


#: The part of a line by the name that it has there.
_TEXTS = {
    "select": "select",
    "filter": "filter",
    "find": "find",
    "as-of": "as_of",
    "lanes": "lanes",
    "anchor": "anchor",
}
_LISTS = {
    "split": "split",
    "fold": "folded",
    "pin": "pinned",
    "hide": "hidden",
    "order": "order",
    "columns": "columns",
}
_SWITCHES = {"measure": "measures", "dim": "dims", "list": "listed", "fold-time": "folds_time"}

#: The names of all parts.
PARTS = ("at", *_TEXTS, *_LISTS, *_SWITCHES)


def read_view(line: str) -> ViewLine:
    """Return what a line says. Raise ViewLineError."""
    if len(line) > MOST:
        raise ViewLineError(f"a view has {MOST:,} characters at most")
    try:
        pairs = parse_qsl(line, keep_blank_values=True, strict_parsing=bool(line), errors="strict")
    except ValueError as error:
        message = f"“{_brief(line)}” is no view: name=value is meant, with & between them"
        raise ViewLineError(message) from error
    return view_of(pairs)


def view_of(pairs: Iterable[tuple[str, str]]) -> ViewLine:
    """Return what names and values say; those of lists come once for each item.

    Raise ViewLineError.
    """
    said: dict[str, object] = {}
    for name, raw in pairs:
        text = clean_line(raw).strip()
        if name == "at":
            said[name] = _span(text)
        elif name in _TEXTS:
            said[_TEXTS[name]] = text
        elif name in _SWITCHES:
            if text not in ("yes", "no"):
                raise ViewLineError(f"“{name}” is yes or no, not “{_brief(text)}”")
            said[_SWITCHES[name]] = text == "yes"
        elif name in _LISTS:
            part = _LISTS[name]
            before = said.get(part, ())
            said[part] = (*before, text) if isinstance(before, tuple) else (text,)
        else:
            message = f"a view has no “{_brief(name)}”; it has {', '.join(PARTS)}"
            raise ViewLineError(message)
    wrong = [name for name in said.get("columns", ()) if name not in COLUMNS]  # type: ignore[attr-defined]
    if wrong:
        known = ", ".join(COLUMNS)
        raise ViewLineError(f"the list has no column “{_brief(wrong[0])}”, but {known}")
    return ViewLine(**said)  # type: ignore[arg-type]


def written(view: ViewState) -> str:
    """Return the line of a view: all of it that differs from a file that was just opened."""
    return "&".join(f"{name}={quote_plus(value, safe=_PLAIN)}" for name, value in parts_of(view))


def parts_of(view: ViewState) -> list[tuple[str, str]]:
    """Return the names and values of the line of a view."""
    settings = view.settings
    pairs: list[tuple[str, str]] = []
    if view.viewport != view.fit().viewport:
        pairs.append(
            ("at", f"{_written(view.viewport.span.start)}/{_written(view.viewport.span.end)}")
        )
    chosen, first = view.selection, view.first().selection
    # What is found, or left by a filter, has a selection of its own.
    if chosen is not None and (chosen is not first or view.hits or view.filters):
        pairs.append(("select", chosen.id))
    pairs += [("filter", view.filter.query)] if view.filter else []
    pairs += [("find", view.hits.query)] if view.hits else []
    pairs += [("as-of", view.as_of.known.query.removeprefix("known:"))] if view.as_of else []
    if settings.field.queries:
        pairs += [("split", query) for query in settings.field.queries]
    elif settings.field != LANE:
        pairs.append(("lanes", named(settings.field)))
    pairs += [("fold", name) for name in sorted(settings.folded)]
    pairs += [("pin", name) for name in settings.pinned]
    pairs += [("hide", name) for name in sorted(settings.hidden)]
    pairs += [("order", name) for name in settings.order]
    pairs += [("anchor", view.anchor.id)] if view.anchor else []
    if view.columns != FIRST_COLUMNS:
        pairs += [("columns", name) for name in view.columns]
    switches = {
        "measure": view.measures,
        "dim": view.dims,
        "list": view.listed,
        "fold-time": view.is_folded,
    }
    return pairs + [(name, "yes") for name, is_on in switches.items() if is_on]


def named(field: Field) -> str:
    """Return the name of a field in a view."""
    return f"field.{field.name}" if field.is_own else field.name


def _span(text: str) -> Span:
    """Return the half-open span of two exact instants, or all that is known of an EDTF date."""
    start, _, end = text.partition("/")
    exact = _exact(start), _exact(end)
    if exact[0] is not None and exact[1] is not None:
        if exact[0] >= exact[1]:
            raise ViewLineError("“at” ends before it begins")
        return Span(exact[0], exact[1])
    try:
        date = parse(text)
    except EdtfError as error:
        raise ViewLineError(f"“at”, column {error.column}: {error.reason}") from error
    if date.earliest is None or date.before is None:
        raise ViewLineError("“at” needs a date or an interval with both ends")
    return Span(date.earliest, date.before)


def _exact(text: str) -> Instant | None:
    found = _INSTANT.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = map(int, found.groups()[:6])
    fraction = int((found[7] or "0").ljust(6, "0"))
    is_real = 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)
    if not is_real or hour > 23 or minute > 59 or second > 59:
        raise ViewLineError(f"“at”: there is no {text}")
    return instant(year, month, day, hour, minute, second, fraction)


def _written(when: Instant) -> str:
    at = civil(when)
    sign = "-" if at.year < 0 else ""
    day = f"{sign}{abs(at.year):04}-{at.month:02}-{at.day:02}"
    fraction = f".{at.microsecond:06}".rstrip("0") if at.microsecond else ""
    return f"{day}T{at.hour:02}:{at.minute:02}:{at.second:02}{fraction}Z"


def _brief(text: str) -> str:
    text = clean_line(text)
    return text if len(text) <= 40 else f"{text[:39]}…"
