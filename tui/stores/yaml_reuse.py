"""A large file that has changed: only parts that are not as before are read again."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import partial

from tui.events.exchange import NotRenewedError, Stayed
from tui.events.gathered import Gathered
from tui.events.renewal import renewed
from tui.events.timeline import Timeline
from tui.events.trace import Trace
from tui.stores import yaml_cut
from tui.stores.file_bytes import LEAD, lead_of, mark_of
from tui.stores.held import Held
from tui.stores.outline import Outline, outline
from tui.stores.packed import Packed
from tui.stores.yaml_cut import Cut, NotInPartsError, Part
from tui.stores.yaml_parts import Parts, node_at

#: Where more than one in so many bytes is new, reading all takes hardly longer.
_MOST_NEW = 4
#: Of parts that begin alike so many are looked for at one place.
_MOST_LIKE = 3
#: So many times the bytes of a file are compared in vain; that takes far less than reading them.
_MOST_VAIN = 8


def reread(before: Outline, timeline: Timeline, packed: Packed | None, data: bytes) -> Held | None:
    """Return what the bytes of a file hold, given what it held before.

    packed are the bytes of before if they are held so. None is for a file of which all is to be
    read.
    """
    try:
        return _reread(before, timeline, packed, data)
    except (NotInPartsError, NotRenewedError):
        return None


def _reread(before: Outline, timeline: Timeline, packed: Packed | None, data: bytes) -> Held:
    parts = Parts(data)
    if not before.has_around(parts.cut, data):
        raise NotRenewedError
    known = _known_again(before, timeline, parts.cut, data)
    kept = [each for each in known if isinstance(each, Stayed)]
    new = [each for each in known if isinstance(each, Part)]
    if sum(part.end - part.start for part in new) > len(data) // _MOST_NEW:
        raise NotRenewedError
    reader, gathered = parts.reader, Gathered()
    for part in new:
        segment = reader.read(data[part.start : part.end], part.line)
        gathered.add(segment, part.start, part.line)
    held = data if packed is None else _packed(before, packed, parts.cut, known, data)

    def bytes_at(start: int, size: int) -> bytes:
        return held.slice(start, size) if isinstance(held, Packed) else held[start : start + size]

    found, traces = renewed(
        timeline,
        before.traces,
        kept,
        before.lines,
        gathered,
        parts.head,
        parts.document(),
        partial(node_at, bytes_at),
    )
    marks = [
        before.marks[each.number]
        if isinstance(each, Stayed)
        else mark_of(data[each.start : each.end])
        for each in known
    ]
    return Held(held, found, outline(parts.cut, data, traces, marks))


def _packed(
    before: Outline, packed: Packed, cut: Cut, known: Sequence[Stayed | Part], data: bytes
) -> Packed:
    """Return the bytes of a file packed; those of parts that are as before are so already."""
    found = Packed()
    found.add(data[: cut.items.start])
    for each in known:
        if isinstance(each, Stayed):
            found.put(packed.at(before.traces[each.number].offset))
        else:
            found.add(data[each.start : each.end])
    found.finish(data)
    return found


def _known_again(before: Outline, timeline: Timeline, cut: Cut, data: bytes) -> list[Stayed | Part]:
    """Return the parts of a file: those that say what they said before, and those to be read."""
    lines = _told_lines(before, timeline)
    known: list[Stayed | Part] = []
    for each in _alike(before, cut, data):
        here: Stayed | Part = each
        if isinstance(each, Stayed):
            # What tells a line tells another one where lines come or go above.
            is_otherwise = each.number in lines and each.line != before.traces[each.number].line
            here = _as_part(before, each) if is_otherwise else each
        last = known[-1] if known else None
        if last is not None and not (isinstance(last, Stayed) and isinstance(here, Stayed)):
            first, second = _as_part(before, last), _as_part(before, here)
            # One change after another would leave ever smaller parts.
            if max(first.end - first.start, second.end - second.start) < yaml_cut.PART:
                known[-1] = Part(first.start, second.end, first.line)
                continue
        known.append(here)
    return known


def _as_part(before: Outline, each: Stayed | Part) -> Part:
    if isinstance(each, Part):
        return each
    return Part(each.offset, each.offset + before.size(each.number), each.line)


def _told_lines(before: Outline, timeline: Timeline) -> set[int]:
    """Return the numbers of the parts of which a problem tells a line."""
    found = [problem.location.line for problem in timeline.problems if problem.tells_line]
    return {bisect_right(before.traces, line, key=_line) - 1 for line in found}


def _alike(before: Outline, cut: Cut, data: bytes) -> Iterator[Stayed | Part]:
    """Yield the parts of a file: those that have the bytes of one before, in order, and others."""
    above = _alike_above(before, cut, data)
    for number, trace in enumerate(before.traces[:above]):
        yield Stayed(number, trace.offset, trace.line)
    changed = cut.items
    if above:
        where, line = before.slice(above - 1), before.traces[above - 1].line
        ends = data.count(b"\n", where.start, where.stop)
        changed = Part(where.stop, changed.end, line + ends)
    by = cut.tail.start - before.end
    below = _alike_below(before, cut, data, above)
    if below < len(before.traces):
        changed = changed._replace(end=before.traces[below].offset + by)
    yield from _alike_between(before, range(above, below), cut, changed, data)
    if below < len(before.traces):
        line = changed.line + data.count(b"\n", changed.start, changed.end)
        down = line - before.traces[below].line
        for number, trace in enumerate(before.traces[below:], below):
            yield Stayed(number, trace.offset + by, trace.line + down)


def _alike_between(
    before: Outline, numbers: range, cut: Cut, changed: Part, data: bytes
) -> Iterator[Stayed | Part]:
    """Yield the parts of what has changed: some may be as parts of some numbers were."""
    leads: dict[bytes, list[int]] = {}
    for number in numbers:
        leads.setdefault(before.marks[number][:LEAD], []).append(number)
    start, end, line = changed
    following, left = numbers.start, _MOST_VAIN * len(data)
    for border in cut.borders(data, changed) if leads else ():
        # Those of a part that is as it was are in none that has changed.
        if border < start:
            continue
        if left < 0:
            break
        some = leads.get(lead_of(data, border), [])
        first = bisect_left(some, following)
        some = [
            each
            for each in some[first : first + _MOST_LIKE]
            if border + before.size(each) <= end and cut.is_border(data, border + before.size(each))
        ]
        found = next(
            (n for n in some if before.holds(n, data[border : border + before.size(n)])), None
        )
        if found is None:
            left -= sum(map(before.size, some))
            continue
        yield from cut.between(data, Part(start, border, line))
        line += data.count(b"\n", start, border)
        yield Stayed(found, border, line)
        start, following = border + before.size(found), found + 1
        line += data.count(b"\n", border, start)
    yield from cut.between(data, Part(start, end, line))


def _alike_above(before: Outline, cut: Cut, data: bytes) -> int:
    """Return how many parts both states begin with."""
    count = 0
    while count < len(before.traces) and before.holds(count, data[before.slice(count)]):
        count += 1
    # What follows a part may have become more of its last item, or of its last line.
    while count:
        end = before.slice(count - 1).stop
        if data[end - 1 : end] == b"\n" and cut.is_border(data, end):
            break
        count -= 1
    return count


def _alike_below(before: Outline, cut: Cut, data: bytes, above: int) -> int:
    """Return the number of the first part that both states end with, of those not above."""
    by = cut.tail.start - before.end
    least = before.slice(above - 1).stop if above else cut.head.end
    first = count = len(before.traces)
    while first > above:
        start, end, _ = before.slice(first - 1).indices(before.end)
        at = start + by
        if at < least or not before.holds(first - 1, data[at : end + by]):
            break
        first -= 1
    while first < count and not cut.is_border(data, before.traces[first].offset + by):
        first += 1
    return first


def _line(trace: Trace) -> int:
    return trace.line
