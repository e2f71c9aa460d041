"""Frames between two pictures: as many as there is time for, and none for a held key."""

from time import monotonic

from textual.app import App

from tui.axis.scale import Scale
from tui.axis.viewport import Viewport
from tui.dates.calendar import DAY
from tui.session.motion import HASTE
from tui.widgets.glide import Glide

START = Viewport(Scale(DAY), 0, 80)
GOAL = START.pan(40)
FURTHER = GOAL.pan(20)


class Screen:
    """An app that shows viewports, and what it has shown; None stands for the goal itself."""

    def __init__(self) -> None:
        self.app: App[None] = App()
        self.shown: list[Viewport | None] = []
        self.glide = Glide(self.app, self.shown.append)
        self.glide.plays_headless = True


async def test_a_glide_shows_what_lies_between_and_ends_at_the_goal() -> None:
    screen = Screen()
    async with screen.app.run_test() as pilot:
        screen.glide.at_once(START)
        screen.glide.to(GOAL)
        await pilot.pause(HASTE + 0.1)
        first, *between, last = screen.shown
        assert first is last is None
        assert between
        cells = [view.first for view in between if view]
        assert cells == sorted(cells)
        assert START.first < cells[0] <= cells[-1] <= GOAL.first


async def test_a_key_that_follows_soon_finds_its_goal_at_once() -> None:
    screen = Screen()
    async with screen.app.run_test() as pilot:
        screen.glide.at_once(START)
        screen.glide.to(GOAL)
        screen.glide.to(FURTHER)
        assert screen.shown[-1] is None
        count = len(screen.shown)
        await pilot.pause(0.1)
        assert len(screen.shown) == count


async def test_without_animations_there_is_no_glide() -> None:
    screen = Screen()
    async with screen.app.run_test() as pilot:
        screen.app.animation_level = "none"
        screen.glide.at_once(START)
        screen.glide.to(GOAL)
        await pilot.pause()
        assert screen.shown == [None, None]


async def test_a_slow_terminal_is_shown_the_goal_at_once_and_soon_nothing_else() -> None:
    screen = Screen()
    async with screen.app.run_test() as pilot:
        real = screen.shown.append

        def slow(view: Viewport | None) -> None:
            real(view)
            if view is not None:
                end = monotonic() + 0.06
                while monotonic() < end:
                    pass

        glide = screen.glide = Glide(screen.app, slow)
        glide.plays_headless = True
        frames: list[int] = []
        for goal in (GOAL, FURTHER, START, GOAL, START):
            screen.shown.clear()
            if goal is GOAL and not frames:
                glide.at_once(START)
            glide.to(goal)
            await pilot.pause(HASTE + 0.05)
            assert screen.shown[-1] is None
            frames.append(sum(1 for view in screen.shown if view is not None))
        assert frames == [1, 1, 1, 0, 0]
