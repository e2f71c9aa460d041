"""The timelines that key presses are measured on."""

from pathlib import Path

from benchmarks.events import FIRST_YEAR, LANES, LAST_YEAR, entries, write
from tui.stores.yaml_file import read


def test_a_file_is_read_without_problems_and_holds_every_event(tmp_path: Path) -> None:
    path = tmp_path / "events.yaml"
    write(path, 1_000)
    timeline = read(path)
    assert timeline.problems == ()
    assert [lane.name for lane in timeline.lanes] == list(LANES)
    assert {event.id: event.title for event in timeline.events} == {
        entry.id: entry.title for entry in entries(1_000)
    }


def test_it_is_the_same_at_every_call_and_rich_in_kinds() -> None:
    made = list(entries(1_000))
    assert made == list(entries(1_000))
    assert {entry.lane for entry in made} == set(LANES)
    assert {entry.importance for entry in made} == {1, 2, 3, 4, 5}
    assert {entry.date.lstrip("./")[:4] for entry in made} == {
        str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)
    }
    for sign in ("/", "~", "?", "/..", "../"):
        assert any(sign in entry.date for entry in made)
