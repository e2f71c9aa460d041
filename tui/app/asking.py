"""What the reader is asked to choose from a list, and how the choice is shown."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from textual.app import App

from tui.events.timeline import SavedView, Timeline
from tui.session.chain import Way
from tui.session.question import (
    Question,
    which_columns,
    which_event,
    which_hidden,
    which_lanes,
    which_link,
    which_of_chain,
    which_topic,
    which_view,
)
from tui.session.view_line import ViewLine, ViewLineError, view_of
from tui.session.words import Words
from tui.widgets.chooser import Chooser

if TYPE_CHECKING:
    from tui.session.stage import Stage
    from tui.widgets.idle import Idle


class Means(NamedTuple):
    """What a choice is shown by: a glide to the new state, words of warning, another view."""

    move: Callable[[], None]
    warn: Callable[[str], None]
    restore: Callable[[ViewLine], None]


class Asking:
    """Lists to choose from over one stage."""

    def __init__(
        self,
        app: App[None],
        stage: "Stage",
        timeline: Timeline,
        words: Words,
        idle: "Idle",
        means: Means,
    ) -> None:
        self._app, self._stage, self._timeline, self._words = app, stage, timeline, words
        self._idle, self._means = idle, means

    async def ask(self, question: Question) -> None:
        """Let one of several entries be chosen, and show what comes of it."""

        def chosen(at: int | None) -> None:
            if at is None:
                if question.leave is not None:
                    question.leave()
            else:
                steps = question.take(at)
                if steps is None:
                    self._means.move()
                else:
                    self._idle.at_once(self._done_and_shown(steps))

        chooser = Chooser(question.title, question.entries, question.start, question.names)
        await self._app.push_screen(chooser, chosen)

    def _done_and_shown(self, steps: Iterator[None]) -> Iterator[None]:
        yield from steps
        self._means.move()

    async def which_event(self) -> None:
        """Ask for one of the events that the selected one is counted with."""
        await self.ask(which_event(self._stage, self._stage.together))

    async def which_topic(self, source: int) -> None:
        """Ask what other events are to share with the selected one, first of all a source."""
        if self._stage.view.selection is not None:
            await self.ask(which_topic(self._stage, self._words, source))

    async def which_lanes(self) -> None:
        await self.ask(which_lanes(self._stage))

    async def which_columns(self) -> None:
        await self.ask(which_columns(self._stage))

    async def which_hidden(self) -> None:
        """Show the one lane that is hidden, or ask which."""
        if not self._stage.hidden:
            self._app.notify("No lane is hidden")
        elif len(self._stage.hidden) > 1:
            await self.ask(which_hidden(self._stage))
        else:
            self._stage.show_lanes([lane.name for lane in self._stage.hidden])
            self._means.move()

    async def which_link(self, way: str) -> None:
        """Follow the one link there is, or ask which."""
        found = self._stage.links(Way(way))
        if len(found) == 1:
            self._stage.follow(found[0].event)
            self._means.move()
        elif found:
            await self.ask(which_link(self._stage, found, Way(way)))
        else:
            self._app.notify("No link leads " + ("here" if way == "back" else "on from here"))

    async def which_of_chain(self) -> None:
        if self._stage.view.selection is not None:
            await self.ask(which_of_chain(self._stage))

    async def which_view(self, own: tuple[SavedView, ...]) -> None:
        """Ask for one of the views that have a name, in the file or of one's own."""
        views = (*self._timeline.views, *own)
        if views:
            await self.ask(which_view(views, self._show_saved))
        else:
            message = "No view has a name: give some under views: in the file or in config.toml"
            self._app.notify(message)

    def _show_saved(self, view: SavedView) -> None:
        try:
            line = view_of(view.parts)
        except ViewLineError as error:
            self._means.warn(f"The view {view.name}: {error}")
            return
        before = self._stage.view
        self._stage.widen()
        self._means.restore(line)
        self._stage.has_left(before)
