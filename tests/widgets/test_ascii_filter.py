"""Signs become ASCII on their way to a terminal that has no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual._border import BORDER_CHARS
from textual.color import Color

from tui.widgets.ascii_filter import AsciiFilter


def filtered(text: str, encoding: str = "utf-8") -> str:
    style = Style(bold=True)
    (segment,) = AsciiFilter(encoding).apply([Segment(text, style)], Color(0, 0, 0))
    assert segment.style is style
    return segment.text


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("◆ ChatGPT", "utf-8", "* ChatGPT"),
        ("├──┤ ●12 ▶", "utf-8", "[--] @12 >"),
        ("“Žižek” – 漢字", "utf-8", '"Žižek" - 漢字'),
        ("“Žižek” – 漢字", "iso-8859-2", '"Žižek" - ????'),
        ("“Žižek” – 漢字", "iso-8859-1", '"?i?ek" - ????'),
        ("café ◇", "iso-8859-1", "café o"),
        ("café ◇", "ascii", "caf? o"),
        ("👩‍🚀 lands", "ascii", "?? lands"),
    ],
)
def test_signs_become_ascii_and_letters_stay_if_they_can(
    text: str, encoding: str, shown: str
) -> None:
    assert filtered(text, encoding) == shown
    assert cell_len(shown) == cell_len(text)


@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Mn", "Me", "Mc"))))
def test_every_cell_stays_where_it_is_and_is_of_the_encoding(text: str) -> None:
    for encoding in ("ascii", "iso-8859-1", "utf-8"):
        shown = filtered(text, encoding)
        assert cell_len(shown) == cell_len(text)
        assert shown.encode(encoding).decode(encoding) == shown


def test_every_border_there_is_becomes_ascii() -> None:
    for rows in BORDER_CHARS.values():
        for char in "".join(map("".join, rows)):
            assert filtered(char).isascii(), char
