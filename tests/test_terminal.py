"""What only a real terminal shows: signals, crashes, sizes, and standard streams that are none."""

import base64
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.events import write
from tests.terminal import ROOT, Terminal

SAMPLE = str(ROOT / "data" / "events.yaml")
VIEWER = ("-m", "tui", SAMPLE)

#: What must have been said before leaving: screen, cursor, mouse, paste and focus reports.
FAREWELL = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l")

Start = Callable[..., Terminal]

#: An editor for tests: changes a word of the file that it is given.
REPLACING = (
    "import sys, pathlib; p = pathlib.Path(sys.argv[1]);"
    " p.write_text(p.read_text().replace('Before', 'After'))"
)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[Terminal] = []

    def begin(*arguments: str, columns: int = 100, rows: int = 30) -> Terminal:
        names = ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
        home = {name: str(tmp_path) for name in names}
        terminal = Terminal(arguments, columns=columns, rows=rows, environment=home)
        started.append(terminal)
        return terminal

    yield begin
    for terminal in started:
        terminal.close()


def assert_left_as_found(terminal: Terminal) -> None:
    assert terminal.modes == terminal.modes_before
    for farewell in FAREWELL:
        assert farewell in terminal.output, farewell


def test_q_leaves_the_viewer_and_the_terminal_as_it_was(start: Start) -> None:
    terminal = start(*VIEWER)
    terminal.wait_for("AlexNet wins ImageNet")
    terminal.send("q")
    assert terminal.wait() == 0
    assert_left_as_found(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1])
def test_a_signal_to_end_leaves_the_terminal_as_it_was(
    start: Start, number: signal.Signals
) -> None:
    terminal = start(*VIEWER)
    terminal.wait_for("AlexNet wins ImageNet")
    terminal.signal(number)
    assert terminal.wait() == 128 + number
    assert_left_as_found(terminal)


def test_what_is_typed_after_g_is_for_the_prompt_however_fast_it_comes(start: Start) -> None:
    terminal = start(*VIEWER)
    terminal.wait_for("Sources 3")
    terminal.send("gdeepseek-r1-release\r")
    terminal.wait_for("DeepSeek releases R1 with open")
    terminal.wait_for("63 of 114")
    terminal.send("q")
    assert terminal.wait() == 0


def test_what_is_typed_after_l_is_for_the_list_however_fast_it_comes(start: Start) -> None:
    terminal = start(*VIEWER)
    terminal.wait_for("Sources 3")
    terminal.send("Lactor\r")
    terminal.wait_for("Demis Hass")
    terminal.send("q")
    assert terminal.wait() == 0


def test_bytes_that_are_no_text_are_typed_as_unknown_characters(start: Start) -> None:
    terminal = start(*VIEWER)
    terminal.wait_for("Sources 3")
    terminal.send_bytes(b"\xff")
    terminal.send_bytes(b"gcaf\xe9s")
    terminal.wait_for("neither a date nor an event")
    terminal.send("\x1b")
    terminal.wait_while("neither a date nor an event")
    terminal.send("q")
    assert terminal.wait() == 0


def test_a_terminal_that_no_longer_reads_does_not_keep_it_alive(start: Start) -> None:
    terminal = start(*VIEWER, columns=200, rows=60)
    terminal.wait_for("AlexNet wins ImageNet")
    for _ in range(60):
        terminal.send(".+-ad")
    time.sleep(2)
    terminal.signal(signal.SIGTERM)
    end = time.monotonic() + 20
    while time.monotonic() < end:
        pid, status = os.waitpid(terminal.pid, os.WNOHANG)
        if pid:
            terminal.exit_code = os.waitstatus_to_exitcode(status)
            break
        time.sleep(0.05)
    assert terminal.exit_code == 128 + signal.SIGTERM
    assert terminal.modes == terminal.modes_before


def test_the_key_that_ends_other_programs_is_answered(start: Start) -> None:
    terminal = start(*VIEWER)
    terminal.wait_for("Sources 3")
    terminal.send("\x03")
    terminal.wait_for("Press q to leave")


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["show", SAMPLE], ["check", SAMPLE]]
)
def test_output_that_cannot_be_written_is_said_in_one_line(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "tui", *arguments],
            stdout=full, stderr=subprocess.PIPE, timeout=20, cwd=ROOT, text=True, check=False,
        )  # fmt: skip
    assert result.returncode == 2
    assert result.stderr == "eventide: the output cannot be written: No space left on device\n"


CRASHING = """
import sys
import time
from tui.session.stage import Stage
from tui.cli import main
secret = "locals stay out of it"
def broken(self, action):
    raise RuntimeError("made to fail")
Stage.perform = broken
sys.exit(main(sys.argv[1:]))
"""


#: Fails when what was kept of a file has been seen to be true.
CRASHING_ONCE_TRUE = """
import sys
from tui.app.following import Following
from tui.cli.main import main
def failing(self):
    self._app.call_later(lambda: [][0])
Following._watch = failing
sys.exit(main(sys.argv[1:]))
"""


def test_a_crash_leaves_the_terminal_as_it_was_and_keeps_the_details(
    start: Start, tmp_path: Path
) -> None:
    terminal = start("-c", CRASHING, SAMPLE)
    terminal.wait_for("AlexNet wins ImageNet")
    terminal.send("+")
    assert terminal.wait() == 70
    assert_left_as_found(terminal)
    said = terminal.output.rpartition(b"eventide: ")[2].decode()
    assert "stopped by a mistake in the program (RuntimeError)" in said
    kept = next(tmp_path.rglob("crash.log")).read_text()
    assert "made to fail" in kept
    assert "Traceback" not in terminal.output.decode(errors="replace")
    assert "locals stay out of it" not in kept


def test_the_picture_follows_the_window_through_every_size(start: Start) -> None:
    terminal = start(*VIEWER)
    terminal.wait_for("AlexNet wins ImageNet")
    for columns, rows, needle in (
        (20, 5, "Too small"),
        (80, 24, "Chips"),
        (29, 1, "Too small"),
        (500, 200, "AlexNet wins ImageNet"),
        (50, 12, "Chips"),
        (100, 30, "AlexNet wins ImageNet"),
    ):
        terminal.resize(columns, rows)
        terminal.wait_for(needle)
    terminal.send(".")
    terminal.wait_for("2 of 114")
    terminal.send("q")
    assert terminal.wait() == 0


def test_after_being_stopped_and_continued_the_screen_is_drawn_again(start: Start) -> None:
    terminal = start(*VIEWER)
    terminal.wait_for("AlexNet wins ImageNet")
    terminal.send("\x1a")
    terminal.wait_until_stopped()
    assert terminal.modes == terminal.modes_before
    terminal.screen.reset()
    terminal.signal(signal.SIGCONT)
    terminal.wait_for("AlexNet wins ImageNet")
    terminal.wait_for("help")


def test_without_a_terminal_to_read_keys_from_the_viewer_says_so_at_once() -> None:
    master, slave = pty.openpty()
    try:
        result = subprocess.run(
            [sys.executable, *VIEWER],
            stdin=subprocess.DEVNULL,
            stdout=slave,
            stderr=subprocess.PIPE,
            timeout=20,
            cwd=ROOT,
            text=True,
            check=False,
        )
    finally:
        os.close(master)
        os.close(slave)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "standard input is none" in result.stderr


def test_a_terminal_that_cannot_move_its_cursor_is_told_so(start: Start) -> None:
    terminal = Terminal(VIEWER, environment={"TERM": "dumb"})
    try:
        assert terminal.wait() == 2
        assert b"TERM says it cannot" in terminal.output
    finally:
        terminal.close()


def test_output_into_a_pipe_is_the_picture() -> None:
    result = subprocess.run(
        [sys.executable, *VIEWER], capture_output=True, timeout=20, cwd=ROOT, check=False
    )
    shown = subprocess.run(
        [sys.executable, "-m", "tui", "show", SAMPLE],
        capture_output=True,
        timeout=20,
        cwd=ROOT,
        check=False,
    )
    assert result.returncode == 0
    assert result.stdout == shown.stdout
    assert "AlexNet wins ImageNet" in result.stdout.decode()


def test_the_last_view_of_a_file_comes_back_unless_it_is_not_wanted(start: Start) -> None:
    terminal = start(*VIEWER)
    terminal.wait_for("1 of 114")
    terminal.send("f")
    terminal.wait_for("Filter")
    terminal.send("status:disputed\r.")
    terminal.wait_while("Filter:")
    terminal.wait_for("filter status:disputed: 8 of 114")
    terminal.send(".q")
    assert terminal.wait() == 0
    again = start(*VIEWER)
    again.wait_for("filter status:disputed")
    again.send("q")
    assert again.wait() == 0
    for option in ("--no-state", "--fresh"):
        fresh = start(*VIEWER, option)
        fresh.wait_for("1 of 114")
        assert "filter status:disputed" not in fresh.text
        fresh.send("q")
        assert fresh.wait() == 0


def test_rubbish_for_a_last_view_is_told_and_all_is_shown(start: Start, tmp_path: Path) -> None:
    for rubbish in ('{"view": "zoom=3"}', "\x00\x01", '{"view": "filter=lane:("}'):
        terminal = start(*VIEWER)
        terminal.wait_for("AlexNet wins ImageNet")
        terminal.send("q")
        assert terminal.wait() == 0
        (kept,) = (tmp_path / "eventide" / "views").iterdir()
        kept.write_text(rubbish)
        terminal = start(*VIEWER)
        terminal.wait_for("1 of 114")
        terminal.wait_for("cannot be read" if "lane" not in rubbish else "column")
        terminal.send("q")
        assert terminal.wait() == 0


def test_a_view_wished_for_comes_before_the_last_one(start: Start) -> None:
    terminal = start(*VIEWER, "--view", "at=2025-01&select=deepseek-r1-release&list=yes")
    terminal.wait_for("▸")
    assert "DeepSeek releases R1" in terminal.text
    terminal.send("q")
    assert terminal.wait() == 0
    wrong = start(*VIEWER, "--view", "zoom=3")
    assert wrong.wait() == 2
    assert b"a view has no" in wrong.output


def test_broken_preferences_are_told_and_the_viewer_starts(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "eventide"
    folder.mkdir()
    (folder / "config.toml").write_text('theme = "eventide-lihgt"\n[keys\n')
    terminal = start(*VIEWER)
    terminal.wait_for("AlexNet wins ImageNet")
    terminal.wait_for("config.toml:2")
    terminal.send("q")
    assert terminal.wait() == 0
    (folder / "config.toml").write_text('theme = "eventide-lihgt"\nglyphs = "ascii"\n')
    terminal = start(*VIEWER)
    terminal.wait_for("config.toml:1")
    terminal.wait_for("AlexNet wins ImageNet")
    assert "◆" not in terminal.text
    terminal.send("q")
    assert terminal.wait() == 0


def test_a_copy_goes_to_the_terminal_by_osc_52(start: Start) -> None:
    terminal = start(*VIEWER, "--fresh")
    terminal.wait_for("AlexNet wins ImageNet")
    terminal.send("y")
    terminal.wait_for("title and date")
    said = base64.b64encode(b"AlexNet wins ImageNet by a wide margin (30 September 2012)")
    assert b"\x1b]52;c;" + said + b"\x07" in terminal.output
    terminal.send("q")
    assert terminal.wait() == 0


def test_a_window_that_is_too_small_leaves_the_last_view_as_it_was(
    start: Start, tmp_path: Path
) -> None:
    terminal = start(*VIEWER, "--view", "filter=status:disputed")
    terminal.wait_for("8 of 114")
    terminal.send("q")
    assert terminal.wait() == 0
    (kept,) = (tmp_path / "eventide" / "views").iterdir()
    before = kept.read_text()
    assert "disputed" in before
    small = start(*VIEWER, columns=28, rows=6)
    small.wait_for("Too small")
    small.send("q")
    assert small.wait() == 0
    assert kept.read_text() == before


def test_a_view_without_anything_of_its_own_comes_back_too(start: Start, tmp_path: Path) -> None:
    (tmp_path / "eventide").mkdir()
    (tmp_path / "eventide" / "config.toml").write_text('lanes = "actor"\n')
    terminal = start(*VIEWER)
    terminal.wait_for("Alibaba 5")
    terminal.send("L")
    terminal.wait_for("Lanes by")
    terminal.send("lane\r")
    terminal.wait_for("Markets")
    terminal.send("q")
    assert terminal.wait() == 0
    again = start(*VIEWER)
    again.wait_for("Markets")
    again.send("q")
    assert again.wait() == 0


def test_the_readers_own_editor_has_the_file_and_the_viewer_comes_back(
    start: Start, tmp_path: Path
) -> None:
    path = tmp_path / "e.yaml"
    path.write_text("events:\n  - {id: a, date: 2020, title: Before it}\n")
    os.environ["EDITOR"] = f'{sys.executable} -c "{REPLACING}"'
    try:
        terminal = start("-m", "tui", str(path))
        terminal.wait_for("Before it")
        terminal.send("E")
        terminal.wait_for("After it")
        terminal.send("q")
        assert terminal.wait() == 0
        assert_left_as_found(terminal)
    finally:
        del os.environ["EDITOR"]
    assert "After it" in path.read_text()


@pytest.mark.parametrize(
    ("typed", "title"),
    [("X\r..e", "Before itX"), ("XY\x7f\r.\r.", "Before itX"), ("X\x13ZZ\x7f", "Before itX")],
)
def test_what_is_typed_after_a_form_is_saved_is_not_in_it(
    start: Start, tmp_path: Path, typed: str, title: str
) -> None:
    path = tmp_path / "e.yaml"
    text = "events:\n  - {id: a, date: 2020, title: Before it}\n  - {id: b, date: 2021, title: B}\n"
    path.write_text(text)
    terminal = start("-m", "tui", str(path))
    terminal.wait_for("Before it")
    terminal.send("e")
    terminal.wait_for("Edit the event")
    terminal.send(typed)
    terminal.wait_for("Saved: changed title")
    assert path.read_text() == text.replace("Before it", title)


def test_a_mistake_that_enter_has_told_can_be_mended(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "e.yaml"
    path.write_text("events:\n  - {id: a, date: 2020, title: A}\n")
    terminal = start("-m", "tui", str(path))
    terminal.wait_for("1 of 1")
    terminal.send("e")
    terminal.wait_for("Edit the event")
    terminal.send("\x7f\r")
    terminal.wait_for("an event needs a title")
    terminal.send("New")
    terminal.wait_for("title        New")
    terminal.send("\r")
    terminal.wait_for("Saved: changed title")
    assert path.read_text() == "events:\n  - {id: a, date: 2020, title: New}\n"


def test_a_damaged_table_never_keeps_a_file_from_opening(start: Start, tmp_path: Path) -> None:
    path, tables = tmp_path / "large.yaml", tmp_path / "eventide" / "tables"
    write(path, 3_000)
    terminal = start("-m", "tui", str(path))
    terminal.wait_for("of 3,000")
    terminal.send("q")
    assert terminal.wait() == 0
    (table,) = tables.iterdir()
    data = table.read_bytes()
    # From a third on there is nothing: neither records nor ranks are what they were.
    table.write_bytes(data[: len(data) // 3] + bytes(len(data) - len(data) // 3))
    again = start("-m", "tui", "--", str(path))
    again.wait_for("of 3,000")
    again.wait_for("help")
    again.send("q")
    assert again.wait() == 0
    assert_left_as_found(again)
    assert "mistake in the program" not in again.text


#: Fails once, while what proved untrue is still on screen: the new reading comes a moment later.
UNTRUE = """
import sys
from pathlib import Path
from tui.app.following import Following
from tui.cli.main import main
read_on, path = Following._read_on, Path(sys.argv[1])
def failing(self):
    Following._read_on = read_on
    def fail():
        path.write_text(path.read_text().replace("title: ", "title: Once more, ", 1))
        return [][0]
    read_on(self)
    self._app.call_later(fail)
Following._read_on = failing
sys.exit(main(sys.argv[1:]))
"""


def test_a_table_that_proved_untrue_never_keeps_a_file_from_being_shown(
    start: Start, tmp_path: Path
) -> None:
    path, tables = tmp_path / "large.yaml", tmp_path / "eventide" / "tables"
    write(path, 3_000)
    terminal = start("-m", "tui", str(path))
    terminal.wait_for("of 3,000")
    terminal.send("q")
    assert terminal.wait() == 0
    (table,) = tables.iterdir()
    data = table.read_bytes()
    table.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    again = start("-c", UNTRUE, str(path))
    again.wait_for("Once more")
    again.wait_for("help")
    again.send("q")
    assert again.wait() == 0
    assert_left_as_found(again)
    assert "mistake in the program" not in again.text
    assert not table.exists()


def test_after_a_crash_nothing_that_was_kept_is_shown_again(start: Start, tmp_path: Path) -> None:
    path, tables = tmp_path / "large.yaml", tmp_path / "eventide" / "tables"
    write(path, 3_000)
    terminal = start("-m", "tui", str(path))
    terminal.wait_for("of 3,000")
    terminal.send("q")
    assert terminal.wait() == 0
    assert len(list(tables.iterdir())) == 1
    again = start("-c", CRASHING_ONCE_TRUE, str(path))
    again.wait_for("of 3,000")
    assert again.wait() == 70
    assert not list(tables.iterdir())
