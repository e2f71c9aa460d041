"""The README shows what the program does, and nothing it no longer does."""

import os
import re
import subprocess
import sys

from tests.terminal import ROOT
from tui.config.settings import read_settings
from tui.keymap.command import HEADINGS, Pane
from tui.keymap.remap import remapped
from tui.keymap.table import COMMANDS, of_panes
from tui.session.view_line import read_view, view_of
from tui.stores.yaml_file import to_timeline

README = (ROOT / "README.md").read_text(encoding="utf-8")


def keys() -> str:
    """Return the table of keys in Markdown, made from the table that the program goes by."""
    lines = ["| keys | do |", "|---|---|"]
    for pane, heading in HEADINGS.items():
        lines.append(f"| **{heading}** | |")
        for command in of_panes(COMMANDS, pane):
            names = " ".join(f"`{key}`" for key in command.shown_as.split())
            lines.append(f"| {names} | {command.sentence} |")
    return "\n".join(lines)


def picture(command: str) -> str:
    """Return what a command prints in the checkout."""
    result = subprocess.run(
        [sys.executable, "-m", "tui", *command.split()],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
    )
    return result.stdout.decode()


def renewed() -> str:
    """Return the README with the picture and the table of keys that the program makes now."""
    text = re.sub(
        r"<!-- picture: (.+?) -->\n```text\n.*?```",
        lambda found: f"<!-- picture: {found[1]} -->\n```text\n{picture(found[1])}```",
        README,
        flags=re.DOTALL,
    )
    return re.sub(r"<!-- keys -->\n\n(?:\|.*\n)+", lambda _: f"<!-- keys -->\n\n{keys()}\n", text)


def test_its_picture_and_its_keys_are_the_programs_own() -> None:
    assert renewed() == README, "python -m tests.test_readme renews them"
    assert "DeepSeek releases R1" in README
    assert HEADINGS[Pane.TIMELINE] in README


def test_its_example_of_a_file_has_no_problems_but_the_link_it_leaves_open() -> None:
    found = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert found
    timeline = to_timeline(found[1].encode(), "README.md")
    assert [problem.code for problem in timeline.problems] == ["link-dangling"]
    assert timeline.events[0].title == "US bars top AI chips from China"


def test_its_example_of_preferences_and_of_views_can_be_used() -> None:
    found = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert found
    settings = read_settings(found[1].encode(), "config.toml")
    assert settings.complaints == ()
    assert remapped(COMMANDS, settings.keys).refused == ()
    written = re.search(r"```yaml\n(views:.*?)```", README, re.DOTALL)
    assert written
    timeline = to_timeline(written[1].encode(), "README.md")
    assert [problem.code for problem in timeline.problems] == ["events-missing"]
    lines = re.findall(r"--view '(.+)'", README)
    assert lines
    for parts in (view.parts for view in (*settings.views, *timeline.views)):
        assert view_of(parts)
    for line in lines:
        assert read_view(line)


def test_its_two_commands_are_those_of_the_front_door() -> None:
    assert "\n    python3 dev.py open\n" in README
    assert "\n    python3 dev.py test\n" in README
    assert "python3 dev.py test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


if __name__ == "__main__":
    (ROOT / "README.md").write_text(renewed(), encoding="utf-8")
