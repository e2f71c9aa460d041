"""The common shapes of EDTF and ISO 8601 texts to instants, in the engine itself."""

from typing import Any

from tui.dates.calendar import DAY, HOUR, MINUTE, SECOND
from tui.stores.table.condition import never_null
from tui.stores.table.instant import midnight
from tui.stores.table.side import LIMIT, MOMENT, NONE, ODD
from tui.stores.table.step import with_columns

#: A year, month, day or time; a blank for the T and fractions of a second as databases write them.
#: Years before 0 have a minus sign; a qualifier may stand at the end.
SHAPE = (
    r"^-?[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])"
    r"([T ]([01][0-9]|2[0-3])(:[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?)?"
    r"(Z|[+-]([01][0-9]|2[0-3])(:[0-5][0-9])?)?)?)?)?[~?%]?$"
)
_ZONE = r"(Z|[+-][0-9][0-9](:[0-9][0-9])?)[~?%]?$"


def with_text_sides(table: Any, start: str, end: str | None, engine: str) -> Any:
    """Return a table with both sides of the date that text columns say; see tui.stores.table.side.

    They are read as the fields `date` and `end`: a text in start may be an interval where no end is
    given.
    """
    import ibis

    table = with_columns(table, engine, _slash=table[start].find("/").fill_null(-1))
    slash, text = table["_slash"], table[start]
    cut = slash >= 0
    given = ibis.null("string") if end is None else table[end].nullif("")
    table = with_columns(
        table,
        engine,
        s_text=ibis.ifelse(cut, text.substr(0, ibis.greatest(slash, 0)), text.nullif("")),
        e_text=ibis.ifelse(cut, text.substr(slash + 1), given),
        _is_cut=cut,
        _is_double=cut & given.notnull(),
    )
    table = _with_side(_with_side(table, "s", engine), "e", engine)
    over = (table.s_state == MOMENT) & (table.e_state == MOMENT) & (table.s_first >= table.e_after)
    # Read outside of the engine, these become problems.
    is_odd = table["_is_double"] | (table["_is_cut"] & over)
    return with_columns(table, engine, e_state=ibis.ifelse(is_odd, ODD, table.e_state))


def _with_side(table: Any, side: str, engine: str) -> Any:
    """Return a table with what one date, `..` or nothing says, step by step."""
    import ibis

    text = table[f"{side}_text"]
    table = with_columns(table, engine, _shaped=never_null(text.re_search(SHAPE)))
    # Only digits are ever cast, for engines cast before they filter.
    plain = ibis.ifelse(table["_shaped"], table[f"{side}_text"], "1970")
    table = with_columns(table, engine, _negative=plain.startswith("-"), _signed=plain)
    signed = table["_signed"]
    table = with_columns(
        table, engine, _plain=ibis.ifelse(table["_negative"], signed.substr(1), signed)
    )
    plain = table["_plain"]
    table = with_columns(
        table,
        engine,
        _digits=plain.substr(0, 4).cast("int64"),
        _has_month=plain.substr(4, 1) == "-",
        _has_day=plain.substr(7, 1) == "-",
        _has_time=plain.substr(10, 1).isin(["T", " "]),
        _has_minute=(plain.substr(10, 1) != "") & (plain.substr(13, 1) == ":"),
    )
    plain = table["_plain"]
    # A zone such as +02:00 has a colon too, but not at the place of the one before the seconds.
    has_second = table["_has_minute"] & (plain.substr(16, 1) == ":")
    table = with_columns(table, engine, _has_second=has_second)
    plain = table["_plain"]
    table = with_columns(
        table,
        engine,
        _year=ibis.ifelse(table["_negative"], -table["_digits"], table["_digits"]),
        _month=_number(table["_has_month"], plain, 5, 1),
        _day=_number(table["_has_day"], plain, 8, 1),
        _clock=_number(table["_has_time"], plain, 11, 0) * HOUR
        + _number(table["_has_minute"], plain, 14, 0) * MINUTE
        + _number(table["_has_second"], plain, 17, 0) * SECOND
        - _zone(table["_has_time"], plain),
    )
    year, month, day = table["_year"], table["_month"], table["_day"]
    shaped, negative, digits = table["_shaped"], table["_negative"], table["_digits"]
    real = shaped & ~(negative & (digits == 0)) & (day <= _days(year, month))
    next_month = midnight(
        ibis.ifelse(month == 12, year + 1, year), ibis.ifelse(month == 12, 1, month + 1)
    )
    table = with_columns(
        table,
        engine,
        _real=real,
        _first=midnight(year, month, day) + table["_clock"],
        _next_month=next_month,
        _next_year=midnight(year + 1),
    )
    return _with_state(table, side, engine)


def _with_state(table: Any, side: str, engine: str) -> Any:
    import ibis

    text, first = table[f"{side}_text"], table["_first"]
    after = ibis.cases(
        (table["_has_second"], first + SECOND),
        (table["_has_minute"], first + MINUTE),
        (table["_has_time"], first + HOUR),
        (table["_has_day"], first + DAY),
        (table["_has_month"], table["_next_month"]),
        else_=table["_next_year"],
    )
    state = ibis.cases(
        (text.isnull(), NONE),
        (text.isin(["", ".."]), LIMIT),
        (table["_real"], MOMENT),
        else_=ODD,
    )
    nothing = ibis.null("int64")
    return with_columns(
        table,
        engine,
        **{
            f"{side}_state": state,
            f"{side}_first": ibis.ifelse(table["_real"], first, nothing),
            f"{side}_after": ibis.ifelse(table["_real"], after, nothing),
        },
    )


def _number(given: Any, text: Any, at: int, default: int) -> Any:
    import ibis

    return ibis.ifelse(given, text.substr(at, 2), f"{default:02}").cast("int64")


def _zone(has_time: Any, text: Any) -> Any:
    """Return how many microseconds the zone of a time lies east of UTC."""
    import ibis

    zone = ibis.ifelse(has_time, text, "").re_extract(_ZONE, 1).fill_null("")
    hours = ibis.ifelse(zone.length() >= 3, zone.substr(1, 2), "00").cast("int64")
    minutes = ibis.ifelse(zone.length() >= 6, zone.substr(4, 2), "00").cast("int64")
    east = hours * HOUR + minutes * MINUTE
    return ibis.ifelse(zone.startswith("-"), -east, east)


def _days(year: Any, month: Any) -> Any:
    """Return how many days a month has."""
    import ibis

    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    return ibis.cases(
        (month == 2, ibis.ifelse(leap, 29, 28)), (month.isin([4, 6, 9, 11]), 30), else_=31
    )
