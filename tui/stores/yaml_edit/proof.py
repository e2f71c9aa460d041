"""Whether the tree of a changed text is the old one with just the change that was meant."""

from collections.abc import Mapping

from tui.stores.yaml_edit.plan import Entry, Fields, Kept, Meant
from tui.stores.yaml_edit.spot import Alias, Items, Pairs, Spot, Text
from tui.stores.yaml_edit.value import is_null


def is_as_meant(meant: Meant | None, new: Spot | None, changes: Mapping[int, Meant]) -> bool:
    """Compare an old spot, with the changes in it, or something new with a spot that was read.

    What is old must be the same in text, quotes, anchors, tags and aliases; a new text must not
    read as nothing given.
    """
    if isinstance(meant, Kept):
        meant = meant.spot
    elif isinstance(meant, Spot) and id(meant) in changes:
        old = meant
        meant = changes[id(old)]
        if new is None or (new.anchor, new.tag) != (old.anchor, old.tag):
            return False
    if meant is None or new is None:
        return meant is new
    if isinstance(meant, Spot):
        return _is_same(meant, new, changes)
    if isinstance(meant, str):
        return isinstance(new, Text) and new.text == meant and not is_null(new)
    if isinstance(meant, Mapping):
        meant = Fields([Entry(*pair) for pair in meant.items()])
    if isinstance(meant, Fields):
        if not isinstance(new, Pairs) or len(meant.entries) != len(new.pairs):
            return False
        return all(
            is_as_meant(entry.key, key, changes) and is_as_meant(entry.value, value, changes)
            for entry, (key, value) in zip(meant.entries, new.pairs, strict=True)
        )
    if not isinstance(new, Items) or len(meant) != len(new.items):
        return False
    return all(map(is_as_meant, meant, new.items, [changes] * len(new.items)))


def _is_same(old: Spot, new: Spot, changes: Mapping[int, Meant]) -> bool:
    if old.anchor != new.anchor or old.tag != new.tag:
        return False
    if isinstance(old, Text):
        return isinstance(new, Text) and old.text == new.text and old.style == new.style
    if isinstance(old, Alias):
        return isinstance(new, Alias) and old.name == new.name
    if isinstance(old, Items):
        if not isinstance(new, Items) or len(old.items) != len(new.items):
            return False
        return all(map(is_as_meant, old.items, new.items, [changes] * len(old.items)))
    if not isinstance(old, Pairs) or not isinstance(new, Pairs) or len(old.pairs) != len(new.pairs):
        return False
    return all(
        is_as_meant(old_key, new_key, changes) and is_as_meant(old_value, new_value, changes)
        for (old_key, old_value), (new_key, new_value) in zip(old.pairs, new.pairs, strict=True)
    )
