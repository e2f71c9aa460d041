"""The command line: arguments in, an exit code out.

Nothing here imports Textual before the viewer is sure to be shown.
"""

import gc
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TextIO

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from tui.config.settings import Settings
    from tui.dates.span import Span
    from tui.events.timeline import Timeline
    from tui.keymap.command import Command
    from tui.query.predicate import Predicate
    from tui.session.view_line import ViewLine
    from tui.session.view_state import ViewState

USAGE = """\
usage: eventide [FILE] [--view LINE] [--fresh] [--no-state] [--theme NAME] [--ascii]
       eventide show [FILE] [--query Q] [--range A/B] [--width N] [--format text|list|json]
                     [--ascii]
       eventide check FILE... [--format text|json]
       eventide --list-keys | --version | --help

A terminal timeline viewer for evidence kept in YAML.

  eventide FILE     open the viewer; without FILE, on the nearest events.yaml or
                    data/events.yaml from here upward, else on a sample that can only be read
  eventide show     print the picture, a list, or JSON; what a viewer's output does by itself
                    when standard output is not a terminal
  eventide check    print the problems of files as path:line:column: severity: message [code]

  --view LINE       show this view, as C in the viewer copies it, and not the last one
  --fresh           begin with all of the file, and not with the last view of it
  --no-state        neither begin with the last view nor keep this one
  --list-keys       print every action with its keys, as config.toml has them

  --theme NAME      eventide-dark, eventide-light, eventide-contrast, eventide-contrast-light or
                    one of Textual's; without it the one that suits the terminal
  --ascii           draw with ASCII signs only, as is done where output is not UTF-8

The name of a command comes before a file's: write ./show to open a file called show.
Exit codes: 0 well; 1 check found errors or warnings; 2 nothing could be done; 70 a
mistake in the program; 128 and a signal's number when ended by that signal.
"""

#: Options that take the next word as their value even when it begins with a dash.
_TAKE_NEXT = frozenset({"--query", "--range", "--width", "--format", "--theme", "--view"})


class Exit(IntEnum):
    OK = 0
    PROBLEMS = 1
    UNUSABLE = 2
    CRASHED = 70


class OutputError(Exception):
    """Standard output does not take what is written; the message says why."""


class UsageError(Exception):
    """Arguments that make no command."""


def run() -> NoReturn:
    """Run the command that this process was started with."""
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Run a command, given its arguments without the program's name; return its exit code."""
    try:
        return _dispatch(list(argv))
    except OutputError as error:
        _abandon_output()
        if isinstance(error.__cause__, BrokenPipeError):
            return Exit.OK  # its reader has seen enough
        return _unusable(f"the output cannot be written: {error}")
    except UsageError as error:
        return _unusable(str(error))
    except SystemExit as leaving:  # argparse, once it has printed a command's help
        return int(leaving.code or 0)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _crashed(error)


def _abandon_output() -> None:
    """Let nothing more be written, lest the interpreter complain when it flushes at its end."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _dispatch(argv: list[str]) -> int:
    commands: dict[str, Callable[[list[str]], int]] = {"show": _show, "check": _check}
    first = argv[0] if argv else ""
    if first in commands:
        return commands[first](_joined(argv[1:]))
    if first in ("-h", "--help"):
        _print(USAGE.splitlines())
        return Exit.OK
    if first == "--version":
        from tui import __version__

        _print([f"eventide {__version__}"])
        return Exit.OK
    if first == "--list-keys":
        return _list_keys()
    return _view(_viewed(_joined(argv)))


class Viewed(NamedTuple):
    """What the viewer is asked for; without a theme the one that suits the terminal.

    view is the line of a view, None for the last one.
    """

    path: str | None = None
    theme: str | None = None
    view: str | None = None
    is_ascii: bool = False
    is_fresh: bool = False
    keeps_state: bool = True


def _viewed(argv: list[str]) -> Viewed:
    viewed = Viewed()
    files: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            files += words
        elif word == "--ascii":
            viewed = viewed._replace(is_ascii=True)
        elif word == "--fresh":
            viewed = viewed._replace(is_fresh=True)
        elif word == "--no-state":
            viewed = viewed._replace(keeps_state=False)
        elif word.startswith("--theme="):
            viewed = viewed._replace(theme=word.removeprefix("--theme="))
        elif word.startswith("--view="):
            viewed = viewed._replace(view=word.removeprefix("--view="))
        elif word == "--theme":
            raise UsageError("--theme needs the name of a theme; see eventide --help")
        elif word == "--view":
            raise UsageError("--view needs the line of a view; see eventide --help")
        elif word.startswith("-"):
            raise UsageError(f"there is no option {word}; see eventide --help")
        else:
            files.append(word)
    if len(files) > 1:
        raise UsageError("the viewer opens one file; see eventide --help")
    return viewed._replace(path=files[0] if files else None)


def _view(viewed: Viewed) -> int:
    from tui.desktop.terminal import is_output_terminal, left_as_found, obstacle

    if not is_output_terminal():
        options = ["--ascii"] if viewed.is_ascii else []
        return _show([*options, "--", viewed.path] if viewed.path is not None else options)
    hindrance = obstacle()
    if hindrance:
        return _unusable(f"{hindrance}; eventide show prints instead")
    line = _view_line(viewed.view) if viewed.view is not None else None
    if isinstance(line, str):
        return _unusable(line)
    # Nothing that is made before the first frame can be thrown away; the app collects from then on.
    gc.disable()
    from tui.desktop.background import asked, theme_for

    with asked() as reply:
        name, timeline, notice = _read(viewed.path)
        if timeline is None:
            return Exit.UNUSABLE
        from tui.app import EventideApp
        from tui.stores.memory import MemoryStore
        from tui.widgets.theme import names

        if viewed.theme is not None and viewed.theme not in names():
            known = ", ".join(names())
            return _unusable(f"there is no theme {viewed.theme}, but there are {known}")
        prepared = _prepared(names())
        settings = prepared.settings
        told = reply()
    session = _Session(name, keeps=viewed.keeps_state and settings.remember)
    if line is None and not viewed.is_fresh:
        line = session.recalled()
    if line is None and settings.lanes:
        line = _default_view(settings.lanes, timeline)
    is_ascii = viewed.is_ascii or settings.glyphs == "ascii"
    is_plain = is_ascii or not (settings.glyphs == "unicode" or _speaks_unicode(sys.stderr))
    app = EventideApp(
        timeline,
        MemoryStore(timeline),
        name,
        _now(),
        [text for text in (notice, _in_short(prepared.notices), session.complaint) if text],
        theme=viewed.theme or settings.theme or theme_for(told.background, os.environ),
        ascii_in=sys.stderr.encoding if is_plain else "",
        typed=told.typed,
        settings=settings,
        commands=prepared.commands,
        view=line,
    )
    # Messages that a closing terminal no longer takes are no concern of the reader's.
    warnings.filterwarnings("ignore", message="coroutine .* was never awaited")
    with left_as_found():
        app.run()
    if app.failure is not None:
        return _crashed(app.failure)
    session.keep(app.stage.view)
    return app.return_code or Exit.OK


class _Prepared(NamedTuple):
    """The reader's preferences, the commands with the keys that these have, and what to tell."""

    settings: "Settings"
    commands: "Sequence[Command]"
    notices: Sequence[str]


def _prepared(themes: Sequence[str]) -> _Prepared:
    """Return the preferences as far as they can be used."""
    from tui.config.place import config_file
    from tui.config.settings import load
    from tui.keymap.table import COMMANDS

    settings = load(config_file())
    commands: Sequence[Command] = COMMANDS
    complaints = list(settings.complaints)
    if themes and settings.theme and settings.theme not in themes:
        from tui.events.spelling import near_miss

        meant = near_miss(settings.theme, themes)
        hint = f"did you mean “{meant}”?" if meant else "t in the viewer lists them"
        message = f"there is no theme “{settings.theme}”: {hint}"
        complaints.append(settings.complaint(message, "theme"))
        settings = settings._replace(theme="")
    if settings.keys:
        from tui.keymap.remap import remapped

        commands, refused = remapped(COMMANDS, settings.keys)
        complaints += [
            settings.complaint(f"the keys of {action} stay as they are: {reason}", "keys", action)
            for action, reason in refused
        ]
    settings = settings._replace(complaints=tuple(sorted(complaints)))
    notices = [str(complaint) for complaint in settings.complaints]
    return _Prepared(settings, commands, notices)


class _Session:
    """The last view of a file: where it is kept between sessions, if it is to be."""

    def __init__(self, name: str, *, keeps: bool) -> None:
        from pathlib import Path

        from tui.config.last_view import LastViews
        from tui.config.place import views_folder

        self._views = LastViews(views_folder()) if keeps else None
        self._file = Path(name)
        self.complaint = ""

    def recalled(self) -> "ViewLine | None":
        """Return the last view; where it cannot be read, complaint says so."""
        if self._views is None:
            return None
        line, complaint = self._views.recall(self._file)
        if complaint is not None:
            self.complaint = str(complaint)
        if not line:
            return None
        said = _view_line(line)
        if isinstance(said, str):
            self.complaint = f"the last view of this file cannot be read: {said}"
            return None
        return said

    def keep(self, view: "ViewState") -> None:
        """Keep a view for the next time."""
        if self._views is None:
            return
        from tui.session.view_line import written

        try:
            self._views.keep(self._file, written(view))
        except OSError as error:
            _complain(f"the view could not be kept for the next time: {error.strerror or error}")


def _view_line(text: str) -> "ViewLine | str":
    """Return the view that a line says, or a sentence that says why there is none."""
    from tui.session.view_line import ViewLineError, read_view

    try:
        return read_view(text)
    except ViewLineError as error:
        return f"--view: {error}"


def _default_view(lanes: str, timeline: "Timeline") -> "ViewLine | None":
    """Return the view with lanes by a field, None where no event has it."""
    from tui.layout.grouping import fields
    from tui.session.view_line import ViewLine, named

    known = {named(each.field) for each in fields(timeline.events)}
    return ViewLine(lanes=lanes) if lanes in known else None


def _in_short(notices: Sequence[str]) -> str:
    """Return the first of some notices, and how many more there are."""
    if len(notices) < 2:
        return "".join(notices)
    return f"{notices[0]} (and {len(notices) - 1} more: press ! for all of them)"


def _list_keys() -> int:
    from tui.formats.key_list import key_list

    prepared = _prepared(())
    _print(key_list(prepared.commands))
    for notice in prepared.notices:
        _complain(notice)
    return Exit.OK


def _show(argv: list[str]) -> int:
    parser = _parser("show", "Print a timeline without a screen.")
    parser.add_argument("file", nargs="?", metavar="FILE")
    parser.add_argument("--query", metavar="Q", default="", help="show only what a query means")
    parser.add_argument("--range", metavar="A/B", help="the EDTF date or interval to show")
    parser.add_argument("--width", type=_width, metavar="N", help="columns, 40 at least")
    parser.add_argument("--format", choices=("text", "list", "json"), default="text")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII signs only")
    options = parser.parse_args(argv)
    within = _range(options.range) if options.range is not None else None
    if isinstance(within, str):
        return _unusable(within)
    name, timeline, notice = _read(options.file)
    if timeline is None:
        return Exit.UNUSABLE
    meant = _meant(options.query, timeline)
    if isinstance(meant, str):
        return _unusable(meant)
    lines = _lines(timeline, options.format, within, meant, options.width or _columns())
    if options.format == "text" and (options.ascii or not _speaks_unicode(sys.stdout)):
        from tui.formats.picture_text import ascii_of

        lines = ascii_of(lines)
    _print(lines)
    if notice:
        _complain(notice)
    _hint(name, timeline)
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


def _check(argv: list[str]) -> int:
    parser = _parser("check", "Print the problems of files.")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    options = parser.parse_args(argv)
    from tui.formats.problems import problems_json, problems_text

    found = []
    code = Exit.OK
    for path in options.files:
        _, timeline, _ = _read(path)
        if timeline is None:
            code = Exit.UNUSABLE
            continue
        found += [(path, problem) for problem in timeline.problems]
        if timeline.troubles and code is Exit.OK:
            code = Exit.PROBLEMS
    _print([problems_json(found)] if options.format == "json" else problems_text(found))
    return code


def _read(path: str | None) -> "tuple[str, Timeline | None, str]":
    """Return the file's name, its timeline and what there is to say about which file it is.

    The timeline is None once the reason for that has been printed.
    """
    from pathlib import Path

    from tui.events.problem import UnreadableError
    from tui.stores.locate import locate
    from tui.stores.yaml_file import read

    notice = ""
    try:
        if path is None:
            place, is_sample = locate(Path.cwd())
            if is_sample:
                notice = "no events.yaml here or above: this is the sample that comes with eventide"
        else:
            place = Path(path)
        return str(place), read(place), notice
    except UnreadableError as error:
        _unusable(str(error))
    except OSError as error:
        _unusable(f"the current folder cannot be searched: {error.strerror or error}")
    return "", None, ""


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


def _parser(name: str, description: str) -> "ArgumentParser":
    from argparse import ArgumentParser

    class Parser(ArgumentParser):
        def error(self, message: str) -> NoReturn:
            raise UsageError(f"{message}; see eventide {name} --help")

    return Parser(f"eventide {name}", description=description, allow_abbrev=False)


def _width(text: str) -> int:
    from argparse import ArgumentTypeError

    if not (text.isascii() and text.isdigit() and len(text) <= 4 and int(text)):
        raise ArgumentTypeError("a whole number of columns from 1 to 9999 is meant")
    return int(text)


def _joined(argv: list[str]) -> list[str]:
    """Bind values to their options, so that `--range -0043/0100` is not taken for an option."""
    joined: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            return [*joined, word, *words]
        value = next(words, None) if word in _TAKE_NEXT else None
        joined.append(word if value is None else f"{word}={value}")
    return joined


def _columns() -> int:
    from shutil import get_terminal_size

    return get_terminal_size((100, 24)).columns


def _speaks_unicode(stream: TextIO) -> bool:
    encoding = (stream.encoding or "").lower().replace("-", "")
    return encoding.startswith("utf")


def _print(lines: Sequence[str]) -> None:
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    try:
        for line in lines:
            encoding = sys.stdout.encoding or "ascii"
            print(line.encode(encoding, "replace").decode(encoding))  # noqa: T201
        sys.stdout.flush()
    except OSError as error:
        raise OutputError(error.strerror or str(error)) from error


def _hint(path: str, timeline: "Timeline") -> None:
    if timeline.troubles:
        from shlex import quote

        from tui.dates.english import counted

        found = counted(timeline.troubles, "problem")
        _complain(f"{found}; eventide check {quote(path)} lists them")


def _unusable(message: str) -> int:
    _complain(message)
    return Exit.UNUSABLE


def _crashed(failure: BaseException) -> int:
    """Keep the traceback in a file, without values of variables, and say where."""
    from traceback import format_exception

    from platformdirs import user_log_path

    path = user_log_path("eventide", appauthor=False) / "crash.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(format_exception(failure)), encoding="utf-8")
        kept = f"the details are in {path}"
    except OSError as error:
        kept = f"the details could not be kept: {error.strerror}"
    _complain(f"stopped by a mistake in the program ({type(failure).__name__}); {kept}")
    return Exit.CRASHED


def _complain(message: str) -> None:
    from tui.events.clean import clean_line

    with suppress(OSError, ValueError):
        print(f"eventide: {clean_line(message)}", file=sys.stderr, flush=True)  # noqa: T201


def _now() -> int:
    """Return the present instant."""
    import time

    return time.time_ns() // 1000
