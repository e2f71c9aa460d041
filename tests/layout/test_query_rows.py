"""The row under a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.framing import assert_sound
from tui.formats.picture_text import text_of
from tui.layout.query_rows import choices_row, mistake_row
from tui.layout.scene import Row, Scene


def sound(row: Row, width: int) -> None:
    assert_sound(Scene(width, 1, 0, (row,)))


@pytest.mark.parametrize(
    ("at", "cells", "said"),
    [
        (4, 3, "    ^^^ this is wrong"),
        (28, 3, "              this is wrong ^^^"),
        (28, 9, "              this is wrong ^^^^"),
        (14, 6, "this is wrong ^^^^^^"),
        (12, 12, "this is wrong"),
        (99, 3, "                 this is wrong ^"),
        (-5, 2, "^^ this is wrong"),
    ],
)
def test_the_reason_stands_beside_the_marks_if_it_can(at: int, cells: int, said: str) -> None:
    assert text_of(mistake_row("this is wrong", at, cells, 32)) == said


def test_choices_are_listed_and_the_chosen_one_is_among_them() -> None:
    choices = ["first", "second", "third", "fourth"]
    assert text_of(choices_row(choices, -1, 30)) == "tab  first  second  third"
    row = choices_row(choices, 3, 24)
    assert text_of(row) == "tab  third  fourth"
    assert [run.text for run in row.runs if run.selected] == ["fourth"]
    assert text_of(choices_row([], -1, 24)) == ""


@given(
    st.lists(st.text(st.sampled_from("ab日 é"), min_size=1, max_size=12), max_size=8),
    st.data(),
    st.integers(1, 40),
)
def test_a_row_keeps_to_its_width(choices: list[str], data: st.DataObject, width: int) -> None:
    chosen = data.draw(st.integers(-1, len(choices) - 1))
    sound(choices_row(choices, chosen, width), width)
    reason = "".join(choices) or "x"
    sound(mistake_row(reason, data.draw(st.integers(-9, 60)), 3, width), width)
