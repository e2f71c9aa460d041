"""Both sides of a row's date, and what they come to: when it began, was over, and is ordered by.

A side has three columns, begun with s_ for the start and e_ for the end: state, and the half-open
[first, after) of its moment, null where it has none.
"""

from typing import Any, NamedTuple

from tui.dates.calendar import DAY, SECOND, instant
from tui.stores.table.condition import constant, never_null, null_like
from tui.stores.table.instant import (
    FURTHEST,
    FURTHEST_YEAR,
    HAVE_INFINITY,
    UNITS,
    from_date,
    from_number,
    from_timestamp,
    is_infinite,
    midnight,
    with_civil,
    with_widened,
)
from tui.stores.table.mapping import Kind, Numbers
from tui.stores.table.step import with_columns

#: The states of a side: nothing given, a moment, an open or unknown end, and what is read outside.
NONE, MOMENT, LIMIT, ODD = range(4)


class Reading(NamedTuple):
    """How a column of dates is read: its kind, what numbers count, and in which engine.

    is_widened is whether a column `precision` of the table says how far a date is known: null for
    as far as the column itself goes, one of UNITS, or anything else, which makes the date odd.
    """

    kind: Kind
    numbers: Numbers | None
    engine: str
    is_widened: bool
    is_whole: bool = False  # known to be whole seconds
    is_late: bool = False  # known to lie in 1970 or later
    is_near: bool = False  # known to lie where engines reckon

    @property
    def unit(self) -> str:
        """What the column itself is known to."""
        if self.kind is Kind.DATE:
            return "day"
        return "year" if self.is_year else "second"

    @property
    def is_year(self) -> bool:
        is_number = self.kind in (Kind.INTEGER, Kind.NUMBER)
        return is_number and self.numbers is Numbers.YEARS


def with_typed_side(table: Any, side: str, column: str, how: Reading) -> Any:
    """Return a table with the side that a column of timestamps, dates or numbers says.

    {side}_at is the instant as it stands in the column, to the second or to the year, null where it
    is odd; {side}_unit what it is known to.
    """
    import ibis

    before, beyond, finite = _limits(table[column], how)
    # Between those years a date can be written to the second; beyond, only its year can.
    lowest, highest = (-FURTHEST, FURTHEST) if how.is_year else (instant(-9999), instant(10_000))
    table = with_columns(
        table, how.engine, _at=_instant(finite, how), _limit=before if side == "s" else beyond
    )
    near = table["_at"].between(lowest, highest - 1)
    nothing = ibis.null("int64")
    table = with_columns(
        table, how.engine, **{f"{side}_at": ibis.ifelse(near, table["_at"], nothing)}
    )
    names = f"{side}_unit", f"{side}_first", f"{side}_after"
    table = _widened(table, side, how, names) if how.is_widened else _plain(table, side, how, names)
    state = ibis.cases(
        (table[column].isnull(), NONE),
        (table["_limit"], LIMIT),
        (table[f"{side}_first"].notnull(), MOMENT),
        else_=ODD,
    )
    return with_columns(table, how.engine, **{f"{side}_state": state})


def with_sound_dates(table: Any, how: Reading, end: Reading | None) -> Any:
    """Return what with_dates does, for columns that are known to be simple.

    Neither says an instant that is odd or infinite or, with an end, one before the start, and there
    is no precision. It is the same in far fewer steps, which large tables feel.
    """
    if how.is_year:
        table = _plain(table.mutate(s_at=_instant(table.raw_start, how)), "s", how, _names("s"))
    if end is not None and end.is_year:
        table = _plain(table.mutate(e_at=_instant(table.raw_end, end)), "e", end, _names("e"))
    return table.mutate(**sound_dates(table, how, end))


def sound_dates(table: Any, how: Reading, end: Reading | None) -> dict[str, Any]:
    """Return the columns of simple dates as expressions of raw_start and raw_end.

    table has these, and the columns of sides that are years.
    """
    import ibis

    nothing = ibis.null("int64")
    given = _sound_side(table, "s", table.raw_start, how)
    given["s_state"] = ibis.ifelse(table.raw_start.isnull(), NONE, MOMENT)
    if end is None:
        given |= _no_side("e")
    else:
        given |= _sound_side(table, "e", table.raw_end, end)
        given["e_state"] = ibis.ifelse(table.raw_end.notnull(), MOMENT, NONE)
    first, after = given["s_first"], given["s_after"]
    before = after if end is None else ibis.coalesce(given["e_after"], after)
    return given | {
        "is_odd": constant(value=False),
        "is_interval": constant(value=False) if end is None else table.raw_end.notnull(),
        "is_dated": table.raw_start.notnull(),
        "position": first,
        "earliest": first,
        "before": ibis.ifelse(table.raw_start.isnull(), nothing, before),
        "low": first,
        "high": ibis.ifelse(table.raw_start.isnull(), nothing, ibis.greatest(after, before)),
    }


def _sound_side(table: Any, side: str, column: Any, how: Reading) -> dict[str, Any]:
    import ibis

    if how.is_year:
        return {name: table[name] for name in (f"{side}_at", *_names(side))}
    # Without a step for each: an engine looks through all steps at every question.
    at = _instant(column, how)
    after = at + (DAY if how.unit == "day" else SECOND)
    return dict(zip(_names(side), (ibis.literal(how.unit), at, after), strict=True)) | {
        f"{side}_at": at
    }


def _names(side: str) -> tuple[str, str, str]:
    return f"{side}_unit", f"{side}_first", f"{side}_after"


def without_side(table: Any, side: str) -> Any:
    """Return a table with a side that never says anything."""
    return table.mutate(**_no_side(side))


def _no_side(side: str) -> dict[str, Any]:
    import ibis

    nothing = ibis.null("int64")
    columns = {f"{side}_{name}": nothing for name in ("at", "first", "after")}
    none = ibis.literal(NONE, "int8")
    return {**columns, f"{side}_unit": ibis.null("string"), f"{side}_state": none}


def _limits(value: Any, how: Reading) -> tuple[Any, Any, Any]:
    """Return whether a value is before or beyond all time, and what it is otherwise."""
    import ibis

    never = constant(value=False)
    if how.kind not in (Kind.TIMESTAMP, Kind.DATE) or how.engine not in HAVE_INFINITY:
        return never, never, value
    before = never_null(is_infinite(value, "-"))
    beyond = never_null(is_infinite(value, ""))
    return before, beyond, ibis.ifelse(before | beyond, null_like(value), value)


def _instant(value: Any, how: Reading) -> Any:
    if how.kind is Kind.TIMESTAMP:
        return from_timestamp(value, how.engine, is_whole=how.is_whole, is_late=how.is_late)
    if how.kind is Kind.DATE:
        return from_date(value, how.engine, is_near=how.is_near)
    if how.is_year:
        return midnight(_whole_year(value))
    return from_number(value, how.numbers.value if how.numbers else "s")


def _plain(table: Any, side: str, how: Reading, names: tuple[str, str, str]) -> Any:
    """Return a table with the unit of the column itself, and the stretch that it is."""
    import ibis

    unit, first, after = names
    at = table[f"{side}_at"]
    if how.is_year:
        # A leap year or not: what lies 366 days on is in the next year, or on its first day.
        table = table.mutate(_next=at + 366 * DAY)
        table = with_civil(table, "_next", how.engine)
        end = midnight(table["_year"])
    else:
        end = table[f"{side}_at"] + (DAY if how.unit == "day" else SECOND)
    at = table[f"{side}_at"]
    return table.mutate(**{unit: ibis.literal(how.unit), first: at, after: end})


def _widened(table: Any, side: str, how: Reading, names: tuple[str, str, str]) -> Any:
    """Return a table with the unit of precision, if it is coarser, and the stretch that it is."""
    import ibis

    unit, first, after = names
    given = table["precision"].fill_null(how.unit)
    finer = UNITS[UNITS.index(how.unit) + 1 :]
    table = with_columns(
        table, how.engine, **{unit: ibis.ifelse(given.isin(finer), how.unit, given)}
    )
    table = with_widened(table, f"{side}_at", unit, ("_first", "_after"), how.engine)
    # Years before 0 and of five digits have decades and centuries of their own in EDTF.
    in_four_digits = table["_first"].between(instant(0), instant(9999))
    right = ~table[unit].isin(["decade", "century"]) | in_four_digits
    nothing = ibis.null("int64")
    return with_columns(
        table,
        how.engine,
        **{
            first: ibis.ifelse(right, table["_first"], nothing),
            after: ibis.ifelse(right, table["_after"], nothing),
        },
    )


def _whole_year(value: Any) -> Any:
    """Return a column of numbers as years, null where they have a fraction or lie too far."""
    import ibis

    whole = value.between(-FURTHEST_YEAR, FURTHEST_YEAR)
    if not value.type().is_integer():
        whole &= value == value.floor()
    return ibis.ifelse(whole, value, null_like(value)).cast("int64")


def with_dates(table: Any, engine: str) -> Any:
    """Return a table with what two sides come to; see tui.dates.fuzzy_date for the words.

    is_odd is whether the date is read outside of the engine, is_dated whether it was read here.
    Then position, low and high, the least span that holds every moment written, are given; earliest
    and before are null where there is no bound. is_interval is whether it has an end of its own.
    """
    import ibis

    start, end = table.s_state, table.e_state
    first = start == MOMENT
    alone = (start == LIMIT) & (end != MOMENT)
    table = with_columns(
        table,
        engine,
        is_odd=(start != NONE) & ((start == ODD) | (end == ODD) | alone),
        # An end before its start counts as unknown.
        _ends=(end == MOMENT) & ~never_null(first & (table.s_first >= table.e_after)),
        is_interval=end != NONE,
    )
    table = with_columns(table, engine, is_dated=(table.s_state != NONE) & ~table.is_odd)
    nothing = ibis.null("int64")
    first, ends = table.s_state == MOMENT, table["_ends"]
    single = ~table.is_interval
    position = ibis.ifelse(first, table.s_first, table.e_first)
    before = ibis.cases((single, table.s_after), (ends, table.e_after), else_=nothing)
    low = ibis.ifelse(first & ends, ibis.least(table.s_first, table.e_first), position)
    both = ibis.greatest(table.s_after, table.e_after)
    high = ibis.cases((first & ends, both), (first, table.s_after), else_=table.e_after)
    found = {
        "position": position,
        "earliest": ibis.ifelse(first, table.s_first, nothing),
        "before": before,
        "low": low,
        "high": high,
    }
    dated = table.is_dated
    return with_columns(
        table, engine, **{name: ibis.ifelse(dated, value, nothing) for name, value in found.items()}
    )
