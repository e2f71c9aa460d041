"""Showing a view again that a line of text says, as far as the timeline still has it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tui.dates.calendar import DAY
from tui.dates.edtf import EdtfError, parse
from tui.events.event import Event
from tui.events.timeline import Timeline
from tui.layout.grouping import Field
from tui.query.error import QueryError
from tui.session.found import Found, searched
from tui.session.stage import Stage
from tui.session.view_line import ViewLine, named

if TYPE_CHECKING:
    from tui.query.predicate import Meaning


class Restoring:
    """Brings a stage to a view, and keeps sentences on what could not be."""

    def __init__(self, stage: Stage, timeline: Timeline, test: "Callable[[str], Meaning]") -> None:
        """Take test for what gives the predicate of a query, or raises QueryError."""
        self._stage, self._timeline, self._test = stage, timeline, test
        self.complaints: list[str] = []

    def show(self, line: ViewLine) -> list[str]:
        """Bring the stage to a view; return a sentence for each part of it that could not be."""
        self._lanes(line)
        self._narrow(line)
        self._choose(line)
        self._place(line)
        return self.complaints

    def _lanes(self, line: ViewLine) -> None:
        stage = self._stage
        if line.split:
            found = [found for query in line.split if (found := self._found(query)) is not None]
            if found:
                _finish(stage.splitting(found))
        elif line.lanes:
            field = self._field(line.lanes)
            if field is None:
                self.complaints.append(f"no event has a field “{line.lanes}” to make lanes by")
            else:
                stage.regroup(field)
        settings = stage.view.settings
        wanted = settings._replace(
            folded=frozenset(line.folded),
            hidden=frozenset(line.hidden),
            pinned=line.pinned,
            order=line.order,
        )
        if wanted != settings:
            stage.arrange(wanted)
            if not stage.view.lanes and line.hidden:
                stage.arrange(wanted._replace(hidden=frozenset()))

    def _narrow(self, line: ViewLine) -> None:
        stage = self._stage
        if line.filter and (found := self._found(line.filter)) is not None:
            stage.filter(found)
        if line.as_of:
            try:
                date = parse(line.as_of)
            except EdtfError as error:
                self.complaints.append(f"as-of, column {error.column}: {error.reason}")
            else:
                last = date.before
                stage.show_as_of(None if last is None else (last - 1) // DAY * DAY)
        if line.find and (found := self._found(line.find)) is not None:
            stage.mark(found)

    def _choose(self, line: ViewLine) -> None:
        stage = self._stage
        anchor = self._event(line.anchor) if line.anchor else None
        if anchor is not None and anchor.when is not None:
            stage.show_anchor(anchor, measures=line.measures)
        if line.dims != stage.view.dims:
            stage.perform("dim")
        chosen = self._event(line.select) if line.select else None
        if chosen is not None and stage.view.shows(chosen):
            stage.select(chosen)

    def _place(self, line: ViewLine) -> None:
        stage = self._stage
        if line.folds_time and not stage.view.is_folded:
            stage.perform("fold_time")
        if line.at is not None:
            stage.look_at(line.at)
        if line.columns:
            was_listed = stage.view.listed
            stage.show_columns(line.columns)
            if not was_listed:
                stage.perform("list")
        if line.listed and not stage.view.listed:
            stage.perform("list")

    def _event(self, name: str) -> Event | None:
        event = self._timeline.event(name)
        if event is None:
            self.complaints.append(f"no event has the id “{name}” any more")
        return event

    def _found(self, query: str) -> Found | None:
        try:
            return searched(query, self._timeline.events, self._test(query))
        except QueryError as error:
            self.complaints.append(f"“{query}”, column {error.column + 1}: {error.reason}")
            return None

    def _field(self, name: str) -> Field | None:
        return next((each.field for each in self._stage.fields if named(each.field) == name), None)


def _finish(steps: Iterator[None]) -> None:
    for _ in steps:
        pass
