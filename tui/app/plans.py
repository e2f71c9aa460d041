"""What an edit from the viewer does to a file as it is now, held against what was on screen."""

from collections.abc import Callable, Collection, Mapping, Sequence

from tui.events.columns import event_at
from tui.events.difference import difference, same_node
from tui.events.event import Event
from tui.events.node import Mapping as Node
from tui.events.node import Scalar
from tui.events.timeline import Timeline
from tui.session.draft import LINK_FIELDS, SOURCE_FIELDS, Value, items_of, text_of, texts_of
from tui.session.whose import Whose
from tui.stores.editor import StaleError
from tui.stores.rewriting import rewritten
from tui.stores.yaml_edit.edit import Edit, EditError, RemoveEvent, RemoveItem, SetItemField

#: What an edit is made of once the file is known as it is: none where it no longer makes sense.
Plan = Callable[[Timeline], Sequence[Edit]]

#: The fields by which a source or a link is known as the same.
_TELLING = ("url", "title", "to")


def item_texts(event: Event, is_source: bool, index: int) -> dict[str, str]:  # noqa: FBT001
    """Return what the file says of a source's or a link's fields, as it is written there."""
    shown, name = (event.sources, "sources") if is_source else (event.links, "links")
    items = items_of(event, name)
    item = items[index] if len(items) == len(shown) else None
    link = None if is_source else event.links[index]
    if isinstance(item, Node):
        given = {key.text: text_of(value) for key, value in reversed(item.pairs)}
        if link is not None:
            given.setdefault("kind", link.kind.value)
        return {key: given.get(key, "") for key in (LINK_FIELDS if link else SOURCE_FIELDS)}
    if link is not None:
        return dict(zip(LINK_FIELDS, (link.to, link.kind.value), strict=True))
    source = event.sources[index]
    texts = {key: getattr(source, key) for key in SOURCE_FIELDS if key != "date"}
    texts["date"] = source.date.text if source.date else ""
    return {key: texts[key] for key in SOURCE_FIELDS}


def why_not(event: Event, is_source: bool, index: int) -> str:  # noqa: FBT001
    """Return why a source or link cannot be told in the file by its place, "" if it can."""
    shown, name = (event.sources, "sources") if is_source else (event.links, "links")
    if index >= len(shown):
        return "This link stands in the other event: follow it, and change it there"
    if len(items_of(event, name)) != len(shown):
        return f"Some of these {name} cannot be read: E opens the file, and ! lists what is wrong"
    return ""


def standing(now: Timeline, whose: Whose | None) -> Event:
    """Return the event of an edit. Raise StaleError where it is gone, or may be another."""
    event = whose.found(now) if whose is not None else None
    if event is None:
        raise StaleError(
            "The event is no longer in the file, or not as it was, so nothing was changed"
        )
    return event


def set_fields(
    whose: Whose | None, base: Mapping[str, str], new: Mapping[str, Value], now: Timeline
) -> list[Edit]:
    """Return the edits of an event's fields.

    Raise StaleError where others have changed them, EditError where something else would be lost.
    """
    event = standing(now, whose)
    texts = texts_of(event)
    both = [field for field in new if texts[field] != base.get(field, "")]
    if both:
        theirs = "; ".join(f"{field} is “{texts[field]}” there" for field in both)
        raise StaleError(f"Another program changed the same: {theirs}. Save again to overwrite it")
    return rewritten(event, new)


def set_item_fields(
    event: Event, name: str, index: int, new: Mapping[str, str | None]
) -> list[Edit]:
    """Return the edits of a source or link. Raise EditError where something else would be lost."""
    item = items_of(event, name)[index]
    for key, value in item.pairs if isinstance(item, Node) else ():
        if key.text in new and not isinstance(value, Scalar):
            reason = f"'{key.text}' is no text here, and would be lost: change it by hand"
            raise EditError(reason, value.location)
    return [SetItemField(event.location, name, index, key, text) for key, text in new.items()]


def remove_event(event: Event, whose: Whose, now: Timeline) -> list[Edit]:
    found = standing(now, whose)
    if not same_node(found.node, event.node):
        raise StaleError("Another program changed this event, so it was not removed")
    return [RemoveEvent(found.location)]


def remove_item(
    whose: Whose,
    is_source: bool,  # noqa: FBT001
    index: int,
    base: Mapping[str, str],
    now: Timeline,
) -> list[Edit]:
    event = standing(now, whose)
    at = place_of(event, is_source, index, base)
    return [RemoveItem(event.location, "sources" if is_source else "links", at)]


def place_of(
    event: Event,
    is_source: bool,  # noqa: FBT001
    index: int,
    base: Mapping[str, str],
    changed: Collection[str] | None = None,
) -> int:
    """Return where a source or link with these texts is now. Raise StaleError if unclear.

    changed are the fields that an edit is to change, all of them if it is None. One that differs
    in other fields alone is still the one, if it stands where it stood and leads where it led.
    """
    count = len(event.sources if is_source else event.links)
    name = "sources" if is_source else "links"
    texts = [item_texts(event, is_source, at) for at in range(count)]
    alike = [at for at in range(count) if texts[at] == base]
    if len(items_of(event, name)) == count:
        if index in alike:
            return index
        if len(alike) == 1:
            return alike[0]
        if changed is not None and not alike and index < count:
            now = texts[index]
            is_same = any(base[key] and now[key] == base[key] for key in _TELLING if key in base)
            if is_same and all(now[key] == base[key] for key in changed):
                return index
    raise StaleError("Another program changed this, so it was left as it is now")


def touched(before: Timeline, now: Timeline, edits: Sequence[Edit]) -> Event | None:
    """Return the event that edits were of, or else one that is new or different."""
    place = next((edit.event for edit in edits if hasattr(edit, "event")), None)
    if place is not None and not any(isinstance(edit, RemoveEvent) for edit in edits):
        return event_at(now.events, place)
    found = difference(before, now)
    return next((now.event(name) for name in (*found.added, *found.changed)), None)
