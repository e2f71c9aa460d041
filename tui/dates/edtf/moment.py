"""One date of an EDTF text: the common ones are read at once, all others character by character."""

from tui.dates.calendar import DAY, HOUR, MINUTE, SECOND, days_from_civil, days_in_month
from tui.dates.fuzzy_date import Moment, Part, Precision
from tui.dates.span import Span

#: Whether each qualifier says that a date is uncertain, and that it is approximate.
_QUALIFIERS = {"?": (True, False), "~": (False, True), "%": (True, True)}
_UP_TO = {
    Precision.YEAR: frozenset((Part.YEAR,)),
    Precision.MONTH: frozenset((Part.YEAR, Part.MONTH)),
    Precision.DAY: frozenset((Part.YEAR, Part.MONTH, Part.DAY)),
}
_NO_PARTS: frozenset[Part] = frozenset()


def read_moment(text: str, start: int, stop: int) -> Moment:
    """Read text[start:stop] as one date; raise EdtfError with the column in the whole text."""
    own = text[start:stop]
    plain = _plain_moment(own) or _doubted(own) or _plain_time(own)
    if plain is not None:
        return plain
    from tui.dates.edtf.written import read_written

    return read_written(text, start, stop)


def _plain_moment(text: str) -> Moment | None:
    """Read YYYY, YYYY-MM and YYYY-MM-DD, which are nearly all dates, without a cursor."""
    length = len(text)
    if length not in (4, 7, 10) or not text.isascii():
        return None
    digits = text.replace("-", "")
    if not digits.isdigit():
        return None
    if length == 10 and len(digits) == 8 and text[4] == "-" == text[7]:
        year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
        if 1 <= month <= 12 and 1 <= day <= days_in_month(year, month):
            begin = days_from_civil(year, month, day) * DAY
            return Moment(Span(begin, begin + DAY), Precision.DAY, year, month, day)
    elif length == 7 and len(digits) == 6 and text[4] == "-":
        year, month = int(digits[:4]), int(digits[4:])
        if 1 <= month <= 12:
            first = days_from_civil(year, month, 1)
            span = Span(first * DAY, (first + days_in_month(year, month)) * DAY)
            return Moment(span, Precision.MONTH, year, month)
    elif length == 4 == len(digits):
        year = int(digits)
        span = Span(days_from_civil(year, 1, 1) * DAY, days_from_civil(year + 1, 1, 1) * DAY)
        return Moment(span, Precision.YEAR, year)
    return None


def _plain_time(text: str) -> Moment | None:
    """Read YYYY-MM-DDTHH:MM and HH:MM:SS there, with Z or without, which tables are full of."""
    clock = text[11:].removesuffix("Z")
    if len(clock) not in (5, 8) or text[10] != "T" or clock[2::3].strip(":"):
        return None
    digits = clock.replace(":", "")
    day = _plain_moment(text[:10])
    # Two digits and no more stand before, between and behind the colons.
    is_whole = len(digits) == len(clock) - len(clock) // 3
    if day is None or not (is_whole and digits.isascii() and digits.isdigit()):
        return None
    hour, minute, second = int(digits[:2]), int(digits[2:4]), int(digits[4:] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    is_exact = len(clock) == 8
    begin = day.span.start + hour * HOUR + minute * MINUTE + second * SECOND
    return day._replace(
        span=Span(begin, begin + (SECOND if is_exact else MINUTE)),
        precision=Precision.SECOND if is_exact else Precision.MINUTE,
        hour=hour,
        minute=minute,
        second=second if is_exact else None,
        zone=0 if text[-1] == "Z" else None,
    )


def _doubted(text: str) -> Moment | None:
    """Read what _plain_moment does with a qualifier behind it, which holds for all of it."""
    qualifier = text[-1:]
    if qualifier not in _QUALIFIERS:
        return None
    plain = _plain_moment(text[:-1])
    if plain is None:
        return None
    uncertain, approximate = _QUALIFIERS[qualifier]
    parts = _UP_TO[plain.precision]
    return plain._replace(
        uncertain=parts if uncertain else _NO_PARTS, approximate=parts if approximate else _NO_PARTS
    )
