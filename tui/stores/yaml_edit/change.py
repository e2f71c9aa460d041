"""What one edit does to a page, as a plan."""

from collections.abc import Sequence

from tui.events import keys
from tui.stores.yaml_edit.edit import (
    AddEvent,
    AddItem,
    Edit,
    EditError,
    ItemEdit,
    OrderItems,
    RemoveEvent,
    RemoveItem,
    Rename,
    SetField,
    SetItem,
    SetItemField,
)
from tui.stores.yaml_edit.event_list import (
    Around,
    add_event,
    begin_events,
    empty_events,
    remove_event,
)
from tui.stores.yaml_edit.field import add_item, remove_field, set_field, slot
from tui.stores.yaml_edit.layout import Layout, layout_of
from tui.stores.yaml_edit.page import Page
from tui.stores.yaml_edit.plan import Plan
from tui.stores.yaml_edit.rename import rename
from tui.stores.yaml_edit.spot import Alias, Items, Pairs, Spot, Text, below, field, merged
from tui.stores.yaml_edit.value import is_null, order_items, refuse_alias, remove_items, set_item

EventEdit = SetField | ItemEdit
_ORDERS = {"sources": keys.SOURCE.names, "links": keys.LINK.names}


class Found:
    """An event in a list: the list, its number there, and all that it stands in."""

    def __init__(self, items: Items, index: int, outer: Sequence[Spot], around: Around) -> None:
        self.items = items
        self.index = index
        self.outer = outer
        self.around = around

    @property
    def event(self) -> Spot:
        return self.items.items[self.index]


def events_of(page: Page) -> Items | None:
    """Return the list of a whole page's events, None if it has none of its own."""
    number = field(page.root, "events") if isinstance(page.root, Pairs) else None
    if number is None or not isinstance(page.root, Pairs):
        return None
    value = page.root.pairs[number][1]
    return value if isinstance(value, Items) else None


def find(page: Page, index: int) -> Found:
    """Return the event whose mapping begins at an index of a whole page.

    Raise EditError if there is none, or if something else repeats it.
    """
    root, place = page.root, page.location(index)
    number = field(root, "events") if isinstance(root, Pairs) else None
    if isinstance(root, Pairs) and number is not None:
        value = root.pairs[number][1]
        items = value.items if isinstance(value, Items) else []
        for at, item in enumerate(items):
            if item.start == index and isinstance(item, Pairs) and isinstance(value, Items):
                around = Around(at > 0, at + 1 < len(items))
                found = Found(value, at, [root, value, item], around)
                for spot in found.outer:
                    refuse_repeated(page, spot)
                return found
        if isinstance(value, Alias):
            raise EditError(f"the events stand elsewhere, at '&{value.name}'", place)
        for item in items:
            if isinstance(item, Alias) and item.target and item.target.start == index:
                raise _repeats(page, item.target, item)
    raise EditError("no event begins here", place)


def plan_edit(page: Page, edit: Edit, found: Found | None, *, careful: bool = False) -> Plan:
    """Return what an edit does to a page; found is the event that it names, if any.

    Raise EditError if the edit is refused.
    """
    plan = Plan(page, careful=careful)
    if isinstance(edit, Rename):
        rename(plan, edit)
    elif isinstance(edit, AddEvent):
        _add_event(plan, edit, found)
    elif found is None:
        raise EditError("no event is named")
    elif isinstance(edit, RemoveEvent):
        _remove_event(plan, found)
    else:
        _change_event(plan, edit, found)
    for identity in plan.changes:
        if identity in page.repeated:
            alias = page.repeated[identity]
            raise _repeats(page, alias.target or alias, alias)
    return plan


def refuse_repeated(page: Page, spot: Spot) -> None:
    """Raise EditError if an alias repeats a spot."""
    alias = page.repeated.get(id(spot))
    if alias is not None:
        raise _repeats(page, spot, alias)


def _repeats(page: Page, spot: Spot, alias: Alias) -> EditError:
    line, again = page.location(spot.start).line, page.location(alias.start).line
    reason = f"this belongs to '&{alias.name}' on line {line}, which '*{alias.name}' on line "
    return page.refuse(f"{reason}{again} repeats: change it by hand", spot)


def _add_event(plan: Plan, edit: AddEvent, found: Found | None) -> None:
    if not edit.fields:
        raise EditError("an event needs a field")
    page = plan.page
    if found is None:
        root = page.root
        number = field(root, "events") if isinstance(root, Pairs) else None
        events = root.pairs[number][1] if isinstance(root, Pairs) and number is not None else None
        if not (isinstance(events, Items) and events.items):
            begin_events(plan, root, edit.fields)
            return
        refuse_repeated(page, events)
        found = Found(events, len(events.items) - 1, [], Around(before=True, after=False))
    last = not found.around.after
    add_event(plan, found.items, found.index, edit.fields, last=last)


def _remove_event(plan: Plan, found: Found) -> None:
    page = plan.page
    for spot in below(found.event):
        refuse_repeated(page, spot)
    if found.around.before or found.around.after:
        remove_event(plan, found.items, found.index, found.around)
        return
    root = found.outer[0]
    number = field(root, "events") if isinstance(root, Pairs) else None
    if not isinstance(root, Pairs) or number is None:
        raise page.refuse("this is the only event", found.event)
    empty_events(plan, root, number, found.items)


def _change_event(plan: Plan, edit: EventEdit, found: Found) -> None:
    page, event = plan.page, found.event
    if not isinstance(event, Pairs):
        raise page.refuse("this is no event", event)
    dash = 2 if found.items.flow else page.column(found.items.body)
    layout = layout_of(page, event, dash)
    number = field(event, edit.name)
    value = event.pairs[number][1] if number is not None else None
    if value is not None:
        refuse_repeated(page, value)
    if isinstance(edit, SetField):
        if edit.value is None:
            _refuse_below(page, event.pairs[number] if number is not None else ())
            remove_field(plan, event, edit.name)
            return
        _refuse_below(page, [value] if value and not isinstance(value, Text) else ())
        set_field(plan, event, edit.name, edit.value, keys.EVENT.names, layout)
        return
    _change_list(plan, edit, event, value, layout)


def _change_list(
    plan: Plan, edit: ItemEdit, event: Pairs, value: Spot | None, layout: Layout
) -> None:
    page = plan.page
    if isinstance(edit, AddItem):
        add_item(plan, event, edit.name, edit.item, keys.EVENT.names, layout, edit.index)
    elif isinstance(edit, OrderItems):
        if not isinstance(value, Items) or sorted(edit.order) != list(range(len(value.items))):
            raise EditError(f"these are not the items of '{edit.name}'", page.location(event.start))
        _refuse_below(page, [value])
        order_items(plan, value, edit.order)
    else:
        item = _item(plan, event, value, edit.name, edit.index)
        refuse_repeated(page, item)
        if isinstance(edit, RemoveItem):
            _remove_item(plan, edit, event, item, layout)
        elif isinstance(item, Alias):
            raise refuse_alias(plan, item)
        elif isinstance(edit, SetItem):
            if not isinstance(item, Text):
                raise page.refuse(f"this item of '{edit.name}' is no text", item)
            number = field(event, edit.name)
            if isinstance(value, Items):
                set_item(plan, value, edit.index, edit.text)
            elif number is not None:
                slot(plan, event, number).set_text(edit.text)
        else:
            _set_item_field(plan, edit, item, layout)


def _remove_item(plan: Plan, edit: RemoveItem, event: Pairs, item: Spot, layout: Layout) -> None:
    number = field(event, edit.name)
    value = event.pairs[number][1] if number is not None else None
    _refuse_below(plan.page, [item])
    if isinstance(value, Items) and len(value.items) > 1:
        kept = [*value.items[: edit.index], *value.items[edit.index + 1 :]]
        plan.mean(value, kept)
        remove_items(plan, value, edit.index, edit.index + 1)
    elif len(event.pairs) > 1 or number is None:
        remove_field(plan, event, edit.name)
    else:
        slot(plan, event, number).set(edit.name, [], layout)


def _set_item_field(plan: Plan, edit: SetItemField, item: Spot, layout: Layout) -> None:
    page = plan.page
    if not isinstance(item, Pairs):
        raise page.refuse(f"this item of '{edit.name}' is one text: it has no fields", item)
    order = _ORDERS.get(edit.name, ())
    inner = field(item, edit.field)
    _refuse_below(page, item.pairs[inner] if inner is not None else ())
    if edit.value is None:
        remove_field(plan, item, edit.field)
    else:
        set_field(plan, item, edit.field, edit.value, order, layout)


def _item(plan: Plan, event: Pairs, value: Spot | None, name: str, index: int) -> Spot:
    page = plan.page
    if value is None:
        base = merged(event, name)
        if base is not None:
            line = page.location(base.start).line
            raise page.refuse(f"'{name}' comes from '<<' on line {line}: change it there", base)
        raise page.refuse(f"this event has no '{name}'", event)
    if isinstance(value, Alias):
        raise refuse_alias(plan, value)
    items = value.items if isinstance(value, Items) else [value]
    if isinstance(value, Text) and is_null(value):
        items = []
    if not 0 <= index < len(items):
        reason = f"'{name}' has no item {index + 1:,}: it has {len(items):,}"
        raise page.refuse(reason, value)
    return items[index]


def _refuse_below(page: Page, spots: Sequence[Spot]) -> None:
    """Raise EditError if an alias repeats something that stands in spots."""
    for spot in spots:
        for each in below(spot):
            refuse_repeated(page, each)
