"""One date of an EDTF text with all it can have: year, season, month, day, time and qualifiers."""

from typing import TYPE_CHECKING

from tui.dates.edtf.cursor import Cursor, shown_length
from tui.dates.edtf.date_text import DateText
from tui.dates.edtf.qualifier import PARTS, Qualifiers
from tui.dates.edtf.year import read_year
from tui.dates.fuzzy_date import Moment

if TYPE_CHECKING:
    from tui.dates.edtf.clock import Clock


def read_written(text: str, start: int, stop: int) -> Moment:
    """Read text[start:stop] as one date; raise EdtfError with the column in the whole text."""
    cursor = Cursor(text, start, stop)
    qualifiers = Qualifiers()
    written = _read_date(cursor, qualifiers)
    if cursor.peek() == "T":
        written.clock = _read_time(cursor, written)
        qualifiers.read_right(cursor, 2)
    if cursor.at < stop:
        raise cursor.error(_surplus(cursor, written))
    return _moment(written, qualifiers)


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
