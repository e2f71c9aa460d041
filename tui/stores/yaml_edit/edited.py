"""From a timeline's bytes and edits to its new bytes, proven to differ as meant and no more."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Mapping, Sequence

from tui.events.clean import clean_line, is_blank
from tui.events.problem import Location
from tui.stores.yaml_edit.change import Found, events_of, find, plan_edit
from tui.stores.yaml_edit.edit import AddEvent, Edit, EditError, RemoveEvent, Rename
from tui.stores.yaml_edit.event_slice import Slice, holds_nothing, is_removable, slice_of
from tui.stores.yaml_edit.page import Page
from tui.stores.yaml_edit.plan import Plan, Splice
from tui.stores.yaml_edit.proof import is_as_meant
from tui.stores.yaml_edit.spot import Items, Pairs, Text, field
from tui.stores.yaml_edit.value import is_null
from tui.stores.yaml_error import YamlError
from tui.stores.yaml_parser import NextEvent, parser_events
from tui.stores.yaml_text import decode

_Events = Callable[[str], NextEvent]
_CHUNK = 1 << 16
_NO_TITLES: Mapping[Location, str] = {}


def edited(
    data: bytes,
    edits: Sequence[Edit],
    *,
    sound: bool = False,
    titles: Mapping[Location, str] = _NO_TITLES,
    last: Location | None = None,
    events: _Events = parser_events,
) -> bytes:
    """Return the bytes of a timeline's file with edits carried out in turn.

    Events are named by their places in the data, whatever edits before may have moved. sound says
    that these very bytes have been read without a problem of the codes "yaml-syntax" and
    "character-invalid", and that the places are those of the events then: where one event's lines
    prove an edit, no more is read. titles are those of the events that are meant, by their places,
    as far as they are known; last is the place of the last event of all, if that is known.

    Raise EditError, with nothing changed, for what is refused or cannot be proven.
    """
    draft = _Draft(data, events, sound=sound)
    try:
        _carry_out(draft, edits, titles, last)
    finally:
        draft.let_go()
    return draft.data


def _carry_out(
    draft: "_Draft",
    edits: Sequence[Edit],
    titles: Mapping[Location, str],
    last: Location | None,
) -> None:
    places = [place_of(edit) for edit in edits]
    offsets = _offsets(draft.data, {place for place in (*places, last) if place})
    for meant, title in titles.items():
        offset = offsets.get(meant)
        if offset is not None and not draft.is_titled(offset, title):
            reason = f"another event than '{title}' begins here: open the file anew"
            raise EditError(reason, meant)
    for edit, place in zip(edits, places, strict=True):
        at = offsets[place] if place else None
        if place and at is None:
            raise EditError("this event has been removed before", place)
        moved = None
        if last and place is None and isinstance(edit, AddEvent):
            moved = draft.append(edit, offsets[last])
        moved = moved or draft.apply(edit, at)
        offsets = {each: None if old is None else moved.to(old) for each, old in offsets.items()}


def place_of(edit: Edit) -> Location | None:
    """Return the place of the event that an edit names, if it names one."""
    if isinstance(edit, AddEvent):
        return edit.after
    return None if isinstance(edit, Rename) else edit.event


class _Moved:
    """Where offsets are after an edit: from is that of its event, to what it has become."""

    def __init__(self, splices: Sequence[Splice], event: int | None, now: int | None) -> None:
        self._splices = splices
        self._event = event
        self._now = now

    def to(self, offset: int) -> int | None:
        """Return where an offset is now, None if what stood there is gone."""
        if offset == self._event:
            return self._now
        by = 0
        for start, end, text in self._splices:
            if start > offset:
                break
            if offset < end:
                return None
            by += len(text.encode("utf-8", "surrogateescape")) - (end - start)
        return offset + by


class _Draft:
    """The bytes so far, and the page of all of them while one is at hand."""

    def __init__(self, data: bytes, events: _Events, *, sound: bool) -> None:
        self.data = data
        self._events = events
        self._sound = sound
        self._is_read_well = sound
        self._page: Page | None = None
        self._first = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0

    def apply(self, edit: Edit, at: int | None) -> _Moved:
        """Carry out an edit of the event at an offset; return how offsets move by it."""
        if not self._sound:
            # The page shows that the text is sound, and whether an alias repeats the event.
            page = self._whole()
            if at is not None:
                find(page, self._index(at))
            self._sound = True
        return self._in_slice(edit, at) or self._in_whole(edit, at)

    def append(self, edit: AddEvent, at: int | None) -> _Moved | None:
        """Put an event behind the one at an offset; return None if that may not be the last."""
        return self._in_slice(edit, at, is_last=True) if self._sound else None

    def is_titled(self, at: int, title: str) -> bool:
        """Whether the event at an offset has a title, or none that stands in it.

        Raise EditError if no event begins there.
        """
        try:
            _, page, found = self._slice(at)
        except (UnicodeDecodeError, EditError):
            page = self._whole()
            found = find(page, self._index(at))
        event = found.event
        number = field(event, "title") if isinstance(event, Pairs) else None
        spot = event.pairs[number][1] if isinstance(event, Pairs) and number is not None else None
        written = ""
        if isinstance(spot, Text) and not is_null(spot):
            written = clean_line(spot.text)
        # What has no title is shown with one all the same.
        return is_blank(written) or written == title

    def _slice(self, at: int) -> tuple[Slice, Page, Found]:
        """Return the lines of the event at an offset, and the event in them.

        Raise EditError or UnicodeDecodeError where they are not enough to tell.
        """
        cut = slice_of(self.data, self._first, at)
        if cut is None:
            raise EditError("these lines are no event")
        raw = self.data[cut.start : cut.end].decode()
        above = "\r\n" if self.data.endswith(b"\r\n", 0, cut.start) else "\n"
        page = Page(raw, self._events, above)
        return cut, page, _only(page, cut, len(self.data[cut.start : at].decode()))

    def _in_slice(self, edit: Edit, at: int | None, *, is_last: bool = False) -> _Moved | None:
        """Carry an edit out on the lines of its event; return None if they do not prove it.

        Nor do they if it is to be the last one and is not.
        """
        if at is None:
            return None
        try:
            cut, page, found = self._slice(at)
            if is_last and cut.around.after:
                return None
            if isinstance(edit, RemoveEvent):
                is_alone = not (cut.around.before or cut.around.after)
                if is_alone or not is_removable(self.data, cut):
                    return None
                plan, now = plan_edit(page, edit, found), None
                if not holds_nothing(plan.result(), cut.column):
                    return None
            else:
                plan, after = self._carried_out(page, edit, found)
                now = self._now(plan, after, cut)
        except (UnicodeDecodeError, EditError):
            # The whole file either does better or says why not, and in which of its lines.
            return None
        result = plan.result().encode()
        new = b"".join((self.data[: cut.start], result, self.data[cut.end :]))
        if len(new) < len(self.data) and not self._is_read_well and not _is_utf8(new):
            return None
        self._take(new, None)
        splices = _in_bytes(page.raw, plan.splices(), cut.start)
        return _Moved(splices, None if isinstance(edit, AddEvent) else at, now)

    def _now(self, plan: Plan, after: Page, cut: Slice) -> int:
        """Return the new offset of a slice's event. Raise EditError if its lines prove nothing."""
        root, item = after.root, cut.item - cut.start
        prefix = len(self.data[cut.start : cut.item].decode())
        if (
            not isinstance(root, Items)
            or root.body != prefix + cut.column
            or after.marked
            or any(splice.start < item for splice in _in_bytes(plan.page.raw, plan.splices(), 0))
            or not (after.raw.endswith("\n") or cut.end == len(self.data))
        ):
            raise EditError("the lines of this event prove too little")
        return cut.start + len(after.raw[: root.items[0].start].encode())

    def _in_whole(self, edit: Edit, at: int | None) -> _Moved:
        page = self._whole()
        found = None if at is None else find(page, self._index(at))
        plan, after = self._carried_out(page, edit, found)
        raw = plan.result().encode("utf-8", "surrogateescape")
        now = None
        if found is not None and not isinstance(edit, RemoveEvent):
            now = self._first + len(_bytes(after.raw[: _event_start(after, found.index)]))
        splices = _in_bytes(page.raw, plan.splices(), self._first)
        self._take(self.data[: self._first] + raw, after)
        try:
            decode(self.data)
        except YamlError as error:
            raise EditError(error.message, error.location) from None
        return _Moved(splices, at, now)

    def _carried_out(self, page: Page, edit: Edit, found: Found | None) -> tuple[Plan, Page]:
        """Return what an edit does to a page, and the page of the new text.

        Raise EditError if that does not read as meant.
        """
        for careful in (False, True):
            plan = plan_edit(page, edit, found, careful=careful)
            try:
                after = Page(plan.result(), self._events)
            except EditError:
                after = None
            if after is not None and after.tail == page.tail:
                meant = page.root if plan.root is None else plan.root
                if is_as_meant(meant, after.root, plan.changes):
                    return plan, after
            if not plan.has_careful:
                break
        reason = "this would change more than it should: change it by hand"
        if plan.has_careful and not page.text.endswith("\n"):
            reason = "the last line of the file has no end, and a text there would change by one: "
            reason += "end that line first"
        raise EditError(reason, page.location(found.event.start) if found else None)

    def _whole(self) -> Page:
        if self._page is None:
            try:
                text = decode(self.data)
            except YamlError as error:
                raise EditError(error.message, error.location) from None
            self._page = Page(text, self._events)
        return self._page

    def _index(self, offset: int) -> int:
        """Return the index in the text of an offset in the data."""
        return len(self.data[self._first : offset].decode(errors="surrogateescape"))

    def _take(self, data: bytes, page: Page | None) -> None:
        self.let_go()
        self.data, self._page = data, page

    def let_go(self) -> None:
        """Give back what the page holds, which is of no more use."""
        if self._page is not None:
            self._page.let_go()
            self._page = None


def _only(page: Page, cut: Slice, index: int) -> Found:
    """Return the event that a slice is. Raise EditError if it is none, or more than that."""
    root = page.root
    if (
        page.marked
        or not isinstance(root, Items)
        or root.flow
        or len(root.items) != 1
        or not isinstance(root.items[0], Pairs)
        or root.items[0].start != index
    ):
        raise EditError("these lines are no event")
    return Found(root, 0, [], cut.around)


def _event_start(page: Page, index: int) -> int:
    events = events_of(page)
    return events.items[index].start if events else 0


def _in_bytes(raw: str, splices: Iterable[Splice], first: int) -> list[Splice]:
    """Return splices of a text as splices of its bytes, which begin at an offset."""
    found: list[Splice] = []
    at, offset = 0, first
    for start, end, text in splices:
        offset += len(_bytes(raw[at:start]))
        size = len(_bytes(raw[start:end]))
        found.append(Splice(offset, offset + size, text))
        at, offset = end, offset + size
    return found


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _offsets(data: bytes, places: Iterable[Location]) -> dict[Location, int | None]:
    """Return the offset in the data of each place. Raise EditError for one that is not in it."""
    if b"\r" in data and re.search(rb"\r(?!\n)", data):
        data = re.sub(rb"\r(?!\n)", b"\n", data)
    found: dict[Location, int | None] = {}
    line, start = 1, len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
    for place in sorted(places):
        while start + _CHUNK < len(data):
            count = data.count(b"\n", start, start + _CHUNK)
            if line + count >= place.line:
                break
            line, start = line + count, start + _CHUNK
        while line < place.line:
            end = data.find(b"\n", start)
            if end < 0:
                raise EditError("no event begins here", place)
            line, start = line + 1, end + 1
        end = data.find(b"\n", start)
        text = data[start : len(data) if end < 0 else end].decode(errors="surrogateescape")
        if not 0 < place.column <= len(text) + 1:
            raise EditError("no event begins here", place)
        found[place] = start + len(_bytes(text[: place.column - 1]))
    return found
