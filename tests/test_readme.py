"""The README shows what the program does, and nothing it no longer does."""

import re

import pytest

from tests.terminal import ROOT
from tui.cli import main
from tui.keymap import HEADINGS, commands
from tui.stores.yaml_file import to_timeline

README = (ROOT / "README.md").read_text(encoding="utf-8")


def keys() -> str:
    """Return the table of keys in Markdown, made from the table that the program goes by."""
    lines = ["| keys | do |", "|---|---|"]
    for pane, heading in HEADINGS.items():
        lines.append(f"| **{heading}** | |")
        for command in commands(pane):
            names = " ".join(f"`{key}`" for key in command.shown_as.split())
            lines.append(f"| {names} | {command.sentence} |")
    return "\n".join(lines)


def test_its_picture_is_what_the_command_above_it_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = re.search(r"<!-- picture: (.+?) -->\n```text\n(.*?)```", README, re.DOTALL)
    assert found
    monkeypatch.chdir(ROOT)
    assert main(found[1].split()) == 0
    assert found[2] == capsys.readouterr().out


def test_its_table_of_keys_is_the_programs_own() -> None:
    assert f"<!-- keys -->\n\n{keys()}\n" in README


def test_its_example_of_a_file_has_no_problems_but_the_link_it_leaves_open() -> None:
    found = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert found
    timeline = to_timeline(found[1].encode(), "README.md")
    assert [problem.code for problem in timeline.problems] == ["link-dangling"]
    assert timeline.events[0].title == "US bars top AI chips from China"


def test_its_two_commands_are_those_of_the_front_door() -> None:
    assert "\n    python3 dev.py open\n" in README
    assert "\n    python3 dev.py test\n" in README
    assert "python3 dev.py test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
