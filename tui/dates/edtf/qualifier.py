"""The qualifiers of an EDTF date: ? is uncertain, ~ approximate, % both."""

from tui.dates.edtf.cursor import Cursor
from tui.dates.fuzzy_date import Part

#: The components of a date in the order in which they are written.
PARTS = (Part.YEAR, Part.MONTH, Part.DAY)

_QUALIFIERS = ("?", "~", "%")


class Qualifiers:
    """The parts of one date that are doubtful, gathered while it is read."""

    __slots__ = ("approximate", "uncertain")

    def __init__(self) -> None:
        self.uncertain: frozenset[Part] = frozenset()
        self.approximate: frozenset[Part] = frozenset()

    def read_left(self, cursor: Cursor, part: int) -> None:
        """Read a qualifier on the left of a component; it holds for that component alone."""
        if cursor.peek() in _QUALIFIERS:
            self._read(cursor, PARTS[part : part + 1])

    def read_right(self, cursor: Cursor, part: int) -> None:
        """Read a qualifier on the right of a component; it holds for all components up to it."""
        if cursor.peek() in _QUALIFIERS:
            self._read(cursor, PARTS[: part + 1])

    def _read(self, cursor: Cursor, parts: tuple[Part, ...]) -> None:
        qualifier = cursor.take("?~%")
        if qualifier != "~":
            self.uncertain = self.uncertain.union(parts)
        if qualifier != "?":
            self.approximate = self.approximate.union(parts)
        if cursor.peek() in _QUALIFIERS:
            raise cursor.error(
                "one qualifier is enough: ? is uncertain, ~ approximate and % both of them"
            )
