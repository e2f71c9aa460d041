"""What a stage stands on: a timeline, and all that is made of it and kept for the next picture."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from tui.dates.span import Instant
from tui.events.event import Event
from tui.events.timeline import Timeline, parted
from tui.layout.event_index import EventIndex
from tui.layout.headline import Counts
from tui.session.composer import Composer, Density
from tui.session.found import Found, both
from tui.session.lane_board import LaneBoard, OthersOf, no_others
from tui.session.view_state import ViewState

if TYPE_CHECKING:
    from tui.layout.remainder import Remainder
    from tui.session.knowledge import Knowledge
    from tui.session.survey import Answer, Survey


class Ground:
    """A timeline with its lanes, pictures and days, and the survey that it comes from, if any."""

    def __init__(
        self,
        timeline: Timeline,
        now: Instant,
        density: Density | None = None,
        others_of: OthersOf = no_others,
        more_undated: Callable[[str], int] = lambda _: 0,
    ) -> None:
        """Take density for what counts all events, others for what tells of those not at hand."""
        self.timeline = timeline
        self.survey: Survey | None = None
        self.board = LaneBoard(timeline.events, timeline.lanes, others_of)
        density = density or self.board.everything.density
        lanes_of = self.board.lanes_of
        self.composer = Composer(timeline, density, now, lanes_of, others_of, more_undated)
        self._made: tuple[ViewState, tuple[int, int], ViewState] | None = None

    @classmethod
    def surveyed(cls, survey: "Survey", now: Instant) -> "Ground":
        """Return what a survey is a ground for."""
        answers = survey.answers

        def others_of(query: str) -> "Mapping[str, Remainder]":
            return answers[query].lanes if query in answers else {}

        def more_undated(query: str) -> int:
            return answers[query].more_undated if query in answers else 0

        ground = cls(survey.timeline, now, None, others_of, more_undated)
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
        if view.settings.field.queries:
            self.board.split([self._searched(query) for query in view.settings.field.queries])
        here = None if view.lane is None else view.lanes[view.lane].head.name
        after = self.board.arranged(after, view.settings)
        # What is not at hand yet stays selected, as long as it is not known to be hidden.
        if chosen is not None and event_of(chosen.id) is None:
            names = [lane.head.name for lane in after.lanes]
            lane = names.index(here) if here in names else None
            after = after._replace(selection=chosen, lane=lane)
        if after.listed:
            after = self._paged(after, view.position)
        return after.resize(max(1, self.composer.width - self.composer.gutter(after)))

    def _paged(self, view: ViewState, position: int) -> ViewState:
        """Return the state of a list with the events of its page.

        Before there is one it has none, unless all are at hand. The selected one, which had a place
        among others before, stays where it was on screen.
        """
        page = self.survey.page if self.survey else None
        query = view.filter.query if view.filter else ""
        answer = self.survey.answers.get(query) if self.survey else None
        if answer is not None and not view.dated.remainder and not answer.more_undated:
            return view
        hidden = view.settings.hidden if view.by_lane else frozenset()
        is_meant = page is not None and (page.query, page.hidden) == (query, hidden)
        dated, undated = parted(page.events if page is not None and is_meant else ())
        after = view._replace(dated=EventIndex(dated), undated=undated)
        moved = after.position - position if after.position and position else 0
        return after._replace(top=view.top + moved)

    def _searched(self, query: str) -> Found:
        """Return the events at hand that a query means, none if it means nothing here."""
        from tui.query.error import QueryError
        from tui.session.words import Words

        try:
            return Words(self.timeline).found(query)
        except QueryError:
            return Found(query, (), frozenset())

    def found(self, found: Found | None) -> Found | None:
        """Return what is known here of the events that a query means."""
        answer = self.survey.answers.get(found.query) if self.survey and found else None
        return answer.found if answer else found

    def meant(self, query: str) -> int | None:
        """Return how many events of a table a query means, None where that is not known."""
        answer = self.survey.answers.get(query) if self.survey else None
        return None if answer is None else answer.events

    def counted(self, view: ViewState, counts: Counts) -> Counts:
        """Return the counts of a state with what is known beyond the events at hand."""
        if self.survey is None:
            return counts._replace(first=self.board.count if self.timeline.is_partial else 0)
        answers = self.survey.answers
        query = view.filter.query if view.filter else ""
        answer = None if view.as_of is not None else answers.get(query)
        if answer is not None:
            hidden = view.hidden[1] if view.by_lane else 0
            counts = counts._replace(events=answer.events - hidden)
        if view.filters and "" in answers:
            counts = counts._replace(unfiltered=answers[""].events)
        counts = self._with_hits(view, counts, answers)
        is_whole = counts.events == len(view.dated) + len(view.undated)
        return counts._replace(
            position=counts.position if is_whole else 0,
            is_least=answer is None,
            at_hand=-1 if view.by_lane else len(view.dated),
            all_lanes=0 if self._has_all_lanes else self.survey.lanes,
        )

    @property
    def _has_all_lanes(self) -> bool:
        # What is declared may be in no row.
        survey = self.survey
        return survey is None or survey.lanes <= len(survey.answers[""].lanes)

    def _with_hits(
        self, view: ViewState, counts: Counts, answers: "Mapping[str, Answer]"
    ) -> Counts:
        """Return counts with the hits that are not at hand, as far as they are known."""
        sought = view.hits.query if view.hits else ""
        sought = both(view.filter.query, sought) if view.filter and sought else sought
        here = counts.hits
        if not sought or here is None:
            return counts._replace(are_least_hits=sought != "" and sought not in answers)
        found, is_least = here + self.composer.hits_beyond(view), sought not in answers
        if not self._has_all_lanes and view.as_of is None and not is_least:
            # Those in lanes that are not shown, of which some may be hidden ones.
            is_least = view.hidden[0] > 0
            found = found if is_least else max(found, answers[sought].events)
        hit = counts.hit if found == here else 0
        return counts._replace(hit=hit, hits=found, are_least_hits=is_least)
