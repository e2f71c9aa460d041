"""The columns of a table as the fields of events, and what their dates come to."""

from dataclasses import dataclass
from typing import Any

from tui.events.event import DEFAULT_IMPORTANCE
from tui.stores.table.mapping import ColumnMap, Columns, Kind
from tui.stores.table.side import with_dates, with_typed_side
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
class EventTable:
    """A table expression of Ibis with a row for each event.

    key tells events apart, as the engine sorts it; rank orders them by importance, the highest
    first, then by a hash of the key. title, lane, text, publisher and url are texts or null,
    actors and tags arrays of different texts, status the text that stands there, importance 1 to 5.
    own has the names of the other columns by that in the expression. Dates are as in
    tui.stores.table.side; is_text says that they stand in s_text and e_text, else in {side}_at,
    {side}_unit and {side}_raw. is_zoned is whether they have a zone.
    """

    table: Any
    own: dict[str, str]
    is_text: bool
    is_zoned: bool
    #: The column of start as it is and its kind, for engines to look only where they must.
    start: Kind
    is_widened: bool


def kinds(schema: Any) -> dict[str, Kind]:
    """Return the kinds of the columns of an Ibis schema."""
    return {name: _kind(schema[name]) for name in schema.names}


def event_table(
    table: Any, column_map: ColumnMap, columns: Columns, engine: str, key: Any = None
) -> EventTable:
    """Return the events of a table; key is an expression for its key where no id is mapped."""
    import ibis

    own_names = [name for name in columns if name not in column_map.columns]
    own = {f"own_{number}": name for number, name in enumerate(own_names)}
    picked = _picked(table, column_map, columns)
    picked |= {alias: _own(table[name], columns[name]) for alias, name in own.items()}
    picked["key"] = _key(table, column_map, picked, key)
    found = table.select(**picked)
    found = found.mutate(rank=_rank(found))
    start, end = columns[column_map.start], columns.get(column_map.end)
    is_text = Kind.TEXT in (start, end)
    if is_text:
        found = _with_text_dates(found, has_end=end is not None, cut=bool(column_map.precision))
    else:
        numbers = column_map.numbers
        found = with_typed_side(found, "s", "raw_start", start, numbers, engine)
        found = with_typed_side(found, "e", "raw_end", end or start, numbers, engine)
        found = found.mutate(
            s_raw=found.raw_start.cast("string"), e_raw=found.raw_end.cast("string")
        )
    kind = table[column_map.start].type()
    zoned = kind.is_timestamp() and kind.timezone is not None
    del ibis
    return EventTable(with_dates(found), own, is_text, zoned, start, bool(column_map.precision))


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
        "precision": text(column_map.precision)
        .strip()
        .lower()
        .nullif("")
        .substitute(_PLURALS)
    }


def _texts(table: Any, name: str, columns: Columns) -> Any:
    """Return an array of texts, each once, without empty ones."""
    import ibis

    if not name:
        return ibis.null("array<string>")
    if columns[name] is Kind.TEXTS:
        texts = table[name].cast("array<string>")
    else:
        texts = table[name].cast("string").split(SEPARATOR).map(lambda each: each.strip())
    return texts.filter(lambda each: each.notnull() & (each != "")).unique()


def _importance(table: Any, name: str, columns: Columns) -> Any:
    """Return 1 to 5: what stands there if it is that, else the usual importance."""
    import ibis

    usual = ibis.literal(DEFAULT_IMPORTANCE, "int64")
    if not name:
        return usual
    value = table[name]
    if columns[name] in (Kind.INTEGER, Kind.NUMBER):
        right = [(value == number, ibis.literal(number, "int64")) for number in range(1, 6)]
    else:
        text = value.cast("string")
        right = [(text == str(number), ibis.literal(number, "int64")) for number in range(1, 6)]
    return ibis.cases(*right, else_=usual)


def _own(column: Any, kind: Kind) -> Any:
    return column.cast("array<string>") if kind is Kind.TEXTS else column.cast("string")


def _key(table: Any, column_map: ColumnMap, picked: dict[str, Any], key: Any) -> Any:
    if column_map.id:
        column = table[column_map.id]
        kind = column.type()
        return column if kind.is_string() or kind.is_integer() else column.cast("string")
    if key is not None:
        return key
    return picked["raw_start"].cast("string").fill_null("") + "|" + picked["title"].fill_null("")


def _rank(table: Any) -> Any:
    less = (5 - table.importance) * _HASHES
    hashed = table.key.hash()
    return less + ((hashed % _HASHES) + _HASHES) % _HASHES


def _with_text_dates(table: Any, *, has_end: bool, cut: bool) -> Any:
    table = table.mutate(
        start_text=table.raw_start.cast("string"),
        end_text=table.raw_end.cast("string"),
    )
    if cut:
        table = table.mutate(
            start_text=_cut(table.start_text, table.precision),
            end_text=_cut(table.end_text, table.precision),
        )
    return with_text_sides(table, "start_text", "end_text" if has_end else None)


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
