"""The line of keys below the panes."""

from collections.abc import Iterable, Iterator, Sequence

from tui.keymap.command import Command, Pane
from tui.keymap.key_name import shown
from tui.layout.labels import measure
from tui.layout.marks import Role
from tui.layout.scene import Row, Run, Zone

#: Two actions that are opposites, and one word for both.
_PAIRS: dict[Pane, tuple[tuple[str, str, str], ...]] = {
    Pane.TIMELINE: (
        ("previous_in_lane", "next_in_lane", "event"),
        ("lane_above", "lane_below", "lane"),
        ("pan_earlier", "pan_later", "pan"),
        ("zoom_in", "zoom_out", "zoom"),
    ),
    Pane.DETAIL: (("previous_reference", "next_reference", "source or link"),),
}


#: The same while a story is read, of which an escape is the end.
_OF_A_STORY = (
    ("previous_in_lane", "next_in_lane", "event"),
    ("lane_above", "lane_below", "scroll"),
    ("step_back", "step_back", "end"),
    ("zoom_in", "zoom_out", "zoom"),
)


def key_row(
    width: int, commands: Sequence[Command], pane: Pane = Pane.TIMELINE, *, told: bool = False
) -> Row:
    """Return the line of keys for a width and the pane that has the focus.

    told is for a story. Runs of a command have its action as their target. Help and the way out
    stand at its end at any width that has room for them.
    """
    named = [
        (shown(command.keys[0]), command.brief, command.action)
        for command in commands
        if command.brief and command.keys and command.pane in (pane, Pane.EVERYWHERE)
    ]
    last = [entry for entry in named if entry[2] in ("help", "quit")]
    pairs = _OF_A_STORY if told and pane is Pane.TIMELINE else _PAIRS.get(pane, ())
    others = [*_paired(commands, pairs), *named]
    free = width - sum(_entry_width(entry) for entry in last)
    runs: list[Run] = []
    x = 1
    for entry in (*(entry for entry in others if entry not in last), *last):
        keys, word, action = entry
        if x + _entry_width(entry) - 2 > (width if entry in last else free):
            continue
        runs.append(Run(x, keys, Role.TITLE, target=action))
        runs.append(Run(x + measure(keys) + 1, word, Role.NOTE, target=action))
        x += _entry_width(entry)
    return Row(Zone.AXIS, tuple(runs))


def _paired(
    commands: Sequence[Command], pairs: Iterable[tuple[str, str, str]]
) -> Iterator[tuple[str, str, str]]:
    """Return the keys of opposites in one, `⇧←→` for `⇧←` and `⇧→`."""
    first = {command.action: shown(command.keys[0]) for command in commands if command.keys}
    for one, other, word in pairs:
        if one in first and other in first:
            before, after = first[one], first[other] if other != one else ""
            same = before[:-1] if before[:-1] == after[:-1] else ""
            yield before + after.removeprefix(same), word, ""


def _entry_width(entry: tuple[str, str, str]) -> int:
    return measure(entry[0]) + 1 + measure(entry[1]) + 2
