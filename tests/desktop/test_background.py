"""What a terminal says of its background, and the theme that suits it."""

import os
import pty
import sys
import termios
from collections.abc import Iterator
from types import SimpleNamespace
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.desktop.background import (
    QUESTION,
    Reply,
    asked,
    colour_of,
    has_few_colours,
    is_light,
    reply_of,
    theme_for,
)
from tui.widgets.theme import names

WHITE = b"\x1b]11;rgb:fbfb/fafa/f6f6\x1b\\"
KIND = b"\x1b[?62;22c"


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("rgb:ffff/8080/0000", "#ff8000"),
        ("rgb:ff/80/00", "#ff8000"),
        ("rgb:f/8/0", "#ff8800"),
        ("rgba:1e1e/1e1e/1e1e/ffff", "#1e1e1e"),
        ("rgb:fffff/0/0", ""),
        ("rgb:ff/80", ""),
        ("rgb:ff//80", ""),
        ("rgb:+f/ff/ff", ""),
        ("#ffffff", ""),
        ("", ""),
    ],
)
def test_a_colour_is_read_in_x11s_notation(text: str, colour: str) -> None:
    assert colour_of(text) == colour


@pytest.mark.parametrize(
    ("data", "reply"),
    [
        (b"", Reply()),
        (WHITE + KIND, Reply("#fbfaf6", b"", True)),
        (b"\x1b]11;rgb:00/00/00\x07" + KIND, Reply("#000000", b"", True)),
        (KIND, Reply("", b"", True)),
        (WHITE, Reply("#fbfaf6", b"", False)),
        (b"\x1b]11;?\x1b\\" + KIND, Reply("", b"", True)),
        (b"g" + WHITE + b"2024" + KIND + b"\r", Reply("#fbfaf6", b"g2024\r", True)),
        (b"\x1b[A\x1b" + KIND, Reply("", b"\x1b[A\x1b", True)),
        (b"q\x1b]11;rgb:fb", Reply("", b"q", False)),
        (WHITE + b"q\x1b[?6", Reply("#fbfaf6", b"q", False)),
    ],
)
def test_answers_are_told_from_what_is_typed(data: bytes, reply: Reply) -> None:
    assert reply_of(data) == reply


@given(st.lists(st.sampled_from([b"a", b"\r", b"\x1b[A", b"\xc3\xa9", b"\x1b"])), st.integers(0, 9))
def test_no_key_is_lost_wherever_the_answers_come(keys: list[bytes], at: int) -> None:
    data = b"".join([*keys[:at], WHITE, KIND, *keys[at:]])
    assert reply_of(data) == Reply("#fbfaf6", b"".join(keys), True)


@pytest.mark.parametrize(
    ("background", "fgbg", "light"),
    [
        ("#ffffff", "", True),
        ("#fbfaf6", "15;0", True),
        ("#002b36", "0;15", False),
        ("#808080", "", True),
        ("#606060", "", False),
        ("", "", False),
        ("", "0;15", True),
        ("", "0;default;7", True),
        ("", "15;0", False),
        ("", "12;8", False),
        ("", "0;default", False),
        ("", "0;99", False),
    ],
)
def test_the_terminals_word_counts_then_its_variable_then_dark(
    background: str, fgbg: str, light: bool
) -> None:
    assert is_light(background, {"COLORFGBG": fgbg}) == light


@pytest.mark.parametrize(
    ("environment", "few"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, False),
        ({"TERM": "xterm"}, True),
        ({"TERM": "screen"}, True),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, False),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, False),
        ({"TERM": "xterm", "TEXTUAL_COLOR_SYSTEM": "truecolor"}, False),
        ({"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "standard"}, True),
    ],
)
def test_the_number_of_colours_is_what_textual_makes_of_the_environment(
    environment: dict[str, str], few: bool
) -> None:
    assert has_few_colours(environment) == few


@pytest.mark.parametrize(
    ("background", "environment", "theme"),
    [
        ("#000000", {"TERM": "xterm-256color"}, "eventide-dark"),
        ("#ffffff", {"TERM": "xterm-256color"}, "eventide-light"),
        ("#000000", {"TERM": "xterm"}, "ansi-dark"),
        ("#ffffff", {"TERM": "xterm"}, "ansi-light"),
        ("#000000", {"TERM": "xterm", "NO_COLOR": "1"}, "eventide-contrast"),
        ("#ffffff", {"TERM": "xterm", "NO_COLOR": "1"}, "eventide-contrast-light"),
        ("#ffffff", {"TERM": "xterm-256color", "NO_COLOR": "1"}, "eventide-light"),
    ],
)
def test_a_theme_suits_the_background_and_the_number_of_colours(
    background: str, environment: dict[str, str], theme: str
) -> None:
    assert theme_for(background, environment) == theme
    assert theme in names()


class Pty(NamedTuple):
    """What a terminal reads and writes."""

    terminal: int
    program: int


class Stream(NamedTuple):
    """A standard stream of which only the number counts."""

    handle: int

    def fileno(self) -> int:
        return self.handle


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pty]:
    """Stand at the other end of a terminal that is standard input and output."""
    terminal, program = pty.openpty()
    monkeypatch.setenv("TERM", "xterm-256color")
    streams = SimpleNamespace(stdin=Stream(program), stdout=Stream(program))
    monkeypatch.setattr("tui.desktop.background.sys", streams)
    yield Pty(terminal, program)
    os.close(terminal)
    os.close(program)


def shown_up_to(end: bytes, ends: Pty) -> bytes:
    """Return all that the terminal has been sent since the last call, once that ends so."""
    shown = b""
    while not shown.endswith(end):
        shown += os.read(ends.terminal, 4096)
    return shown


def test_a_terminal_is_asked_and_left_as_it_was(ends: Pty) -> None:
    before = termios.tcgetattr(ends.program)
    os.write(ends.terminal, b"early ")
    # A system may take what is typed in its own time: only its echo tells that it has.
    assert shown_up_to(b" ", ends) == b"early "
    with asked() as reply:
        os.write(ends.terminal, b"g" + WHITE + KIND + b"\r")
        assert reply() == Reply("#fbfaf6", b"early g\r", True)
    assert termios.tcgetattr(ends.program) == before
    os.write(ends.program, b"|")
    assert shown_up_to(b"|", ends) == QUESTION + b"|"  # nothing typed since is shown


def test_one_that_says_nothing_is_not_waited_for_for_long(ends: Pty) -> None:
    with asked() as reply:
        os.write(ends.terminal, b"q")
        assert reply() == Reply("", b"q")


def test_what_fails_meanwhile_leaves_it_as_it_was_too(ends: Pty) -> None:
    before = termios.tcgetattr(ends.program)
    with pytest.raises(SystemExit), asked():
        sys.exit(2)
    assert termios.tcgetattr(ends.program) == before


@pytest.mark.parametrize("kind", ["", "dumb", "linux"])
def test_one_that_would_show_the_question_is_not_asked(
    ends: Pty, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", kind)
    with asked() as reply:
        assert reply() == Reply()
    os.write(ends.program, b"|")
    assert os.read(ends.terminal, 4096) == b"|"


@pytest.mark.parametrize("stream", ["stdin", "stdout"])
def test_a_pipe_is_not_asked(ends: Pty, stream: str, monkeypatch: pytest.MonkeyPatch) -> None:
    end, other = os.pipe()
    monkeypatch.setattr(f"tui.desktop.background.sys.{stream}", Stream(end))
    with asked() as reply:
        assert reply() == Reply()
    os.write(ends.program, b"|")
    assert os.read(ends.terminal, 4096) == b"|"
    os.close(end)
    os.close(other)
