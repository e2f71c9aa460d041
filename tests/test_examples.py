"""The timelines that come with the viewer: whole, sourced, and drawn without a wrong tick."""

from pathlib import Path

import pytest

from tests.axis.checked_ruler import check
from tui.dates.calendar import DAY, instant
from tui.dates.span import Span
from tui.events.timeline import Timeline
from tui.session.stage import Stage
from tui.stores.memory import MemoryStore
from tui.stores.yaml_file import read

ROOT = Path(__file__).parent.parent
NOW = instant(2026, 11, 24)
LAST_WEEK = instant(2026, 11, 17)
SIZES = [(160, 45), (100, 30), (80, 24), (60, 16)]


@pytest.fixture(scope="module")
def deep_time() -> Timeline:
    return read(ROOT / "data" / "examples" / "deep-time.yaml")


@pytest.mark.parametrize("path", ["events.yaml", "examples/deep-time.yaml"])
def test_a_timeline_that_comes_with_the_viewer_is_whole(path: str) -> None:
    timeline = read(ROOT / "data" / path)
    assert not timeline.problems
    for event in timeline.events:
        assert event.when, event.id
        assert event.text, event.id
        assert event.sources, event.id
        assert any(source.url for source in event.sources), event.id
        assert all(timeline.event(link.to) for link in event.links), event.id


def test_deep_time_reaches_from_the_big_bang_to_last_week(deep_time: Timeline) -> None:
    extent = MemoryStore(deep_time).extent()
    assert extent is not None
    assert extent.start < instant(-13_700_000_000)
    assert Span(LAST_WEEK, LAST_WEEK + 2 * DAY).end == extent.end
    assert len(deep_time.eras) == 6


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("is_folded", [False, True], ids=["linear", "folded"])
def test_a_held_key_zooms_from_the_big_bang_to_last_week_without_a_wrong_tick(
    deep_time: Timeline, width: int, height: int, is_folded: bool
) -> None:
    store = MemoryStore(deep_time)
    made = Stage(deep_time, store.extent(), store.density, NOW)
    made.resize(width, height)
    if is_folded:
        assert made.perform("fold_time")
    assert made.perform("last")
    cells = []
    while made.view.viewport.scale.cell > DAY // 24:
        assert made.perform("zoom_in")
        check(made.view.viewport)
        cells.append(made.view.viewport.scale.cell)
    assert len(cells) > 50
    span = made.view.viewport.span
    assert span.start <= LAST_WEEK < span.end
