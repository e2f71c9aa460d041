"""Every action with its keys and what it does, as a table in text."""

from collections.abc import Sequence

from tui.keymap.command import HEADINGS, Command
from tui.keymap.table import of_panes
from tui.layout.labels import measure


def key_list(commands: Sequence[Command]) -> list[str]:
    """Return the lines of the table: the actions by the names that config.toml has for them."""
    wide = max(len(command.action) for command in commands)
    keys = max(measure(command.shown_as) for command in commands)
    lines: list[str] = []
    for pane, heading in HEADINGS.items():
        lines += ["", heading] if lines else [heading]
        for command in of_panes(commands, pane):
            blank = " " * (keys - measure(command.shown_as))
            lines.append(
                f"  {command.action:{wide}}  {command.shown_as}{blank}  {command.sentence}"
            )
    return lines
