"""Preferences from config.toml."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.config.settings import MOST_BYTES, Settings, load, read_settings
from tui.config.toml_lines import line_of
from tui.session.view_line import view_of

WHOLE = """\
theme = "eventide-light"
glyphs = "ascii"
animations = false
lanes = "actor"
time_zone = "Europe/Berlin"
remember = false

[keys]
zoom_in = ["I", "+"]
quit = "ctrl+x"

[views]
Disputed = "status:disputed"
"January 2025" = {at = "2025-01", lanes = "actor", list = true, fold = ["Chips", "Models"]}
"""


def read(text: str) -> Settings:
    return read_settings(text.encode(), "config.toml")


def complaints(text: str) -> list[str]:
    return [str(complaint) for complaint in read(text).complaints]


def test_everything_can_be_set() -> None:
    found = read(WHOLE)
    assert found.complaints == ()
    assert (found.theme, found.glyphs, found.lanes) == ("eventide-light", "ascii", "actor")
    assert not found.animations
    assert not found.remember
    assert found.time_zone is not None
    assert found.time_zone.name == "Europe/Berlin"
    assert found.keys == {"zoom_in": ("I", "+"), "quit": ("ctrl+x",)}
    disputed, january = found.views
    assert view_of(disputed.parts).filter == "status:disputed"
    assert view_of(january.parts).folded == ("Chips", "Models")
    assert view_of(january.parts).listed


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("theme = 1", "config.toml:1: “theme” is meant to be a text in quotes"),
        ('\nanimations = "no"', "config.toml:2: “animations” is true or false"),
        ('glyphs = "emoji"', "config.toml:1: “glyphs” is one of auto, unicode, ascii"),
        ('# a\ntime_zone = "Mars/Utopia"', "config.toml:2: there is no time zone “Mars/Utopia”"),
        ('time_zone = "../../etc/passwd"', "config.toml:1: there is no time zone"),
        ('tehme = "x"', "config.toml:1: there is no setting “tehme”: did you mean “theme”?"),
        ("[colours]\na = 1", "config.toml:1: there is no setting “colours”"),
        ("[keys]\nzoom_in = 3", "config.toml:2: the keys of “zoom_in” are"),
        ("keys = 3", "config.toml:1: “keys” is meant to be a table"),
        ("[views]\nA = 3", "config.toml:2: the view “A” is"),
        ("[views]\nA = {list = 3}", "config.toml:2: the view “A” is"),
        ("a = 1\nb =", "config.toml:2: this is not TOML"),
        ("a = " + "[" * 5000, "config.toml:1: this is not TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, complaint: str) -> None:
    found = complaints(text)
    assert len(found) == 1
    assert found[0].startswith(complaint)


def test_what_is_right_counts_beside_what_is_wrong() -> None:
    found = read('theme = 1\nlanes = "tag"\nanimation = false')
    assert found.lanes == "tag"
    assert len(found.complaints) == 2


def test_a_file_that_is_not_utf_8_has_a_place(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'theme = "a"\nlanes = "\xff"\n')
    (complaint,) = load(path).complaints
    assert complaint.line == 2
    assert "UTF-8" in complaint.message


def test_no_file_is_no_complaint_and_an_odd_one_is_one(tmp_path: Path) -> None:
    assert load(tmp_path / "config.toml") == Settings()
    (complaint,) = load(tmp_path).complaints
    assert "directory" in complaint.message.lower()
    (tmp_path / "large").write_bytes(b"#" * (MOST_BYTES + 1))
    (complaint,) = load(tmp_path / "large").complaints
    assert "too large" in complaint.message


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (("theme",), 1),
        (("keys",), 8),
        (("keys", "quit"), 10),
        (("views", "January 2025"), 14),
        (("views", "none"), 12),
        (("nothing",), 1),
    ],
)
def test_a_key_is_found_on_its_line(names: tuple[str, ...], line: int) -> None:
    assert line_of(WHOLE, *names) == line


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    for complaint in read(text).complaints:
        assert complaint.message.isprintable()
