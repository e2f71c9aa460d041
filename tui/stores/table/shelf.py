"""The events of rows that were fetched not long ago, so that none is read twice in a row."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any

from tui.stores.table.engine import Engine
from tui.stores.table.frame import Candidate
from tui.stores.table.row import RowReader

_KEPT = 5_000


class Shelf:
    """Fetches rows from an engine and keeps the last of them with their events by key."""

    def __init__(self, engine: Engine, reader: RowReader) -> None:
        self.reader = reader
        self._engine = engine
        self._kept: OrderedDict[object, Candidate] = OrderedDict()
        self._keys: dict[str, object] = {}

    def fetch(self, rows: Any) -> list[Candidate]:
        """Return the rows of an expression, which has all columns of the reader."""
        return self.read(self._engine.rows(rows.select(*self.reader.columns)))

    def read(self, rows: Iterable[Mapping[str, Any]]) -> list[Candidate]:
        found = []
        for row in rows:
            key = row["key"]
            candidate = self._kept.get(key)
            if candidate is None:
                candidate = self._kept[key] = Candidate(row, self.reader.read(row))
                if candidate.event.id != str(key):
                    self._keys[candidate.event.id] = key
            found.append(candidate)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found

    def get(self, key: object) -> Candidate | None:
        return self._kept.get(key)

    def key(self, event_id: str, *, is_number: bool) -> object:
        """Return the key of a row by its event's id, None for one that no row can have.

        An id is its key's text once cleaned, so an unclean one is known only once it was fetched.
        """
        known = self._keys.get(event_id, event_id)
        if not is_number or known is not event_id:
            return known
        try:
            number = int(event_id)
        except ValueError:
            return None
        is_written_so = str(number) == event_id and -(2**63) <= number < 2**63
        return number if is_written_so else None

    def clear(self) -> None:
        self._kept.clear()
