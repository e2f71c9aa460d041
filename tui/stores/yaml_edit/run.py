"""Putting entries into lists and mappings, and taking them out, with their lines or commas."""

from collections.abc import Sequence
from typing import NamedTuple

from tui.stores.yaml_edit.edit import EditError
from tui.stores.yaml_edit.layout import dashes
from tui.stores.yaml_edit.plan import Plan
from tui.stores.yaml_edit.spot import Items, Pairs


class Extent(NamedTuple):
    """The half-open slice of an entry, with its dash or question mark."""

    start: int
    end: int


def extents(plan: Plan, spot: Items | Pairs) -> list[Extent]:
    """Return where the entries of a collection stand. Raise EditError if they have no brackets."""
    page = plan.page
    if spot.flow and page.text[spot.body] not in "[{":
        raise page.refuse("this mapping stands in a list without braces: put it in braces", spot)
    if isinstance(spot, Pairs):
        return [Extent(page.pair_start(key), value.end) for key, value in spot.pairs]
    if spot.flow:
        return [Extent(item.start, item.end) for item in spot.items]
    starts = dashes(page, spot)
    return [
        Extent(start, max(item.end, start + 1))
        for start, item in zip(starts, spot.items, strict=True)
    ]


def put_in(plan: Plan, spot: Items | Pairs, at: int, texts: Sequence[str]) -> None:
    """Put entries into a collection in flow style before the one with a number."""
    page, found = plan.page, extents(plan, spot)
    if not found:
        plan.put(spot.body + 1, ", ".join(texts))
        return
    if at < len(found):
        start = found[at].start
        if page.begins_line(start):
            blanks = page.text[page.line_start(start) : start]
            plan.put(start, "".join(f"{text},{page.eol(start)}{blanks}" for text in texts))
        elif at:
            plan.put(found[at - 1].end, "".join(f", {text}" for text in texts))
        else:
            plan.put(start, "".join(f"{text}, " for text in texts))
        return
    start, end = found[-1]
    comma = _comma(plan, end)
    if not page.begins_line(start):
        plan.put(end, "".join(f", {text}" for text in texts))
        return
    blanks = page.text[page.line_start(start) : start]
    tail = end if comma is None else comma + 1
    if not page.ends_line(tail) or page.line_end(tail) == len(page.text):
        eol = page.eol(start)
        plan.put(end, "".join(f",{eol}{blanks}{text}" for text in texts))
        return
    lines = [f"{blanks}{text}," for text in texts]
    if comma is None:
        plan.put(end, ",")
        lines[-1] = lines[-1].removesuffix(",")
    plan.put_lines(tail, lines)


def take_out(plan: Plan, spot: Items | Pairs, first: int, stop: int) -> None:
    """Take the entries with the half-open range of numbers out of a collection in flow style."""
    page, found = plan.page, extents(plan, spot)
    start, end = found[first].start, found[stop - 1].end
    comma = _comma(plan, end)
    tail = end if comma is None else comma + 1
    is_alone = page.begins_line(start) and page.ends_line(tail)
    before = _comma(plan, found[first - 1].end) if first else None
    if stop - first == len(found):
        plan.cut(start, tail)
    elif comma is None and before is not None:
        if is_alone:
            plan.cut(before, before + 1)
            plan.cut_lines(start, tail)
        elif "#" in page.text[before + 1 : start]:
            plan.cut(before, before + 1)
            plan.cut(start, end)
        else:
            plan.cut(before, end)
    elif is_alone:
        plan.cut_lines(start, tail)
    elif before is not None and not page.begins_line(start):
        plan.cut(before + 1, tail)
    else:
        after = tail
        while page.text[after : after + 1] in (" ", "\t"):
            after += 1
        if page.text[after : after + 1] != "#":
            plan.cut(start, after)
        else:
            # A comment keeps the blanks before it: without one it is none to every reader.
            plan.replace(start, tail, " " if after == tail else "")


def _comma(plan: Plan, end: int) -> int | None:
    at = plan.page.skip(end)
    return at if plan.page.text.startswith(",", at) else None


def put_below(plan: Plan, found: Sequence[Extent], at: int, lines: Sequence[str]) -> None:
    """Put the indented lines of entries in block style before the entry with a number."""
    page = plan.page
    if at:
        plan.put_lines(found[at - 1].end, lines)
        return
    start = found[0].start
    eol, column = page.eol(start), page.column(start)
    if page.begins_line(start):
        plan.put(page.line_start(start), "".join(line + eol for line in lines))
    else:
        # The first entry stands behind a dash: what is new takes its place there.
        plan.put(start, f"{eol}".join(lines)[column:] + eol + " " * column)


def take_lines(plan: Plan, found: Sequence[Extent], first: int, stop: int) -> None:
    """Take the entries with the half-open range of numbers out of one in block style.

    Raise EditError if something else stands on their lines, or if nothing would be left there.
    """
    page = plan.page
    start, end = found[first].start, found[stop - 1].end
    if not page.ends_line(end):
        raise EditError("something else stands on this line", page.location(end))
    if page.begins_line(start):
        plan.cut_lines(start, end)
    elif stop == len(found):
        raise EditError("nothing would be left behind this dash", page.location(start))
    elif page.line_start(found[stop].start) == page.next_line(end):
        plan.cut(start, found[stop].start)
    else:
        while page.text[start - 1] in " \t":
            start -= 1
        plan.cut(start, page.line_end(end))
