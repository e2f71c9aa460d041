"""The events of rows that were fetched not long ago, so that none is read twice in a row.

A key need not be of one row only. A row that is kept may then be another one than the engine would
answer with, so whoever asks says which are meant; of those that share a key and are meant, one may
be missing from an answer, but nothing else is in it.
"""

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


#: Whether a row is one of those that are asked for.
Meant = Callable[[Candidate], bool]


class Shelf:
    """Fetches rows from an engine and keeps the last of them with their events by key.

    All that it fetches are to be rows of one table, or of one part of it.
    """

    def __init__(self, engine: Engine, reader: RowReader) -> None:
        self.reader = reader
        self._engine = engine
        #: None where several rows were seen to share a key.
        self._kept: OrderedDict[object, Candidate | None] = OrderedDict()
        self._loose: dict[str, Candidate] = {}
        self._keys: dict[str, object] = {}
        self._numbered: OrderedDict[int, Candidate] = OrderedDict()

    def of_part(self) -> "Shelf":
        """Return an empty shelf for some of the rows, which knows the same ids and reader."""
        other = Shelf(self._engine, self.reader)
        other._keys = self._keys
        return other

    def fetch(self, rows: Any) -> list[Candidate]:
        """Return the rows of an expression, which has all columns of the reader."""
        return self.read(self._engine.rows(rows.select(*self.reader.columns)))

    def fetch_few(self, ordered: Any, rows: Any, is_meant: Meant) -> list[Candidate]:
        """Return the rows of an expression that sorts and limits rows, in any order.

        is_meant tells of a row that is kept whether it may be one of them. Their keys are asked for
        first, so that an engine sorts nothing wider; for many rows that would be more than it
        spares, and rows without a key are not to be found by it.
        """
        keys = [row["key"] for row in self._engine.rows(ordered.select("key").limit(_MOST_KEYS))]
        if len(keys) == _MOST_KEYS or None in keys:
            return self.fetch(ordered)
        found = self.fetch_keys(keys, rows, is_meant)
        # Else rows that share their key with one of these are among them.
        return found if len(found) <= len(keys) else self.fetch(ordered)

    def fetch_keys(self, keys: Iterable[object], rows: Any, is_meant: Meant) -> list[Candidate]:
        """Return those of the rows with these keys, of which none is null."""
        columns = self.reader.columns

        def fetched(unseen: Sequence[object]) -> Iterable[Mapping[str, Any]]:
            return self._engine.rows(rows.filter(rows.key.isin(unseen)).select(*columns))

        return self.keyed(keys, fetched, is_meant)

    def keyed(
        self,
        keys: Iterable[object],
        rows_of: Callable[[Sequence[object]], Iterable[Mapping[str, Any]]],
        is_meant: Meant,
    ) -> list[Candidate]:
        """Return rows by their keys, of which none is null.

        rows_of asks for those keys of which no row is kept that may be one, as is_meant tells.
        """
        found, unseen = [], []
        for key in dict.fromkeys(keys):
            kept = self._kept.get(key)
            if kept is not None and is_meant(kept):
                found.append(kept)
            else:
                unseen.append(key)
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
        self._kept[key] = None if key in self._kept else candidate
        if event_id != str(key):
            self._keys[event_id] = key

    def clear(self) -> None:
        self._kept.clear()
        self._loose.clear()
        self._numbered.clear()

    def clear_numbers(self) -> None:
        """Forget what a rollup keeps under its numbers, for there is another one."""
        self._numbered.clear()
