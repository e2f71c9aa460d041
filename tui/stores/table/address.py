"""Where a table is: an address to its parts, and back to a text that is safe to show."""

import re
from dataclasses import dataclass, field
from glob import has_magic
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
_EXAMPLE = "write duckdb:///FILE?table=NAME, postgres://HOST/DATABASE?table=NAME or FILE.parquet"

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
    return bool(_files_of(path)) if has_magic(path) or _is_folder(path) else False


def parse(text: str) -> Address:
    """Read an address; raise TableError with what is wrong, never with a password."""
    scheme = _SCHEME.match(text)
    if scheme is None:
        return _file(text)
    name = scheme[1].lower()
    if name in _NOT_TABLES:
        raise TableError(f"{name}:// is no address of a table: {_EXAMPLE}")
    try:
        parts = urlsplit(text)
        if name != "duckdb" and "@" in parts.path + parts.query + parts.fragment:
            # Half of a password would else be taken for the host, and shown.
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
        return Address("duckdb", _duckdb_path(parts), table, shown)
    # Not put together from its parts, for a host that is empty would lose its slashes.
    options = f"?{urlencode(rest)}" if rest else ""
    target = text.partition("?")[0].partition("#")[0] + options
    if name in _POSTGRES:
        return Address("postgres", re.sub(r"^[A-Za-z]+", "postgres", target), table, shown)
    return Address(name, target, table, shown)


def _file(text: str) -> Address:
    path, _, query = text.partition("?")
    shown = clean_line(path)
    if path.lower().endswith(_DUCKDB):
        table = _table(parse_qsl(query, keep_blank_values=True))
        return Address("duckdb", path, table, f"{shown}?table={table}" if table else shown)
    if has_magic(path) or _is_folder(path):
        if not _files_of(path):
            raise TableError(f"{shown} has no Parquet files")
        return Address("parquet", _glob(path), "", shown)
    if path.lower().endswith(_PARQUET):
        return Address("parquet", path, "", shown)
    raise TableError(f"{shown} is no address of a table: {_EXAMPLE}")


def _table(query: list[tuple[str, str]]) -> str:
    names = [value for key, value in query if key == "table"]
    if len(names) > 1:
        raise TableError("an address has one table= only")
    if names and not names[0].strip("."):
        raise TableError("a name is expected after table=")
    return names[0] if names else ""


def _duckdb_path(parts: SplitResult) -> str:
    """Return the file of a duckdb:// address: duckdb:///FILE, duckdb:////ABSOLUTE/FILE."""
    path = unquote(parts.netloc + parts.path)
    if not path.strip("/"):
        raise TableError("a file is expected after duckdb:///")
    relative = path.removeprefix("/")
    # Three slashes and a path from the root are written by many; a file that is there decides.
    if path.startswith("/") and not Path(relative).exists() and Path(path).exists():
        return path
    return relative


def _shown(name: str, parts: SplitResult, table: str) -> str:
    """Return an address without user, password and options, any of which may be a secret."""
    host = parts.netloc.rpartition("@")[2]
    asked = f"?table={table}" if table else ""
    return clean_line(f"{name}://{host}{unquote(parts.path)}{asked}")


def _names(query: list[tuple[str, str]]) -> str:
    return clean_line("=, ".join(key for key, _ in query))


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _glob(path: str) -> str:
    """Return a glob of all Parquet files in a folder and below it; a glob as it is."""
    if not _is_folder(path):
        return path
    folder = re.sub(r"([*?\[])", r"[\1]", path.rstrip("/") or "/")
    suffix = next((each for each in _PARQUET if any(Path(path).rglob(f"*{each}"))), _PARQUET[0])
    return f"{folder}/**/*{suffix}"


def _files_of(path: str) -> bool:
    from glob import iglob

    found = iglob(_glob(path), recursive=True)  # noqa: PTH207  as the engine's own globs
    return any(name.lower().endswith(_PARQUET) for name in found)
