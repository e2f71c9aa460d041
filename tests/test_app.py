"""The viewer as a person uses it."""

from pathlib import Path

import pytest
from textual.events import AppBlur, AppFocus
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, Static

from tests.terminal import ROOT
from tui.app import EventideApp
from tui.dates.calendar import instant
from tui.events.timeline import Timeline
from tui.formats.picture_text import text_of
from tui.keymap.table import COMMANDS
from tui.layout.headline import TOO_SMALL
from tui.layout.marks import Role
from tui.layout.scene import Row, Zone
from tui.session.arrangement import arrange
from tui.stores.memory import MemoryStore
from tui.stores.yaml_file import read, to_timeline
from tui.widgets.chooser import Chooser
from tui.widgets.go_to_bar import GoToBar
from tui.widgets.page_screen import PageScreen
from tui.widgets.query_bar import QueryBar
from tui.widgets.row_line import RowLine

NOW = instant(2026, 11, 23)

VOYAGE = """\
title: A voyage
events:
  - id: sailing
    date: 1912-04-10/1912-04-15
    title: The Titanic's only voyage
    lane: Ships
    sources:
      - {publisher: White Star Line, title: Sailing list, url: https://example.org/list}
      - {publisher: Harbour office, title: A ledger}
    links:
      - {to: ice, kind: leads-to}
  - id: ice
    date: 1912-04-14
    title: The ice
    lane: Ships
    text: "A **look-out** rang three times.\\n\\n[a link](https://example.org/evil)"
  - id: inquiry
    date: 1912-05?
    title: An inquiry in the Senate
    lane: Law
    status: disputed
    actors: [Senate]
  - id: drill
    title: A lifeboat drill
    lane: Ships
"""


HEADLINE = " A voyage        ! 1 problem   8 Apr – 2 Jun 1912   1 cell = 19 hours   1 of 4"


def app_of(timeline: Timeline, name: str = "voyage.yaml") -> EventideApp:
    return EventideApp(timeline, MemoryStore(timeline), name, NOW)


def voyage(text: str = VOYAGE) -> EventideApp:
    return app_of(to_timeline(text.encode(), "voyage.yaml"))


@pytest.fixture(scope="module")
def race() -> Timeline:
    return read(ROOT / "data" / "events.yaml")


def rows_of(app: EventideApp) -> list[str]:
    return [text_of(row) for row in app.timeline_view.scene.rows]


def detail_of(app: EventideApp) -> str:
    rows = app.detail_pane.rows
    said = "\n".join(text_of(row) if isinstance(row, Row) else row.text for row in rows)
    return " ".join(said.split())


def chosen(app: EventideApp) -> str:
    return app.stage.view.selection.id if app.stage.view.selection else ""


async def type_text(pilot: Pilot[None], text: str) -> None:
    for char in text:
        await pilot.press("space" if char == " " else char)
    await pilot.pause()


async def test_the_first_screen_of_a_small_timeline() -> None:
    app = voyage()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert (
            "\n".join(rows_of(app))
            == """\
         April 1912                   May 1912
           10          20             1          10           20
         ──┴───────────┴──────────────┼──────────┴────────────┴──────────────┼──
◆ Ships    ░▒━━━━▒░ The Titanic's only voyage                                ┊
  2            →├┤ The ice            ┊                                      ┊
                                      ┊                                      ┊
■ Law 1                               ├╌ !? An inquiry in the Senate ╌╌╌╌╌╌╌╌┤
                                      ┊                                      ┊
                                      ┊                                      ┊
                                      ┊                                      ┊
                                      ┊                                      ┊
                                      ┊                                      ┊
No date  ◌ A lifeboat drill"""
        )
        assert text_of(app.query_one("#headline", RowLine).row) == HEADLINE


async def test_each_event_of_the_seed_article_can_be_found_selected_and_read(
    race: Timeline,
) -> None:
    app = app_of(race)
    seeds = [event for event in race.events if "seed" in event.tags]
    assert len(seeds) == 12
    async with app.run_test(size=(160, 45)) as pilot:
        for event in seeds:
            await pilot.press("g")
            app.screen.query_one(Input).value = event.title
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            assert chosen(app) == event.id
            said = detail_of(app)
            assert " ".join(event.title.split()) in said
            assert f"Sources {len(event.sources)}" in said
            for source in event.sources:
                assert source.publisher.split()[0] in said
            if event.links:
                assert "Links" in said


async def test_arrows_move_through_time_and_lanes() -> None:
    app = voyage()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        visited = [chosen(app)]
        for key in ("right", "down", "up", "left", "full_stop", "full_stop", "full_stop"):
            await pilot.press(key)
            visited.append(chosen(app))
        assert visited == ["sailing", "ice", "inquiry", "ice", "sailing", "ice", "inquiry", "drill"]


async def test_the_detail_says_what_is_known_and_how_well() -> None:
    app = voyage()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("greater_than_sign")
        await pilot.pause()
        said = detail_of(app)
        assert "An inquiry in the Senate" in said
        assert "perhaps May 1912" in said
        assert "1912-05?" in said
        assert "Law · disputed, no source" in said
        assert "Senate" in said


async def test_markdown_is_shown_as_text_and_its_links_are_dead() -> None:
    app = voyage()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("right")
        await pilot.pause()
        said = detail_of(app)
        assert "A look-out rang three times." in said
        assert "**" not in said
        metas = [
            s.style.meta
            for row in app.detail_pane.rows
            if not isinstance(row, Row)
            for s in row
            if s.style is not None
        ]
        links = [
            s.style.link
            for row in app.detail_pane.rows
            if not isinstance(row, Row)
            for s in row
            if s.style is not None
        ]
        assert not any(metas)
        assert not any(links)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    addresses: list[str] = []

    def note(address: str) -> bool:
        addresses.append(address)
        return True

    monkeypatch.setattr("tui.desktop.browser.open_address", note)
    return addresses


async def test_what_became_known_is_played_until_a_key_stops_it(
    race: Timeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.playing.PLAYING", 0.02)
    app = app_of(race)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("A")
        assert app.stage.view.as_of
        first = app.stage.view.as_of.day
        await pilot.press("P")
        await pilot.pause(0.2)
        await pilot.press("P")
        later = app.stage.view.as_of.day
        assert later > first
        await pilot.pause(0.1)
        assert app.stage.view.as_of.day == later
        assert "known by" in text_of(app.query_one("#headline", RowLine).row)
        await pilot.press("P")
        await pilot.pause(0.1)
        await pilot.press("escape")
        await pilot.pause(0.1)
        assert not app.stage.view.filters


async def test_sources_open_and_links_are_followed_only_when_asked(opened: list[str]) -> None:
    app = voyage()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("tab", "down", "enter")
        await pilot.pause()
        assert opened == ["https://example.org/list"]
        await pilot.press("down", "enter")
        await pilot.pause()
        assert opened == ["https://example.org/list"]
        await pilot.press("down", "enter")
        await pilot.pause()
        assert chosen(app) == "ice"
        assert "← comes from The Titanic's only voyage" in detail_of(app)
        assert opened == ["https://example.org/list"]
        await pilot.press("escape", "right")
        assert app.timeline_view.has_focus


async def test_go_to_shows_how_it_read_the_text_before_it_goes() -> None:
    app = voyage()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("g")
        await type_text(pilot, "03/04/2025")
        readings = app.screen.query_one(GoToBar).readings
        assert [reading.split(",")[0] for reading in readings] == ["3 April 2025", "4 March 2025"]
        await pilot.press("escape")
        await pilot.pause()
        assert not app.screen.query(GoToBar)
        await pilot.press(*["plus"] * 4)
        before = app.stage.view.viewport
        await pilot.press("g")
        await type_text(pilot, "may 1912")
        await pilot.press("enter")
        await pilot.pause()
        assert app.stage.view.viewport != before
        assert chosen(app) == "inquiry"
        assert app.timeline_view.has_focus


async def test_find_marks_what_a_query_means_while_it_is_typed() -> None:
    app = voyage()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("slash")
        await type_text(pilot, "title:ice")
        assert chosen(app) == "ice"
        assert "hit 1 of" in app.export_screenshot().replace("&#160;", " ")
        await pilot.press("escape")
        await pilot.pause()
        assert not app.screen.query(QueryBar)
        assert (chosen(app), app.stage.view.hits) == ("sailing", None)
        await pilot.press("slash")
        await type_text(pilot, "lane:law")
        await pilot.press("enter")
        await pilot.pause()
        assert app.timeline_view.has_focus
        assert chosen(app) == "inquiry"
        await pilot.press("comma", "n")
        assert chosen(app) == "inquiry"
        await pilot.press("escape")
        assert app.stage.view.hits is None


async def test_filter_hides_the_rest_and_escape_brings_it_back() -> None:
    app = voyage()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        before = app.stage.view
        await pilot.press("f")
        await type_text(pilot, "lane:l")
        await pilot.press("tab")
        await pilot.pause()
        assert app.screen.query_one(QueryBar).text == "lane:Law"
        assert [lane.head.name for lane in app.stage.view.lanes] == ["Law"]
        await pilot.press("enter")
        await pilot.pause()
        assert "filter lane:Law: 1 of 4" in app.export_screenshot().replace("&#160;", " ")
        await pilot.press("f")
        await type_text(pilot, "zzz")
        await pilot.press("enter")
        await pilot.pause()
        assert "No event is meant by zzz" in detail_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.stage.view == before


async def test_a_mistake_in_a_query_is_told_under_its_place_and_not_taken() -> None:
    app = voyage()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("f")
        await type_text(pilot, "ice lame:x")
        await pilot.press("enter")
        await pilot.pause()
        bar = app.screen.query_one(QueryBar)
        line = str(bar.query_one("#purpose", Static).render())
        said = text_of(bar.query_one("#said", RowLine).row)
        assert said.startswith(" " * len(line) + "    ^^^^ no field is called 'lame'")
        await pilot.press(*["backspace"] * 7, "enter")
        await pilot.pause()
        assert not app.screen.query(QueryBar)
        assert app.stage.view.filter is not None
        assert app.stage.view.filter.query == "ice"


async def test_links_are_followed_by_key_and_one_comes_back() -> None:
    app = voyage()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        start = app.stage.view
        await pilot.press("right_square_bracket")
        assert chosen(app) == "ice"
        await pilot.press("right_square_bracket")
        assert chosen(app) == "ice"
        await pilot.press("left_square_bracket")
        assert chosen(app) == "sailing"
        await pilot.press("ctrl+o", "alt+left")
        assert app.stage.view == start
        await pilot.press("alt+right")
        assert chosen(app) == "ice"
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, Chooser)
        await pilot.press("up", "enter")
        await pilot.pause()
        assert chosen(app) == "sailing"


async def test_help_lists_every_command_and_closes_again() -> None:
    app = voyage()
    async with app.run_test(size=(100, 160)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, PageScreen)
        said = app.export_screenshot().replace("&#160;", " ")
        for command in COMMANDS:
            assert command.sentence in said
        before = app.stage.view
        await pilot.press("plus", "right", "g")
        assert app.stage.view == before
        assert isinstance(app.screen, PageScreen)
        await pilot.press("escape")
        assert not isinstance(app.screen, PageScreen)


async def test_every_command_of_the_table_can_be_asked_for_and_is_in_the_palette() -> None:
    app = voyage()
    skipped = {"command_palette", "suspend", "quit"}
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for command in COMMANDS:
            if command.action not in skipped:
                await app.action_perform(command.action)
                await pilot.pause()
                await pilot.press("escape")
        titles = {entry.title for entry in app.get_system_commands(app.screen)}
        assert titles >= {c.sentence for c in COMMANDS if c.action != "command_palette"}


async def test_the_prompt_stays_when_the_terminal_loses_the_focus() -> None:
    app = voyage()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("g")
        await type_text(pilot, "may")
        app.post_message(AppBlur())
        await pilot.pause()
        app.post_message(AppFocus())
        await pilot.pause()
        assert app.screen.query_one(Input).value == "may"
        await pilot.press("tab")
        await pilot.pause()
        assert not app.screen.query(GoToBar)


async def test_a_source_with_only_an_archive_opens_the_archive(opened: list[str]) -> None:
    app = voyage(
        "events:\n  - date: 1912\n    title: The ice\n    sources:\n"
        "      - {title: A log, archive_url: 'https://example.org/kept', page: 12}\n"
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "archived · page: 12" in detail_of(app)
        await pilot.press("tab", "down", "enter")
        await pilot.pause()
        assert opened == ["https://example.org/kept"]


async def test_markdown_takes_the_colours_of_a_new_theme() -> None:
    app = voyage()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("right")
        await pilot.pause()

        def colours() -> set[str]:
            strips = [row for row in app.detail_pane.rows if not isinstance(row, Row)]
            styles = [segment.style for strip in strips for segment in strip]
            return {style.color.name for style in styles if style and style.color}

        dark = colours()
        app.theme = "eventide-light"
        await pilot.pause()
        assert dark
        assert not colours() & dark


async def test_problems_are_counted_above_the_picture_and_listed_by_key() -> None:
    app = voyage(VOYAGE.replace("1912-04-14", "1912-04-31"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "! " in text_of(app.query_one("#headline", RowLine).row)
        await pilot.press("exclamation_mark")
        await pilot.pause()
        said = app.export_screenshot().replace("&#160;", " ")
        assert "13:19" in said
        assert "April 1912 has 30 days" in said


@pytest.mark.parametrize("text", ["", "title: Nothing yet\n", "events:\n", "# only a comment\n"])
async def test_with_nothing_to_show_it_says_what_to_do_next(text: str) -> None:
    app = voyage(text)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "There are no events in voyage.yaml yet" in detail_of(app)
        for command in COMMANDS:
            if command.action not in ("command_palette", "suspend", "quit", "help", "problems"):
                await app.action_perform(command.action)
        await pilot.pause()


async def test_only_broken_events_are_still_there_to_be_read() -> None:
    app = voyage("events:\n  - {date: 2023-02-30, title: A day that never was}\n")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "A day that never was" in detail_of(app)
        assert any("◌ A day that never was" in row for row in rows_of(app))


def is_shown(widget: Widget) -> bool:
    return bool(widget.display)


SIZES = [(160, 45), (100, 30), (80, 24), (59, 24), (80, 15), (29, 7), (1, 1), (500, 200)]


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_laid_out_for_every_size(size: tuple[int, int], race: Timeline) -> None:
    app = app_of(race)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        width, height = size
        if width < 30 or height < 8:
            assert not is_shown(app.query_one("#panes"))
            assert app.query_one("#headline", RowLine).row == TOO_SMALL
        elif width < 60 or height < 16:
            assert app.timeline_view.size.width == width
            assert not is_shown(app.detail_pane)
            await pilot.press("tab")
            await pilot.pause()
            assert is_shown(app.detail_pane)
            assert not is_shown(app.timeline_view)
            await pilot.press("tab")
            await pilot.pause()
            assert app.timeline_view.has_focus
        else:
            side_by_side = app.timeline_view.region.y == app.detail_pane.region.y
            assert side_by_side == (width >= 100)
            assert app.detail_pane.size.width > 20
            text = app.detail_pane.scrollable_content_region.width
            assert arrange(width, height).reading == text
        assert all(len(row) <= width for row in rows_of(app))


async def test_keys_pressed_while_it_is_too_small_leave_the_notice() -> None:
    app = voyage()
    async with app.run_test(size=(25, 6)) as pilot:
        await pilot.press("right", "plus")
        assert app.query_one("#headline", RowLine).row == TOO_SMALL
        await pilot.press("g", "question_mark", "exclamation_mark", "ctrl+p")
        await pilot.pause()
        assert not app.screen.query(GoToBar)
        assert len(app.screen_stack) == 1


async def test_keys_work_again_once_there_is_room() -> None:
    app = voyage()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("g")
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        await pilot.pause()
        assert not app.screen.query(GoToBar)
        await pilot.press("full_stop")
        assert chosen(app) == "ice"


async def test_enter_with_no_reference_chosen_chooses_the_first(opened: list[str]) -> None:
    app = voyage()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert opened == []
        assert app.detail_pane.cursor == 0
        await pilot.press("enter")
        await pilot.pause()
        assert opened == ["https://example.org/list"]


async def test_a_link_to_nothing_says_so() -> None:
    app = voyage(
        "events:\n  - {date: 1912, title: The ice, links: [{to: nowhere, kind: leads-to}]}\n"
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("tab", "down", "enter")
        await pilot.pause()
        assert "No event has this id" in [note.message for note in app._notifications]


async def test_what_is_open_over_the_panes_closes_where_it_has_no_room() -> None:
    app = voyage()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert len(app.screen_stack) == 2
        await pilot.resize_terminal(1, 30)
        await pilot.pause()
        await pilot.press("pagedown", "ctrl+p")
        await pilot.pause()
        assert len(app.screen_stack) == 1


async def test_it_recovers_when_the_window_grows(race: Timeline) -> None:
    app = app_of(race)
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        await pilot.pause()
        assert any("AlexNet" in row for row in rows_of(app))
        assert "AlexNet" in detail_of(app)


def cell_of(app: EventideApp, target: str) -> tuple[int, int]:
    for y, row in enumerate(app.timeline_view.scene.rows):
        for run in row.runs:
            if run.target == target:
                return run.x, y
    raise AssertionError(f"{target} is not on screen")


async def test_a_click_selects(race: Timeline) -> None:
    app = app_of(race)
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.pause()
        await pilot.click("#timeline", offset=cell_of(app, "microsoft-openai-2019"))
        await pilot.pause()
        assert chosen(app) == "microsoft-openai-2019"


async def test_a_second_click_on_a_cluster_opens_it(race: Timeline) -> None:
    app = app_of(race)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        before = app.stage.view.viewport.scale.cell
        scene = app.timeline_view.scene
        x, y = next(
            (run.x, y)
            for y, row in enumerate(scene.rows)
            for run in row.runs
            if run.role is Role.CLUSTER
        )
        await pilot.click("#timeline", offset=(x, y), times=2)
        await pilot.pause()
        assert app.stage.view.viewport.scale.cell < before


async def test_the_wheel_zooms_over_the_axis_and_scrolls_over_the_lanes(race: Timeline) -> None:
    app = app_of(race)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.pause()
        before = app.stage.view
        column = 40
        at = before.viewport.to_instant(column - app.stage.gutter)
        await pilot._post_mouse_events([_wheel_up()], "#timeline", offset=(column, 1))
        await pilot.pause()
        zoomed = app.stage.view
        assert zoomed.viewport.scale.cell < before.viewport.scale.cell
        assert zoomed.viewport.to_column(at) == column - app.stage.gutter


def _wheel_up() -> type:
    from textual.events import MouseScrollUp

    return MouseScrollUp


async def test_dragging_moves_the_picture_with_the_pointer(race: Timeline) -> None:
    app = app_of(race)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("plus", "plus")
        first = app.stage.view.viewport.first
        selection = chosen(app)
        await pilot.mouse_down("#timeline", offset=(50, 10))
        await pilot.hover("#timeline", offset=(40, 10))
        await pilot.mouse_up("#timeline", offset=(40, 10))
        await pilot.pause()
        assert app.stage.view.viewport.first == first + 10
        assert chosen(app) == selection


async def test_pressing_the_overview_moves_the_part_that_is_shown(race: Timeline) -> None:
    app = app_of(race)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*["plus"] * 6)
        y = next(
            y for y, row in enumerate(app.timeline_view.scene.rows) if row.zone is Zone.OVERVIEW
        )
        before = app.stage.view.viewport.first
        await pilot.click("#timeline", offset=(60, y))
        await pilot.pause()
        assert app.stage.view.viewport.first > before


async def test_the_line_of_keys_is_clickable() -> None:
    app = voyage()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        row = app.query_one("#keys", RowLine).row
        x = next(run.x for run in row.runs if run.target == "help")
        await pilot.click("#keys", offset=(x, 0))
        await pilot.pause()
        assert isinstance(app.screen, PageScreen)


async def test_hostile_text_stays_text(tmp_path: Path) -> None:
    app = voyage(
        'events:\n  - date: 2025\n    title: "[@click=app.quit]x[/] [bold]y\\e[2J\\u202E"\n'
        '    text: "[@click=app.bell]z[/]\\n\\n<script>\\n\\n> quote\\n\\n`code`"\n'
        '    actors: ["\\u200d\\u200d", "[red]"]\n'
    )
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("tab", "tab", "question_mark", "escape", "g")
        app.screen.query_one(Input).value = "click"
        await pilot.pause()
        shown = app.export_screenshot()
        assert "\x1b" not in shown
        assert "‮" not in shown
        assert "[@click=app.quit]x" in shown.replace("&#160;", " ")
        await pilot.press("escape")
        assert "[@click=app.bell]z" in detail_of(app)


async def test_what_a_file_says_of_itself_is_no_markup_on_any_page() -> None:
    app = voyage('title: "[@click=app.quit]t"\nabout: "[bold]y[/] [@click=app.bell]z"\n')
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        shown = app.export_screenshot().replace("&#160;", " ")
        assert "[@click=app.quit]t" in shown
        assert "[bold]y[/] [@click=app.bell]z" in shown
