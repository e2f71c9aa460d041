"""What of a large file need not be read again when some of it has changed."""

from collections.abc import Iterator, Mapping

from tui.events.assembly import Placed
from tui.events.event_table import column
from tui.events.problem import Location
from tui.events.segment import Segment
from tui.stores.file_bytes import common
from tui.stores.part_process import segments
from tui.stores.yaml_cut import Part
from tui.stores.yaml_parts import Parts


def reread(before: Parts | None, after: Parts) -> None:
    """Read a file; what is the same as in an earlier state that was read in parts is taken over.

    Raise NotInPartsError for doubt about a part that is new.
    """
    if before is None:
        for part, read in segments(after):
            after.take(read, part.start)
        return
    known = _known(before, after)
    reader = after.reader
    for part in after.cut.parts({start: end for start, (end, _) in known.items()}):
        _, segment = known.get(part.start, (0, None))
        if segment is None:
            segment = reader.read(after.bytes_of(part), part.line)
        after.take(segment, part.start)


def _known(before: Parts, after: Parts) -> Mapping[int, tuple[int, Segment]]:
    """Return the ends and segments of parts in both states, by where they start in the later."""
    if not _is_same_head(before, after):
        return {}
    old, new = before.data, after.data
    alike = common(old, new)
    alike_end = min(common(old[::-1], new[::-1]), min(len(old), len(new)) - alike)
    shift = len(new) - len(old)
    lines = new.count(b"\n", alike, len(new) - alike_end)
    lines -= old.count(b"\n", alike, len(old) - alike_end)
    known = {}
    for (segment, start), end in _ends(before):
        # What follows a part may have become more of its last item, or of its last line.
        if end <= alike and new[end - 1 : end] == b"\n" and after.cut.is_border(end):
            known[start] = end, segment
        elif start > len(old) - alike_end and after.cut.is_border(start + shift):
            moved = _moved(segment, lines)
            if moved is not None:
                known[start + shift] = end + shift, moved
    return known


def _ends(parts: Parts) -> Iterator[tuple[Placed, int]]:
    """Yield each part that was read, and where it ends."""
    placed = parts.placed
    ends = [*(each.offset for each in placed[1:]), parts.cut.tail.start]
    return zip(placed, ends, strict=True)


def _is_same_head(before: Parts, after: Parts) -> bool:
    def rest(parts: Parts, part: Part) -> bytes:
        return parts.data[part.start : part.end]

    return before.cut.indent == after.cut.indent and all(
        rest(before, one) == rest(after, other)
        for one, other in ((before.cut.head, after.cut.head), (before.cut.tail, after.cut.tail))
    )


def _moved(segment: Segment, lines: int) -> Segment | None:
    """Return a segment so many lines further down, None if what it says of problems tells lines."""
    if not lines:
        return segment
    log = segment.log.moved(lines)
    if log is None:
        return None

    def down(place: Location) -> Location:
        return Location(place.line + lines, place.column)

    return segment._replace(
        lines=column("lines", [line + lines for line in segment.lines]),
        claim_lines=column("lines", [line and line + lines for line in segment.claim_lines]),
        ties=[tie._replace(place=down(tie.place), target=down(tie.target)) for tie in segment.ties],
        log=log,
    )
