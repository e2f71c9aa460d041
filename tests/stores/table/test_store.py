"""A table answers as a timeline in memory does, whatever its dates are made of."""

from operator import itemgetter

import pytest

from tests.stores.contract import StoreContract
from tests.stores.table.tables import Bench, row
from tui.events.timeline import Timeline
from tui.stores.store import Store


class TestTableStore(StoreContract):
    bench: Bench

    @pytest.fixture(autouse=True)
    def _take_a_bench(self, bench: Bench) -> None:
        self.bench, self.tries = bench, bench.tries

    def store(self, timeline: Timeline) -> Store:
        rows = [row(event) for event in timeline.events]
        return self.bench.events(sorted(rows, key=itemgetter("id")))
