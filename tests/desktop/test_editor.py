"""The reader's own editor."""

import sys
from pathlib import Path

import pytest

from tui.desktop.editor import command_at, edit


@pytest.mark.parametrize(
    ("wished", "command"),
    [
        ({}, ["vi", "+7", "/f/e.yaml"]),
        ({"EDITOR": "nano"}, ["nano", "+7", "/f/e.yaml"]),
        (
            {"EDITOR": "nano", "VISUAL": "/usr/bin/nvim -p"},
            ["/usr/bin/nvim", "-p", "+7", "/f/e.yaml"],
        ),
        ({"EDITOR": "hx"}, ["hx", "/f/e.yaml:7"]),
        ({"EDITOR": "code"}, ["code", "--wait", "--goto", "/f/e.yaml:7"]),
        ({"EDITOR": "code -w"}, ["code", "-w", "--goto", "/f/e.yaml:7"]),
        ({"EDITOR": "'my editor' --x"}, ["my editor", "--x", "/f/e.yaml"]),
    ],
)
def test_it_is_opened_at_the_line_in_its_own_way(
    wished: dict[str, str], command: list[str]
) -> None:
    assert command_at("/f/e.yaml", 7, wished) == command


def test_a_setting_that_is_no_command_is_told() -> None:
    assert command_at("e.yaml", 1, {"EDITOR": "'open"}) is None
    assert "EDITOR" in edit(None)
    assert "could not be started" in edit(["/no/such/editor"])


def test_a_name_that_looks_like_an_option_is_none() -> None:
    command = command_at("-e.yaml", 1, {})
    assert command is not None
    assert Path(command[-1]).is_absolute()


def test_how_it_ended_is_told() -> None:
    assert edit([sys.executable, "-c", ""]) == ""
    assert "exit code 3" in edit([sys.executable, "-c", "raise SystemExit(3)"])
