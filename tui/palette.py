"""The colours and glyphs of lanes and of everything else that is drawn, on any ground, as data.

The lanes' hues are those of Okabe and Ito's set ("Color Universal Design", 2008), which people with
any common colour vision can tell apart, lightened or darkened until they can be read on the ground.
"""

from functools import lru_cache

from tui.named import NamedTuple


class Ink(NamedTuple):
    """What a thing is drawn with: a tone of the palette's, or LANE for the hue of its lane.

    is_text tells that words or numbers have the lane's hue, not marks alone.
    """

    tone: str
    bold: bool = False
    is_text: bool = False


LANE = "lane"

#: By what the layout calls the thing drawn. What is faint only guides the eye and says nothing;
#: all other inks are for text and for marks, and can be read.
ROLES: dict[str, Ink] = {
    "title": Ink("text", bold=True),
    "note": Ink("muted"),
    "context": Ink("text", bold=True),
    "step": Ink("muted"),
    "rule": Ink("faint"),
    "grid": Ink("faint"),
    "break": Ink("muted"),
    "era": Ink("muted"),
    "lane": Ink(LANE, bold=True, is_text=True),
    "count": Ink("muted"),
    "point": Ink(LANE, bold=True),
    "range": Ink(LANE),
    "bar": Ink(LANE),
    "doubt": Ink(LANE),
    "dense": Ink(LANE),
    "label": Ink("text"),
    "cluster": Ink(LANE, bold=True, is_text=True),
    "pointer": Ink("accent", bold=True),
    "link": Ink("accent"),
    "now": Ink("accent"),
    "anchor": Ink("accent", bold=True),
    "hit": Ink("accent", bold=True),
    "edge": Ink("muted"),
    "undated": Ink("text"),
    "density": Ink("muted"),
    "brush": Ink("accent"),
    "address": Ink("muted"),
}


class Palette(NamedTuple):
    """Colours as #rrggbb, those of text with a contrast of least on the ground, or more.

    raised is a second ground, that of bars and pages; guide is the contrast of what is faint.
    """

    ground: str
    raised: str
    text: str
    muted: str
    faint: str
    accent: str
    lanes: tuple[str, ...]
    least: float = 4.5
    guide: float = 1.6

    @property
    def is_terminals(self) -> bool:
        """Whether the colours are the terminal's own, of which nobody knows what they look like."""
        return self.ground == "default"

    @property
    def tones(self) -> dict[str, str]:
        """The colours of inks by the names of their tones."""
        return {
            "text": self.text,
            "muted": self.muted,
            "faint": self.faint,
            "accent": self.accent,
        }


DARK = Palette(
    ground="#0e1318",
    raised="#18212a",
    text="#dce3ea",
    muted="#93a1af",
    faint="#3d4a57",
    accent="#f2c14e",
    lanes=("#56b4e9", "#2fc79a", "#f0a630", "#e08fbd", "#f0e442", "#ff8a4f", "#8fa8ff"),
)

LIGHT = Palette(
    ground="#fbfaf6",
    raised="#ecebe6",
    text="#1d2329",
    muted="#56616b",
    faint="#b9b8ae",
    accent="#8a4b00",
    lanes=("#0b68a3", "#00694b", "#865900", "#932a68", "#665f00", "#a32d00", "#3f4a99"),
)

CONTRAST_DARK = Palette(
    ground="#000000",
    raised="#1c1c1c",
    text="#ffffff",
    muted="#d0d0d0",
    faint="#808080",
    accent="#ffd75f",
    lanes=("#5fc3fa", "#34dcaa", "#ffb03a", "#f2a3cf", "#f7ec57", "#ff935c", "#a3b7ff"),
    least=7.0,
    guide=4.0,
)

CONTRAST_LIGHT = Palette(
    ground="#ffffff",
    raised="#e8e8e8",
    text="#000000",
    muted="#3a3a3a",
    faint="#707070",
    accent="#5f3300",
    lanes=("#084f7c", "#00563d", "#733c00", "#7c2e5a", "#504b00", "#882200", "#283ca6"),
    least=7.0,
    guide=4.0,
)

#: The terminal's own colours, by their names: what is read has its foreground, which it shows
#: legibly on its background, and the lanes' hues are left for marks.
TERMINAL_DARK = Palette(
    ground="default",
    raised="default",
    text="default",
    muted="default",
    faint="default",
    accent="default",
    lanes=(
        "bright_cyan",
        "bright_green",
        "bright_yellow",
        "bright_magenta",
        "default",
        "bright_red",
        "bright_blue",
    ),
)

TERMINAL_LIGHT = TERMINAL_DARK._replace(
    lanes=("blue", "green", "red", "magenta", "default", "cyan", "yellow"),
)

#: What stands for events of a lane at a point: solid where the date is sure, hollow where it is
#: not. Each shape is of one cell in the fonts of terminals, and none has another meaning here.
LANE_GLYPHS: tuple[tuple[str, str], ...] = (
    ("◆", "◇"),
    ("■", "□"),
    ("★", "☆"),
    ("◢", "◿"),
    ("▮", "▯"),
    ("⚑", "⚐"),
    ("◤", "◸"),
    ("✚", "✙"),
)


class Look(NamedTuple):
    """What tells a lane from others: the places of its hue and of its glyphs."""

    hue: int
    glyph: int


def lane_look(index: int) -> Look:
    """Return the look of a lane by its place, from 0 on; neighbours differ in hue and in glyph.

    There are no more than as many looks as hues times glyphs, for their numbers have no divisor in
    common; after those they come again.
    """
    return Look(index % len(DARK.lanes), index % len(LANE_GLYPHS))


#: The colours that a file may name: CSS 1's, and some that people think of.
NAMED = {
    "aqua": "#00ffff",
    "black": "#000000",
    "blue": "#0000ff",
    "brown": "#a52a2a",
    "crimson": "#dc143c",
    "cyan": "#00ffff",
    "fuchsia": "#ff00ff",
    "gold": "#ffd700",
    "gray": "#808080",
    "green": "#008000",
    "grey": "#808080",
    "indigo": "#4b0082",
    "lime": "#00ff00",
    "magenta": "#ff00ff",
    "maroon": "#800000",
    "navy": "#000080",
    "olive": "#808000",
    "orange": "#ffa500",
    "pink": "#ffc0cb",
    "purple": "#800080",
    "red": "#ff0000",
    "silver": "#c0c0c0",
    "teal": "#008080",
    "turquoise": "#40e0d0",
    "violet": "#ee82ee",
    "white": "#ffffff",
    "yellow": "#ffff00",
}


def hue_of(text: str) -> str | None:
    """Return a colour that a file gives as #rgb, #rrggbb or a name as #rrggbb, None for others."""
    colour = text.strip().lower()
    digits = colour[1:]
    if colour.startswith("#") and not set(digits) - set("0123456789abcdef"):
        if len(digits) == 3:
            return "#" + "".join(digit * 2 for digit in digits)
        return colour if len(digits) == 6 else None
    return NAMED.get(colour)


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb from 0 to 1, as WCAG 2 defines it."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours from 1 to 21, as WCAG 2 defines it."""
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def mixed(one: str, other: str, part: float) -> str:
    """Return a colour of which so much, from 0 to 1, is the other."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


@lru_cache(maxsize=4096)
def legible(colour: str, ground: str, least: float) -> str:
    """Return the colour, as much lighter or darker as it takes for a contrast of least.

    Where a ground allows no such contrast, as for 7 and middling ones, it is black or white.
    """
    if contrast(colour, ground) >= least:
        return colour
    pole = max("#000000", "#ffffff", key=lambda each: contrast(each, ground))
    steps = (mixed(colour, pole, step / 64) for step in range(1, 65))
    return next((step for step in steps if contrast(step, ground) >= least), pole)


def suited(palette: Palette, ground: str) -> Palette:
    """Return the palette for a ground, its own or any other, with inks that can be read on it."""

    def fit(colour: str) -> str:
        return legible(colour, ground, palette.least)

    return palette._replace(
        ground=ground,
        text=fit(palette.text),
        muted=fit(palette.muted),
        faint=legible(palette.faint, ground, palette.guide),
        accent=fit(palette.accent),
        lanes=tuple(map(fit, palette.lanes)),
    )


def adopted(ground: str, text: str, accent: str) -> Palette:
    """Return a palette for the ground, text and accent of a theme that is not the house's."""
    base = max((DARK, LIGHT), key=lambda each: contrast(each.text, ground))
    ours = base._replace(
        text=text,
        muted=mixed(text, ground, 0.35),
        faint=mixed(text, ground, 0.75),
        accent=accent,
    )
    return suited(ours, ground)


#: What each sign becomes where only ASCII can be shown, cell for cell. A lane's glyphs are a
#: capital and its small letter.
ASCII = str.maketrans({
    "◆": "*", "■": "H", "★": "Y", "◢": "D", "✚": "T", "▮": "B", "⚑": "F", "◤": "G",
    "◇": "o", "□": "h", "☆": "y", "◿": "d", "✙": "t", "▯": "b", "⚐": "f", "◸": "g",
    "▬": "=", "●": "@", "◌": "0",
    "━": "=", "─": "-", "╌": "~", "├": "[", "┤": "]", "┴": "+", "┼": "+", "┊": "'",
    "┌": "[", "┐": "]",
    "╭": "+", "╮": "+", "╰": "+", "╯": "+", "┬": "+", "┄": "-", "┆": "|", "┈": ".", "╎": ":",
    "═": "=", "║": "|", **dict.fromkeys("╔╗╚╝╠╣╦╩╬", "+"),
    "│": "|", "╏": '"', "┿": "+", "┝": "{", "┥": "}", "╱": "/",
    "░": ".", "▒": ":", "▓": "%",
    "◀": "<", "▶": ">", "◂": "(", "▸": ")", "▲": "^", "▼": "v", "▴": "^", "▾": "v",
    "▁": ",", "▂": ",", "▃": ";", "▄": ";", "▅": "&", "▆": "&", "▇": "#", "█": "#",
    "…": "_", "×": "x", "·": "-", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    "±": "~", "≈": "~", "←": "<", "→": ">", "↑": "^", "↓": "v", "⇧": "S", "‹": "<", "›": ">",
    "µ": "u",
    **dict.fromkeys([*map(chr, range(0x2400, 0x2427)), "\ufffd"], "?"),
    "“": '"', "”": '"', "‘": "'", "’": "'",
})  # fmt: skip
