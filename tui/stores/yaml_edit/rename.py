"""Giving a value another name wherever it stands."""

from itertools import compress, groupby

from tui.events import keys
from tui.events.clean import clean_line
from tui.stores.yaml_edit.edit import EditError, Rename
from tui.stores.yaml_edit.field import refuse_merged, slot
from tui.stores.yaml_edit.plan import Entry, Fields, Plan
from tui.stores.yaml_edit.run import extents
from tui.stores.yaml_edit.spot import Items, Pairs, Spot, Text, field, merged, name_of, resolved
from tui.stores.yaml_edit.value import Slot, is_null, refuse_alias, remove_items, set_item
from tui.stores.yaml_edit.writing import on_one_line

NAMES = ("actors", "tags", "lane")


def rename(plan: Plan, edit: Rename) -> None:
    """Change a value of actors, tags or lane in all events, and a lane where it is declared.

    A list that has the new name already loses the old one.
    Raise EditError if nothing has it, if a lane of the new name is declared already, or where it
    comes through an alias or a merge key.
    """
    root = plan.page.root
    if edit.name not in NAMES:
        raise EditError(f"only {', '.join(NAMES)} can be renamed, not '{edit.name}'")
    if not isinstance(root, Pairs):
        raise EditError("there are no events")
    if edit.name == "lane":
        _rename_lane(plan, root, edit)
    number = field(root, "events")
    events = resolved(root.pairs[number][1]) if number is not None else None
    for event in events.items if isinstance(events, Items) else ():
        _rename_in(plan, event, edit)
    if not plan.changes:
        raise EditError(f"no event has '{edit.old}' in '{edit.name}'")


def _rename_in(plan: Plan, spot: Spot, edit: Rename) -> None:
    event = resolved(spot)
    if not isinstance(event, Pairs):
        return
    number = field(event, edit.name)
    if number is None:
        base = merged(event, edit.name)
        if base is not None and _merges(base, edit):
            refuse_merged(plan, event, edit.name)
        return
    value = event.pairs[number][1]
    if isinstance(resolved(value), Text):
        if _has(value, edit.old):
            _rename_text(plan, slot(plan, event, number), edit.new)
        return
    items = resolved(value)
    if not isinstance(items, Items) or not any(_has(item, edit.old) for item in items.items):
        return
    if items is not value:
        raise plan.page.refuse("this list repeats another one: change it by hand", value)
    others = [item for item in items.items if not _has(item, edit.old)]
    if any(_has(item, edit.new) for item in others):
        _take_out(plan, items, edit)
        return
    for number, item in enumerate(items.items):
        if _has(item, edit.old) and id(item) not in plan.changes:
            set_item(plan, items, number, edit.new)


def _take_out(plan: Plan, items: Items, edit: Rename) -> None:
    """Take a value out of a list that has the new name already, so that it stands there once."""
    if id(items) in plan.changes:
        return
    stays = [not _has(item, edit.old) for item in items.items]
    kept = list(compress(items.items, stays))
    # An alias may repeat what goes, which the plan is asked about by what it changes.
    for item in items.items:
        if item not in kept:
            plan.mean(item, edit.new)
    plan.mean(items, kept)
    at = 0
    for is_kept, run in groupby(stays):
        stop = at + len(list(run))
        if not is_kept:
            remove_items(plan, items, at, stop)
        at = stop


def _merges(base: Spot, edit: Rename) -> bool:
    """Whether what a merge key takes over holds the value."""
    mapping = resolved(base)
    number = field(mapping, edit.name) if isinstance(mapping, Pairs) else None
    if not isinstance(mapping, Pairs) or number is None:
        return True
    value = resolved(mapping.pairs[number][1])
    return any(
        _has(each, edit.old) for each in (value.items if isinstance(value, Items) else [value])
    )


def _rename_text(plan: Plan, inner: Slot, new: str) -> None:
    if id(inner.value) not in plan.changes:
        inner.set_text(new)


def _has(spot: Spot, old: str) -> bool:
    text = resolved(spot)
    return (
        isinstance(text, Text) and not is_null(text) and old in (text.text, clean_line(text.text))
    )


def _rename_lane(plan: Plan, root: Pairs, edit: Rename) -> None:
    number = field(root, "lanes")
    if number is None:
        return
    behind = slot(plan, root, number)
    lanes = behind.value
    if resolved(lanes) is not lanes:
        raise refuse_alias(plan, lanes)  # type: ignore[arg-type]
    if isinstance(lanes, Pairs):
        _rename_key(plan, lanes, edit)
        return
    items = lanes.items if isinstance(lanes, Items) else [lanes]
    starts = [extent.start for extent in extents(plan, lanes)] if isinstance(lanes, Items) else [0]
    for start, item in zip(starts, items, strict=True):
        lane = resolved(item)
        if isinstance(lane, Pairs):
            _rename_described(plan, lane, edit)
        elif _has(item, edit.new):
            raise _declared(plan, item, edit)
        elif _has(item, edit.old):
            flow = isinstance(lanes, Items) and lanes.flow
            column = plan.page.column(start)
            own = Slot(plan, item, column, flow=flow, colon=start + 1)
            _rename_text(plan, own if isinstance(lanes, Items) else behind, edit.new)


def _rename_described(plan: Plan, lane: Pairs, edit: Rename) -> None:
    """Rename a lane that stands as {name: …} or as {Name: {…}}."""
    number = field(lane, "name")
    if number is not None:
        value = lane.pairs[number][1]
        if _has(value, edit.new):
            raise _declared(plan, value, edit)
        if _has(value, edit.old):
            _rename_text(plan, slot(plan, lane, number), edit.new)
    elif len(lane.pairs) == 1 and name_of(lane.pairs[0][0]) not in keys.LANE.known:
        _rename_key(plan, lane, edit)


def _rename_key(plan: Plan, mapping: Pairs, edit: Rename) -> None:
    for key, _ in mapping.pairs:
        if clean_line(name_of(key)) == edit.new:
            raise _declared(plan, key, edit)
    entries = []
    for key, value in mapping.pairs:
        if not name_of(key) or edit.old not in (name_of(key), clean_line(name_of(key))):
            entries.append(Entry(key, value))
            continue
        if not isinstance(key, Text):
            raise refuse_alias(plan, key)  # type: ignore[arg-type]
        if key.is_block or "\n" in plan.page.text[key.body : key.end]:
            raise plan.page.refuse("this name takes several lines: change it by hand", key)
        style = '"' if edit.new == "<<" else key.style
        plan.replace(key.body, key.end, on_one_line(edit.new, style))
        entries.append(Entry(edit.new, value))
        plan.mean(key, edit.new)
    plan.mean(mapping, Fields(entries))


def _declared(plan: Plan, spot: Spot, edit: Rename) -> EditError:
    return plan.page.refuse(f"a lane '{edit.new}' is declared here already", spot)
