"""One date of an EDTF text: a year, season, month, day or time, with qualifiers."""

from typing import TYPE_CHECKING

from tui.dates.calendar import DAY, HOUR, MINUTE, SECOND, days_from_civil, days_in_month
from tui.dates.edtf.cursor import Cursor, shown_length
from tui.dates.edtf.date_text import DateText
from tui.dates.edtf.qualifier import PARTS, Qualifiers
from tui.dates.edtf.year import read_year
from tui.dates.fuzzy_date import Moment, Part, Precision
from tui.dates.span import Span

if TYPE_CHECKING:
    from tui.dates.edtf.clock import Clock


#: Whether each qualifier says that a date is uncertain, and that it is approximate.
_QUALIFIERS = {"?": (True, False), "~": (False, True), "%": (True, True)}
_UP_TO = {
    Precision.YEAR: frozenset(PARTS[:1]),
    Precision.MONTH: frozenset(PARTS[:2]),
    Precision.DAY: frozenset(PARTS),
}
_NO_PARTS: frozenset[Part] = frozenset()


def read_moment(text: str, start: int, stop: int) -> Moment:
    """Read text[start:stop] as one date; raise EdtfError with the column in the whole text."""
    own = text[start:stop]
    plain = _plain_moment(own) or _doubted(own) or _plain_time(own)
    if plain is not None:
        return plain
    cursor = Cursor(text, start, stop)
    qualifiers = Qualifiers()
    written = _read_date(cursor, qualifiers)
    if cursor.peek() == "T":
        written.clock = _read_time(cursor, written)
        qualifiers.read_right(cursor, 2)
    if cursor.at < stop:
        raise cursor.error(_surplus(cursor, written))
    return _moment(written, qualifiers)


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


def _read_date(cursor: Cursor, qualifiers: Qualifiers) -> DateText:
    qualifiers.read_left(cursor, 0)
    written = DateText(cursor, read_year(cursor))
    qualifiers.read_right(cursor, 0)
    if written.year.long or written.year.significant:
        return written
    for index, part in enumerate(PARTS[1:], 1):
        if not cursor.take("-"):
            break
        qualifiers.read_left(cursor, index)
        written.places.append(cursor.at)
        written.components.append(_read_component(cursor, part.value))
        qualifiers.read_right(cursor, index)
    return written


def _read_component(cursor: Cursor, name: str) -> str:
    start = cursor.at
    digits = cursor.run("0123456789X")
    if len(digits) == 2:
        return digits
    if not digits:
        raise cursor.error(f"a {name} of two digits belongs here, but {cursor.found()}")
    raise cursor.error(f"a {name} has two digits, but {shown_length(digits)}", start)


def _read_time(cursor: Cursor, written: DateText) -> "Clock":
    if len(written.components) < 2 or written.unspecified:
        raise cursor.error("a time belongs to a whole date: year, month and day before the T")
    cursor.take("T")
    from tui.dates.edtf.clock import read_clock

    return read_clock(cursor)


def _surplus(cursor: Cursor, written: DateText) -> str:
    if cursor.peek() == "-" and (written.year.long or written.year.significant):
        return "a year written with Y or S stands alone, without a month"
    if cursor.peek() == "-" and len(written.components) == 2:
        return "nothing belongs after the day: a time begins with T, an interval has a slash"
    return f"the date is complete before this, but {cursor.found()}"


def _moment(written: DateText, qualifiers: Qualifiers) -> Moment:
    year, clock = written.year, written.clock
    month, day = written.numbers
    hour, minute, second = (*(clock.hands if clock else ()), None, None, None)[:3]
    return Moment(
        written.span,
        written.precision,
        year.written,
        month,
        day,
        hour,
        minute,
        second,
        season=written.season,
        zone=clock.zone if clock else None,
        significant=year.significant,
        uncertain=qualifiers.uncertain,
        approximate=qualifiers.approximate,
        unspecified=written.unspecified,
    )
