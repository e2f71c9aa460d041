"""Texts that the record of an event must hold, so that others need not be made to be tested."""

from collections.abc import Iterable

from tui.query.syntax import All, Either, Expression, Value, Words

#: Values that stand in a record as a query looks for them; an id stands elsewhere.
_HELD = frozenset(
    ("title", "text", "lane", "actor", "tag", "status", "source", "publisher", "quote", "link")
)
#: What a shared source says stands in no record; there is its sign instead.
_CITED = frozenset(("source", "publisher", "quote"))
SHARED = "\x02"


def needles(expression: Expression) -> frozenset[str] | None:
    """Return folded texts of which any event that is meant has one in its record, None for none.

    A record that has a shared source may stand for any text in it.
    """
    match expression:
        case Words(text):
            return _any(text, is_cited=True)
        case Value(field, text, is_own=True):
            return _any(text, is_cited=False)
        case Value(field, text) if field in _HELD:
            return _any(text, is_cited=field in _CITED)
        case All(expressions):
            found = [each for each in map(needles, expressions) if each is not None]
            # The longest are the rarest.
            return max(found, key=_shortest, default=None)
        case Either(expressions):
            every = [needles(each) for each in expressions]
            known = [each for each in every if each is not None]
            return frozenset().union(*known) if len(known) == len(every) and known else None
    return None


def _any(text: str, *, is_cited: bool) -> frozenset[str] | None:
    folded = text.casefold()
    if not folded:
        return None
    return frozenset((folded, SHARED)) if is_cited else frozenset((folded,))


def _shortest(found: Iterable[str]) -> int:
    return min(len(text) for text in found if text != SHARED)
