"""The columns of a table as the fields of events, and what their dates come to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from tui.events.event import DEFAULT_IMPORTANCE
from tui.stores.table.condition import null_like
from tui.stores.table.instant import is_fine
from tui.stores.table.mapping import ColumnMap, Columns, Kind
from tui.stores.table.side import (
    NONE,
    Reading,
    sound_dates,
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

#: Fields that are null where no column is mapped, by what that is in a map of columns.
_MAPPED = {name: name for name in ("title", "lane", "text", "status", "url")}
_MAPPED |= {name: name for name in ("actors", "tags", "links")} | {"publisher": "source"}

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
    """A table expression of Ibis with a row for each event.

    table has the columns below. source is the engine's own table, of which it is made; fields has
    each of the columns that are read from it, as an expression over source by the name here: all
    but rank and what dates come to. same has the columns whose value is known to be the same in
    each row, with that value, so that they need not be asked for.

    key tells events apart, as the engine sorts it; it may be null, or shared. rank orders them by
    importance, the highest first, then by a hash of the key. title, lane, text, publisher and url
    are texts or null, actors, tags and links arrays of texts, status the text that stands there,
    importance 1 to 5. raw_start and raw_end are the columns of dates as they are. own has, by the
    name of such a column here, that of any other column of source.

    The columns of dates are as in tui.stores.table.side; is_text says that dates stand as texts in
    s_text and e_text, else they are in {side}_at, {side}_unit and {side}_raw. start and end are how
    raw_start and raw_end are read, end None where no column is the end. is_zoned says that they
    have a zone.

    is_placed says that no column is the id, so that keys are where rows stand in source. is_sound
    says that every row has a date with both its ends, or none. is_exact says that then also a span
    can be compared with raw_start and raw_end, in whole units of what these are known to.
    """

    table: Any
    source: Any
    fields: Mapping[str, Any]
    same: Mapping[str, Any]
    own: dict[str, str]
    is_text: bool
    is_zoned: bool
    start: Reading
    end: Reading | None
    is_placed: bool = False
    is_sound: bool = False
    is_exact: bool = False

    @property
    def is_fine(self) -> bool:
        """Whether the start column has timestamps that are finer than microseconds."""
        return is_fine(self.fields["raw_start"])

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
    picked = _fields(table, column_map, columns)
    picked |= {alias: _own(table[name], columns[name]) for alias, name in own.items()}
    picked["key"] = _key(table, column_map, picked, place)
    start, end = columns[column_map.start], columns.get(column_map.end)
    how = Reading(start, column_map.numbers, engine, bool(column_map.precision))
    kind = table[column_map.start].type()
    events = EventColumns(
        _picked(table, picked, engine),
        table,
        picked,
        {name: None for name, mapped in _MAPPED.items() if not getattr(column_map, mapped)},
        own,
        is_text=Kind.TEXT in (start, end),
        is_zoned=kind.is_timestamp() and kind.timezone is not None,
        start=how,
        end=None if end is None else how._replace(kind=end),
        is_placed=not column_map.id and place is not None,
    )
    return events.over(_with_dates(events))


def sound(events: EventColumns, *, is_whole: bool, is_late: bool) -> EventColumns:
    """Return a table known to have simple dates; see tui.stores.table.side.with_sound_dates.

    is_whole is whether its instants are whole seconds, is_late whether none is before 1970.
    """
    # Columns are as they were picked, for the dates are worked out anew.
    start = events.start._replace(is_whole=is_whole, is_late=is_late, is_near=True)
    end = events.end and events.end._replace(is_whole=is_whole, is_late=is_late, is_near=True)
    picked = _picked(events.source, events.fields, start.engine)
    table = _with_raw(with_sound_dates(picked, start, end))
    # Each date is an instant, so its text is never looked at.
    same = {**events.same, "s_unit": start.unit, "s_raw": None, "e_raw": None}
    same |= {"e_unit": end.unit} if end else {"e_at": None, "e_unit": None, "e_state": NONE}
    return replace(
        events,
        table=table,
        same=same,
        start=start,
        end=end,
        is_sound=True,
        is_exact=_is_exact(events),
    )


def _is_exact(events: EventColumns) -> bool:
    sides = (events.fields[name].type() for name in ("raw_start", "raw_end"))
    # Whether one of them is declared to be never null is no difference.
    types = {kind.copy(nullable=True) for kind in sides}
    kind = types.pop()
    if types or events.is_zoned or events.start.engine != "duckdb":
        return False
    # What is finer than microseconds is not always cut off downwards.
    return bool(kind.is_date() or (kind.is_timestamp() and not events.is_fine))


def bare(events: EventColumns) -> EventColumns:
    """Return exact events over what they are made of: their table has expressions of its columns.

    It is no table, but has all columns by their names, without the texts of dates, which are none.
    """
    fields = events.fields
    known = {**fields, **sound_dates(SimpleNamespace(**fields), events.start, events.end)}
    known["rank"] = _rank(fields["key"], fields["importance"], events.start.engine)
    return events.over(SimpleNamespace(**known))


def _picked(table: Any, fields: Mapping[str, Any], engine: str) -> Any:
    found = table.select(**fields)
    return found.mutate(rank=_rank(found.key, found.importance, engine))


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
    """Return a table with the texts of dates that are no instants, null where they are."""
    import ibis

    nothing = ibis.null("string")
    return table.mutate(
        s_raw=ibis.ifelse(table.s_at.isnull(), table.raw_start.cast("string"), nothing),
        e_raw=ibis.ifelse(table.e_at.isnull(), table.raw_end.cast("string"), nothing),
    )


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


def _fields(table: Any, column_map: ColumnMap, columns: Columns) -> dict[str, Any]:
    """Return the fields of events as expressions, null where no column is mapped."""
    import ibis

    def text(name: str) -> Any:
        return table[name].cast("string") if name else ibis.null("string")

    start = table[column_map.start]
    return {
        "raw_start": start,
        "raw_end": table[column_map.end] if column_map.end else null_like(start),
        "title": text(column_map.title),
        "lane": text(column_map.lane),
        "text": text(column_map.text),
        "status": text(column_map.status),
        "publisher": text(column_map.source),
        "url": text(column_map.url),
        "actors": _texts(table, column_map.actors, columns),
        "tags": _texts(table, column_map.tags, columns),
        "links": _texts(table, column_map.links, columns),
        "importance": _importance(table, column_map.importance, columns),
        "precision": _precision(text(column_map.precision), column_map),
    }


def _precision(text: Any, column_map: ColumnMap) -> Any:
    # Where there is no such column an engine would have to see at every question that it is null.
    return text.strip().lower().nullif("").substitute(_PLURALS) if column_map.precision else text


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


def _rank(key: Any, importance: Any, engine: str) -> Any:
    less = (5 - importance) * _HASHES
    if engine == "duckdb":
        import ibis

        # Else the sum would be one of integers of 128 bits.
        hashes = ibis.literal(_HASHES, "uint64")
        return less + (_unsigned_hash(key) % hashes).cast("int64")
    # Not every engine has a hash of nothing.
    hashed = key.hash().fill_null(0)
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
