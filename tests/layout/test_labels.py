"""Text in cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.events.clean import clean_line
from tui.layout.labels import ELLIPSIS, clip, measure, shorten, wrap

TEXT = st.text(st.sampled_from("ab c漢字é👩‍👩‍👧-—…"), max_size=40).map(clean_line)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("DeepSeek releases R1", 20, "DeepSeek releases R1"),
        ("DeepSeek releases R1", 19, "DeepSeek releases…"),
        ("DeepSeek releases R1", 18, "DeepSeek releases…"),
        ("DeepSeek releases R1", 17, "DeepSeek release…"),
        ("DeepSeek releases R1", 16, "DeepSeek…"),
        ("Internationalisation", 10, "Internati…"),
        ("one, two and so on", 9, "one, two…"),
        ("DeepSeek releases R1", 7, ""),
        ("漢字漢字漢字", 9, "漢字漢字…"),
    ],
)
def test_a_label_is_shortened_at_a_word_where_that_keeps_half_of_it(
    text: str, width: int, expected: str
) -> None:
    assert shorten(text, width) == expected


@given(TEXT, st.integers(0, 50))
def test_a_shortened_label_is_never_wider_than_its_room(text: str, width: int) -> None:
    short = shorten(text, width)
    assert measure(short) <= width
    assert short == text or short == "" or short.endswith(ELLIPSIS)


@given(TEXT, st.integers(0, 30), st.integers(0, 30))
def test_what_is_clipped_takes_exactly_the_cells_there_are(
    text: str, start: int, width: int
) -> None:
    there = max(0, min(start + width, measure(text)) - start)
    assert measure(clip(text, start, width)) == there


def test_half_a_wide_character_becomes_a_blank() -> None:
    assert clip("漢字", 1, 3) == " 字"
    assert clip("漢字", 0, 3) == "漢 "


@given(TEXT, st.integers(1, 30))
def test_wrapping_loses_no_word_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert lines
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measure(line) <= max(width, 2) for line in lines)


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert wrap("see https://example.org/x now", 10) == ["see", "https://", "example.or", "g/x now"]
