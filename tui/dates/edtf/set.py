"""The elements of an EDTF set: [1667,1670..1672] is one of them, {1960,1961-12} all of them."""

from tui.dates.edtf.error import EdtfError
from tui.dates.edtf.moment import read_moment
from tui.dates.fuzzy_date import Kind, Limit, Moment

#: From where to where an element reaches: one moment twice, two moments, or a Limit at one side.
Element = tuple[Moment | Limit, Moment | Limit]

#: opening character -> (closing character, kind)
BRACKETS = {"[": ("]", Kind.ONE_OF), "{": ("}", Kind.ALL_OF)}


def read_elements(text: str) -> list[Element]:
    """Read a set in brackets, elements in the order written; raise EdtfError.

    One blank may follow a comma: the standard has none, but hands and YAML put it there.
    """
    opening = text[0]
    closing = BRACKETS[opening][0]
    end = text.find(closing)
    if end < 0:
        raise EdtfError(
            f"the set opened with {opening} is not closed: add {closing}", len(text) + 1
        )
    if end < len(text) - 1:
        raise EdtfError("nothing belongs after the end of a set", end + 2)
    elements: list[Element] = []
    start = 1
    while start <= end:
        stop = text.find(",", start, end)
        stop = end if stop < 0 else stop
        if start > 1 and text[start] == " ":
            start += 1
        elements.append(_read_element(text, start, stop, first=not elements, last=stop == end))
        start = stop + 1
    if elements[0][0] is elements[-1][1] is Limit.OPEN:
        raise EdtfError("a set is open at one side only, so that one date bounds it", end - 1)
    return elements


def _read_element(text: str, start: int, stop: int, *, first: bool, last: bool) -> Element:
    if start >= stop:
        raise EdtfError("a date belongs here: an element of the set is empty", start + 1)
    dots = text.find("..", start, stop)
    if dots < 0:
        moment = read_moment(text, start, stop)
        return moment, moment
    after = dots + 2
    if dots == start and after == stop:
        raise EdtfError(".. stands before or after a date: alone it holds none", start + 1)
    if dots == start and not first:
        raise EdtfError(".. before a date belongs to the first element of a set", start + 1)
    if after == stop and not last:
        raise EdtfError(".. after a date belongs to the last element of a set", dots + 1)
    low = Limit.OPEN if dots == start else read_moment(text, start, dots)
    high = Limit.OPEN if after == stop else read_moment(text, after, stop)
    if isinstance(low, Moment) and isinstance(high, Moment) and low.span.start >= high.span.end:
        reason = f"the range ends before it begins: swap {text[start:dots]} and {text[after:stop]}"
        raise EdtfError(reason, after + 1)
    return low, high
