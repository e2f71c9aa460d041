"""Giving what stands behind a key another value, in the style it has."""

from collections.abc import Mapping, Sequence

from tui.stores.yaml_edit.edit import EditError, Item, Value
from tui.stores.yaml_edit.layout import Layout, gap_of, in_block, in_flow, item_lines
from tui.stores.yaml_edit.plan import Kept, Meant, Plan
from tui.stores.yaml_edit.run import Extent, extents, put_below, put_in, take_lines, take_out
from tui.stores.yaml_edit.spot import Alias, Items, Pairs, Spot, Text, below, name_of, resolved
from tui.stores.yaml_edit.writing import FLOW, Habit, Place, Written, is_plain, on_one_line, written


class Slot:
    """The place behind a key or a dash: the value there, and the column that it belongs to."""

    def __init__(self, plan: Plan, value: Spot, parent: int, *, flow: bool, colon: int) -> None:
        self.plan = plan
        self.page = plan.page
        self.value = value
        self.parent = parent
        self.flow = flow
        #: Behind the colon or dash.
        self.colon = colon

    def place(self) -> Place:
        """Return where a new text is to stand."""
        if self.flow:
            return FLOW
        value, page = self.value, self.page
        column = self.parent + 2
        if isinstance(value, Text) and value.is_block:
            first = page.next_line(value.body)
            while page.is_blank(first) and first < value.end:
                first = page.next_line(first)
            line = page.text[first : page.line_end(first)]
            if first < value.end and len(line) - len(line.lstrip(" ")) > self.parent:
                column = len(line) - len(line.lstrip(" "))
        return place_below(self.plan, value.end, self.parent, column)

    def habit(self) -> Habit:
        value = self.value
        if not isinstance(value, Text):
            return Habit()
        lines = self.page.text[value.body : value.end].split("\n")
        return Habit(value.style, max(map(len, lines)), "\n" in value.text)

    def write(self, new: Written) -> None:
        """Put something written in the place of the value. Raise EditError for what is marked."""
        plan, page, value = self.plan, self.page, self.value
        if isinstance(value, Alias):
            raise refuse_alias(plan, value)
        plan.has_careful = plan.has_careful or bool(new.lines)
        begin, end, tail = value.body, value.end, value.end
        if isinstance(value, Text) and value.is_block:
            header = page.text[begin : page.line_end(begin)]
            end = begin + len(header.split("#")[0].rstrip())
            below = page.line_end(begin)
            if below < value.end or new.lines:
                eol = page.eol(begin)
                plan.replace(below, value.end, "".join(eol + line for line in new.lines))
            self._head(begin, end, new)
            return
        if isinstance(value, Items | Pairs) and not value.flow:
            if value.anchor or value.tag:
                raise page.refuse(
                    "an anchor or a tag stands before this list: change it by hand", value
                )
            head = self.colon
            if new.head:
                plan.put(head, f" {new.head}")
            eol, below = page.eol(head), page.line_end(head)
            plan.replace(below, page.line_end(tail), "".join(eol + line for line in new.lines))
            return
        self._head(begin, end, new)
        plan.put_lines(tail, new.lines)

    def _head(self, begin: int, end: int, new: Written) -> None:
        plan, page = self.plan, self.page
        if not new.head:
            while page.text[begin - 1] in " \t":
                begin -= 1
            plan.cut(begin, end)
        elif begin == end:
            if self.colon < 0:
                plan.put(begin, f": {new.head}")
            else:
                plan.put(begin, f" {new.head}")
        else:
            plan.replace(begin, end, new.head)

    def set_text(self, text: str) -> None:
        self.plan.mean(self.value, text)
        self.write(written(text, self.place(), self.habit()))

    def set_list(self, name: str, value: Sequence[Item], layout: Layout) -> None:
        old = self.value
        self.plan.mean(old, list(value))
        if isinstance(old, Items) and value and old.items:
            set_items(self.plan, old, value, layout, name)
        elif self.flow or (isinstance(old, Items) and old.flow):
            self.write(Written(in_flow(value)))
        else:
            self.write(in_block(name, value, layout, self.place()))

    def set(self, name: str, value: Value, layout: Layout) -> None:
        if isinstance(value, str):
            self.set_text(value)
        else:
            self.set_list(name, value, layout)

    def add(self, name: str, item: Item, layout: Layout, at: int | None = None) -> None:
        """Put an item before the one with a number, or behind all that stand here.

        A single value becomes a list in brackets.
        """
        plan, old = self.plan, self.value
        if isinstance(old, Alias):
            raise refuse_alias(plan, old)
        if isinstance(old, Items):
            number = len(old.items) if at is None else max(0, min(at, len(old.items)))
            plan.mean(old, [*old.items[:number], item, *old.items[number:]])
            put_items(plan, old, number, [item], layout, name)
        elif isinstance(old, Text) and is_null(old):
            plan.mean(old, [item])
            self.set_list(name, [item], layout)
        elif (isinstance(old, Text) and not old.is_block) or (isinstance(old, Pairs) and old.flow):
            plan.mean(old, [old.text if isinstance(old, Text) else Kept(old), item])
            if old.anchor or old.tag:
                raise plan.page.refuse("an anchor or a tag stands here: make it a list first", old)
            if isinstance(old, Text) and not (old.style or is_plain(old.text, flow=True)):
                plan.replace(old.body, old.end, f"[{on_one_line(old.text)}, {in_flow(item)}]")
            else:
                plan.put(old.body, "[")
                plan.put(old.end, f", {in_flow(item)}]")
        else:
            raise plan.page.refuse(f"'{name}' is no list yet: make it one first", old)


def place_below(plan: Plan, end: int, parent: int, column: int) -> Place:
    """Return where a text stands whose lines come below the line of an index."""
    page = plan.page
    line_end = page.line_end(end)
    return Place(
        flow=False,
        parent=parent,
        column=column,
        before_blank=page.is_blank(page.next_line(end)),
        at_end=line_end == len(page.text),
        one_line=plan.careful,
    )


def is_null(spot: Text) -> bool:
    return not spot.style and not spot.tag and spot.text in ("", "~", "null", "Null", "NULL")


def refuse_alias(plan: Plan, alias: Alias) -> EditError:
    target = alias.target
    where = f" on line {plan.page.location(target.start).line}" if target else ""
    reason = f"this repeats '&{alias.name}'{where}: change that, or write the value itself here"
    return plan.page.refuse(reason, alias)


def put_items(
    plan: Plan, spot: Items, at: int, items: Sequence[Item], layout: Layout, name: str
) -> None:
    """Put items into a list before the one with a number, in its own style."""
    if spot.flow:
        put_in(plan, spot, at, [in_flow(item) for item in items])
        return
    lines = _lines(plan, spot, items, layout, name, spot.items[at - 1 if at else 0].end)
    plan.has_careful = True
    found = extents(plan, spot)
    if at or not plan.page.begins_line(found[0].start):
        put_below(plan, found, at, lines)
        return
    # The comment above the first item is its own.
    page, above = plan.page, plan.page.line_start(found[0].start)
    while above and page.comment_column(page.line_start(above - 1)) is not None:
        above = page.line_start(above - 1)
    plan.put(above, "".join(line + page.eol(found[0].start) for line in lines))


def _lines(
    plan: Plan, spot: Items, items: Sequence[Item], layout: Layout, name: str, end: int
) -> list[str]:
    column, gap = plan.page.column(spot.body), gap_of(plan.page, spot)
    place = place_below(plan, end, column, column + 2)
    lines: list[str] = []
    for item in items:
        first, *rest = item_lines(item, column, gap, place, braces=layout.in_braces(name))
        lines += [" " * column + first, *rest]
    return lines


def set_items(plan: Plan, spot: Items, new: Sequence[Item], layout: Layout, name: str) -> None:
    """Make the items of a list those that are given, and leave those that are the same alone."""
    old = spot.items
    first, most = 0, min(len(old), len(new))
    while first < most and is_same(old[first], new[first]):
        first += 1
    last = 0
    while last < most - first and is_same(old[-1 - last], new[-1 - last]):
        last += 1
    gone, fresh = old[first : len(old) - last], new[first : len(new) - last]
    meant: list[Meant] = [*old[:first], *fresh, *old[len(old) - last :]]
    plan.mean(spot, meant)
    if not fresh and gone:
        remove_items(plan, spot, first, first + len(gone))
    elif not gone and fresh:
        put_items(plan, spot, first, fresh, layout, name)
    else:
        _exchange(plan, spot, first, gone, fresh, layout, name)


def _exchange(
    plan: Plan,
    spot: Items,
    first: int,
    gone: Sequence[Spot],
    fresh: Sequence[Item],
    layout: Layout,
    name: str,
) -> None:
    """Write new items over old ones, then put in or take out those by which they differ."""
    found = extents(plan, spot)
    both = min(len(gone), len(fresh))
    for number in range(both):
        item, extent = fresh[number], found[first + number]
        value = gone[number]
        if isinstance(value, Alias):
            raise refuse_alias(plan, value)
        if isinstance(value, Text) and isinstance(item, str):
            slot = Slot(
                plan,
                value,
                plan.page.column(extent.start),
                flow=spot.flow,
                colon=extent.start + 1,
            )
            slot.write(written(item, slot.place(), slot.habit()))
        elif spot.flow:
            plan.replace(extent.start, extent.end, in_flow(item))
        else:
            lines = _lines(plan, spot, [item], layout, name, extent.end)
            eol = plan.page.eol(extent.start)
            text = eol.join(lines)[plan.page.column(spot.body) :]
            plan.replace(extent.start, plan.page.line_end(extent.end), text)
    if len(gone) > both:
        remove_items(plan, spot, first + both, first + len(gone))
    elif len(fresh) > both:
        put_items(plan, spot, first + both, fresh[both:], layout, name)


def set_item(plan: Plan, spot: Items, number: int, text: str) -> None:
    """Give an item that is a text another one."""
    start = extents(plan, spot)[number].start
    column = plan.page.column(start)
    Slot(plan, spot.items[number], column, flow=spot.flow, colon=start + 1).set_text(text)


def order_items(plan: Plan, spot: Items, order: Sequence[int]) -> None:
    """Put the items of a list in another order, each as it is written.

    Raise EditError where a comment between them does not tell whose it is.
    """
    page = plan.page
    if any(isinstance(each, Alias) or each.anchor for item in spot.items for each in below(item)):
        raise page.refuse("an anchor stands in this list: put it in order by hand", spot)
    plan.mean(spot, [spot.items[number] for number in order])
    found, has_comment = extents(plan, spot), False
    if spot.flow:
        ends = [spot.body + 1, *(extent.end for extent in found)]
        starts = [*(extent.start for extent in found), spot.end]
    else:
        # A comment on the line of an item goes with it.
        has_comment = not all(
            page.begins_line(start) and page.ends_line(end) for start, end in found
        )
        found = [Extent(page.line_start(start), page.line_end(end)) for start, end in found]
        above = page.line_start(found[0].start - 1)
        has_comment = has_comment or page.comment_column(above) is not None
        ends, starts = [end for _, end in found[:-1]], [start for start, _ in found[1:]]
    gaps = (page.text[end:start] for end, start in zip(ends, starts, strict=True))
    if has_comment or any("#" in gap for gap in gaps):
        reason = "a comment stands between the items of this list: put them in order by hand"
        raise page.refuse(reason, spot)
    for (start, end), number in zip(found, order, strict=True):
        own = found[number]
        if own.start != start:
            plan.replace(start, end, page.raw[own.start : own.end])


def remove_items(plan: Plan, spot: Items, first: int, stop: int) -> None:
    """Take items out of a list that keeps some."""
    if spot.flow:
        take_out(plan, spot, first, stop)
    else:
        take_lines(plan, extents(plan, spot), first, stop)


def is_same(spot: Spot, item: Item) -> bool:
    """Whether a spot says what an item does already."""
    real = resolved(spot)
    if isinstance(item, str):
        return isinstance(real, Text) and real.text == item and not is_null(real)
    if not isinstance(real, Pairs) or not isinstance(item, Mapping):
        return False
    if len(real.pairs) != len(item):
        return False
    return all(
        name_of(key) == name and is_same(value, text)
        for (key, value), (name, text) in zip(real.pairs, item.items(), strict=True)
    )
