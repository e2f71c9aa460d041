"""How the panes share a screen of some size."""

from enum import Enum


class Arrangement(Enum):
    WIDE = "-wide"  # timeline left, detail right
    STACKED = "-stacked"  # detail below
    SINGLE = "-single"  # one pane at a time
    TINY = "-tiny"  # too small for any


def arrangement(width: int, height: int) -> Arrangement:
    """Return the arrangement for a screen in cells."""
    if width < 30 or height < 8:
        return Arrangement.TINY
    if width < 60 or height < 16:
        return Arrangement.SINGLE
    return Arrangement.WIDE if width >= 100 else Arrangement.STACKED
