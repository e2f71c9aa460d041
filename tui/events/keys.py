"""The keys that a timeline file knows, mapping by mapping."""

from typing import NamedTuple


class Keys(NamedTuple):
    """The known keys of one sort of mapping; own keys are welcome or pointless in it."""

    what: str
    names: tuple[str, ...]
    known: frozenset[str]
    own_welcome: bool


def _keys(what: str, names: str, *, own_welcome: bool) -> Keys:
    split = tuple(names.split())
    return Keys(what, split, frozenset(split), own_welcome)


TIMELINE = _keys(
    "timeline",
    "title about lanes eras views sources events check table columns",
    own_welcome=True,
)
#: Not the keys of an event, for a table has other fields: those of `--map`.
COLUMNS = _keys(
    "mapping of columns",
    "start end title lane importance id text status actors tags links source url precision numbers",
    own_welcome=False,
)
LANE = _keys("lane", "name colour glyph text", own_welcome=False)
VIEW = _keys(
    "view",
    "at select filter find as-of lanes anchor split fold pin hide order columns"
    " measure dim list fold-time",
    own_welcome=False,
)
ERA = _keys("era", "date end title text", own_welcome=False)
SOURCE = _keys("source", "publisher title url archive_url accessed date quote", own_welcome=True)
EVENT = _keys(
    "event",
    "id date end as_written title lane actors tags importance status text sources links",
    own_welcome=True,
)
LINK = _keys("link", "to kind", own_welcome=False)
