"""How many events each lane of a table has, and which texts of its column mean which lane."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from tui.events.event import OTHER_LANE, Event
from tui.stores.table.engine import Engine
from tui.stores.table.frame import LaneCount
from tui.stores.table.plain_row import lane_name

#: So many different texts are told apart, those of most rows.
_MOST = 1_000


class LaneCounts:
    """The lanes of some rows, asked for once; others are odd events beside them."""

    def __init__(self, engine: Engine, rows: Any, others: Iterable[Event]) -> None:
        self._engine = engine
        self._rows = rows
        self._others = tuple(others)

    @cached_property
    def by_text(self) -> dict[str | None, int]:
        """How many rows have each text, most first; null is one of them."""
        rows = self._rows.select("lane")
        grouped = rows.group_by("lane").agg(count=rows.count())
        grouped = grouped.order_by(-grouped["count"], "lane").limit(_MOST)
        return {row["lane"]: row["count"] for row in self._engine.rows(grouped)}

    def most(self, number: int) -> list[LaneCount]:
        """Return the lanes with most events, most first, then by name."""
        counts: dict[str, int] = {}
        for text, count in self.by_text.items():
            name = lane_name(text)
            counts[name] = counts.get(name, 0) + count
        for event in self._others:
            counts[event.lane] = counts.get(event.lane, 0) + 1
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [LaneCount(*item) for item in ordered[:number]]

    @cached_property
    def number(self) -> int:
        """How many lanes there are; of more texts than are told apart each counts as one."""
        if not self._has_more:
            return len(self.most(len(self.by_text) + len(self._others)))
        found = self._engine.one(self._rows.agg(number=self._rows.lane.nunique()))
        return int(found["number"])

    @property
    def _has_more(self) -> bool:
        """Whether there may be more texts than are told apart."""
        return len(self.by_text) >= _MOST

    def rows_in(self, rows: Any, names: Sequence[str]) -> Any:
        """Return those of the rows that are in lanes of these names."""
        wanted = self.is_in(rows.lane, names)
        return rows if wanted is None else rows.filter(wanted)

    def is_in(self, lane: Any, names: Sequence[str]) -> Any:
        """Return whether a column's text means one of the lanes, None if each one does."""
        named = set(names)
        wanted = [text for text in self.by_text if lane_name(text) in named]
        if self._has_more:
            # Of texts of fewer rows than those that are known, names stand for themselves.
            blank = ("", None) if OTHER_LANE in named else ()
            wanted = list(dict.fromkeys([*wanted, *names, *blank]))
        elif len(wanted) == len(self.by_text):
            return None
        chosen = lane.isin([text for text in wanted if text is not None])
        return chosen | lane.isnull() if None in wanted else chosen
