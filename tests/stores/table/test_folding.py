"""A pattern finds what folding finds, in any engine that knows nothing of case."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.stores.table import folding
from tui.stores.table.error import TableError

LETTERS = "sStTßẞﬆﬅfFiIİıﬁﬃﬀKk\u212aſσςΣŉnʼΐιᾼ aA_.-(é"
TEXT = st.text(LETTERS, max_size=6)
NEEDLE = st.text(LETTERS, min_size=1, max_size=4)


def finds(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None


@settings(deadline=None)  # the first time, all characters are looked at
@given(NEEDLE, TEXT)
def test_a_part_is_found_in_the_folded_text(needle: str, text: str) -> None:
    assert finds(folding.containing(needle), text) == (needle.casefold() in text.casefold())


@settings(deadline=None)  # the first time, all characters are looked at
@given(NEEDLE, TEXT)
def test_a_whole_text_is_found_as_folded(needle: str, text: str) -> None:
    assert finds(folding.equal(needle), text) == (needle.casefold() == text.casefold())


@settings(deadline=None)  # the first time, all characters are looked at
@given(NEEDLE, TEXT)
def test_words_are_found_between_their_bounds(needle: str, text: str) -> None:
    wanted = rf"(?<!\w){re.escape(needle.casefold())}(?!\w)"
    assert finds(folding.words(needle), text) == finds(wanted, text.casefold())


def test_a_pattern_grows_with_its_text_and_no_faster() -> None:
    text = "The strasse is offended by a fjord's official stuff. " * 30
    assert len(folding.containing(text)) < 20 * len(text)


def test_what_can_be_written_in_too_many_ways_is_refused() -> None:
    with pytest.raises(TableError, match="too many ways"):
        folding.containing("s" * 40)
