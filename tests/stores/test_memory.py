import random

from tests.stores.contract import DATES, StoreContract, ids, may_touch, timeline
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


def test_blocks_of_many_events_hide_none() -> None:
    chance = random.Random(1)  # noqa: S311  dates to try, not a secret
    rows = [(chance.choice(DATES), chance.randint(1, 2)) for _ in range(2_000)]
    rows += [(f"{year}-0{month}", 3) for year in range(1001, 1200) for month in range(1, 10)]
    whole = timeline(rows)
    store = MemoryStore(whole)
    for year in (-50, 1000, 1001, 1100, 1199, 1200, 1999, 2001, 2003, 2005):
        span = Span(instant(year), instant(year + 1))
        assert ids(store.window(span)) == ids([e for e in whole.events if may_touch(e, span)])
