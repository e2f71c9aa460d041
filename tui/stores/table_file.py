"""What was read of a large file, kept as one flat file of arrays that is mapped into memory.

Such a file is trusted only if it is the reader's own, whole in its head, of this version, and of a
file that has not been touched since; whether all of it is as it was written is seen afterwards.
"""

import json
import mmap
import os
import sys
from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE, S_ISREG
from typing import IO, TYPE_CHECKING, Any
from zlib import crc32

from tui import __version__
from tui.config.private_file import drop_oldest, name_for, replaced
from tui.dates.edtf import parse
from tui.dates.span import Instant, Span
from tui.events.columns import Facts
from tui.events.event_table import TYPES, Arrays, EventTable
from tui.events.node import Mapping as Node
from tui.events.problem import Location, Problem, Severity
from tui.events.record import shared_source, source_record
from tui.events.timeline import Era, Lane, SavedView, Timeline
from tui.layout.event_index import ARRAY_TYPES, EventIndex, IndexArrays
from tui.layout.grouping import LANE, grouped, lane_name
from tui.layout.grouping import Lane as Group
from tui.named import NamedTuple
from tui.stores.file_bytes import Stamp

if TYPE_CHECKING:
    from tui.stores.outline import Outline

_MAGIC = b"eventide table\n\0"
#: Of the arrays, their order and their meaning.
_FORMAT = 5
#: Tables beyond so many, or beyond so many bytes in all, go, those first that were used last.
MOST_FILES = 40
MOST_BYTES = 4 * 1024**3

#: What the head tells beside the key and where sections are, by name; see _fits.
_HEAD: dict[str, object] = {
    "digest": str,
    "title": str,
    "about": str,
    "declared": [(str, str, str, str)],
    "eras": [(str, str, str)],
    "views": [(str, [(str, str)])],
    "sources": {str: str},
    "problems": [(int, int, str, str, str)],
    "troubles": int,
    "dangling": int,
    "own": {str: int},
    "lanes": [str],
    "members": [str],
    "indexes": [str],
    "body": str,
}

#: Reads the mapping of an event of a table, given its number.
NodeAt = Callable[[EventTable, int], Node]


class Kept(NamedTuple):
    """A timeline from a table, with the SHA-256 of the file it was read from.

    The table is as it was written if the SHA-256 of its body is the second one.
    """

    timeline: Timeline
    digest: str
    outlined: memoryview
    body: memoryview
    body_digest: str

    def outline(self) -> "Outline | None":
        """Return by what the parts of the file are known again, None where that was not kept."""
        from tui.stores.outline import read

        try:
            return read(bytes(self.outlined)) if self.outlined else None
        except (ValueError, LookupError, TypeError):
            return None

    @property
    def is_whole(self) -> bool:
        """Whether the table is as it was written; takes as long as reading all of it."""
        from hashlib import sha256

        return sha256(self.body).hexdigest() == self.body_digest


def index(timeline: Timeline) -> None:
    """Make what a picture of all lanes needs, to be kept with the table.

    Raise OverflowError for an instant beyond 64 bits.
    """
    table = timeline.events
    if not isinstance(table, EventTable):
        return
    lanes = grouped(table.take(range(table.dated)), LANE, timeline.lanes)
    since = table.since
    before = since.before() if since is not None else None
    if since is None or before is None:
        table.indexes = {lane.name: EventIndex(lane.events).arrays() for lane in lanes}
        return
    changed = {lane_name(name, LANE) for name in since.lanes}
    table.indexes = {
        lane.name: _renewed(lane, before.indexes, changed, is_even=since.is_even) for lane in lanes
    }


def _renewed(
    lane: Group, before: Mapping[str, IndexArrays], changed: Collection[str], *, is_even: bool
) -> IndexArrays:
    """Return what a picture of a lane needs, which may be as before."""
    known, made = before.get(lane.name), EventIndex(lane.events)
    if known is None or (lane.name in changed and not is_even):
        return made.arrays()
    if lane.name not in changed:
        return known
    # Only titles can be others.
    return known._replace(widths=array(ARRAY_TYPES["widths"], made.widths))


def keep(
    folder: Path,
    path: Path,
    stamp: Stamp,
    digest: str,
    timeline: Timeline,
    outline: "Outline | None" = None,
) -> None:
    """Keep the timeline of a file that has a stamp and a SHA-256; only a table can be kept.

    Take the outline by which its parts are known again, None for none. Raise OSError, and
    OverflowError as index does.
    """
    table = timeline.events
    if not isinstance(table, EventTable) or timeline.is_partial:
        return
    if not table.indexes:
        index(timeline)
    with replaced(_place(folder, path)) as file:
        told = {**_key(path, stamp), "digest": digest, **_said(timeline)}
        _write(file, told, table, outline)
    drop_oldest(folder, "*.table", MOST_FILES, MOST_BYTES)


def _write(
    file: IO[bytes], told: dict[str, object], table: EventTable, outline: "Outline | None"
) -> None:
    """Write a table and what is told of it, section by section as they are made."""
    from hashlib import sha256

    extent, lanes = table.facts.extent, list(table.indexes)
    head = {
        **told,
        "dangling": table.facts.dangling,
        "own": dict(table.facts.own),
        "extent": [extent.start, extent.end] if extent else None,
        "lanes": list(table.lane_names),
        "members": list(table.by_lane()),
        "indexes": ["", *lanes],
    }
    # Before the sections there is to be room for what tells their places and their digest.
    names, body = _names(table), sha256()
    head |= {"sections": [(name, sys.maxsize, sys.maxsize) for name in names]}
    head |= {"body": body.hexdigest()}
    start = len(_MAGIC) + 16 + len(json.dumps(head))
    start += -start % 8
    file.write(bytes(start))
    places, at = [], 0
    for name, parts in zip(names, _data(table, outline), strict=True):
        size = sum(map(len, parts))
        places.append((name, at, size))
        for part in (*parts, bytes(-size % 8)):
            body.update(part)
            file.write(part)
            at += len(part)
    text = json.dumps(head | {"sections": places, "body": body.hexdigest()}).encode()
    text = text.ljust(start - len(_MAGIC) - 16)
    file.seek(0)
    file.write(_MAGIC)
    file.write(len(text).to_bytes(8, "little") + crc32(text).to_bytes(8, "little"))
    file.write(text)


def recall(folder: Path, path: Path, stamp: Stamp, node_at: NodeAt) -> Kept | None:
    """Return what was kept of a file that has a stamp, None where that cannot be trusted."""
    target = _place(folder, path)
    try:
        view = _mapped(target)
        kept = _recalled(view, _key(path, stamp), node_at) if view is not None else None
    except (OSError, ValueError, LookupError, TypeError, ArithmeticError, RecursionError):
        return None
    with suppress(OSError):
        os.utime(target)
    return kept


def _mapped(target: Path) -> memoryview | None:
    """Return what is in a file of the reader's own, None for anything else; raise OSError."""
    # Whatever else is there may keep one waiting, or do something when it is read.
    handle = os.open(target, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    try:
        status = os.fstat(handle)
        is_own = status.st_uid == os.geteuid() and not S_IMODE(status.st_mode) & 0o022
        if not is_own or not S_ISREG(status.st_mode):
            return None
        return memoryview(mmap.mmap(handle, 0, access=mmap.ACCESS_READ))
    finally:
        os.close(handle)


def forget(folder: Path, path: Path) -> None:
    """Keep nothing of a file any more."""
    with suppress(OSError):
        _place(folder, path).unlink(missing_ok=True)


def _place(folder: Path, path: Path) -> Path:
    return folder / f"{name_for(path)}.table"


def _key(path: Path, stamp: Stamp) -> dict[str, object]:
    return {
        "format": _FORMAT,
        "program": __version__,
        "order": sys.byteorder,
        "file": os.fsencode(path.absolute()).hex(),
        "stamp": list(stamp),
    }


def _said(timeline: Timeline) -> dict[str, object]:
    """Return all of a timeline but its events, as JSON has it."""
    return {
        "title": timeline.title,
        "about": timeline.about,
        "declared": [list(lane) for lane in timeline.lanes],
        "eras": [[era.when.text, era.title, era.text] for era in timeline.eras],
        "views": [[view.name, [list(part) for part in view.parts]] for view in timeline.views],
        "sources": {name: source_record(source) for name, source in timeline.sources.items()},
        "problems": [
            [*each.location, each.severity, each.code, each.message] for each in timeline.problems
        ],
        "troubles": timeline.troubles,
    }


def _names(table: EventTable) -> list[str]:
    """Return the names of all sections in their order; that of all lanes is the first index."""
    members, indexes = len(table.by_lane()), 1 + len(table.indexes)
    return [
        *TYPES,
        "records",
        "ids",
        "outline",
        *(f"members/{number}" for number in range(members)),
        *(f"indexes/{number}/{name}" for number in range(indexes) for name in ARRAY_TYPES),
    ]


def _data(table: EventTable, outline: "Outline | None") -> Iterator[Sequence[bytes | memoryview]]:
    """Yield what is in each section, in parts."""
    from tui.stores.outline import written

    for values in table.arrays:
        yield [_bytes(values)]
    yield [table.record_bytes]
    yield [table.id_bytes]
    yield [] if outline is None else [written(outline)]
    for members in table.by_lane().values():
        yield [_bytes(members)]
    # The picture does without that of all events, but for what is quickly made.
    for made in EventIndex(table.take(range(table.dated))).spent():
        yield list(map(_bytes, made))
    for arrays in table.indexes.values():
        for values in arrays:
            yield [_bytes(values)]


def _bytes(values: Sequence[int]) -> memoryview:
    return memoryview(values).cast("B")  # type: ignore[arg-type]


def _recalled(view: memoryview, key: Mapping[str, object], node_at: NodeAt) -> Kept | None:
    """Return what a table says, None for one of something else.

    Raise ValueError, LookupError, TypeError, ArithmeticError or RecursionError for one that is torn
    or that no program of this version has written.
    """
    start = len(_MAGIC) + 16
    if bytes(view[: len(_MAGIC)]) != _MAGIC:
        return None
    size, check = (int.from_bytes(view[at : at + 8], "little") for at in (start - 16, start - 8))
    text = bytes(view[start : start + size])
    if len(text) != size or crc32(text) != check:
        return None
    head = json.loads(text)
    if not isinstance(head, dict) or any(head.get(name) != key[name] for name in key):
        return None
    if not all(_fits(head[name], shape) for name, shape in _HEAD.items()):
        return None
    body = view[start + size :]
    parts = {name: _part(body, at, length) for name, at, length in head["sections"]}
    arrays = Arrays(**{name: _cast(parts[name], kind) for name, kind in TYPES.items()})
    sources = {name: shared_source(text, name) for name, text in head["sources"].items()}
    arrays.check()
    extent = Span(*map(_instant, head["extent"])) if head["extent"] is not None else None
    facts = Facts(extent, head["dangling"], head["own"])
    table = EventTable(
        arrays, parts["records"], parts["ids"], head["lanes"], sources, facts, node_at
    )
    table.members = {
        name: _cast(parts[f"members/{number}"], "I") for number, name in enumerate(head["members"])
    }
    table.indexes = {
        name: IndexArrays(
            *(
                _cast(parts[f"indexes/{number}/{field}"], kind)
                for field, kind in ARRAY_TYPES.items()
            )
        )
        for number, name in enumerate(head["indexes"])
    }
    _check(table)
    timeline = Timeline(
        title=head["title"],
        about=head["about"],
        lanes=tuple(Lane(*each) for each in head["declared"]),
        eras=tuple(Era(parse(when), title, text) for when, title, text in head["eras"]),
        views=tuple(
            SavedView(name, tuple((part, value) for part, value in pairs))
            for name, pairs in head["views"]
        ),
        sources=sources,
        events=table,
        problems=tuple(
            Problem(Location(line, column), Severity(severity), code, message)
            for line, column, severity, code, message in head["problems"]
        ),
        troubles=head["troubles"],
    )
    return Kept(timeline, head["digest"], parts["outline"], body, head["body"])


def _check(table: EventTable) -> None:
    """Raise ValueError where what is kept of lanes is not of as many events as there are."""
    for arrays in table.indexes.values():
        arrays.check()
    found = {name: len(arrays.positions) for name, arrays in table.indexes.items()}
    members = sum(map(len, (table.members or {}).values()))
    if (found.pop(""), sum(found.values()), members) != (table.dated,) * 3:
        raise ValueError("lanes that are not of the same events")


def _fits(value: object, shape: Any) -> bool:
    """Whether a value that was JSON has a shape.

    That is a type, a tuple of a shape each for so many values, or a list or a mapping with one for
    all values.
    """
    if isinstance(shape, type):
        return type(value) is shape
    if isinstance(shape, dict):
        return isinstance(value, dict) and set(map(type, value.values())) <= set(shape.values())
    if not isinstance(value, list):
        return False
    if isinstance(shape, tuple):
        return len(value) == len(shape) and all(map(_fits, value, shape))
    (of_each,) = shape
    return all(_fits(each, of_each) for each in value)


def _instant(value: int) -> Instant:
    if type(value) is not int or not -(2**63) <= value < 2**63:
        raise ValueError("no instant of a table")
    return value


def _part(body: memoryview, at: int, length: int) -> memoryview:
    if at < 0 or length < 0 or at + length > len(body):
        raise ValueError("a table that is torn")
    return body[at : at + length]


def _cast(part: memoryview, kind: str) -> Sequence[int]:
    return part.cast(kind)  # type: ignore[call-overload, no-any-return]
