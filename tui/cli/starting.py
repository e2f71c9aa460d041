"""`eventide new`: a file to start from, with the schema beside it."""

from tui.cli.arguments import joined, parser_of
from tui.cli.output import Exit, print_lines, unusable


def new(argv: list[str]) -> int:
    """Write a commented file that does not exist yet; return the exit code."""
    parser = parser_of("new", "Write a commented file to start from.")
    parser.add_argument("file", metavar="FILE")
    options = parser.parse_args(joined(argv))
    from pathlib import Path

    from tui.formats.schema import schema_text
    from tui.formats.starter import SCHEMA_NAME, starter
    from tui.stores.save import SaveError, create

    path = Path(options.file)
    beside = path.parent / SCHEMA_NAME
    try:
        create(path, starter().encode())
        lines = [f"{path} is written: eventide {path} opens it"]
        if not beside.exists():
            create(beside, schema_text().encode())
            lines.append(f"{beside} tells editors what can stand in it")
    except SaveError as error:
        return unusable(str(error))
    print_lines(lines)
    return Exit.OK
