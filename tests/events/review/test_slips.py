"""Two spellings of one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.events.review.slips import is_slip, slips


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OpenAI", "Open AI"),
        ("OpenAI", "openai"),
        ("open source", "open-source"),
        ("U.S. Congress", "US Congress"),
        ("GPT4", "GPT-4"),
        ("DeepSeek", "DeepSek"),
        ("DeepSeek", "DeepSeeek"),
        ("DeepSeek", "DeepSeke"),
        ("Jon Smith", "John Smith"),
        ("Henri Poincaré", "Henri Poincare"),
        ("Microsoft Research", "Micosoft Research"),
    ],
)
def test_what_differs_only_slightly_is_a_slip(one: str, other: str) -> None:
    assert is_slip(one, other)
    assert is_slip(other, one)
    assert list(slips([one, "Something else", other])) == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GPT-4", "GPT-5"),
        ("GPT-4", "GPT-4o"),
        ("Llama 2", "Llama 3"),
        ("Llama", "Llama 3"),
        ("A800", "H800"),
        ("A800x", "A800"),
        ("C", "C++"),
        ("C#", "C"),
        ("Louis XIV", "Louis XVI"),
        ("Henry V", "Henry VI"),
        ("Series A", "Series B"),
        ("George W. Bush", "George H. W. Bush"),
        ("John A. Smith", "John B. Smith"),
        ("Mint", "Mintz"),
        ("chip", "chips"),
        ("Iran", "Iraq"),
        ("Russia", "Prussia"),
        ("Austria", "Australia"),
        ("DeepSeek", "DeepMind"),
    ],
)
def test_what_may_be_another_name_is_none(one: str, other: str) -> None:
    assert not is_slip(one, other)
    assert not is_slip(other, one)
    assert list(slips([one, other])) == []


def test_names_that_differ_in_the_same_letter_are_a_series() -> None:
    series = [f"sample{chr(code)}xxx" for code in range(ord("\u4e00"), ord("\u4e00") + 40)]
    assert len(list(slips(series[:3]))) == 3
    assert list(slips(series)) == []
    assert list(slips(["Samples", "Samplets", *series])) == [("Samples", "Samplets")]


@given(st.lists(st.text("abAB -1", min_size=1, max_size=8), unique=True, max_size=12))
def test_all_pairs_are_found_and_each_once(names: list[str]) -> None:
    pairs = list(slips(names))
    assert sorted(map(sorted, pairs)) == sorted(
        sorted((one, other))
        for index, one in enumerate(names)
        for other in names[index + 1 :]
        if any(char.isalnum() for char in one + other) and is_slip(one, other)
    )
