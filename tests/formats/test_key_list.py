"""Every action with its keys, in text."""

from tui.formats.key_list import key_list
from tui.keymap.remap import remapped
from tui.keymap.table import COMMANDS


def test_every_action_has_a_line_under_its_pane() -> None:
    lines = key_list(COMMANDS)
    for command in COMMANDS:
        assert any(line.split()[:1] == [command.action] for line in lines)
    assert "  zoom_in             + = w" in "\n".join(lines)
    assert lines[0] == "In the timeline"


def test_keys_of_ones_own_stand_in_the_table() -> None:
    commands = remapped(COMMANDS, {"zoom_in": ["f9"], "list": []}).commands
    lines = {line.split()[0]: line.split()[1:] for line in key_list(commands) if line[:1] == " "}
    assert lines["zoom_in"][0] == "F9"
    assert lines["list"][0] == "Show"
