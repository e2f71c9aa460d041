"""What the reader is asked to choose one of, and what comes of each answer."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.dates.english import counted
from tui.dates.wording import brief
from tui.events.event import Event

if TYPE_CHECKING:
    from tui.session.stage import Stage


class Question(NamedTuple):
    """Entries of a text and a note to choose from; start is the place of the one in force.

    take is called with the place of the entry that was chosen.
    """

    title: str
    entries: Sequence[tuple[str, str]]
    start: int
    take: Callable[[int], None]


def which_lanes(stage: "Stage") -> Question:
    """Ask what lanes are to be made by."""
    fields = stage.fields
    at = next((at for at, each in enumerate(fields) if each.field == stage.view.settings.field), 0)
    entries = [(each.field.name, each.note) for each in fields]
    return Question("Lanes by", entries, at, lambda chosen: stage.regroup(fields[chosen].field))


def which_event(stage: "Stage", events: Sequence[Event]) -> Question:
    """Ask for one of several events."""
    entries = [(event.title, brief(event.when) if event.when else "") for event in events]
    at = next((at for at, event in enumerate(events) if event is stage.view.selection), 0)
    title = f"{counted(len(events), 'event')} close together"
    return Question(title, entries, at, lambda chosen: stage.select(events[chosen]))


def which_hidden(stage: "Stage") -> Question:
    """Ask which of the hidden lanes to show again, all of them first."""
    lanes = stage.hidden
    entries = [(f"all {counted(len(lanes), 'lane')}", "")]
    entries += [(lane.name, counted(len(lane.events), "event")) for lane in lanes]

    def show(chosen: int) -> None:
        stage.show_lanes([lanes[chosen - 1].name] if chosen else [lane.name for lane in lanes])

    return Question("Show again", entries, 0, show)
