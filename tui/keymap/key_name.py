"""Keys by the names that a terminal program gives them, and as people write and read them.

The names are Textual's: those of Unicode for signs, with a few of its own.
"""

import unicodedata

_MODIFIERS = ("ctrl+", "alt+", "shift+")

#: Signs whose key is not called by their Unicode name.
_SIGNS = {
    "/": "slash",
    "\\": "backslash",
    "@": "at",
    "-": "minus",
    "+": "plus",
    "_": "underscore",
    " ": "space",
}

_NAMED = frozenset(
    {
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete"),
        *("enter", "escape", "tab", "space", "backspace"),
        *(f"f{number}" for number in range(1, 25)),
    }
)

#: What a terminal sends for another key too: tab and enter.
_AMBIGUOUS = frozenset({"ctrl+i", "ctrl+m"})

_SHOWN = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "escape": "esc",
    "ctrl+": "^",
    "shift+": "⇧",
    "alt+": "alt+",
}


def _of_sign(sign: str) -> str:
    """Return the name of the key of a sign, "" if it has none."""
    if sign in _SIGNS:
        return _SIGNS[sign]
    return unicodedata.name(sign, "").lower().replace("-", "_").replace(" ", "_")


_SIGN_OF = {_of_sign(sign): sign for sign in map(chr, range(33, 127)) if not sign.isalnum()}


def key_named(text: str) -> str | None:
    """Return the name of the key that a person means by a text, None if there is no such key.

    A letter, a digit or a sign stands for itself; others are named, as `pageup` or `f5`, and may
    have `ctrl+`, `alt+` or `shift+` before them.
    """
    name, modifiers = text, ""
    while len(name) > 1 and name.lower().startswith(_MODIFIERS):
        modifier, name = name[: name.index("+") + 1].lower(), name[name.index("+") + 1 :]
        modifiers += modifier
    if len(name) == 1:
        if not name.isprintable():
            return None
        if "ctrl+" in modifiers:
            name = name.lower()
        name = name if name.isalnum() else _of_sign(name)
    else:
        name = name.lower()
        if name not in _NAMED and name not in _SIGN_OF:
            return None
    found = modifiers + name
    return None if not name or found in _AMBIGUOUS else found


def shown(key: str) -> str:
    """Return a key as it is shown to a reader: `⇧←`, `^o`, `+`."""
    said = ""
    for modifier in _MODIFIERS:
        if key.startswith(modifier) and key != modifier:
            said, key = said + _SHOWN[modifier], key.removeprefix(modifier)
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        return said + key.upper()
    return said + _SHOWN.get(key, _SIGN_OF.get(key, key))
