"""A mapping's date: `date` alone or with `end`, or the date of a citation."""

from tui.dates.edtf import interval, parse
from tui.dates.edtf.error import EdtfError
from tui.dates.fuzzy_date import FuzzyDate, Kind
from tui.events.document import Document
from tui.events.fields import Fields
from tui.events.node import Node, Scalar
from tui.events.problem import Location


def read_date(fields: Fields) -> FuzzyDate | None:
    """Return what stands under `date`, None if not given or not a date."""
    node = fields.node("date")
    text = None if node is None else _written(fields, node, "date")
    if node is None or text is None:
        return None
    try:
        return parse(text)
    except EdtfError as error:
        _report(fields.document, node, error)
        return None


def read_when(fields: Fields) -> FuzzyDate | None:
    """Return the date from `date` to `end`, None if no date is given or readable.

    With an end that cannot be used the end counts as unknown.
    """
    end_node = fields.node("end")
    if end_node is None:
        return read_date(fields)
    node = fields.node("date")
    if node is None:
        message = "an end needs a date: without a beginning write 'date: ../END'"
        fields.document.log.error(end_node.location, "end-without-date", message)
        return None
    start, end = _written(fields, node, "date"), _written(fields, end_node, "end")
    if start is None:
        return None
    try:
        return interval(start, end or "")
    except EdtfError as error:
        if error.part == "end":
            _report(fields.document, end_node, error, _end_code(end or ""))
            return _with_unknown_end(start)
        alone = _or_none(start)
        _report(fields.document, node, error, "date-end" if alone else "date-invalid")
        return alone


def _end_code(end: str) -> str:
    date = _or_none(end)
    return "end-before-start" if date and date.kind is Kind.MOMENT else "date-invalid"


def _with_unknown_end(start: str) -> FuzzyDate | None:
    try:
        return interval(start, "")
    except EdtfError:
        return None


def _or_none(text: str) -> FuzzyDate | None:
    try:
        return parse(text)
    except EdtfError:
        return None


def _written(fields: Fields, node: Node, name: str) -> str | None:
    """Return a date's text; one in brackets or braces is taken from the file as it stands there."""
    if isinstance(node, Scalar):
        return node.text.rstrip("\n") if node.style in ("|", ">") else node.text
    text = fields.document.source(node)
    if not text:
        fields.report_type(node, f"'{name}'", "a text")
        return None
    message = f"to YAML a '{text[0]}' begins more than a text: put the date in quotes"
    fields.document.log.note(node.location, "date-unquoted", message)
    return text


def _report(document: Document, node: Node, error: EdtfError, code: str = "date-invalid") -> None:
    if isinstance(node, Scalar):
        place = document.place(node, error.column)
    else:
        place = Location(node.line, node.column + error.column - 1)
    document.log.error(place, code, error.reason)
