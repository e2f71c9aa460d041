"""What a file holds at one time, as it is read."""

from typing import TYPE_CHECKING

from tui.events.timeline import Timeline
from tui.named import NamedTuple

if TYPE_CHECKING:
    from tui.stores.outline import Outline
    from tui.stores.packed import Packed


class Held(NamedTuple):
    """The bytes of a file, packed or not, and the timeline in them.

    outline is by what the parts of a large file are known again, None where all of it is to be read
    after a change.
    """

    data: "bytes | Packed"
    timeline: Timeline
    outline: "Outline | None" = None
