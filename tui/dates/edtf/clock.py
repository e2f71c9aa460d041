"""The time of day in an EDTF text: T14, T14:30, T14:30:05, with or without a zone."""

from tui.dates.calendar import HOUR, MINUTE, SECOND
from tui.dates.edtf.cursor import Cursor, shown_length
from tui.dates.fuzzy_date import Precision

_DIGITS = "0123456789"

#: (name, highest value, unit in microseconds, precision when it is the last one given)
_HANDS = (
    ("hour", 23, HOUR, Precision.HOUR),
    ("minute", 59, MINUTE, Precision.MINUTE),
    ("second", 59, SECOND, Precision.SECOND),
)


class Clock:
    """A time of day as it is written; hour 24 is the end of the day, zone minutes east of UTC."""

    __slots__ = ("hands", "precision", "unit", "zone")

    def __init__(self, hands: list[int], zone: int | None) -> None:
        self.hands = hands
        self.zone = zone
        _, _, self.unit, self.precision = _HANDS[len(hands) - 1]

    @property
    def offset(self) -> int:
        """Microseconds from midnight UTC of the written date to the written time."""
        units = (unit for _, _, unit, _ in _HANDS)
        written = sum(hand * unit for hand, unit in zip(self.hands, units, strict=False))
        return written - (self.zone or 0) * MINUTE


def read_clock(cursor: Cursor) -> Clock:
    """Read what stands behind the T; raise EdtfError for a time that no day has."""
    hands: list[int] = []
    starts: list[int] = []
    for name, highest, _, _ in _HANDS:
        starts.append(cursor.at)
        hands.append(_read_hand(cursor, name, highest))
        if name == "second" or not cursor.take(":"):
            break
    if hands[0] == 24 and (len(hands) == 1 or any(hands[1:])):
        raise cursor.error(
            "hour 24 is only the end of a day: write T24:00, or the next day", starts[0]
        )
    if cursor.peek() in (".", ","):
        raise cursor.error("fractions of a second are not read: end with whole seconds")
    return Clock(hands, _read_zone(cursor))


def _read_hand(cursor: Cursor, name: str, highest: int) -> int:
    start = cursor.at
    digits = cursor.run(_DIGITS)
    if len(digits) != 2:
        instead = shown_length(digits) if digits else cursor.found()
        raise cursor.error(f"a {name} has two digits, but {instead}", start)
    value = int(digits)
    if value <= highest or (name == "hour" and value == 24):
        return value
    if name == "second" and value == 60:
        raise cursor.error("leap seconds are not known here: write second 59", start)
    raise cursor.error(f"there is no {name} {value}: {name}s run from 00 to {highest}", start)


def _read_zone(cursor: Cursor) -> int | None:
    if cursor.take("Z"):
        return 0
    sign = cursor.take("+-")
    if not sign:
        return None
    start = cursor.at
    hours, colon = cursor.run(_DIGITS), cursor.take(":")
    minutes = cursor.run(_DIGITS) if colon else "00"
    if len(hours) != 2 or len(minutes) != 2:
        raise cursor.error("a zone is written +02 or +02:00", start)
    if int(hours) > 23 or int(minutes) > 59:
        raise cursor.error(
            f"there is no zone {sign}{hours}:{minutes}: hours run to 23 and minutes to 59", start
        )
    east = int(hours) * 60 + int(minutes)
    return east if sign == "+" else -east
