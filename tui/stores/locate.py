"""Which file to open when none is named."""

from pathlib import Path
from typing import NamedTuple

_NAMES = ("events.yaml", "data/events.yaml")


class Found(NamedTuple):
    """A timeline file; the sample that comes with the program is for reading only."""

    path: Path
    is_sample: bool


def locate(folder: Path) -> Found:
    """Return the nearest events.yaml or data/events.yaml from a folder upward, else the sample.

    Raise FileNotFoundError if even the sample is missing.
    """
    for place in (folder, *folder.absolute().parents):
        for name in _NAMES:
            if _is_file(place / name):
                return Found(place / name, is_sample=False)
    return Found(sample(), is_sample=True)


def sample() -> Path:
    """Return the sample timeline: the packaged one, or in a checkout the one it is made from.

    Raise FileNotFoundError if neither is there.
    """
    from importlib.resources import files

    package = Path(str(files("tui")))
    for path in (package / "data" / "events.yaml", package.parent / "data" / "events.yaml"):
        if path.is_file():
            return path
    raise FileNotFoundError(f"the sample timeline is missing from {package}")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
