"""The lanes that a timeline declares, in their order."""

from collections.abc import Iterator
from unicodedata import east_asian_width

from tui.events import keys, node
from tui.events.clean import clean_line
from tui.events.fields import Fields
from tui.events.node import Mapping, Node, Scalar
from tui.events.problem import Location, brief
from tui.events.timeline import Lane


def declared_lanes(fields: Fields) -> dict[str, Lane]:
    """Return the lanes by name, in order.

    They stand there as a list of names, of mappings with a name, or of mappings from a name to the
    rest; or as one mapping from names to the rest.
    """
    lanes: dict[str, Lane] = {}
    for place, lane in _lanes(fields):
        if lane.name in lanes:
            message = f"the lane '{brief(lane.name)}' is declared already; the first one counts"
            fields.document.log.error(place, "lane-duplicate", message)
        else:
            lanes[lane.name] = lane
    return lanes


#: Signs that mean something in the picture whatever lane they stand in.
TAKEN = frozenset("◇●◌▬━─╌┈═├┤┌┐┊│╏╱░▒▓▁▂▃▄▅▆▇█◀▶▲▼◂▸▴▾←→↑↓!?×+…")


def _lanes(fields: Fields) -> Iterator[tuple[Location, Lane]]:
    table = fields.node("lanes")
    if isinstance(table, Mapping):
        for key, value in table.pairs:
            yield key.location, _described(fields, key, value)
        return
    for item in fields.items("lanes"):
        if isinstance(item, Scalar):
            yield item.location, Lane(clean_line(item.text))
        elif isinstance(item, node.Sequence):
            fields.report_type(item, "a lane", "a text or a mapping")
        elif _is_described(item):
            key, value = item.pairs[0]
            yield key.location, _described(fields, key, value)
        else:
            yield from _with_name(fields, item)


def _is_described(item: Mapping) -> bool:
    """Whether an item is a name with the rest under it: 'Models: {glyph: ◆}'."""
    if len(item.pairs) != 1:
        return False
    key, value = item.pairs[0]
    return key.text not in keys.LANE.known and (not isinstance(value, Scalar) or value.is_null)


def _described(fields: Fields, key: Scalar, value: Node) -> Lane:
    name = clean_line(key.text)
    if isinstance(value, Mapping):
        return _lane(Fields(value, keys.LANE, fields.document), name)
    if not (isinstance(value, Scalar) and value.is_null):
        fields.report_type(
            value, f"the lane '{brief(name)}'", "a mapping with colour, glyph or text"
        )
    return Lane(name)


def _with_name(fields: Fields, item: Mapping) -> Iterator[tuple[Location, Lane]]:
    described = Fields(item, keys.LANE, fields.document)
    name = described.line("name")
    if name:
        yield item.location, _lane(described, name)
    else:
        message = "this lane has no 'name'"
        fields.document.log.error(item.location, "lane-unnamed", message)


def _lane(fields: Fields, name: str) -> Lane:
    glyph = fields.line("glyph")
    reason = _no_glyph(glyph)
    if reason:
        message = "a glyph is one character of one column with no other meaning, and "
        message += f"'{brief(glyph)}' {reason}"
        place = fields.node("glyph") or fields.mapping
        fields.document.log.warning(place.location, "glyph-invalid", message)
        glyph = ""
    return Lane(name, fields.line("colour"), glyph, fields.prose("text"))


def _no_glyph(text: str) -> str:
    """Return why a text cannot stand for an event in the picture, "" if it can or is empty."""
    if len(text) > 1:
        return f"has {len(text)}"
    if text and text in TAKEN:
        return "is a sign of the picture"
    return "takes two" if text and east_asian_width(text) in "WF" else ""
