"""The row of the events without a date."""

from collections.abc import Sequence

from tui.events.event import Event
from tui.layout.labels import measure, shorten
from tui.layout.marks import Role, label_of
from tui.layout.scene import Row, Run, Zone

#: The heading of the events without a date.
NO_DATE = "No date"

#: The most cells of a title.
_MOST = 32

#: Cells kept for the number of the events that have no room.
_REST = 8


def shelf_row(
    undated: Sequence[Event], selection: Event | None, gutter: int, width: int, others: int = 0
) -> Row:
    """List events without a date in one row, from the selected one on where needed.

    others is how many there are that are not at hand.
    """
    runs = [Run(0, shorten(NO_DATE, gutter - 2, 2), Role.LANE)]
    at = next((at for at, event in enumerate(undated) if event is selection), 0)
    x = gutter
    for told in range(len(undated)):
        event = undated[(at + told) % len(undated)]
        left = len(undated) - told + others
        rest = f"+{left}"
        room = width - x - (_REST if left > 1 else 0)
        # The first one is there in any case, as far as it has room.
        text = f"◌ {shorten(label_of(event), _MOST if told else min(_MOST, room - 2))}"
        if measure(text) > room or text == "◌ ":
            # Part of a number would be another number.
            if measure(rest) <= width - x:
                runs.append(Run(x, rest, Role.COUNT))
            break
        runs.append(Run(x, text, Role.UNDATED, -1, event.id, event is selection))
        x += measure(text) + 2
    else:
        if others and len(f"+{others}") <= width - x:
            runs.append(Run(x, f"+{others}", Role.COUNT))
    return Row(Zone.UNDATED, tuple(runs))
