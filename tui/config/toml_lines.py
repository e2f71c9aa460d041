"""On which line of a TOML text a key stands, which the reader of TOML does not tell."""

import re

_TABLE = re.compile(r"\s*\[{1,2}\s*(.+?)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def line_of(text: str, *names: str) -> int:
    """Return the line, from 1 on, that gives a key, named from the outermost table inwards.

    Where no line does by itself, it is that of the table or key around it, else 1.
    """
    found, depth = 1, 0
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        heading, key = _TABLE.match(line), _KEY.match(line)
        if key:
            here = (*table, *_parts(key[1]))
        elif heading:
            here = table = _parts(heading[1])
        else:
            continue
        common = next(
            (at for at, (a, b) in enumerate(zip(here, names, strict=False)) if a != b),
            min(len(here), len(names)),
        )
        if common > depth and common == len(here):
            found, depth = number, common
    return found


def _parts(dotted: str) -> tuple[str, ...]:
    found = re.findall(r"""[\w-]+|"[^"]*"|'[^']*'""", dotted)
    return tuple(part.strip("\"'") for part in found)
