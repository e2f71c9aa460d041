"""Edits that are saved at once and taken back."""

from pathlib import Path

import pytest

from benchmarks.events import write
from tui.stores.editor import Editor, StaleError, change_of
from tui.stores.open_file import OpenFile
from tui.stores.reading import Reading
from tui.stores.save import ChangedError
from tui.stores.yaml_edit.edit import AddEvent, EditError, RemoveEvent, Rename, SetField

TEXT = """\
# kept by hand
events:
  - id: a   # the first
    date: 2020
    title: One

  # about two
  - {id: b, date: 2021, title: Two}
"""


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    path = tmp_path / "events.yaml"
    path.write_bytes(TEXT.encode())
    return Editor(OpenFile.open(path))


def place(editor: Editor, name: str) -> SetField:
    event = editor.file.reading.timeline.event(name)
    assert event is not None
    return SetField(event.location, "title", "Other")


def test_one_field_changes_one_line_on_disk(editor: Editor) -> None:
    done = editor.apply([place(editor, "a")], "changed title")
    assert editor.file.path.read_text() == TEXT.replace("title: One", "title: Other")
    assert done.told == "changed title"
    event = done.reading.timeline.event("a")
    assert event is not None
    assert event.title == "Other"
    assert editor.file.look().reading is None


def test_undo_and_redo_restore_identical_bytes(editor: Editor) -> None:
    states = [editor.file.path.read_bytes()]
    editor.apply([place(editor, "a")], "one")
    states.append(editor.file.path.read_bytes())
    event = editor.file.reading.timeline.event("b")
    assert event is not None
    editor.apply([RemoveEvent(event.location)], "two")
    states.append(editor.file.path.read_bytes())
    editor.apply([AddEvent({"title": "New", "date": "2022"})], "three")
    states.append(editor.file.path.read_bytes())
    for state in states[-2::-1]:
        assert editor.undo() is not None
        assert editor.file.path.read_bytes() == state
    assert editor.undo() is None
    for state in states[1:]:
        assert editor.redo() is not None
        assert editor.file.path.read_bytes() == state
    assert editor.redo() is None


def test_an_edit_after_undo_leaves_nothing_to_redo(editor: Editor) -> None:
    editor.apply([place(editor, "a")], "one")
    editor.undo()
    editor.apply([place(editor, "b")], "two")
    assert editor.redo() is None


def test_what_another_program_wrote_is_never_overwritten(editor: Editor) -> None:
    theirs = TEXT.replace("Two", "Theirs")
    editor.file.path.write_text(theirs)
    with pytest.raises(ChangedError):
        editor.apply([place(editor, "a")], "one")
    assert editor.file.path.read_text() == theirs
    assert any("Theirs" in line for line in editor.difference_on_disk())
    beside = editor.keep_beside([place(editor, "a")])
    assert beside.name == "events.mine-1.yaml"
    assert beside.read_text() == TEXT.replace("title: One", "title: Other")
    assert editor.file.path.read_text() == theirs


def test_an_edit_from_before_an_outside_change_is_not_taken_back(editor: Editor) -> None:
    editor.apply([place(editor, "a")], "one")
    editor.file.path.write_text(editor.file.path.read_text() + "# more\n")
    seen = editor.file.look()
    assert seen.reading is not None
    editor.file.take(seen.reading)
    with pytest.raises(StaleError):
        editor.undo()


def test_an_edit_of_an_earlier_reading_is_refused(editor: Editor) -> None:
    reading = editor.file.reading
    edits = [place(editor, "b")]
    theirs = TEXT.replace("  - id: a", "  - {id: n, date: 2019, title: New}\n  - id: a")
    editor.file.path.write_text(theirs)
    seen = editor.file.look()
    assert seen.reading is not None
    editor.file.take(seen.reading)
    for edit in (
        lambda: editor.apply(edits, "", reading),
        lambda: editor.keep_beside(edits, reading),
    ):
        with pytest.raises(StaleError, match="read anew"):
            edit()
    assert editor.file.path.read_text() == theirs
    editor.apply([place(editor, "b")], "", seen.reading)
    assert editor.file.path.read_text() == theirs.replace("title: Two", "title: Other")


def test_a_preview_writes_nothing(editor: Editor) -> None:
    lines = editor.preview([place(editor, "a")]).lines
    assert "-    title: One" in lines
    assert "+    title: Other" in lines
    assert editor.file.path.read_text() == TEXT


def test_what_may_only_be_read_is_refused(tmp_path: Path, editor: Editor) -> None:
    fixed = Editor(editor.file, read_only="This is a sample")
    with pytest.raises(EditError, match="sample"):
        fixed.apply([place(editor, "a")], "one")
    with pytest.raises(EditError, match="sample"):
        fixed.save(fixed.preview([place(editor, "a")]), "one")


def test_a_change_is_the_least_splice() -> None:
    change = change_of(b"abcabc", b"abcXabc", "x", ("", ""))
    assert (change.at, change.removed, change.added) == (3, b"", b"X")
    same = change_of(b"aa", b"aaa", "x", ("", ""))
    assert b"aa"[: same.at] + same.added + b"aa"[same.at + len(same.removed) :] == b"aaa"


@pytest.mark.parametrize("size", [2, 2_000])
def test_an_event_that_does_not_stand_where_it_was_read_is_left(tmp_path: Path, size: int) -> None:
    path = tmp_path / "events.yaml"
    rows = "".join(
        f"  - date: 2001\n    title: Event {number}\n    text: {'x' * 100}\n"
        for number in range(size)
    )
    path.write_text(f"events:\n{rows}")
    file = OpenFile.open(path)
    timeline = file.reading.timeline
    # As if what is known of places were of the file as it was before.
    moved = f"events:\n  - date: 2000\n    title: Event\n    text: New\n{rows}".encode()
    path.write_bytes(moved)
    file.take(Reading(moved, timeline))
    editor, event = Editor(file), timeline.events[size // 2]
    for edit in (SetField(event.location, "title", "Other"), RemoveEvent(event.location)):
        with pytest.raises(EditError, match=f"^another event than '{event.title}' begins here"):
            editor.preview([edit])
        with pytest.raises(EditError):
            editor.apply([edit], "changed")
    assert path.read_bytes() == moved


def test_a_preview_of_an_earlier_reading_is_refused(editor: Editor) -> None:
    reading, edits = editor.file.reading, [place(editor, "a")]
    preview = editor.preview(edits, reading)
    editor.file.take(Reading.of(TEXT.encode(), editor.file.path))
    with pytest.raises(StaleError, match="read anew"):
        editor.preview(edits, reading)
    with pytest.raises(StaleError, match="read anew"):
        editor.save(preview, "changed title")
    assert editor.file.path.read_text() == TEXT


def test_what_was_seen_is_saved_and_taken_back(editor: Editor) -> None:
    preview = editor.preview([place(editor, "a")])
    done = editor.save(preview, "changed title")
    assert done.told == "changed title"
    assert editor.file.path.read_bytes() == preview.data
    assert editor.file.path.read_text() == TEXT.replace("title: One", "title: Other")
    assert editor.undo() is not None
    assert editor.file.path.read_text() == TEXT


def large(tmp_path: Path) -> Editor:
    path = tmp_path / "events.yaml"
    write(path, 1_000)
    return Editor(OpenFile.open(path))


def test_a_preview_tells_how_far_it_is(tmp_path: Path) -> None:
    editor, parts = large(tmp_path), list[float]()
    lines = editor.preview([Rename("lane", "Models", "Others")], None, parts.append).lines
    assert "+  lane: Others" in lines
    assert parts == sorted(parts)
    assert parts[0] < 0.3
    assert 0.5 < parts[-2] < parts[-1] < 1


def test_a_preview_can_be_ended_while_it_goes_on(tmp_path: Path) -> None:
    editor, parts = large(tmp_path), list[float]()

    def tell(part: float) -> None:
        parts.append(part)
        raise TimeoutError

    with pytest.raises(TimeoutError):
        editor.preview([Rename("lane", "Models", "Others")], None, tell)
    assert len(parts) == 1


def test_what_is_read_anew_during_a_preview_makes_it_stale(editor: Editor) -> None:
    def tell(_: float) -> None:
        editor.file.take(Reading.of(TEXT.encode(), editor.file.path))

    with pytest.raises(StaleError):
        editor.preview([place(editor, "a")], None, tell)
