"""A file that is looked at while others change it."""

import os
from pathlib import Path

import pytest

from tui.events.problem import UnreadableError
from tui.stores.open_file import OpenFile, Seen

TEXT = """\
events:
  - {id: a, date: 2020, title: One}
  - {id: b, date: 2021, title: Two}
"""


def changed(seen: Seen) -> tuple[str, ...]:
    return seen.difference.changed if seen.difference else ()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "events.yaml"
    path.write_text(TEXT)
    return path


def test_a_file_that_nobody_touches_is_not_read_again(path: Path) -> None:
    file = OpenFile.open(path)
    assert not file.may_have_changed()
    assert file.look() == Seen()


def test_the_same_bytes_at_another_time_are_no_change(path: Path) -> None:
    file = OpenFile.open(path)
    path.unlink()
    path.write_text(TEXT)
    os.utime(path, (1, 1))
    assert file.may_have_changed()
    assert file.look() == Seen()
    assert not file.may_have_changed()


def test_what_is_different_is_told_by_id(path: Path) -> None:
    file = OpenFile.open(path)
    path.write_text(TEXT.replace("Two", "Three").replace("id: a", "id: c") + "title: Named\n")
    seen = file.look()
    assert seen.reading is not None
    assert seen.difference is not None
    assert seen.difference.added == ("c",)
    assert seen.difference.changed == ("b",)
    assert seen.difference.removed == ("a",)
    assert seen.difference.is_other
    assert seen.difference.told == "1 event added, 1 event changed, 1 event removed"
    file.take(seen.reading)
    assert file.look() == Seen()


def test_another_way_of_writing_the_same_changes_no_event(path: Path) -> None:
    file = OpenFile.open(path)
    path.write_text(
        "events:\n- id: 'a'\n  date: 2020\n  title: One\n- id: b\n  date: 2021\n  title: Two\n"
    )
    seen = file.look()
    assert seen.reading is not None
    assert seen.difference is not None
    assert seen.difference.told == ""


def test_a_source_that_is_shared_counts_where_it_is_cited(path: Path) -> None:
    text = "sources: {s: {title: Old}}\nevents: [{id: a, date: 2020, title: One, sources: [s]}]\n"
    path.write_text(text)
    file = OpenFile.open(path)
    path.write_text(text.replace("Old", "New"))
    assert changed(file.look()) == ("a",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (TEXT + "  - {id: c, title: [half\n", "yaml:4:"),
        ("", ""),
        ("\x00\x01\x02" * 50, ""),
        (None, "no such file"),
    ],
)
def test_a_broken_state_leaves_what_was_last_read(
    path: Path, text: str | None, reason: str
) -> None:
    file = OpenFile.open(path)
    before = file.reading
    if text is None:
        path.unlink()
    else:
        path.write_text(text)
    seen = file.look()
    if text == "":
        assert seen.difference is not None
        assert seen.difference.removed == ("a", "b")  # an empty file is a file without events
        return
    assert reason in seen.broken
    assert seen.reading is None
    assert file.reading is before
    assert file.may_have_changed()
    path.write_text(TEXT.replace("One", "Mended"))
    mended = file.look()
    assert mended.broken == ""
    assert changed(mended) == ("a",)


def test_a_file_that_was_broken_from_the_start_may_go_on_so(path: Path) -> None:
    broken = TEXT + "  - {id: c, title: [half\n"
    path.write_text(broken)
    file = OpenFile.open(path)
    path.write_text(broken.replace("One", "Other"))
    assert changed(file.look()) == ("a",)


def test_what_cannot_be_read_at_all_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="directory"):
        OpenFile.open(tmp_path)
