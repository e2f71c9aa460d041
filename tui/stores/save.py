"""Replaces the contents of a file that people keep by hand, wholly or not at all."""

import errno
import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG
from typing import NamedTuple

from tui.events.clean import clean_line
from tui.stores.file_bytes import FilePath

#: Seconds that a save waits for others to finish theirs.
MOST_SECONDS = 5.0
#: Seconds after which a temporary file is litter, whoever wrote it.
MOST_AGE = 86_400.0

#: A lock on a network's file system needs a handle that may write; this asks for access as well.
_HELD = os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
#: Bytes compared at once: what fits into a processor's cache takes less long than more would.
_PIECE = 128 * 1024
_PAUSE = 0.01
_ANY_WRITER = 0o222
#: Bytes of a file's name that its temporary files repeat: some file systems take 143 in all.
_NAME_BYTES = 90

_UNSUPPORTED = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
_NO_LOCKS = _UNSUPPORTED | {errno.ENOLCK}
_NO_HARD_LINKS = _UNSUPPORTED | {errno.EPERM, errno.EACCES, errno.EMLINK}
_NO_OWNERS = _UNSUPPORTED | {errno.EPERM, errno.EACCES, errno.EINVAL}
_NO_FOLDER_SYNC = _UNSUPPORTED | {errno.EACCES, errno.EINVAL}


class SaveError(Exception):
    """Says in plain words what failed, and in its advice what can be done about it.

    The file is as it was, unless a subclass says otherwise.
    """

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(f"{message}; {advice}")
        self.message = message
        self.advice = advice


class ChangedError(SaveError):
    """The file does not hold what it was thought to hold; nothing is written."""


class UnsettledError(SaveError):
    """The file holds the new contents, but they may not outlast a loss of power.

    To save them once more, as they now are, tries again to bring them to the disk.
    """


class _Reason(NamedTuple):
    words: str
    advice: str


_ELSEWHERE = "save a copy elsewhere"
_PERMIT = f"ask for permission to write it, or {_ELSEWHERE}"
_REASONS = {
    errno.ENOSPC: _Reason("the disk is full", f"free some space and try again, or {_ELSEWHERE}"),
    errno.EDQUOT: _Reason(
        "your share of the disk is used up", f"free some space and try again, or {_ELSEWHERE}"
    ),
    errno.EIO: _Reason("the disk has a fault", "save a copy on another disk, and check this one"),
    errno.EROFS: _Reason("the disk is for reading only", _ELSEWHERE),
    errno.EACCES: _Reason("it may not be written", _PERMIT),
    errno.EPERM: _Reason("the system does not let it be replaced", _PERMIT),
    errno.ENOENT: _Reason("the file or its folder is not there", f"put it back, or {_ELSEWHERE}"),
    errno.ENOTDIR: _Reason("what should be its folder is none", _ELSEWHERE),
    errno.EEXIST: _Reason("there is a file of this name already", "choose another name"),
    errno.ENAMETOOLONG: _Reason("its name is too long", "choose a shorter name"),
    errno.ELOOP: _Reason("its links lead in a circle", f"mend the links, or {_ELSEWHERE}"),
    errno.EBUSY: _Reason("the system holds it in its place, as a mount does", _ELSEWHERE),
    errno.EFBIG: _Reason("it would be larger than a file may be here", _ELSEWHERE),
    errno.EMFILE: _Reason("too many files are open", "close some and try again"),
    errno.ENFILE: _Reason("too many files are open", "close some and try again"),
}


def save(path: FilePath, before: bytes, after: bytes) -> None:
    """Replace the contents of a file, if they are what they were before, at once or not at all.

    A link stays a link: what it leads to is replaced. Mode, owner, group and extended attributes
    stay as far as the system lets us set them. Wait up to MOST_SECONDS for other saves of the file.
    Raise ChangedError if the file holds anything else than before, even if that is after;
    UnsettledError if it is replaced and may yet be lost with the power; SaveError for all else.
    """
    deadline = time.monotonic() + MOST_SECONDS
    with _in_words(path):
        while True:
            target = _resolved(path)
            if _replaced(target, before, after, deadline):
                break
            if time.monotonic() >= deadline:
                raise _busy(path)
        _settle(target)


def create(path: FilePath, data: bytes) -> None:
    """Write a new file, of which nobody sees a part.

    Where there are no hard links it can be seen while it grows. Raise UnsettledError if it is
    written and may yet be lost with the power; SaveError for all else, also if there is anything of
    that name, be it a link that leads nowhere.
    """
    target = Path(path)
    with _in_words(path):
        if target.name in ("", ".."):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        _check_folder(target)
        with _temporary(target, 0o666) as (beside, handle):
            _fill(handle, data)
            try:
                target.hardlink_to(beside)
            except OSError as error:
                if error.errno not in _NO_HARD_LINKS:
                    raise
                _create_in_place(target, data)
        _settle(target)


def _resolved(path: FilePath) -> Path:
    try:
        return Path(os.path.realpath(path, strict=True))
    except FileNotFoundError:
        if not os.path.lexists(path):
            raise
        message = f"{_named(path)} is not saved: this link leads to no file"
        raise SaveError(message, f"mend the link, or {_ELSEWHERE}") from None


def _replaced(target: Path, before: bytes, after: bytes, deadline: float) -> bool:
    """Replace the contents of a resolved path's file, and return True.

    Return False, with nothing written, if the path has come to lead to another file meanwhile.
    """
    with _locked(target, deadline) as held:
        _sweep(target, held)
        if os.fstat(held).st_nlink > 1:
            # To replace one name would part it from the others in silence, and to write in place
            # could leave all of them torn. Only the owner knows what the other names are for.
            message = f"{_named(target)} is not saved: the same file has other names (hard links)"
            raise SaveError(message, "make it a file of its own by copying it, or " + _ELSEWHERE)
        if not _is_at(target, held):
            return False
        _check_contents(target, held, before)
        if before == after:
            return True
        with _temporary(target, 0o600) as (beside, handle):
            _fill(handle, after, held)
            if not _is_at(target, held):
                return False
            _check_contents(target, held, before)
            beside.replace(target)
    return True


@contextmanager
def _locked(target: Path, deadline: float) -> Iterator[int]:
    """Hold a regular file that we may write, and keep other saves off it; yield its handle."""
    # Some devices act on being opened, so that it is asked before what this is.
    _check_file(target, target.lstat())
    _check_folder(target)
    held = os.open(target, _HELD)
    try:
        _check_file(target, os.fstat(held))
        _lock(target, held, deadline)
        yield held
    finally:
        with suppress(OSError):
            os.close(held)


def _check_file(target: Path, status: os.stat_result) -> None:
    if not S_ISREG(status.st_mode):
        kind = "a folder, not a file" if S_ISDIR(status.st_mode) else "not a regular file"
        raise SaveError(f"{_named(target)} is not saved: this is {kind}", _ELSEWHERE)
    # The superuser may write it all the same, though whoever took the permission away meant it.
    if not status.st_mode & _ANY_WRITER:
        message = f"{_named(target)} is not saved: it is for reading only"
        raise SaveError(message, f"permit writing it, or {_ELSEWHERE}")


def _check_folder(target: Path) -> None:
    if not target.parent.stat().st_mode & _ANY_WRITER:
        message = f"{_named(target)} is not saved: its folder is for reading only"
        raise SaveError(message, f"permit writing in the folder, or {_ELSEWHERE}")


def _lock(target: Path, held: int, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise _busy(target) from None
            time.sleep(_PAUSE)
        except OSError as error:
            # Without locks it is still compared just before it is replaced.
            if error.errno not in _NO_LOCKS:
                raise
            return
        else:
            return


def _is_at(target: Path, held: int) -> bool:
    """Return whether a path still leads to the file that is held."""
    return os.path.samestat(target.lstat(), os.fstat(held))


def _check_contents(target: Path, held: int, data: bytes) -> None:
    at = 0
    while piece := os.pread(held, _PIECE, at):
        if not data.startswith(piece, at):
            break
        at += len(piece)
    if piece or at != len(data):
        message = f"{_named(target)} is not saved: another program has changed it meanwhile"
        raise ChangedError(message, "read it again and repeat the change there")


def _prefix(target: Path) -> str:
    name = target.name
    while len(os.fsencode(name)) > _NAME_BYTES:
        name = name[:-1]
    return f".{name}.eventide-"


@contextmanager
def _temporary(target: Path, mode: int) -> Iterator[tuple[Path, int]]:
    """Make a new file beside another, yield its path and handle, and remove what is left of it.

    Closing the handle is up to whoever fills the file.
    """
    path = target.with_name(f"{_prefix(target)}{os.getpid()}-{os.urandom(8).hex()}")
    try:
        handle = os.open(path, _NEW, mode)
    except PermissionError as error:
        message = f"{_named(target)} is not saved: nothing may be written in its folder"
        advice = f"ask for permission to write there, or {_ELSEWHERE}"
        raise SaveError(f"{message} ({_reason(error)})", advice) from error
    try:
        yield path, handle
    finally:
        with suppress(OSError):
            path.unlink()


def _sweep(target: Path, held: int) -> None:
    """Remove the temporary files of a file that is locked, where those who wrote them are gone."""
    prefix = _prefix(target)
    with suppress(OSError):
        for path in target.parent.iterdir():
            named = path.name.startswith(prefix) and re.fullmatch(
                "([1-9][0-9]{0,8})-[0-9a-f]{16}", path.name.removeprefix(prefix)
            )
            if named:
                with suppress(OSError):
                    if _is_litter(path.lstat(), os.fstat(held), int(named[1])):
                        path.unlink()


def _is_litter(found: os.stat_result, saved: os.stat_result, process: int) -> bool:
    if not S_ISREG(found.st_mode):
        return False
    # A second name of the file itself is left where its making was cut off at the very end.
    if os.path.samestat(found, saved) or time.time() - found.st_mtime > MOST_AGE:
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def _fill(handle: int, data: bytes, model: int | None = None) -> None:
    """Write a new file down to the disk, with the rights of an open model, and close it."""
    try:
        rest = memoryview(data)
        while rest:
            count = os.write(handle, rest)
            if not count:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            rest = rest[count:]
        if model is not None:
            _copy_rights(model, handle)
        os.fsync(handle)
    except BaseException:
        with suppress(OSError):
            os.close(handle)
        raise
    os.close(handle)


def _copy_rights(model: int, copy: int) -> None:
    """Give a copy its model's owner, group, extended attributes and mode, where we may.

    Nobody gains by what we may not set.
    """
    wanted = os.fstat(model)
    mode = S_IMODE(wanted.st_mode)
    if not _owned(copy, wanted.st_uid, wanted.st_gid):
        mode &= 0o777
        if not _owned(copy, -1, wanted.st_gid):
            mode &= 0o707 | (mode & 0o007) << 3
    if hasattr(os, "listxattr"):
        _copy_attributes(model, copy)
    if S_IMODE(os.fstat(copy).st_mode) != mode:
        os.fchmod(copy, mode)


def _owned(copy: int, owner: int, group: int) -> bool:
    """Return whether a file has an owner, -1 for any, and a group, or could be given them."""
    found = os.fstat(copy)
    if owner in (-1, found.st_uid) and group == found.st_gid:
        return True
    try:
        os.fchown(copy, owner, group)
    except OSError as error:
        if error.errno not in _NO_OWNERS:
            raise
        return False
    return True


def _copy_attributes(model: int, copy: int) -> None:
    wanted, found = _attributes(model), _attributes(copy)
    for name in wanted:
        with _excused(name):
            os.setxattr(copy, name, os.getxattr(model, name))
    for name in found:
        # A folder's default access list would let others in.
        if name not in wanted:
            with _excused(name):
                os.removexattr(copy, name)


def _attributes(handle: int) -> list[str]:
    try:
        return os.listxattr(handle)
    except OSError as error:
        if error.errno in _UNSUPPORTED:
            return []
        raise


@contextmanager
def _excused(name: str) -> Iterator[None]:
    """Let an attribute be that is not ours to set, as those of the system's security."""
    try:
        yield
    except OSError as error:
        denied = error.errno in (errno.EPERM, errno.EACCES) and not name.startswith("user.")
        if not denied and error.errno not in _UNSUPPORTED | {errno.ENODATA}:
            raise


def _create_in_place(target: Path, data: bytes) -> None:
    handle = os.open(target, _NEW, 0o666)
    try:
        _fill(handle, data)
    except BaseException:
        with suppress(OSError):
            target.unlink()
        raise


def _settle(target: Path) -> None:
    """Bring the name of a file to the disk, as far as its folder can be."""
    try:
        folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            message = f"{_named(target)} is saved, but not surely on the disk ({_reason(error)})"
            advice = "save again, and keep a copy on another disk"
            raise UnsettledError(message, advice) from error


@contextmanager
def _in_words(path: FilePath) -> Iterator[None]:
    """Raise SaveError in place of what the system raises."""
    try:
        yield
    except OSError as error:
        known = _REASONS.get(error.errno or 0)
        words = f"{known.words} ({_reason(error)})" if known else _reason(error)
        advice = known.advice if known else f"try again, or {_ELSEWHERE}"
        raise SaveError(f"{_named(path)} is not saved: {words}", advice) from error
    except ValueError as error:
        message = f"{_named(path)} is not saved: this is no name that a file can have"
        raise SaveError(message, "choose another name") from error


def _busy(path: FilePath) -> SaveError:
    message = f"{_named(path)} is not saved: another program keeps it locked or changes it"
    return SaveError(message, f"try again when that is done, or {_ELSEWHERE}")


def _named(path: FilePath) -> str:
    return clean_line(Path(path).name or str(path)) or "the file"


def _reason(error: OSError) -> str:
    return clean_line(error.strerror or str(error) or type(error).__name__)
