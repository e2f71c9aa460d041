"""The clipboard: the terminal's by OSC 52, and the platform's by a tool of its own where one is.

Not every terminal takes OSC 52, and none says whether it did; tmux takes it from programs only if
it is told to, but has a command that hands on to the terminal around it.
"""

import os
import sys
from collections.abc import Mapping
from shutil import which

#: Seconds that a tool has to take a text.
PATIENCE = 2.0

#: Longer texts are not sent through the terminal, many of which cut or drop them.
MOST_OSC_52 = 74_000


def tools(surroundings: Mapping[str, str], platform: str = sys.platform) -> list[list[str]]:
    """Return the commands that may put standard input on the clipboard, the likeliest first."""
    found: list[list[str]] = []
    if "TMUX" in surroundings:
        found.append(["tmux", "load-buffer", "-w", "-"])
    if platform == "darwin":
        found.append(["pbcopy"])
    if "WAYLAND_DISPLAY" in surroundings:
        found.append(["wl-copy"])
    if "DISPLAY" in surroundings:
        found += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    if "WSL_DISTRO_NAME" in surroundings:
        found.append(["clip.exe"])
    if "TERMUX_VERSION" in surroundings:
        found.append(["termux-clipboard-set"])
    return found


def hand_to_tool(text: str, surroundings: Mapping[str, str] = os.environ) -> str:
    """Put a text on the clipboard by the first tool that takes it; return its name, "" for none.

    The text goes to its standard input, never into a command.
    """
    import subprocess

    for command in tools(surroundings):
        program = which(command[0], path=surroundings.get("PATH"))
        if program is None:
            continue
        try:
            done = subprocess.run(  # noqa: S603  a program of the list above
                [program, *command[1:]],
                input=text.encode("utf-8", "replace"),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                check=False,
                start_new_session=True,
            )
        except (OSError, subprocess.SubprocessError):
            continue
        if done.returncode == 0:
            return command[0]
    return ""
