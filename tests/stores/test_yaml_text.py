"""Which text YAML reads as it is."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.events.problem_log import ProblemLog
from tui.stores.yaml_text import is_normal, normal_text

#: What stands at the borders of what is invalid.
BORDERS = "aé\t\n\r\x1f\x7f\x80\x85\x9f\xa0\u2027\u2028\u2029\u202a\ufeff\ufffd\ufffe\uffff𐀀"


def stays(text: str) -> bool:
    return normal_text(text, ProblemLog()) == text


@given(st.text(st.one_of(st.sampled_from(BORDERS), st.characters(exclude_categories=["Cs"]))))
@example("a\r\nb\r\n")
@example("a\r\nb\r")
def test_bytes_are_normal_whose_text_stays_as_it_is(text: str) -> None:
    assert is_normal(text.encode()) == stays(text)


@pytest.mark.parametrize("char", BORDERS)
def test_each_character_by_itself(char: str) -> None:
    assert is_normal(f"é{char}".encode()) == stays(f"é{char}")
