"""Keys by name, and other keys for actions."""

import pytest
from textual.keys import Keys, _character_to_key

from tui.keymap.command import Pane
from tui.keymap.key_name import key_named, shown
from tui.keymap.remap import remapped
from tui.keymap.table import COMMANDS, of_panes


def keys_of(wishes: dict[str, list[str]], action: str) -> tuple[str, ...]:
    commands, refused = remapped(COMMANDS, wishes)
    assert refused == ()
    return next(command.keys for command in commands if command.action == action)


@pytest.mark.parametrize(
    ("text", "key", "sign"),
    [
        ("+", "plus", "+"),
        ("plus", "plus", "+"),
        ("?", "question_mark", "?"),
        ("Q", "Q", "Q"),
        ("ctrl+G", "ctrl+g", "^g"),
        ("Shift+Left", "shift+left", "⇧←"),
        ("alt++", "alt+plus", "alt++"),
        ("PageUp", "pageup", "PgUp"),
        ("F5", "f5", "F5"),
        ("shift+q", "Q", "Q"),
        ("shift+Q", "Q", "Q"),
        ("ctrl+x", "ctrl+x", "^x"),
        ("space", "space", "space"),
        ("é", "é", "é"),
    ],
)
def test_a_key_is_called_by_its_sign_or_its_name(text: str, key: str, sign: str) -> None:
    assert key_named(text) == key
    assert shown(key) == sign


@pytest.mark.parametrize(
    "text",
    [
        *("", "ctrl+", "ctrl+i", "ctrl+m", "ctrl+h", "ctrl+[", "ctrl+é", "ctrl+shift+a"),
        *("shift+1", "shift+?", "alt+ctrl+x", "hyper+x", "ab", "\x1b", "f25"),
    ],
)
def test_what_is_no_key_is_none(text: str) -> None:
    assert key_named(text) is None


def test_signs_have_the_names_that_textual_gives_them() -> None:
    for code in range(33, 127):
        assert key_named(chr(code)) == _character_to_key(chr(code))
    known = {key.value for key in Keys}
    assert {"pageup", "pagedown", "home", "delete", "f24", "enter", "escape"} <= known


def test_an_action_has_the_keys_that_are_wished() -> None:
    assert keys_of({"zoom_in": ["I", "ctrl+g"]}, "zoom_in") == ("I", "ctrl+g")
    assert keys_of({"list": []}, "list") == ()


def test_two_actions_can_swap_their_keys() -> None:
    wishes = {"zoom_in": ["minus"], "zoom_out": ["plus"]}
    assert keys_of(wishes, "zoom_in") == ("minus",)
    assert keys_of(wishes, "zoom_out") == ("plus",)


@pytest.mark.parametrize(
    ("wishes", "action", "reason"),
    [
        ({"zoom_in": ["z"]}, "zoom_in", "z is the key of fit_selection"),
        ({"zoom_in": ["I"], "list": ["I"]}, "list", "I is the key of zoom_in"),
        ({"open_reference": ["q"]}, "open_reference", "q is the key of quit"),
        ({"dance": ["z"]}, "dance", "no such action"),
        ({"zoom_in": ["ctrl+i"]}, "zoom_in", "no key 'ctrl+i'"),
        ({"quit": []}, "quit", "needs a key"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    wishes: dict[str, list[str]], action: str, reason: str
) -> None:
    commands, refused = remapped(COMMANDS, wishes)
    assert reason in next(each.reason for each in refused if each.action == action)
    assert commands == COMMANDS


def test_a_clash_takes_nothing_from_other_wishes() -> None:
    commands, refused = remapped(COMMANDS, {"zoom_in": ["z"], "list": ["I"]})
    keys = {command.action: command.keys for command in commands}
    assert [each.action for each in refused] == ["zoom_in"]
    assert keys["list"] == ("I",)
    assert "plus" in keys["zoom_in"]


def test_a_wish_for_a_key_that_a_refused_wish_was_to_free_is_refused_too() -> None:
    commands, refused = remapped(COMMANDS, {"fit_selection": ["q"], "zoom_in": ["z"]})
    assert {each.action for each in refused} == {"fit_selection", "zoom_in"}
    assert commands == COMMANDS


def test_keys_of_the_two_panes_do_not_clash() -> None:
    commands, refused = remapped(COMMANDS, {"previous_reference": ["z"]})
    assert refused == ()
    detail = of_panes(commands, Pane.DETAIL)
    assert next(each.keys for each in detail if each.action == "previous_reference") == ("z",)
