"""Setting, adding and removing the fields of a mapping."""

from collections.abc import Sequence

from tui.stores.yaml_edit.edit import EditError, Item, Value
from tui.stores.yaml_edit.layout import Layout, field_lines, in_flow
from tui.stores.yaml_edit.plan import Entry, Fields, Plan
from tui.stores.yaml_edit.run import extents, put_below, put_in, take_lines, take_out
from tui.stores.yaml_edit.spot import Pairs, Text, field, fields, is_merge, merged, name_of
from tui.stores.yaml_edit.value import Slot, place_below
from tui.stores.yaml_edit.writing import key


def set_field(
    plan: Plan, mapping: Pairs, name: str, value: Value, order: Sequence[str], layout: Layout
) -> None:
    """Give a field a value; a new one goes behind the last of those that come before it in order.

    Raise EditError where the field comes from elsewhere.
    """
    number = field(mapping, name)
    if number is None:
        refuse_merged(plan, mapping, name)
        _add_field(plan, mapping, name, value, order, layout)
    else:
        slot(plan, mapping, number).set(name, value, layout)


def add_item(
    plan: Plan,
    mapping: Pairs,
    name: str,
    item: Item,
    order: Sequence[str],
    layout: Layout,
    at: int | None = None,
) -> None:
    """Put an item into a field's list, the last if no number is given; make the list if need be."""
    number = field(mapping, name)
    if number is None:
        refuse_merged(plan, mapping, name)
        _add_field(plan, mapping, name, [item], order, layout)
    else:
        slot(plan, mapping, number).add(name, item, layout, at)


def remove_field(plan: Plan, mapping: Pairs, name: str) -> None:
    """Take a field away, with its lines. Raise EditError if it would not be gone, or be the last.

    A field that is not there stays so.
    """
    page, numbers = plan.page, fields(mapping, name)
    refuse_merged(plan, mapping, name)
    if not numbers:
        return
    if len(numbers) > 1:
        second = page.location(mapping.pairs[numbers[1]][0].start).line
        reason = f"'{name}' stands here and on line {second}: remove one of them by hand first"
        raise page.refuse(reason, mapping.pairs[numbers[0]][0])
    if len(mapping.pairs) == 1:
        raise page.refuse(f"'{name}' is the only field here: remove all of it instead", mapping)
    number = numbers[0]
    kept = [Entry(*pair) for index, pair in enumerate(mapping.pairs) if index != number]
    plan.mean(mapping, Fields(kept))
    if mapping.flow:
        take_out(plan, mapping, number, number + 1)
    else:
        take_lines(plan, extents(plan, mapping), number, number + 1)


def slot(plan: Plan, mapping: Pairs, number: int) -> Slot:
    """Return the place behind a key. Raise EditError where nothing can be put."""
    page = plan.page
    name, value = mapping.pairs[number]
    colon = page.colon_after(name)
    if mapping.flow and page.text[mapping.body] not in "{":
        raise page.refuse("this mapping stands in a list without braces: put it in braces", mapping)
    if colon is None and not mapping.flow:
        raise page.refuse("this key has no colon: write one behind it first", name)
    parent = page.column(page.pair_start(name))
    return Slot(plan, value, parent, flow=mapping.flow, colon=-1 if colon is None else colon)


def refuse_merged(plan: Plan, mapping: Pairs, name: str) -> None:
    """Raise EditError if a merge key gives the field."""
    base = merged(mapping, name)
    if base is not None:
        what = plan.page.text[base.start : base.end].split("\n")[0]
        line = plan.page.location(base.start).line
        reason = f"'{name}' comes from '<<' on line {line}, from {what}: change it there"
        raise plan.page.refuse(reason, base)


def _add_field(
    plan: Plan, mapping: Pairs, name: str, value: Value, order: Sequence[str], layout: Layout
) -> None:
    page, at = plan.page, _position(mapping, name, order)
    old = [Entry(*pair) for pair in mapping.pairs]
    plan.mean(mapping, Fields([*old[:at], Entry(name, value), *old[at:]]))
    styles = {spot.style if isinstance(spot, Text) else "" for spot, _ in mapping.pairs}
    found = extents(plan, mapping)
    if mapping.flow:
        put_in(plan, mapping, at, [f"{key(name, styles)}: {in_flow(value)}"])
        return
    if not found:
        raise EditError("this mapping is empty", page.location(mapping.start))
    column = page.column(found[0].start)
    end = found[at - 1].end if at else found[0].start
    place = place_below(plan, end, column, column + 2)
    if not at:
        place = place._replace(before_blank=False, at_end=False)
    first, *rest = field_lines(name, styles, value, layout, place)
    plan.has_careful = plan.has_careful or bool(rest)
    put_below(plan, found, at, [" " * column + first, *rest])


def _position(mapping: Pairs, name: str, order: Sequence[str]) -> int:
    """Return the number of the pair before which a new field goes."""
    if name not in order:
        return len(mapping.pairs)
    before = set(order[: order.index(name)])
    numbers = [number for number, (spot, _) in enumerate(mapping.pairs) if name_of(spot) in before]
    if numbers:
        return numbers[-1] + 1
    number = 0
    while number < len(mapping.pairs) and is_merge(mapping.pairs[number][0]):
        number += 1
    return number
