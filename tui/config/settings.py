"""What the reader prefers, as it stands in config.toml, with a complaint for all that is amiss."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tui.config.complaint import Complaint
from tui.events.clean import clean_line
from tui.events.timeline import SavedView
from tui.named import NamedTuple

if TYPE_CHECKING:
    from datetime import tzinfo

#: Longer files are not read.
MOST_BYTES = 1_000_000

GLYPHS = ("auto", "unicode", "ascii")

_NOTHING: Mapping[str, tuple[str, ...]] = {}


class Zone(NamedTuple):
    """A time zone by its name in the tz database."""

    name: str
    rules: "tzinfo"


class Settings(NamedTuple):
    """What is preferred; empty where the program is to choose.

    keys are those wished for by action, glyphs one of GLYPHS, lanes the field that makes the lanes
    of a file seen for the first time. complaints are on what of the file could not be used.
    """

    theme: str = ""
    glyphs: str = "auto"
    animations: bool = True
    lanes: str = ""
    time_zone: Zone | None = None
    remember: bool = True
    keys: Mapping[str, tuple[str, ...]] = _NOTHING
    views: tuple[SavedView, ...] = ()
    path: str = ""
    text: str = ""
    complaints: tuple[Complaint, ...] = ()

    def complaint(self, message: str, *names: str) -> Complaint:
        """Return a complaint on the line that gives a key."""
        from tui.config.toml_lines import line_of

        return Complaint(self.path, line_of(self.text, *names), message)


def load(path: Path) -> Settings:
    """Return the preferences in a file; one that is not there has none."""
    name = clean_line(str(path))
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        return _unreadable(name, 1, error.strerror or "it cannot be read")
    if len(data) > MOST_BYTES:
        return _unreadable(name, 1, "it is too large to be read")
    return read_settings(data, name)


def read_settings(data: bytes, path: str) -> Settings:
    """Return the preferences that a TOML text says; what is wrong in it is left out."""
    import tomllib  # 10 ms that most starts can do without

    try:
        text = data.decode()
        found = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _unreadable(path, line, "this is not UTF-8")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return _unreadable(path, *_syntax(error, text))
    return _Reader(found, text, path).settings()


def _unreadable(path: str, line: int, reason: str) -> Settings:
    """Return no preferences; as one may be to remember nothing, nothing is remembered either."""
    message = f"{reason}; until it can be read nothing is remembered"
    return Settings(remember=False, path=path, complaints=(Complaint(path, line, message),))


def _syntax(error: Exception, text: str) -> tuple[int, str]:
    """Return the line and the reason of a mistake in TOML, from the message that tells both."""
    if isinstance(error, RecursionError):
        return 1, "this is not TOML: it is nested too deeply"
    said = clean_line(str(error))
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", said)
    if place is None:
        return 1, f"this is not TOML: {said}"
    line = int(place[1]) if place[1] else text.rstrip().count("\n") + 1
    return line, f"this is not TOML: {said[: place.start()]}"


class _Reader:
    def __init__(self, found: dict[str, object], text: str, path: str) -> None:
        self._found, self._text, self._path = found, text, path
        self._complaints: list[Complaint] = []

    def settings(self) -> Settings:
        readers: dict[str, Callable[[object], object]] = {
            "theme": lambda value: self._text_of(value, "theme"),
            "glyphs": self._glyphs,
            "animations": lambda value: self._switch(value, "animations"),
            "lanes": lambda value: self._text_of(value, "lanes"),
            "time_zone": self._zone,
            "remember": lambda value: self._switch(value, "remember"),
            "keys": self._keys,
            "views": self._views,
        }
        said: dict[str, object] = {}
        for name, value in self._found.items():
            if name in readers:
                read = readers[name](value)
                if read is not None:
                    said[name] = read
                continue
            from tui.events.spelling import near_miss

            meant = near_miss(name, readers)
            hint = f"did you mean “{meant}”?" if meant else f"there are {', '.join(readers)}"
            self._complain(f"there is no setting “{name}”: {hint}", name)
        return Settings(
            **said,  # type: ignore[arg-type]
            path=self._path,
            text=self._text,
            complaints=tuple(self._complaints),
        )

    def _complain(self, message: str, *names: str) -> None:
        from tui.config.toml_lines import line_of

        line = line_of(self._text, *names)
        self._complaints.append(Complaint(self._path, line, clean_line(message)))

    def _text_of(self, value: object, *names: str) -> str | None:
        if isinstance(value, str):
            return clean_line(value)
        self._complain(f"“{names[-1]}” is meant to be a text in quotes", *names)
        return None

    def _switch(self, value: object, name: str) -> bool | None:
        if isinstance(value, bool):
            return value
        self._complain(f"“{name}” is true or false", name)
        return None

    def _glyphs(self, value: object) -> str | None:
        if value in GLYPHS:
            return str(value)
        self._complain(f"“glyphs” is one of {', '.join(GLYPHS)}", "glyphs")
        return None

    def _zone(self, value: object) -> Zone | None:
        from zoneinfo import ZoneInfo

        name = self._text_of(value, "time_zone")
        if name is None:
            return None
        try:
            return Zone(name, ZoneInfo(name))
        except (ValueError, OSError, LookupError):
            message = f"there is no time zone “{name}”; names are such as Europe/Berlin"
            self._complain(message, "time_zone")
            return None

    def _table(self, value: object, name: str) -> dict[str, object]:
        if isinstance(value, dict):
            return value
        self._complain(f"“{name}” is meant to be a table: write [{name}] above its lines", name)
        return {}

    def _keys(self, value: object) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for action, keys in self._table(value, "keys").items():
            listed = [keys] if isinstance(keys, str) else keys
            if isinstance(listed, list) and all(isinstance(key, str) for key in listed):
                found[action] = tuple(clean_line(key) for key in listed)
            else:
                message = f"the keys of “{action}” are a text or a list of texts"
                self._complain(message, "keys", action)
        return found

    def _views(self, value: object) -> tuple[SavedView, ...]:
        views = []
        for name, said in self._table(value, "views").items():
            if isinstance(said, str):
                views.append(SavedView(clean_line(name), (("filter", said),)))
                continue
            pairs = list(_pairs(said)) if isinstance(said, dict) else [None]
            whole = [pair for pair in pairs if pair is not None]
            if len(whole) == len(pairs):
                views.append(SavedView(clean_line(name), tuple(whole)))
            else:
                message = f"the view “{name}” is a query, or a table of texts and lists of texts"
                self._complain(message, "views", name)
        return tuple(views)


def _pairs(parts: dict[str, object]) -> list[tuple[str, str] | None]:
    found: list[tuple[str, str] | None] = []
    for key, value in parts.items():
        for text in value if isinstance(value, list) else [value]:
            said = {True: "yes", False: "no"}[text] if isinstance(text, bool) else text
            found.append((key, said) if isinstance(said, str) else None)
    return found
