"""A table answers as a timeline in memory does, whatever its dates are made of."""

from tests.stores.contract import StoreContract
from tests.stores.table.tables import EVENTS, row, store
from tui.events.timeline import Timeline
from tui.stores.store import Store


class TestTableStore(StoreContract):
    def store(self, timeline: Timeline) -> Store:
        events = sorted(timeline.events, key=lambda event: int(event.id))
        return store(EVENTS, [row(event) for event in events])
