"""Files of the reader's own, which are there wholly or not at all, and what is left of others."""

import os
import time
from pathlib import Path

import pytest

from tui.config.private_file import drop_oldest, is_running, replaced

#: A process that does not run.
GONE = 2**22 + 1


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "0123456789abcdef.table"


def write(target: Path, data: bytes = b"new") -> None:
    with replaced(target) as file:
        file.write(data)


def left(target: Path, suffix: str, seconds: float) -> Path:
    """Leave a file behind that was last written to so long ago."""
    target.parent.mkdir(exist_ok=True)
    path = target.with_suffix(suffix)
    path.write_bytes(b"half")
    os.utime(path, (time.time() - seconds,) * 2)
    return path


def test_a_file_takes_the_place_of_another(target: Path) -> None:
    write(target, b"old")
    write(target)
    assert target.read_bytes() == b"new"
    assert list(target.parent.iterdir()) == [target]
    assert target.stat().st_mode & 0o777 == 0o600
    assert target.parent.stat().st_mode & 0o777 == 0o700


def test_what_is_not_written_wholly_changes_nothing(target: Path) -> None:
    write(target, b"old")
    with pytest.raises(ZeroDivisionError), replaced(target) as file:
        file.write(b"%d" % (1 // 0))
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]


def test_what_a_process_of_the_same_number_left_is_no_obstacle(target: Path) -> None:
    left(target, f".{os.getpid()}", 0)
    write(target)
    assert target.read_bytes() == b"new"


def test_two_that_write_at_once_do_not_meet(target: Path) -> None:
    with replaced(target) as one:
        one.write(b"one")
        write(target, b"other")
        assert target.read_bytes() == b"other"
    assert target.read_bytes() == b"one"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize(
    ("suffix", "seconds", "goes"),
    [
        (f".{GONE}", 100, True),
        (f".{GONE}-0a1b2c3d", 100, True),
        (f".{GONE}-0a1b2c3d", 10, False),
        (f".{os.getpid()}-0a1b2c3d", 100, False),
        (f".{os.getpid()}-0a1b2c3d", 4_000, True),
        (f".{os.getpid()}", 4_000, True),
        (f".{GONE}-0a1b2c3d", -100, False),
        (".json", 4_000, False),
        (".x12", 4_000, False),
        ("", 4_000, False),
        (".٣", 4_000, False),
    ],
)
def test_what_was_left_behind_goes_once_nobody_can_be_writing_it(
    target: Path, suffix: str, seconds: float, *, goes: bool
) -> None:
    path = left(target, suffix, seconds)
    write(target)
    assert path.exists() != goes
    assert target.read_bytes() == b"new"


def test_what_was_left_goes_before_the_disk_is_needed(target: Path) -> None:
    path = left(target, f".{GONE}", 100)
    with replaced(target):
        assert not path.exists()


def test_a_process_is_running_or_not() -> None:
    assert is_running(os.getpid())
    assert not is_running(GONE)
    assert not is_running(10**18)


def aged(target: Path, number: int) -> Path:
    """Return a file of ten bytes, the later used the greater its number is."""
    target.parent.mkdir(exist_ok=True)
    path = target.with_name(f"{number}.table")
    path.write_bytes(bytes(10))
    os.utime(path, (number, number))
    return path


@pytest.mark.parametrize(("files", "size", "stay"), [(2, 99, 2), (9, 25, 2), (9, 5, 1), (9, 99, 4)])
def test_of_many_files_those_used_last_stay(target: Path, files: int, size: int, stay: int) -> None:
    made = [aged(target, number) for number in range(4)]
    drop_oldest(target.parent, "*.table", files, size)
    assert [path for path in made if path.exists()] == made[-stay:]
