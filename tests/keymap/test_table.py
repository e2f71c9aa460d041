"""The table of keys."""

from collections import Counter

from textual.keys import Keys, _character_to_key

from tui.keymap.command import HEADINGS, Pane
from tui.keymap.key_row import key_row
from tui.keymap.legend import LEGEND
from tui.keymap.table import COMMANDS, of_panes
from tui.layout.labels import measure


def test_no_key_has_two_meanings_in_one_place() -> None:
    for pane in (Pane.TIMELINE, Pane.DETAIL):
        keys = Counter(
            key for command in of_panes(COMMANDS, pane, Pane.EVERYWHERE) for key in command.keys
        )
        assert [key for key, count in keys.items() if count > 1] == []


def test_every_key_is_one_that_a_terminal_can_send() -> None:
    known = {key.value for key in Keys}
    known |= {_character_to_key(chr(code)) for code in range(32, 127)}
    for command in COMMANDS:
        for key in command.keys:
            assert key in known or key.removeprefix("shift+").removeprefix("alt+") in known, key


def test_tabs_and_returns_are_never_bound_by_their_control_letters() -> None:
    bound = {key for command in COMMANDS for key in command.keys}
    assert not bound & {"ctrl+i", "ctrl+m"}


def test_every_command_has_a_sentence_and_a_place_in_help() -> None:
    for command in COMMANDS:
        assert command.sentence[0].isupper()
        assert not command.sentence.endswith(".")
        assert command.pane in HEADINGS
        assert len(command.sentence) <= 64, "so that it stands on one line of help"


def test_the_line_of_keys_fits_and_leads_to_commands() -> None:
    actions = {command.action for command in COMMANDS}
    for width in (0, 30, 80, 200):
        row = key_row(width, COMMANDS)
        for run in row.runs:
            assert run.x + measure(run.text) <= width
            assert not run.target or run.target in actions
    assert {"quit", "help"} <= {run.target for run in key_row(120, COMMANDS).runs}


def test_the_legend_explains_every_sign_of_the_marks() -> None:
    explained = "".join(sign for sign, _ in LEGEND)
    for sign in "◆◇▬●◌━░▒▓├┤╌▶◀◂▸▲▼?!×":
        assert sign in explained, sign
