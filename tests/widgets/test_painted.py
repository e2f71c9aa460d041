"""Rows that are painted once: the screen shows what painting them anew would show."""

import pytest
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip

from tests.terminal import ROOT
from tui.app import EventideApp
from tui.dates.calendar import instant
from tui.stores.memory import MemoryStore
from tui.stores.yaml_file import read
from tui.widgets.painted import Painted

RACE = read(ROOT / "data" / "events.yaml")

#: Keys that change what panes show, where they stand and how they look.
KEYS = (
    *(".", ".", "right", "j", "d", "plus", "pagedown", "tab", "j", "j", "end", "tab"),
    *("k", "minus", "L", "enter", "space", "t", "down", "enter", "comma"),
)


def app(theme: str = "eventide-dark", encoding: str = "") -> EventideApp:
    store, now = MemoryStore(RACE), instant(2026, 11, 24)
    return EventideApp(RACE, store, "race.yaml", now, theme=theme, ascii_in=encoding)


def shown(pane: Painted) -> list[Strip]:
    return pane.render_lines(pane.outer_size.region)


def cells(strips: list[Strip]) -> list[list[Segment]]:
    return [list(strip.simplify()) for strip in strips]


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (50, 14)])
@pytest.mark.parametrize(("theme", "encoding"), [("eventide-dark", ""), ("ansi-light", "ascii")])
async def test_no_key_leaves_anything_of_an_earlier_picture(
    size: tuple[int, int], theme: str, encoding: str
) -> None:
    viewer = app(theme, encoding)
    async with viewer.run_test(size=size) as pilot:
        for number, key in enumerate(KEYS):
            if number == len(KEYS) // 2:
                await pilot.resize_terminal(size[0] + 7, size[1] + 3)
            await pilot.press(key)
            await pilot.pause()
            panes = [pane for pane in viewer.screen_stack[0].query(Painted) if pane.display]
            assert len(panes) > 2
            for pane in panes:
                known = cells(shown(pane))
                pane._look = ()
                assert cells(shown(pane)) == known, (key, pane.id)


@pytest.mark.parametrize("size", [(160, 45), (80, 24)])
async def test_every_line_is_as_wide_as_its_pane_and_has_its_edges(size: tuple[int, int]) -> None:
    viewer = app()
    async with viewer.run_test(size=size) as pilot:
        await pilot.press("tab")
        await pilot.pause()
        pane = viewer.detail_pane
        width, height = pane.outer_size
        lines = shown(pane)
        assert [line.cell_length for line in lines] == [width] * height
        if size[0] >= 100:
            assert {line.text[0] for line in lines} == {"▊"}
        else:
            assert set(lines[0].text) == {"▔"}
        part = pane.render_lines(Region(3, 1, 10, 5))
        assert [line.text for line in part] == [line.text[3:13] for line in lines[1:6]]


async def test_only_lines_that_differ_are_drawn_again() -> None:
    viewer = app()
    async with viewer.run_test(size=(160, 45)) as pilot:
        await pilot.pause()
        view = viewer.timeline_view
        rows = view.scene.rows
        other = rows[5]._replace(runs=())
        view.show(view.scene._replace(rows=(*rows[:5], other, *rows[6:])))
        assert view._exchange_repaint_regions() == {Region(0, 5, view.size.width, 1)}
        view.show(view.scene._replace(rows=(other, other, other, *view.scene.rows[3:])))
        assert view._exchange_repaint_regions() == {Region(0, 0, view.size.width, 3)}
        view.show(view.scene._replace())
        assert not view._exchange_repaint_regions()
