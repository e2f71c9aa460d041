"""Where a table is: an address to its parts, and back to a text that is safe to show."""

import os
import re
from dataclasses import dataclass, field
from glob import escape, has_magic
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from tui.events.clean import clean_line
from tui.stores.table.error import TableError

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_POSTGRES = ("postgres", "postgresql")
_DUCKDB = (".duckdb", ".ddb")
_PARQUET = (".parquet", ".parq", ".pq")
#: What may look like an address of a table and is none.
_NOT_TABLES = ("http", "https", "ftp", "ftps", "file", "ssh", "mailto")
_USER = re.compile(r"[^/\s]*:.*@", re.DOTALL)
_EXAMPLE = "write duckdb:///FILE?table=NAME, postgres://HOST/DATABASE?table=NAME or FILE.parquet"
#: Engines of Ibis that open a file, whose name stands behind two slashes.
_FILES = ("sqlite",)

_ESCAPES = "in a user name, a password or an option write %40, %2F, %3F and %23 for @ / ? #"


@dataclass(frozen=True)
class Address:
    """A table's place.

    engine is duckdb, parquet, postgres or the name of another of Ibis's backends. target is what
    the engine opens: a path, a glob of files, or a URL that may hold credentials, which is why it
    is in no repr and never in a message. table may have its schema before a dot; it is empty for
    files, and where the only table of a database is meant. shown is for titles and messages.
    """

    engine: str
    target: str = field(repr=False)
    table: str
    shown: str


def is_address(text: str) -> bool:
    """Whether an argument names a table: a URL, a DuckDB or Parquet file, a folder of such."""
    if _SCHEME.match(text):
        return True
    path = text.partition("?")[0]
    if path.lower().endswith(_DUCKDB + _PARQUET):
        return True
    return _has_files(_pattern(path, "")) if has_magic(path) or _is_folder(path) else False


def parse(text: str, folder: str = "") -> Address:
    """Read an address; raise TableError with what is wrong, never with a password.

    folder is where relative names of files begin, the current folder if it is empty.
    """
    if not text:
        raise TableError(f"the address of a table is expected: {_EXAMPLE}")
    scheme = _SCHEME.match(text)
    if scheme is None:
        return _file(text, folder)
    name = scheme[1].lower()
    if name in _NOT_TABLES:
        raise TableError(f"{name}:// is no address of a table: {_EXAMPLE}")
    try:
        parts = urlsplit(text)
        user = parts.netloc.rpartition("@")[0]
        if name != "duckdb" and "@" in user + parts.path + parts.query + parts.fragment:
            # Half of a password would else be taken for the host, here or by a driver, and shown.
            raise TableError(f"this {name}:// address cannot be read: {_ESCAPES}")
        _ = parts.port  # it is looked at only when asked for
    except ValueError:
        raise TableError(f"this {name}:// address cannot be read: {_EXAMPLE}") from None
    query = parse_qsl(parts.query, keep_blank_values=True)
    table = _table(query)
    rest = [(key, value) for key, value in query if key != "table"]
    shown = _shown(name, parts, table)
    if name == "duckdb":
        if rest:
            raise TableError(f"a duckdb:// address knows table= only, not {_names(rest)}=")
        return Address("duckdb", _duckdb_path(parts, folder), table, shown)
    # Not put together from its parts, for a host that is empty would lose its slashes.
    options = f"?{urlencode(rest)}" if rest else ""
    target = text.partition("?")[0].partition("#")[0]
    if name in _FILES and folder:
        path = target.partition("://")[2]
        target = f"{name}://{os.path.abspath(os.path.join(folder, path))}"  # noqa: PTH100, PTH118
    target += options
    if name in _POSTGRES:
        return Address("postgres", re.sub(r"^[A-Za-z]+", "postgres", target), table, shown)
    return Address(name, target, table, shown)


def _file(text: str, folder: str) -> Address:
    path, _, query = text.partition("?")
    # A password that lost its scheme must not be shown either.
    shown, place = clean_line(_USER.sub("…@", path)), _below(folder, path)
    if path.lower().endswith(_DUCKDB):
        table = _table(parse_qsl(query, keep_blank_values=True))
        return Address("duckdb", place, table, f"{shown}?table={table}" if table else shown)
    if has_magic(path) or _is_folder(place):
        pattern = _pattern(path, folder)
        if not _has_files(pattern):
            raise TableError(f"{shown} has no Parquet files")
        return Address("parquet", pattern, "", shown)
    if path.lower().endswith(_PARQUET):
        return Address("parquet", _pattern(path, folder), "", shown)
    raise TableError(f"{shown} is no address of a table: {_EXAMPLE}")


def _table(query: list[tuple[str, str]]) -> str:
    names = [value for key, value in query if key == "table"]
    if len(names) > 1:
        raise TableError("an address has one table= only")
    if names and not names[0].strip("."):
        raise TableError("a name is expected after table=")
    return names[0] if names else ""


def _duckdb_path(parts: SplitResult, folder: str) -> str:
    """Return the file of a duckdb:// address: duckdb:///FILE, duckdb:////ABSOLUTE/FILE."""
    path = unquote(parts.netloc + parts.path)
    if not path.strip("/"):
        raise TableError("a file is expected after duckdb:///")
    place = _below(folder, path.removeprefix("/"))
    # Three slashes and a path from the root are written by many; a file that is there decides.
    if path.startswith("/") and not _is_there(place) and _is_there(path):
        return path
    return place


def _shown(name: str, parts: SplitResult, table: str) -> str:
    """Return an address without user, password and options, any of which may be a secret."""
    host = parts.netloc.rpartition("@")[2]
    asked = f"?table={table}" if table else ""
    return clean_line(f"{name}://{host}{unquote(parts.path)}{asked}")


def _names(query: list[tuple[str, str]]) -> str:
    return clean_line("=, ".join(key for key, _ in query))


def _below(folder: str, path: str) -> str:
    """Return where a path is that begins in a folder, unless it begins at the root."""
    return os.path.join(folder, path)  # noqa: PTH118  which leaves a path without a folder as it is


def _is_there(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _pattern(path: str, folder: str) -> str:
    """Return a glob of what a path in a folder names: of a folder, all Parquet files in and below.

    Only signs of the path itself stand for others.
    """
    place = _below(folder, path)
    if not _is_folder(place):
        return _below(escape(folder), path)
    suffix = next((each for each in _PARQUET if any(Path(place).rglob(f"*{each}"))), _PARQUET[0])
    return f"{escape(place.rstrip('/') or '/')}/**/*{suffix}"


def _has_files(pattern: str) -> bool:
    from glob import iglob

    found = iglob(pattern, recursive=True)  # noqa: PTH207  as the engine's own globs
    try:
        return any(name.lower().endswith(_PARQUET) for name in found)
    except (OSError, ValueError):
        return False
