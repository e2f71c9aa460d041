import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.events.slug import LONGEST_SLUG, slug


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Google agrees to buy DeepMind", "google-agrees-to-buy-deepmind"),
        ("Putin: AI leader will rule", "putin-ai-leader-will-rule"),
        ("Nvidia −$589bn", "nvidia-589bn"),
        ("Élysée, Straße & Łódź", "elysee-strasse-łodz"),
        ("中国发布规划", "中国发布规划"),
        ("हिन्दी", "हिन्दी"),
        ("", "event"),
        ("???", "event"),
        ("word " * 20, "word-" * 11 + "word"),
        ("x" * 90, "x" * 60),
    ],
)
def test_a_slug_is_the_words_of_a_title(title: str, made: str) -> None:
    assert slug(title) == made


@given(st.text())
def test_a_slug_is_short_without_blanks_and_made_of_itself(title: str) -> None:
    made = slug(title)
    assert 0 < len(made) <= LONGEST_SLUG
    assert made.split() == [made]
    assert slug(made) == made
