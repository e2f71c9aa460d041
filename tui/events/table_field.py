"""The table of an SQL engine that a timeline names in place of events, and its columns."""

import re

from tui.events import keys
from tui.events.clean import clean_line, is_blank
from tui.events.fields import Fields, report_type
from tui.events.named_table import NamedTable
from tui.events.node import Mapping, Node, Scalar
from tui.events.problem import Location, brief
from tui.events.spelling import near_miss

#: What in an address is a password, or does the service of one.
_PASSWORD = re.compile(
    r"://[^/?#@]*:[^@]+@|[?&][\w.-]*(?:passw|pwd|passcode|token|secret|private_?key|access_?key)"
    r"[\w.-]*=[^&]",
    re.IGNORECASE,
)
#: The keys of an event in a file by what the fields of a table are called.
_IN_FILES = {"date": "start", "sources": "source"}


def named_table(fields: Fields) -> NamedTable | None:
    """Return the table that a timeline names, None if its events are in the file.

    An address or columns that cannot be meant are problems; so is a table beside events, which is
    left alone, lest some events of a file be hidden behind others.
    """
    log = fields.document.log
    if "table" not in fields:
        message = "'columns' says what is in a table, and has no effect without 'table'"
        log.note(_key(fields, "columns").location, "columns-unused", message)
        return None
    key, node = _key(fields, "table"), fields.node("table")
    columns, places = _columns(fields)
    if "events" in fields:
        message = (
            "'table' stands beside 'events', so the table is not opened: leave one of them out"
        )
        log.error(key.location, "table-beside-events", message)
        return None
    if node is not None and not isinstance(node, Scalar):
        fields.report_type(node, "'table'", "an address, such as duckdb:///FILE?table=NAME")
        return NamedTable("", node.location, columns, places)
    if node is None or is_blank(node.text):
        message = "an address is expected after 'table:', such as duckdb:///FILE?table=NAME"
        log.error(key.location, "table-address", message)
        return NamedTable("", key.location, columns, places)
    if _PASSWORD.search(node.text):
        message = "a password stands in this address: it belongs in the environment, or in the"
        message += " files that the driver itself reads, such as PGPASSWORD or ~/.pgpass"
        log.warning(node.location, "table-password", message)
    return NamedTable(node.text.strip(), node.location, columns, places)


def _columns(fields: Fields) -> tuple[dict[str, str], dict[str, Location]]:
    """Return columns by field, and where they stand; what cannot be meant becomes a problem."""
    columns: dict[str, str] = {}
    table = fields.node("columns")
    if table is None:
        return columns, {}
    if not isinstance(table, Mapping):
        fields.report_type(table, "'columns'", "a mapping of fields to columns")
        return columns, {}
    log, first = fields.document.log, dict[str, Scalar]()
    places: dict[str, Location] = {"": table.location}
    for key, value in table.pairs:
        name, before = key.text, first.setdefault(key.text, key)
        if before is not key:
            message = f"'{brief(clean_line(name))}' stands on line {before.line} already;"
            log.error(key.location, "key-duplicate", f"{message} the first one counts")
        elif name not in keys.COLUMNS.known:
            log.error(key.location, "field-unknown", _unknown(name, table))
        elif not isinstance(value, Scalar):
            report_type(fields.document, value, f"'{name}'", "the name of a column")
        elif not value.is_null:
            columns[name], places[name] = value.text, value.location
    return columns, places


def _unknown(name: str, table: Mapping) -> str:
    """Return what is to be said of a field that there is not."""
    known = keys.COLUMNS.names
    message = f"no event of a table has the field '{brief(clean_line(name))}'"
    meant = _IN_FILES.get(name) or near_miss(name, known)
    if meant:
        return f"{message}: did you mean '{meant}'?"
    value = next(value for key, value in table.pairs if key.text == name)
    if isinstance(value, Scalar) and value.text in known:
        return f"{message}: the field comes first, '{value.text}: {brief(clean_line(name))}'"
    return f"{message}; there are {', '.join(known)}"


def _key(fields: Fields, name: str) -> Node:
    """Return the key of a name that stands in a mapping."""
    return next(key for key, _ in fields.mapping.pairs if key.text == name)
