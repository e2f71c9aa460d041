"""Columns of an engine to instants: whole microseconds since 1970 as columns of 64-bit integers."""

from typing import Any

from tui.dates.calendar import DAY, HOUR, MINUTE, SECOND
from tui.stores.table.condition import as_number, never_null, null_like
from tui.stores.table.step import with_columns

#: An engine reckons with years from -FURTHEST_YEAR to FURTHEST_YEAR; others are read outside of it.
FURTHEST_YEAR = 140_000
#: No instant of these years, and no end of a century in them, is further from 1970 than this.
FURTHEST = (FURTHEST_YEAR + 2_100) * 366 * DAY

# Years are moved by whole cycles of 400 years, so that all divisions are of positive numbers, on
# which every engine agrees.
_CYCLES = 400
_DAYS_IN_CYCLE = 146_097
_DAYS_TO_1970 = 719_468  # from 0000-03-01

#: The units that a date can be known to, coarse to fine.
UNITS = ("century", "decade", "year", "month", "day", "hour", "minute", "second")
#: The engines whose dates and timestamps can be infinite.
HAVE_INFINITY = ("duckdb", "postgres")
_MICROSECONDS = 6  # digits of a second
_CLOCK = {"hour": HOUR, "minute": MINUTE, "second": SECOND}


def modulo(number: Any, divisor: int) -> Any:
    """Return the remainder from 0 on, also of negative numbers."""
    return ((number % divisor) + divisor) % divisor


def midnight(year: Any, month: Any = 1, day: Any = 1) -> Any:
    """Return the first instant of a day that exists; see tui.dates.calendar for the reckoning."""
    import ibis

    if isinstance(month, int):
        early, from_march = int(month <= 2), month + (9 if month <= 2 else -3)
    else:
        early, from_march = (
            ibis.ifelse(month <= 2, 1, 0),
            ibis.ifelse(month > 2, month - 3, month + 9),
        )
    moved = year + (400 * _CYCLES) - early
    before_year = moved * 365 + moved // 4 - moved // 100 + moved // 400
    day_of_year = (from_march * 153 + 2) // 5 + day
    return (before_year + day_of_year - (1 + _DAYS_TO_1970 + _CYCLES * _DAYS_IN_CYCLE)) * DAY


def with_civil(table: Any, instant: str, engine: str) -> Any:
    """Return a table with _year, _month and _days since 1970 of a column of instants, in UTC.

    It goes by steps, for each step repeats the text of those that it uses.
    """
    import ibis

    column = table[instant]
    # The half makes up for engines that divide integers as floating numbers.
    table = with_columns(table, engine, _days=(column - modulo(column, DAY) + DAY // 2) // DAY)
    moved = table["_days"] + (_DAYS_TO_1970 + _CYCLES * _DAYS_IN_CYCLE)
    table = with_columns(table, engine, _cycle=moved // _DAYS_IN_CYCLE)
    table = with_columns(table, engine, _doc=moved_days(table) - table["_cycle"] * _DAYS_IN_CYCLE)
    doc = table["_doc"]
    table = with_columns(
        table, engine, _yoc=(doc - doc // 1_460 + doc // 36_524 - doc // 146_096) // 365
    )
    yoc = table["_yoc"]
    table = with_columns(table, engine, _doy=table["_doc"] - (yoc * 365 + yoc // 4 - yoc // 100))
    table = with_columns(table, engine, _march=(table["_doy"] * 5 + 2) // 153)
    march = table["_march"]
    early = march >= 10
    year = table["_yoc"] + table["_cycle"] * 400 - 400 * _CYCLES + ibis.ifelse(early, 1, 0)
    return with_columns(table, engine, _month=ibis.ifelse(early, march - 9, march + 3), _year=year)


def moved_days(table: Any) -> Any:
    return table["_days"] + (_DAYS_TO_1970 + _CYCLES * _DAYS_IN_CYCLE)


def with_widened(table: Any, instant: str, unit: str, names: tuple[str, str], engine: str) -> Any:
    """Return a table with the half-open stretch that an instant may lie in, by two names.

    instant and unit are columns; unit is one of UNITS, null where there is no instant.
    """
    import ibis

    table = with_civil(table, instant, engine)
    year, month = table["_year"], table["_month"]
    table = with_columns(
        table, engine, _decade=year - modulo(year, 10), _century=year - modulo(year, 100)
    )
    year, column = table["_year"], table[instant]
    decade, century = table["_decade"], table["_century"]
    month = table["_month"]
    next_year = ibis.ifelse(month == 12, year + 1, year)
    next_month = ibis.ifelse(month == 12, 1, month + 1)
    stretches = {
        "day": (table["_days"] * DAY, (table["_days"] + 1) * DAY),
        "month": (midnight(year, month), midnight(next_year, next_month)),
        "year": (midnight(year), midnight(year + 1)),
        "decade": (midnight(decade), midnight(decade + 10)),
        "century": (midnight(century), midnight(century + 100)),
    }
    for name, length in _CLOCK.items():
        floor = column - modulo(column, length)
        stretches[name] = (floor, floor + length)
    is_unit = table[unit]
    starts = [(is_unit == name, start) for name, (start, _) in stretches.items()]
    ends = [(is_unit == name, end) for name, (_, end) in stretches.items()]
    return with_columns(
        table, engine, **{names[0]: ibis.cases(*starts), names[1]: ibis.cases(*ends)}
    )


def from_timestamp(
    column: Any, engine: str, *, is_whole: bool = False, is_late: bool = False
) -> Any:
    """Return the second that a timestamp lies in; one without a zone is taken as UTC.

    is_whole says that all are known to be whole seconds, is_late that none lies before 1970.
    """
    if engine == "duckdb":
        naive = getattr(column.type(), "timezone", None) is None
        instant = _since_1970(column.cast("timestamp(6)") if naive else column, "epoch_us")
        if is_fine(column) and not is_late:
            # What is finer is cut off towards 1970.
            instant -= _before_microsecond(column)
        if is_whole:
            return instant
        return instant - (instant % SECOND if is_late else modulo(instant, SECOND))
    if engine == "pyspark":
        # Its seconds are cut off towards 1970. Ibis has the session reckon in UTC.
        instant = _since_1970(column.cast("timestamp('UTC')"), "unix_micros")
        return instant - modulo(instant, SECOND)
    seconds = column.epoch_seconds().floor().cast("int64")
    return _near(seconds, FURTHEST // SECOND) * SECOND


def is_fine(column: Any) -> bool:
    """Whether a column has timestamps that are finer than microseconds."""
    kind = column.type()
    return bool(kind.is_timestamp() and (kind.scale or 0) > _MICROSECONDS)


def _before_microsecond(column: Any) -> Any:
    """Return 1 for a timestamp before 1970 between two microseconds, else 0, in DuckDB."""
    # The remainder has the sign of the number.
    return as_number(never_null(_since_1970(column, "epoch_ns") % 1_000 < 0))


def is_whole_second(column: Any) -> Any:
    """Whether a timestamp of DuckDB has no fraction of a second."""
    return from_timestamp(column, "duckdb", is_whole=True) % SECOND == 0


def from_date(column: Any, engine: str, *, is_near: bool = False) -> Any:
    """Return the first instant of a date, null where it lies too far.

    is_near says that none is known to lie so.
    """
    import ibis

    if engine == "postgres":
        # It reckons by way of a timestamp, which cannot be as late as a date.
        limit = ibis.literal(f"{FURTHEST_YEAR}-01-01").cast("date")
        column = ibis.ifelse(column < limit, column, null_like(column))
    days = column.epoch_days().cast("int64")
    return (days if is_near else _near(days, FURTHEST // DAY)) * DAY


def _near(number: Any, limit: int) -> Any:
    """Return a number, null where it lies too far to be reckoned with."""
    import ibis

    return ibis.ifelse(number.between(-limit, limit), number, null_like(number))


def from_number(column: Any, unit: str) -> Any:
    """Return the second that a number lies in, null where it lies too far.

    unit is what it counts from 1970-01-01T00:00Z: s, ms, us or ns.
    """
    import ibis

    per_second = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}[unit]
    high = min(FURTHEST // SECOND * per_second, 2**63 - 1)
    low = max(-high, per_second - 2**63)  # with room for what is rounded down
    kind = column.type()
    # What lies too far must not even be reckoned with, for engines refuse what overflows.
    if kind.is_integer():
        wide = column.cast("int64") if kind.nbytes < 8 else column
        safe = ibis.ifelse(wide.between(low, high), wide, null_like(wide)).cast("int64")
        floor = safe - modulo(safe, per_second)
        seconds = (floor + per_second // 2) // per_second
    else:
        wide = column.cast("float64")
        safe = ibis.ifelse(wide.between(float(low), float(high)), wide, ibis.null("float64"))
        seconds = (safe / float(per_second)).floor().cast("int64")
    return seconds * SECOND


def is_infinite(column: Any, sign: str) -> Any:
    """Whether a timestamp or date is the infinity of HAVE_INFINITY; sign is empty or -."""
    import ibis

    return column == ibis.literal(f"{sign}infinity").cast(column.type())


def _since_1970(column: Any, name: str) -> Any:
    """Call an engine's own function by name, of any unit; Ibis knows only one for seconds."""
    import ibis

    def since(instant: Any) -> int:  # type: ignore[empty-body]  # the engine has it
        ...

    signature = ((column.type(),), "int64")
    return ibis.udf.scalar.builtin(name=name, signature=signature)(since)(column)
