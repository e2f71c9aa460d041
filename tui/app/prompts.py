"""The lines that a question is typed in, and what is shown of its answer while it is typed."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from textual.screen import Screen

from tui.dates.span import Instant
from tui.events.timeline import Timeline
from tui.session.destination import Destination, Destinations
from tui.session.inquiry import Inquiry, Purpose
from tui.session.stage import Stage
from tui.session.words import Words
from tui.widgets.go_to_bar import GoToBar
from tui.widgets.query_bar import QueryBar

if TYPE_CHECKING:
    from tui.widgets.idle import Idle


class Picture(NamedTuple):
    """What prompts do with the panes: draw the state at once or by a glide, give back the keys."""

    show: Callable[[], None]
    move: Callable[[], None]
    leave: Callable[[], None]


class Prompts:
    """Go to, find and filter on one stage; at most one of them is open."""

    def __init__(
        self,
        stage: Stage,
        timeline: Timeline,
        now: Instant,
        idle: "Idle",
        picture: Picture,
    ) -> None:
        self._stage, self._timeline, self._now = stage, timeline, now
        self._idle, self._picture = idle, picture
        self._sought = ""
        self._found: tuple[Destination, ...] = ()
        self._inquiry: Inquiry | None = None

    @cached_property
    def words(self) -> Words:
        """What queries on this timeline are made of."""
        return Words(self._timeline)

    async def ask_where(self, screen: Screen[object]) -> None:
        if not screen.query(GoToBar):
            bar = GoToBar()
            self._sought, self._found = "", ()
            await screen.mount(bar)
            bar.take_focus()

    async def ask_what(self, screen: Screen[object], purpose: Purpose) -> None:
        if not screen.query(QueryBar):
            self._inquiry = Inquiry(self._stage, purpose, self.words)
            bar = QueryBar(purpose.value.capitalize(), self._inquiry.start)
            await screen.mount(bar)
            bar.take_focus()

    def place_typed(self, message: GoToBar.Changed) -> None:
        self._idle.at_once(self._look_for(message))

    def place_chosen(self, message: GoToBar.Chosen, screen: Screen[object]) -> None:
        for _ in self._find(message.text):
            pass
        if message.index < len(self._found):
            self._stage.visit(self._found[message.index])
            self._picture.move()
            self.close(screen)

    def query_typed(self, message: QueryBar.Changed) -> None:
        if self._inquiry is not None:
            steps = self._answer(self._inquiry, message.bar, message.text, message.cursor)
            self._idle.at_once(steps)

    def tell_again(self, screen: Screen[object]) -> None:
        """Tell what a query has found, of which more is known by now."""
        if self._inquiry is not None:
            for bar in screen.query(QueryBar):
                bar.tell(self._inquiry.told)

    def query_accepted(self, message: QueryBar.Accepted, screen: Screen[object]) -> None:
        inquiry = self._inquiry
        if inquiry is not None and inquiry.text != message.text:
            # What was typed after it came before it was taken.
            self._idle.at_once(self._answer(inquiry, message.bar, message.text, len(message.text)))
        if inquiry is None or inquiry.mistake is None:
            self.close(screen)

    def query_cancelled(self, screen: Screen[object]) -> None:
        if self._inquiry is not None:
            self._inquiry.cancel()
            self._picture.show()
        self.close(screen)

    def close(self, screen: Screen[object]) -> None:
        """Take away the line that is open, if any, and give the keys back to the timeline."""
        bars = screen.query("GoToBar, QueryBar")
        self._inquiry = None
        if bars:
            bars.remove()
            self._picture.leave()

    def _look_for(self, message: GoToBar.Changed) -> Iterator[None]:
        """Show where a text may lead, once that is known."""
        yield from self._find(message.text)
        message.bar.show([found.line for found in self._found])

    def _find(self, text: str) -> Iterator[None]:
        if text == self._sought:
            return
        view = self._stage.view
        events = (view.dated.events, view.undated)
        sought = Destinations(text, events, self._now, view.focus)
        yield from sought.steps()
        self._sought, self._found = text, sought.found

    def _answer(self, inquiry: Inquiry, bar: QueryBar, text: str, cursor: int) -> Iterator[None]:
        """Show what a query means as far as it is typed, and what it finds once that is known."""
        for _ in inquiry.typed(text):
            bar.tell(inquiry.told)
            yield
        choices = inquiry.completion(cursor)
        place = choices.start, choices.end
        if inquiry.mistake is not None:
            bar.show_mistake(inquiry.mistake.reason, inquiry.mistake.place, choices.texts, place)
            return
        bar.show(inquiry.told, choices.texts, place)
        self._picture.show()
