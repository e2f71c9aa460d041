"""Text in cells: how wide it is, and how it is shortened without breaking a character."""

from functools import lru_cache

from rich.cells import cell_len, split_graphemes

ELLIPSIS = "…"

#: Signs of one cell that long lines are drawn with: they need no measuring.
_SIGNS = frozenset("━─╌═░▒▓█▁▂▃▄▅▆▇┊│├┤┴┼◂▸◀▶◆◇? ")

#: A label cut to fewer cells than this tells nobody anything.
STUMP = 8


@lru_cache(maxsize=200_000)
def measure(text: str) -> int:
    """Return the cells that one line of cleaned text takes."""
    return len(text) if text.isascii() else cell_len(text)


def clip(text: str, start: int, width: int) -> str:
    """Return what stands in the cells [start, start + width) of text, at most width cells.

    A wide character of which only one half lies inside becomes a space.
    """
    if width <= 0:
        return ""
    if text.isascii() or _SIGNS.issuperset(text):
        return text[start : start + width]
    kept: list[str] = []
    cell = 0
    for first, last, size in split_graphemes(text)[0]:
        if cell >= start + width:
            break
        if cell >= start and cell + size <= start + width:
            kept.append(text[first:last])
        else:
            kept.append(" " * (min(cell + size, start + width) - max(cell, start)))
        cell += size
    return "".join(kept)


@lru_cache(maxsize=100_000)
def shorten(text: str, width: int, least: int = STUMP) -> str:
    """Return text in at most width cells, cut at a word where that keeps at least half of it.

    Return "" where it would have to be cut to fewer than least cells.
    """
    if measure(text) <= width:
        return text
    if width < max(2, least):
        return ""
    room = width - 1
    head = clip(text, 0, room)
    if not clip(text, room, 1).startswith(" "):
        at_word = head.rfind(" ")
        if at_word > 0 and measure(head[:at_word]) * 2 >= width:
            head = head[:at_word]
    return head.rstrip(" ,;:–—-") + ELLIPSIS


def wrap(text: str, width: int) -> list[str]:
    """Return text in lines of at most width cells, broken at spaces and within longer words.

    Line ends in the text are spaces; a blank text is one empty line.
    """
    width = max(1, width)
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if measure(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, width) if measure(word) > width else [word]
        lines += full
    return [*lines, line] if line or not lines else lines


def _broken(word: str, width: int) -> list[str]:
    """Break a word into pieces of at most width cells, after a hyphen or slash where it has one."""
    pieces: list[str] = []
    start = used = joint = 0
    for first, last, size in split_graphemes(word)[0]:
        while used + size > width and first > start:
            end = joint if joint > start else first
            pieces.append(word[start:end])
            used = measure(word[end:first])
            start = end
        used += size
        if word[last - 1] in "-/":
            joint = last
    return [*pieces, word[start:]]
