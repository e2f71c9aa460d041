"""Which column of a table is which field of an event, by name or as told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from enum import Enum

from tui.events import keys
from tui.events.clean import clean_line
from tui.stores.table.error import TableError


class Kind(Enum):
    """What a column holds, as far as it matters here."""

    TEXT = "text"
    TEXTS = "texts"  # an array
    TIMESTAMP = "timestamp"
    DATE = "date"
    INTEGER = "integer"
    NUMBER = "number"  # with a fraction
    OTHER = "other"


class Numbers(Enum):
    """What numbers in a date column count; never guessed."""

    SECONDS = "s"  # all of these since 1970-01-01T00:00Z
    MILLISECONDS = "ms"
    MICROSECONDS = "us"
    NANOSECONDS = "ns"
    YEARS = "years"  # astronomical: 0 is 1 BC


#: The kinds of columns of a table by name, in the order of the table.
Columns = Mapping[str, Kind]

_DATES = (Kind.TIMESTAMP, Kind.DATE, Kind.TEXT, Kind.INTEGER, Kind.NUMBER)
_LINES = (Kind.TEXT, Kind.INTEGER)


@dataclass(frozen=True)
class ColumnMap:
    """The names of the columns that the fields of events are read from; empty for none.

    precision names a column that says how far a date is known: century, decade, year, month, day,
    hour, minute or second. numbers is what numbers in start and end count. Without id an event is
    told apart by its place in the table where the engine has one, else by its start and title.
    """

    start: str
    end: str = ""
    title: str = ""
    lane: str = ""
    importance: str = ""
    id: str = ""
    text: str = ""
    status: str = ""
    actors: str = ""
    tags: str = ""
    links: str = ""
    source: str = ""
    url: str = ""
    precision: str = ""
    numbers: Numbers | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are taken, each once."""
        return tuple(dict.fromkeys(name for _, name in self._pairs() if name))

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str):
                yield field.name, value


#: field -> the names that its column often has, the likeliest first, and the kinds it may be of.
#: Names are compared without case, blanks, _ and -.
_GUESSES: dict[str, tuple[str, tuple[Kind, ...]]] = {
    "start": (
        (
            "start date startdate starttime startedat startat started begin begindate begintime"
            " datestart dtstart validfrom when eventdate eventtime"
            " eventtimestamp timestamp datetime time ts occurredat happenedat createdat created"
            " published publishedat day year"
        ),
        _DATES,
    ),
    "end": (
        (
            "end enddate endtime endedat endat ended finish finishdate finishtime finishedat stop"
            " stoptime dateend dtend validto until completedat"
        ),
        _DATES,
    ),
    "title": ("title headline name label event eventname subject summary message", _LINES),
    "lane": (
        ("lane category group track kind type eventtype class topic theme channel service stream"),
        _LINES,
    ),
    "importance": ("importance priority weight rank severity", (Kind.INTEGER, Kind.TEXT)),
    "id": ("id eventid uuid guid uid key pk slug", (Kind.TEXT, Kind.INTEGER, Kind.OTHER)),
    "text": ("text description body details detail content notes note comment", (Kind.TEXT,)),
    "status": ("status", (Kind.TEXT,)),
    "actors": ("actors actor people persons person participants who", (Kind.TEXTS, Kind.TEXT)),
    "tags": ("tags tag keywords labels", (Kind.TEXTS, Kind.TEXT)),
    # What is called links alone is often addresses.
    "links": ("linksto linkedto linkids linkedids relatedids", (Kind.TEXTS, Kind.TEXT)),
    "source": ("source publisher sourcename", (Kind.TEXT,)),
    "url": ("url link sourceurl href uri", (Kind.TEXT,)),
    "precision": ("precision dateprecision startprecision granularity", (Kind.TEXT,)),
}
_FIELDS = keys.COLUMNS.names


def column_map(columns: Columns, told: Mapping[str, str]) -> ColumnMap:
    """Return the columns of the fields: those told by field, and guesses for the others.

    told has a column's name for a field's, empty where the field has none, and for `numbers` one of
    s, ms, us, ns and years. Raise TableError for a field or column that there is not, and where no
    column can be a start.
    """
    found = {field: _told(field, name, columns) for field, name in told.items()}
    numbers = _numbers(found.pop("numbers", ""))
    for field in _GUESSES:
        if field not in found:
            taken = {name for name in found.values() if name}
            found[field] = _guess(field, columns, taken, numbers)
    if not found["start"]:
        names = ", ".join(map(clean_line, columns)) or "none"
        message = f"no column is known as the start; tell as start which it is of: {names}"
        raise TableError(message, "start")
    if not found["title"] and "title" not in told:
        found["title"] = next(
            (
                name
                for name, kind in columns.items()
                if kind is Kind.TEXT and name not in found.values()
            ),
            found["id"],
        )
    for field in ("start", "end"):
        _check_date(field, found[field], columns, numbers)
    return ColumnMap(**found, numbers=numbers)


def _told(field: str, name: str, columns: Columns) -> str:
    if field not in _FIELDS:
        hint = get_close_matches(field, _FIELDS, n=1)
        choice = f", did you mean {hint[0]}?" if hint else f"; there are {', '.join(_FIELDS)}"
        raise TableError(f"no field is called {clean_line(field)!r}{choice}", field)
    if field == "numbers" or not name or name in columns:
        return name
    same = [each for each in columns if each.casefold() == name.casefold()]
    if len(same) == 1:
        return same[0]
    hint = get_close_matches(name, list(columns), n=1)
    choice = (
        f"did you mean {clean_line(hint[0])}?"
        if hint
        else (f"it has {', '.join(map(clean_line, columns)) or 'none'}")
    )
    raise TableError(f"the table has no column {clean_line(name)!r} for {field}: {choice}", field)


def _numbers(text: str) -> Numbers | None:
    if not text:
        return None
    try:
        return Numbers(text)
    except ValueError:
        choices = ", ".join(each.value for each in Numbers)
        reason = f"numbers is one of {choices}, not {clean_line(text)!r}"
        raise TableError(reason, "numbers") from None


def _guess(field: str, columns: Columns, taken: set[str], numbers: Numbers | None) -> str:
    names, kinds = _GUESSES[field]
    by_name: dict[str, str] = {}
    for name, kind in columns.items():
        if kind in kinds and name not in taken:
            by_name.setdefault(_plain(name), name)
    if field == "start":
        return _guessed_start(names.split(), by_name, columns, numbers)
    return next((by_name[name] for name in names.split() if name in by_name), "")


def _guessed_start(
    names: list[str], by_name: dict[str, str], columns: Columns, numbers: Numbers | None
) -> str:
    """Return the start: one that can be read as a date before a number, which must be told."""
    likely = [by_name[name] for name in names if name in by_name]
    dates = [name for name in likely if columns[name] not in (Kind.INTEGER, Kind.NUMBER)]
    if numbers is not None or not dates:
        dates = likely
    if dates:
        return dates[0]
    only = [name for name, kind in columns.items() if kind in (Kind.TIMESTAMP, Kind.DATE)]
    return only[0] if len(only) == 1 else ""


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char not in " _-")


def _check_date(field: str, name: str, columns: Columns, numbers: Numbers | None) -> None:
    if not name:
        return
    kind = columns[name]
    if kind not in _DATES:
        raise TableError(f"the {field} column {clean_line(name)!r} holds no dates", field)
    if kind in (Kind.INTEGER, Kind.NUMBER) and numbers is None:
        choices = ", ".join(each.value for each in Numbers)
        reason = f"the {field} column {clean_line(name)!r} holds numbers"
        raise TableError(f"{reason}: tell as numbers what they count, one of {choices}", field)
