"""The lines that a question is typed in, and what is shown of its answer while it is typed."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from textual.screen import Screen

from tui.dates.span import Instant
from tui.events.timeline import Timeline
from tui.session.destination import Destination, destinations
from tui.session.inquiry import Inquiry, Purpose, Words
from tui.session.stage import Stage
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
        self._find(message.text)
        message.bar.show([found.line for found in self._found])

    def place_chosen(self, message: GoToBar.Chosen, screen: Screen[object]) -> None:
        self._find(message.text)
        if message.index < len(self._found):
            self._stage.visit(self._found[message.index])
            self._picture.move()
            self.close(screen)

    def query_typed(self, message: QueryBar.Changed) -> None:
        if self._inquiry is not None:
            self._idle.at_once(self._answer(self._inquiry, message))

    def query_accepted(self, screen: Screen[object]) -> None:
        if self._inquiry is None or self._inquiry.mistake is None:
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

    def _find(self, text: str) -> None:
        if text != self._sought:
            view = self._stage.view
            self._sought = text
            events = (*view.dated.events, *view.undated)
            self._found = destinations(text, events, self._now, view.focus)

    def _answer(self, inquiry: Inquiry, message: QueryBar.Changed) -> Iterator[None]:
        """Show what a query means as far as it is typed, and what it finds once that is known."""
        bar = message.bar
        for _ in inquiry.typed(message.text):
            bar.tell(inquiry.told)
            yield
        choices = inquiry.completion(message.cursor)
        place = choices.start, choices.end
        if inquiry.mistake is not None:
            bar.show_mistake(inquiry.mistake.reason, inquiry.mistake.place, choices.texts, place)
            return
        bar.show(inquiry.told, choices.texts, place)
        self._picture.show()
