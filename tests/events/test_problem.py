from tui.events.problem import CODES, Location, Problem, Severity, UnreadableError, brief
from tui.events.problem_log import MOST_PROBLEMS, ProblemLog

LATE, EARLY = Location(2, 1), Location(1, 9)


def test_problems_sort_by_place() -> None:
    late = Problem(LATE, Severity.ERROR, "date-invalid", "a")
    early = Problem(EARLY, Severity.NOTE, "date-invalid", "b")
    assert sorted([late, early]) == [early, late]


def test_the_same_problem_counts_once() -> None:
    log = ProblemLog()
    log.error(LATE, "date-invalid", "a")
    log.error(LATE, "date-invalid", "a")
    log.note(EARLY, "date-missing", "b")
    assert [problem.message for problem in log.problems()] == ["b", "a"]


def test_a_full_log_tells_how_many_more_and_how_grave() -> None:
    log = ProblemLog()
    for line in range(MOST_PROBLEMS + 2):
        log.error(Location(line, 1), "date-invalid", "a")
    log.note(EARLY, "date-missing", "b")
    *listed, last = log.problems()
    assert len(listed) == MOST_PROBLEMS
    assert {problem.severity for problem in listed} == {Severity.ERROR}
    assert last.severity is Severity.ERROR
    assert "3 more problems" in last.message


def test_an_unreadable_file_says_where() -> None:
    assert str(UnreadableError("a.yaml", "no such file")) == "a.yaml: no such file"
    assert str(UnreadableError("a.yaml", "a tab", LATE)) == "a.yaml:2:1: a tab"


def test_a_long_text_is_cut_in_a_message() -> None:
    assert brief("x" * 60) == "x" * 60
    assert brief("x" * 61) == "x" * 59 + "…"


def test_codes_stand_in_alphabetical_order_each_with_a_sentence() -> None:
    assert list(CODES) == sorted(CODES)
    for code, sentence in CODES.items():
        assert code == code.lower()
        assert sentence[0].isupper()
        assert sentence.endswith(".")
