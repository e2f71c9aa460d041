"""The reader's own editor, opened at a line of a file."""

import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

#: Used where neither VISUAL nor EDITOR says otherwise.
_FALLBACK = "vi"

#: Editors that take a line as +LINE before the file, and those that take it behind a colon.
_PLUS = frozenset(
    {"vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "kak", "joe", "ne", "mg"}
)
_COLON = frozenset({"hx", "helix", "micro", "subl", "zed"})
_CODE = frozenset({"code", "codium", "cursor"})


def command_at(file: str, line: int, surroundings: Mapping[str, str]) -> list[str] | None:
    """Return the command that opens a file at a line, from 1 on; None if the setting is none."""
    wished = surroundings.get("VISUAL") or surroundings.get("EDITOR") or _FALLBACK
    try:
        words = shlex.split(wished)
    except ValueError:
        return None
    if not words:
        return None
    name = Path(words[0]).name
    path = str(Path(file).absolute())  # a name that begins with a dash is no option then
    if name in _PLUS:
        return [*words, f"+{line}", path]
    if name in _COLON:
        return [*words, f"{path}:{line}"]
    if name in _CODE:
        wait = [] if {"-w", "--wait"} & set(words) else ["--wait"]
        return [*words, *wait, "--goto", f"{path}:{line}"]
    return [*words, path]


def edit(command: list[str] | None) -> str:
    """Run an editor until it ends; return why it could not be run, or ""."""
    if command is None:
        return "EDITOR is not set to a command that can be run"
    try:
        done = subprocess.run(command, check=False)  # noqa: S603  the reader's own editor
    except OSError as error:
        return f"{command[0]} could not be started: {error.strerror or error}"
    return "" if done.returncode == 0 else f"{command[0]} ended with exit code {done.returncode}"
