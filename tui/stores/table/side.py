"""Both sides of a row's date, and what they come to: when it began, was over, and is ordered by.

A side has three columns, begun with s_ for the start and e_ for the end: state, and the half-open
[first, after) of its moment, null where it has none.
"""

from typing import Any

from tui.dates.calendar import instant
from tui.stores.table.instant import (
    FURTHEST,
    FURTHEST_YEAR,
    UNITS,
    from_date,
    from_number,
    from_timestamp,
    is_infinite,
    midnight,
    with_widened,
)
from tui.stores.table.mapping import Kind, Numbers

#: The states of a side: nothing given, a moment, an open or unknown end, and what is read outside.
NONE, MOMENT, LIMIT, ODD = range(4)


def with_typed_side(
    table: Any, side: str, column: str, kind: Kind, numbers: Numbers | None, engine: str
) -> Any:
    """Return a table with the side that a column of timestamps, dates or numbers says.

    A column `precision` of the table says how far it is known: null for as far as the column itself
    goes, one of UNITS, or anything else, which makes the date odd. {side}_at is the instant as it
    stands in the column, to the second or to the year, null where it is odd; {side}_unit what it is
    known to.
    """
    import ibis

    value = table[column]
    before = beyond = ibis.literal(False)  # noqa: FBT003  literals of the engine
    unit, lowest, highest = "second", instant(-9999), instant(10_000)
    if kind in (Kind.TIMESTAMP, Kind.DATE):
        before = is_infinite(value, "-", engine).fill_null(value=False)
        beyond = is_infinite(value, "", engine).fill_null(value=False)
        finite = ibis.ifelse(before | beyond, ibis.null(value.type()), value)
        at = from_timestamp(finite, engine) if kind is Kind.TIMESTAMP else from_date(finite)
        unit = "second" if kind is Kind.TIMESTAMP else "day"
    elif numbers is Numbers.YEARS:
        at = midnight(_whole_year(value))
        unit, lowest, highest = "year", -FURTHEST, FURTHEST
    else:
        at = from_number(value, numbers.value if numbers else "s")
    # Between those years a date can be written to the second; beyond, only its year can.
    table = table.mutate(_at=at, _limit=before if side == "s" else beyond)
    near = table["_at"].between(lowest, highest - 1)
    given = table["precision"].fill_null(unit)
    finer = UNITS[UNITS.index(unit) + 1 :]
    table = table.mutate(
        **{
            f"{side}_at": ibis.ifelse(near, table["_at"], ibis.null("int64")),
            f"{side}_unit": ibis.ifelse(given.isin(finer), unit, given),
        }
    )
    return _with_state(_widened(table, side), side, column)


def _whole_year(value: Any) -> Any:
    """Return a column of numbers as years, null where they have a fraction or lie too far."""
    import ibis

    whole = value.between(-FURTHEST_YEAR, FURTHEST_YEAR)
    if not value.type().is_integer():
        whole &= value == value.floor()
    return ibis.ifelse(whole, value, ibis.null(value.type())).cast("int64")


def _widened(table: Any, side: str) -> Any:
    return with_widened(table, f"{side}_at", f"{side}_unit", f"{side}_first", f"{side}_after")


def _with_state(table: Any, side: str, column: str) -> Any:
    import ibis

    first, unit = table[f"{side}_first"], table[f"{side}_unit"]
    # Years before 0 and of five digits have decades and centuries of their own in EDTF.
    coarse = unit.isin(["decade", "century"]) & ~first.between(instant(0), instant(9999))
    state = ibis.cases(
        (table[column].isnull(), NONE),
        (table["_limit"], LIMIT),
        (first.notnull() & ~coarse, MOMENT),
        else_=ODD,
    )
    return table.mutate(**{f"{side}_state": state})


def with_dates(table: Any) -> Any:
    """Return a table with what two sides come to; see tui.dates.fuzzy_date for the words.

    is_odd is whether the date is read outside of the engine, is_dated whether it was read here.
    Then position, low and high, the least span that holds every moment written, are given; earliest
    and before are null where there is no bound. is_interval is whether it has an end of its own.
    """
    import ibis

    start, end = table.s_state, table.e_state
    first = start == MOMENT
    alone = (start == LIMIT) & (end != MOMENT)
    table = table.mutate(
        is_odd=(start != NONE) & ((start == ODD) | (end == ODD) | alone),
        # An end before its start counts as unknown.
        _ends=(end == MOMENT) & ~(first & (table.s_first >= table.e_after)).fill_null(value=False),
        is_interval=end != NONE,
    )
    table = table.mutate(is_dated=(table.s_state != NONE) & ~table.is_odd)
    nothing = ibis.null("int64")
    first, ends = table.s_state == MOMENT, table["_ends"]
    single = ~table.is_interval
    position = ibis.ifelse(first, table.s_first, table.e_first)
    before = ibis.cases((single, table.s_after), (ends, table.e_after), else_=nothing)
    low = ibis.ifelse(first & ends, ibis.least(table.s_first, table.e_first), position)
    both = ibis.greatest(table.s_after, table.e_after)
    high = ibis.cases(
        (first & ends, both), (first, table.s_after), else_=table.e_after
    )
    found = {
        "position": position,
        "earliest": ibis.ifelse(first, table.s_first, nothing),
        "before": before,
        "low": low,
        "high": high,
    }
    dated = table.is_dated
    return table.mutate(
        **{name: ibis.ifelse(dated, value, nothing) for name, value in found.items()}
    )
