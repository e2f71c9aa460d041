"""The events of a whole file from the segments of its parts."""

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple, Protocol, TypeVar
from zlib import crc32

from tui.dates.span import Span
from tui.events.columns import ENDLESS, Facts
from tui.events.document import Document
from tui.events.event_reader import Tie, check_ties
from tui.events.event_table import Arrays, EventTable, column
from tui.events.head import Head
from tui.events.identity import assign_ids
from tui.events.node import Mapping
from tui.events.problem_log import ProblemLog
from tui.events.segment import UNDATED, Segment
from tui.events.timeline import Timeline, ordered_lanes

_Value = TypeVar("_Value")


class _Picking(Protocol):
    """Takes values in an order."""

    def __call__(self, values: Sequence[_Value], /) -> Sequence[_Value]: ...


#: Before all instants of an array.
_EARLIEST = -(2**63)


class Placed(NamedTuple):
    """A segment with the offset in its file of the part that it is of, in bytes."""

    segment: Segment
    offset: int


class GuessesError(Exception):
    """Segments that have guessed more, together, than is guessed in one file."""


def assembled(
    head: Head,
    parts: Sequence[Placed],
    records: bytes | memoryview,
    document: Document,
    node_at: Callable[[EventTable, int], Mapping],
    *,
    is_partial: bool = False,
) -> Timeline:
    """Return the timeline of a head and segments in the order of the file.

    records are those of all segments, one behind the other. node_at reads the mapping of an event
    of the table, given its number. What the segments know of problems, and what is wrong between
    them, goes to the log of the document. Raise GuessesError.
    """
    segments = [part.segment for part in parts]
    if not document.has_guessed(sum(each.guessed for each in segments)):
        raise GuessesError
    order = _order(segments)
    ids = _ids(segments, document.log)
    for segment in segments:
        document.log.absorb(segment.log)
    ties = _ties(segments)
    if not is_partial:
        check_ties(ties, ids, document)
    tied = _tied(ties, ids, order)
    id_bytes, identified = _identified(_picking(order)(ids))
    del ids  # the largest of all that is needed for a while
    names: dict[str, int] = {}
    lanes = _lanes(segments, names)
    arrays = Arrays(**{**_columns(parts, order, lanes), **identified, **tied})
    table = EventTable(
        arrays,
        records,
        id_bytes,
        tuple(names),
        head.sources,
        Facts(_extent(segments), len(ties) - len(arrays.ties_to), _own(segments)),
        node_at,
    )
    return Timeline(
        title=head.title,
        about=head.about,
        lanes=ordered_lanes(head.lanes.values(), names),
        eras=head.eras,
        views=head.views,
        sources=head.sources,
        events=table,
        problems=document.log.problems(),
        troubles=document.log.troubles,
        is_partial=is_partial,
    )


def _ids(segments: Sequence[Segment], log: ProblemLog) -> list[str]:
    """Return an id for each event, as identity.assign_ids does."""
    if all(all(each.claim_lines) for each in segments):
        given = [text for each in segments for text in each.claimed]
        if len(set(given)) == len(given):
            return given
    return assign_ids([claim for each in segments for claim in each.claims], log)


def _extent(segments: Sequence[Segment]) -> Span | None:
    reaches = [each.reach for each in segments if each.reach is not None]
    if not reaches:
        return None
    return Span(min(reach.start for reach in reaches), max(reach.end for reach in reaches))


def _own(segments: Sequence[Segment]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for each in segments:
        found.update(each.own)
    return dict(found)


def _ties(segments: Sequence[Segment]) -> list[Tie]:
    """Return the links of all segments, numbered in the order of the file."""
    firsts = accumulate((each.size for each in segments), initial=0)
    return [
        tie._replace(number=tie.number + first)
        for each, first in zip(segments, firsts, strict=False)
        for tie in each.ties
    ]


def _lanes(segments: Sequence[Segment], names: dict[str, int]) -> "array[int]":
    """Return the lane of each event, numbered in names, to which new ones are added."""
    lanes = column("lanes")
    for each in segments:
        numbers = [names.setdefault(name, len(names)) for name in each.lane_names]
        lanes.extend(map(numbers.__getitem__, each.lanes))
    return lanes


def _order(segments: Sequence[Segment]) -> "array[int]":
    """Return the numbers of the events in the order of time, by the rule of timeline.in_order."""
    signs, befores = _joined(segments, "signs"), _joined(segments, "befores")
    dated = [number for number, sign in enumerate(signs) if not sign & UNDATED]
    undated = [number for number, sign in enumerate(signs) if sign & UNDATED]
    # Sorting keeps what is equal as it was, so the last key is the first to sort by.
    ends = zip(signs, befores, strict=True)
    longest = array("q", [_EARLIEST if sign & ENDLESS else -before for sign, before in ends])
    dated.sort(key=longest.__getitem__)
    dated.sort(key=_joined(segments, "positions").__getitem__)
    return array("I", dated + undated)


def _identified(ids: Sequence[str]) -> tuple[bytes, dict[str, "array[int]"]]:
    """Return the bytes and the arrays of ids, which are in the order of time."""
    hashes = array("I", map(crc32, map(str.encode, ids)))
    hashed = column("hashed", sorted(range(len(ids)), key=hashes.__getitem__))
    return "".join(ids).encode(), {
        "id_starts": column("id_starts", accumulate(map(len, map(str.encode, ids)), initial=0)),
        "hashes": column("hashes", map(hashes.__getitem__, hashed)),
        "hashed": hashed,
    }


def _columns(
    parts: Sequence[Placed], order: Sequence[int], lanes: "array[int]"
) -> dict[str, "array[int]"]:
    """Return the arrays of a table but for those of ids and ties."""
    segments = [part.segment for part in parts]
    count = len(order) - sum(each.signs.count(UNDATED) for each in segments)
    every, dated = _picking(order), _picking(order[:count])

    def taken(name: str, pick: _Picking = every) -> "array[int]":
        return column(name, pick(_joined(segments, name)))

    starts = array("Q", accumulate(_joined(segments, "record_sizes"), initial=0))
    texts = array("Q")
    for segment, offset in parts:
        texts.extend([offset + start for start in segment.text_starts])
    return {
        "positions": taken("positions", dated),
        "firsts": taken("firsts", dated),
        "lasts": taken("lasts", dated),
        "befores": taken("befores", dated),
        "signs": taken("signs", dated),
        "importances": taken("importances"),
        "lanes": column("lanes", every(lanes)),
        "record_starts": column("record_starts", every(starts)),
        "record_sizes": taken("record_sizes"),
        "text_starts": column("text_starts", every(texts)),
        "text_sizes": taken("text_sizes"),
        "lines": taken("lines"),
        "columns": taken("columns"),
    }


def _tied(ties: Sequence[Tie], ids: Sequence[str], order: Sequence[int]) -> dict[str, "array[int]"]:
    """Return where links lead and where they come from, by number in the order of time."""
    if not ties:
        return {"ties_to": column("ties_to"), "ties_from": column("ties_from")}
    places = array("I", bytes(4 * len(order)))
    for place, number in enumerate(order):
        places[number] = place
    numbers = {name: number for number, name in enumerate(ids)}
    found = sorted(
        (places[numbers[tie.to]], places[tie.number]) for tie in ties if tie.to in numbers
    )
    return {
        "ties_to": column("ties_to", [to for to, _ in found]),
        "ties_from": column("ties_from", [start for _, start in found]),
    }


def _picking(order: Sequence[int]) -> _Picking:
    """Return what takes values in an order."""
    if len(order) > 1:
        return itemgetter(*order)
    return lambda values: [values[number] for number in order]


def _joined(segments: Sequence[Segment], name: str) -> "array[int]":
    """Return a column of all segments, in the order of the file."""
    joined = column(name)
    for each in segments:
        joined.extend(getattr(each, name))
    return joined
