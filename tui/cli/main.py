"""The command line: arguments in, an exit code out.

Nothing here imports Textual before the viewer is sure to be shown.
"""

import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from tui.cli.arguments import UsageError
from tui.cli.output import Exit, OutputError, abandon_output, crashed, print_lines, unusable

USAGE = """\
usage: eventide [FILE] [--view LINE] [--fresh] [--no-state] [--no-cache] [--theme NAME] [--ascii]
                [--map FIELD=COLUMN]
       eventide show [FILE] [--query Q] [--range A/B] [--width N] [--format text|list|json]
                     [--ascii]
       eventide check FILE... [--format text|json|github] [--fix] | --codes
       eventide add FILE FIELD=VALUE... | set FILE ID FIELD=VALUE... | remove FILE ID
                     [--dry-run]
       eventide new FILE
       eventide schema
       eventide --list-keys | --version | --help

A terminal timeline viewer for evidence kept in YAML.

  eventide FILE     open the viewer; without FILE, on the nearest events.yaml or
                    data/events.yaml from here upward, else on a sample that can only be read
  eventide show     print the picture, a list, or JSON; what a viewer's output does by itself
                    when standard output is not a terminal
  eventide check    print the problems of files as path:line:column: severity: message [code];
                    --codes says what each code means, --fix mends what is certain
  eventide add      add an event; set changes one and remove takes one away: one changed field
                    changes one line, and --dry-run prints the difference
  eventide new      write a commented file to start from, never over one that is there
  eventide schema   print the JSON Schema of a timeline, for editors

  --view LINE       show this view, as C in the viewer copies it, and not the last one
  --fresh           begin with all of the file, and not with the last view of it
  --no-state        neither begin with the last view nor keep this one
  --map F=COLUMN    take a field of events from a column, where FILE is the address of an SQL
                    table: duckdb:///FILE?table=NAME, postgres://HOST/DB?table=NAME, X.parquet;
                    or a YAML file that names one under 'table:', before what its 'columns:' say
  --no-cache        read a large file anew, and keep nothing of it for the next time
  --list-keys       print every action with its keys, as config.toml has them

  --theme NAME      eventide-dark, eventide-light, eventide-contrast, eventide-contrast-light or
                    one of Textual's; without it the one that suits the terminal
  --ascii           draw with ASCII signs only, as is done where output is not UTF-8

The name of a command comes before a file's: write ./show to open a file called show.
Exit codes: 0 well; 1 check found errors or warnings; 2 nothing could be done; 70 a
mistake in the program; 128 and a signal's number when ended by that signal.
"""


def run() -> NoReturn:
    """Run the command that this process was started with."""
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Run a command, given its arguments without the program's name; return its exit code."""
    try:
        return _dispatch(list(argv))
    except OutputError as error:
        abandon_output()
        if isinstance(error.__cause__, BrokenPipeError):
            return Exit.OK  # its reader has seen enough
        return unusable(f"the output cannot be written: {error}")
    except UsageError as error:
        return unusable(str(error))
    except SystemExit as leaving:  # argparse, once it has printed a command's help
        return int(leaving.code or 0)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return crashed(error)


def _dispatch(argv: list[str]) -> int:
    first = argv[0] if argv else ""
    if first in _COMMANDS:
        return _COMMANDS[first](argv[1:])
    if first in ("-h", "--help"):
        print_lines(USAGE.splitlines())
        return Exit.OK
    return _view(argv)


def _show(argv: list[str]) -> int:
    from tui.cli.showing import show

    return show(argv)


def _check(argv: list[str]) -> int:
    from tui.cli.checking import check

    return check(argv)


def _add(argv: list[str]) -> int:
    from tui.cli.editing import add

    return add(argv)


def _set(argv: list[str]) -> int:
    from tui.cli.editing import set_fields

    return set_fields(argv)


def _remove(argv: list[str]) -> int:
    from tui.cli.editing import remove

    return remove(argv)


def _new(argv: list[str]) -> int:
    from tui.cli.starting import new

    return new(argv)


def _schema(_: list[str]) -> int:
    from tui.formats.schema import schema_text

    print_lines(schema_text().splitlines())
    return Exit.OK


def _list_keys(_: list[str]) -> int:
    from tui.cli.preferences import list_keys

    return list_keys()


def _version(_: list[str]) -> int:
    from tui import __version__

    print_lines([f"eventide {__version__}"])
    return Exit.OK


def _view(argv: list[str]) -> int:
    from tui.cli.viewing import view

    return view(argv)


_COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "show": _show,
    "check": _check,
    "add": _add,
    "set": _set,
    "remove": _remove,
    "new": _new,
    "schema": _schema,
    "--list-keys": _list_keys,
    "--version": _version,
}
