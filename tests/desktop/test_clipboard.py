"""Ways to the clipboard."""

import sys
from pathlib import Path

import pytest

from tui.desktop.clipboard import hand_to_tool, tools


@pytest.mark.parametrize(
    ("surroundings", "platform", "names"),
    [
        ({}, "linux", []),
        ({}, "darwin", ["pbcopy"]),
        ({"TMUX": "/tmp/x,1,0", "DISPLAY": ":0"}, "linux", ["tmux", "xclip", "xsel"]),  # noqa: S108
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "linux", ["wl-copy", "xclip", "xsel"]),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", ["clip.exe"]),
    ],
)
def test_the_tools_are_those_of_what_is_around(
    surroundings: dict[str, str], platform: str, names: list[str]
) -> None:
    assert [command[0] for command in tools(surroundings, platform)] == names


def make(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!{sys.executable}\nimport sys\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def around(tmp_path: Path) -> dict[str, str]:
    return {"PATH": str(tmp_path), "DISPLAY": ":0"}


def test_a_text_goes_to_the_input_of_the_tool_and_nowhere_else(
    tmp_path: Path, around: dict[str, str]
) -> None:
    kept = f"open({str(tmp_path / 'kept')!r}, 'wb').write(sys.stdin.buffer.read())"
    make(tmp_path, "xclip", f"{kept}\nopen({str(tmp_path / 'said')!r}, 'w').write(str(sys.argv))")
    text = "-h; rm -rf / `id` ü\n'quoted'"
    assert hand_to_tool(text, around) == "xclip"
    assert (tmp_path / "kept").read_text(encoding="utf-8") == text
    assert "rm" not in (tmp_path / "said").read_text()


def test_a_tool_that_fails_or_is_not_there_leaves_it_to_the_next(
    tmp_path: Path, around: dict[str, str]
) -> None:
    make(tmp_path, "xclip", "sys.exit(1)")
    assert hand_to_tool("text", around) == ""
    make(tmp_path, "xsel", "sys.stdin.read()")
    assert hand_to_tool("text", around) == "xsel"


def test_a_tool_that_hangs_is_not_waited_for(
    tmp_path: Path, around: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.desktop.clipboard.PATIENCE", 0.2)
    make(tmp_path, "xclip", "import time; time.sleep(60)")
    assert hand_to_tool("text", around) == ""
