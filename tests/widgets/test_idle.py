"""What is done while nobody presses a key."""

from collections.abc import Iterator
from time import sleep

from textual.app import App

from tui.widgets.idle import URGENT, Idle


def steps(name: str, done: list[str], count: int = 3) -> Iterator[None]:
    for number in range(count):
        done.append(f"{name} {number}")
        yield


async def test_steps_are_done_in_their_order_while_nothing_else_happens() -> None:
    app: App[None] = App()
    done: list[str] = []
    async with app.run_test() as pilot:
        idle = Idle(app)
        idle.begin(steps("first", done))
        assert not done
        await pilot.pause(0.1)
        assert done == ["first 0", "first 1", "first 2"]
        idle.begin(steps("second", done, 1))
        await pilot.pause(0.1)
        assert done[3:] == ["second 0"]


async def test_what_is_begun_later_takes_the_place_of_what_is_not_done() -> None:
    app: App[None] = App()
    done: list[str] = []
    async with app.run_test() as pilot:
        idle = Idle(app)
        idle.begin(steps("first", done))
        idle.begin(steps("second", done))
        await pilot.pause(0.1)
        assert done == ["second 0", "second 1", "second 2"]
        idle.begin(steps("third", done))
        idle.rest()
        await pilot.pause(0.1)
        assert len(done) == 3


async def test_what_somebody_waits_for_is_done_before_all_else() -> None:
    app: App[None] = App()
    done: list[str] = []

    def slow() -> Iterator[None]:
        for number in range(3):
            sleep(URGENT)
            done.append(f"urgent {number}")
            yield

    async with app.run_test() as pilot:
        idle = Idle(app)
        idle.begin(steps("first", done, 1))
        idle.at_once(slow())
        assert done == ["urgent 0"]
        await pilot.pause(0.3)
        assert done == ["urgent 0", "urgent 1", "urgent 2", "first 0"]
        idle.at_once(slow())
        await pilot.pause(0.3)
        assert done[4:] == ["urgent 0", "urgent 1", "urgent 2"]
