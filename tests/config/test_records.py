"""What is kept of each file between sessions."""

import os
from pathlib import Path

import pytest

from tui.config.records import MOST_BYTES, MOST_FILES, Recalled, Records


@pytest.fixture
def views(tmp_path: Path) -> Records:
    return Records(tmp_path / "state" / "views", "the last view")


def said(views: Records, file: Path) -> str:
    kept = views.recall(file).said
    return kept["view"] if kept else ""


def test_what_was_kept_is_recalled_for_that_file_alone(views: Records, tmp_path: Path) -> None:
    one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
    assert views.recall(one) == Recalled()
    views.keep(one, {"view": "at=2025"})
    views.keep(one, {"view": "at=2026&filter=“ü”"})
    assert said(views, one) == "at=2026&filter=“ü”"
    assert views.recall(other) == Recalled()


def test_nobody_else_can_read_it_and_nothing_else_is_left(views: Records, tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    views.keep(file, {"view": "at=2025"})
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
def test_rubbish_is_told_and_made_anew(views: Records, tmp_path: Path, rubbish: bytes) -> None:
    file = tmp_path / "one.yaml"
    views.keep(file, {"view": "at=2025"})
    views.record(file).write_bytes(rubbish)
    kept, complaint = views.recall(file)
    assert kept is None
    assert complaint is not None
    assert str(views.record(file)) in str(complaint)
    views.keep(file, {"view": "at=2026"})
    assert said(views, file) == "at=2026"


def test_a_folder_that_cannot_be_made_is_an_error_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    with pytest.raises(OSError, match=r"."):
        Records(tmp_path / "state" / "views", "the last view").keep(
            tmp_path / "one.yaml", {"view": "at=2025"}
        )


def test_the_oldest_of_too_many_go(views: Records, tmp_path: Path) -> None:
    first = tmp_path / "first.yaml"
    views.keep(first, {"view": "at=2020"})
    folder = views.record(first).parent
    os.utime(views.record(first), (1, 1))
    for number in range(MOST_FILES):
        (folder / f"{number}.json").write_text("{}")
    views.keep(tmp_path / "last.yaml", {"view": "at=2025"})
    assert views.recall(first) == Recalled()
    assert said(views, tmp_path / "last.yaml") == "at=2025"
    assert len(list(folder.iterdir())) == MOST_FILES


def test_what_is_dropped_is_gone_and_nothing_is_no_loss(views: Records, tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    views.drop(file)
    views.keep(file, {"view": "at=2025"})
    views.drop(file)
    assert views.recall(file) == Recalled()
