"""Events of rows of which nothing is amiss, made of their cells without nodes between.

Nearly all rows are such. Whatever is not as plain as what is known here is left to the reader of
all events, and tests hold both to the same events.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from tui.dates.edtf import EdtfError, interval, parse
from tui.dates.fuzzy_date import FuzzyDate
from tui.events import node
from tui.events.clean import clean, clean_line, is_blank
from tui.events.event import OTHER_LANE, Event, Source, Status
from tui.events.problem import Location
from tui.events.source_field import is_web_address
from tui.stores.table.link import links_of
from tui.stores.table.plain_date import alone, between, written
from tui.stores.table.side import MOMENT, NONE

#: Where every row stands, for a table has no lines.
PLACE = Location(1, 1)

#: A row by the names of its columns.
Row = Mapping[str, Any]
#: The texts of a row's date and of its end.
Texts = tuple[str | None, str | None]

_STATUSES: dict[str | None, Status] = {None: Status.CONFIRMED, "": Status.CONFIRMED}
_STATUSES |= {status.value: status for status in Status}
_IMPORTANCES = frozenset(range(1, 6))
#: What events share that have no fields of their own; nobody changes it.
_NO_OTHERS: dict[str, tuple[str, ...]] = {}


class RowNode(node.LateMapping):
    """The mapping that a row would be in a file, made when something of it is asked for."""

    __slots__ = ("_make", "_row")

    def __init__(self, row: Row, make: Callable[[Row], node.Mapping]) -> None:
        self._row = row
        self._make = make

    def _made(self) -> node.Mapping:
        return self._make(self._row)


class PlainRows:
    """Makes events of plain rows."""

    def __init__(
        self,
        texts: Callable[[Row], Texts],
        mapping: Callable[[Row], node.Mapping],
        zone: str | None,
    ) -> None:
        """Take what tells a row's date in EDTF, and what makes the mapping of a row.

        zone is what stands behind a time: Z, nothing, or None where columns have texts as dates.
        """
        self._texts, self._mapping = texts, mapping
        self._zone = zone

    def event(self, row: Row, own: Mapping[str, tuple[str, ...]]) -> Event | None:
        """Return the event of a row with fields of its own, None if it is not plain."""
        key, importance, title = row["key"], row["importance"], row["title"]
        if key is None or title.__class__ is not str or importance not in _IMPORTANCES:
            return None
        title = clean_line(title)
        status = _STATUSES.get(row["status"])
        when = self._when(row)
        if when is None or status is None or is_blank(title):
            return None
        sources: tuple[Source, ...] = ()
        publisher, url = row["publisher"], row["url"]
        if publisher or url:
            publisher = clean_line(publisher or "")
            if (url and not is_web_address(url)) or not (publisher or url):
                return None
            sources = (Source(publisher, url=url or "", location=PLACE),)
        actors, tags, links = row["actors"], row["tags"], row["links"]
        text = row["text"]
        return Event(
            str(key) if key.__class__ is int else clean_line(str(key)),
            title,
            when,
            PLACE,
            RowNode(row, self._mapping),
            "",
            lane_name(row["lane"]),
            _lines(actors) if actors else (),
            _lines(tags) if tags else (),
            importance,
            status,
            clean(text) if text else "",
            sources,
            links_of(links) if links else (),
            own or _NO_OTHERS,
        )

    def _when(self, row: Row) -> FuzzyDate | None:
        """Return a row's date, None if it has none or one of which something is amiss."""
        zone = self._zone
        if zone is not None and row["s_state"] == MOMENT and row["s_at"] is not None:
            start = written(row["s_at"], row["s_unit"], zone)
            end_state, end_at = row["e_state"], row["e_at"]
            if start is not None and end_state == NONE:
                return alone(start)
            if start is not None and end_state == MOMENT and end_at is not None:
                end = written(end_at, row["e_unit"], zone)
                if end is not None:
                    return between(start, end)
        start_text, end_text = self._texts(row)
        if not start_text:
            return None
        try:
            return interval(start_text, end_text) if end_text else parse(start_text)
        except EdtfError:
            return None


@lru_cache(4_096)
def lane_name(raw: str | None) -> str:
    """Return the name of the lane that a column's text stands for."""
    name = clean_line(raw or "")
    return OTHER_LANE if is_blank(name) else name


def _lines(texts: list[Any]) -> tuple[str, ...]:
    """Return texts on one line each, and each once."""
    return tuple(dict.fromkeys(clean_line(str(each)) for each in texts if each is not None))
