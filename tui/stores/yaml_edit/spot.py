"""The nodes of a text with the slices that they take up, anchors and aliases not carried out."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Spot:
    """A half-open slice of the text.

    start is where its anchor or tag stands, if it has one, and body where it itself begins. A
    collection in block style ends where its last value does: not with the comments behind it.
    """

    start: int
    body: int
    end: int
    anchor: str | None
    tag: str | None


@dataclass(slots=True, eq=False)
class Text(Spot):
    """A scalar; an empty one has body == end. A block scalar ends with its last line of text."""

    text: str
    style: str

    @property
    def is_block(self) -> bool:
        return self.style in ("|", ">")


@dataclass(slots=True, eq=False)
class Alias(Spot):
    """What stands for an anchored node before it, None if there is none."""

    name: str
    target: Spot | None


@dataclass(slots=True, eq=False)
class Items(Spot):
    """A list; body is the first dash of one in block style, the bracket of one in flow style."""

    items: "list[Spot]"
    flow: bool


@dataclass(slots=True, eq=False)
class Pairs(Spot):
    """A mapping; body is the first key of one in block style, the brace of one in flow style."""

    pairs: "list[tuple[Spot, Spot]]"
    flow: bool


def resolved(spot: Spot) -> Spot:
    """Return what a spot is once an alias is carried out."""
    return spot.target if isinstance(spot, Alias) and spot.target else spot


def is_merge(key: Spot) -> bool:
    return isinstance(key, Text) and key.text == "<<" and not key.style and not key.tag


def name_of(key: Spot) -> str:
    """Return the text of a key, empty if it is none."""
    text = resolved(key)
    return text.text if isinstance(text, Text) and not is_merge(key) else ""


def field(mapping: Pairs, name: str) -> int | None:
    """Return the number of the pair that counts for a name, of repeated ones the first."""
    numbers = fields(mapping, name)
    return numbers[0] if numbers else None


def fields(mapping: Pairs, name: str) -> list[int]:
    return [number for number, (key, _) in enumerate(mapping.pairs) if name_of(key) == name]


def merged(mapping: Pairs, name: str) -> Spot | None:
    """Return the value of the merge keys that gives a mapping a field, None if none does."""
    for key, value in mapping.pairs:
        if not is_merge(key):
            continue
        bases = resolved(value)
        for base in bases.items if isinstance(bases, Items) else [value]:
            inner = resolved(base)
            if isinstance(inner, Pairs):
                if field(inner, name) is not None:
                    return base
                if merged(inner, name):
                    return base
    return None


def below(spot: Spot) -> Iterator[Spot]:
    """Yield a spot and all that stands in it, aliases not followed."""
    yield spot
    if isinstance(spot, Items):
        for item in spot.items:
            yield from below(item)
    elif isinstance(spot, Pairs):
        for key, value in spot.pairs:
            yield from below(key)
            yield from below(value)
