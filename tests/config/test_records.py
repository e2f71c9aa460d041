"""What is kept of each file between sessions."""

import os
from pathlib import Path

import pytest

from tui.config.records import MOST_BYTES, MOST_FILES, Recalled, Records

#: A process that does not run.
GONE = 2**22 + 1


@pytest.fixture
def views(tmp_path: Path) -> Records:
    return Records(tmp_path / "state" / "views", "the last view")


def said_by(records: Records, file: Path, number: int = 0) -> str:
    kept = records.recall(file, number).said
    return kept["view"] if kept else ""


def said(views: Records, file: Path) -> str:
    return said_by(views, file)


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


def test_several_of_one_file_are_kept_and_dropped_by_their_numbers(tmp_path: Path) -> None:
    file, drafts = tmp_path / "one.yaml", Records(tmp_path / "drafts", "a draft", owner=GONE)
    assert drafts.numbers(file) == ()
    for number in (0, 2):
        drafts.keep(file, {"view": str(number)}, number)
    drafts.keep(tmp_path / "other.yaml", {"view": "x"}, 1)
    assert drafts.numbers(file) == (0, 2)
    assert said_by(drafts, file, 2) == "2"
    drafts.drop(file, 0)
    assert drafts.numbers(file) == (2,)


def test_all_that_ended_owners_left_is_taken_over_and_nothing_of_those_that_run(
    tmp_path: Path,
) -> None:
    file = tmp_path / "one.yaml"
    for owner, numbers in ((GONE, (0, 1)), (GONE + 1, (0,)), (os.getpid(), (0,))):
        for number in numbers:
            records = Records(tmp_path / "drafts", "a draft", owner=owner)
            records.keep(file, {"view": f"{owner} {number}"}, number)
    mine = Records(tmp_path / "drafts", "a draft", owner=GONE + 2)
    assert mine.adopt(file) == (0, 1, 2)
    texts = {said_by(mine, file, number) for number in (0, 1, 2)}
    assert texts == {f"{GONE} 0", f"{GONE} 1", f"{GONE + 1} 0"}
    assert Records(tmp_path / "drafts", "a draft", owner=os.getpid()).numbers(file) == (0,)


def test_a_record_may_be_as_long_as_is_wished(tmp_path: Path) -> None:
    file, long = tmp_path / "one.yaml", {"view": "x" * MOST_BYTES}
    Records(tmp_path, "a draft").keep(file, long)
    assert Records(tmp_path, "a draft").recall(file).said is None
    longer = Records(tmp_path, "a draft", most_bytes=2 * MOST_BYTES)
    assert said_by(longer, file) == long["view"]
