"""The eras of a timeline: stretches of time behind its events."""

from tui.events import keys
from tui.events.date_field import read_when
from tui.events.fields import Fields
from tui.events.node import Mapping
from tui.events.timeline import Era


def read_eras(fields: Fields) -> tuple[Era, ...]:
    """Return the eras that have a date; the others are problems."""
    eras = []
    for item in fields.items("eras"):
        if isinstance(item, Mapping):
            era = _era(Fields(item, keys.ERA, fields.document))
            if era:
                eras.append(era)
        else:
            fields.report_type(item, "an item of eras", "a mapping with date and title")
    return tuple(eras)


def _era(fields: Fields) -> Era | None:
    title = fields.line("title")
    if not title:
        fields.document.log.warning(fields.location, "title-missing", "this era has no title")
    when = read_when(fields)
    if fields.node("date") is None and fields.node("end") is None:
        message = "this era has no date, so it is not shown"
        fields.document.log.error(fields.location, "date-missing", message)
    return Era(when, title, fields.prose("text")) if when else None
