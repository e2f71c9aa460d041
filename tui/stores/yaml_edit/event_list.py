"""Putting events into the list of a timeline, and taking them out."""

from collections.abc import Mapping
from typing import NamedTuple

from tui.stores.yaml_edit.edit import EditError, Value
from tui.stores.yaml_edit.field import refuse_merged, slot
from tui.stores.yaml_edit.layout import Layout, event_lines, gap_of, in_flow, layout_of
from tui.stores.yaml_edit.page import Page
from tui.stores.yaml_edit.plan import Entry, Fields, Plan
from tui.stores.yaml_edit.run import extents, put_below, put_in, take_out
from tui.stores.yaml_edit.spot import Alias, Items, Pairs, Spot, Text, field
from tui.stores.yaml_edit.value import is_null, place_below, refuse_alias
from tui.stores.yaml_edit.writing import Place, Written


class Around(NamedTuple):
    """What is known of the list that an event stands in: whether others are before and after."""

    before: bool
    after: bool


def add_event(
    plan: Plan, items: Items, index: int, fields: Mapping[str, Value], *, last: bool
) -> None:
    """Put an event behind the one with a number, apart from it as events are there."""
    page, sibling = plan.page, items.items[index]
    plan.mean(items, [*items.items[: index + 1], dict(fields), *items.items[index + 1 :]])
    if items.flow:
        put_in(plan, items, index + 1, [in_flow(fields)])
        return
    found = extents(plan, items)
    dash, end = found[index]
    if not page.begins_line(dash):
        raise page.refuse("this event stands on one line with something else", sibling)
    column, gap = page.column(dash), gap_of(page, items)
    if isinstance(sibling, Pairs) and not sibling.flow and page.column(sibling.body) > column:
        gap = page.column(sibling.body) - column - 1
    end = _with_remarks(page, end, column)
    apart = _blanks_above(page, dash) if last else _blanks_below(page, end)
    if _keeps_blanks(page, sibling):
        apart = 0 if last else apart
    place = place_below(plan, end, 0, 0)
    lines = _event(page, fields, sibling, column, gap, place, plan)
    plan.put_lines(end, [""] * apart + lines)


def _event(
    page: Page,
    fields: Mapping[str, Value],
    sibling: Spot | None,
    column: int,
    gap: int,
    place: Place,
    plan: Plan,
) -> list[str]:
    if isinstance(sibling, Pairs) and sibling.flow:
        return [" " * column + "-" + " " * gap + in_flow(fields)]
    plan.has_careful = True
    layout = layout_of(page, sibling, column) if sibling else Layout()
    return event_lines(fields, column, gap, layout, place)


def begin_events(plan: Plan, root: Spot | None, fields: Mapping[str, Value]) -> None:
    """Put the first event into a timeline that has none."""
    page = plan.page
    at_end = not page.text.endswith("\n")
    place = place_below(plan, len(page.text), 0, 0)._replace(before_blank=False, at_end=at_end)
    if root is None or (isinstance(root, Text) and is_null(root) and root.body == root.end):
        if page.marked:
            raise EditError("this file has no events: write 'events:' first")
        eol = page.eol(len(page.text))
        lines = eol.join(
            ["events:", *_event(page, fields, None, 2, 1, place._replace(at_end=False), plan)]
        )
        plan.put(len(page.text), (eol if page.text and at_end else "") + lines + eol)
        plan.root = {"events": [dict(fields)]}
        return
    if not isinstance(root, Pairs):
        raise page.refuse("this is no timeline: write 'events:' first", root)
    number = field(root, "events")
    if number is None:
        _add_section(plan, root, fields)
        return
    behind = slot(plan, root, number)
    value = behind.value
    plan.mean(value, [dict(fields)])
    if isinstance(value, Alias):
        raise refuse_alias(plan, value)
    if (
        isinstance(value, Items)
        and not value.items
        and (
            root.flow
            or page.text[value.body + 1 : value.end - 1].strip()
            or value.anchor
            or value.tag
        )
    ):
        put_in(plan, value, 0, [in_flow(fields)])
    elif (isinstance(value, Text) and is_null(value)) or (isinstance(value, Items) and value.flow):
        if root.flow:
            behind.write(Written(in_flow([fields])))
        else:
            place = place_below(plan, value.end, 0, 0)
            column = page.column(root.body) + 2
            behind.write(Written("", tuple(_event(page, fields, None, column, 1, place, plan))))
    else:
        raise page.refuse("'events' is meant to be a list", value)


def _add_section(plan: Plan, root: Pairs, fields: Mapping[str, Value]) -> None:
    page = plan.page
    refuse_merged(plan, root, "events")
    old = [Entry(*pair) for pair in root.pairs]
    plan.mean(root, Fields([*old, Entry("events", [dict(fields)])]))
    if root.flow:
        put_in(plan, root, len(old), [f"events: [{in_flow(fields)}]"])
        return
    found = extents(plan, root)
    column, end = page.column(found[0].start), found[-1].end
    place = place_below(plan, end, 0, 0)
    lines = [" " * column + "events:", *_event(page, fields, None, column + 2, 1, place, plan)]
    put_below(plan, found, len(found), lines)


def remove_event(plan: Plan, items: Items, index: int, around: Around) -> None:
    """Take out an event that others stand before or after, with its comment and a blank line."""
    page = plan.page
    plan.mean(items, [*items.items[:index], *items.items[index + 1 :]])
    if items.flow:
        take_out(plan, items, index, index + 1)
        return
    found = extents(plan, items)
    start, end = _lines_of(plan, items, index)
    tail = page.next_line(_with_remarks(page, end, page.column(found[index].start)))
    start, below = page.line_start(start), _blanks_below(page, tail - 1)
    keeps = index > 0 and _keeps_blanks(page, items.items[index - 1])
    if not around.before or keeps:
        # Behind the key of the list nothing is to be set apart any more; and a text above that
        # keeps blank lines would take those that come to stand below it for its own.
        for _ in range(below if around.after or keeps else 0):
            tail = page.next_line(tail)
    else:
        floor = page.next_line(found[index - 1].end) if index else 0
        above = _blanks_before(page, start, floor)
        for _ in range(min(above, below) if around.after else above):
            start = page.line_start(start - 1)
    plan.cut_lines(start, tail - 1 if page.text[tail - 1 : tail] == "\n" else tail)


def empty_events(plan: Plan, root: Pairs, number: int, items: Items) -> None:
    """Take out the only event, and leave an empty list."""
    page = plan.page
    plan.mean(items, [])
    if items.flow:
        take_out(plan, items, 0, 1)
        return
    behind = slot(plan, root, number)
    if items.anchor or items.tag:
        raise page.refuse("an anchor or a tag stands before this list: change it by hand", items)
    start, end = _lines_of(plan, items, 0)
    plan.put(behind.colon, " []")
    plan.cut_lines(start, _with_remarks(page, end, page.column(items.body)))


def _lines_of(plan: Plan, items: Items, index: int) -> tuple[int, int]:
    """Return where an event begins, with the comment directly above, and where it ends."""
    page = plan.page
    start, end = extents(plan, items)[index]
    if not page.begins_line(start) or not page.ends_line(end):
        raise page.refuse("this event stands on one line with something else", items.items[index])
    floor = page.next_line(items.items[index - 1].end) if index else 0
    return _with_comment(page, start, floor), end


def _with_comment(page: Page, start: int, floor: int = 0) -> int:
    """Return where the comment begins that stands directly above a line, no deeper than it."""
    column, start = page.column(start), page.line_start(start)
    while start > floor and _is_comment(page, page.line_start(start - 1), column):
        start = page.line_start(start - 1)
    return start


def _is_comment(page: Page, start: int, most: int) -> bool:
    column = page.comment_column(start)
    return column is not None and column <= most


def _with_remarks(page: Page, end: int, column: int) -> int:
    """Return the end of the comments directly below that stand right of a column."""
    while (below := page.next_line(end)) < len(page.text):
        remark = page.comment_column(below)
        if remark is None or remark <= column:
            break
        end = page.line_end(below)
    return end


def _blanks_above(page: Page, dash: int) -> int:
    """Return how many blank lines stand above an event and its comment."""
    return _blanks_before(page, _with_comment(page, dash))


def _blanks_before(page: Page, start: int, floor: int = 0) -> int:
    count = 0
    while start > floor and page.is_blank(page.line_start(start - 1)):
        start = page.line_start(start - 1)
        count += 1
    return count


def _blanks_below(page: Page, end: int) -> int:
    count, start = 0, page.next_line(end)
    while page.is_blank(start):
        count += 1
        start = page.next_line(start)
    return count


def _keeps_blanks(page: Page, spot: Spot) -> bool:
    """Whether blank lines below a spot are its last text's own."""
    while True:
        if isinstance(spot, Pairs) and not spot.flow:
            spot = spot.pairs[-1][1]
        elif isinstance(spot, Items) and not spot.flow:
            spot = spot.items[-1]
        else:
            break
    if not (isinstance(spot, Text) and spot.is_block):
        return False
    return "+" in page.text[spot.body : page.line_end(spot.body)].partition("#")[0]
