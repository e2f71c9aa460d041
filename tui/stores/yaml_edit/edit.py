"""What can be changed in a timeline's text, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tui.events.problem import Location

#: An item of a list: a text, or a mapping of texts such as {"to": …, "kind": …}.
Item = str | Mapping[str, str]
#: What a field can be given: a text or a list.
Value = str | Sequence[Item]


class EditError(Exception):
    """An edit that is refused, with the reason, and where; nothing is changed then."""

    def __init__(self, reason: str, location: Location | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.location = location


@dataclass(frozen=True, slots=True)
class SetField:
    """Give a field of an event another value, or take it away with None."""

    event: Location
    name: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class AddItem:
    """Put an item at the end of a list of an event; a field that is not there begins with it.

    index is the number from 0 that it is to have, None for the last.
    """

    event: Location
    name: str
    item: Item
    index: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveItem:
    """Take an item out of a list of an event; the last one takes the field with it.

    index counts from 0 all that stands in the list; a value that is no list is its own item 0.
    """

    event: Location
    name: str
    index: int


@dataclass(frozen=True, slots=True)
class SetItem:
    """Give an item of a list of an event, which is a text, another text."""

    event: Location
    name: str
    index: int
    text: str


@dataclass(frozen=True, slots=True)
class OrderItems:
    """Put the items of a list of an event in another order, each with the comment on its line.

    order has the number from 0 of each item, in the order that is meant.
    """

    event: Location
    name: str
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SetItemField:
    """Give a field of an item, a source or a link, another text, or take it away with None."""

    event: Location
    name: str
    index: int
    field: str
    value: str | None


@dataclass(frozen=True, slots=True)
class AddEvent:
    """Put an event behind another one, or with None behind the last one."""

    fields: Mapping[str, Value]
    after: Location | None = None


@dataclass(frozen=True, slots=True)
class RemoveEvent:
    """Take an event away, with the comment directly above it."""

    event: Location


@dataclass(frozen=True, slots=True)
class Rename:
    """Give a value of actors, tags or lane another name in all events, lanes in `lanes` too."""

    name: str
    old: str
    new: str


ItemEdit = AddItem | RemoveItem | SetItem | OrderItems | SetItemField
Edit = SetField | ItemEdit | AddEvent | RemoveEvent | Rename
