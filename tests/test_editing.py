"""Editing from the viewer, as a person does it."""

import fcntl
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tests.test_app import NOW, VOYAGE, chosen, detail_of
from tui.app import EventideApp, pages
from tui.config.records import Records
from tui.stores.editor import Done, Editor
from tui.stores.memory import MemoryStore
from tui.stores.open_file import OpenFile
from tui.widgets.chooser import Chooser
from tui.widgets.form import Form
from tui.widgets.page_screen import PageScreen

#: A process that does not run.
GONE = 2**22 + 1


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a difference be agreed to as soon as it is there."""
    monkeypatch.setattr(pages, "PATIENCE", 0.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "voyage.yaml"
    path.write_text(VOYAGE)
    return path


def app_on(path: Path, *, read_only: str = "", owner: int = GONE) -> EventideApp:
    editor = Editor(OpenFile.open(path), read_only=read_only)
    timeline = editor.file.reading.timeline
    drafts = Records(path.parent / "drafts", "a draft", owner=owner)
    return EventideApp(
        timeline, MemoryStore(timeline), str(path), NOW, editor=lambda: editor, drafts=drafts
    )


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    for _ in range(200):
        if is_so():
            return
        await pilot.pause(0.05)
    raise AssertionError("it never came to pass")


def told(app: EventideApp) -> str:
    return "\n".join(notice.message for notice in app._notifications)


def line(app: EventideApp, name: str) -> Input:
    assert isinstance(app.screen, Form)
    found = app.screen._lines[name]
    assert isinstance(found, Input)
    return found


def title_of(app: EventideApp) -> str:
    return app.screen._title if isinstance(app.screen, Chooser) else ""


def has_form(app: EventideApp) -> bool:
    return isinstance(app.screen, Form)


def with_title(title: str) -> str:
    return VOYAGE.replace("title: The ice", f"title: {title}")


async def test_a_field_is_edited_saved_and_taken_back(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "plus")
        viewport = app.stage.view.viewport
        await pilot.press("e")
        await pilot.pause()
        assert line(app, "title").value == "The ice"
        line(app, "title").value = "Field ice"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: path.read_text() == with_title("Field ice"))
        await until(pilot, lambda: "Saved: changed title" in told(app))
        assert chosen(app) == "ice"
        assert "Field ice" in detail_of(app)
        assert app.stage.view.viewport == viewport
        await pilot.press("u")
        await until(pilot, lambda: path.read_text() == VOYAGE)
        await pilot.press("U")
        await until(pilot, lambda: path.read_text() == with_title("Field ice"))


async def test_what_is_typed_in_a_date_is_read_live(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "e")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, Form)
        line(app, "date").value = "15 april 1912"
        await pilot.pause()
        assert str(form._notes["date"].visual) == "1912-04-15, 15 April 1912"
        line(app, "date").value = "1912-13"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.screen is form, "a form with a mistake stays open"
        assert form.focused is line(app, "date")
        line(app, "date").value = "15 april 1912"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "date: 1912-04-15\n" in path.read_text())


async def test_a_new_event_is_added_and_removed_after_one_question(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("i")
        await pilot.pause()
        line(app, "title").value = "The wreck is found"
        line(app, "date").value = "1985-09-01"
        line(app, "tags").value = "wreck, sea"
        area = app.screen.query_one(TextArea)
        area.text = "Two miles\ndown."
        await pilot.press("ctrl+s")
        await until(pilot, lambda: chosen(app) == "the-wreck-is-found")
        assert "tags: [wreck, sea]" in path.read_text()
        assert path.read_text().startswith(VOYAGE)
        await pilot.press("delete")
        await pilot.pause()
        assert isinstance(app.screen, Chooser)
        await pilot.press("enter")
        await pilot.pause()
        assert "wreck" in path.read_text(), "the first answer keeps it"
        await pilot.press("delete", "down", "enter")
        await until(pilot, lambda: path.read_text() == VOYAGE)


async def test_sources_and_links_are_added_edited_and_removed(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("asterisk")
        await pilot.pause()
        line(app, "title").value = "The log"
        line(app, "url").value = "https://example.org/log"
        await pilot.press("enter")
        await until(pilot, lambda: "The log" in path.read_text())
        await pilot.press("tab", "down", "e")
        await pilot.pause()
        line(app, "publisher").value = "The Line"
        await pilot.press("enter")
        await until(pilot, lambda: "publisher: The Line," in path.read_text())
        await pilot.press("delete", "down", "enter")
        await until(pilot, lambda: "Sailing list" not in path.read_text())
        await pilot.press("escape", "ampersand")
        await pilot.pause()
        await pilot.press(*"inquiry", "enter")
        await pilot.pause()
        assert line(app, "to").value == "inquiry"
        line(app, "kind").value = "leads-to"
        await pilot.press("enter")
        await until(pilot, lambda: "to: inquiry" in path.read_text())


async def test_what_a_link_leads_to_is_found_by_its_id(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("end", "ampersand")
        await until(pilot, lambda: title_of(app) == "A link to")
        assert chosen(app) != "sailing"
        await pilot.press(*"sailing", "enter")
        await pilot.pause()
        assert line(app, "to").value == "sailing"


async def test_a_name_is_changed_everywhere_once_the_difference_was_seen(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "full_stop", "R")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        line(app, "name").value = "US Senate"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        assert path.read_text() == VOYAGE
        await pilot.press("enter")
        await until(pilot, lambda: "actors: [US Senate]" in path.read_text())


async def test_an_outside_change_is_never_overwritten(path: Path) -> None:
    app = app_on(path)
    theirs = VOYAGE.replace("An inquiry", "The inquiry")
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "e")
        await pilot.pause()
        line(app, "title").value = "Field ice"
        path.write_text(theirs)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Chooser))
        assert path.read_text() == theirs
        await pilot.press("enter")
        both = theirs.replace("title: The ice", "title: Field ice")
        await until(pilot, lambda: path.read_text() == both)


async def test_mine_can_be_written_beside_theirs(path: Path) -> None:
    app = app_on(path)
    theirs = VOYAGE.replace("An inquiry", "The inquiry")
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "e")
        await pilot.pause()
        line(app, "title").value = "Field ice"
        path.write_text(theirs)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Chooser))
        await pilot.press("down", "enter")
        beside = path.with_name("voyage.mine-1.yaml")
        await until(pilot, beside.exists)
        assert beside.read_text() == with_title("Field ice")
        assert path.read_text() == theirs


async def test_leaving_a_form_that_was_written_in_is_asked_twice(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "e")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert not has_form(app), "nothing was written"
        await pilot.press("e")
        await pilot.pause()
        line(app, "title").value = "Other"
        await pilot.press("escape")
        await pilot.pause()
        assert has_form(app)
        await pilot.press("escape")
        await pilot.pause()
        assert not has_form(app)
        assert path.read_text() == VOYAGE


async def test_what_was_written_survives_the_viewer_and_is_offered_again(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "e")
        await pilot.pause()
        line(app, "title").value = "Field ice"
        await pilot.pause()
    (kept,) = (path.parent / "drafts").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    again = app_on(path)
    async with again.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: isinstance(again.screen, Chooser))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(again.screen, Form))
        assert line(again, "title").value == "Field ice"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: path.read_text() == with_title("Field ice"))
        await until(pilot, lambda: not list((path.parent / "drafts").iterdir()))


async def test_a_sample_can_only_be_read(path: Path) -> None:
    app = app_on(path, read_only="This can only be read")
    async with app.run_test(size=(100, 40)) as pilot:
        for key in ("e", "i", "delete", "R", "u", "E", "asterisk", "ampersand"):
            await pilot.press(key)
            await pilot.pause()
            assert not isinstance(app.screen, Form | Chooser)
        assert told(app).count("This can only be read") == 8


async def test_a_save_that_fails_is_told_and_the_edit_is_still_there(path: Path) -> None:
    app = app_on(path)
    path.chmod(0o444)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "e")
        await pilot.pause()
        line(app, "title").value = "Field ice"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Chooser))
        path.chmod(0o644)
        await pilot.press("enter")
        await until(pilot, lambda: path.read_text() == with_title("Field ice"))


async def test_what_completes_is_what_the_file_has(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("i")
        await pilot.pause()
        app.screen.set_focus(line(app, "lane"))
        line(app, "lane").value = ""
        await pilot.press("L")
        await pilot.pause(0.1)
        await pilot.press("right")
        assert line(app, "lane").value == "Law"


@pytest.mark.parametrize(
    "rubbish",
    [
        {"kind": "new", "index": "²", "text title": "x"},
        {"kind": "bogus", "index": "1", "text name": "x"},
        {"kind": "event", "index": "9" * 5000},
        {"kind": "lane"},
        {},
    ],
)
async def test_a_draft_that_is_rubbish_is_told_and_dropped(
    path: Path, rubbish: dict[str, str]
) -> None:
    app = app_on(path)
    Records(path.parent / "drafts", "a draft", owner=GONE).keep(path, rubbish)
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: "cannot be read, and is dropped" in told(app))
        assert not list((path.parent / "drafts").iterdir())
        await pilot.press("full_stop")
        assert chosen(app) == "ice"


LISTS = """\
sources: {log: {title: The log}}
events:
  - id: a
    date: 1912
    title: One
    sources: [log, {title: Mine}]
    links: [{to: b}, {kind: leads-to}, b]
  - {id: b, date: 1913, title: Two, links: [{to: a}]}
"""


@pytest.mark.parametrize(
    ("downs", "key", "said"),
    [
        (1, "e", "shared by its id"),
        (3, "e", "cannot be read"),
        (3, "delete", "cannot be read"),
        (5, "e", "in the other event"),
        (5, "delete", "in the other event"),
    ],
)
async def test_no_other_item_is_changed_for_the_one_that_is_meant(
    path: Path, downs: int, key: str, said: str
) -> None:
    path.write_text(LISTS)
    app = app_on(path)
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("tab", *["down"] * downs, key)
        await pilot.pause()
        assert said in told(app)
        assert path.read_text() == LISTS


async def test_a_source_shared_by_its_id_can_be_taken_from_an_event(path: Path) -> None:
    path.write_text(LISTS)
    app = app_on(path)
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("tab", "down", "delete", "down", "enter")
        wanted = LISTS.replace("[log, {title: Mine}]", "[{title: Mine}]")
        await until(pilot, lambda: path.read_text() == wanted)


@pytest.mark.parametrize("ends", ["\n", "\r", "\r\n"])
async def test_what_is_pasted_stands_there_once_and_harmless(path: Path, ends: str) -> None:
    app = app_on(path)
    pasted = f"line one{ends}line \x1b[31mtwo{ends}end"
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("i")
        await pilot.pause()
        app.screen.focused.post_message(Paste(pasted))  # type: ignore[union-attr]
        await pilot.pause()
        assert line(app, "title").value == "line one line ␛[31mtwo end"
        area = app.screen.query_one(TextArea)
        app.screen.set_focus(area)
        await pilot.pause()
        area.post_message(Paste(pasted))
        await pilot.pause()
        assert area.text == "line one\nline ␛[31mtwo\nend"


async def test_a_field_that_both_changed_is_told_before_it_is_overwritten(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "e")
        await pilot.pause()
        line(app, "title").value = "Mine"
        path.write_text(with_title("Theirs"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Chooser))
        await pilot.press("enter")
        await until(pilot, lambda: has_form(app))
        assert path.read_text() == with_title("Theirs")
        assert "title is “Theirs” there" in told(app)
        assert line(app, "title").value == "Mine"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: path.read_text() == with_title("Mine"))


@pytest.mark.parametrize("key", ["delete", "e"])
async def test_the_source_that_was_shown_is_changed_wherever_it_stands_now(
    path: Path, key: str
) -> None:
    app = app_on(path)
    theirs = VOYAGE.replace("    sources:\n", "    sources:\n      - {title: Another}\n", 1)
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("tab", "down", "down", key)
        await pilot.pause()
        if key == "e":
            line(app, "title").value = "A book"
        path.write_text(theirs)
        await pilot.press(*(["ctrl+s"] if key == "e" else ["down", "enter"]))
        await until(pilot, lambda: "Changed by another" in title_of(app))
        await pilot.press("enter")
        wanted = theirs.replace("title: A ledger", "title: A book")
        if key == "delete":
            wanted = theirs.replace("      - {publisher: Harbour office, title: A ledger}\n", "")
        await until(pilot, lambda: path.read_text() == wanted)


async def test_a_draft_changes_only_what_was_written_in_it(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "e")
        await pilot.pause()
        line(app, "title").value = "Field ice"
        await pilot.pause()
    path.write_text(VOYAGE.replace("date: 1912-04-14", "date: 1912-04-15"))
    again = app_on(path)
    async with again.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: isinstance(again.screen, Chooser))
        await pilot.press("enter")
        await until(pilot, lambda: has_form(again))
        await pilot.press("ctrl+s")
        wanted = with_title("Field ice").replace("date: 1912-04-14", "date: 1912-04-15")
        await until(pilot, lambda: path.read_text() == wanted)


ALIASES = "events:\n  - {id: a, date: 1912, title: &t One}\n  - {id: b, date: 1913, title: *t }\n"


async def test_what_was_written_is_there_again_after_a_refusal(path: Path) -> None:
    path.write_text(ALIASES)
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "e")
        await pilot.pause()
        line(app, "title").value = "Two"
        line(app, "lane").value = "Ships"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Refused" in told(app) and has_form(app))
        assert line(app, "title").value == "Two"
        assert line(app, "lane").value == "Ships"
        assert path.read_text() == ALIASES


async def test_a_form_that_is_open_in_one_viewer_is_no_leftover_to_another(path: Path) -> None:
    app = app_on(path, owner=os.getpid())
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "e")
        await pilot.pause()
        line(app, "title").value = "Mine"
        await pilot.pause()
        other = Records(path.parent / "drafts", "a draft", owner=GONE)
        assert not other.adopt(path)
        assert len(list((path.parent / "drafts").iterdir())) == 1


async def test_the_edited_event_stays_selected_and_broken_links_are_told(path: Path) -> None:
    path.write_text(
        "events:\n  - {id: a, date: 1912, title: One, links: [{to: two}]}\n"
        "  - {date: 1913, title: Two}\n"
    )
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "e")
        await pilot.pause()
        line(app, "title").value = "Three"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: chosen(app) == "three")
        assert "1 link leads nowhere now" in told(app)


@pytest.mark.parametrize("size", [(60, 16), (40, 12), (80, 24)])
async def test_a_form_shows_its_end_at_any_size(path: Path, size: tuple[int, int]) -> None:
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await pilot.press("full_stop", "e")
        await pilot.pause()
        end = app.screen.query_one("#end")
        assert 0 < end.region.y < size[1] - 1
        for _ in range(12):
            await pilot.press("tab")
        await pilot.pause()
        assert app.screen.focused is not None


async def test_a_form_opened_again_is_left_only_at_the_second_time(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "e")
        await pilot.pause()
        line(app, "title").value = "Field ice"
        await pilot.pause()
    again = app_on(path)
    async with again.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: isinstance(again.screen, Chooser))
        await pilot.press("enter")
        await until(pilot, lambda: has_form(again))
        await pilot.press("escape")
        await pilot.pause()
        assert has_form(again), "it holds what is nowhere else"
        # What is written back as it was is no change, and no draft brings back what went before.
        line(again, "title").value = "The ice"
        await pilot.pause()
        (kept,) = (path.parent / "drafts").iterdir()
        assert json.loads(kept.read_text())["text title"] == "The ice"


async def test_a_question_that_is_left_opens_the_form_again(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "e")
        await pilot.pause()
        line(app, "title").value = "Field ice"
        theirs = VOYAGE.replace("An inquiry", "The inquiry")
        path.write_text(theirs)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Changed by another" in title_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: has_form(app))
        assert line(app, "title").value == "Field ice"
        assert path.read_text() == theirs


async def test_a_rename_that_is_declined_or_refused_opens_its_form_again(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "full_stop", "R", "enter")
        await pilot.pause()
        line(app, "name").value = "US Senate"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        await pilot.press("escape")
        await until(pilot, lambda: has_form(app))
        assert line(app, "name").value == "US Senate"
        assert path.read_text() == VOYAGE


async def test_a_source_is_changed_where_another_program_changed_another_field(path: Path) -> None:
    app = app_on(path)
    listed = "title: Sailing list, url: https://example.org/list"
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("tab", "down", "e")
        await pilot.pause()
        line(app, "title").value = "The list"
        theirs = VOYAGE.replace("White Star Line", "The Line")
        path.write_text(theirs)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Changed by another" in title_of(app))
        await pilot.press("enter")
        wanted = theirs.replace(listed, listed.replace("Sailing list", "The list"))
        await until(pilot, lambda: path.read_text() == wanted)


async def test_a_source_that_both_changed_alike_is_left_and_its_form_opened(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("tab", "down", "e")
        await pilot.pause()
        line(app, "title").value = "Mine"
        theirs = VOYAGE.replace("Sailing list", "Theirs")
        path.write_text(theirs)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Changed by another" in title_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: has_form(app))
        assert line(app, "title").value == "Mine"
        assert path.read_text() == theirs


async def test_turns_that_are_pressed_fast_are_made_one_after_the_other(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        for title in ("One", "Two", "Three"):
            await pilot.press("full_stop", "home", "full_stop", "e")
            await until(pilot, lambda: has_form(app))
            line(app, "title").value = title
            await pilot.press("ctrl+s")
            await until(pilot, lambda title=title: title in path.read_text())  # type: ignore[misc]
        await pilot.press(*"uuuUU")
        await until(pilot, lambda: told(app).count("Done again") == 2)
        assert told(app).count("Taken back") == 3
        assert "Not possible" not in told(app)
        changed = next(event.title for event in app.timeline.events if event.title == "Two")
        assert changed in path.read_text()
        await pilot.press(*"uuu")
        await until(pilot, lambda: path.read_text() == VOYAGE)


LISTED = """\
events:
  - id: a
    title: A
    date: 2001
    tags:
      - one  # why
      - {odd: item}  # kept
      - [x, y]
    actors: ['Smith  John', b]
    text: {a: 1}
"""


async def test_a_list_is_changed_item_by_item(path: Path) -> None:
    path.write_text(LISTED)
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        assert line(app, "tags").value == "one"
        line(app, "tags").value = "one, two"
        line(app, "actors").value += ', "Iron" Mike'
        await pilot.press("ctrl+s")
        wanted = LISTED.replace("[x, y]\n", "[x, y]\n      - two\n")
        wanted = wanted.replace(", b]", ", b, '\"Iron\" Mike']")
        await until(pilot, lambda: path.read_text() == wanted)


async def test_what_a_form_does_not_show_is_not_overwritten(path: Path) -> None:
    path.write_text(LISTED)
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        app.screen.query_one(TextArea).text = "Mine"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "'text' is no text here" in told(app) and has_form(app))
        assert app.screen.query_one(TextArea).text == "Mine"
        assert path.read_text() == LISTED


async def test_a_list_that_says_the_same_is_not_written(path: Path) -> None:
    path.write_text(LISTED)
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        line(app, "tags").value = "one ,, one"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "says that already" in told(app))
        assert path.read_text() == LISTED
        assert not list((path.parent / "drafts").iterdir())


@pytest.mark.parametrize(
    "fields",
    [
        "date: today",
        "date: 15 april 1912",
        "date: 03/04/2025",
        "date: [1667,1668]\n    importance: high",
        "date: 2001\n    status: Confirmed\n    importance: '5 '",
        'date: 2001\n    text: "one\\Ltwo\\vthree\\rfour"',
        'date: 2001\n    text: "one\\tand\\e[31m red\\x85x"',
        'date: 2001\n    as_written: "one\\ntwo"\n    lane: "x\\ty"',
        "date: ' 2001 '\n    tags: [a, ~, '', \"b  c\", a]\n    lane: [x, y]\n    end: null",
    ],
)
async def test_only_the_field_that_is_written_is_judged_and_saved(path: Path, fields: str) -> None:
    text = f"events:\n  - id: a\n    title: A\n    {fields}\n"
    path.write_text(text)
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, Form)
        assert not app.screen.is_changed
        assert not (path.parent / "drafts").exists()
        line(app, "title").value = "B"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: path.read_text() == text.replace("title: A", "title: B"))
        await until(pilot, lambda: "Saved: changed title" in told(app))
        assert told(app).count("\n") == 0


async def test_a_text_that_cannot_be_held_is_not_written_in(path: Path) -> None:
    path.write_text('events: [{id: a, date: 2001, title: A, text: "one\\Ltwo"}]\n')
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, Form)
        app.screen.set_focus(app.screen.query_one(TextArea))
        await pilot.press("x", "y")
        await pilot.pause()
        assert not app.screen.is_changed
        assert "E opens the file" in str(app.screen._notes["text"].visual)


async def test_a_source_is_shown_as_it_is_written_and_nothing_else_of_it_changes(
    path: Path,
) -> None:
    source = (
        '\n          publisher: W  S\n          title: {a: 1}\n          url: " ftp://x"\n'
        "          date: 5 may 2020\n          quote: |\n            one\n            two"
    )
    listed = "{publisher: White Star Line, title: Sailing list, url: https://example.org/list}"
    text = VOYAGE.replace(listed, source)
    path.write_text(text)
    app = app_on(path)
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("tab", "down", "e")
        await pilot.pause()
        assert isinstance(app.screen, Form)
        assert not app.screen.is_changed
        assert line(app, "date").value == "5 may 2020"
        line(app, "publisher").value = "new"
        await pilot.press("ctrl+s")
        wanted = text.replace("publisher: W  S", "publisher: new")
        await until(pilot, lambda: path.read_text() == wanted)
        await until(pilot, lambda: "Saved" in told(app))
        await pilot.press("down", "e")
        await until(pilot, lambda: has_form(app))
        line(app, "title").value = "T"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "'title' is no text here" in told(app) and has_form(app))
        assert path.read_text() == wanted


async def test_a_long_text_is_pasted_whole_and_can_be_changed(path: Path) -> None:
    long = "word " * 40_000
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "e")
        await pilot.pause()
        app.screen.focused.post_message(Paste(long))  # type: ignore[union-attr]
        await pilot.pause()
        assert line(app, "title").value == f"The ice{long}"
        await pilot.press("backspace", "backspace", "enter")
        wanted = with_title(f"The ice{long[:-2]}")
        await until(pilot, lambda: path.read_text() == wanted)


async def test_an_event_with_an_item_of_any_length_has_a_form(path: Path) -> None:
    long = "x" * 140_000
    path.write_text(f"events:\n  - id: a\n    title: A\n    date: 2001\n    tags: [{long}]\n")
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        line(app, "tags").value += ", y"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: f"tags: [{long}, y]" in path.read_text())


async def test_a_paste_that_does_not_fit_is_told(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("g")
        await pilot.pause()
        app.screen.focused.post_message(Paste("x" * 5_000))  # type: ignore[union-attr]
        await until(pilot, lambda: "too long to be pasted here" in told(app))


async def test_no_other_reading_is_taken_while_an_edit_is_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text("events:\n  - {id: a, date: 2001, title: A}\n")
    theirs = "events:\n  - {id: n, date: 1999, title: N}\n  - {id: a, date: 2001, title: A}\n"
    app, apply = app_on(path), Editor.apply

    def slow(*given: object) -> Done:
        path.write_text(theirs)
        time.sleep(1.5)
        return apply(*given)  # type: ignore[arg-type]

    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        line(app, "tags").value = "mine"
        monkeypatch.setattr(Editor, "apply", slow)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Changed by another" in title_of(app))
        assert path.read_text() == theirs
        monkeypatch.undo()
        await pilot.press("enter")
        wanted = theirs.replace("title: A}", "title: A, tags: [mine]}")
        await until(pilot, lambda: path.read_text() == wanted)


async def test_what_was_written_is_there_again_where_the_file_cannot_be_read(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "e")
        await pilot.pause()
        line(app, "title").value = "Field ice"
        path.write_text(VOYAGE + "  - [broken\n")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Changed by another" in title_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: "cannot be read now" in told(app) and has_form(app))
        assert line(app, "title").value == "Field ice"
        path.write_text(VOYAGE)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: path.read_text() == with_title("Field ice"))


MEETINGS = """\
events:
  - date: 2001
    title: Meeting
  - date: 2003
    title: Meeting
    sources: [{title: Minutes}]
"""
MORE_MEETINGS = MEETINGS.replace("events:\n", "events:\n  - date: 1999\n    title: Meeting\n")


@pytest.mark.parametrize(
    ("keys", "field", "wanted"),
    [
        (["e"], "tags", "    tags: [mine]\n    sources: [{title: Minutes}]\n"),
        (["asterisk"], "title", "    sources: [{title: Minutes}, {title: mine}]\n"),
        (["tab", "down", "e"], "quote", "    sources: [{title: Minutes, quote: mine}]\n"),
    ],
)
async def test_an_edit_finds_its_own_event_wherever_its_made_id_has_gone(
    path: Path, keys: list[str], field: str, wanted: str
) -> None:
    path.write_text(MEETINGS)
    app = app_on(path)
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("full_stop", *keys)
        await pilot.pause()
        line(app, field).value = "mine"
        path.write_text(MORE_MEETINGS)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Changed by another" in title_of(app))
        await pilot.press("enter")
        wanted = MORE_MEETINGS.replace("    sources: [{title: Minutes}]\n", wanted)
        await until(pilot, lambda: path.read_text() == wanted)


@pytest.mark.parametrize("downs", [0, 1])
async def test_what_is_removed_is_what_was_meant_wherever_its_made_id_has_gone(
    path: Path, downs: int
) -> None:
    path.write_text(MEETINGS)
    app = app_on(path)
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("full_stop", *(["tab", "down"] if downs else []), "delete")
        await pilot.pause()
        path.write_text(MORE_MEETINGS)
        await pilot.press("down", "enter")
        await until(pilot, lambda: "Changed by another" in title_of(app))
        await pilot.press("enter")
        gone = "    sources: [{title: Minutes}]\n"
        gone = gone if downs else f"  - date: 2003\n    title: Meeting\n{gone}"
        await until(pilot, lambda: path.read_text() == MORE_MEETINGS.replace(gone, ""))


@pytest.mark.parametrize(("keys", "field"), [(["e"], "tags"), (["asterisk"], "title")])
async def test_an_event_that_is_not_as_it_was_is_left_and_the_form_opened_again(
    path: Path, keys: list[str], field: str
) -> None:
    path.write_text(MEETINGS)
    app = app_on(path)
    theirs = MORE_MEETINGS.replace("date: 2003", "date: 2004")
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("full_stop", *keys)
        await pilot.pause()
        line(app, field).value = "mine"
        path.write_text(theirs)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Changed by another" in title_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: "not as it was" in told(app) and has_form(app))
        assert line(app, field).value == "mine"
        assert path.read_text() == theirs


@pytest.mark.parametrize(("keys", "field"), [(["e"], "tags"), (["asterisk"], "title")])
@pytest.mark.parametrize("is_same", [True, False])
async def test_a_draft_finds_its_own_event_or_is_refused(
    path: Path, keys: list[str], field: str, *, is_same: bool
) -> None:
    path.write_text(MEETINGS)
    app = app_on(path)
    async with app.run_test(size=(120, 50)) as pilot:
        await pilot.press("full_stop", *keys)
        await pilot.pause()
        line(app, field).value = "mine"
        await pilot.pause()
    theirs = MORE_MEETINGS if is_same else MORE_MEETINGS.replace("2003", "2004")
    path.write_text(theirs)
    again = app_on(path, owner=GONE + 1)
    async with again.run_test(size=(120, 50)) as pilot:
        await until(pilot, lambda: "is not saved" in title_of(again))
        await pilot.press("enter")
        await until(pilot, lambda: has_form(again))
        await pilot.press("ctrl+s")
        if is_same:
            await until(pilot, lambda: "mine" in path.read_text())
            assert "mine" in path.read_text().partition("2003")[2]
        else:
            await until(pilot, lambda: "not as it was" in told(again) and has_form(again))
            assert line(again, field).value == "mine"
            assert path.read_text() == theirs


async def test_a_draft_that_is_left_at_its_offer_is_offered_again_next_time(path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        line(app, "title").value = "A long piece of work"
        await pilot.pause()
    second = app_on(path, owner=GONE + 1)
    async with second.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: "A long piece of work" in title_of(second))
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("full_stop", "e")
        await until(pilot, lambda: has_form(second))
        line(second, "title").value = "Field ice"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Saved" in told(second))
        assert path.read_text() == with_title("Field ice")
        await pilot.press("i")
        await until(pilot, lambda: has_form(second))
        line(second, "title").value = "More work"
        await pilot.pause()
    third = app_on(path, owner=GONE + 2)
    async with third.run_test(size=(100, 40)) as pilot:
        for said, key in (("A long piece of work", ["escape"]), ("More work", ["down", "enter"])):
            await until(pilot, lambda said=said: said in title_of(third))  # type: ignore[misc]
            await pilot.press(*key)
        await pilot.pause()
        assert len(list((path.parent / "drafts").iterdir())) == 1
    fourth = app_on(path, owner=GONE + 3)
    async with fourth.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: "A long piece of work" in title_of(fourth))
        await pilot.press("enter")
        await until(pilot, lambda: has_form(fourth))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "A long piece of work" in path.read_text())
        await until(pilot, lambda: not list((path.parent / "drafts").iterdir()))


async def test_a_save_drops_no_draft_but_its_own(path: Path) -> None:
    app, locked = app_on(path), os.open(path, os.O_RDWR)
    fcntl.flock(locked, fcntl.LOCK_EX)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "e")
        await pilot.pause()
        line(app, "title").value = "Field ice"
        await pilot.press("ctrl+s")
        await pilot.pause(0.2)
        await pilot.press("i")
        await until(pilot, lambda: has_form(app))
        line(app, "title").value = "Another"
        await pilot.pause()
        assert len(list((path.parent / "drafts").iterdir())) == 2
        os.close(locked)
        await until(pilot, lambda: path.read_text() == with_title("Field ice"))
        await until(pilot, lambda: len(list((path.parent / "drafts").iterdir())) == 1)
        (kept,) = (path.parent / "drafts").iterdir()
        assert json.loads(kept.read_text())["text title"] == "Another"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "title: Another" in path.read_text())
        await until(pilot, lambda: not list((path.parent / "drafts").iterdir()))


async def test_a_form_opened_again_takes_over_what_others_wrote_elsewhere(path: Path) -> None:
    app = app_on(path)
    theirs = with_title("Theirs").replace("date: 1912-04-14", "date: 1912-04-15")
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("full_stop", "e")
        await pilot.pause()
        line(app, "title").value = "Mine"
        path.write_text(theirs)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Changed by another" in title_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: "title is “Theirs” there" in told(app) and has_form(app))
        assert line(app, "title").value == "Mine"
        assert line(app, "date").value == "1912-04-15"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: path.read_text() == theirs.replace("Theirs", "Mine"))
