"""The last view of each file."""

import os
from pathlib import Path

import pytest

from tui.config.last_view import MOST_BYTES, MOST_FILES, LastViews, Recalled


@pytest.fixture
def views(tmp_path: Path) -> LastViews:
    return LastViews(tmp_path / "state" / "views")


def test_what_was_kept_is_recalled_for_that_file_alone(views: LastViews, tmp_path: Path) -> None:
    one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
    assert views.recall(one) == Recalled("")
    views.keep(one, "at=2025")
    views.keep(one, "at=2026&filter=“ü”")
    assert views.recall(one) == Recalled("at=2026&filter=“ü”")
    assert views.recall(other) == Recalled("")


def test_nobody_else_can_read_it_and_nothing_else_is_left(views: LastViews, tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    views.keep(file, "at=2025")
    record = views.record(file)
    assert record.stat().st_mode & 0o777 == 0o600
    assert record.parent.stat().st_mode & 0o777 == 0o700
    assert list(record.parent.iterdir()) == [record]


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b'{"view": 3}',
        b"\xff\xfe",
        b"[" * 90_000,
        b"x" * MOST_BYTES * 2,
    ],
)
def test_rubbish_is_told_and_made_anew(views: LastViews, tmp_path: Path, rubbish: bytes) -> None:
    file = tmp_path / "one.yaml"
    views.keep(file, "at=2025")
    views.record(file).write_bytes(rubbish)
    line, complaint = views.recall(file)
    assert line == ""
    assert complaint is not None
    assert str(views.record(file)) in str(complaint)
    views.keep(file, "at=2026")
    assert views.recall(file) == Recalled("at=2026")


def test_a_folder_that_cannot_be_made_is_an_error_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    with pytest.raises(OSError, match=r"."):
        LastViews(tmp_path / "state" / "views").keep(tmp_path / "one.yaml", "at=2025")


def test_the_oldest_of_too_many_go(views: LastViews, tmp_path: Path) -> None:
    first = tmp_path / "first.yaml"
    views.keep(first, "at=2020")
    folder = views.record(first).parent
    os.utime(views.record(first), (1, 1))
    for number in range(MOST_FILES):
        (folder / f"{number}.json").write_text("{}")
    views.keep(tmp_path / "last.yaml", "at=2025")
    assert views.recall(first) == Recalled("")
    assert views.recall(tmp_path / "last.yaml") == Recalled("at=2025")
    assert len(list(folder.iterdir())) == MOST_FILES
