"""How the panes share a screen of some size."""

from enum import Enum

from tui.named import NamedTuple


class Arrangement(Enum):
    WIDE = "-wide"  # timeline left, detail right
    STACKED = "-stacked"  # detail below
    SINGLE = "-single"  # one pane at a time
    STORY = "-story"  # a strip of the timeline, and all the rest for the detail
    TINY = "-tiny"  # too small for any


class Shares(NamedTuple):
    """An arrangement with the cells of its timeline; the detail pane gets what is left.

    reading is the cells of a line of text there, within borders and beside the scroll bar.
    """

    arrangement: Arrangement
    width: int
    height: int
    reading: int


#: Cells of a line of a story, which are easy to read, and the most rows of the strip above it.
STORY_WIDTH = 72
STORY_STRIP = 9


def arrange(width: int, height: int, *, told: bool = False) -> Shares:
    """Return the shares of a screen in cells, of which two rows go to the lines above and below.

    told is for a story, above which a strip of the timeline stays.
    """
    rows = height - 2
    if width < 30 or height < 8:
        return Shares(Arrangement.TINY, width, height, 0)
    if told:
        strip = min(STORY_STRIP, rows * 2 // 5)
        return Shares(Arrangement.STORY, width, strip, min(STORY_WIDTH, width - 4))
    if width < 60 or height < 16:
        return Shares(Arrangement.SINGLE, width, rows, width - 4)
    if width < 100:
        return Shares(Arrangement.STACKED, width, rows * 3 // 5, width - 3)
    return Shares(Arrangement.WIDE, width * 2 // 3, rows, width - width * 2 // 3 - 5)
