"""Everything on the screen in ASCII signs, for terminals that have no others."""

from functools import lru_cache

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.palette import ASCII

#: What borders, bars and prompts of Textual's own are drawn with.
_FRAMES = str.maketrans({
    **dict.fromkeys(map(chr, range(0x2500, 0x25A0)), "+"),
    **dict.fromkeys("┃┆┇┊┋╎╏║▉▊▋▌▍▎▏▐▕", "|"),
    **dict.fromkeys("┄┅┈┉═╍▀▔", "-"),
    "•": "*",
    "🔎": "/ ",
})  # fmt: skip


class AsciiFilter(LineFilter):
    """Puts ASCII in the place of signs, cell for cell, and ? for what an encoding does not have.

    Letters that the encoding has stay as they are.
    """

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment if segment.text.isascii() else segment._replace(text=self._ascii(segment.text))
            for segment in segments
        ]

    def _ascii(self, text: str) -> str:
        return _translated(text, self._encoding)


@lru_cache(maxsize=4096)
def _translated(text: str, encoding: str) -> str:
    text = text.translate(ASCII).translate(_FRAMES)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        parts = (text[first:last] for first, last, _ in split_graphemes(text)[0])
        return "".join(part if part.isascii() else _known(part, encoding) for part in parts)
    return text


def _known(part: str, encoding: str) -> str:
    try:
        part.encode(encoding)
    except UnicodeEncodeError:
        return "?" * cell_len(part)
    return part
