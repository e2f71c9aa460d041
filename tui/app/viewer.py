"""The viewer: composes the panes, holds the stage and routes what keys and panes ask for."""

import asyncio
import gc
import os
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from inspect import isawaitable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App, ComposeResult, SuspendNotSupported, SystemCommand
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.reactive import Initialize, Reactive
from textual.screen import ModalScreen, Screen

from tui.app.playing import Playing
from tui.axis.viewport import Viewport
from tui.config.settings import Settings
from tui.dates.span import Instant
from tui.desktop.terminal import on_ending_signals
from tui.events.clean import clean_line
from tui.events.problem import UnreadableError
from tui.events.timeline import Timeline
from tui.keymap.command import Command, Pane
from tui.keymap.key_row import key_row
from tui.keymap.table import COMMANDS
from tui.layout.detail import detail_of
from tui.layout.grouping import LANE
from tui.layout.headline import TOO_SMALL, banner, headline, progress
from tui.layout.page import unselected
from tui.session.arrangement import Arrangement, arrange
from tui.session.stage import Stage
from tui.session.story import before as chapter_before
from tui.widgets.backdrop import MainScreen, Panes
from tui.widgets.bindings import AT_ONCE, bindings
from tui.widgets.detail_pane import DetailPane, is_plain
from tui.widgets.driver import Driver
from tui.widgets.glide import Glide
from tui.widgets.idle import Idle
from tui.widgets.row_line import RowLine
from tui.widgets.theme import THEMES, colourless, css_inks
from tui.widgets.timeline_view import TimelineView

# What the first frame does not need is imported by the function that does.
if TYPE_CHECKING:
    from textual.theme import Theme

    from tui.app.asking import Asking
    from tui.app.editing import Editing
    from tui.app.following import Following
    from tui.app.prompts import Prompts
    from tui.app.surveying import Surveying
    from tui.config.records import Records
    from tui.events.event import Event
    from tui.query.predicate import Meaning
    from tui.session.ground import Ground
    from tui.session.view_line import ViewLine
    from tui.stores.editor import Editor
    from tui.stores.reading import Reading
    from tui.stores.store import Store
    from tui.stores.table.surveying import Surveyor
    from tui.widgets.go_to_bar import GoToBar
    from tui.widgets.query_bar import QueryBar


#: Commands that are there whatever is open, and however small the window is.
ALWAYS = frozenset({"quit", "suspend"})

NO_SETTINGS = Settings()

#: Stands for the key of an action that has none.
NO_KEY = "unbound"


def _first_theme(app: "EventideApp") -> str:
    return app.first_theme


class EventideApp(App[None]):
    """Shows one timeline."""

    TITLE = "Eventide"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Pane.EVERYWHERE)

    # The default, for a theme that is set later has all styles read twice.
    theme: Reactive[str] = Reactive(Initialize(_first_theme))

    def __init__(
        self,
        timeline: Timeline,
        store: "Store",
        name: str,
        now: Instant,
        notices: Sequence[str] = (),
        *,
        theme: str = "eventide-dark",
        ascii_in: str = "",
        typed: bytes = b"",
        settings: Settings = NO_SETTINGS,
        commands: Sequence[Command] = COMMANDS,
        view: "ViewLine | None" = None,
        editor: "Callable[[], Editor] | None" = None,
        drafts: "Records | None" = None,
        surveyor: "Surveyor | None" = None,
        options: Sequence[str] = (),
    ) -> None:
        """Take ascii_in for the encoding of a terminal that has ASCII signs, "" for others.

        notices are told once the first frame is there. typed are the keys that have been pressed
        before there was an app. view is what is shown first, all of the timeline without it.
        editor makes that of the file the timeline was read from, which is looked at for changes;
        drafts keeps what is written and not saved yet. surveyor asks for what the view needs of a
        timeline that no memory holds. options are those that the file is to be opened with again.
        """
        self._is_colourless = "NO_COLOR" in os.environ
        self.first_theme = colourless(theme) if self._is_colourless else theme
        self._ascii: LineFilter | None = None
        if ascii_in:
            from tui.widgets.ascii_filter import AsciiFilter

            self._ascii = AsciiFilter(ascii_in)
        self._typed = typed
        super().__init__(driver_class=Driver)
        self.timeline = timeline
        self.failure: BaseException | None = None
        self._file_name = clean_line(name)
        self._now = now
        self._path = name
        self._notices = notices
        self._settings = settings
        self._commands = tuple(commands)
        self._view = view
        self._make_editor = editor
        self._drafts = drafts
        self._banner = self._progress = ""
        self._following: Following | None = None
        self._arranged = (0, 0)
        self._is_settled = False
        self._is_told = False
        self._read: tuple[Event, Event | None, Event | None] | None = None
        self._troubles = timeline.troubles
        self._glide = Glide(self, self._paint)
        self._idle = Idle(self)
        if not settings.animations:
            self.animation_level = "none"
        if commands is not COMMANDS:
            self.set_keymap({each.action: ",".join(each.keys) or NO_KEY for each in commands})
        self._surveyor = surveyor
        self._options = tuple(options)
        self._waiting = ""
        if surveyor is not None:
            self.stage = Stage.surveyed(surveyor.last, now)
        else:
            self.stage = Stage(timeline, store.extent(), store.density, now)
        self._playing = Playing(self, self.stage, self._move)

    @property
    def available_themes(self) -> "dict[str, Theme]":
        """Textual's themes and the house's own, those that can be read where colours are off."""
        return self._themes

    @cached_property
    def _themes(self) -> "dict[str, Theme]":
        # Textual asks for them with every line that it paints.
        known = {**super().available_themes, **THEMES}
        if self._is_colourless:
            return {name: theme for name, theme in known.items() if name == colourless(name)}
        return known

    def get_css_variables(self) -> dict[str, str]:
        variables = super().get_css_variables()
        return {**variables, **css_inks(self.current_theme, variables)}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let what is shown pass through Textual's filters, then through ours."""
        filters = super().get_line_filters()
        return [*filters, self._ascii] if self._ascii is not None else filters

    def get_default_screen(self) -> Screen[Any]:
        """Return a screen arranged from the start, so that no style is read twice."""
        return MainScreen(id="_default", classes=arrange(*self.size).arrangement.value)

    def compose(self) -> ComposeResult:
        yield RowLine("headline")
        with Panes(id="panes"):
            yield TimelineView()
            yield DetailPane()
        yield RowLine("keys")

    def on_mount(self) -> None:
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            on_ending_signals(lambda n: loop.call_soon_threadsafe(self._end_by_signal, n))
        if isinstance(self._driver, Driver):
            self._driver.type(self._typed)
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.timeline_view.focus()
        # With its picture given before the first layout, the first frame is already the whole.
        self._arrange(*self.size)
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """Collect garbage from now on, of which the first frame left none."""
        for notice in self._notices:
            self._warn(notice)
        self._is_settled = True
        if self._editor is not None:
            self._follow(self._editor)
            self._look_on()
            if self._drafts is not None and self._drafts.adopt(Path(self._path)):
                self.call_later(self._editing.offer)
        gc.freeze()
        gc.enable()
        self._idle.begin(self.stage.ahead())

    def _follow(self, editor: "Editor") -> None:
        from tui.app.following import Following, Reports

        reports = Reports(
            is_busy=self._is_busy,
            show=self._show_reading,
            told=self.notify,
            warn=self._warn,
            far=self._show_progress,
            broken=self._show_banner,
        )
        self._following = Following(self, editor, reports)

    @cached_property
    def _surveying(self) -> "Surveying | None":
        if self._surveyor is None:
            return None
        from tui.app.surveying import Reports, Surveying

        reports = Reports(
            ready=self.stage.ready,
            take=self._show_survey,
            waits=self._show_waiting,
            far=self._show_progress,
            told=self.notify,
            warn=self._warn,
        )
        return Surveying(self, self._surveyor, reports)

    def _look_on(self) -> None:
        """Let what the view needs of a table be asked for."""
        if self._surveying is not None:
            self._surveying.look(self.stage.wish())

    def on_unmount(self) -> None:
        if self._following is not None:
            self._following.abandon()
        if self._surveying is not None:
            self._surveying.end()

    def on_resize(self, event: events.Resize) -> None:
        self._arrange(*event.size)

    @property
    def timeline_view(self) -> TimelineView:
        return self.screen_stack[0].query_one(TimelineView)

    @property
    def detail_pane(self) -> DetailPane:
        return self.screen_stack[0].query_one(DetailPane)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer every command of the table, and the themes."""
        for command in self._commands:
            if command.action != "command_palette":
                yield SystemCommand(
                    command.sentence,
                    f"key: {command.shown_as}" if command.keys else "no key",
                    partial(self.action_perform, command.action),
                )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to a page that is open over the panes, and letters to the prompt."""
        if action != "perform":
            return True
        if parameters[0] in ALWAYS:
            return True
        at_once = AT_ONCE if self.screen.query("QueryBar") else AT_ONCE - {"next_pane"}
        is_typing = self.screen.query("GoToBar, QueryBar") and parameters[0] in at_once
        return not (is_typing or self._is_tiny or isinstance(self.screen, ModalScreen))

    async def action_perform(self, action: str) -> None:
        """Do a command of the key table."""
        if self._playing.stop() and action == "play":
            return
        if action == "step_back" and self._stop():
            return
        before = self.stage.view
        if self.stage.perform(action):
            reason = self.stage.why_not(action, before)
            if reason:
                self.notify(reason)
            self._move()
            return
        routes: dict[str, Callable[[], object]] = {
            "open": self._open,
            "go_to": self._ask_where,
            "find": partial(self._ask_what, "find"),
            "filter": partial(self._ask_what, "filter"),
            "split": partial(self._ask_what, "split"),
            "step_back": self._step_back,
            "follow_back": lambda: self._asking.which_link("back"),
            "follow_on": lambda: self._asking.which_link("on"),
            "chain": lambda: self._asking.which_of_chain(),
            "about": self._ask_which_topic,
            "as_of": self._playing.toggle,
            "known_earlier": partial(self._playing.step, -1),
            "known_later": partial(self._playing.step, 1),
            "play": self._playing.play,
            "go_back": partial(self._travel, self.stage.go_back),
            "go_forward": partial(self._travel, self.stage.go_forward),
            "lanes_by": lambda: self._asking.which_lanes(),
            "columns": lambda: self._asking.which_columns(),
            "views": lambda: self._asking.which_view(self._settings.views),
            "copy": partial(self._copy, "title"),
            "copy_yaml": partial(self._copy, "yaml"),
            "copy_view": partial(self._copy, "view"),
            "lane_above": partial(self.detail_pane.step, -1),
            "lane_below": partial(self.detail_pane.step, 1),
            "scroll_up": partial(self.detail_pane.turn, -1),
            "scroll_down": partial(self.detail_pane.turn, 1),
            "show_lanes": lambda: self._asking.which_hidden(),
            "next_pane": self._next_pane,
            "edit": lambda: self._editing.edit(),
            "new_event": lambda: self._editing.new(),
            "remove": lambda: self._editing.remove(),
            "add_source": lambda: self._editing.add_source(),
            "add_link": lambda: self._editing.add_link(),
            "rename": lambda: self._editing.rename(),
            "undo": lambda: self._editing.undo(),
            "redo": lambda: self._editing.redo(),
            "edit_outside": self._edit_outside,
            "roll_up": self._roll_up,
            "open_reference": self.detail_pane.open_reference,
            "previous_reference": partial(self.detail_pane.step, -1),
            "next_reference": partial(self.detail_pane.step, 1),
            "back_to_timeline": self._to_timeline,
            "problems": self._show_problems,
            "help": self._show_help,
            "change_theme": self.action_change_theme,
            "suspend": self.action_suspend_process,
            "quit": self.exit,
        }
        done = routes[action]()
        if isawaitable(done):
            await done

    def _stop(self) -> bool:
        """Stop what is done behind the screen, and return whether anything was."""
        if self._following is not None and self._following.stop():
            return True
        if self._has_edited and self._editing.stop():
            return True
        return self._surveying is not None and self._surveying.stop()

    def _roll_up(self) -> None:
        """Have worked out what views of a table need."""
        if self._surveying is not None:
            self._surveying.work_out()
        else:
            self.notify("All of this timeline is at hand: there is nothing to work out")

    async def _open(self) -> None:
        if self.stage.open():
            self._move()
        elif len(self.stage.together) > 1:
            await self._asking.which_event()
        else:
            self._next_pane()

    async def _ask_which_topic(self) -> None:
        await self._asking.which_topic(self.detail_pane.source if self._reads else -1)

    @cached_property
    def _asking(self) -> "Asking":
        from tui.app.asking import Asking, Means

        means = Means(self._move, self._warn, self._restore)
        return Asking(self, self.stage, self.timeline, self._prompts.words, self._idle, means)

    @cached_property
    def _prompts(self) -> "Prompts":
        from tui.app.prompts import Picture, Prompts

        picture = Picture(self._show, self._move, self._to_timeline)
        return Prompts(self.stage, self.timeline, self._now, self._idle, picture)

    async def _ask_where(self) -> None:
        await self._prompts.ask_where(self.screen)

    async def _ask_what(self, purpose: str) -> None:
        from tui.session.inquiry import Purpose

        await self._prompts.ask_what(self.screen, Purpose(purpose))

    def _travel(self, go: Callable[[], bool]) -> None:
        if not go():
            self.notify("There is nowhere to go to: the way begins and ends here")
        self._move()

    def _step_back(self) -> None:
        if self.stage.step_back():
            self._move()

    def _next_pane(self) -> None:
        if self.timeline_view.has_focus:
            self.screen.add_class("-reading")
            self.detail_pane.focus()
        else:
            self._to_timeline()

    def _to_timeline(self) -> None:
        self.screen.remove_class("-reading")
        self.timeline_view.focus()

    def _show_help(self) -> None:
        from tui.app.pages import help_page

        self.push_screen(help_page(self._commands, self._pane, self.timeline))

    def _show_problems(self) -> None:
        from tui.app.pages import problems_page

        self.push_screen(problems_page(self._file_name, self.timeline, self._settings))

    def _copy(self, what: str) -> None:
        """Copy the event as a line or as YAML, or the command that opens this view."""
        from tui.app import copying

        event = self.stage.view.selection
        if what == "view":
            text = copying.command(self._path, self.stage.view, self._options)
            named = "the command"
            if not text:
                self.notify("The name of this file cannot be written in a command")
                return
        elif event is None:
            self.notify("No event is selected")
            return
        elif what == "yaml":
            try:
                text, named = copying.as_yaml(event), "YAML"
            except UnreadableError as error:
                self._warn(f"Nothing is copied: {error.message}")
                return
        else:
            text, named = copying.title_and_date(event), "title and date"
        self.run_worker(copying.copy(self, named, text), exit_on_error=False)

    @cached_property
    def _editor(self) -> "Editor | None":
        return self._make_editor() if self._make_editor is not None else None

    @cached_property
    def _editing(self) -> "Editing":
        from tui.app.drafting import Drafting
        from tui.app.editing import Editing
        from tui.app.saving import Surroundings

        around = Surroundings(
            stage=lambda: self.stage,
            timeline=lambda: self.timeline,
            show=self._show_reading,
            ask=lambda question: self._asking.ask(question),
            warn=self._warn,
            is_covered=self._is_covered,
            far=self._show_progress,
            cursor=self._reference,
            now=self._now,
        )
        drafting = Drafting(self._drafts, Path(self._path))
        return Editing(self, self._editor, drafting, around)

    def _reference(self) -> tuple[bool, int] | None:
        """Return whether a source is at the cursor, or a link, and which; None for neither."""
        pane = self.detail_pane
        if not self._reads or pane.cursor < 0 or pane.detail is None:
            return None
        sources = len(pane.detail.sources)
        return (True, pane.cursor) if pane.cursor < sources else (False, pane.cursor - sources)

    async def _edit_outside(self) -> None:
        """Let the reader's own editor have the file, at the line of the selected event."""
        from tui.desktop.editor import command_at, edit

        if self._editor is None or self._editor.read_only:
            self._warn(self._editor.read_only if self._editor else "There is no file to edit here")
            return
        event = self.stage.view.selection
        command = command_at(self._path, event.location.line if event else 1, os.environ)
        try:
            with self.suspend():
                failure = edit(command)
        except SuspendNotSupported:
            failure = "this terminal cannot be lent to another program"
        self.refresh(layout=True)
        if failure:
            self._warn(failure)

    def _is_busy(self) -> bool:
        """Whether something is open or being saved that is about the timeline as it is."""
        return (self._has_edited and self._editing.is_busy) or self._is_covered()

    def _is_covered(self) -> bool:
        """Whether something is open over the panes."""
        return len(self.screen_stack) != 1 or bool(self.screen.query("GoToBar, QueryBar"))

    @property
    def _has_edited(self) -> bool:
        """Whether anything has been edited, for which what edits is made."""
        return "_editing" in self.__dict__

    def _show_reading(self, reading: "Reading") -> None:
        """Show a file that was read again, with all of the view that is still there."""
        from tui.session.view_line import parts_of, view_of
        from tui.stores.memory import MemoryStore

        before = self.stage.view
        store = MemoryStore(reading.timeline)
        self._playing.stop()
        self.timeline, self._troubles = reading.timeline, reading.timeline.troubles
        self.stage = Stage(reading.timeline, store.extent(), store.density, self._now)
        self._playing = Playing(self, self.stage, self._move)
        for kept in ("_prompts", "_asking"):
            self.__dict__.pop(kept, None)
        self._read = None
        said = parts_of(before)
        # What was asked for at the start waits for all of a large file, unless one moved meanwhile.
        if said or self._view is None:
            self._view = view_of(said)
        if before.told:
            self.stage.perform("story")
        self._share()

    def _show_survey(self, ground: "Ground") -> None:
        """Show what is known of a table by now, in the view as it is."""
        if self._is_left:
            return
        self.timeline = ground.timeline
        self.stage.take(ground)
        # What the event is linked with may have come.
        self._read = None
        if self.screen_stack[0].query("GoToBar, QueryBar"):
            # What a prompt goes by stays as it is while it is open.
            self._prompts.tell_again(self.screen_stack[0])
        else:
            self.__dict__.pop("_prompts", None)
        self.__dict__.pop("_asking", None)
        self._glide.repaint()

    def _show_waiting(self, message: str) -> None:
        """Say that more of a table is to come, until it has."""
        self._waiting = message
        self._show_headline()

    @property
    def _is_begun(self) -> bool:
        """Whether the rest of a large file is still to be read."""
        return self._editor is not None and self._editor.file.rest is not None

    @property
    def has_shown(self) -> bool:
        """Whether the view wished for has been on screen, which takes a window large enough."""
        return self._view is None

    def _show_banner(self, message: str) -> None:
        """Say something in place of the keys until it is no longer so."""
        self._banner = message
        self._show_keys()

    def _show_progress(self, message: str) -> None:
        """Say how far the file has been read in place of the keys, until it is at its end."""
        self._progress = message
        self._show_keys()

    def _warn(self, message: str) -> None:
        self.notify(clean_line(message), severity="warning", markup=False, timeout=8)

    def on_timeline_view_run_clicked(self, message: TimelineView.RunClicked) -> None:
        event = self.timeline.event(message.run.target)
        if event is None:
            return
        self.stage.select(event)
        if message.chained > 1:
            self.stage.open()
        self._move()

    def on_timeline_view_dragged(self, message: TimelineView.Dragged) -> None:
        self.stage.pan(-message.cells)
        self.stage.scroll(-message.rows)
        self._show()

    def on_timeline_view_scrolled(self, message: TimelineView.Scrolled) -> None:
        self.stage.scroll(message.rows)
        self._show()

    def on_timeline_view_panned(self, message: TimelineView.Panned) -> None:
        self.stage.perform("pan_later" if message.steps > 0 else "pan_earlier")
        self._show()

    def on_timeline_view_zoomed(self, message: TimelineView.Zoomed) -> None:
        self.stage.zoom_at(message.factor, message.column)
        self._show()

    def on_timeline_view_brushed(self, message: TimelineView.Brushed) -> None:
        self.stage.brush(message.grip, message.column)
        self._show()

    async def on_row_line_run_clicked(self, message: RowLine.RunClicked) -> None:
        if message.run.target == "command_palette":
            self.action_command_palette()
        else:
            await self.action_perform(message.run.target)

    def on_detail_pane_reference_opened(self, message: DetailPane.ReferenceOpened) -> None:
        from tui.desktop.browser import can_open, open_address

        if not message.is_source:
            event = self.timeline.event(message.target)
            if event is None:
                is_partial = self.timeline.is_partial
                reason = "This event is not read yet" if is_partial else "No event has this id"
                self.notify(reason, severity="warning")
                return
            self.stage.follow(event)
            self._move()
        elif not message.target:
            self.notify("This source has no web address", severity="warning")
        elif not can_open(message.target):
            self.notify("This address cannot be opened", severity="warning")
        elif open_address(message.target):
            self.notify("Asked the browser to open it")
        else:
            self.notify("No browser was found to open the address", severity="warning")

    def on_go_to_bar_changed(self, message: "GoToBar.Changed") -> None:
        self._prompts.place_typed(message)

    def on_go_to_bar_chosen(self, message: "GoToBar.Chosen") -> None:
        self._prompts.place_chosen(message, self.screen_stack[0])

    def on_go_to_bar_cancelled(self) -> None:
        self._prompts.close(self.screen_stack[0])

    def on_query_bar_changed(self, message: "QueryBar.Changed") -> None:
        self._prompts.query_typed(message)

    def on_query_bar_accepted(self, message: "QueryBar.Accepted") -> None:
        self._prompts.query_accepted(message, self.screen_stack[0])

    def on_query_bar_cancelled(self) -> None:
        self._prompts.query_cancelled(self.screen_stack[0])

    def _arrange(self, width: int, height: int) -> None:
        if (width, height) == self._arranged:
            return
        self._arranged = width, height
        self._share()

    def _share(self) -> None:
        """Share the screen between the panes, and draw them."""
        if self._is_left:
            return
        self._is_told = self.stage.view.told
        width = self._arranged[0]
        chosen, *size, reading = arrange(*self._arranged, told=self._is_told)
        screen = self.screen_stack[0]
        for other in Arrangement:
            screen.set_class(other is chosen, other.value)
        if chosen is not Arrangement.SINGLE:
            screen.remove_class("-reading")
        if chosen is Arrangement.TINY:
            self._close_pages()
        else:
            self.timeline_view.styles.width, self.timeline_view.styles.height = size
            self.detail_pane.expect(reading, margin=width - reading if self._is_told else None)
            self.stage.resize(*size)
            if self._view is not None and not self._is_begun:
                view, self._view = self._view, None
                self._restore(view)
            if self._is_settled and screen.focused is None:
                # What is not displayed loses the focus, and does not get it back by itself.
                self.call_after_refresh(self._to_timeline)
        self._show()

    def _restore(self, line: "ViewLine") -> None:
        """Bring the stage to a view; what queries are made of is not made for one without any."""
        from tui.session.restoring import Restoring

        def test(query: str) -> "Meaning":
            return self._prompts.words.test(query)

        for complaint in Restoring(self.stage, self.timeline, test).show(line):
            self._warn(complaint)

    def _close_pages(self) -> None:
        """Leave what is open over the panes; lists without a row for an entry fail."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if self.screen.query("GoToBar, QueryBar"):
            self._prompts.close(self.screen)

    def _move(self) -> None:
        """Show the state by a glide to where it is, if there is time for one."""
        if self.stage.view.told is not self._is_told:
            self._share()
            return
        self._glide.to(self.stage.view.viewport)

    def _show(self) -> None:
        """Show the state as it is."""
        self._glide.at_once(self.stage.view.viewport)

    def _paint(self, passing: Viewport | None) -> None:
        """Paint the state, or only the picture as it is seen from a viewport on the way."""
        if self._is_left:
            return
        if self._is_tiny:
            self.screen_stack[0].query_one("#headline", RowLine).show(TOO_SMALL)
            return
        self.timeline_view.show(self.stage.scene(passing))
        if passing is not None:
            self._idle.rest()
            return
        for pane in (self.timeline_view, self.detail_pane):
            pane.colour(self._colours)
        self._show_headline()
        self._show_keys()
        if self._is_settled:
            self._idle.begin(self.stage.ahead())
            self._look_on()
        chosen = self.stage.view.selection
        if chosen is None or is_plain(chosen.text) or not self._is_settled:
            self._show_detail()
        else:
            self.call_after_refresh(self._show_detail)

    def _show_headline(self) -> None:
        if self._is_left:
            return
        title = self.timeline.title or self._file_name
        counts = self.stage.counts(self._troubles)._replace(waiting=self._waiting)
        top = headline(title, counts, self.stage.view.viewport, self._arranged[0])
        self.screen_stack[0].query_one("#headline", RowLine).show(top)

    def on_descendant_focus(self) -> None:
        self._show_keys()

    @property
    def _is_left(self) -> bool:
        """Whether there is no screen any more, for which a timer may have come too late."""
        return not self.screen_stack

    def _show_keys(self) -> None:
        if self._is_left:
            return
        width, told = self._arranged[0], self.stage.view.told
        row = key_row(width, self._commands, self._pane, told=told)
        if self._progress:
            row = progress(self._progress, width)
        if self._banner:
            row = banner(f"Shown is what was last read. {self._banner}", width)
        self.screen_stack[0].query_one("#keys", RowLine).show(row)

    @property
    def _colours(self) -> tuple[str, ...]:
        """The colours that the file gives its lanes, by the numbers of their looks."""
        is_by_lane = self.stage.view.settings.field == LANE
        return tuple(lane.colour for lane in self.timeline.lanes) if is_by_lane else ()

    def _show_detail(self) -> None:
        pane = self.detail_pane
        event = self.stage.view.selection
        if event is None:
            pane.show_nothing(partial(unselected, self.stage.counts(0), self._file_name))
            self._read = None
            return
        view = self.stage.view
        before = chapter_before(view) if view.told else None
        if (event, view.anchor, before) == self._read:
            return
        self._read = event, view.anchor, before
        zone = self._settings.time_zone
        detail = detail_of(event, self.timeline, view.anchor, before, zone)
        pane.show(detail, self.stage.look)

    def _end_by_signal(self, number: int) -> None:
        self.exit(return_code=128 + number)

    def action_help_quit(self) -> None:
        """Answer the key that ends other programs."""
        self.notify("Press q to leave Eventide")

    def action_command_palette(self) -> None:
        if not self._is_tiny:
            super().action_command_palette()

    @property
    def _pane(self) -> Pane:
        """The pane whose keys count."""
        return Pane.DETAIL if self._reads else Pane.TIMELINE

    @property
    def _reads(self) -> bool:
        """Whether the keys are those of the detail pane."""
        return self.detail_pane.has_focus

    @property
    def _is_tiny(self) -> bool:
        return arrange(*self._arranged).arrangement is Arrangement.TINY

    def panic(self, *renderables: object) -> None:
        """Stop without printing: what a thread of the terminal's could not do ends here."""
        if self.is_headless:
            super().panic(*renderables)  # type: ignore[arg-type]
            return
        errors = (each for each in renderables if isinstance(each, BaseException))
        self.failure = self.failure or next(errors, RuntimeError("the terminal could not be used"))
        self.exit(return_code=70)

    def _handle_exception(self, error: Exception) -> None:
        """Stop with the error kept for the command line, which prints no locals of ours."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        self.failure = error
        self.exit(return_code=70)
