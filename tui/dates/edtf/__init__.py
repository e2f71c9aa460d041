"""EDTF text to fuzzy dates: ISO 8601-2:2019 levels 0, 1 and 2.

Beyond the standard's profile it accepts any kind of date as the end of an interval, times of hours
or minutes alone (T14, T14:30), a qualifier behind a time, and one blank behind a comma in a set.
"""

from functools import lru_cache

from tui.dates.edtf.error import EdtfError
from tui.dates.edtf.moment import read_moment
from tui.dates.fuzzy_date import FuzzyDate, Kind, Limit, Moment

#: Longest text that is read, in characters.
MAX_LENGTH = 500

_LIMITS = {"": Limit.UNKNOWN, "..": Limit.OPEN}


def parse(text: str) -> FuzzyDate:
    """Read an EDTF text.

    A qualifier never widens a span. Times without a zone are taken as UTC. Seasons are the
    meteorological ones, and 21 to 24, which name no hemisphere, are taken as northern: spring is
    March to May, and the winter of a year runs from its December to the next February. Unspecified
    digits give the span from the first to the last existing date that they can mean.

    Raise EdtfError with the column and the reason for anything else, also for intervals that surely
    end before they begin and for years too far away.
    """
    try:
        return _parse(text)
    except EdtfError as error:
        raise _explained(text, error) from None


def interval(start: str, end: str) -> FuzzyDate:
    """Read two texts as the interval start/end.

    Each is a single date, '..' for open or empty for unknown. Raise EdtfError with the part that it
    concerns, "date" for start and "end" for end, and the column within that part.
    """
    ends = [_limit_or_moment(text, part) for text, part in ((start, "date"), (end, "end"))]
    text = f"{start}/{end}"
    try:
        return _interval(text, len(start), *ends)
    except EdtfError as error:
        raise EdtfError(error.reason, 1, "end") from None


def _limit_or_moment(text: str, part: str) -> Moment | Limit:
    if text in _LIMITS:
        return _LIMITS[text]
    try:
        date = parse(text)
    except EdtfError as error:
        raise EdtfError(error.reason, error.column, part) from None
    if date.kind is Kind.INTERVAL:
        reason = "this is already an interval: give either one interval or a date and an end"
        raise EdtfError(reason, text.index("/") + 1, part)
    if date.kind is not Kind.MOMENT:
        raise EdtfError("a set cannot be the end of an interval: give a single date", 1, part)
    return date.start


# A file repeats its dates: an event's, those of its sources, and others of the same day.
@lru_cache(maxsize=16_384)
def _parse(text: str) -> FuzzyDate:
    _check_characters(text)
    if text[0] in "[{":
        return _set(text)
    slash = text.find("/")
    if slash < 0:
        moment = read_moment(text, 0, len(text))
        return FuzzyDate(text, Kind.MOMENT, moment, moment)
    second = text.find("/", slash + 1)
    if second >= 0:
        raise EdtfError("an interval has one slash, between its two ends", second + 1)
    start = _LIMITS.get(text[:slash]) or read_moment(text, 0, slash)
    end = _LIMITS.get(text[slash + 1 :]) or read_moment(text, slash + 1, len(text))
    return _interval(text, slash, start, end)


def _check_characters(text: str) -> None:
    """Raise EdtfError for a text that is empty, too long, or not plain printable ASCII."""
    if not text:
        raise EdtfError("a date belongs here, but the text is empty", 1)
    if len(text) > MAX_LENGTH:
        reason = f"the text has {len(text)} characters, and a date has at most {MAX_LENGTH}"
        raise EdtfError(reason, MAX_LENGTH + 1)
    if not (text.isascii() and text.isprintable()):
        _refuse_character(text)
    if text[0] == " ":
        raise EdtfError("a date does not begin with a blank", 1)
    if text[-1] == " ":
        raise EdtfError("a date does not end with a blank", len(text.rstrip(" ")) + 1)


def _refuse_character(text: str) -> None:
    index, character = next(
        (i, c) for i, c in enumerate(text) if not (c.isascii() and c.isprintable())
    )
    shown = f"'{character}'" if character.isprintable() else f"U+{ord(character):04X}"
    if character.isdecimal():
        reason = f"{shown} is not one of the digits 0 to 9: write {int(character)}"
    elif character in "‐‑‒–—−":
        reason = f"{shown} is not a hyphen: write - within a date, / between two"
    elif character.isspace():
        reason = f"{shown} is a blank, and a date has none"
    else:
        reason = f"{shown} has no meaning in a date"
    raise EdtfError(reason, index + 1)


def _interval(text: str, slash: int, start: Moment | Limit, end: Moment | Limit) -> FuzzyDate:
    if isinstance(start, Moment) and isinstance(end, Moment):
        if start.span.start >= end.span.end:
            swapped = f"{text[slash + 1 :]} is over before {text[:slash]}"
            raise EdtfError(f"the interval ends before it begins: {swapped}", slash + 2)
    elif isinstance(start, Limit) and isinstance(end, Limit):
        raise EdtfError("an interval has a date at one end at least", 1)
    return FuzzyDate(text, Kind.INTERVAL, start, end)


def _set(text: str) -> FuzzyDate:
    from tui.dates.edtf.set import BRACKETS, read_elements

    elements = read_elements(text)
    members = [
        moment
        for low, high in elements
        for moment in ((low,) if low is high else (low, high))
        if isinstance(moment, Moment)
    ]
    members.sort(key=lambda moment: (moment.span.start, moment.span.end))
    start = Limit.OPEN if elements[0][0] is Limit.OPEN else members[0]
    latest = max(members, key=lambda moment: moment.span.end)
    end = Limit.OPEN if elements[-1][1] is Limit.OPEN else latest
    return FuzzyDate(text, BRACKETS[text[0]][1], start, end, tuple(members))


def _explained(text: str, error: EdtfError) -> EdtfError:
    """Return an error that names the correction, if the text or its end is a known mistake."""
    if len(text) > MAX_LENGTH or not text.isascii():
        return error
    better = _correction(text, 0)
    slash = text.find("/")
    if better is None and slash >= 0:
        start, stop = (0, slash) if error.column - 1 < slash else (slash + 1, len(text))
        better = _correction(text[start:stop], start)
    return better or error


def _correction(text: str, offset: int) -> EdtfError | None:
    from tui.dates.edtf.mistake import corrections

    right = [(index, why, new) for index, why, new in corrections(text) if _reads(new)]
    if not right:
        return None
    index, why, _ = right[0]
    either = " or ".join(new for _, reason, new in right if reason == why)
    return EdtfError(f"{why}: write {either}", offset + index + 1)


def _reads(text: str) -> bool:
    try:
        _parse(text)
    except EdtfError:
        return False
    return True


__all__ = ["MAX_LENGTH", "EdtfError", "interval", "parse"]
