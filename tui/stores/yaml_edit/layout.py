"""How whole values are written: fields, lists and mappings, in the style of what is around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from tui.stores.yaml_edit.edit import EditError, Item, Value
from tui.stores.yaml_edit.page import Page
from tui.stores.yaml_edit.spot import Items, Pairs, Spot, Text, name_of
from tui.stores.yaml_edit.writing import FLOW, Place, Written, key, written

#: A value, an item, or all fields of an event, to write on one line.
Given: TypeAlias = str | Sequence["Given"] | Mapping[str, "Given"]
#: Lists of plain words.
_WORDS = ("actors", "tags")
#: Fields whose mappings are so short that they stand in braces where nothing says otherwise.
_SHORT = ("links",)


@dataclass(frozen=True)
class Layout:
    """How a mapping in block style writes its lists.

    step is how far dashes stand right of the key, gap the number of blanks behind a dash.
    has_word_lines says that lists of words have a line for each. braces has, by the name of a
    field, whether the mappings in its list stand in braces.
    """

    step: int = 2
    gap: int = 1
    has_word_lines: bool = False
    braces: Mapping[str, bool] = field(default_factory=dict)

    def in_braces(self, name: str) -> bool:
        return self.braces.get(name, name in _SHORT)


def layout_of(page: Page, mapping: Spot, dash: int) -> Layout:
    """Return the layout of a mapping, given the column of the dash before it."""
    step, gap, word_lines = None, 1, False
    braces: dict[str, bool] = {}
    for name_spot, value in mapping.pairs if isinstance(mapping, Pairs) else ():
        if not isinstance(value, Items):
            continue
        name = name_of(name_spot)
        if not value.flow and not (isinstance(mapping, Pairs) and mapping.flow):
            step = page.column(value.body) - page.column(page.pair_start(name_spot))
            gap = gap_of(page, value)
            word_lines = word_lines or (name in _WORDS and isinstance(value.items[0], Text))
        inner = [item for item in value.items if isinstance(item, Pairs)]
        if inner:
            braces[name] = inner[-1].flow
    return Layout((0 if dash == 0 else 2) if step is None else step, gap, word_lines, braces)


def gap_of(page: Page, items: Items) -> int:
    """Return how many blanks stand behind the dashes of a list in block style."""
    for dash, item in zip(dashes(page, items), items.items, strict=True):
        between = page.text[dash + 1 : item.start]
        if between and not between.strip(" "):
            return len(between)
    return 1


def dashes(page: Page, items: Items) -> list[int]:
    """Return where the dashes of a list in block style stand."""
    column = page.column(items.body)
    found = [items.body]
    for item in items.items[1:]:
        start = page.line_start(item.start)
        while page.text[start + column : start + column + 1] != "-" or (
            page.text[start : start + column].strip(" ")
        ):
            if start == 0:
                raise EditError("the dashes of this list cannot be made out")
            start = page.line_start(start - 1)
        found.append(start + column)
    return found


def is_texts(value: Value) -> bool:
    return not isinstance(value, str) and all(isinstance(item, str) for item in value)


def in_flow(value: Given) -> str:
    """Return a value on one line, lists and mappings in brackets."""
    if isinstance(value, str):
        return written(value, FLOW).head
    if isinstance(value, Mapping):
        pairs = (f"{key(name, set())}: {in_flow(text)}" for name, text in value.items())
        return f"{{{', '.join(pairs)}}}"
    return f"[{', '.join(map(in_flow, value))}]"


def field_lines(
    name: str, styles: set[str], value: Value, layout: Layout, place: Place
) -> list[str]:
    """Return the lines of a new field, the first without its indentation."""
    head, lines = in_block(name, value, layout, place)
    return [f"{key(name, styles)}:{head and ' ' + head}", *lines]


def in_block(name: str, value: Value, layout: Layout, place: Place) -> Written:
    """Return a value behind a key in block style."""
    if isinstance(value, str):
        return written(value, place)
    if is_texts(value) and not (value and layout.has_word_lines and name in _WORDS):
        return Written(in_flow(value))
    return Written("", tuple(list_lines(name, value, layout, place)))


def list_lines(name: str, value: Value, layout: Layout, place: Place) -> list[str]:
    column = place.parent + layout.step
    lines: list[str] = []
    for item in value:
        first, *rest = item_lines(item, column, layout.gap, place, braces=layout.in_braces(name))
        lines += [" " * column + first, *rest]
    return lines


def item_lines(item: Item, column: int, gap: int, place: Place, *, braces: bool) -> list[str]:
    """Return the lines of an item whose dash stands in a column, the first from the dash on."""
    dash, inner = "-" + " " * gap, column + 1 + gap
    if isinstance(item, str):
        head, lines = written(item, place._replace(parent=column, column=inner))
        return [dash + head, *lines]
    if braces or not item:
        return [dash + in_flow(item)]
    found: list[str] = []
    for number, (name, text) in enumerate(item.items()):
        head, lines = written(text, place._replace(parent=inner, column=inner + 2))
        begin = dash if not number else " " * inner
        found += [f"{begin}{key(name, set())}: {head}", *lines]
    return found


def event_lines(
    fields: Mapping[str, Value], column: int, gap: int, layout: Layout, place: Place
) -> list[str]:
    """Return the lines of a new event in block style, indented."""
    inner = column + 1 + gap
    found: list[str] = []
    for name, value in fields.items():
        here = place._replace(parent=inner, column=inner + 2)
        first, *rest = field_lines(name, set(), value, layout, here)
        found += [" " * inner + first, *rest]
    found[0] = " " * column + "-" + found[0][column + 1 :]
    return found
