"""The columns of a table as the fields of events, and what their dates come to."""

from dataclasses import dataclass, replace
from typing import Any

from tui.events.event import DEFAULT_IMPORTANCE
from tui.stores.table.mapping import ColumnMap, Columns, Kind
from tui.stores.table.side import (
    Reading,
    with_dates,
    with_sound_dates,
    with_typed_side,
    without_side,
)
from tui.stores.table.step import with_columns
from tui.stores.table.text_date import SHAPE, with_text_sides

#: What parts the names in a text of several.
SEPARATOR = ";"

#: Of equally important events those with the least hash come first: 58 bits of it.
_HASHES = 2**58

_CUT = {
    "year": r"^-?[0-9]{4}",
    "month": r"^-?[0-9]{4}(-[0-9][0-9])?",
    "day": r"^-?[0-9]{4}(-[0-9][0-9](-[0-9][0-9])?)?",
}
_PLURALS = {
    f"{unit}{end}": unit
    for unit in ("century", "decade", "year", "month", "day", "hour", "minute", "second")
    for end in ("", "s")
} | {"centuries": "century"}


@dataclass(frozen=True)
class EventColumns:
    """A table expression of Ibis with a row for each event; picked is the same without dates.

    key tells events apart, as the engine sorts it; rank orders them by importance, the highest
    first, then by a hash of the key. title, lane, text, publisher and url are texts or null,
    actors and tags arrays of texts, status the text that stands there, importance 1 to 5.
    own has the names of the other columns by that in the expression. Dates are as in
    tui.stores.table.side; is_text says that they stand in s_text and e_text, else in {side}_at,
    {side}_unit and {side}_raw. is_zoned is whether they have a zone, is_sound whether every row has
    a date with both its ends or none.
    """

    table: Any
    picked: Any
    own: dict[str, str]
    is_text: bool
    is_zoned: bool
    start: Reading
    end: Reading | None
    is_sound: bool = False

    def over(self, table: Any) -> "EventColumns":
        """Return the same with some of the rows only."""
        return replace(self, table=table)


def kinds(schema: Any) -> dict[str, Kind]:
    """Return the kinds of columns by their types of Ibis."""
    return {name: _kind(dtype) for name, dtype in schema.items()}


def event_columns(
    table: Any, column_map: ColumnMap, columns: Columns, engine: str, place: Any = None
) -> EventColumns:
    """Return the events of a table; place is an expression for their key where no id is mapped."""
    own_names = [name for name in columns if name not in column_map.columns]
    own = {f"own_{number}": name for number, name in enumerate(own_names)}
    picked = _picked(table, column_map, columns)
    picked |= {alias: _own(table[name], columns[name]) for alias, name in own.items()}
    picked["key"] = _key(table, column_map, picked, place)
    found = table.select(**picked)
    found = found.mutate(rank=_rank(found, engine))
    start, end = columns[column_map.start], columns.get(column_map.end)
    how = Reading(start, column_map.numbers, engine, bool(column_map.precision))
    kind = table[column_map.start].type()
    events = EventColumns(
        found,
        found,
        own,
        is_text=Kind.TEXT in (start, end),
        is_zoned=kind.is_timestamp() and kind.timezone is not None,
        start=how,
        end=None if end is None else how._replace(kind=end),
    )
    return events.over(_with_dates(events))


def sound(events: EventColumns, *, is_whole: bool) -> EventColumns:
    """Return a table known to have simple dates; see tui.stores.table.side.with_sound_dates."""
    # Columns are as they were picked, for the dates are worked out anew.
    start = events.start._replace(is_whole=is_whole)
    end = events.end and events.end._replace(is_whole=is_whole)
    table = with_sound_dates(events.picked, start, end)
    return replace(events, table=_with_raw(table), start=start, end=end, is_sound=True)


def _with_dates(events: EventColumns) -> Any:
    table = events.table
    if events.is_text:
        has_end, cut = events.end is not None, events.start.is_widened
        return with_dates(_with_text_dates(events, has_end=has_end, cut=cut), events.start.engine)
    table = with_typed_side(table, "s", "raw_start", events.start)
    if events.end is None:
        table = without_side(table, "e")
    else:
        table = with_typed_side(table, "e", "raw_end", events.end)
    return _with_raw(with_dates(table, events.start.engine))


def _with_raw(table: Any) -> Any:
    return table.mutate(s_raw=table.raw_start.cast("string"), e_raw=table.raw_end.cast("string"))


def _kind(dtype: Any) -> Kind:
    tests = (
        (Kind.TEXT, dtype.is_string()),
        (Kind.TIMESTAMP, dtype.is_timestamp()),
        (Kind.DATE, dtype.is_date()),
        (Kind.INTEGER, dtype.is_integer()),
        (Kind.NUMBER, dtype.is_floating() or dtype.is_decimal()),
        (Kind.TEXTS, dtype.is_array() and not dtype.value_type.is_nested()),
    )
    return next((kind for kind, holds in tests if holds), Kind.OTHER)


def _picked(table: Any, column_map: ColumnMap, columns: Columns) -> dict[str, Any]:
    """Return the fields of events as expressions, null where no column is mapped."""
    import ibis

    def text(name: str) -> Any:
        return table[name].cast("string") if name else ibis.null("string")

    start = table[column_map.start]
    return {
        "raw_start": start,
        "raw_end": table[column_map.end] if column_map.end else ibis.null(start.type()),
        "title": text(column_map.title),
        "lane": text(column_map.lane),
        "text": text(column_map.text),
        "status": text(column_map.status),
        "publisher": text(column_map.source),
        "url": text(column_map.url),
        "actors": _texts(table, column_map.actors, columns),
        "tags": _texts(table, column_map.tags, columns),
        "importance": _importance(table, column_map.importance, columns),
        "precision": text(column_map.precision).strip().lower().nullif("").substitute(_PLURALS),
    }


def _texts(table: Any, name: str, columns: Columns) -> Any:
    """Return an array of texts in their order, without empty ones."""
    import ibis

    if not name:
        return ibis.null("array<string>")
    if columns[name] is Kind.TEXTS:
        texts = table[name].cast("array<string>")
    else:
        texts = table[name].cast("string").split(SEPARATOR).map(lambda each: each.strip())
    return texts.filter(lambda each: each.notnull() & (each != ""))


def _importance(table: Any, name: str, columns: Columns) -> Any:
    """Return 1 to 5: what stands there if it is that, else the usual importance."""
    import ibis

    usual = ibis.literal(DEFAULT_IMPORTANCE, "int64")
    if not name:
        return usual
    value = table[name]
    if columns[name] is Kind.INTEGER:
        return ibis.ifelse(value.between(1, 5), value.cast("int64"), usual)
    if columns[name] is Kind.NUMBER:
        right = [(value == number, ibis.literal(number, "int64")) for number in range(1, 6)]
    else:
        text = value.cast("string")
        right = [(text == str(number), ibis.literal(number, "int64")) for number in range(1, 6)]
    return ibis.cases(*right, else_=usual)


def _own(column: Any, kind: Kind) -> Any:
    return column.cast("array<string>") if kind is Kind.TEXTS else column.cast("string")


def _key(table: Any, column_map: ColumnMap, picked: dict[str, Any], place: Any) -> Any:
    if column_map.id:
        column = table[column_map.id]
        kind = column.type()
        return column if kind.is_string() or kind.is_integer() else column.cast("string")
    if place is not None:
        return place
    return picked["raw_start"].cast("string").fill_null("") + "|" + picked["title"].fill_null("")


def _rank(table: Any, engine: str) -> Any:
    less = (5 - table.importance) * _HASHES
    if engine == "duckdb":
        return less + (_unsigned_hash(table.key) % _HASHES).cast("int64")
    hashed = table.key.hash()
    return less + ((hashed % _HASHES) + _HASHES) % _HASHES


def _unsigned_hash(column: Any) -> Any:
    """Call DuckDB's own function; Ibis makes it signed by way of a text of bits."""
    import ibis

    def hash(key: Any) -> int:  # type: ignore[empty-body]  # noqa: A001  the engine has it
        ...

    return ibis.udf.scalar.builtin(signature=((column.type(),), "uint64"))(hash)(column)


def _with_text_dates(events: EventColumns, *, has_end: bool, cut: bool) -> Any:
    engine = events.start.engine
    table = with_columns(
        events.table,
        engine,
        start_text=events.table.raw_start.cast("string"),
        end_text=events.table.raw_end.cast("string"),
    )
    if cut:
        table = with_columns(
            table,
            engine,
            start_text=_cut(table.start_text, table.precision),
            end_text=_cut(table.end_text, table.precision),
        )
    return with_text_sides(table, "start_text", "end_text" if has_end else None, engine)


def _cut(text: Any, precision: Any) -> Any:
    """Return a date's text no more precise than is known; what cannot be cut becomes odd."""
    import ibis

    doubt = text.re_extract("([~?%]?)$", 1)
    whole = text.re_search(SHAPE)
    finer = precision.isnull() | (precision == "second")
    cuts = [
        (whole & (precision == unit), text.re_extract(f"({pattern})", 1) + doubt)
        for unit, pattern in _CUT.items()
    ]
    return ibis.cases(
        (text.isnull() | (text == ""), text),
        (finer, text),
        *cuts,
        else_=text + " (" + precision + ")",
    )
