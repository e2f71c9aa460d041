"""Whether all events that one expression means are among those that another one means."""

from tui.query.syntax import All, Either, Expression, Not, Value, Words

#: What is known of pairs of expressions, by their identities.
_Known = dict[tuple[int, int], bool]


def is_implied(wide: Expression, narrow: Expression) -> bool:
    """Whether each event that the narrow expression means is one of the wide one's, by their form.

    False says nothing: it may be so all the same.
    """
    return _is_implied(wide, narrow, {})


def _is_implied(wide: Expression, narrow: Expression, known: _Known) -> bool:
    # Each pair is looked at once: there are many ways through expressions within expressions.
    pair = id(wide), id(narrow)
    if pair not in known:
        known[pair] = _is_so(wide, narrow, known)
    return known[pair]


def _is_so(wide: Expression, narrow: Expression, known: _Known) -> bool:
    if wide == narrow:
        return True
    if isinstance(wide, All):
        return all(_is_implied(each, narrow, known) for each in wide.expressions)
    if isinstance(narrow, Either):
        return all(_is_implied(wide, each, known) for each in narrow.expressions)
    if isinstance(narrow, All) and any(
        _is_implied(wide, each, known) for each in narrow.expressions
    ):
        return True
    if isinstance(wide, Either):
        return any(_is_implied(each, narrow, known) for each in wide.expressions)
    if isinstance(wide, Not) and isinstance(narrow, Not):
        return _is_implied(narrow.expression, wide.expression, known)
    return _is_longer(wide, narrow)


def _is_longer(wide: Expression, narrow: Expression) -> bool:
    """Whether a text that is looked for is part of another one that is looked for there."""
    if isinstance(wide, Words) and isinstance(narrow, Words):
        return not wide.is_whole and wide.text.casefold() in narrow.text.casefold()
    if isinstance(wide, Value) and isinstance(narrow, Value):
        is_same = (wide.field, wide.is_own) == (narrow.field, narrow.is_own)
        is_part = wide.text.casefold() in narrow.text.casefold()
        return is_same and not wide.is_whole and is_part
    return False
