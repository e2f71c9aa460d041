"""A fetched row to an event, through the same front door as the events of a file."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from tui.dates.calendar import civil
from tui.events import node
from tui.events.clean import clean, clean_line
from tui.events.document import Document
from tui.events.event import Event
from tui.events.event_reader import EventReader
from tui.events.problem import Location, Problem, Severity, brief
from tui.events.problem_log import ProblemLog
from tui.stores.table.column import EventColumns
from tui.stores.table.frame import key_place
from tui.stores.table.link import links_of
from tui.stores.table.mapping import Numbers
from tui.stores.table.plain_row import PlainRows, Row, Texts
from tui.stores.table.side import LIMIT, NONE
from tui.stores.table.text_date import SHAPE

#: What a row's column must have for an event; dates and own columns come besides.
FIELDS = (
    *("key", "rank", "importance", "title", "lane", "status", "text"),
    *("publisher", "url", "actors", "tags", "links"),
)
_DIGITS = 4
#: A date or timestamp as engines write it, with its year.
_FAR_DAY = r"([0-9]{4,})-[0-9]{2}-[0-9]{2}"

#: EDTF for what is known to a unit: year, month, day, hour, minute, second, zone; decade, century.
_SHAPES = {
    "century": "{8}XX",
    "decade": "{7}X",
    "year": "{0}",
    "month": "{0}-{1:02}",
    "day": "{0}-{1:02}-{2:02}",
    "hour": "{0}-{1:02}-{2:02}T{3:02}{6}",
    "minute": "{0}-{1:02}-{2:02}T{3:02}:{4:02}{6}",
    "second": "{0}-{1:02}-{2:02}T{3:02}:{4:02}:{5:02}{6}",
}


class _RowLog(ProblemLog):
    """Knows also the first row that each message is of: its key and its dates."""

    row: tuple[Any, list[str]] = None, []

    def __init__(self) -> None:
        super().__init__()
        self._first: dict[str, tuple[Any, list[str]]] = {}

    def add(self, location: Location, severity: Severity, code: str, message: str) -> None:
        super().add(location, severity, code, message)
        self._first.setdefault(clean_line(message), self.row)

    def told(self) -> list[str]:
        """Return all that is amiss, a sentence each, with the first row where it is so."""
        return [self._told(problem) for problem in self.problems()]

    def _told(self, problem: Problem) -> str:
        key, dates = self._first.get(problem.message, (None, []))
        row = "a row without an id" if key is None else f"row {brief(clean_line(str(key)))}"
        if problem.message not in self._first:
            return problem.message
        if problem.code == "date-invalid" and dates:
            row += f", {brief(clean_line('/'.join(dates)))!r}"
        return f"{problem.message} ({row})"


class RowReader:
    """Makes events of rows, with the problems that the same fields in a file would have."""

    def __init__(self, events: EventColumns, numbers: Numbers | None) -> None:
        self._events = events
        self._numbers = numbers
        self.log = _RowLog()
        document = Document("", None, self.log)
        self._reader = EventReader(document, {}, ())
        self._zone = "Z" if events.is_zoned else ""
        self._plain = PlainRows(self._dates, self._mapping, None if events.is_text else self._zone)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that a row must have."""
        dates = ("text",) if self._events.is_text else ("at", "unit", "raw", "state")
        sides = tuple(f"{side}_{name}" for side in "se" for name in dates)
        cut = ("start_text", "end_text") if self._events.is_text else ()
        return (*FIELDS, *sides, *cut, *self._events.own)

    def read(self, row: Row) -> Event:
        """Return the event of a row; it counts as being on line 1, for a table has none."""
        # Not through the reader, for a column that is spelt like a field need not be that field.
        own = self._own(row) if self._events.own else {}
        return self._plain.event(row, own) or self._odd(row, own)

    def _own(self, row: Row) -> dict[str, tuple[str, ...]]:
        return {
            clean_line(name): _texts(row[column])
            for column, name in self._events.own.items()
            if row[column] is not None
        }

    def _odd(self, row: Row, own: Mapping[str, tuple[str, ...]]) -> Event:
        """Return the event of any row, with the problems of those that are not plain."""
        key = row["key"]
        if key is None:
            # As where no column is the id: what a reader would tell it by.
            date, _ = self._dates(row)
            key = f"{date or ''}|{row['title'] or ''}"
        raw = row.get("s_raw"), row.get("e_raw")
        dates = [one or other for one, other in zip(raw, self._dates(row), strict=True)]
        self.log.row = row["key"], [text for text in dates if text]
        event = self._reader.read(self._mapping(row), clean_line(str(key)))
        return replace(event, other=own) if own else event

    def _mapping(self, row: Row) -> node.Mapping:
        """Return what a row would be in a file."""
        date, end = self._dates(row)
        pairs = {
            "id": row["key"],
            "date": date,
            "end": end,
            "title": row["title"],
            "lane": row["lane"],
            "actors": row["actors"],
            "tags": row["tags"],
            "importance": row["importance"],
            "status": row["status"],
            "text": row["text"],
        }
        given = [
            (_NAMES[name], _node(value)) for name, value in pairs.items() if not _is_empty(value)
        ]
        if not _is_empty(row["links"]):
            given.append((_NAMES["links"], _links(row["links"])))
        source: list[tuple[node.Scalar, node.Node]] = [
            (_NAMES[column], _scalar(row[column]))
            for column in ("publisher", "url")
            if not _is_empty(row[column])
        ]
        if source:
            cited = node.Sequence([node.Mapping(source, 1, 1, 0, 0)], 1, 1, 0, 0)
            given.append((_NAMES["sources"], cited))
        return node.Mapping(given, 1, 1, 0, 0)

    def _dates(self, row: Row) -> Texts:
        if self._events.is_text:
            # A text that is an interval is one; only the ends of two columns stand apart.
            return plain_text(row["start_text"]), plain_text(row["end_text"])
        return self._side(row, "s", self._zone), self._side(row, "e", self._zone)

    def _side(self, row: Row, side: str, zone: str) -> str | None:
        state = row[f"{side}_state"]
        if state == NONE:
            return None
        if state == LIMIT:
            return ".."
        at, unit = row[f"{side}_at"], row[f"{side}_unit"]
        if at is None:
            return _far(row[f"{side}_raw"], self._numbers)
        return edtf(at, unit, zone)


def edtf(at: int, unit: str, zone: str) -> str:
    """Return the EDTF text of an instant that is known to a unit, of a side's columns."""
    when = civil(at)
    year = f"{'-' if when.year < 0 else ''}{abs(when.year):04}"
    if len(year.lstrip("-")) > _DIGITS:
        return _long_year(when.year, unit)
    shape = _SHAPES.get(unit)
    if shape is None:
        return f"{year} ({unit})"
    clock = when.hour, when.minute, when.second
    return shape.format(year, when.month, when.day, *clock, zone, year[:-1], year[:-2])


def plain_text(text: str | None) -> str | None:
    """Return a date as EDTF has it: with a T before the time, and no fractions of a second."""
    if text is None or (" " not in text and "." not in text):
        return text
    parts = text.split("/") if "/" in text else [text]
    plain = [
        re.sub(r"\.[0-9]+", "", part.replace(" ", "T")) if re.match(SHAPE, part) else part
        for part in parts
    ]
    return "/".join(plain)


def _far(raw: str | None, numbers: Numbers | None) -> str:
    """Return the text of a date or number that no engine reckons with, a year if it is one."""
    if raw is None:
        return ""
    day = re.match(_FAR_DAY, raw)
    if day:
        year = 1 - int(day[1]) if "BC" in raw else int(day[1])
        return f"Y{year}" if len(str(abs(year))) > _DIGITS else raw
    try:
        number = int(raw)
    except ValueError:
        return raw
    if numbers is Numbers.YEARS and len(str(abs(number))) > _DIGITS:
        return f"Y{number}"
    return raw


def _long_year(year: int, unit: str) -> str:
    less = {"decade": 1, "century": 2}.get(unit, 0)
    return f"Y{year}S{len(str(abs(year))) - less}" if less else f"Y{year}"


def _is_empty(value: object) -> bool:
    return value is None or value == "" or value == []


def _texts(value: object) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else [value]
    return tuple(clean(str(each)) for each in texts if each is not None)


def _node(value: object) -> node.Node:
    if isinstance(value, list):
        texts: Iterable[object] = value
        return node.Sequence([_scalar(each) for each in texts if each is not None], 1, 1, 0, 0)
    return _scalar(value)


def _links(texts: Iterable[str]) -> node.Sequence:
    """Return links as a file has them, each with its kind."""
    links: list[node.Node] = []
    for link in links_of(texts):
        pairs = {"to": link.to, "kind": link.kind.value}
        given = [(_NAMES[name], _scalar(text)) for name, text in pairs.items()]
        links.append(node.Mapping(list(given), 1, 1, 0, 0))
    return node.Sequence(links, 1, 1, 0, 0)


def _scalar(value: object) -> node.Scalar:
    # As if quoted: a text such as ~ or null in a table is a text.
    return node.Scalar(str(value), 1, 1, '"')


_NAMES = {
    name: _scalar(name)
    for name in (
        *("id", "date", "end", "title", "lane", "actors", "tags", "importance", "status", "text"),
        *("sources", "publisher", "url", "links", "to", "kind"),
    )
}


def in_time(rows: Iterable[tuple[Mapping[str, Any], Event]]) -> list[Event]:
    """Return events in the order of time, the longer first, then by key; undated ones last."""
    return [event for _, event in sorted(rows, key=place_in_time)]


def place_in_time(pair: tuple[Mapping[str, Any], Event]) -> tuple[bool, int, float, Any]:
    """Return what a row's event is sorted by."""
    row, event = pair
    if event.when is None:
        return True, 0, 0.0, key_place(row)
    before = event.when.before
    longest_first = float("-inf") if before is None else -before
    return False, event.when.position, longest_first, key_place(row)
