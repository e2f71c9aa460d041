"""Renaming everywhere, and what another program changed: worked out behind the screen."""

import time
from pathlib import Path
from threading import Event as Flag

import pytest
from textual.pilot import Pilot

from benchmarks.events import write
from tests.test_app import VOYAGE
from tests.test_editing import app_on, has_form, line, title_of, told, until
from tests.test_live import keys
from tui.app import EventideApp, pages
from tui.app.pages import MOST_LINES, excerpt
from tui.app.working import Tell
from tui.stores.editor import Done, Editor, Preview
from tui.stores.reading import Reading
from tui.stores.yaml_edit.edit import Edit
from tui.widgets.page_screen import PageScreen

RENAMED = VOYAGE.replace("actors: [Senate]", "actors: [US Senate]")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "voyage.yaml"
    path.write_text(VOYAGE)
    return path


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a difference be agreed to as soon as it is there."""
    monkeypatch.setattr(pages, "PATIENCE", 0.0)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Flag:
    """Hold up what works out a difference until the flag is set."""
    flag, preview = Flag(), Editor.preview

    def held(editor: Editor, edits: list[Edit], reading: Reading, tell: Tell) -> Preview:
        until = time.monotonic() + 20
        while not flag.wait(0.01):
            assert time.monotonic() < until
            tell(0.4)
        return preview(editor, edits, reading, tell)

    monkeypatch.setattr(Editor, "preview", held)
    return flag


async def rename(pilot: Pilot[None], app: EventideApp) -> None:
    """Write another name for the Senate, and have what changes worked out."""
    await pilot.press("home", "full_stop", "full_stop", "R")
    await until(pilot, lambda: "Rename" in title_of(app))
    await pilot.press("enter")
    await until(pilot, lambda: has_form(app))
    line(app, "name").value = "US Senate"
    await pilot.press("enter")


def has_page(app: EventideApp) -> bool:
    return isinstance(app.screen, PageScreen)


def page_of(app: EventideApp) -> list[str]:
    assert isinstance(app.screen, PageScreen)
    return [said for _, entries in app.screen.sections for _, said in entries]


async def test_keys_are_answered_while_it_is_worked_out_what_changes(
    path: Path, gate: Flag
) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await rename(pilot, app)
        await until(pilot, lambda: "Working out what changes: 40%; esc stops" in keys(app))
        before = app.stage.view.viewport
        await pilot.press("plus")
        assert app.stage.view.viewport != before
        gate.set()
        await until(pilot, lambda: has_page(app))
        assert "Working out" not in keys(app)
        assert "+    actors: [US Senate]" in page_of(app)
        assert path.read_text() == VOYAGE
        await pilot.press("enter")
        await until(pilot, lambda: path.read_text() == RENAMED)
        await until(pilot, lambda: "Saved: renamed “Senate” to “US Senate”" in told(app))


async def test_an_enter_that_was_meant_for_the_picture_saves_nothing_unseen(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PATIENCE", 60.0)
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await rename(pilot, app)
        await until(pilot, lambda: has_page(app))
        await pilot.press("enter", "enter", "down", "enter")
        assert has_page(app)
        assert path.read_text() == VOYAGE
        await pilot.press("escape")
        await until(pilot, lambda: has_form(app))
        monkeypatch.setattr(pages, "PATIENCE", 0.05)
        await pilot.press("enter")
        await until(pilot, lambda: has_page(app))
        await pilot.pause(0.1)
        await pilot.press("enter")
        await until(pilot, lambda: path.read_text() == RENAMED)


async def test_escape_stops_it_and_what_was_written_is_in_its_form_again(
    path: Path, gate: Flag
) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await rename(pilot, app)
        await until(pilot, lambda: "esc stops" in keys(app))
        await pilot.press("escape")
        await until(pilot, lambda: has_form(app))
        assert "Stopped: nothing was written to the file" in told(app)
        assert line(app, "name").value == "US Senate"
        assert "Working out" not in keys(app)
        gate.set()
        await pilot.press("enter")
        await until(pilot, lambda: has_page(app))
        await pilot.press("enter")
        await until(pilot, lambda: path.read_text() == RENAMED)


async def test_what_was_worked_out_of_a_file_that_has_changed_is_dropped(
    path: Path, gate: Flag
) -> None:
    app = app_on(path)
    theirs = VOYAGE.replace("title: The ice", "title: Field ice")
    async with app.run_test(size=(100, 40)) as pilot:
        await rename(pilot, app)
        await until(pilot, lambda: "esc stops" in keys(app))
        path.write_text(theirs)
        await until(pilot, lambda: "The file has changed" in told(app))
        gate.set()
        await until(pilot, lambda: has_form(app))
        assert "read anew since" in told(app)
        await pilot.press("enter")
        await until(pilot, lambda: has_page(app))
        await pilot.press("enter")
        wanted = RENAMED.replace("title: The ice", "title: Field ice")
        await until(pilot, lambda: path.read_text() == wanted)


async def test_only_what_was_seen_is_saved(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await rename(pilot, app)
        await until(pilot, lambda: has_page(app))
        assert app._editor is not None
        app._editor.file.take(Reading.of(VOYAGE.encode(), path))
        await pilot.press("enter")
        await until(pilot, lambda: has_form(app))
        assert "read anew since" in told(app)
        assert path.read_text() == VOYAGE


async def test_what_was_opened_meanwhile_is_neither_hidden_nor_answered(
    path: Path, gate: Flag
) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await rename(pilot, app)
        await until(pilot, lambda: "esc stops" in keys(app))
        await pilot.press("g")
        await until(pilot, lambda: bool(app.screen.query("GoToBar")))
        await pilot.press(*"ice")
        gate.set()
        await pilot.pause(0.5)
        assert not has_page(app)
        await pilot.press("escape")
        await until(pilot, lambda: has_page(app))
        assert not app.screen_stack[0].query("GoToBar")
        assert "+    actors: [US Senate]" in page_of(app)


async def test_names_are_changed_one_after_the_other(path: Path, gate: Flag) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await rename(pilot, app)
        await until(pilot, lambda: "esc stops" in keys(app))
        await rename(pilot, app)
        gate.set()
        await until(pilot, lambda: has_page(app))
        await pilot.press("enter")
        await until(pilot, lambda: path.read_text() == RENAMED)
        await until(pilot, lambda: has_form(app))
        assert "no event has 'Senate' in 'actors'" in told(app)


async def test_who_leaves_waits_for_no_difference(path: Path, gate: Flag) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await rename(pilot, app)
        await until(pilot, lambda: "esc stops" in keys(app))
        await pilot.press("q")
    assert not gate.is_set()


async def test_keys_are_answered_while_an_edit_is_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, flag, save = app_on(path), Flag(), Editor.save

    def held(editor: Editor, preview: Preview, said: str) -> Done:
        assert flag.wait(20)
        return save(editor, preview, said)

    monkeypatch.setattr(Editor, "save", held)
    async with app.run_test(size=(100, 40)) as pilot:
        await rename(pilot, app)
        await until(pilot, lambda: has_page(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Saving" in keys(app))
        assert "esc" not in keys(app)
        before = app.stage.view.viewport
        await pilot.press("e", "e", "plus")
        assert app.stage.view.viewport != before
        assert not has_form(app)
        flag.set()
        await until(pilot, lambda: has_form(app))
        assert path.read_text() == RENAMED
        assert line(app, "actors").value == "US Senate"
        assert len(app.screen_stack) == 2


async def test_comparing_with_the_file_is_told_and_can_be_stopped(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, flag, compare = app_on(path), Flag(), Editor.difference_on_disk

    def held(editor: Editor) -> list[str]:
        assert flag.wait(20)
        return compare(editor)

    monkeypatch.setattr(Editor, "difference_on_disk", held)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "e")
        await until(pilot, lambda: has_form(app))
        line(app, "title").value = "Field ice"
        path.write_text(VOYAGE.replace("An inquiry", "The inquiry"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Changed by another" in title_of(app))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: "Comparing with the file; esc stops" in keys(app))
        await pilot.pause(1)
        assert "The file has changed" not in told(app)
        await pilot.press("escape")
        flag.set()
        await until(pilot, lambda: "Changed by another" in title_of(app))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: has_page(app))
        assert "+    title: The inquiry in the Senate" in page_of(app)


async def test_of_a_large_difference_the_first_lines_are_shown_and_the_others_counted(
    path: Path,
) -> None:
    write(path, 3_000)
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "R")
        await until(pilot, lambda: "Rename" in title_of(app))
        await pilot.press("end", "enter")
        await until(pilot, lambda: has_form(app))
        line(app, "name").value = "Hearsay"
        await pilot.press("enter")
        await until(pilot, lambda: has_page(app))
        lines = page_of(app)
        assert lines[0].startswith("The first 1,000 of ")
        assert lines[1:3] == ["--- voyage.yaml", "+++ voyage.yaml"]
        assert len(lines) == 1 + MOST_LINES


def test_no_line_of_a_difference_is_left_out_unsaid() -> None:
    few = [f"+{number}" for number in range(MOST_LINES)]
    assert excerpt(few) == few
    more = [*few, "-a", " b", "+c", "+d"]
    said = "The first 1,000 of 1,004 lines; of the others 1 goes and 2 come"
    assert excerpt(more) == [said, *few]
