"""`eventide check`: the problems of files, and what an editor would mark."""

from typing import TYPE_CHECKING

from tui.cli.arguments import joined, parser_of
from tui.cli.output import Exit, print_lines, unusable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.events.problem import Problem


def check(argv: list[str]) -> int:
    """Print the problems of files; return the exit code."""
    parser = parser_of("check", "Print the problems of files.")
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--format", choices=("text", "json", "github"), default="text")
    parser.add_argument("--codes", action="store_true", help="print what each code means")
    options = parser.parse_args(joined(argv))
    from tui.events.problem import CODES, Severity, UnreadableError
    from tui.stores import yaml_file

    if options.codes:
        wide = max(map(len, CODES))
        print_lines([f"{code:{wide}}  {meaning}" for code, meaning in CODES.items()])
        return Exit.OK
    if not options.files:
        return unusable("check needs the name of a file; see eventide check --help")
    found: list[tuple[str, Problem]] = []
    code = Exit.OK
    for path in options.files:
        try:
            problems = yaml_file.check(path)
        except UnreadableError as error:
            code = Exit(unusable(str(error)))
            continue
        found += [(path, problem) for problem in problems]
        grave = any(problem.severity is not Severity.NOTE for problem in problems)
        if grave and code is Exit.OK:
            code = Exit.PROBLEMS
    print_lines(_lines(found, options.format))
    return code


def _lines(found: "Sequence[tuple[str, Problem]]", form: str) -> list[str]:
    from tui.formats.problems import problems_json, problems_text

    if form == "github":
        from tui.formats.problems_github import problems_github

        return problems_github(found)
    return [problems_json(found)] if form == "json" else problems_text(found)
