"""What of a large file need not be read again when some of it has changed."""

from itertools import groupby

from tui.events.gathered import Moved
from tui.stores.part_process import segments
from tui.stores.yaml_cut import Part
from tui.stores.yaml_parts import Parts


def reread(before: Parts | None, after: Parts, data: bytes) -> None:
    """Read a file; what is the same as in an earlier state that was read in parts is taken over.

    data are the bytes of the file. Raise NotInPartsError for doubt about a part that is new.
    """
    if before is None or not _is_same_head(before, after):
        for part, read in segments(after):
            after.take(read, part)
        return
    pieces, columns, reader = before.gathered.pieces, before.gathered.columns(), after.reader
    above = _alike_above(before, after, data)
    after.take_again(before, columns, Moved(range(above), 0, 0))
    changed = after.cut.items
    if above:
        start, end, line = before.part(above - 1)
        changed = Part(end, end, line + data.count(b"\n", start, end))
    by = after.cut.tail.start - before.cut.tail.start
    below = _alike_below(before, after, data, above)
    end = pieces[below].offset + by if below < len(pieces) else after.cut.tail.start
    changed = changed._replace(end=end)
    for part in after.cut.between(data, changed):
        after.take(reader.read(after.bytes_of(part), part.line), part)
    if below == len(pieces):
        return
    lines = changed.line + data.count(b"\n", changed.start, end) - pieces[below].line
    for can_move, numbers in groupby(
        range(below, len(pieces)), lambda number: pieces[number].can_move(lines)
    ):
        if can_move:
            first, *others = numbers
            moved = Moved(range(first, first + len(others) + 1), by, lines)
            after.take_again(before, columns, moved)
            continue
        for start, end, line in map(before.part, numbers):
            part = Part(start + by, end + by, line + lines)
            after.take(reader.read(after.bytes_of(part), part.line), part)


def _is_same_head(before: Parts, after: Parts) -> bool:
    return before.cut.indent == after.cut.indent and all(
        before.bytes_of(one) == after.bytes_of(other)
        for one, other in ((before.cut.head, after.cut.head), (before.cut.tail, after.cut.tail))
    )


def _alike_above(before: Parts, after: Parts, data: bytes) -> int:
    """Return how many parts both states begin with."""
    count = 0
    for part in map(before.part, range(len(before.gathered.pieces))):
        if not before.holds(part, data[part.start : part.end]):
            break
        count += 1
    # What follows a part may have become more of its last item, or of its last line.
    while count:
        end = before.part(count - 1).end
        if data[end - 1 : end] == b"\n" and after.cut.is_border(data, end):
            break
        count -= 1
    return count


def _alike_below(before: Parts, after: Parts, data: bytes, above: int) -> int:
    """Return the number of the first part that both states end with, of those not above."""
    by = after.cut.tail.start - before.cut.tail.start
    least = before.part(above - 1).end if above else after.cut.head.end
    first = len(before.gathered.pieces)
    while first > above:
        part = before.part(first - 1)
        at = part.start + by
        if at < least or not before.holds(part, data[at : part.end + by]):
            break
        first -= 1
    count = len(before.gathered.pieces)
    while first < count and not after.cut.is_border(data, before.part(first).start + by):
        first += 1
    return first
