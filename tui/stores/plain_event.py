"""Events of which nothing is amiss, from the texts under their keys.

Nearly all events of a large file are such. Whatever is not as plain as what is known here is left
to the reader of all events, and tests hold both to the same segments.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from tui.dates.edtf import EdtfError, interval, parse
from tui.events import keys
from tui.events.clean import clean, clean_line, is_blank
from tui.events.event import DEFAULT_IMPORTANCE, OTHER_LANE, LinkKind, Status
from tui.events.event_reader import IMPORTANCES, Tie
from tui.events.fields import near_key
from tui.events.problem import Location
from tui.events.record import link_text, owned, record_text, shared_text, source_text
from tui.events.segment import Row, Times, times_of
from tui.events.slug import slug
from tui.events.source_field import is_web_address

#: The keys that are known here: of texts, of lists of words, and of lists of items.
TEXTS = frozenset(
    ["id", "date", "end", "as_written", "title", "lane", "importance", "status", "text"]
)
WORDS = frozenset({"actors", "tags"})
ITEMS = frozenset({"sources", "links"})
_SOURCE = frozenset(["publisher", "title", "url", "archive_url", "accessed", "date", "quote"])
_LINK = frozenset({"to", "kind"})
_STATUSES = {"": Status.CONFIRMED.value} | {each.value: each.value for each in Status}
_KINDS = {"": LinkKind.RELATED.value} | {each.value: each.value for each in LinkKind}


class NotPlainError(Exception):
    """There is more to it than is known here, so another reader has to take it."""


#: A line of the file, and a column.
Place = tuple[int, int]


class Item(NamedTuple):
    """An item of a list: a text, or the texts of a mapping if there are any.

    It begins at a place, and the text under `to`, if it has one, at the target.
    """

    text: str
    texts: Mapping[str, str]
    place: Place
    target: Place


class Entry(NamedTuple):
    """What an event of a file says, key by key; each key stands there once, and has a value.

    texts are those under all keys that are not of lists. The event begins at a place, the text
    under `id` where it is claimed, which is (0, 0) if it has none.
    """

    texts: Mapping[str, str]
    words: Mapping[str, Collection[str]]
    items: Mapping[str, Collection[Item]]
    place: Place
    claimed: Place


class PlainReader:
    """Reads the plain events of a file, given what all events of it may refer to."""

    def __init__(self, sources: Collection[str], lanes: Collection[str]) -> None:
        self._sources, self._lanes = frozenset(sources), frozenset(lanes)
        #: What a lane may be called that needs no second look.
        self._names = frozenset(lane for lane in lanes if not is_blank(lane))

    def read(self, entry: Entry, number: int, ties: list[Tie]) -> Row:
        """Return the row of the event that is so many in its part, and add its links to the ties.

        Raise NotPlainError.
        """
        try:
            return self._row(entry, number, ties)
        except EdtfError:
            raise NotPlainError from None

    def _row(self, entry: Entry, number: int, ties: list[Tie]) -> Row:
        texts, words, items, place, claimed = entry
        own = {} if TEXTS.issuperset(texts) else _own(texts, keys.EVENT)
        text_of = texts.get
        title, date = _line(text_of("title", "")), text_of("date")
        importance = text_of("importance", "")
        matters = IMPORTANCES.get(importance, DEFAULT_IMPORTANCE if not importance else 0)
        if is_blank(title) or date is None or not matters:
            raise NotPlainError
        lane, times = self._lane(text_of("lane", "")), _times(date, text_of("end"))
        sources: list[str] = []
        links: list[tuple[str, Tie]] = []
        # Many have neither, and no loop is quicker than none.
        if items:
            sources = [self._source(item, place[0]) for item in items.get("sources", ())]
            links = [_link(item, number) for item in items.get("links", ())]
        record = record_text(
            title,
            times.text,
            _line(text_of("as_written", "")),
            lane,
            _lines(words["actors"]) if "actors" in words else (),
            _lines(words["tags"]) if "tags" in words else (),
            matters,
            _known(_STATUSES, text_of("status", "")),
            clean(text_of("text", "")),
            sources,
            [text for text, _ in links] if links else (),
            owned(own) if own else "",
        )
        if links:
            ties += [tie for _, tie in links]
        claim = _line(text_of("id", ""))
        if not claim:
            return Row(record, times, matters, lane, *place, own, slug(title), 0, 0)
        return Row(record, times, matters, lane, *place, own, claim, *claimed)

    def _lane(self, text: str) -> str:
        if text in self._names:
            return text
        lane = _line(text)
        if is_blank(lane):
            return OTHER_LANE
        if self._lanes and lane not in self._lanes:
            raise NotPlainError
        return lane

    def _source(self, item: Item, line: int) -> str:
        """Return the text of a source of an event that begins on a line."""
        texts = item.texts
        if not texts:
            name = _line(item.text)
            if name not in self._sources:
                raise NotPlainError
            return shared_text(name)
        if not _SOURCE.issuperset(texts):
            raise NotPlainError
        text_of = texts.get
        url, archive_url = text_of("url", ""), text_of("archive_url", "")
        publisher, title = _line(text_of("publisher", "")), _line(text_of("title", ""))
        if not (publisher or title or url or archive_url):
            raise NotPlainError
        if (url and not is_web_address(url)) or (archive_url and not is_web_address(archive_url)):
            raise NotPlainError
        date = parse(texts["date"]).text if "date" in texts else ""
        accessed, quote = _line(text_of("accessed", "")), clean(text_of("quote", ""))
        said = (publisher, title, url, archive_url, "", accessed, date, quote, "")
        at, column = item.place
        return source_text(said, at - line, column)


def _link(item: Item, number: int) -> tuple[str, Tie]:
    """Return the text of a link of an event, by its number, and the link as it stands there."""
    texts = item.texts
    if not _LINK.issuperset(texts):
        raise NotPlainError
    to = _line(texts.get("to", "") if texts else item.text)
    if not to:
        raise NotPlainError
    text = link_text(to, _known(_KINDS, texts.get("kind", "")))
    return text, Tie(number, to, Location(*item.place), Location(*item.target))


def _own(texts: Mapping[str, str], known: keys.Keys) -> dict[str, tuple[str, ...]]:
    """Return own texts as an event has them, unless a key is or looks like a known one."""
    own = [name for name in texts if name not in TEXTS]
    if not known.known.isdisjoint(own) or not {"<<", ""}.isdisjoint(own):
        raise NotPlainError
    if any(near_key(name, known.names) for name in own):
        raise NotPlainError
    found: dict[str, tuple[str, ...]] = {clean_line(name): (clean(texts[name]),) for name in own}
    if len(found) < len(own):
        raise NotPlainError
    return found


def _line(text: str) -> str:
    return text if text.isascii() and text.isprintable() else clean_line(text)


def _lines(words: Collection[str]) -> Collection[str]:
    return dict.fromkeys([_line(word) for word in words])


def _known(names: dict[str, str], name: str) -> str:
    if name not in names:
        raise NotPlainError
    return names[name]


# A file repeats its dates.
@lru_cache(maxsize=16_384)
def _times(date: str, end: str | None) -> Times:
    # A line that a block text ends with does not count.
    if date.endswith("\n"):
        raise NotPlainError
    return times_of(parse(date) if end is None else interval(date, end))
