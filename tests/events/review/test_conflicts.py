"""Lines that a merge left."""

import pytest

from tests.events.review.reviewing import told
from tui.events.review import conflict_markers

CONFLICT = """\
events:
  - {date: 2020, title: A, sources: [{title: X}, {title: Y}]}
<<<<<<< HEAD
  - {date: 2021, title: B, sources: [{title: X}, {title: Y}]}
||||||| parent
=======
  - {date: 2022, title: C, sources: [{title: X}, {title: Y}]}
>>>>>>> a branch
  - {date: 2023, title: D, sources: [{title: X}, {title: Y}]}
"""


def test_each_line_of_a_conflict_is_told_at_its_place() -> None:
    problems = list(conflict_markers(CONFLICT))
    assert [tuple(problem.location) for problem in problems] == [(3, 1), (5, 1), (6, 1), (8, 1)]
    assert {problem.severity for problem in problems} == {"error"}
    assert "where one side begins" in problems[0].message


def test_they_are_told_of_a_file_that_is_no_yaml_for_them() -> None:
    found = told(CONFLICT)
    assert [row[0] for row in found if row[3] == "conflict-marker"] == [3, 5, 6, 8]
    assert "yaml-syntax" in {row[3] for row in found}


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_a_line_of_its_own_is_one_however_it_ends(end: str) -> None:
    assert len(list(conflict_markers(f"title: A\n======={end}"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "text: |\n  Heading\n  =======\n",
        "======\n",
        "========\n",
        "=======x\n",
        "a =======\n",
        "# <<<<<<< HEAD\n",
        "<<: *base\n",
        "<<<<<<<<\n",
    ],
)
def test_other_lines_are_none(text: str) -> None:
    assert list(conflict_markers(text)) == []
