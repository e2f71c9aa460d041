import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.events.document import Document
from tui.events.lines import Lines
from tui.events.node import Scalar
from tui.events.problem import Location
from tui.events.problem_log import ProblemLog


@given(st.text("ab\n\r\u2028"), st.integers(0, 20))
def test_a_place_is_the_line_and_the_column_in_it(text: str, index: int) -> None:
    index = min(index, len(text))
    before = text[:index].split("\n")
    assert Lines(text).location(index) == (len(before), len(before[-1]) + 1)


@given(st.text("ab\n\r\u2028"))
def test_lines_are_what_stands_between_newlines(text: str) -> None:
    lines = Lines(text)
    count = text.count("\n") + 1
    found = [slice(*lines.bounds(number)) for number in range(1, count + 1)]
    assert [text[each] for each in found] == text.split("\n")


@pytest.mark.parametrize(
    ("text", "scalar", "place"),
    [
        ("date: 1969-13", Scalar("1969-13", 1, 7), (1, 12)),
        ("a:\n  date: '1969-13'", Scalar("1969-13", 2, 9, "'"), (2, 15)),
        ("date: &a 1969-13", Scalar("1969-13", 1, 7), (1, 15)),
        ('date: "1969\\x2d13"', Scalar("1969-13", 1, 7, '"'), (1, 7)),
        ("date: 1969\n  13", Scalar("1969 13", 1, 7), (1, 7)),
        ("date: |\n  1969-13\n", Scalar("1969-13\n", 1, 7, "|"), (1, 7)),
    ],
)
def test_a_column_of_a_scalar_has_its_place_in_the_text(
    text: str, scalar: Scalar, place: tuple[int, int]
) -> None:
    assert Document(text, scalar, ProblemLog()).place(scalar, 6) == Location(*place)


def test_guessing_stops_where_it_gets_dear() -> None:
    document = Document("", None, ProblemLog())
    known = [f"crew {number}" for number in range(150_000)] + ["launch"]
    assert document.guess("lunch", known) == "launch"
    assert document.guess("lunch", known) == "launch"
    assert document.guess("lunch", known) is None
