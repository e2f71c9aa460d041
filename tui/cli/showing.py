"""`eventide show`: a timeline without a screen."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.cli.arguments import joined, parser_of
from tui.cli.output import Exit, complain, print_lines, speaks_unicode, unusable
from tui.cli.reading import hint, mapping, read_named

if TYPE_CHECKING:
    from tui.dates.span import Span
    from tui.events.timeline import Timeline
    from tui.query.predicate import Predicate


def show(argv: list[str]) -> int:
    """Print a timeline; return the exit code."""
    parser = parser_of("show", "Print a timeline without a screen.")
    parser.add_argument("file", nargs="?", metavar="FILE")
    parser.add_argument("--query", metavar="Q", default="", help="show only what a query means")
    parser.add_argument("--range", metavar="A/B", help="the EDTF date or interval to show")
    parser.add_argument("--width", type=_width, metavar="N", help="columns, 40 at least")
    parser.add_argument("--format", choices=("text", "list", "json"), default="text")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII signs only")
    parser.add_argument(
        "--map", action="append", default=[], metavar="FIELD=COLUMN", help="a column of a table"
    )
    options = parser.parse_args(joined(argv))
    within = _range(options.range) if options.range is not None else None
    if isinstance(within, str):
        return unusable(within)
    name, timeline, notice = read_named(options.file, mapping(options.map))
    if timeline is None:
        return Exit.UNUSABLE
    meant = _meant(options.query, timeline)
    if isinstance(meant, str):
        return unusable(meant)
    lines = _lines(timeline, options.format, within, meant, options.width or _columns())
    if options.format == "text" and (options.ascii or not speaks_unicode(sys.stdout)):
        from tui.formats.picture_text import ascii_of

        lines = ascii_of(lines)
    print_lines(lines)
    if notice:
        complain(notice)
    hint(name, timeline)
    return Exit.OK


def _meant(query: str, timeline: "Timeline") -> "Predicate | str":
    """Return the test that a query stands for, or a sentence that says why there is none."""
    from tui.query.error import QueryError
    from tui.query.parser import parse
    from tui.query.predicate import Predicates
    from tui.query.vocabulary import Vocabulary

    try:
        return Predicates(timeline).of(parse(query, Vocabulary(timeline)))
    except QueryError as error:
        return f"--query, column {error.column + 1}: {error.reason}"


def _lines(
    timeline: "Timeline", form: str, within: "Span | None", meant: "Predicate", width: int
) -> Sequence[str]:
    from dataclasses import replace

    from tui.stores.memory import MemoryStore

    store = MemoryStore(timeline)
    events = list(filter(meant, store.window(within, None)))
    if form == "list":
        from tui.formats.event_list import listing

        return listing(events)
    if form == "json":
        from tui.formats.events_json import events_json

        return [events_json(timeline.title, events)]
    from tui.formats.picture_text import picture

    shown = within or MemoryStore(replace(timeline, events=tuple(events))).extent()
    return picture(timeline, events, shown, width, is_part=within is not None)


def _range(text: str) -> "Span | str":
    """Return the half-open span that --range names, or a sentence that says why there is none."""
    from tui.dates.edtf import EdtfError, parse
    from tui.dates.span import Span

    try:
        date = parse(text)
    except EdtfError as error:
        return f"--range, column {error.column}: {error.reason}"
    if date.earliest is None or date.before is None:
        return "--range needs a date or an interval with both ends, such as 2024-06/2025-01"
    return Span(date.earliest, date.before)


def _width(text: str) -> int:
    from argparse import ArgumentTypeError

    if not (text.isascii() and text.isdigit() and len(text) <= 4 and int(text)):
        raise ArgumentTypeError("a whole number of columns from 1 to 9999 is meant")
    return int(text)


def _columns() -> int:
    from shutil import get_terminal_size

    return get_terminal_size((100, 24)).columns
