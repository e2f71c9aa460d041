"""Replacing the contents of a file wholly or not at all, whatever fails meanwhile."""

import errno
import fcntl
import gc
import os
import random
import signal
import struct
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.events.clean import clean_line
from tui.stores import save as module
from tui.stores.save import ChangedError, SaveError, UnsettledError, create, save

OLD = b"events:\n- title: Old\n"
NEW = b"events:\n- title: New, and longer than the old one\n"
IS_ROOT = os.geteuid() == 0
NOBODY = 65_534
TEAM = 4_321

as_root = pytest.mark.skipif(not IS_ROOT, reason="only the superuser gives files away")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "events.yaml"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refusal(path: Path | str, before: bytes = OLD, after: bytes = NEW) -> SaveError:
    with pytest.raises(SaveError) as caught:
        save(path, before, after)
    check_words(caught.value)
    return caught.value


def check_words(error: SaveError) -> None:
    for words in (error.message, error.advice):
        assert len(words) > 10
        assert not words.endswith(".")
        assert clean_line(words) == words
    assert str(error) == f"{error.message}; {error.advice}"


def in_child(work: Callable[[], object]) -> int:
    """Start work in a process of its own, and return that process's id."""
    process = os.fork()
    if process:
        return process
    code = 1
    try:
        work()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def ended(process: int) -> int:
    """Wait for a process, and return its exit code."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def as_nobody(work: Callable[[], object]) -> int:
    """Do work as a user without rights who is one of a team, and return the exit code."""

    def work_without_rights() -> None:
        os.setgroups([TEAM])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        work()

    return ended(in_child(work_without_rights))


def temporary(path: Path, process: int, number: int = 0) -> Path:
    return path.with_name(f".{path.name}.eventide-{process}-{number:016x}")


def test_the_contents_are_replaced_and_nothing_else_is_left(file: Path) -> None:
    save(file, OLD, NEW)
    assert file.read_bytes() == NEW
    assert names(file.parent) == ["events.yaml"]
    save(str(file), NEW, b"")
    assert file.read_bytes() == b""
    save(file, b"", OLD)
    assert file.read_bytes() == OLD


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=12), st.binary(max_size=12), st.binary(max_size=12))
def test_it_is_saved_exactly_if_the_file_holds_what_was_there_before(
    found: bytes, before: bytes, after: bytes
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_PIECE", 3)
        path = Path(folder) / "a"
        path.write_bytes(found)
        if found == before:
            save(path, before, after)
            assert path.read_bytes() == after
        else:
            with pytest.raises(ChangedError):
                save(path, before, after)
            assert path.read_bytes() == found


def test_contents_that_stay_are_not_written(file: Path) -> None:
    before = file.stat()
    save(file, OLD, OLD)
    assert file.stat() == before


def test_contents_decide_and_not_times(file: Path) -> None:
    os.utime(file, (2**31, 2**31))
    save(file, OLD, NEW)
    assert file.read_bytes() == NEW


@pytest.mark.parametrize("found", [b"theirs", OLD + b"#", OLD[:-1], b"", NEW])
def test_what_others_wrote_meanwhile_is_kept(file: Path, found: bytes) -> None:
    file.write_bytes(found)
    error = refusal(file)
    assert isinstance(error, ChangedError)
    assert error.message == "events.yaml is not saved: another program has changed it meanwhile"
    assert file.read_bytes() == found
    assert names(file.parent) == ["events.yaml"]


def test_what_others_write_at_the_last_moment_is_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def sync_while_others_write(handle: int) -> None:
        sync(handle)
        file.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", sync_while_others_write)
    assert isinstance(refusal(file), ChangedError)
    assert file.read_bytes() == b"theirs"
    assert names(file.parent) == ["events.yaml"]


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o660, 0o666, 0o755, 0o200])
def test_the_mode_stays(file: Path, mode: int) -> None:
    if mode == 0o200 and not IS_ROOT:
        pytest.skip("only the superuser reads this")
    file.chmod(mode)
    umask = os.umask(0o077)
    try:
        save(file, OLD, NEW)
    finally:
        os.umask(umask)
    assert file.stat().st_mode & 0o7777 == mode


@as_root
def test_owner_group_and_special_bits_stay(file: Path) -> None:
    os.chown(file, 1234, TEAM)
    file.chmod(0o6775)
    save(file, OLD, NEW)
    status = file.stat()
    assert (status.st_uid, status.st_gid, status.st_mode & 0o7777) == (1234, TEAM, 0o6775)


@as_root
def test_who_may_not_give_files_away_keeps_the_group(open_folder: Path) -> None:
    path = open_folder / "events.yaml"
    path.write_bytes(OLD)
    os.chown(path, 0, TEAM)
    path.chmod(0o2660)
    assert as_nobody(lambda: save(path, OLD, NEW)) == 0
    status = path.stat()
    assert (status.st_uid, status.st_gid, status.st_mode & 0o7777) == (NOBODY, TEAM, 0o660)
    assert path.read_bytes() == NEW


@as_root
def test_a_group_that_cannot_be_kept_leaves_no_rights_to_another(open_folder: Path) -> None:
    path = open_folder / "events.yaml"
    path.write_bytes(OLD)
    os.chown(path, 0, 1234)
    path.chmod(0o676)
    assert as_nobody(lambda: save(path, OLD, NEW)) == 0
    status = path.stat()
    assert (status.st_uid, status.st_gid, status.st_mode & 0o7777) == (NOBODY, NOBODY, 0o666)


def test_extended_attributes_stay(file: Path) -> None:
    set_attribute(file, "user.note", b"kept by hand")
    set_attribute(file, "user.empty", b"")
    save(file, OLD, NEW)
    assert sorted(os.listxattr(file)) == ["user.empty", "user.note"]
    assert os.getxattr(file, "user.note") == b"kept by hand"
    assert os.getxattr(file, "user.empty") == b""


@pytest.mark.parametrize("code", [errno.ENOTSUP, errno.EPERM])
def test_attributes_of_the_system_are_left_where_they_cannot_be_set(
    file: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(os, "listxattr", lambda _: ["security.selinux"])
    monkeypatch.setattr(os, "getxattr", lambda *_: b"label")
    monkeypatch.setattr(os, "setxattr", failing(code))
    save(file, OLD, NEW)
    assert file.read_bytes() == NEW


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EPERM])
def test_an_attribute_of_ours_that_cannot_be_set_is_told(
    file: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(os, "listxattr", lambda _: ["user.note"])
    monkeypatch.setattr(os, "getxattr", lambda *_: b"kept")
    monkeypatch.setattr(os, "setxattr", failing(code))
    assert os.strerror(code) in refusal(file).message
    assert file.read_bytes() == OLD


def test_a_file_system_without_attributes_can_be_saved_on(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "listxattr", failing(errno.ENOTSUP))
    save(file, OLD, NEW)
    assert file.read_bytes() == NEW


@as_root
@pytest.mark.parametrize("name", ["listxattr", "fchown"])
def test_rights_that_the_disk_does_not_give_out_are_not_given_up(
    file: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    os.chown(file, 1234, TEAM)
    monkeypatch.setattr(os, name, failing(errno.EIO))
    assert "the disk has a fault" in refusal(file).message
    assert file.read_bytes() == OLD


def test_the_default_access_list_of_a_folder_lets_nobody_else_in(file: Path) -> None:
    file.chmod(0o600)
    entries = [(1, 7, -1), (2, 7, 1234), (4, 5, -1), (16, 7, -1), (32, 5, -1)]
    packed = b"".join(struct.pack("<HHi", *entry) for entry in entries)
    set_attribute(file.parent, "system.posix_acl_default", struct.pack("<I", 2) + packed)
    save(file, OLD, NEW)
    assert os.listxattr(file) == []
    assert file.stat().st_mode & 0o7777 == 0o600


def set_attribute(path: Path, name: str, value: bytes) -> None:
    if not hasattr(os, "setxattr"):
        pytest.skip("this system has no extended attributes")
    try:
        os.setxattr(path, name, value)
    except OSError as error:
        pytest.skip(f"this folder takes no such attribute: {error.strerror}")


def test_nobody_else_reads_it_while_it_is_written(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.chmod(0o666)
    write = os.write
    modes = []

    def watched(handle: int, data: bytes) -> int:
        modes.append(os.fstat(handle).st_mode & 0o7777)
        return write(handle, data)

    monkeypatch.setattr(os, "write", watched)
    save(file, OLD, NEW)
    assert modes == [0o600]


def test_a_link_stays_a_link(file: Path) -> None:
    folder = file.parent / "links"
    folder.mkdir()
    (folder / "first").symlink_to("second")
    (folder / "second").symlink_to("../events.yaml")
    save(folder / "first", OLD, NEW)
    assert file.read_bytes() == NEW
    assert [path.is_symlink() for path in folder.iterdir()] == [True, True]
    assert names(folder) == ["first", "second"]
    assert names(file.parent) == ["events.yaml", "links"]


def test_what_is_no_file_to_write_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to("nothing")
    (tmp_path / "ring").symlink_to("ring")
    (tmp_path / "folder").mkdir()
    (tmp_path / "to-folder").symlink_to("folder")
    (tmp_path / "file").touch()
    before = names(tmp_path)
    cases: dict[Path | str, str] = {
        tmp_path / "pipe": "pipe is not saved: this is not a regular file",
        tmp_path / "dangling": "dangling is not saved: this link leads to no file",
        tmp_path / "ring": "ring is not saved: its links lead in a circle (Too many",
        tmp_path / "folder": "folder is not saved: this is a folder, not a file",
        tmp_path / "to-folder": "folder is not saved: this is a folder, not a file",
        tmp_path / "missing": "missing is not saved: the file or its folder is not there (No such",
        tmp_path / "no" / "x": "x is not saved: the file or its folder is not there (No such",
        tmp_path / "file" / "x": "x is not saved: what should be its folder is none (Not a dir",
        tmp_path / ("a" * 300): "is not saved: its name is too long (File name too long)",
        tmp_path / "a\0b": "a␀b is not saved: this is no name that a file can have",
        tmp_path / "a\ud800": "is not saved: this is no name that a file can have",
        "/dev/null": "null is not saved: this is not a regular file",
        "/": "is not saved: this is a folder, not a file",
    }
    for path, message in cases.items():
        assert message in refusal(path, b"").message
    assert names(tmp_path) == before


def test_a_link_that_takes_the_place_of_a_file_is_followed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = os.open
    moved = file.with_name("moved")

    def swap_and_open(path: Path, flags: int, *mode: int) -> int:
        if not moved.exists():
            file.rename(moved)
            file.symlink_to(moved)
        return opening(path, flags, *mode)

    monkeypatch.setattr(os, "open", swap_and_open)
    save(file, OLD, NEW)
    assert file.is_symlink()
    assert moved.read_bytes() == NEW


def test_a_pipe_that_takes_the_place_of_a_file_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = os.open

    def swap_and_open(path: Path, flags: int, *mode: int) -> int:
        file.unlink()
        os.mkfifo(file)
        return opening(path, flags, *mode)

    monkeypatch.setattr(os, "open", swap_and_open)
    assert "this is not a regular file" in refusal(file).message


def test_reading_only_means_reading_only_for_everybody(file: Path) -> None:
    file.chmod(0o444)
    assert refusal(file).message == "events.yaml is not saved: it is for reading only"
    file.chmod(0o644)
    file.parent.chmod(0o555)
    try:
        assert "its folder is for reading only" in refusal(file).message
        assert "its folder is for reading only" in creation_refused(file.with_name("b")).message
    finally:
        file.parent.chmod(0o755)
    assert file.read_bytes() == OLD


@as_root
def test_the_rights_of_others_are_respected(open_folder: Path) -> None:
    path = open_folder / "events.yaml"
    path.write_bytes(OLD)

    def refused_with(words: str) -> Callable[[], None]:
        def check() -> None:
            assert words in refusal(path).message

        return check

    path.chmod(0o644)
    assert as_nobody(refused_with("it may not be written (Permission denied)")) == 0
    path.chmod(0o666)
    open_folder.chmod(0o755)
    words = "nothing may be written in its folder (Permission denied)"
    assert as_nobody(refused_with(words)) == 0
    open_folder.chmod(0o1777)
    words = "the system does not let it be replaced (Operation not permitted)"
    assert as_nobody(refused_with(words)) == 0
    assert path.read_bytes() == OLD
    assert names(open_folder) == ["events.yaml"]


def test_a_file_with_other_names_is_refused(file: Path) -> None:
    (file.parent / "other").hardlink_to(file)
    error = refusal(file)
    assert "the same file has other names (hard links)" in error.message
    assert error.advice.startswith("make it a file of its own")
    assert (file.read_bytes(), names(file.parent)) == (OLD, ["events.yaml", "other"])


def test_a_name_of_any_length_can_be_saved(tmp_path: Path) -> None:
    for name in ("a" * 255, "é" * 127, "\udcff" * 255, "😀" * 63):
        path = tmp_path / name
        create(path, OLD)
        save(path, OLD, NEW)
        assert path.read_bytes() == NEW
    assert len(names(tmp_path)) == 4


def dead_process() -> int:
    process = in_child(lambda: None)
    assert ended(process) == 0
    return process


def test_what_killed_saves_left_is_removed_and_nothing_else(file: Path) -> None:
    dead, alive = dead_process(), os.getppid() or os.getpid()
    litter = temporary(file, dead)
    old_litter = temporary(file, alive, 1)
    for path in (litter, old_litter):
        path.write_bytes(NEW)
    yesterday = time.time() - module.MOST_AGE - 60
    os.utime(old_litter, (yesterday, yesterday))
    temporary(file, alive, 2).write_bytes(NEW)
    temporary(file, dead, 3).mkdir()
    temporary(file, dead, 4).symlink_to(file)
    for name in ("", "x", "0-0000000000000000", f"{dead}-00", f"{dead}-000000000000000g"):
        (file.parent / f".events.yaml.eventide-{name}").write_bytes(OLD)
    temporary(file.with_name("other.yaml"), dead).write_bytes(OLD)
    (file.parent / f"{temporary(file, dead).name}~").write_bytes(OLD)
    before = names(file.parent)
    save(file, OLD, NEW)
    assert set(before) - set(names(file.parent)) == {litter.name, old_litter.name}
    assert file.read_bytes() == NEW


def test_a_second_name_that_a_killed_making_left_does_not_hinder(file: Path) -> None:
    temporary(file, os.getpid()).hardlink_to(file)
    save(file, OLD, NEW)
    assert (file.read_bytes(), names(file.parent)) == (NEW, ["events.yaml"])


def test_a_folder_that_cannot_be_listed_can_be_saved_in(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "iterdir", failing(errno.EACCES))
    save(file, OLD, NEW)
    assert file.read_bytes() == NEW


def failing(code: int) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


class Fault(NamedTuple):
    """What one of the calls of a function raises, as the system would or as ctrl+c does."""

    raised: BaseException
    nth: int


class Faulty:
    """A function of the system of which one call fails."""

    def __init__(self, function: Callable[..., Any], fault: Fault, *, is_done: bool) -> None:
        self._function = function
        self._fault = fault
        self._is_done = is_done
        self.calls = 0

    def __call__(self, *values: Any, **named: Any) -> Any:
        self.calls += 1
        if self.calls != self._fault.nth:
            return self._function(*values, **named)
        if self._is_done:
            self._function(*values, **named)
        raise self._fault.raised

    @property
    def has_failed(self) -> bool:
        return self.calls >= self._fault.nth


#: Every function of the system that a save calls.
CALLS = [
    *("lstat", "stat", "open", "fstat", "flock", "pread", "urandom", "write", "fchmod", "fsync"),
    *("close", "replace", "unlink", "kill", "listxattr", "getxattr", "setxattr", "fchown"),
]
#: Those that are not called everywhere.
SOMETIMES = {"listxattr", "getxattr", "setxattr", "fchown"}


def faulty(patch: pytest.MonkeyPatch, name: str, fault: Fault, *, is_done: bool) -> Faulty:
    owner = fcntl if name == "flock" else os
    function = Faulty(getattr(owner, name), fault, is_done=is_done or name == "close")
    patch.setattr(owner, name, function)
    return function


def raised_errors() -> list[BaseException]:
    codes = (errno.EIO, errno.ENOSPC, errno.EPERM, errno.EACCES, errno.ENOENT, errno.EINVAL)
    return [*(OSError(code, os.strerror(code)) for code in codes), KeyboardInterrupt()]


def open_handles() -> int:
    handles = Path("/proc/self/fd")
    return len(list(handles.iterdir())) if handles.exists() else 0


@pytest.mark.parametrize("name", CALLS)
def test_any_failing_call_leaves_the_old_file_or_the_new_one(name: str, tmp_path: Path) -> None:
    dead = dead_process()
    gc.collect()  # closes what tests before have left, which would be missed below
    fired = 0
    for number, raised in enumerate(raised_errors()):
        for nth in count(1):
            file = tmp_path / f"{number}-{nth}" / "events.yaml"
            file.parent.mkdir()
            prepare(file, dead)
            if not fails_at(name, Fault(raised, nth), file):
                break
            fired += 1
    assert fired or name in SOMETIMES


def prepare(file: Path, dead: int) -> None:
    """Write a file that makes a save call everything."""
    file.write_bytes(OLD)
    file.chmod(0o640)
    with suppress(OSError, AttributeError):
        os.setxattr(file, "user.note", b"kept by hand")
    if IS_ROOT:
        os.chown(file, 1234, TEAM)
    temporary(file, dead).write_bytes(b"litter")


def fails_at(name: str, fault: Fault, file: Path) -> bool:
    """Save a file with a fault, check what is left, and return whether the fault came up."""
    handles = open_handles()
    error: BaseException | None = None
    with pytest.MonkeyPatch.context() as patch:
        function = faulty(patch, name, fault, is_done=False)
        try:
            save(file, OLD, NEW)
        except (SaveError, KeyboardInterrupt) as caught:
            error = caught
    assert open_handles() == handles
    expected = {OLD, NEW}
    if isinstance(error, SaveError):
        check_words(error)
        expected = {NEW if isinstance(error, UnsettledError) else OLD}
    elif error is None:
        expected = {NEW}
    assert file.read_bytes() in expected, (name, fault, error)
    check_litter(file, is_litter_left=name == "unlink")
    return function.has_failed


def check_litter(file: Path, *, is_litter_left: bool) -> None:
    """Check that a save has left nothing of its own, but for what it may not remove."""
    left = [path.name for path in file.parent.iterdir() if path != file]
    own = [name for name in left if f"eventide-{os.getpid()}-" in name]
    assert all(name.startswith(".events.yaml.eventide-") for name in left)
    assert is_litter_left or not own


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
def test_an_error_that_only_closing_tells_counts(
    file: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    fault = Fault(OSError(code, os.strerror(code)), 1)
    function = faulty(monkeypatch, "close", fault, is_done=True)
    assert os.strerror(code) in refusal(file).message
    assert function.has_failed
    assert (file.read_bytes(), names(file.parent)) == (OLD, ["events.yaml"])


def test_short_writes_go_on(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:7]))
    save(file, OLD, NEW)
    assert file.read_bytes() == NEW


def test_a_write_that_gets_nowhere_is_an_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda *_: 0)
    assert "the disk has a fault" in refusal(file).message
    assert (file.read_bytes(), names(file.parent)) == (OLD, ["events.yaml"])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
def test_a_full_disk_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opening = os.open

    def open_full(path: Path, flags: int, *mode: int) -> int:
        is_new = flags & os.O_CREAT
        return opening("/dev/full", os.O_WRONLY) if is_new else opening(path, flags, *mode)

    monkeypatch.setattr(os, "open", open_full)
    error = refusal(file)
    message = "events.yaml is not saved: the disk is full (No space left on device)"
    assert error.message == message
    assert error.advice == "free some space and try again, or save a copy elsewhere"
    assert file.read_bytes() == OLD


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "your share of the disk is used up"),
        (errno.EIO, "the disk has a fault"),
        (errno.EROFS, "the disk is for reading only"),
        (errno.EACCES, "it may not be written"),
        (errno.EPERM, "the system does not let it be replaced"),
        (errno.ENOENT, "the file or its folder is not there"),
        (errno.ENAMETOOLONG, "its name is too long"),
        (errno.ELOOP, "its links lead in a circle"),
        (errno.EBUSY, "the system holds it in its place"),
        (errno.EXDEV, os.strerror(errno.EXDEV)),
        (12_345, "Unknown error 12345"),
    ],
)
def test_an_error_is_told_in_words_with_the_reason_of_the_system(
    file: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    monkeypatch.setattr(os, "replace", failing(code))
    error = refusal(file)
    assert error.message.startswith(f"events.yaml is not saved: {words}")
    assert os.strerror(code) in error.message
    assert (file.read_bytes(), names(file.parent)) == (OLD, ["events.yaml"])


def test_the_text_of_names_is_made_harmless(tmp_path: Path) -> None:
    error = refusal(tmp_path / "\x1b[31m\u202ename")
    assert error.message.startswith("␛[31m‹U+202E›name is not saved:")


def test_a_folder_that_is_not_brought_to_the_disk_is_told(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty(monkeypatch, "fsync", Fault(OSError(errno.EIO, "Bad luck"), 2), is_done=True)
    error = refusal(file)
    assert isinstance(error, UnsettledError)
    assert error.message == "events.yaml is saved, but not surely on the disk (Bad luck)"
    assert file.read_bytes() == NEW


def test_what_is_not_surely_on_the_disk_can_be_saved_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(file, OLD, NEW)
    monkeypatch.setattr(os, "fsync", failing(errno.EIO))
    assert isinstance(refusal(file, NEW, NEW), UnsettledError)


def test_a_folder_that_cannot_be_brought_to_any_disk_can_be_saved_in(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = Fault(OSError(errno.EINVAL, "Invalid argument"), 2)
    function = faulty(monkeypatch, "fsync", fault, is_done=True)
    save(file, OLD, NEW)
    assert function.has_failed
    assert file.read_bytes() == NEW


def test_file_and_folder_are_brought_to_the_disk_in_that_order(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    for name in ("write", "fchmod", "fsync", "replace"):
        monkeypatch.setattr(os, name, noting(done, name, getattr(os, name)))
    file.chmod(0o664)
    save(file, OLD, NEW)
    assert done == ["write", "fchmod", "fsync", "replace", "fsync"]
    done.clear()
    create(file.with_name("new"), NEW)
    assert done == ["write", "fsync", "fsync"]


def noting(done: list[str], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def note(*values: Any, **named: Any) -> Any:
        done.append(name)
        return function(*values, **named)

    return note


def test_a_save_waits_for_a_lock_no_longer_than_its_time(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_SECONDS", 0.03)
    with file.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_SH)
        error = refusal(file)
        assert "another program keeps it locked" in error.message
        assert not isinstance(error, ChangedError)
        assert file.read_bytes() == OLD
    save(file, OLD, NEW)


def test_who_waited_sees_what_the_first_wrote(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = file.open("rb")
    written = b"theirs"

    def finish_first(_: float) -> None:
        beside = file.with_name("beside")
        beside.write_bytes(written)
        beside.replace(file)
        first.close()

    monkeypatch.setattr(time, "sleep", finish_first)
    fcntl.flock(first, fcntl.LOCK_EX)
    assert isinstance(refusal(file), ChangedError)
    assert file.read_bytes() == b"theirs"
    first, written = file.open("rb"), OLD
    fcntl.flock(first, fcntl.LOCK_EX)
    save(file, OLD, NEW)
    assert file.read_bytes() == NEW


def test_a_file_of_the_same_contents_that_took_the_place_is_what_is_replaced(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync
    beside = file.with_name("beside")
    beside.write_bytes(OLD)
    beside.chmod(0o604)

    def sync_while_others_replace(handle: int) -> None:
        sync(handle)
        if beside.exists():
            beside.replace(file)

    monkeypatch.setattr(os, "fsync", sync_while_others_replace)
    save(file, OLD, NEW)
    assert file.read_bytes() == NEW
    assert file.stat().st_mode & 0o7777 == 0o604
    assert names(file.parent) == ["events.yaml"]


def test_a_file_that_is_replaced_again_and_again_is_given_up(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def sync_while_others_replace(handle: int) -> None:
        sync(handle)
        beside = file.with_name("beside")
        beside.write_bytes(OLD)
        beside.replace(file)

    monkeypatch.setattr(module, "MOST_SECONDS", 0.03)
    monkeypatch.setattr(os, "fsync", sync_while_others_replace)
    assert "or changes it" in refusal(file).message
    assert (file.read_bytes(), names(file.parent)) == (OLD, ["events.yaml"])


def test_a_file_system_without_locks_can_be_saved_on(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fcntl, "flock", failing(errno.ENOLCK))
    save(file, OLD, NEW)
    assert file.read_bytes() == NEW
    file.write_bytes(b"theirs")
    assert isinstance(refusal(file), ChangedError)


def test_a_lock_that_fails_otherwise_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fcntl, "flock", failing(errno.EIO))
    assert "the disk has a fault" in refusal(file).message
    assert file.read_bytes() == OLD


def test_two_programs_at_once_lose_no_edit(tmp_path: Path) -> None:
    path = tmp_path / "counter"
    path.write_bytes(b"0")

    def increase() -> None:
        saved = 0
        while saved < 100:
            before = path.read_bytes()
            with suppress(ChangedError):
                save(path, before, str(int(before) + 1).encode())
                saved += 1

    processes = [in_child(increase) for _ in range(2)]
    assert [ended(process) for process in processes] == [0, 0]
    assert path.read_bytes() == b"200"
    assert names(tmp_path) == ["counter"]


def test_a_killed_save_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    one, other = b"1" * 2_000_000, b"2" * 2_000_000
    path = tmp_path / "events.yaml"
    path.write_bytes(one)
    chance = random.Random(1)  # noqa: S311  moments, not secrets

    def save_for_ever() -> None:
        while True:
            before = path.read_bytes()
            save(path, before, other if before == one else one)

    begun = time.monotonic()
    for before, after in [(one, other), (other, one)] * 3:
        save(path, before, after)
    one_save = (time.monotonic() - begun) / 6
    interrupted = kills = 0
    found = set()
    while kills < 150 and time.monotonic() < begun + 10:
        kills += 1
        process = in_child(save_for_ever)
        time.sleep(chance.uniform(0.3, 4) * one_save)
        os.kill(process, signal.SIGKILL)
        assert ended(process) == -signal.SIGKILL
        contents = path.read_bytes()
        assert contents in (one, other)
        found.add(contents)
        interrupted += len(names(tmp_path)) > 1
    assert len(found) == 2
    assert interrupted
    save(path, path.read_bytes(), OLD)
    assert names(tmp_path) == ["events.yaml"]


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    umask = os.umask(0o027)
    try:
        create(tmp_path / "new", NEW)
    finally:
        os.umask(umask)
    assert (tmp_path / "new").read_bytes() == NEW
    assert (tmp_path / "new").stat().st_mode & 0o7777 == 0o640
    assert (tmp_path / "new").stat().st_nlink == 1
    assert names(tmp_path) == ["new"]


def creation_refused(path: Path | str) -> SaveError:
    with pytest.raises(SaveError) as caught:
        create(path, NEW)
    check_words(caught.value)
    return caught.value


def test_nothing_that_is_there_is_overwritten(file: Path) -> None:
    (file.parent / "dangling").symlink_to("nothing")
    (file.parent / "folder").mkdir()
    before = names(file.parent)
    for name in before:
        message = f"{name} is not saved: there is a file of this name already (File exists)"
        assert creation_refused(file.parent / name).message == message
    assert names(file.parent) == before
    assert file.read_bytes() == OLD


def test_a_new_file_needs_a_name_and_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cases: dict[Path | str, str] = {
        tmp_path / "missing" / "a": "the file or its folder is not there (No such",
        tmp_path / "file" / "a": "what should be its folder is none (Not a dir",
        "": "the file or its folder is not there (No such",
        "/": "the file or its folder is not there (No such",
        tmp_path / "..": "the file or its folder is not there (No such",
        tmp_path / ("a" * 256): "its name is too long (File name too long)",
        tmp_path / "a\0b": "this is no name that a file can have",
    }
    for path, message in cases.items():
        assert message in creation_refused(path).message
    assert names(tmp_path) == ["file"]


@pytest.mark.parametrize("has_links", [True, False])
def test_a_new_file_that_others_make_first_is_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    link = os.link
    path = tmp_path / "new"

    def link_too_late(*values: Any, **named: Any) -> None:
        path.write_bytes(b"theirs")
        if has_links:
            link(*values, **named)
        failing(errno.EPERM)()

    monkeypatch.setattr(os, "link", link_too_late)
    assert "there is a file of this name already" in creation_refused(path).message
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["new"]


def test_a_new_file_of_which_the_name_fails_is_not_written_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EIO))
    assert "the disk has a fault" in creation_refused(tmp_path / "new").message
    assert names(tmp_path) == []


@pytest.mark.parametrize("has_links", [True, False])
@pytest.mark.parametrize(
    "name", ["stat", "open", "urandom", "write", "fsync", "close", "link", "unlink"]
)
def test_any_failing_call_leaves_the_whole_new_file_or_none(
    tmp_path: Path, name: str, has_links: bool
) -> None:
    fired = 0
    for number, raised in enumerate(raised_errors()):
        for nth in count(1):
            path = tmp_path / f"{number}-{nth}" / "events.yaml"
            path.parent.mkdir()
            if not creation_fails_at(name, Fault(raised, nth), path, has_links=has_links):
                break
            fired += 1
    assert fired


def creation_fails_at(name: str, fault: Fault, path: Path, *, has_links: bool) -> bool:
    """Create a file with a fault, check what is left, and return whether the fault came up."""
    handles = open_handles()
    error: BaseException | None = None
    with pytest.MonkeyPatch.context() as patch:
        if not has_links:
            patch.setattr(os, "link", failing(errno.EOPNOTSUPP))
        function = faulty(patch, name, fault, is_done=False)
        try:
            create(path, NEW)
        except (SaveError, KeyboardInterrupt) as caught:
            error = caught
    assert open_handles() == handles
    if isinstance(error, SaveError):
        check_words(error)
        assert path.exists() == isinstance(error, UnsettledError)
    assert error or path.exists()
    assert not path.exists() or path.read_bytes() == NEW
    check_litter(path, is_litter_left=name == "unlink")
    return function.has_failed
