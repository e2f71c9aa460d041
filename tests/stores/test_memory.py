from tests.stores.contract import StoreContract, ids, timeline
from tui.dates.calendar import instant
from tui.dates.span import Span
from tui.events.timeline import Timeline
from tui.stores.memory import MemoryStore
from tui.stores.store import Store


class TestMemoryStore(StoreContract):
    def store(self, timeline: Timeline) -> Store:
        return MemoryStore(timeline)


def test_what_a_limit_leaves_comes_from_all_over_the_window() -> None:
    days = [(f"{year}-{month:02}", 3) for year in range(2001, 2011) for month in range(1, 13)]
    some = MemoryStore(timeline(days)).window(Span(instant(2001), instant(2011)), 20)
    quarters = {int(number) // 30 for number in ids(some)}
    assert quarters == {0, 1, 2, 3}
