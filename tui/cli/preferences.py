"""The reader's preferences as far as they can be used, and the keys that these give."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.cli.output import Exit, complain, print_lines
from tui.named import NamedTuple

if TYPE_CHECKING:
    from tui.config.settings import Settings
    from tui.keymap.command import Command


class Prepared(NamedTuple):
    """The reader's preferences, the commands with the keys that these have, and what to tell."""

    settings: "Settings"
    commands: "Sequence[Command]"
    notices: Sequence[str]


def prepared(themes: Sequence[str]) -> Prepared:
    """Return the preferences as far as they can be used."""
    from tui.config.place import config_file
    from tui.config.settings import load
    from tui.keymap.table import COMMANDS

    settings = load(config_file())
    commands: Sequence[Command] = COMMANDS
    complaints = list(settings.complaints)
    if themes and settings.theme and settings.theme not in themes:
        from tui.events.spelling import near_miss

        meant = near_miss(settings.theme, themes)
        hint = f"did you mean “{meant}”?" if meant else "t in the viewer lists them"
        message = f"there is no theme “{settings.theme}”: {hint}"
        complaints.append(settings.complaint(message, "theme"))
        settings = settings._replace(theme="")
    if settings.keys:
        from tui.keymap.remap import remapped

        commands, refused = remapped(COMMANDS, settings.keys)
        complaints += [
            settings.complaint(f"the keys of {action} stay as they are: {reason}", "keys", action)
            for action, reason in refused
        ]
    if settings.views:
        from tui.session.view_line import ViewLineError, view_of

        for view in settings.views:
            try:
                view_of(view.parts)
            except ViewLineError as error:
                complaints.append(
                    settings.complaint(f"the view “{view.name}”: {error}", "views", view.name)
                )
    settings = settings._replace(complaints=tuple(sorted(complaints)))
    notices = [str(complaint) for complaint in settings.complaints]
    return Prepared(settings, commands, notices)


def in_short(notices: Sequence[str]) -> str:
    """Return the first of some notices, and how many more there are."""
    if len(notices) < 2:
        return "".join(notices)
    return f"{notices[0]} (and {len(notices) - 1} more: press ! for all of them)"


def list_keys() -> int:
    from tui.formats.key_list import key_list

    ready = prepared(())
    print_lines(key_list(ready.commands))
    for notice in ready.notices:
        complain(notice)
    return Exit.OK
