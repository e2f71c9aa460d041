"""A table answers as a timeline in memory does, whatever its dates are made of."""

from operator import itemgetter
from typing import ClassVar

from tests.stores.contract import StoreContract
from tests.stores.table.tables import EVENTS, fill_again, row, store
from tui.events.timeline import Timeline
from tui.stores.store import Store
from tui.stores.table.store import TableStore


class TestTableStore(StoreContract):
    """The store is made once, for that takes far longer than to ask it."""

    made: ClassVar[TableStore] = store(EVENTS, [])

    def store(self, timeline: Timeline) -> Store:
        rows = [row(event) for event in timeline.events]
        fill_again(self.made.engine, EVENTS, sorted(rows, key=itemgetter("id")))
        self.made.reload()
        return self.made
