"""`eventide check`: the problems of files."""

from tui.cli.arguments import joined, parser_of
from tui.cli.output import Exit, print_lines
from tui.cli.reading import read_named


def check(argv: list[str]) -> int:
    """Print the problems of files; return the exit code."""
    parser = parser_of("check", "Print the problems of files.")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    options = parser.parse_args(joined(argv))
    from tui.formats.problems import problems_json, problems_text

    found = []
    code = Exit.OK
    for path in options.files:
        _, timeline, _ = read_named(path)
        if timeline is None:
            code = Exit.UNUSABLE
            continue
        found += [(path, problem) for problem in timeline.problems]
        if timeline.troubles and code is Exit.OK:
            code = Exit.PROBLEMS
    print_lines([problems_json(found)] if options.format == "json" else problems_text(found))
    return code
