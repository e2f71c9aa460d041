"""An event while its fields are written: what they say so far, and what cannot be meant."""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from tui.dates.edtf import EdtfError, interval, parse
from tui.dates.span import Instant
from tui.dates.wording import worded
from tui.events.event import Event, LinkKind, Status
from tui.events.node import Node, Scalar, Sequence

#: The fields of an event that are written as a line, but for text, in the order of a form.
FIELDS = (
    *("title", "date", "end", "as_written", "lane", "status", "importance"),
    *("actors", "tags", "text"),
)
#: Those that are lists; their items stand in one line with commas between them.
LISTS = frozenset({"actors", "tags"})
#: The fields of a source, and of a link.
SOURCE_FIELDS = ("publisher", "title", "url", "archive_url", "date", "accessed", "quote")
LINK_FIELDS = ("to", "kind")
#: A source has one of these at least.
_FOUND_BY = {"publisher", "title", "url"}

#: What a field is given: a text, the items of a list, or nothing.
Value = str | tuple[str, ...] | None


class Checked(NamedTuple):
    """What the texts of a form say: values of fields that are written anew, and sentences on some.

    notes say how a text is understood, mistakes why it cannot be; a form with mistakes is not done.
    """

    values: Mapping[str, Value]
    notes: Mapping[str, str]
    mistakes: Mapping[str, str]


def texts_of(event: Event) -> dict[str, str]:
    """Return what the file says of an event's fields, as it is written there.

    Of a list those items that are texts. A date in brackets is the text that it is read as.
    """
    texts = {name: text_of(node_of(event, name)) for name in FIELDS}
    if _is_read_as_text(event) and event.when is not None:
        texts["date"] = event.when.text
    return texts


def node_of(event: Event, name: str) -> Node | None:
    """Return what stands in the file for a field of an event, None if it has none."""
    return next((value for key, value in event.node.pairs if key.text == name), None)


def items_of(event: Event, name: str) -> list[Node]:
    """Return what stands in a list of an event's; a single value is a list of one."""
    node = node_of(event, name)
    if isinstance(node, Sequence):
        return list(node.items)
    return [node] if node is not None else []


def hides(event: Event, name: str) -> bool:
    """Whether a field that is no list has more in the file than its text says."""
    if isinstance(node_of(event, name), Scalar | None):
        return False
    return not (name == "date" and _is_read_as_text(event))


def _is_read_as_text(event: Event) -> bool:
    """Whether the date stands in brackets, and is all that the event is dated by."""
    is_text = isinstance(node_of(event, "date"), Scalar | None)
    return not is_text and event.when is not None and node_of(event, "end") is None


def item_text(item: Node) -> str:
    """Return the text of an item, "" for one that is none."""
    is_text = isinstance(item, Scalar) and not item.is_null and item.text.strip()
    return item.text if isinstance(item, Scalar) and is_text else ""


def text_of(node: Node | None) -> str:
    """Return what a line says of a node, "" for none."""
    if isinstance(node, Scalar):
        return "" if node.is_null else node.text
    if isinstance(node, Sequence):
        return joined([text for text in map(item_text, node.items) if text])
    return ""


def joined(items: "list[str] | tuple[str, ...]") -> str:
    """Return items in one line; one that would not come back as it is stands in quotes."""
    return ", ".join(
        item if _is_alone(item) else '"' + item.replace('"', '""') + '"' for item in items
    )


def _is_alone(item: str) -> bool:
    """Whether an item comes back from a line, whatever stands behind it."""
    return split(f'{item}, "') == (item, '"')


#: An item in quotes from its first character to its last, where a quote counts that is doubled.
_QUOTED = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:,|\Z)')


def split(text: str) -> tuple[str, ...]:
    """Return the items of a line that has commas between them.

    Quotes around the whole of an item keep the commas and blanks in it. All others are part of it.
    """
    items, at = [], 0
    while at < len(text):
        if quoted := _QUOTED.match(text, at):
            item, at = quoted[1].replace('""', '"'), quoted.end()
        else:
            end = text.find(",", at)
            end = len(text) if end < 0 else end
            item, at = text[at:end].strip(), end + 1
        if item.strip():
            items.append(item)
    return tuple(items)


def checked(
    texts: Mapping[str, str],
    now: Instant,
    base: Instant,
    known: Mapping[str, str] | None = None,
) -> Checked:
    """Return what the texts of an event's fields say.

    A date may be in plain words: offsets count from base, and today is that of now. known are the
    texts that the file has, None for an event that is not in it: what is still the same has no
    value, and no mistake that keeps others from being saved.
    """
    anew = _anew(texts, known)
    values: dict[str, Value] = {}
    notes: dict[str, str] = {}
    mistakes: dict[str, str] = {}
    for name, raw in texts.items():
        text = raw.strip()
        if name in ("date", "end"):
            told = _date(text, name, now, base) if name in anew else _old_date(text, name)
            values[name], said, is_wrong = told
            if said:
                (mistakes if is_wrong else notes)[name] = said
        elif name in LISTS:
            items = split(raw)
            values[name] = (tuple(dict.fromkeys(items)) if known is None else items) or None
        elif name == "text":
            values[name] = raw if text else None
        else:
            values[name] = text or None
    if not values.get("title"):
        mistakes["title"] = "an event needs a title"
    _check_choice(values, mistakes)
    may_be_wrong = anew
    if "date" not in mistakes and "end" not in mistakes and values.get("end"):
        _check_interval(values, notes, mistakes)
        may_be_wrong = anew | {"date", "end"} if {"date", "end"} & anew else anew
    return _judged(Checked(values, notes, mistakes), anew, may_be_wrong)


def _anew(texts: Mapping[str, str], known: Mapping[str, str] | None) -> set[str]:
    """Return the fields whose texts are not those that the file has."""
    if known is None:
        return set(texts)
    return {name for name, text in texts.items() if name not in known or text != known[name]}


def _judged(said: Checked, anew: Collection[str], may_be_wrong: Collection[str]) -> Checked:
    """Return what is said of fields that are written anew; of the others it is but a note."""
    values = {name: value for name, value in said.values.items() if name in anew}
    mistakes = {name: text for name, text in said.mistakes.items() if name in may_be_wrong}
    notes = {**said.notes, **said.mistakes}
    return Checked(values, {name: notes[name] for name in notes if name not in mistakes}, mistakes)


def changes(before: Mapping[str, str], after: Mapping[str, Value]) -> dict[str, Value]:
    """Return the values that are not what the texts were before."""
    found: dict[str, Value] = {}
    for name, value in after.items():
        text = before.get(name, "")
        old: Value = split(text) or None if name in LISTS else text or None
        if name != "text" and isinstance(old, str):
            old = old.strip() or None
        if value != old:
            found[name] = value
    return found


def _date(text: str, name: str, now: Instant, base: Instant) -> tuple[str | None, str, bool]:
    """Return a date in EDTF, what to say of it, and whether that is a mistake."""
    as_it_is = _old_date(text, name)
    _, reason, is_wrong = as_it_is
    if not is_wrong:
        return as_it_is
    from tui.dates.prompt import read

    readings = read(text, now, base)
    if len(readings) == 1:
        date = readings[0].date
        return date.text, f"{date.text}, {worded(date)}", False
    if readings:
        either = " or ".join(reading.date.text for reading in readings)
        return None, f"write which is meant: {either}", True
    return None, reason, True


def _old_date(text: str, name: str) -> tuple[str | None, str, bool]:
    """Return a date as a file is read, what to say of it, and whether that is a mistake."""
    if not text or (name == "end" and text == ".."):
        return text or None, "goes on" if text else "", False
    try:
        return text, worded(parse(text)), False
    except EdtfError as error:
        return None, f"column {error.column}: {error.reason}", True


def _check_choice(values: Mapping[str, Value], mistakes: dict[str, str]) -> None:
    status, importance = values.get("status"), values.get("importance")
    known = [status.value for status in Status]
    if status is not None and status not in known:
        mistakes["status"] = f"one of {', '.join(known)} is meant"
    if importance is not None and importance not in ("1", "2", "3", "4", "5"):
        mistakes["importance"] = "a whole number from 1 to 5 is meant"


def _check_interval(
    values: Mapping[str, Value], notes: dict[str, str], mistakes: dict[str, str]
) -> None:
    start, end = values.get("date"), values.get("end")
    if start is None:
        mistakes["end"] = "an end needs a date"
        return
    try:
        notes["end"] = worded(interval(str(start), str(end)))
    except EdtfError as error:
        mistakes["end" if error.part == "end" else "date"] = error.reason


def checked_source(
    texts: Mapping[str, str],
    now: Instant,
    base: Instant,
    known: Mapping[str, str] | None = None,
) -> Checked:
    """Return what the texts of a source's fields say; known are those of one in the file."""
    anew = _anew(texts, known)
    values: dict[str, Value] = {name: text.strip() or None for name, text in texts.items()}
    notes: dict[str, str] = {}
    mistakes: dict[str, str] = {}
    text = texts.get("date", "").strip()
    told = _date(text, "date", now, base) if "date" in anew else _old_date(text, "date")
    values["date"], said, is_wrong = told
    if said:
        (mistakes if is_wrong else notes)["date"] = said
    may_be_wrong = anew
    if not any(values.get(name) for name in _FOUND_BY):
        mistakes["title"] = "a source needs a publisher, a title or an address"
        may_be_wrong = anew | {"title"} if anew & _FOUND_BY else anew
    for name in ("url", "archive_url"):
        address = values.get(name)
        if address and not str(address).lower().startswith(("http://", "https://")):
            mistakes[name] = "an address begins with https:// or http://"
    return _judged(Checked(values, notes, mistakes), anew, may_be_wrong)


def checked_link(
    texts: Mapping[str, str], title: str, known: Mapping[str, str] | None = None
) -> Checked:
    """Return what the texts of a link's fields say.

    title is that of the event which it leads to, "" for none; known are the texts of one in the
    file.
    """
    values: dict[str, Value] = {name: text.strip() for name, text in texts.items()}
    mistakes = {} if title else {"to": "no event has this id"}
    if values["kind"] not in link_kinds():
        mistakes["kind"] = f"one of {', '.join(link_kinds())} is meant"
    anew = _anew(texts, known)
    return _judged(Checked(values, {"to": title} if title else {}, mistakes), anew, anew)


def link_kinds() -> tuple[str, ...]:
    return tuple(kind.value for kind in LinkKind)
