"""What a frame asks of a table: counts by lane and bin, and the most important events of lanes."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from tui.dates.span import Span
from tui.stores.table import question
from tui.stores.table.column import EventColumns, bare
from tui.stores.table.engine import Engine
from tui.stores.table.lane_count import LaneCounts
from tui.stores.table.prepared import Prepared, Value
from tui.stores.table.question import Bounds


class FrameQuestions:
    """Asks for what frames have of some rows of a table."""

    def __init__(
        self,
        engine: Engine,
        view: EventColumns,
        texts: LaneCounts,
        longest: int | None,
        *,
        is_all: bool,
    ) -> None:
        """Take the rows, what lanes their texts mean, and the length of the longest date.

        is_all is whether they are all rows of the table.
        """
        self._engine = engine
        self._view, self._texts, self._longest = view, texts, longest
        self._prepared = Prepared(engine)
        # Where a row stands is known of the table alone: of a part of it, as a filtered table is,
        # an engine refuses to tell it.
        is_bare = is_all and view.is_exact and not view.is_placed and engine.has_parameters
        self._bare = bare(view) if is_bare else None

    def counts(
        self, span: Span, width: int, names: Sequence[str]
    ) -> Callable[[], list[tuple[str | None, int, int]]]:
        """Return what waits for the text of a lane, begin and count of each bin that holds rows.

        The engine is asked from now on if it can be asked for events meanwhile. begin is how many
        microseconds after the span's start a bin of the width begins. Rows of other lanes than
        those named may be counted too. The span is such that the engine reckons with all of it.
        """
        within = question.bounds(self._view, span)

        def make(value: Mapping[str, Any]) -> Any:
            near = partial(question.positioned_within, within=_bounds(value))
            rows = self._rows(near, ("lane", "position"), names)
            return question.binned(rows, value["start"], value["width"])

        # No such span is longer than 64 bits can tell, so no bin is wider.
        asked = ("counts", *names), {**_values(within), "width": width}, make
        if self._bare is None:
            return partial(self._prepared.rows, *asked)
        return self._prepared.begun(*asked)

    def leading(
        self, span: Span, names: Sequence[str], most: int, columns: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Return columns of the most important rows of each lane that may touch a span.

        The key is always among the columns. most is how many of each text of a lane.
        """
        asked = tuple(dict.fromkeys(("lane", "key", "rank", *self._told(columns))))

        def make(rows: Any, value: Mapping[str, Any]) -> Any:
            rows = self._texts.rows_in(rows, names)
            return question.leading(rows, ("lane",), value["most"], asked, self._engine.name)

        return self._touching(("leading", asked, *names), span, asked, {"most": most}, make)

    def keyed(
        self, span: Span, keys: Sequence[Any], columns: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Return columns of the rows that may touch a span and have one of some keys."""
        asked = self._told(columns)

        def make(rows: Any, value: Mapping[str, Any]) -> Any:
            return rows.filter(rows.key.isin(value["keys"])).select(*asked)

        return self._touching(("keyed", asked), span, asked, {"keys": list(keys)}, make)

    def first(
        self, span: Span, names: Sequence[str], most: int, columns: Sequence[str]
    ) -> list[dict[str, Any]] | None:
        """Return what leading does by one question, None where two are faster or it cannot be one.

        All rows have keys. Where several share one there may be more than asked for of a lane, and
        some that do not touch the span.
        """
        within = question.bounds(self._view, span, self._longest)
        if self._bare is None or within is None or not 1 <= most <= question.MOST_LEAST:
            return None
        asked = self._told(columns)

        def make(value: Mapping[str, Any]) -> Any:
            within = _bounds(value)
            # Not of the same rows as the answer, for then the engine would keep all columns of all.
            touching = partial(question.touching_within, within=within)
            ranked = self._rows(touching, ("lane", "key", "rank"), names)
            keys = question.least(ranked, value["most"])

            def is_first(events: EventColumns) -> Any:
                return question.may_begin(events, within) & events.table.key.isin(keys)

            return self._rows(is_first, asked)

        values = {**_values(within), "most": most}
        found = self._prepared.rows(("first", asked, *names), values, make)
        return self._dicts(asked, found)

    def _touching(
        self,
        shape: tuple[Any, ...],
        span: Span,
        columns: Sequence[str],
        values: Mapping[str, Value],
        make: Callable[[Any, Mapping[str, Any]], Any],
    ) -> list[dict[str, Any]]:
        """Return columns of what make makes of the rows that may touch a span, and of values."""
        within = question.bounds(self._view, span, self._longest)
        if within is None:
            touching = question.touching(self._view, span, self._longest)
            found = self._engine.tuples(make(self._view.table.filter(touching), values))
            return self._dicts(columns, found)

        def asked(value: Mapping[str, Any]) -> Any:
            touching = partial(question.touching_within, within=_bounds(value))
            return make(self._rows(touching, columns), value)

        found = self._prepared.rows(shape, {**_values(within), **values}, asked)
        return self._dicts(columns, found)

    def _told(self, columns: Sequence[str]) -> tuple[str, ...]:
        """Return those of some columns that have to be asked for."""
        return tuple(name for name in columns if self._bare is None or name not in self._view.same)

    def _dicts(
        self, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
    ) -> list[dict[str, Any]]:
        """Return rows with their columns, and with those that are the same in all rows."""
        same = self._view.same
        return [{**same, **dict(zip(columns, row, strict=True))} for row in rows]

    def _rows(
        self,
        is_meant: Callable[[EventColumns], Any],
        columns: Sequence[str],
        names: Sequence[str] | None = None,
    ) -> Any:
        """Return the rows for which a condition holds, of some lanes or all, with some columns.

        An engine looks at all columns and steps that it is told of, which takes longer than to
        answer a question about few rows.
        """
        if self._bare is None:
            rows = self._view.table.filter(is_meant(self._view))
            return rows if names is None else self._texts.rows_in(rows, names)
        rows = self._view.source.filter(is_meant(self._bare))
        known = vars(self._bare.table)
        in_lanes = None if names is None else self._texts.is_in(known["lane"], names)
        if in_lanes is not None:
            rows = rows.filter(in_lanes)
        return rows.select(**{name: known[name] for name in columns})


def _values(within: Bounds | None) -> dict[str, Value]:
    """Return the bounds that there are by their names."""
    given = {} if within is None else within._asdict()
    return {name: value for name, value in given.items() if value is not None}


def _bounds(values: Mapping[str, Any]) -> Bounds:
    return Bounds(**{name: values[name] for name in Bounds._fields if name in values})
