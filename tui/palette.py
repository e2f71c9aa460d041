"""The colours of lanes and of everything else that is drawn, on dark and on light grounds, as data.

The lanes' hues are those of Okabe and Ito's set ("Color Universal Design", 2008), which people with
any common colour vision can tell apart, lightened or darkened until they can be read on the ground.
"""

from typing import NamedTuple


class Ink(NamedTuple):
    """A foreground colour; an empty one means the colour of the lane."""

    colour: str
    bold: bool = False


class Palette(NamedTuple):
    """Colours as #rrggbb. roles are keyed by what the layout calls the thing drawn."""

    ground: str
    raised: str
    text: str
    muted: str
    accent: str
    lanes: tuple[str, ...]
    roles: dict[str, Ink]


def _palette(
    ground: str, raised: str, text: str, muted: str, faint: str, accent: str, lanes: tuple[str, ...]
) -> Palette:
    roles = {
        "title": Ink(text, bold=True),
        "note": Ink(muted),
        "context": Ink(text, bold=True),
        "step": Ink(muted),
        "rule": Ink(faint),
        "grid": Ink(faint),
        "era": Ink(muted),
        "lane": Ink("", bold=True),
        "count": Ink(muted),
        "point": Ink("", bold=True),
        "range": Ink(""),
        "bar": Ink(""),
        "doubt": Ink(""),
        "label": Ink(text),
        "cluster": Ink("", bold=True),
        "pointer": Ink(accent, bold=True),
        "undated": Ink(text),
        "density": Ink(muted),
        "brush": Ink(accent),
        "address": Ink(muted),
    }
    return Palette(ground, raised, text, muted, accent, lanes, roles)


DARK = _palette(
    ground="#0e1318",
    raised="#18212a",
    text="#dce3ea",
    muted="#93a1af",
    faint="#3d4a57",
    accent="#f2c14e",
    lanes=("#56b4e9", "#2fc79a", "#f0a630", "#e08fbd", "#f0e442", "#ff8a4f", "#8fa8ff"),
)

LIGHT = _palette(
    ground="#fbfaf6",
    raised="#ece9df",
    text="#1d2329",
    muted="#56616b",
    faint="#b9b8ae",
    accent="#8a4b00",
    lanes=("#0b68a3", "#00694b", "#865900", "#96386d", "#665f00", "#a34400", "#3b4fb8"),
)

#: What each sign of the picture becomes where only ASCII can be shown, cell for cell.
ASCII = str.maketrans({
    "◆": "*", "◇": "o", "▬": "=", "●": "@", "◌": "0",
    "━": "=", "─": "-", "╌": "~", "├": "[", "┤": "]", "┴": "+", "┼": "+", "┊": "'",
    "░": ".", "▒": ":", "▓": "%", "█": "#",
    "◀": "<", "▶": ">", "◂": "(", "▸": ")", "▲": "^", "▼": "v",
    "▁": ".", "▂": ".", "▃": "-", "▄": "-", "▅": "=", "▆": "=", "▇": "#",
    "…": "_", "×": "x", "·": "-", "–": "-", "—": "-",
})  # fmt: skip
