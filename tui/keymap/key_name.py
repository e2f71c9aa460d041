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

#: With control held down, a terminal sends for these what it sends for backspace, tab and enter.
_AMBIGUOUS = frozenset("hijm")

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
    """Return the name of the key that a person means by a text, None if no terminal sends it.

    A letter, a digit or a sign stands for itself, and shift+ a letter for its capital; others are
    named, as `pageup` or `f5`, and may have `ctrl+`, `alt+` or `shift+` before them.
    """
    name, modifiers = text, set[str]()
    while len(name) > 1 and name.lower().startswith(_MODIFIERS):
        at = name.index("+") + 1
        modifiers.add(name[:at].lower())
        name = name[at:]
    if len(name) > 1 and name.lower() in _SIGN_OF:
        name = _SIGN_OF[name.lower()]
    if name == " ":
        name = "space"
    if len(name) == 1:
        return _of_character(name, modifiers)
    name = name.lower()
    if name not in _NAMED or len(modifiers) > 1:
        return None
    return "".join(modifiers) + name


def _of_character(char: str, modifiers: set[str]) -> str | None:
    """Return the name of the key of a character, with what is held down at most besides it."""
    if "shift+" in modifiers:
        if not char.isalpha() or len(char.upper()) > 1:
            return None
        char, modifiers = char.upper(), modifiers - {"shift+"}
        if modifiers:
            return None
    if not char.isprintable() or len(modifiers) > 1:
        return None
    if modifiers == {"ctrl+"}:
        is_sent = char.isascii() and char.isalpha() and char.lower() not in _AMBIGUOUS
        return f"ctrl+{char.lower()}" if is_sent else None
    name = char if char.isalnum() else _of_sign(char)
    return "".join(modifiers) + name if name else None


def shown(key: str) -> str:
    """Return a key as it is shown to a reader: `⇧←`, `^o`, `+`."""
    said = ""
    for modifier in _MODIFIERS:
        if key.startswith(modifier) and key != modifier:
            said, key = said + _SHOWN[modifier], key.removeprefix(modifier)
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        return said + key.upper()
    return said + _SHOWN.get(key, _SIGN_OF.get(key, key))
