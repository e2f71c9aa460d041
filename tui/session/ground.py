"""What a stage stands on: a timeline, and all that is made of it and kept for the next picture."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tui.dates.span import Instant
from tui.events.event import Event
from tui.events.timeline import Timeline, parted
from tui.layout.event_index import EventIndex
from tui.layout.headline import Counts
from tui.session.composer import Composer, Density
from tui.session.found import Found
from tui.session.lane_board import LaneBoard, OthersOf, no_others
from tui.session.view_state import ViewState

if TYPE_CHECKING:
    from tui.layout.remainder import Remainder
    from tui.session.knowledge import Knowledge
    from tui.session.survey import Survey


class Ground:
    """A timeline with its lanes, pictures and days, and the survey that it comes from, if any."""

    def __init__(
        self,
        timeline: Timeline,
        now: Instant,
        density: Density | None = None,
        others_of: OthersOf = no_others,
    ) -> None:
        """Take density for what counts all events, others_of for the ones that are not at hand."""
        self.timeline = timeline
        self.survey: Survey | None = None
        self.board = LaneBoard(timeline.events, timeline.lanes, others_of)
        density = density or self.board.everything.density
        self.composer = Composer(timeline, density, now, self.board.lanes_of, others_of)
        self._made: tuple[ViewState, tuple[int, int], ViewState] | None = None

    @classmethod
    def surveyed(cls, survey: "Survey", now: Instant) -> "Ground":
        """Return what a survey is a ground for."""
        others = {query: answer.lanes for query, answer in survey.answers.items()}

        def others_of(query: str) -> "Mapping[str, Remainder]":
            return others.get(query, {})

        ground = cls(survey.timeline, now, None, others_of)
        ground.survey = survey
        return ground

    @cached_property
    def knowledge(self) -> "Knowledge":
        """The events by when they became known."""
        from tui.session.knowledge import Knowledge

        return Knowledge(self.timeline.events)

    @property
    def size(self) -> tuple[int, int]:
        """The width and height of pictures, in cells."""
        return self.composer.width, self.composer.height

    @size.setter
    def size(self, size: tuple[int, int]) -> None:
        self.composer.width, self.composer.height = size

    def prepare(self, view: ViewState, size: tuple[int, int]) -> None:
        """Make the picture of a state on another ground before this one is stood on.

        It takes time and touches nothing else, so a thread may do it.
        """
        self.size = size
        after = self.renewed(view)
        for _ in self.composer.prepare(after):
            pass
        self._made = view, size, after

    def renewed(self, view: ViewState) -> ViewState:
        """Return a state of another ground with what is known here of all that it shows."""
        if self.survey is None:
            return view
        if self._made is not None and self._made[0] is view and self._made[1] == self.size:
            return self._made[2]
        event_of = self.timeline.event

        def known(event: Event | None) -> Event | None:
            return event and (event_of(event.id) or event)

        chosen = known(view.selection)
        after = view._replace(
            selection=chosen,
            anchor=known(view.anchor),
            filter=self.found(view.filter),
            hits=self.found(view.hits),
            left=None,
        )
        after = self.board.arranged(after, view.settings)
        # What is not at hand yet stays selected, as long as it is not known to be hidden.
        if chosen is not None and event_of(chosen.id) is None:
            after = after._replace(selection=chosen, lane=view.lane)
        page = self.survey.page
        query = after.filter.query if after.filter else ""
        if after.listed and page is not None and page.query == query:
            after = _paged(after, page.events, view.position)
        return after.resize(max(1, self.composer.width - self.composer.gutter(after)))

    def found(self, found: Found | None) -> Found | None:
        """Return what is known here of the events that a query means."""
        answer = self.survey.answers.get(found.query) if self.survey and found else None
        return answer.found if answer else found

    def counted(self, view: ViewState, counts: Counts) -> Counts:
        """Return the counts of a state with what is known beyond the events at hand."""
        if self.survey is None:
            return counts
        answers = self.survey.answers
        query = view.filter.query if view.filter else ""
        answer = None if view.as_of is not None else answers.get(query)
        if answer is not None and not view.hidden[0]:
            counts = counts._replace(events=answer.events)
        if view.filters and "" in answers:
            counts = counts._replace(unfiltered=answers[""].events)
        others = self._others(view.hits)
        if counts.hits is not None and others:
            counts = counts._replace(hit=0, hits=counts.hits + others)
        is_whole = counts.events == len(view.dated) + len(view.undated)
        return counts._replace(
            position=counts.position if is_whole else 0,
            is_least=answer is None,
            at_hand=-1 if view.by_lane else len(view.dated),
        )

    def _others(self, found: Found | None) -> int:
        """Return how many events that are not at hand a search means."""
        answer = self.survey.answers.get(found.query) if self.survey and found else None
        return answer.others.events if answer else 0


def _paged(view: ViewState, events: Sequence[Event], position: int) -> ViewState:
    """Return the state of a list with some events, the one selected where it was on screen.

    position is the place that the selected one had in the list before.
    """
    dated, undated = parted(events)
    after = view._replace(dated=EventIndex(dated), undated=undated)
    moved = after.position - position if after.position and position else 0
    return after._replace(top=view.top + moved)
