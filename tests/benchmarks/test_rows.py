"""Tables to be measured."""

from pathlib import Path

from benchmarks.rows import EXTENT, obstacle, write
from tui.stores.table.store import TableStore


def test_both_files_hold_the_same_events_in_the_order_of_time(tmp_path: Path) -> None:
    table, parquet = tmp_path / "events.duckdb", tmp_path / "events.parquet"
    write(table, parquet, 1_000)
    stores = [TableStore.open(f"duckdb://{table}?table=events"), TableStore.open(str(parquet))]
    pages = [[event.title for event in store.every()] for store in stores]
    extent = stores[0].extent()
    for store in stores:
        store.close()
    assert pages[0] == pages[1]
    assert len(set(pages[0])) > 900
    assert extent is not None
    assert extent.start >= EXTENT.start


def test_it_is_told_why_a_machine_is_too_small(tmp_path: Path) -> None:
    assert obstacle(tmp_path, 1) == ""
    assert "of disk" in obstacle(tmp_path, 10**15)
