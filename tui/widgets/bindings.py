"""Key bindings for Textual, made from the table of commands."""

from textual.binding import Binding, BindingType

from tui.keymap.command import Pane
from tui.keymap.table import COMMANDS, of_panes

#: Commands whose keys count before any widget gets them: what is typed after g, /, f or | is for
#: the line that comes up, and after L for the list, however fast it comes; Tab would else go
#: through every widget.
AT_ONCE = frozenset({"next_pane", "go_to", "lanes_by", "find", "filter", "split"})


def bindings(pane: Pane) -> list[BindingType]:
    """Return the bindings of a pane's commands, each of which asks the app to perform one.

    Textual binds the palette itself, and drops its key if it is bound once more.
    """
    return [
        Binding(
            ",".join(command.keys),
            f"app.perform('{command.action}')",
            command.sentence,
            show=False,
            priority=command.action in AT_ONCE,
            id=command.action,
        )
        for command in of_panes(COMMANDS, pane)
        if command.action != "command_palette"
    ]
