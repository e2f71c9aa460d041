"""From YAML texts to what their review finds, for tables of tests."""

from tui.events.problem import CODES, Problem
from tui.events.review import checked, review
from tui.events.validate import validate
from tui.stores.yaml_reader import read_document

#: (line, column, severity, code)
Told = tuple[int, int, str, str]


def found(text: str, code: str) -> list[Problem]:
    """Return what the rules say under a code; the text has no problem that loading tells."""
    document = read_document(text)
    timeline = validate(document)
    assert timeline.problems == ()
    problems = review(timeline, document)
    assert problems == sorted(problems)
    for problem in problems:
        assert problem.code in CODES
        assert not problem.message.endswith(".")
        assert "\n" not in problem.message
    return [problem for problem in problems if problem.code == code]


def told(text: str) -> list[Told]:
    """Return all that is told of a text, loading and levels included."""
    return [
        (*problem.location, str(problem.severity), problem.code)
        for problem in checked(read_document(text))
    ]


def places(problems: list[Problem]) -> list[tuple[int, int]]:
    return [(problem.location.line, problem.location.column) for problem in problems]


def events(*lines: str) -> str:
    """Return a timeline with an event in braces on each line from the second on."""
    return "events:\n" + "".join(f"  - {{{line}}}\n" for line in lines)
