from pathlib import Path

import pytest

from tui.stores.locate import Found, locate, sample
from tui.stores.yaml_file import read


@pytest.mark.parametrize(
    ("files", "folder", "found"),
    [
        (["events.yaml"], ".", "events.yaml"),
        (["data/events.yaml"], ".", "data/events.yaml"),
        (["events.yaml", "data/events.yaml"], ".", "events.yaml"),
        (["events.yaml"], "a/b/c", "events.yaml"),
        (["events.yaml", "a/data/events.yaml"], "a/b/c", "a/data/events.yaml"),
        (["events.yaml"], "data", "events.yaml"),
    ],
)
def test_the_nearest_file_upward_is_taken(
    tmp_path: Path, files: list[str], folder: str, found: str
) -> None:
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert locate(tmp_path / folder) == Found(tmp_path / found, is_sample=False)


def test_a_folder_of_that_name_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "events.yaml").mkdir()
    assert locate(tmp_path).is_sample


def test_without_a_file_the_sample_is_taken(tmp_path: Path) -> None:
    assert locate(tmp_path) == Found(sample(), is_sample=True)
    assert read(sample()).title == "The AI race"


def test_the_folder_may_be_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "events.yaml").touch()
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    assert locate(Path()).path.samefile(tmp_path / "events.yaml")
