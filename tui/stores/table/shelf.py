"""The events of rows that were fetched not long ago, so that none is read twice in a row."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tui.events.event import Event
from tui.stores.table.engine import Engine
from tui.stores.table.frame import Candidate
from tui.stores.table.row import RowReader

_KEPT = 5_000
#: So many keys are asked for at once.
_MOST_KEYS = 2_000


class Shelf:
    """Fetches rows from an engine and keeps the last of them with their events by key."""

    def __init__(self, engine: Engine, reader: RowReader) -> None:
        self.reader = reader
        self._engine = engine
        self._kept: OrderedDict[object, Candidate] = OrderedDict()
        self._loose: dict[str, Candidate] = {}
        self._keys: dict[str, object] = {}
        self._numbered: OrderedDict[int, Candidate] = OrderedDict()

    def fetch(self, rows: Any) -> list[Candidate]:
        """Return the rows of an expression, which has all columns of the reader."""
        return self.read(self._engine.rows(rows.select(*self.reader.columns)))

    def fetch_few(self, ordered: Any, rows: Any) -> list[Candidate]:
        """Return the rows of an expression that sorts and limits rows, in any order.

        Their keys are asked for first, so that an engine sorts nothing wider; for many rows that
        would be more than it spares, and rows without a key are not to be found by it.
        """
        keys = [row["key"] for row in self._engine.rows(ordered.select("key").limit(_MOST_KEYS))]
        if len(keys) == _MOST_KEYS or None in keys:
            return self.fetch(ordered)
        return self.fetch_keys(keys, rows)

    def fetch_keys(self, keys: Iterable[object], rows: Any) -> list[Candidate]:
        """Return those of the rows with these keys, of which none is null."""
        columns = self.reader.columns

        def fetched(unseen: Sequence[object]) -> Iterable[Mapping[str, Any]]:
            return self._engine.rows(rows.filter(rows.key.isin(unseen)).select(*columns))

        return self.keyed(keys, fetched)

    def keyed(
        self,
        keys: Iterable[object],
        rows_of: Callable[[Sequence[object]], Iterable[Mapping[str, Any]]],
    ) -> list[Candidate]:
        """Return rows by their keys, of which none is null; rows_of asks for those unseen."""
        wanted = dict.fromkeys(keys)
        found = [self._kept[key] for key in wanted if key in self._kept]
        unseen = [key for key in wanted if key not in self._kept]
        return found + self.read(rows_of(unseen)) if unseen else found

    def numbered(
        self,
        numbers: Sequence[int],
        rows_of: Callable[[Sequence[int]], Mapping[int, Mapping[str, Any]]],
    ) -> list[Candidate]:
        """Return rows that a rollup keeps under some numbers; rows_of asks it for those unseen."""
        unseen = [number for number in numbers if number not in self._numbered]
        if unseen:
            rows = rows_of(unseen)
            self._numbered.update(zip(rows, self.read(rows.values()), strict=True))
        found = [self._numbered[number] for number in numbers]
        for number in numbers:
            self._numbered.move_to_end(number)
        while len(self._numbered) > _KEPT:
            self._numbered.popitem(last=False)
        return found

    def read(self, rows: Iterable[Mapping[str, Any]]) -> list[Candidate]:
        found = []
        for row in rows:
            key = row["key"]
            candidate = self._kept.get(key)
            # An id that stands in two rows is no reason to show one of them twice.
            if candidate is None or candidate.row != row:
                candidate = Candidate(row, self.reader.read(row))
                self._keep(key, candidate)
            found.append(candidate)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found

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

    def loose(self, event_id: str) -> Event | None:
        """Return the event of a row without a key by its id, if it was fetched not long ago."""
        candidate = self._loose.get(event_id)
        return candidate.event if candidate else None

    def _keep(self, key: object, candidate: Candidate) -> None:
        event_id = candidate.event.id
        if key is None:
            if len(self._loose) >= _KEPT:
                self._loose.clear()
            self._loose[event_id] = candidate
            return
        self._kept[key] = candidate
        if event_id != str(key):
            self._keys[event_id] = key

    def clear(self) -> None:
        self._kept.clear()
        self._loose.clear()
        self._numbered.clear()

    def clear_numbers(self) -> None:
        """Forget what a rollup keeps under its numbers, for there is another one."""
        self._numbered.clear()
