"""The JSON Schema of timeline files, by which editors complete, describe and check them."""

import json
from collections.abc import Mapping, Sequence

from tui.events import keys
from tui.events.event import LinkKind, Status
from tui.events.keys import Keys
from tui.events.problem import CODES
from tui.events.review.levels import FIXED, LEVELS

#: A JSON Schema, or a part of one.
Schema = Mapping[str, object]

#: Keys with what their values are and what they say.
_Described = Mapping[str, tuple[Schema, str]]

_WORD: Schema = {"type": ["string", "number", "boolean"]}
_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
_NULL: Schema = {"type": "null"}
#: A bare 1969 is a number to an editor.
_DATE: Schema = {
    "type": ["string", "integer", "number", "null"],
    "examples": ["2025-01-20", "2025-01", "2025", "1984~", "2023-05?", "198X", "2022-10/2023-04"],
}


def _either(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _some(item: Schema) -> Schema:
    """Return what a list is, a list of one without its brackets included."""
    return _either({"type": "array", "items": item}, item, _NULL)


def _names_to(value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": value}


_WORDS = _some(_WORD)

_LANE: _Described = {
    "name": (_WORD, "The name that events give as their lane."),
    "colour": (_TEXT, "A colour, by name or as #rrggbb."),
    "glyph": (_TEXT, "The one character that stands for the lane."),
    "text": (_TEXT, "What the lane is about, in Markdown."),
}

_ERA: _Described = {
    "date": (_DATE, "The stretch of time, in EDTF: 2022-10/2023-04, 2022-10/.. if it goes on."),
    "end": (_DATE, "Its end, if `date` gives only the beginning."),
    "title": (_TEXT, "What stands over the stretch."),
    "text": (_TEXT, "What the era is about, in Markdown."),
}

_VIEW: _Described = {
    "at": (_WORDS, "The time on the screen: an EDTF date or interval."),
    "select": (_WORDS, "The id of the event that is selected."),
    "filter": (_WORDS, "A query; only what it means is shown."),
    "find": (_WORDS, "A query; what it means is marked."),
    "as-of": (_WORDS, "A date; only what a source may have told by then is shown."),
    "lanes": (_WORDS, "What makes the lanes: a field, `field.NAME` for one of your own."),
    "anchor": (_WORDS, "The id of the event that the others are measured from."),
    "split": (_WORDS, "Queries, each of which makes a lane."),
    "fold": (_WORDS, "The names of lanes that are one row."),
    "pin": (_WORDS, "The names of lanes that stay at the top."),
    "hide": (_WORDS, "The names of lanes that are not shown."),
    "order": (_WORDS, "The names of lanes in their order."),
    "columns": (_WORDS, "The columns of the list."),
    "measure": (_WORDS, "Whether the time from the anchor to the selected event is measured."),
    "dim": (_WORDS, "Whether events without a link to the selected one are dimmed."),
    "list": (_WORDS, "Whether the events are shown as a list."),
    "fold-time": (_WORDS, "Whether long stretches without events are folded."),
}

_SOURCE: _Described = {
    "publisher": (_TEXT, "Who published it."),
    "title": (_TEXT, "Its title."),
    "url": (_TEXT, "Its address, http or https."),
    "archive_url": (_TEXT, "The address of a copy in an archive, http or https."),
    "accessed": (_TEXT, "The day on which it was read."),
    "date": (_DATE, "When it was published, in EDTF."),
    "quote": (_TEXT, "Its own words."),
}

_LINK: _Described = {
    "to": (_WORD, "The id of the other event."),
    "kind": (
        {"enum": [*(kind.value for kind in LinkKind), None]},
        "What this event is to the other one; related if not given.",
    ),
}

_EVENT: _Described = {
    "id": (_TEXT, "A name of its own, for links; made from the title if not given."),
    "date": (
        _DATE,
        "When it happened, in EDTF: 2025-01, 1984~ (about), 2022-10/.. (goes on), -0043 (44 BC).",
    ),
    "end": (_DATE, "The end, if `date` gives only the beginning; .. if it goes on."),
    "as_written": (_TEXT, "The source's own words for the date."),
    "title": (_WORD, "What happened, on one line."),
    "lane": (_TEXT, "The lane it stands in."),
    "actors": (_WORDS, "Who acted."),
    "tags": (_WORDS, "Words to find it by."),
    "importance": (
        _either({"enum": [1, 2, 3, 4, 5]}, {"type": "string", "pattern": "^[1-5]?$"}, _NULL),
        "From 1 to 5, 3 if not given; decides who keeps a label where room is short.",
    ),
    "status": (
        {"enum": [*(status.value for status in Status), None]},
        "How far it can be relied on; confirmed if not given.",
    ),
    "text": (_TEXT, "What there is to say of it, in Markdown."),
    "sources": (
        _some(_either(_ref("source"), _WORD)),
        "Where it is reported: sources, ids of those at the top, or addresses.",
    ),
    "links": (
        _some(_either(_ref("link"), _WORD)),
        "What it is to other events; a bare id is a link to a related one.",
    ),
}

_LEVELS: Schema = {"enum": [*LEVELS, None]}
_CHECK: _Described = {
    code: (_LEVELS, sentence) for code, sentence in CODES.items() if code not in FIXED
}

_COLUMNS: _Described = {
    "start": (_TEXT, "The column with when an event happened, or with when it began."),
    "end": (_TEXT, "The column with its end."),
    "title": (_TEXT, "The column with what happened, on one line."),
    "lane": (_TEXT, "The column with the lane it stands in."),
    "importance": (_TEXT, "The column with a number from 1 to 5."),
    "id": (_TEXT, "The column that tells one event from all others."),
    "text": (_TEXT, "The column with what there is to say of it, in Markdown."),
    "status": (_TEXT, "The column with how far it can be relied on."),
    "actors": (_TEXT, "The column with who acted: an array, or a text."),
    "tags": (_TEXT, "The column with words to find it by: an array, or a text."),
    "links": (
        _TEXT,
        "The column with what it is linked to: an array, or a text, of KIND:ID or ID alone.",
    ),
    "source": (_TEXT, "The column with who reports it."),
    "url": (_TEXT, "The column with the address of that report."),
    "precision": (
        _TEXT,
        (
            "The column with how far a date is known: century, decade, year, month, day, hour,"
            " minute or second."
        ),
    ),
    "numbers": (
        {"enum": ["s", "ms", "us", "ns", "years", None]},
        "What numbers count that are dates: seconds and parts of them since 1970, or years.",
    ),
}

_TIMELINE: _Described = {
    "title": (_TEXT, "What the timeline is called."),
    "about": (_TEXT, "What it is about, in Markdown."),
    "lanes": (
        _either(
            {"type": "array", "items": _either(_WORD, _ref("lane"), _ref("lane-by-name"))},
            _names_to(_either(_ref("lane-rest"), _NULL)),
            _TEXT,
        ),
        "The lanes in their order: names, or mappings that say more of them.",
    ),
    "eras": (_some(_ref("era")), "Stretches of time behind the events."),
    "views": (
        _either(_names_to(_either(_TEXT, _ref("view"))), _NULL),
        "Views by name: a text is a query that filters, a mapping says more.",
    ),
    "sources": (
        _either(_names_to(_ref("source")), _NULL),
        "Sources that several events cite, by id.",
    ),
    "events": (
        _either({"type": "array", "items": _ref("event")}, _NULL),
        "What happened, in any order.",
    ),
    "check": (
        _either(_ref("check"), _NULL),
        "How grave a problem is that `eventide check` tells of this file, by its code.",
    ),
    "table": (
        {
            "type": "string",
            "examples": ["duckdb:///archive.duckdb?table=news", "postgres://host/db?table=news"],
        },
        (
            "The table of an SQL engine that has the events, in place of `events`: its address, in"
            " which names of files begin at the folder of this file."
        ),
    ),
    "columns": (
        _either(_ref("columns"), _NULL),
        (
            "Which column of the table is which field of an event; the others are known by their"
            " names, and one that is quoted and empty says that there is none."
        ),
    ),
}


def schema() -> Schema:
    """Return the schema, of draft 7, as the YAML language server reads it.

    What loading takes for an error of type does not conform, nor does an unknown key where own keys
    have no effect.
    """
    lane_by_name = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "propertyNames": {"not": {"enum": list(keys.LANE.names)}},
        "additionalProperties": _either(_ref("lane-rest"), _NULL),
    }
    check = Keys("check", tuple(_CHECK), frozenset(_CHECK), own_welcome=False)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Eventide timeline",
        **_mapping(keys.TIMELINE, _TIMELINE),
        "type": ["object", "null"],
        "not": {"type": "object", "required": ["events", "table"]},
        "definitions": {
            "lane": _mapping(keys.LANE, _LANE, required=["name"]),
            "lane-rest": _mapping(keys.LANE, _LANE),
            "lane-by-name": lane_by_name,
            "era": _mapping(keys.ERA, _ERA, required=["date"]),
            "view": _mapping(keys.VIEW, _VIEW),
            "source": _mapping(keys.SOURCE, _SOURCE),
            "event": _mapping(keys.EVENT, _EVENT, required=["date", "title"]),
            "link": _mapping(keys.LINK, _LINK, required=["to"]),
            "check": _mapping(check, _CHECK),
            "columns": _mapping(keys.COLUMNS, _COLUMNS),
        },
    }


def schema_text() -> str:
    """Return the schema as JSON."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _mapping(known: Keys, described: _Described, *, required: Sequence[str] = ()) -> Schema:
    """Return the schema of a mapping. Raise KeyError for a known key that nothing describes."""
    properties = {}
    for name in known.names:
        value, sentence = described[name]
        properties[name] = {"description": sentence, **value}
    needed = {"required": list(required)} if required else {}
    return {
        "type": "object",
        "properties": properties,
        **needed,
        "additionalProperties": known.own_welcome,
    }
