"""How the reader wants the lanes: made by what, and which folded, pinned, hidden or moved."""

from collections.abc import Sequence

from tui.events.columns import ids_of
from tui.layout.grouping import LANE, Field, Lane
from tui.named import NamedTuple


class Arranged(NamedTuple):
    """The lanes as settings have them: those shown, from the top down, and those hidden.

    The first pinned ones of those shown are pinned; folded has the names of those that are folded.
    unseen is how many events are in hidden lanes alone.
    """

    shown: tuple[Lane, ...]
    pinned: int
    folded: frozenset[str]
    hidden: tuple[Lane, ...] = ()
    unseen: int = 0


class LaneSettings(NamedTuple):
    """How lanes by a field are to stand, by their names; names that no lane has do no harm.

    pinned lanes come first, in the order they were pinned. order has all names once any lane was
    moved, else none. others are the settings that the other fields had when they were left.
    """

    field: Field = LANE
    folded: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    pinned: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    others: tuple["LaneSettings", ...] = ()

    def regroup(self, field: Field) -> "LaneSettings":
        """Make lanes by a field, as they stood when they were last made by it."""
        if field == self.field:
            return self
        known = {settings.field: settings for settings in (*self.others, self._replace(others=()))}
        back = known.pop(field, LaneSettings(field))
        return back._replace(others=tuple(known.values()))

    def fold(self, name: str) -> "LaneSettings":
        """Fold a lane, or unfold it."""
        return self._replace(folded=self.folded ^ {name})

    def pin(self, name: str) -> "LaneSettings":
        """Put a lane below those that are pinned, or back to its place."""
        if name in self.pinned:
            return self._replace(pinned=tuple(other for other in self.pinned if other != name))
        return self._replace(pinned=(*self.pinned, name))

    def hide(self, name: str) -> "LaneSettings":
        return self._replace(hidden=self.hidden | {name})

    def show(self, name: str) -> "LaneSettings":
        """Show a hidden lane again, where it was."""
        return self._replace(hidden=self.hidden - {name})

    def show_all(self) -> "LaneSettings":
        return self._replace(hidden=frozenset())

    def move(self, name: str, by: int, names: Sequence[str]) -> "LaneSettings":
        """Move a lane down past by lanes that are shown, or up for a negative number.

        names are those of all lanes as they were made, hidden ones included. A pinned lane moves
        among the pinned ones, another among the others; none moves beyond the last of its kind.
        """
        is_pinned = name in self.pinned
        line = list(self.pinned) if is_pinned else self._in_order(names)
        visible = set(names) - self.hidden
        kin = [each for each in line if each in visible and (each in self.pinned) == is_pinned]
        to = kin.index(name) + by if name in kin else -1
        if not by or not 0 <= to < len(kin):
            return self
        line.remove(name)
        line.insert(line.index(kin[to]) + (by > 0), name)
        return self._replace(pinned=tuple(line)) if is_pinned else self._replace(order=tuple(line))

    def arranged(self, lanes: Sequence[Lane]) -> Arranged:
        """Return what to show of the lanes, given all of them as they were made."""
        by_name = {lane.name: lane for lane in lanes}
        pinned = [name for name in self.pinned if name in by_name]
        names = dict.fromkeys((*pinned, *self._in_order(list(by_name))))
        shown = tuple(by_name[name] for name in names if name not in self.hidden)
        hidden = tuple(by_name[name] for name in names if name in self.hidden)
        unseen = {name for lane in hidden for name in ids_of(lane.events)}
        if unseen:
            unseen.difference_update(*(ids_of(lane.events) for lane in shown))
        return Arranged(
            shown,
            sum(name not in self.hidden for name in pinned),
            self.folded & by_name.keys(),
            hidden,
            len(unseen),
        )

    def _in_order(self, names: Sequence[str]) -> list[str]:
        """Return names in their order; one that has no place in it follows its neighbour above."""
        places = {name: place for place, name in enumerate(self.order)}
        keys: dict[str, tuple[int, int]] = {}
        last = -1
        for at, name in enumerate(names, 1):
            last = places.get(name, last)
            keys[name] = last, 0 if name in places else at
        return sorted(names, key=keys.__getitem__)
