"""`eventide check`: the problems of files, and what an editor would mark."""

from typing import TYPE_CHECKING

from tui.cli.arguments import joined, parser_of
from tui.cli.output import Exit, complain, print_lines, unusable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.events.problem import Problem


def check(argv: list[str]) -> int:
    """Print the problems of files; return the exit code."""
    parser = parser_of("check", "Print the problems of files.")
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--format", choices=("text", "json", "github"), default="text")
    parser.add_argument("--fix", action="store_true", help="mend what is certain, then check")
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
        if options.fix and not _mended(path):
            code = Exit.UNUSABLE
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


def _mended(path: str) -> bool:
    """Mend what is certain in a file, and say what; False if that cannot be saved."""
    from tui.cli.reading import opened
    from tui.dates.english import counted
    from tui.stores.editor import Editor
    from tui.stores.mending import certain
    from tui.stores.save import SaveError
    from tui.stores.yaml_edit.edit import EditError

    found = opened(path, to_edit=True)
    if found is None or found.read_only:
        return True  # the check itself says why
    editor, done, refused = Editor(found.file), 0, 0
    # One by one, for places move and what is refused keeps nothing else from being mended.
    while len(edits := certain(editor.file.reading.timeline)) > refused:
        try:
            editor.apply(edits[refused : refused + 1], "")
            done += 1
        except EditError:
            refused += 1
        except SaveError as error:
            unusable(str(error))
            return False
    if done:
        complain(f"{path}: {counted(done, 'thing')} mended")
    return True


def _lines(found: "Sequence[tuple[str, Problem]]", form: str) -> list[str]:
    from tui.formats.problems import problems_json, problems_text

    if form == "github":
        from tui.formats.problems_github import problems_github

        return problems_github(found)
    return [problems_json(found)] if form == "json" else problems_text(found)
