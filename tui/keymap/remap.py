"""Other keys for actions, as a reader wishes, refused where two actions would share one."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tui.keymap.command import Command, Pane
from tui.keymap.key_name import key_named, shown

#: Actions that must keep a key, or nobody finds the way out or the others.
_NEEDED = frozenset({"quit", "help"})


class Refusal(NamedTuple):
    """Why an action keeps the keys it has."""

    action: str
    reason: str


class Remapped(NamedTuple):
    commands: tuple[Command, ...]
    refused: tuple[Refusal, ...]


def remapped(commands: Sequence[Command], wishes: Mapping[str, Sequence[str]]) -> Remapped:
    """Return the commands with keys as wished by action, and the wishes that cannot be.

    Keys are as key_named takes them; none at all leave the action to the palette. Of wishes that
    clash with each other or with a key that another action keeps, none counts.
    """
    named = {command.action: command for command in commands}
    refused: list[Refusal] = []
    taken: dict[str, tuple[str, ...]] = {}
    for action, texts in wishes.items():
        reason, keys = _keys(action, texts, named)
        if reason:
            refused.append(Refusal(action, reason))
        else:
            taken[action] = keys
    while True:
        tried = [each._replace(keys=taken.get(each.action, each.keys)) for each in commands]
        clashes = _clashes(tried, taken)
        if not clashes:
            return Remapped(tuple(tried), tuple(refused))
        for clash in clashes:
            refused.append(clash)
            taken.pop(clash.action, None)


def _keys(
    action: str, texts: Sequence[str], known: Mapping[str, Command]
) -> tuple[str, tuple[str, ...]]:
    """Return why a wish cannot be, or "", and the names of its keys."""
    if action not in known:
        return "there is no such action; eventide --list-keys lists them", ()
    keys = []
    for text in texts:
        key = key_named(text)
        if key is None:
            return f"there is no key '{text}', or a terminal cannot tell it from another", ()
        keys.append(key)
    if not keys and action in _NEEDED:
        return "it needs a key", ()
    return "", tuple(dict.fromkeys(keys))


def _clashes(commands: Sequence[Command], wished: Mapping[str, object]) -> list[Refusal]:
    """Return a refusal for each wish whose key means something else in the same place."""
    found: dict[str, Refusal] = {}
    for pane in (Pane.TIMELINE, Pane.DETAIL):
        holders: dict[str, list[str]] = {}
        for command in commands:
            if command.pane in (pane, Pane.EVERYWHERE):
                for key in command.keys:
                    holders.setdefault(key, []).append(command.action)
        for key, actions in holders.items():
            for action in actions if len(actions) > 1 else ():
                if action in wished and action not in found:
                    others = " and ".join(other for other in actions if other != action)
                    found[action] = Refusal(action, f"{shown(key)} is the key of {others}")
    return list(found.values())
