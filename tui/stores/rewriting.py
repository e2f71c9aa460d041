"""What is done to an event for what its fields are given anew, as edits."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from tui.events.event import Event
from tui.events.node import Node, Scalar
from tui.events.node import Sequence as List
from tui.events.problem import Location
from tui.events.spelling import near_miss
from tui.session.draft import LISTS, Value, hides, item_text, node_of
from tui.stores.yaml_edit.edit import (
    AddItem,
    Edit,
    EditError,
    OrderItems,
    RemoveItem,
    SetField,
    SetItem,
)


def rewritten(event: Event, values: Mapping[str, Value]) -> list[Edit]:
    """Return the edits that give fields of an event other values, item by item where it is a list.

    Raise EditError for a field that has more in the file than its line says.
    """
    found: list[Edit] = []
    for name, value in values.items():
        if name in LISTS:
            items = (value,) if isinstance(value, str) else value or ()
            found += _of_list(event.location, name, node_of(event, name), items)
        elif hides(event, name):
            node = node_of(event, name)
            reason = f"'{name}' is no text here, and would be lost: change it by hand"
            raise EditError(reason, node.location if node else event.location)
        else:
            found.append(SetField(event.location, name, value))
    return found


def _of_list(event: Location, name: str, node: Node | None, texts: Sequence[str]) -> Iterator[Edit]:
    """Yield the edits after which a list has just these texts, and all that is no text."""
    items = node.items if isinstance(node, List) else [node] if node is not None else []
    old = [item_text(item) for item in items]
    # Each once, or as often as it stood there.
    often = Counter(old) | Counter(set(texts))
    wanted = [text for at, text in enumerate(texts) if texts[:at].count(text) < often[text]]
    has_others = not all(isinstance(item, Scalar) for item in items)
    if isinstance(node, Scalar) and wanted[:1] != [text for text in old if text]:
        yield SetField(event, name, wanted or None)
    elif not old or not (wanted or has_others):
        if wanted or any(old):
            yield SetField(event, name, wanted or None)
    else:
        yield from _item_edits(event, name, old, wanted)


def _item_edits(
    event: Location, name: str, old: Sequence[str], wanted: Sequence[str]
) -> Iterator[Edit]:
    """Yield edits of items, whose texts are given, "" for what is none: that stays as it is.

    Numbers are those of the list as the edits before have left it.
    """
    places = _places(old, wanted)
    gone = [at for at, text in enumerate(old) if text and at not in places]
    for at, place in _respelt(old, wanted, places, gone):
        yield SetItem(event, name, place, wanted[at])
        places[at] = place
        gone.remove(place)
    now = list(range(len(old)))
    for at, text in enumerate(wanted):
        if places[at] is None:
            follower = next((place for place in places[at + 1 :] if place is not None), None)
            number = len(now) if follower is None else now.index(follower)
            yield AddItem(event, name, text, None if follower is None else number)
            places[at] = len(old) + at
            now.insert(number, len(old) + at)
    # Behind those that come, for the last item that is taken out takes the field with it.
    for place in reversed(gone):
        yield RemoveItem(event, name, now.index(place))
        now.remove(place)
    order = _order(now, places)
    if order != now:
        yield OrderItems(event, name, tuple(map(now.index, order)))


def _places(old: Sequence[str], wanted: Sequence[str]) -> list[int | None]:
    """Return where each text stands in a list already, None for what comes."""
    shown = [at for at, text in enumerate(old) if text]
    places: list[int | None] = [None] * len(wanted)
    alike = SequenceMatcher(None, [old[at] for at in shown], wanted, autojunk=False)
    for start, at, size in alike.get_matching_blocks():
        places[at : at + size] = shown[start : start + size]
    # What is left of the same has been moved.
    left = [at for at in shown if at not in places]
    for at, text in enumerate(wanted):
        place = next((each for each in left if old[each] == text), None)
        if places[at] is None and place is not None:
            places[at] = place
            left.remove(place)
    return places


def _respelt(
    old: Sequence[str], wanted: Sequence[str], places: Sequence[int | None], gone: Sequence[int]
) -> list[tuple[int, int]]:
    """Return which texts take the place of one that is gone, as another spelling of it."""
    around = [-1, *places, len(old)]
    found: list[tuple[int, int]] = []
    for at, text in enumerate(wanted):
        before, after = around[at], around[at + 2]
        if places[at] is None and before is not None and after is not None:
            between = [place for place in gone if before < place < after]
            if len(between) == 1 and near_miss(text, [old[between[0]]]):
                found.append((at, between[0]))
    return found


def _order(now: Sequence[int], places: Sequence[int | None]) -> list[int]:
    """Return the items in the order that is wanted; what is no text stays behind the same one."""
    groups: dict[int | None, list[int]] = {None: []}
    last: int | None = None
    for item in now:
        if item in places:
            last = item
            groups[item] = []
        groups[last].append(item)
    return [item for place in (None, *places) for item in groups[place]]
