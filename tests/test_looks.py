"""Themes, colours and signs as a terminal gets them."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal import PATIENCE, ROOT, Terminal
from tui.cli import main
from tui.palette import DARK, LIGHT, Palette

SAMPLE = str(ROOT / "data" / "events.yaml")

#: A light background, and the answer that all terminals give.
ANSWERS = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c"

VOYAGE = """\
title: A voyage
eras:
  - {date: 1912-04/1912-05, title: Spring}
lanes: [Ships, Law]
events:
  - id: sailing
    date: 1912-04-10/1912-04-15
    title: The Titanic's only voyage
    lane: Ships
    text: "A *look-out* rang:\\n\\n- once\\n- twice\\n\\n| a | b |\\n|---|---|\\n| 1 | 2 |"
    sources:
      - {publisher: White Star Line, title: Sailing list, quote: It sailed.}
    links:
      - {to: ice, kind: leads-to}
  - {id: ice, date: 1912-04-14, title: The ice, lane: Ships}
  - {id: inquiry, date: "1912-05?", title: An inquiry in the Senate, lane: Law, status: disputed}
  - {id: drill, title: A lifeboat drill}
  - {id: drill, title: Another one}
"""

Start = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[Terminal] = []

    def begin(*arguments: str, **environment: str) -> Terminal:
        surroundings = {"HOME": str(tmp_path), "COLORTERM": "truecolor", "COLORFGBG": ""}
        command = ("-m", "tui", *(arguments or (SAMPLE,)))
        terminal = Terminal(command, environment={**surroundings, **environment})
        started.append(terminal)
        return terminal

    yield begin
    for terminal in started:
        terminal.close()


def ground(terminal: Terminal) -> str:
    """Return the background in the middle of the picture."""
    return f"#{terminal.screen.buffer[15][40].bg}"


def colours(terminal: Terminal) -> list[str]:
    """Return all that was sent to choose colours, without what says that they end."""
    codes = re.findall(rb"\x1b\[([0-9;]+)m", terminal.output)
    return [code.decode() for code in codes if code != b"0"]


@pytest.mark.parametrize(
    ("answers", "fgbg", "expected"),
    [
        (ANSWERS, "", LIGHT),
        (ANSWERS, "15;0", LIGHT),
        (ANSWERS.replace("ffff", "1e1e"), "0;15", DARK),
        ("\x1b[?62;22c", "0;15", LIGHT),
        ("", "", DARK),
    ],
)
def test_the_theme_suits_what_the_terminal_says_of_itself(
    start: Start, answers: str, fgbg: str, expected: Palette
) -> None:
    terminal = start(COLORFGBG=fgbg)
    terminal.send(answers)
    terminal.wait_for("Sources 3")
    assert ground(terminal) == expected.ground
    assert "rgb:" not in terminal.text
    terminal.send("q")
    assert terminal.wait() == 0
    assert terminal.modes == terminal.modes_before


def test_keys_pressed_before_the_start_count(start: Start) -> None:
    terminal = start()
    terminal.send(f".{ANSWERS}.")
    terminal.wait_for("3 of 114")


def test_an_answer_that_comes_late_is_not_taken_for_keys(start: Start) -> None:
    terminal = start()
    terminal.wait_for("Sources 3")
    terminal.send(ANSWERS[:9])
    terminal.send(ANSWERS[9:])
    terminal.send(".")
    terminal.wait_for("2 of 114")
    assert "Go to" not in terminal.text


def test_a_signal_to_end_while_the_terminal_is_asked_leaves_it_as_it_was(start: Start) -> None:
    terminal = start()
    while b"\x1b]11;?" not in terminal.output:
        assert terminal._read(time.monotonic() + PATIENCE)
    terminal.signal(signal.SIGTERM)
    assert terminal.wait() == 128 + signal.SIGTERM
    assert terminal.modes == terminal.modes_before


def test_a_theme_can_be_asked_for_by_name(start: Start) -> None:
    terminal = start("--theme", "nord", SAMPLE)
    terminal.send(ANSWERS)
    terminal.wait_for("Sources 3")
    assert ground(terminal) == "#2e3440"


def test_a_theme_that_there_is_not_is_answered_with_those_there_are(start: Start) -> None:
    terminal = start("--theme", "nonsense", SAMPLE)
    assert terminal.wait() == 2
    said = terminal.output.rpartition(b"eventide: ")[2].decode()
    assert said.startswith("there is no theme nonsense, but there are eventide-dark, ")
    assert "ansi-light" in said
    assert terminal.modes == terminal.modes_before


@pytest.mark.parametrize(("answers", "hue"), [("", "9[0-7]"), (ANSWERS, "3[0-7]")])
def test_a_terminal_of_16_colours_gets_its_own(start: Start, answers: str, hue: str) -> None:
    terminal = start(TERM="xterm", COLORTERM="")
    terminal.send(answers)
    terminal.wait_for("Sources 3")
    codes = colours(terminal)
    assert not [code for code in codes if re.search(r"\b[34]8;", code)]
    assert [code for code in codes if re.search(rf"\b{hue}\b", code)]
    chosen = [cell for row in terminal.screen.buffer.values() for cell in row.values()]
    assert "".join(cell.data for cell in chosen if cell.reverse).strip()


def test_without_colour_there_are_only_greys(start: Start) -> None:
    terminal = start(NO_COLOR="1")
    terminal.send(ANSWERS)
    terminal.wait_for("Sources 3")
    found = re.findall(r"[34]8;2;(\d+);(\d+);(\d+)", "\n".join(colours(terminal)))
    assert found
    assert all(len(set(levels)) == 1 for levels in found)
    assert ground(terminal) == "#fafafa"


@pytest.mark.parametrize("theme", [(), ("--theme", "ansi-dark")])
def test_without_colour_and_with_16_text_stands_out_from_its_ground(
    start: Start, theme: tuple[str, ...]
) -> None:
    terminal = start(*theme, SAMPLE, TERM="xterm", COLORTERM="", NO_COLOR="1")
    terminal.wait_for("Sources 3")
    cells = [cell for row in terminal.screen.buffer.values() for cell in row.values()]
    grounds = {cell.bg for cell in cells if cell.data.isalnum()}
    assert len(grounds) > 1  # what is selected has another
    assert not [cell for cell in cells if cell.data.isalnum() and cell.fg == cell.bg]


@pytest.mark.parametrize(
    ("options", "encoding"), [(("--ascii",), "utf-8"), ((), "iso-8859-1"), ((), "ascii")]
)
def test_a_terminal_without_unicode_gets_nothing_but_ascii(
    start: Start, tmp_path: Path, options: tuple[str, ...], encoding: str
) -> None:
    path = tmp_path / "voyage.yaml"
    path.write_text(VOYAGE)
    terminal = start(*options, str(path), PYTHONIOENCODING=encoding)
    terminal.wait_for("Sources 1")
    assert "* Ships" in terminal.text
    for key, needle in (
        ("?", "In the timeline"),
        ("!", "id-duplicate"),
        ("g", "2024, mar"),
        ("t", "ansi-dark"),
        ("\x10", "Search for"),
        ("L", "type to narrow"),
    ):
        terminal.send(key)
        terminal.wait_for(needle)
        if key != "L":
            terminal.send("\x1b")
            terminal.wait_while(needle)
    assert max(terminal.output) <= 0x7E


def test_options_of_the_viewer_count_where_its_output_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "voyage.yaml"
    path.write_text(VOYAGE)
    call = [sys.executable, "-m", "tui", "--theme", "nord", "--ascii", str(path)]
    printed = subprocess.run(call, capture_output=True, timeout=20, cwd=ROOT, check=True).stdout
    assert b"* Ships" in printed
    assert max(printed) <= 0x7E


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--theme"], "--theme needs the name of a theme"),
        (["--themes=nord"], "there is no option --themes=nord"),
        (["--ascii", "one.yaml", "two.yaml"], "the viewer opens one file"),
    ],
)
def test_options_that_make_no_sense_are_answered_in_a_line(
    argv: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 2
    assert said in capsys.readouterr().err
