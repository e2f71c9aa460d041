"""What comes from a terminal, as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.drivers import linux_driver

import tui.widgets.driver  # noqa: F401  which puts its decoder in the place of Textual's

ANSWERS = (
    b"\x1b]11;rgb:fbfb/fafa/f6f6\x1b\\",
    b"\x1b]10;rgb:00/00/00\x07",
    b"\x1b[?62;22c",
    b"\x1b[?1;2c",
)


def decoded(*chunks: bytes) -> str:
    decoder = vars(linux_driver)["getincrementaldecoder"]("utf-8")()
    last = len(chunks) - 1
    return "".join(decoder.decode(chunk, final=at == last) for at, chunk in enumerate(chunks))


@pytest.mark.parametrize("answer", ANSWERS)
@given(at=st.integers(1, 40))
def test_answers_that_come_late_are_dropped_whole_and_in_pieces(answer: bytes, at: int) -> None:
    # The escape alone may be a key; a terminal that sends it alone would confuse any program.
    at = min(max(at, 3), len(answer))
    assert decoded(b"a" + answer[:at], answer[at:] + b"b") == "ab"


@pytest.mark.parametrize(
    "keys", ["q", "\x1b", "\x1b[A", "\x1b]", "\x1b[", "\x1b[?2026;2$y", "\x1b[<0;1;1M", "é漢"]
)
def test_keys_and_reports_come_through_as_they_are(keys: str) -> None:
    assert decoded(keys.encode(), b"") == keys
    assert decoded(keys.encode(), b"x") == f"{keys}x"


def test_bytes_that_are_no_text_become_unknown_characters() -> None:
    assert decoded(b"caf\xe9s", b"") == "caf\ufffds"
    assert decoded(b"caf\xc3", b"\xa9s") == "cafés"
