"""The parts that a large file was read in, known again by marks of their bytes."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tui.dates.span import Span
from tui.events.trace import Said, Trace
from tui.named import NamedTuple
from tui.stores.file_bytes import mark_of

if TYPE_CHECKING:
    from tui.stores.packed import Packed
    from tui.stores.yaml_cut import Cut


class Outline(NamedTuple):
    """Traces of all parts of a list of events in their order, and the mark of each.

    The list ends at an offset of the file and is on some lines; its events are indented by so many
    blanks. head and tail are marks of what is above and below it.
    """

    indent: int
    head: bytes
    tail: bytes
    end: int
    lines: range
    traces: Sequence[Trace]
    marks: Sequence[bytes]

    def number_at(self, offset: int) -> int:
        """Return the number of the part that a byte of the list is in."""
        return max(0, bisect_right(self.traces, offset, key=_offset) - 1)

    def slice(self, number: int) -> slice:
        """Return where the bytes of a part are in the file."""
        after = self.traces[number + 1 : number + 2]
        return slice(self.traces[number].offset, after[0].offset if after else self.end)

    def size(self, number: int) -> int:
        """Return how many bytes a part has."""
        where = self.slice(number)
        return int(where.stop - where.start)

    def holds(self, number: int, data: bytes) -> bool:
        """Whether these are the bytes of a part."""
        return self.marks[number] == mark_of(data)

    def has_around(self, cut: "Cut", data: bytes) -> bool:
        """Whether a file that is cut is the same above and below its list."""
        return cut.indent == self.indent and _marks(cut, data) == (self.head, self.tail)


def outline(
    cut: "Cut", data: "bytes | Packed", traces: Sequence[Trace], marks: Sequence[bytes]
) -> Outline:
    """Return the outline of the bytes of a file that is cut."""
    head, tail = _marks(cut, data)
    # Without anything below the list nothing is on a line behind it.
    end = cut.tail.line if cut.tail.start < cut.tail.end else _ENDLESS
    return Outline(
        cut.indent, head, tail, cut.tail.start, range(cut.items.line, end), traces, marks
    )


#: Beyond all lines of a file.
_ENDLESS = 2**62


def _offset(trace: Trace) -> int:
    return trace.offset


def written(of: Outline) -> bytes:
    """Return an outline as JSON."""
    import json

    lanes: dict[str, int] = {}
    parts = [
        [
            trace.offset,
            trace.line,
            trace.size,
            [lanes.setdefault(lane, len(lanes)) for lane in trace.lanes],
            trace.said,
            trace.reach,
            trace.own,
            trace.guessed,
            name.hex(),
        ]
        for trace, name in zip(of.traces, of.marks, strict=True)
    ]
    told = {
        "indent": of.indent,
        "head": of.head.hex(),
        "tail": of.tail.hex(),
        "end": of.end,
        "lines": [of.lines.start, of.lines.stop],
        "lanes": list(lanes),
        "parts": parts,
    }
    return json.dumps(told, separators=(",", ":")).encode()


def read(text: bytes) -> Outline:
    """Return an outline that was written.

    Raise ValueError, LookupError or TypeError for any other text.
    """
    import json

    told = json.loads(text)
    lanes, parts = told["lanes"], told["parts"]
    return Outline(
        told["indent"],
        bytes.fromhex(told["head"]),
        bytes.fromhex(told["tail"]),
        told["end"],
        range(*told["lines"]),
        [_trace(part, lanes) for part in parts],
        [bytes.fromhex(part[-1]) for part in parts],
    )


def _trace(part: Sequence[Any], lanes: Sequence[str]) -> Trace:
    offset, line, size, numbers, said, reach, own, guessed, _ = part
    return Trace(
        offset,
        line,
        size,
        tuple([lanes[number] for number in numbers]),
        None if said is None else tuple([Said(*each) for each in said]),
        None if reach is None else Span(*reach),
        own,
        guessed,
    )


def _marks(cut: "Cut", data: "bytes | Packed") -> tuple[bytes, bytes]:
    """Return the marks of what is above and below the list of a file."""
    head, tail = (
        data[part.start : part.end]
        if isinstance(data, bytes)
        else data.slice(part.start, part.end - part.start)
        for part in (cut.head, cut.tail)
    )
    return mark_of(head), mark_of(tail)
